"""`results/index.csv`: a row for each run below ./results, so that runs are found again.

A row is added under a lock, to a copy that then takes the file's name, so that two runs which end
at once both stand in it and a reader never meets half a row. A file of that name which is not this
index, or is broken, is left as it is: it is somebody's.
"""

import csv
import io
import secrets
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout

import sim
from sim.errors import Exit
from sim.study.brief import Brief, now
from sim.study.choose_folder import RESULTS

NAME, LOCK = "index.csv", ".index.lock"
PATIENCE = 30  # seconds for others to write their rows
COLUMNS = (
    "folder", "ended", "command", "authority", "policy", "changed", "worlds", "replications",
    "seed", "exit", "version",
)  # fmt: skip
ENDS = {Exit.DONE: "done", Exit.SOME_FAILED: "some failed", Exit.FAULT: "none finished"}


class NotOurs(Exception):
    """The file is not this index, or is broken; the message says why."""


def add(folder: Path, command: str, asked: Brief, exit: int) -> None:
    """Add the row of a run that has ended; where that fails, say so in a line on stderr.

    Nothing is written of a folder that is not below ./results: it is not ours to list.

    Parameters
    ----------
    folder
        Where its results are.
    command
        The command as it was typed.
    asked
        What it was asked.
    exit
        Its exit code.
    """
    listed = RESULTS / NAME
    place = folder.resolve()
    if not place.is_relative_to(RESULTS.resolve()):
        return
    row = (  # as COLUMNS stand
        (RESULTS / place.relative_to(RESULTS.resolve())).as_posix(), now(), command,
        asked.authority, asked.policy, " ".join(asked.changed), asked.worlds, asked.replications,
        asked.seed, ENDS[Exit(exit)], sim.__version__,
    )  # fmt: skip
    try:
        with FileLock(RESULTS / LOCK, timeout=PATIENCE):
            _replace(listed, _read(listed) + _written(row))
    except (NotOurs, OSError, Timeout) as fault:
        why = "another run holds it" if isinstance(fault, Timeout) else fault
        print(f"sim: {listed} is left as it is, without this run: {why}", file=sys.stderr)


def _read(listed: Path) -> str:
    """Return the index as it is, or its heading where there is none, or an empty file.

    Raises
    ------
    NotOurs
        Where it is another file, or broken.
    """
    try:
        with listed.open(encoding="utf-8", newline="") as file:
            text = file.read()
    except FileNotFoundError:
        return _written(COLUMNS)
    except UnicodeDecodeError:
        raise NotOurs("it is no text") from None
    if not text:  # a disk was full, or a machine stopped, as it was begun
        return _written(COLUMNS)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as fault:
        raise NotOurs(f"it is no table ({fault})") from None
    if not rows or tuple(rows[0]) != COLUMNS:
        raise NotOurs("it is another table, for its columns are others")
    broken = [place for place, row in enumerate(rows, start=1) if len(row) != len(COLUMNS)]
    if broken:
        raise NotOurs(f"it is broken at row {broken[0]}")
    if not text.endswith("\n"):
        raise NotOurs("its last row is cut off")
    return text


def _written(row: Iterable[object]) -> str:
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator="\n").writerow(row)
    return written.getvalue()


def _replace(listed: Path, text: str) -> None:
    """Write the index anew, whole or not at all."""
    target = listed.resolve()  # of a link, the file that it means
    beside = target.with_name(f"{target.name}.new-{secrets.token_hex(3)}")
    try:
        beside.write_text(text, encoding="utf-8", newline="")
        beside.replace(target)
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)

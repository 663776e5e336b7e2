"""The run folder: results appear under its name whole, or not at all.

They are written to a folder beside it, named `<name>.part-<6 hex>`, which is renamed at the end. A
run that is killed leaves that folder alone behind; what it holds so far is kept, and a later run
can go on with it.
"""

import os
import re
import secrets
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from sim.data.text_file import is_folder
from sim.errors import UserError
from sim.study.choose_folder import check_folder

LOCK = "running.lock"
BEGUN = {LOCK, "run.json", "run.new"}  # what a folder holds before the first replication finished
PART = re.compile(r"(?P<name>.+)\.part-[0-9a-f]{6}")


class WritingFailed(OSError):
    """Results could not be written, a full disk say; the message says where the rest is."""


class _Taken(OSError):
    """The name was free when the run began, and is not any more."""


def _refused(folder: Path, why: str) -> UserError:
    return UserError(f"hydra.run.dir={folder} is not allowed: {why}")


def part_of(folder: Path) -> tuple[Path, Path]:
    """Return the folder that an interrupted run left, and the name it was to get.

    `folder` is the former, or the latter where one run was interrupted only.

    Raises
    ------
    UserError
        Where there is none, or several.
    """
    path = folder.resolve()
    name = _name(path)
    if name and is_folder(path):
        return path, path.with_name(name)
    there = path.parent.glob("*.part-*") if is_folder(path.parent) else ()
    left = [one for one in there if _name(one) == path.name]
    if len(left) == 1 and not path.exists():
        return left[0], path
    whole = "the study in it is whole" if is_folder(path) else "it is not there"
    must = f"one of {', '.join(map(str, sorted(left)))}" if left else (
        f"the folder of an interrupted study, and {whole}"
    )  # fmt: skip
    raise UserError(f"resume={folder} is not allowed: it must be {must}")


def _name(path: Path) -> str | None:
    named = PART.fullmatch(path.name)
    return named["name"] if named else None


@contextmanager
def run_folder(folder: Path, left: Path | None = None) -> Iterator[Path]:
    """Give a temporary folder to write a run into, and rename it to `folder` at the end.

    An exception leaves what was written in the temporary folder, but a `UserError` before the first
    replication finished; nothing is ever mixed or replaced, except that an empty `folder` is taken.

    Parameters
    ----------
    folder
        The name it gets.
    left
        The temporary folder of an interrupted run to go on with.

    Raises
    ------
    UserError
        As `check_folder`; also where another run took the folder meanwhile: this run's results
        are then kept in the temporary folder, which the message names; or goes on with `left`.
    WritingFailed
        Where the body or the renaming meets an OSError.
    """
    check_folder(folder)
    target = folder.resolve()
    part = left or target.with_name(f"{target.name}.part-{secrets.token_hex(3)}")
    made = [above for above in (target, *target.parents) if not above.exists()][1:]
    try:
        part.mkdir(parents=True, exist_ok=left is not None)
        lock = FileLock(part / LOCK, timeout=0)
        lock.acquire()
    except Timeout:
        raise UserError(f"resume={part} is not allowed: the study in it is still running") from None
    except OSError as fault:
        _drop(made)
        raise _refused(folder, f"it cannot be made ({fault.strerror})") from fault
    try:
        try:
            yield part
        finally:
            lock.release()
        with suppress(FileNotFoundError):
            (part / LOCK).unlink()
        _rename(part, target)
    except _Taken as fault:
        taken = f"another run took it meanwhile; this run's results are kept in {part}"
        raise _refused(folder, taken) from fault
    except OSError as fault:
        failed = f"{folder}: results could not be written ({fault.strerror or fault}); "
        kept = f"what was finished is kept in {part}, go on with resume={part}"
        if left is None and _drop_if_begun(part, made):
            kept = "nothing had finished"
        raise WritingFailed(failed + kept) from fault
    except BaseException:
        if left is None:
            _drop_if_begun(part, made)
        raise


def _drop_if_begun(part: Path, made: Sequence[Path]) -> bool:
    """Remove a folder in which nothing finished, with those made for it; whether it is gone."""
    if not {path.name for path in part.iterdir()} <= BEGUN:
        return False
    shutil.rmtree(part, ignore_errors=True)
    _drop(made)
    return not part.exists()


def _drop(made: Sequence[Path]) -> None:
    """Remove folders that were made for a run, as far as nothing else has come into them."""
    for above in made:
        with suppress(OSError):
            above.rmdir()


def _rename(part: Path, target: Path) -> None:
    """Rename a folder to a name that is free or an empty folder, in one step.

    Raises
    ------
    _Taken
        Where the name is taken.
    """
    if os.name == "nt" and target.is_dir():
        with suppress(OSError):
            target.rmdir()  # Windows renames to no existing folder, not even an empty one
    try:
        part.rename(target)
    except OSError as fault:
        if target.is_dir() and not any(target.iterdir()):
            raise  # still free: the fault is another
        if target.exists():
            raise _Taken(fault.errno, fault.strerror) from fault
        raise

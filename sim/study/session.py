"""A session of a study: its folder, its progress, what was kept before, and how it ends.

Whatever is studied goes the same way: the folder is begun with `run.json`, replications are kept as
they come, tables and figures follow, and the folder gets its name when it is whole.
"""

import json
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import pandas as pd

from sim.analyse.dictionary import write_dictionary
from sim.analyse.tables import write_csv
from sim.errors import Exit, UserError
from sim.replicate.checkpoints import NAME, Checkpoints
from sim.replicate.dask_cluster import ClusterLost
from sim.replicate.fingerprint import made_by
from sim.replicate.progress import Bars, bars
from sim.replicate.replication import Failure
from sim.replicate.runner import Runner
from sim.report.document.content import Report
from sim.report.document.render import HTML, write_report
from sim.settings import Settings
from sim.settings.register import kinds
from sim.study.notes import again
from sim.study.provenance import describe_run, describe_worlds, write_run
from sim.study.results_folder import WritingFailed, part_of, run_folder

RUN = "run.json"
FAILURES, FAILED = "failures", "failures.csv"


class Stopwatch:
    """Run time by stage, in seconds."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time one stage."""
        began = time.perf_counter()
        yield
        self.seconds[name] = round(time.perf_counter() - began, 3)


class Study(Protocol):
    """What is studied: how it is conducted, and what is written and said of it.

    Attributes
    ----------
    how
        The settings that say where replications run.
    authority
        The authority's name, as titles give it.
    """

    how: Settings

    @property
    def authority(self) -> str:
        """The authority's name."""

    def metadata(self) -> Mapping[str, Any]:
        """Return what `run.json` says was asked, known before the first replication."""

    def run(self, runner: Runner, bars: Bars) -> None:
        """Run the replications."""

    def write(self, runner: Runner, part: Path) -> Mapping[str, Any]:
        """Write tables and figures, and return what `run.json` says was found."""

    def report(self, runner: Runner, part: Path) -> Report:
        """Return the report, with the figures that `write` drew."""

    def print(self, runner: Runner) -> None:
        """Print the results."""


def run_session(
    study: Study, program: str, words: Sequence[str], folder: Path, part: Path | None = None
) -> int:
    """Hold a session, from the empty folder to the printed table.

    Parameters
    ----------
    study
        What is studied.
    program, words
        The command that asks for it, for `run.json` and for going on with it.
    folder
        Where the results go; it does not exist, or is empty.
    part
        What an interrupted session left, to go on with.

    Returns
    -------
    int
        The exit code.

    Raises
    ------
    UserError
        Where the folder cannot be used, or was taken meanwhile, or the study is another.
    """
    watch = Stopwatch()
    asked = {"program": program, "words": list(words), "rules": made_by(),
             "kinds": kinds(study.how), **study.metadata()}  # fmt: skip
    if part is not None:
        _check_same(asked, part)
    place: Path | None = None
    try:
        with run_folder(folder, part) as place:
            if part is None:
                write_run(asked, place / RUN)
            runner = Runner(study.how, Checkpoints(place))
            with watch.stage("simulation"), bars() as shown:
                study.run(runner, shown)
            found: Mapping[str, Any] = {}
            if runner.counted:
                with watch.stage("tables and figures"):
                    found = study.write(runner, place)
                with watch.stage("report"):
                    how = again(program, words, folder, study.how.seed, asked["rules"])
                    write_report(study.report(runner, place), how, place)
            _write_failures(runner.failures, place)
            write_dictionary(place)
            over = {"worlds": describe_worlds(study.how.worlds, (n for _, n in runner.counted))}
            told = over | dict(found)
            write_run(describe_run(asked, told, runner.failures, watch.seconds), place / RUN)
            runner.checkpoints.clear()
    except WritingFailed as unwritten:
        print(f"sim: {unwritten}", file=sys.stderr)
        return Exit.FAULT
    except (KeyboardInterrupt, ClusterLost) as stopped:
        why = "interrupted" if isinstance(stopped, KeyboardInterrupt) else str(stopped)
        left = place is not None and place.exists()
        kept = f"; what was finished is kept, go on with resume={place}" if left else ""
        print(f"sim: {why}{kept}", file=sys.stderr)
        return Exit.INTERRUPTED if isinstance(stopped, KeyboardInterrupt) else Exit.FAULT
    _announce(study, runner, folder)
    if not runner.failed:
        return Exit.DONE
    return Exit.SOME_FAILED if runner.counted else Exit.FAULT


def reopen(folder: Path, program: str) -> tuple[Path, Path, list[str]]:
    """Return what an interrupted session left, where its results go, and the words it began with.

    Raises
    ------
    UserError
        Where the folder holds no interrupted session, or another program's.
    """
    part, target = part_of(folder)
    try:
        told = json.loads((part / RUN).read_text(encoding="utf-8"))
        began, words = told["program"], told["words"]
    except (OSError, ValueError, KeyError):
        raise UserError(
            f"resume={folder} is not allowed: it must be the folder of an interrupted study, "
            f"which holds {RUN}"
        ) from None
    if began != program:
        raise UserError(
            f"resume={folder} is not allowed: the study was begun with {began}, so go on with "
            f"{began} resume={folder}"
        )
    return part, target, words


def _check_same(asked: Mapping[str, Any], part: Path) -> None:
    """Refuse to go on where the same words ask for something else by now."""
    before = json.loads((part / RUN).read_text(encoding="utf-8"))
    now = json.loads(json.dumps(asked))
    for what in now:
        if before.get(what) != now[what]:
            which = what
            if isinstance(now[what], dict) and isinstance(before.get(what), dict):
                names = [n for n in now[what] if before[what].get(n) != now[what][n]]
                which = ", ".join(names) or what
            raise UserError(
                f"resume={part} is not allowed: since the study was begun its {which} became "
                "others, so the replications would not belong together; begin it anew"
            )


def _write_failures(failures: Sequence[Failure], place: Path) -> None:
    """List what failed, a row each; its settings and traceback are in the file that is named."""
    if not failures:
        return
    rows = [(one.point, one.replication, one.seed, _line(one.cause), _file(one, place))
            for one in failures]  # fmt: skip
    table = pd.DataFrame(rows, columns=["point", "replication", "seed", "cause", "file"])
    (place / FAILURES).mkdir(exist_ok=True)
    write_csv(table, place / FAILURES / FAILED)


def _file(failure: Failure, place: Path) -> str:
    """Return the name of the file that tells of a failure; none where no run was begun."""
    name = NAME.format(point=failure.point, replication=failure.replication) + ".json"
    return name if (place / FAILURES / name).exists() else ""


def _announce(study: Study, runner: Runner, folder: Path) -> None:
    """Print the results; whoever reads them may want the beginning only (`| head`)."""
    for cause, times in Counter(_line(failure.cause) for failure in runner.failures).items():
        which = "replication" if times == 1 else "replications"
        print(f"sim: {times} {which} failed: {cause}", file=sys.stderr)
    if sys.stdout is None:
        return
    try:
        if runner.counted:
            study.print(runner)
            print(f"The report: {folder / HTML}", flush=True)
        else:
            print("No replication finished: there are no results, only the causes.")
            print(f"The causes: {folder / FAILURES / FAILED}", flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _line(text: str) -> str:
    return " ".join(text.split())

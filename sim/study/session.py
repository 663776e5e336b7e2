"""A session of a study: its folder, its progress, what was kept before, and how it ends.

Whatever is studied goes the same way: the folder is begun with `run.json`, replications are kept as
they come, tables and figures follow, and the folder gets its name when it is whole.
"""

import json
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, Protocol

import pandas as pd

from sim.analyse.dictionary import write_dictionary
from sim.analyse.tables import write_csv
from sim.errors import Exit, UserError, print_no_more
from sim.replicate.checkpoints import NAME, Checkpoints
from sim.replicate.dask_cluster import ClusterLost
from sim.replicate.fingerprint import files_used, made_by, working_days
from sim.replicate.progress import Bars, bars
from sim.replicate.replication import Failure
from sim.replicate.runner import Runner
from sim.report.document.content import Report
from sim.report.document.render import HTML
from sim.settings import Settings
from sim.settings.register import kinds
from sim.study.drawn_figures import Drawn, Unmade, draw, tell
from sim.study.notes import again
from sim.study.provenance import describe_run, describe_worlds, write_run
from sim.study.results_folder import WritingFailed, part_of, run_folder

RUN, DAYS = "run.json", "working_days"
FAILURES, FAILED = "failures", "failures.csv"


@contextmanager
def timed(stage: str, seconds: dict[str, float]) -> Iterator[None]:
    """Take down how many seconds a stage takes."""
    began = time.perf_counter()
    yield
    seconds[stage] = round(time.perf_counter() - began, 3)


class Study(Protocol):
    """What is studied: how it is conducted, and what is written and said of it."""

    how: Settings  # say where replications run

    @property
    def authority(self) -> str:
        """The authority's name, as titles give it."""

    @property
    def dated(self) -> Sequence[Settings]:
        """The settings whose calendars the replications live by."""

    def metadata(self) -> Mapping[str, Any]:
        """Return what `run.json` says was asked, known before the first replication."""

    def run(self, runner: Runner, bars: Bars) -> None:
        """Run the replications."""

    def write(self, runner: Runner, part: Path) -> Mapping[str, Any]:
        """Write tables, and return what `run.json` says was found."""

    def figures(self, runner: Runner) -> Iterable[Drawn]:
        """Give the name of each figure's files, and what draws it."""

    def report(self, runner: Runner, part: Path) -> Report:
        """Return the report, with the figures that were drawn."""

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
    Exception
        A fault of ours, with a note of where what was done lies.
    UserError
        Where the folder cannot be used, or was taken meanwhile, or the study is another.
    """
    seconds: dict[str, float] = {}
    asked = {"program": program, "words": list(words), DAYS: working_days(study.dated),
             "files": files_used(), "rules": made_by(), "kinds": kinds(study.how),
             **study.metadata()}  # fmt: skip
    if part is not None:
        _check_same(asked, part)
    place: Path | None = None
    try:
        with run_folder(folder, part) as place:
            if part is None:
                write_run(asked, place / RUN)
            runner = Runner(study.how, Checkpoints(place))
            with timed("simulation", seconds), bars() as shown:
                study.run(runner, shown)
            found: Mapping[str, Any] = {}
            unmade: list[Unmade] = []
            if runner.counted:
                with timed("tables and figures", seconds):
                    found = study.write(runner, place)
                    unmade += draw(study.figures(runner), place)
                with timed("report", seconds):
                    how = again(program, words, folder, study.how.seed, asked["rules"])
                    unmade += tell(partial(study.report, runner, place), how, place)
            _write_failures(runner.failures, unmade, place)
            write_dictionary(place)
            over = {"worlds": describe_worlds(study.how.worlds, (n for _, n in runner.counted)),
                    "not_made": {one.what: one.cause for one in unmade}}  # fmt: skip
            told = over | dict(found)
            write_run(describe_run(asked, told, runner.failures, seconds), place / RUN)
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
    except UserError:
        raise
    except Exception as fault:
        if place is not None and place.exists():
            fault.add_note(f"what was finished is kept, go on with resume={place}")
        raise
    _say_failed(runner.failures, unmade, folder)
    try:
        printed = _print(study, runner, folder)
    except Exception as fault:
        fault.add_note(f"the results are whole, in {folder}")
        raise
    if not runner.counted:
        return Exit.FAULT
    return Exit.SOME_FAILED if runner.failed or unmade or not printed else Exit.DONE


def reopen(folder: Path, program: str) -> tuple[Path, Path, list[str]]:
    """Return what an interrupted session left, where its results go, and the words it began with.

    Raises
    ------
    UserError
        Where the folder holds no interrupted session, or another program's.
    """
    part, target = part_of(folder)
    refused = f"resume={folder} is not allowed"
    try:
        told = json.loads((part / RUN).read_text(encoding="utf-8"))
        began, words = told["program"], told["words"]
    except (OSError, ValueError, KeyError):
        folder_of = "it must be the folder of an interrupted study, which holds"
        raise UserError(f"{refused}: {folder_of} {RUN}") from None
    if began != program:
        begun = f"the study was begun with {began}, so go on with {began} resume={folder}"
        raise UserError(f"{refused}: {begun}")
    return part, target, words


def _check_same(asked: Mapping[str, Any], part: Path) -> None:
    """Refuse to go on where the same words ask for something else by now."""
    before = json.loads((part / RUN).read_text(encoding="utf-8"))
    now = json.loads(json.dumps(asked))
    for what, by_now in now.items():
        then = before.get(what)
        if then != by_now:
            which = what.replace("_", " ")
            if what != DAYS and isinstance(by_now, dict) and isinstance(then, dict):
                which = ", ".join(n for n in by_now if then.get(n) != by_now[n]) or what
            raise UserError(
                f"resume={part} is not allowed: since the study was begun its {which} became "
                "others, so the replications would not belong together; begin it anew"
            )


def _write_failures(failures: Sequence[Failure], unmade: Sequence[Unmade], place: Path) -> None:
    """List what failed, a row each; its settings and traceback are in the file that is named.

    What could not be made of the results has its traceback in a file of its name.
    """
    folder = place / FAILURES
    if unmade or failures:
        folder.mkdir(exist_ok=True)
    for lost in unmade:
        told = folder / f"{lost.what.replace(' ', '_')}.txt"
        told.write_text(lost.traceback, encoding="utf-8", newline="\n")
    rows = []
    for one in failures:
        name = NAME.format(point=one.point, replication=one.replication) + ".json"
        there = name if (folder / name).exists() else ""  # none where no run was begun
        rows.append((one.point, one.replication, one.seed, _line(one.cause), there))
    if rows:
        table = pd.DataFrame(rows, columns=["point", "replication", "seed", "cause", "file"])
        write_csv(table, folder / FAILED)


def _say_failed(failures: Sequence[Failure], unmade: Sequence[Unmade], folder: Path) -> None:
    """Say on stderr what failed, a line each cause."""
    for cause, times in Counter(_line(failure.cause) for failure in failures).items():
        which = "replication" if times == 1 else "replications"
        print(f"sim: {times} {which} failed: {cause}", file=sys.stderr)
    for one in unmade:
        left = f"the tables are whole, in {folder}"
        print(f"sim: {one.what} could not be made ({one.cause}); {left}", file=sys.stderr)


def _print(study: Study, runner: Runner, folder: Path) -> bool:
    """Print the results, last what to open; return whether all of it could be printed.

    Whoever reads them may want the beginning only (`| head`).
    """
    if sys.stdout is None:
        return True
    try:
        report = folder / HTML
        opened = f"The report: {report}" if report.exists() else f"The tables: {folder}"
        if runner.counted:
            study.print(runner)
        else:
            print("No replication finished: there are no results, only the causes.")
            opened = f"The causes: {folder / FAILURES / FAILED}"
        print(opened, flush=True)
    except BrokenPipeError:
        print_no_more()
    except OSError as fault:
        print_no_more()
        why = fault.strerror or fault
        print(f"sim: standard output cannot be written ({why}); the results are whole, in {folder}",
              file=sys.stderr)  # fmt: skip
        return False
    return True


def _line(text: str) -> str:
    return " ".join(text.split())

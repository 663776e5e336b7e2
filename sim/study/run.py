"""One run: replications of today's service and of a policy, to tables, figures and `run.json`."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from sim.engine.compile import compiled_before
from sim.exits import Exit
from sim.settings import Settings, register
from sim.settings.arms import Arms as Asked
from sim.settings.arms import flat
from sim.study import tables
from sim.study.announce import announce, authority_words, stock_notes
from sim.study.groups import groups
from sim.study.provenance import describe_run, write_run
from sim.study.replicate import Arms, replicate
from sim.study.store import WritingFailed, run_folder
from sim.study.tail import tail
from sim.study.years import years


class Stopwatch:
    """Run time by stage, in seconds."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time one stage."""
        began = time.perf_counter()
        yield
        self.seconds[name] = time.perf_counter() - began


def run(asked: Asked, scenario: str, folder: Path) -> int:
    """Run what was asked, write it whole into a folder, and print the headline table.

    Parameters
    ----------
    asked
        The resolved settings of both arms.
    scenario
        The policy's name, "keep" for today's service alone.
    folder
        Where the results go; it does not exist, or is empty.

    Returns
    -------
    int
        The exit code.

    Raises
    ------
    Mistake
        Where the folder cannot be used, or was taken meanwhile.
    """
    watch = Stopwatch()
    today = asked.today
    try:
        with run_folder(folder) as part:
            with watch.stage("simulation"):
                arms = _replicate(asked, scenario)
            _write(part, arms, asked, watch)
            policy = _differing(today, asked.under_policy)
            failed = [vars(failure) for failure in arms.failures]
            description = describe_run(
                scenario=scenario, settings=flat(today), policy=policy,
                authority_flags=asked.flags, beside=[_own(each) for each, _ in asked.beside],
                notes=stock_notes(arms, asked), failed=failed, seconds=watch.seconds,
            )  # fmt: skip
            write_run(description, part / "run.json")
    except WritingFailed as unwritten:
        print(f"sim: {unwritten}", file=sys.stderr)
        return Exit.FAULT
    announce(arms, asked, scenario, folder)
    if not arms.failures:
        return Exit.DONE
    return Exit.SOME_FAILED if arms.baseline.replications else Exit.FAULT


def _own(settings: Settings) -> dict[str, Any]:
    """Return the figures that are an authority's own."""
    columns = [setting.name for setting in register(settings) if setting.column]
    every = flat(settings)
    return {name: every[name] for name in ("authority.name", *columns)}


def _replicate(asked: Asked, scenario: str) -> Arms:
    """Run the replications under a progress bar on stderr."""
    console = Console(stderr=True)
    if not compiled_before():
        console.print("Compiling the simulation: once, for about half a minute.")
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
               TimeRemainingColumn())  # fmt: skip
    with Progress(*columns, console=console) as progress:
        task = progress.add_task("replications", total=asked.today.replications)
        return replicate(asked.today, asked.under_policy, scenario,
                         lambda: progress.advance(task), asked.beside)  # fmt: skip


def _differing(today: Settings, under_policy: Settings | None) -> dict[str, Any]:
    """Return the settings in which the policy's arm differs."""
    if under_policy is None:
        return {}
    now = flat(today)
    return {name: value for name, value in flat(under_policy).items() if value != now[name]}


def _write(part: Path, arms: Arms, asked: Asked, watch: Stopwatch) -> None:
    """Write tables and figures."""
    if not arms.baseline.replications:
        return
    both = [arms.baseline] + ([arms.scenario] if arms.scenario else [])
    with watch.stage("tables"):
        monthly = tables.monthly(both)
        tables.write_csv(tables.summary(arms.baseline, arms.scenario), part / "summary.csv")
        tables.write_csv(years(arms.baseline, arms.scenario), part / "years.csv")
        tables.write_csv(groups(arms.baseline, arms.scenario), part / "groups.csv")
        tables.write_csv(tail(arms.baseline, arms.scenario), part / "tail.csv")
        tables.write_csv(tables.replications(both), part / "replications.csv")
        tables.write_csv(monthly, part / "monthly.csv")
    with watch.stage("figures"):
        from sim.report.differences import differences
        from sim.report.over_time import over_time
        from sim.report.style import save

        figures = part / "figures"
        figures.mkdir()
        named: dict[str, Any] = {
            "authority": authority_words(asked), "replications": len(arms.baseline.replications)
        }  # fmt: skip
        save(over_time(monthly, **named), figures, "over_time")
        if arms.scenario is not None:
            headline = tables.headline(arms.baseline, arms.scenario, asked.today.matters)
            drawing = differences(headline, scenario=arms.scenario.scenario, **named)
            save(drawing, figures, "differences")

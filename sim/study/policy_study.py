"""The one study of policies against today's service: points, the policies there, and a view.

A policy, several of them, a grid, England and duties over caseloads go the same way: points are
replicated, a view makes each table of what finished once, and shows the same tables as files, as
figures, as a report and in the terminal. They differ in their points and in their view alone.
"""

import math
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, ClassVar

import pandas as pd

from sim.analyse.closeness import closeness
from sim.analyse.parts_of_policy import Part, further_arms, parts_of_policy
from sim.analyse.tables import write_csv, write_parquet
from sim.replicate.arm_results import ArmResults
from sim.replicate.progress import Bars
from sim.replicate.replication import Failure, Point
from sim.replicate.runner import Runner
from sim.replicate.stopping_rule import Enough, run_points
from sim.report.document.content import Figure, Report
from sim.report.document.render import figures_in
from sim.settings import Settings, to_dict
from sim.study.drawn_figures import Drawn
from sim.study.notes import failures_words, precision_words
from sim.study.records_joined import RecordsJoined

LARGE = ("replications.parquet",)  # pandas and R read it faster than CSV


class View(ABC):
    """What is seen of results.

    Attributes
    ----------
    leading
        The figures that stand first in the report.
    notes
        What a reader must know of today's simulated service; None where nobody looks for it.
    """

    leading: ClassVar[tuple[str, ...]] = ()
    notes: Sequence[str] | None = None

    @abstractmethod
    def tables(self) -> Mapping[str, pd.DataFrame]:
        """Return what is written, by the name of its file, CSV where the name has no ending."""

    def table(self, name: str) -> pd.DataFrame | None:
        """Return a table of that name, also one that is not written; None where there is none."""
        return self.tables().get(name)

    @abstractmethod
    def figures(self) -> Iterable[Drawn]:
        """Give the name of each figure's files, and what draws it."""

    @abstractmethod
    def report(self, figures: Sequence[Figure], remarks: Sequence[str]) -> Report:
        """Return the report, with figures as they were drawn and what else is to be known."""

    @abstractmethod
    def print(self) -> None:
        """Print the headline table and the answer."""


@dataclass(eq=False)
class PolicyStudy:
    """Points, the policies compared there, and how they are seen."""

    how: Settings  # how many replications, and where they run
    authority: str  # as titles give it
    points: Sequence[Point]  # what is replicated
    asked: Mapping[str, Any]  # what `run.json` says was asked
    # makes of each point's arms, today's service first, and of what failed what is seen of them
    make_view: Callable[[list[list[ArmResults]], Sequence[Failure]], View]
    # of a single point's policies so many were asked for; further ones measure parts of these
    policies: int = 1
    refused: Sequence[Failure] = ()  # what failed before anything ran
    records: RecordsJoined | None = None  # what is written of single reviews and plan actions
    enough: Enough | None = field(default=None, init=False)
    _seen: tuple[Runner, View] | None = field(default=None, init=False)

    @property
    def dated(self) -> Sequence[Settings]:
        """The settings whose calendars the replications live by."""
        return [point.today for point in self.points] or [self.how]

    def metadata(self) -> Mapping[str, Any]:
        """Return what `run.json` says was asked."""
        return self.asked

    def run(self, runner: Runner, bars: Bars) -> None:
        """Run all replications, or as many as the precision asked for needs."""
        runner.failed |= {(one.point, one.replication): one for one in self.refused}

        def known(of: str) -> float:
            today, *policies = runner.arms(self.points[0])[: 1 + self.policies]
            each: Sequence[ArmResults | None] = policies or [None]
            return max(closeness(of, today, one, self.how.matters) for one in each)

        alone = len(self.points) == 1 and not self.points[0].apart
        self.enough = run_points(runner, bars, self.points, self.how, known if alone else None)

    def view(self, runner: Runner) -> View:
        """Return what is seen of the results, made once."""
        if self._seen is None or self._seen[0] is not runner:
            each = [runner.arms(point) for point in self.points]
            self._seen = (runner, self.make_view(each, runner.failures))
        return self._seen[1]

    def write(self, runner: Runner, folder: Path) -> Mapping[str, Any]:
        """Write tables, and return what `run.json` says was found."""
        view = self.view(runner)
        for name, table in view.tables().items():
            if name in LARGE:
                write_parquet(table, folder / name)
            else:
                write_csv(table, folder / f"{name}.csv")
        if self.records is not None:
            self.records.write(runner, folder)
        found: dict[str, Any] = {} if view.notes is None else {"notes": list(view.notes)}
        if self.enough is not None:
            unknown = {"reached": None} if math.isnan(self.enough.reached) else {}
            found["precision"] = asdict(self.enough) | unknown
        return found

    def figures(self, runner: Runner) -> Iterable[Drawn]:
        """Give the name of each figure's files, and what draws it."""
        return self.view(runner).figures()

    def report(self, runner: Runner, folder: Path) -> Report:
        """Return the report, with the figures that were drawn."""
        view = self.view(runner)
        return view.report(figures_in(folder, *view.leading), self.remarks(runner))

    def remarks(self, runner: Runner) -> list[str]:
        """Return what is to be known beside the results."""
        notes = self.view(runner).notes or ()
        return [*notes, *failures_words(runner.failures), *self._precision()]

    def print(self, runner: Runner) -> None:
        """Print the results, and what is to be known of them."""
        view = self.view(runner)
        for note in view.notes or ():
            print(note)
        view.print()
        for line in self._precision():
            print(line)

    def _precision(self) -> list[str]:
        return [] if self.enough is None else [precision_words(self.enough)]


def differing_settings(today: Settings, under_policy: Settings | None) -> dict[str, Any]:
    """Return the settings in which the policy's arm differs."""
    if under_policy is None:
        return {}
    now = to_dict(today)
    return {name: value for name, value in to_dict(under_policy).items() if value != now[name]}


def with_parts(point: Point) -> tuple[Point, dict[str, list[Part]]]:
    """Return a point with the arms that take its policies apart, and the parts of each policy.

    With `why=true`; else the point as it is, and no parts.
    """
    if not point.today.why:
        return point, {}
    parts, together = {}, dict(point.policies)
    for name, changes in point.policies.items():
        parts[name] = parts_of_policy(point.today, changes, name)
        together |= further_arms(parts[name], name)
    return replace(point, policies=together), parts

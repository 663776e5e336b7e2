"""A sweep: points of a grid of scenarios and settings, to one table in which each is a column."""

import dataclasses
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from sim.analyse import tables
from sim.analyse.drift_and_chance import drift
from sim.analyse.fixed_by_construction import fixed_by_construction
from sim.analyse.headline import headline
from sim.arms.resolve import Arms
from sim.errors import UserError
from sim.replicate.arm_results import Ledgers, two
from sim.replicate.progress import Bars
from sim.replicate.replication import Failure, Point
from sim.replicate.runner import Study, asked_of
from sim.report.document.assumptions import Basis
from sim.report.document.content import Report
from sim.report.document.of_sweep import of_sweep
from sim.report.document.render import figures_in
from sim.settings import READINGS, Settings, to_dict
from sim.study.changed import changed_words, with_changed
from sim.study.notes import authority_words, failures_words, runs_words
from sim.study.one_policy import differing

# a setting that may vary, by the name of its column where a column of tables has its own
TAKEN = {"worlds": "worlds_setting"}


class Sweep:
    """What `python -m sim -m ...` studies.

    Points of the grid that differ in their policy alone share their runs of today's service.

    Parameters
    ----------
    asked
        For each point of the grid its resolved arms, or why it cannot be run; and its scenario.
    varied
        What varies, by name, as it was written.
    """

    def __init__(
        self, asked: Sequence[tuple[Arms | UserError, str]], varied: Sequence[Mapping[str, str]]
    ) -> None:
        self.asked, self.varied = asked, varied
        runnable = [arms for arms, _ in asked if isinstance(arms, Arms)]
        if not runnable:
            first = next(why for why, _ in asked if isinstance(why, UserError))
            raise UserError(f"no point of the sweep can be run; the first: {first}")
        self.how: Settings = runnable[0].today
        if any(arms.today.precision is not None for arms in runnable):
            raise UserError("precision is not allowed with -m: set replications")
        if any(arms.today.precision_of == READINGS for arms in runnable):
            raise UserError(f"precision_of={READINGS} is not allowed with -m: set replications")
        if any(arms.today.why for arms in runnable):
            raise UserError("why=true is not allowed with -m: run each scenario by itself")
        if any(arms.today.authority.scope != "one" for arms in runnable):
            raise UserError(
                "authority.scope=england is not allowed with -m: run each scenario by itself"
            )
        self.points, self.place = self._points()

    def _points(self) -> tuple[list[Point], dict[int, tuple[int, int]]]:
        """Return the points to run, and where each point of the grid is: its point, its arm."""
        gathered: dict[Any, list[int]] = {}
        for number, (arms, _) in enumerate(self.asked):
            if isinstance(arms, Arms):
                beside = tuple(today for today, _ in arms.beside)
                key = (arms.today, beside, number if beside else None)
                gathered.setdefault(key, []).append(number)
        points, place = [], {}
        for at, ((today, beside, _), numbers) in enumerate(gathered.items()):
            policies: dict[str, Mapping[str, Any]] = {}
            fixed: frozenset[str] = frozenset()
            for number in numbers:
                arms, _ = self.asked[number]
                assert isinstance(arms, Arms)
                fixed = arms.fixed
                place[number] = (at, 0)
                if arms.under_policy is not None:
                    policies[str(number)] = arms.policy
                    place[number] = (at, len(policies))
            # numbered as the first point of the grid that they serve
            points.append(Point(numbers[0], today, policies, beside, today.worlds == "plausible",
                                fixed, monthly=False))  # fmt: skip
        return points, place

    @property
    def authority(self) -> str:
        """The authority's name, as titles give it; of several how many there are."""
        runnable = [arms for arms, _ in self.asked if isinstance(arms, Arms)]
        names = list(dict.fromkeys(map(authority_words, runnable)))
        return names[0] if len(names) == 1 else f"{len(names)} authorities"

    def about(self) -> Mapping[str, Any]:
        """Return what is asked of each point."""
        return {
            "points": [
                {"varied": dict(varied), "scenario": scenario, **self._about(arms)}
                for (arms, scenario), varied in zip(self.asked, self.varied, strict=True)
            ],
            "settings": to_dict(self.how),
        }

    def _about(self, arms: Arms | UserError) -> dict[str, Any]:
        if isinstance(arms, UserError):
            return {"refused": str(arms)}
        return {
            "policy": differing(arms.today, arms.under_policy),
            "authority": arms.today.authority.name,
        }

    def conduct(self, study: Study, bars: Bars) -> None:
        """Run every point that can be run."""
        for number, (why, _) in enumerate(self.asked):
            if isinstance(why, UserError):
                failure = Failure(number, -1, 0, f"not run: {why}", "")
                study.failed[number, -1] = failure
        jobs = [job for point in self.points for job in asked_of([point])]
        study.run(jobs, bars.start("replications", len(jobs)))

    def arms(self, study: Study, number: int) -> list[Ledgers]:
        """Return the arms of a point of the grid: today's service and the policy, if it has one."""
        at, place = self.place[number]
        found = study.arms(self.points[at])
        name = self.asked[number][1]
        return [found[0]] + [dataclasses.replace(found[p], policy=name) for p in [place] if p]

    def table(self, study: Study) -> pd.DataFrame:
        """Return every measure of every point, a row each, with what varies as columns."""
        return self._blocks(
            study,
            lambda n: tables.summary(*two(self.arms(study, n)), self._fixed(n)),
        )

    def headline(self, study: Study) -> pd.DataFrame:
        """Return the headline measures of every point, and how they read, a row each."""
        return self._blocks(
            study,
            lambda n: headline(*two(self.arms(study, n)), self.how.matters, self._fixed(n)),
        )

    def drift(self, study: Study) -> pd.DataFrame:
        """Return each difference in drift of every point that has a policy."""

        def of(number: int) -> pd.DataFrame:
            today, policy = two(self.arms(study, number))
            return pd.DataFrame() if policy is None else drift(today, policy)

        return self._blocks(study, of)

    def _fixed(self, number: int) -> frozenset[str]:
        arms, _ = self.asked[number]
        return fixed_by_construction(arms.policy) if isinstance(arms, Arms) else frozenset()

    def _blocks(self, study: Study, of: Any) -> pd.DataFrame:
        blocks = []
        for number in self.place:
            if not self.arms(study, number)[0].replications:
                continue
            block = of(number)
            if not len(block):
                continue
            block = block.drop(columns="policy")
            for at, (name, value) in enumerate(self._columns(number).items()):
                block.insert(at, name, value)
            blocks.append(block)
        return pd.concat(blocks, ignore_index=True) if blocks else pd.DataFrame()

    def _columns(self, number: int) -> dict[str, object]:
        """Return what tells a point from the others: its number, place, policy and what varies."""
        arms, policy = self.asked[number]
        varied = {
            TAKEN.get(n, n): _number(v) for n, v in self.varied[number].items() if n != "scenario"
        }
        authority = authority_words(arms) if isinstance(arms, Arms) else ""
        return {"point": number, "authority": authority, "policy": policy, **varied}

    def states(self, study: Study) -> pd.DataFrame:
        """Return what became of every point, a row each."""
        rows = []
        for number, (arms, _) in enumerate(self.asked):
            row = self._columns(number)
            if isinstance(arms, UserError):
                rows.append({**row, "finished": 0, "failed": 0, "cause": str(arms)})
                continue
            at, _ = self.place[number]
            point = self.points[at]
            causes = [one.cause for key, one in study.failed.items() if key[0] == point.number]
            finished = len(study.arms(point)[0].replications)
            rows.append({**row, "finished": finished, "failed": len(causes),
                         "cause": " ".join(causes[0].split()) if causes else ""})  # fmt: skip
        return pd.DataFrame(rows)

    def write(self, study: Study, part: Path) -> Mapping[str, Any]:
        """Write the tables and the figure."""
        headline = self.headline(study)
        made = {
            "sweep": self.table(study),
            "headline": headline,
            "points": self.states(study),
            "drift": self.drift(study),
        }
        changed = [self._changed(number) for number in range(len(self.asked))]
        for name, table in made.items():
            if len(table):
                told = with_changed(table, [changed[number] for number in table["point"]])
                tables.write_csv(told, part / f"{name}.csv")
        from sim.report.figures.grid_panels import grid
        from sim.report.figures.style import save

        figures = part / "figures"
        figures.mkdir(exist_ok=True)
        save(grid(headline, runs=self.runs(study)), figures, "sweep")
        return {}

    def _changed(self, number: int) -> str:
        """Return what the user set at a point; nothing is known of one that is refused."""
        arms, policy = self.asked[number]
        if isinstance(arms, UserError):
            return ""
        return changed_words(arms, "" if arms.under_policy is None else policy)

    def report(self, study: Study, part: Path) -> Report:
        """Return the report."""
        return of_sweep(
            self._basis(),
            self.headline(study),
            self.table(study),
            self.states(study),
            self.drift(study),
            runs=self.runs(study),
            figures=figures_in(part, "sweep"),
            remarks=failures_words(study.failures),
        )

    def _basis(self) -> Basis:
        runnable = [(arms, name) for arms, name in self.asked if isinstance(arms, Arms)]
        names = {authority_words(arms) for arms, _ in runnable}
        drawn = self.points[0].drawn_settings
        return Basis(
            self.authority,
            tuple(arms.today for arms, _ in runnable),
            tuple((name, arms.policy) for arms, name in runnable if arms.under_policy is not None),
            runnable[0][0].flags if len(names) == 1 else {},
            tuple(drawn),
        )

    def runs(self, study: Study) -> str:
        """Return over which worlds, and how many runs of each arrangement, at the first point."""
        return runs_words(study.arms(self.points[0])[0])

    def say(self, study: Study) -> None:
        """Print the combined table."""
        from sim.report.terminal_comparison import show_sweep

        show_sweep(self.headline(study), self.states(study), runs=self.runs(study))


def _number(text: str) -> object:
    """Return a varied value as a number where it is one."""
    try:
        return float(text) if not text.lstrip("-").isdigit() else int(text)
    except ValueError:
        return text

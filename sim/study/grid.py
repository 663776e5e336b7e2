"""A sweep: points of a grid of scenarios and settings, to one table in which each is a column."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import pandas as pd

from sim.arms.resolve import Arms
from sim.errors import UserError
from sim.replicate.arm_results import ArmResults
from sim.replicate.replication import Failure, Point
from sim.report.document.assumptions import Basis
from sim.report.document.content import Figure, Report
from sim.report.document.grid_report import of_sweep
from sim.settings import READINGS, to_dict
from sim.study.changed import changed_words, with_changed
from sim.study.drawn_figures import Drawn
from sim.study.notes import authority_words, runs_words
from sim.study.policy_result import PolicyResult
from sim.study.policy_study import PolicyStudy, View, differing_settings

# a setting that may vary, by the name of its column where a column of tables has its own
TAKEN = {"worlds": "worlds_setting"}

Asked = Sequence[tuple[Arms | UserError, str]]


def grid(asked: Asked, varied: Sequence[Mapping[str, str]]) -> PolicyStudy:
    """Return what `python -m sim -m ...` studies.

    Points of the grid that differ in their policy alone share their runs of today's service.

    Parameters
    ----------
    asked
        For each point of the grid its resolved arms, or why it cannot be run; and its scenario.
    varied
        What varies, by name, as it was written.

    Raises
    ------
    UserError
        Where no point can be run, or what is asked is asked of one policy alone.
    """
    runnable = [arms for arms, _ in asked if isinstance(arms, Arms)]
    refused = [Failure(n, -1, 0, f"not run: {why}", "")
               for n, (why, _) in enumerate(asked) if isinstance(why, UserError)]  # fmt: skip
    if not runnable:
        raise UserError(f"no point of the sweep can be run; the first: {asked[0][0]}")
    todays = [arms.today for arms in runnable]
    many, alone = "set replications", "run each scenario by itself"
    for words, instead, is_asked in (
        ("precision", many, any(one.precision is not None for one in todays)),
        (f"precision_of={READINGS}", many, any(one.precision_of == READINGS for one in todays)),
        ("why=true", alone, any(one.why for one in todays)),
        ("records", alone, any(one.records for one in todays)),
        ("authority.scope=england", alone, any(one.authority.scope != "one" for one in todays)),
    ):
        if is_asked:
            raise UserError(f"{words} is not allowed with -m: {instead}")
    points, place = _points(asked)
    told: list[dict[str, Any]] = []
    for (arms, scenario), each in zip(asked, varied, strict=True):
        found = {"refused": str(arms)} if isinstance(arms, UserError) else {
            "policy": differing_settings(arms.today, arms.under_policy),
            "authority": arms.today.authority.name,
        }  # fmt: skip
        told.append({"varied": dict(each), "scenario": scenario, **found})
    metadata = {"points": told, "settings": to_dict(runnable[0].today)}
    names = list(dict.fromkeys(map(authority_words, runnable)))
    authority = names[0] if len(names) == 1 else f"{len(names)} authorities"
    basis = Basis(
        authority,
        tuple(todays),
        tuple((name, arms.policy) for arms, name in asked
              if isinstance(arms, Arms) and arms.under_policy is not None),
        runnable[0].flags if len(names) == 1 else {},
        tuple(points[0].drawn_settings),
    )  # fmt: skip

    def view(each: list[list[ArmResults]], failures: Sequence[Failure]) -> Grid:
        arms, causes = {}, {}
        for number, (at, arm) in place.items():
            under = [replace(each[at][arm], policy=asked[number][1])] if arm else []
            arms[number] = [each[at][0], *under]
            own = [one for one in failures if one.point == points[at].number]
            causes[number] = [one.cause for one in own if one.replication >= 0]
        return Grid(asked, varied, basis, arms, causes)

    return PolicyStudy(runnable[0].today, authority, points, metadata, view, refused=refused)


def _points(asked: Asked) -> tuple[list[Point], dict[int, tuple[int, int]]]:
    """Return the points to run, and where each point of the grid is: its point, its arm."""
    gathered: dict[Any, dict[int, Arms]] = {}
    for number, (arms, _) in enumerate(asked):
        if isinstance(arms, Arms):
            beside = tuple(today for today, _ in arms.beside)
            key = (arms.today, beside, number if beside else None)
            gathered.setdefault(key, {})[number] = arms
    points, place = [], {}
    for at, ((today, beside, _), each) in enumerate(gathered.items()):
        policies: dict[str, Mapping[str, Any]] = {}
        for number, own in each.items():
            place[number] = (at, 0)
            if own.under_policy is not None:
                policies[str(number)] = own.policy
                place[number] = (at, len(policies))
        # numbered as the first point of the grid that they serve
        points.append(Point(min(each), today, policies, beside, today.worlds == "plausible",
                            each[max(each)].fixed, monthly=False))  # fmt: skip
    return points, place


@dataclass(eq=False)
class Grid(View):
    """What is seen of the points of a grid."""

    asked: Asked
    varied: Sequence[Mapping[str, str]]
    basis: Basis
    # what finished of each point that can be run, by its number: today's service and the policy,
    # if it has one; and why its replications failed
    arms: Mapping[int, Sequence[ArmResults]]
    causes: Mapping[int, Sequence[str]]

    leading = ("sweep",)

    def __post_init__(self) -> None:
        self.finished = {number: len(each[0].replications) for number, each in self.arms.items()}
        self.runs = runs_words(next(iter(self.arms.values()))[0])
        self.results: dict[int, PolicyResult] = {}
        for number, (today, *policy) in self.arms.items():
            there, _ = self.asked[number]
            if isinstance(there, Arms) and today.replications:
                self.results[number] = PolicyResult(there, today, policy[0] if policy else None)

    @cached_property
    def every(self) -> pd.DataFrame:
        """Every measure of every point, a row each, with what varies as columns."""
        return self._of_points(lambda found: found.summary)

    @cached_property
    def headline(self) -> pd.DataFrame:
        """The headline measures of every point, and how they read, a row each."""
        return self._of_points(lambda found: found.headline)

    def _of_points(self, of: Callable[[PolicyResult], pd.DataFrame | None]) -> pd.DataFrame:
        blocks = []
        for number, found in self.results.items():
            if (block := of(found)) is not None:
                first = pd.DataFrame(self._columns(number), index=block.index)
                blocks.append(pd.concat([first, block.drop(columns="policy")], axis="columns"))
        return pd.concat(blocks, ignore_index=True) if blocks else pd.DataFrame()

    def _columns(self, number: int) -> dict[str, object]:
        """Return what tells a point from the others: its number, place, policy and what varies."""
        arms, policy = self.asked[number]
        varied = {
            TAKEN.get(n, n): _number(v) for n, v in self.varied[number].items() if n != "scenario"
        }
        authority = authority_words(arms) if isinstance(arms, Arms) else ""
        return {"point": number, "authority": authority, "policy": policy, **varied}

    @cached_property
    def states(self) -> pd.DataFrame:
        """What became of every point, a row each."""
        rows = []
        for number, (why, _) in enumerate(self.asked):
            causes = self.causes.get(number, ())
            cause = " ".join(causes[0].split()) if causes else ""
            rows.append({
                **self._columns(number), "finished": self.finished.get(number, 0),
                "failed": len(causes), "cause": str(why) if isinstance(why, UserError) else cause,
            })  # fmt: skip
        return pd.DataFrame(rows)

    def _headed(self, table: pd.DataFrame) -> pd.DataFrame:
        """Return a table to be looked at: each point's policy by what it is headed."""
        if table.empty:
            return table
        heads = {number: found.heading for number, found in self.results.items()}
        return table.assign(policy=table["point"].map(heads).fillna(table["policy"]))

    def _by_line(self) -> pd.DataFrame:
        """Return the headline measures for the figure, where all points of a line have one name.

        Where only some of a policy's points are changed, what is changed of them is on the axis.
        """
        table, headed = self.headline, self._headed(self.headline)
        is_one = headed.groupby(table["policy"])["policy"].transform("nunique") == 1
        return table.assign(policy=headed["policy"].where(is_one, table["policy"]))

    def tables(self) -> Mapping[str, pd.DataFrame]:
        """Return the tables, with what the user set at each point."""
        made = {"sweep": self.every, "headline": self.headline, "points": self.states,
                "drift": self._of_points(lambda found: found.drift)}  # fmt: skip
        changed = [
            # nothing is known of a point that is refused
            "" if isinstance(arms, UserError)
            else changed_words(arms, "" if arms.under_policy is None else policy)
            for arms, policy in self.asked
        ]  # fmt: skip
        return {
            name: with_changed(table, [changed[number] for number in table["point"]])
            for name, table in made.items()
            if len(table)
        }

    def figures(self) -> Iterator[Drawn]:
        """Give the figure."""
        from sim.report.figures.grid_panels import grid

        yield "sweep", lambda: grid(self._by_line(), runs=self.runs)

    def report(self, figures: Sequence[Figure], remarks: Sequence[str]) -> Report:
        """Return the report."""
        return of_sweep(
            self.basis, *map(self._headed, (self.headline, self.every, self.states)),
            runs=self.runs, figures=figures, remarks=remarks,
        )  # fmt: skip

    def print(self) -> None:
        """Print the combined table."""
        from sim.report.terminal_comparison import show_sweep

        show_sweep(self.headline, self._headed(self.states), runs=self.runs)


def _number(text: str) -> object:
    """Return a varied value as a number where it is one."""
    try:
        return float(text) if not text.lstrip("-").isdigit() else int(text)
    except ValueError:
        return text

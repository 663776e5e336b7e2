"""What a comparison studies: several policies in the same worlds as today's service."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from types import SimpleNamespace
from typing import Any

import pandas as pd

from sim.analyse import tables
from sim.analyse.comparison import comparison, cost_and_drift, ranks, trade_offs
from sim.analyse.parts_of_policy import Part
from sim.analyse.worlds_table import worlds_table
from sim.arms.resolve import Arms
from sim.arms.scenarios import KEEP
from sim.errors import UserError
from sim.measures.catalogue import TRADED
from sim.replicate.arm_results import ArmResults
from sim.replicate.replication import Point
from sim.report.document.assumptions import Basis
from sim.report.document.comparison_report import comparison_sentences, of_comparison
from sim.report.document.content import Figure, Report
from sim.report.document.policy_report import PolicyTables
from sim.settings import to_dict
from sim.study.changed import changed_words, with_changed
from sim.study.drawn_figures import Drawn
from sim.study.notes import authority_words, basis_of, notes_on, runs_words
from sim.study.policy_result import PolicyResult
from sim.study.policy_study import PolicyStudy, View, differing_settings, with_parts

HEADLINE, COMPARED = "headline", "comparison"  # the table of one policy, and of several
WRITTEN = (COMPARED, "ranks", "trade_offs", "drift", "summary", "cost_and_drift", "costs",
           "hangs_on", "why", "worlds", "replications.parquet")  # fmt: skip


def compare(asked: Mapping[str, Arms], *, monthly: bool = False) -> PolicyStudy:
    """Return what the comparison studies.

    Parameters
    ----------
    asked
        The resolved arms of each policy, by its name.
    monthly
        Whether the reported months are kept apart, for tables of each policy by month and year.

    Raises
    ------
    UserError
        Where a policy pools IROs, or all of England is asked about.
    """
    if any(arms.beside for arms in asked.values()):
        raise UserError("policy.pool is not allowed here: run python -m sim with it")
    first = next(iter(asked.values()))
    if first.today.authority.scope != "one":
        raise UserError(
            "authority.scope=england is not allowed here: run python -m sim with it and "
            "each scenario by itself; the same seed gives them the same children"
        )
    policies = {name: arms.policy for name, arms in asked.items()}
    in_worlds = first.today.worlds == "plausible"
    point, parts = with_parts(
        Point(0, first.today, policies, in_worlds=in_worlds, fixed=first.fixed, monthly=monthly)
    )
    metadata = {
        "settings": to_dict(first.today),
        "policies": {
            name: differing_settings(arms.today, arms.under_policy) for name, arms in asked.items()
        },
        "authority_flags": dict(first.flags),
        "drawn": point.drawn_settings,
    }
    basis = replace(basis_of(first, "", point.drawn_settings), policies=tuple(policies.items()))
    return PolicyStudy(
        first.today, authority_words(first), [point], metadata,
        lambda each, _: Comparison(asked, each[0], basis, parts), policies=len(asked),
    )  # fmt: skip


@dataclass(eq=False)
class Comparison(View):
    """What is seen of several policies."""

    asked: Mapping[str, Arms]  # the resolved arms of each policy, by its name
    # what finished of each arm, those that measure parts after the policies
    every: Sequence[ArmResults]
    basis: Basis
    # of each policy's difference, by its name; none where they were not asked for
    parts: Mapping[str, Sequence[Part]]

    leading = ("policies_1",)

    def __post_init__(self) -> None:
        self.arms = self.every[: 1 + len(self.asked)]
        self.first = next(iter(self.asked.values()))
        self.authority, self.runs = self.basis.authority, runs_words(self.arms[0])
        self.results = {}
        for (name, mine), policy in zip(self.asked.items(), self.arms[1:], strict=True):
            parts = self.parts.get(name, ())
            found = PolicyResult(mine, self.arms[0], policy, arms=self.every, parts=parts)
            self.results[name] = found
        self.notes = notes_on(self.arms[0], self.first)

    @cached_property
    def compared(self) -> pd.DataFrame:
        """The headline measures of every policy against today's service."""
        fixed = {name: found.fixed for name, found in self.results.items()}
        return comparison(self.arms, self.first.today.matters, fixed)

    @cached_property
    def ranks(self) -> pd.DataFrame:
        """How often each arrangement has each rank."""
        return ranks(self.arms)

    @cached_property
    def traded(self) -> pd.DataFrame:
        """What each policy gains and gives up."""
        return trade_offs(self.compared)

    @cached_property
    def cost_and_drift(self) -> pd.DataFrame:
        """Each policy's differences in cost and drift, in every world."""
        return cost_and_drift(self.authority, self.arms)

    @cached_property
    def worlds(self) -> pd.DataFrame | None:
        """Every pair of runs with its beliefs; None in one world."""
        if not self.arms[0].worlds:
            return None
        return pd.concat([
            worlds_table(self.authority, found.today, found.policy, found.held)
            for found in self.results.values()
        ], ignore_index=True)  # fmt: skip

    @cached_property
    def each(self) -> dict[str, PolicyTables]:
        """What was found of each policy, its readings allowing for all that are judged together."""
        return {
            name: SimpleNamespace(
                headline=self.compared[self.compared["policy"] == name], summary=found.summary,
                drift=found.drift, costs=found.costs, hanging=found.hanging, why=found.why,
                causes=None, noticers=None,
            )
            for name, found in self.results.items()
        }  # fmt: skip

    def _of_each(self, name: str) -> pd.DataFrame | None:
        """Return a table of each policy, under one another; None where a policy has none."""
        makers = [found.makers().get(name) for found in self.results.values()]
        made = [make() for make in makers if make is not None]
        return pd.concat(made, ignore_index=True) if len(made) == len(makers) else None

    def tables(self) -> Mapping[str, pd.DataFrame]:
        """Return every table, for each policy with what was set of it too."""
        of_all = {
            COMPARED: self.compared,
            "ranks": self.ranks,
            "trade_offs": self.traded,
            "cost_and_drift": self.cost_and_drift,
            "worlds": self.worlds,
            "replications.parquet": tables.replications(self.authority, self.arms),
        }
        made = {
            name: self._as_written(of_all[name]) if name in of_all else self._of_each(name)
            for name in WRITTEN
        }
        return {name: table for name, table in made.items() if table is not None}

    def _as_written(self, table: pd.DataFrame | None) -> pd.DataFrame | None:
        """Return a table of all policies with whose it is, and what the user set of each."""
        if table is None:
            return None
        said = {name: found.changed for name, found in self.results.items()}
        said[KEEP] = changed_words(self.first)
        written = with_changed(table, [said[policy] for policy in table["policy"]])
        if "authority" not in written:
            written.insert(0, "authority", self.authority)
        return written

    def table(self, name: str) -> pd.DataFrame | None:
        """Return a table; of those that one policy alone has, each policy's under one another."""
        if name == HEADLINE:
            name = COMPARED
        written = self.tables()
        return written[name] if name in written else self._of_each(name)

    def _headed(self, table: pd.DataFrame | None) -> pd.DataFrame | None:
        """Return a table to be looked at: its policies by what they are headed."""
        heads = {name: found.heading for name, found in self.results.items()}
        return None if table is None else table.replace({"policy": heads})

    def figures(self) -> Iterator[Drawn]:
        """Give each policy's figures, and those of all of them."""
        from sim.report.figures import cost_drift_dots, policy_panels
        from sim.report.figures.parts_bars import why
        from sim.report.figures.rank_strips import rank_strips
        from sim.study.one_policy import differences_of

        named: dict[str, Any] = {"authority": self.authority, "runs": self.runs}
        for name, found in self.results.items():
            yield f"differences_{name}", partial(differences_of, found, self.each[name].headline)
            if found.why is not None:
                yield f"why_{name}", partial(why, found.why, policy=found.heading or name, **named)
        both = (self._headed(self.compared), self._headed(self.worlds))
        for page, measures in enumerate(policy_panels.pages(len(self.results)), start=1):
            yield f"policies_{page}", partial(policy_panels.many, *both, measures, **named)
        others = [one for one in dict.fromkeys(self.ranks["measure"]) if one not in TRADED]
        for page, shown in enumerate((TRADED, others[:3], others[3:]), start=1):
            yield f"ranks_{page}", partial(rank_strips, self._headed(self.ranks), shown, **named)
        headed = self._headed(self.cost_and_drift)
        yield "cost_and_drift", partial(cost_drift_dots.trade_off, headed, **named)

    def report(self, figures: Sequence[Figure], remarks: Sequence[str]) -> Report:
        """Return the report."""
        return of_comparison(self.basis, self.each, self.ranks, self.traded, runs=self.runs,
                             figures=figures, remarks=remarks)  # fmt: skip

    def print(self) -> None:
        """Print the policies side by side."""
        from sim.report.terminal_comparison import show_comparison

        many = f"{len(self.asked)} {'policy' if len(self.asked) == 1 else 'policies'}"
        title = f"{self.authority}: {many} against today, {self.runs}"
        sentences = comparison_sentences(self.basis, self.each)
        show_comparison(self._headed(self.compared), title=title, sentences=sentences)

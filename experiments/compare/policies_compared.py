"""What a comparison studies: several policies in the same worlds as today's service."""

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from sim.analyse import tables
from sim.analyse.closeness import closeness
from sim.analyse.comparison import comparison, ranks, trade_offs
from sim.analyse.cost_and_drift import trade_off as cost_and_drift
from sim.analyse.costs import costs
from sim.analyse.drift_and_chance import drift
from sim.analyse.fixed_by_construction import fixed_by_construction
from sim.analyse.parts_of_policy import Part, further_arms, parts_of_policy
from sim.analyse.why_table import why_table
from sim.analyse.worlds_table import worlds_table
from sim.arms.resolve import Arms
from sim.arms.scenarios import KEEP
from sim.measures.catalogue import TRADED
from sim.replicate.arm_results import Ledgers
from sim.replicate.progress import Bars
from sim.replicate.replication import Point
from sim.replicate.runner import Study
from sim.replicate.stopping_rule import Enough, conduct
from sim.report.document.assumptions import Basis
from sim.report.document.content import Report
from sim.report.document.of_comparison import comparison_sentences, of_comparison
from sim.report.document.render import figures_in
from sim.settings import to_dict
from sim.study.changed import changed_words, with_changed
from sim.study.found_of_policy import Found
from sim.study.notes import (
    authority_words,
    basis_of,
    failures_words,
    notes_on,
    precision_words,
    runs_words,
)
from sim.study.one_policy import differing


class Comparison:
    """What the comparison studies: policies by their names, each with its resolved arms."""

    def __init__(self, asked: Mapping[str, Arms]) -> None:
        self.asked = asked
        self.first = next(iter(asked.values()))
        self.how = self.first.today
        self.authority = authority_words(self.first)
        self.fixed = {name: fixed_by_construction(arms.policy) for name, arms in asked.items()}
        policies = {name: arms.policy for name, arms in asked.items()}
        self.parts: dict[str, list[Part]] = {}
        if self.how.why:
            self.parts = {name: parts_of_policy(self.how, one, name)
                          for name, one in policies.items()}  # fmt: skip
        further = [further_arms(parts, name) for name, parts in self.parts.items()]
        self.point = Point(
            0, self.how, {name: one for arms in (policies, *further) for name, one in arms.items()},
            in_worlds=self.how.worlds == "plausible", fixed=self.first.fixed, monthly=False,
        )  # fmt: skip
        self.enough: Enough | None = None

    def about(self) -> Mapping[str, Any]:
        """Return the settings, and what each policy changes of them."""
        return {
            "settings": to_dict(self.how),
            "policies": {
                name: differing(arms.today, arms.under_policy) for name, arms in self.asked.items()
            },
            "authority_flags": dict(self.first.flags),
            "drawn": self.point.drawn_settings,
        }

    def arms(self, study: Study) -> list[Ledgers]:
        """Return today's service, then each policy, without the arms that parts are made from."""
        return study.arms(self.point)[: 1 + len(self.asked)]

    def why(self, study: Study) -> pd.DataFrame | None:
        """Return the parts of each policy's differences; None where they were not asked for."""
        if not self.parts:
            return None
        arms = study.arms(self.point)
        blocks = [
            why_table(self.authority, name, arms, parts, self.how.matters)
            for name, parts in self.parts.items()
        ]
        return pd.concat(blocks, ignore_index=True)

    def conduct(self, study: Study, bars: Bars) -> None:
        """Run all policies in the same worlds."""

        def widest(of: str) -> float:
            today, *policies = self.arms(study)
            return max(closeness(of, today, one, self.how.matters) for one in policies)

        self.enough = conduct(study, bars, [self.point], self.how, widest)

    def compared(self, study: Study) -> pd.DataFrame:
        """Return the headline measures of every policy against today's service."""
        return comparison(self.arms(study), self.how.matters, self.fixed)

    def _of_each(
        self, arms: Sequence[Ledgers], of: Callable[[Ledgers, Ledgers], pd.DataFrame]
    ) -> pd.DataFrame:
        """Return a table of each policy, under one another."""
        return pd.concat([of(arms[0], policy) for policy in arms[1:]], ignore_index=True)

    def _summary(self, today: Ledgers, policy: Ledgers) -> pd.DataFrame:
        return tables.summary(today, policy, self.fixed[policy.policy])

    def _worlds(self, today: Ledgers, policy: Ledgers) -> pd.DataFrame:
        held = {
            name: value for name, value in to_dict(self.how).items() if name in self.first.fixed
        }
        return worlds_table(self.authority, today, policy, held)

    def _costs(self, today: Ledgers, policy: Ledgers) -> pd.DataFrame:
        return costs(self.authority, today, policy, self.how.cost.discount_rate)

    def hanging(self, study: Study) -> pd.DataFrame | None:
        """Return what each policy's answer hangs on; None in few worlds or one."""
        arms = self.arms(study)
        if not arms[0].worlds:
            return None
        blocks = []
        for policy in arms[1:]:
            found = Found(self.authority, arms[0], policy, self.how,
                          self.fixed[policy.policy], self.first.fixed)  # fmt: skip
            block = found.hanging
            if block is None:  # too few worlds to ask
                return None
            block = found.named(block)
            block.insert(1, "policy", policy.policy)
            blocks.append(block)
        return pd.concat(blocks, ignore_index=True)

    def _with_changed(self, table: pd.DataFrame) -> pd.DataFrame:
        """Return a table with what the user set, for each policy what was set of it too."""
        said = {name: changed_words(arms, name) for name, arms in self.asked.items()}
        said[KEEP] = changed_words(self.first)
        return with_changed(table, [said[policy] for policy in table["policy"]])

    def write(self, study: Study, part: Path) -> Mapping[str, Any]:
        """Write the tables and figures."""
        arms = self.arms(study)
        compared = self.compared(study)
        made = {
            "comparison": compared,
            "ranks": ranks(arms),
            "trade_offs": trade_offs(compared),
            "drift": self._of_each(arms, drift),
            "summary": self._of_each(arms, self._summary),
        }
        for name, table in made.items():
            made[name] = table.copy()
            made[name].insert(0, "authority", self.authority)
        made["cost_and_drift"] = cost_and_drift(self.authority, arms)
        made["costs"] = self._of_each(arms, self._costs)
        worlds = self._of_each(arms, self._worlds) if arms[0].worlds else None
        further = {"hangs_on": self.hanging(study), "why": self.why(study), "worlds": worlds}
        made |= {name: table for name, table in further.items() if table is not None}
        for name, table in made.items():
            tables.write_csv(self._with_changed(table), part / f"{name}.csv")
        each = self._with_changed(tables.replications(self.authority, arms))
        tables.write_parquet(each, part / "replications.parquet")
        if "why" in made:
            self._draw_why(part, made["why"], runs_words(arms[0]))
        self._draw(part, compared, arms, worlds)
        found: dict[str, Any] = {"notes": notes_on(arms[0], self.first)}
        if self.enough is not None:
            found["precision"] = dataclasses.asdict(self.enough)
        return found

    def _draw(
        self,
        part: Path,
        compared: pd.DataFrame,
        arms: Sequence[Ledgers],
        worlds: pd.DataFrame | None,
    ) -> None:
        from sim.report.figures import cost_drift_dots, policy_panels
        from sim.report.figures.paired_differences import differences
        from sim.report.figures.rank_strips import rank_strips
        from sim.report.figures.style import save
        from sim.report.figures.world_dots import dots

        named: dict[str, Any] = {"authority": self.authority, "runs": runs_words(arms[0])}
        figures = part / "figures"
        for policy, rows in compared.groupby("policy", sort=False):
            drawing = (
                differences(rows, policy=str(policy), **named)
                if worlds is None
                else dots(rows, worlds[worlds["policy"] == policy], policy=str(policy), **named)
            )
            save(drawing, figures, f"differences_{policy}")
        for page, measures in enumerate(policy_panels.pages(compared["policy"].nunique()), start=1):
            save(
                policy_panels.many(compared, worlds, measures, **named), figures, f"policies_{page}"
            )
        ranked = ranks(arms)
        others = [one for one in dict.fromkeys(ranked["measure"]) if one not in TRADED]
        for page, shown in enumerate((TRADED, others[:3], others[3:]), start=1):
            save(rank_strips(ranked, shown, **named), figures, f"ranks_{page}")
        traded = cost_and_drift(self.authority, arms)
        save(cost_drift_dots.trade_off(traded, **named), figures, "cost_and_drift")

    def _draw_why(self, part: Path, why: pd.DataFrame, runs: str) -> None:
        from sim.report.figures.parts_bars import why as draw_why
        from sim.report.figures.style import save

        for policy, rows in why.groupby("policy", sort=False):
            drawing = draw_why(rows, policy=str(policy), authority=self.authority, runs=runs)
            save(drawing, part / "figures", f"why_{policy}")

    def report(self, study: Study, part: Path) -> Report:
        """Return the report."""
        arms = self.arms(study)
        compared = self.compared(study)
        remarks = [*notes_on(arms[0], self.first), *failures_words(study.failures)]
        if self.enough is not None:
            remarks.append(precision_words(self.enough))
        return of_comparison(
            self._basis(), compared, self._of_each(arms, self._summary), ranks(arms),
            self._of_each(arms, drift), trade_offs(compared), runs=runs_words(arms[0]),
            costs=self._of_each(arms, self._costs), hanging=self.hanging(study),
            why=self.why(study),
            figures=figures_in(part), remarks=remarks,
        )  # fmt: skip

    def _basis(self) -> Basis:
        policies = tuple((name, asked.policy) for name, asked in self.asked.items())
        return replace(basis_of(self.first, "", self.point.drawn_settings), policies=policies)

    def say(self, study: Study) -> None:
        """Print the policies side by side."""
        from sim.report.terminal_comparison import show_comparison

        arms = self.arms(study)
        for note in notes_on(arms[0], self.first):
            print(note)
        compared = self.compared(study)
        many = len(self.asked)
        title = (
            f"{self.authority}: {many} {'policy' if many == 1 else 'policies'} against today, "
            f"{runs_words(arms[0])}"
        )
        sentences = comparison_sentences(
            self._basis(), compared, self._of_each(arms, self._summary),
            self._of_each(arms, self._costs), self.hanging(study),
        )  # fmt: skip
        show_comparison(compared, title=title, sentences=sentences)
        if self.enough is not None:
            print(precision_words(self.enough))

"""England: every authority with its own figures, added up, and where a policy helps or harms."""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from sim.measures import HEADLINE
from sim.report.document.content import Report
from sim.report.document.of_england import of_england
from sim.report.document.rendered import figures_in
from sim.settings import register
from sim.settings.arms import NATIONAL, OWN, Arms, flat
from sim.settings.mistake import some
from sim.study import tables
from sim.study.announce import out_of_stock
from sim.study.bars import Bars
from sim.study.beliefs import drift_intervals
from sim.study.conduct import Study
from sim.study.enough import conduct
from sim.study.estimate import ALPHA, holm
from sim.study.ledgers import Ledgers, pairs, two
from sim.study.point import point_of, with_draws
from sim.study.reporting import basis_of, failures_words
from sim.study.run import differing

NAME = "England"
FAR = 0.25  # of its own children, by which an authority's simulated ones may not be off
# figures no authority publishes in a form that can be compared, so all are given the same
ASSUMED = ("iro.caseload", "authority.practice_quality")


class England:
    """What `authority=england` studies.

    Replications of England are sums: the same replication of every authority, added up.

    Parameters
    ----------
    every
        The resolved arms of each authority.
    scenario
        The policy's name.
    """

    def __init__(self, every: Sequence[Arms], scenario: str) -> None:
        self.every, self.scenario, self.how = every, scenario, every[0].today
        self.points = []
        for place, arms in enumerate(every):
            point = point_of(2 * place, arms, scenario)
            point = dataclasses.replace(point, monthly=False, apart=place + 1)
            self.points.append(with_draws(point, arms.fixed, 2 * place + 1))

    def about(self) -> Mapping[str, Any]:
        """Return the settings that all share, and each authority's own."""
        first = self.every[0]
        figures = [s.name for s in register(first.today) if s.column]
        return {
            "scenario": self.scenario,
            "seed": self.how.seed,
            "settings": {name: value for name, value in flat(first.today).items()
                         if name not in (*figures, "authority.name")},
            "policy": differing(first.today, first.under_policy),
            "authorities": {
                arms.today.authority.name: {name: flat(arms.today)[name] for name in figures}
                for arms in self.every
            },
        }  # fmt: skip

    def conduct(self, study: Study, bars: Bars) -> None:
        """Run every authority."""
        conduct(study, bars, [point for group in self.points for point in group], self.how)

    def national(self, study: Study, drawn: bool = True) -> list[Ledgers]:
        """Return England's arms: the replications that finished in every authority, added up.

        Authorities whose simulated children are not as many as their own (`restless`) are left
        out: one that runs away would drown the others.
        """
        out = self.restless(study)
        each = [
            study.arms(group[-1 if drawn else 0])
            for arms, group in zip(self.every, self.points, strict=True)
            if arms.today.authority.name not in out
        ]
        shared = sorted(set.intersection(*(set(arms[0].replications) for arms in each)))
        added = []
        for place in range(len(each[0])):
            parts = [arms[place].only(shared) for arms in each]
            counts = np.sum([part.counts for part in parts], axis=0)
            added.append(dataclasses.replace(parts[0], counts=counts))
        return added

    def authorities(self, study: Study) -> pd.DataFrame:
        """Return the headline measures of every authority, a row each.

        Verdicts allow for judging a measure in all authorities at once (Holm). `rests_on` says
        whether all of the authority's published figures are its own; the figures of `ASSUMED` are
        the same for all. `in_england` says whether it is in the national sums.
        """
        blocks, identical = [], []
        out = self.restless(study)
        for arms, group in zip(self.every, self.points, strict=True):
            found = study.arms(group[-1])
            if not found[0].replications:
                continue
            block = tables.headline(*two(found), self.how.matters)
            if len(found) > 1:
                apart = tables.difference(HEADLINE, *pairs(found[0], found[1]))
                identical += apart.identical.tolist()
            block.insert(0, "authority", arms.today.authority.name)
            flags = set(arms.flags.values())
            block["rests_on"] = NATIONAL if NATIONAL in flags else OWN
            block["in_england"] = "no" if arms.today.authority.name in out else "yes"
            blocks.append(block)
        table = pd.concat(blocks, ignore_index=True)
        if not identical:
            return table
        for measure in HEADLINE:
            rows = (table["measure"] == measure.id).to_numpy()
            table.loc[rows, "adjusted_p"] = holm(table.loc[rows, "p_value"].tolist())
        table["verdict"] = tables.verdicts(table, identical)
        return table

    def figures(self) -> pd.DataFrame:
        """Return every figure that differs between authorities or is assumed, with its origin."""
        rows = []
        for arms in self.every:
            values = flat(arms.today)
            for name, flag in arms.flags.items():
                rows.append((arms.today.authority.name, name, values[name], flag))
            for name in ASSUMED:
                origin = "set by user" if name in arms.fixed else "assumed"
                rows.append((arms.today.authority.name, name, values[name], origin))
        return pd.DataFrame(rows, columns=["authority", "figure", "value", "comes_from"])

    def write(self, study: Study, part: Path) -> Mapping[str, Any]:
        """Write England's tables and those of authorities."""
        national = self.national(study)
        baseline, scenario = two(national)
        tables.write_csv(tables.summary(baseline, scenario), part / "summary.csv")
        authorities = self.authorities(study)
        tables.write_csv(authorities, part / "authorities.csv")
        tables.write_csv(self.figures(), part / "figures_used.csv")
        blocks = []
        for arms, group in zip(self.every, self.points, strict=True):
            block = tables.replications(study.arms(group[-1]))
            block.insert(0, "authority", arms.today.authority.name)
            blocks.append(block)
        tables.write_parquet(pd.concat(blocks, ignore_index=True), part / "replications.parquet")
        if scenario is not None:
            tables.write_csv(self.drift(study), part / "drift.csv")
            self._draw(part, baseline, scenario, authorities)
        return {}

    def drift(self, study: Study) -> pd.DataFrame:
        """Return England's differences in drift with both intervals."""
        held = self.national(study, drawn=False)
        drawn = self.national(study) if len(self.points[0]) > 1 else None
        return drift_intervals(held[0], held[1], drawn)

    def _draw(
        self, part: Path, baseline: Ledgers, scenario: Ledgers, authorities: pd.DataFrame
    ) -> None:
        from sim.report.differences import differences
        from sim.report.spread import spread
        from sim.report.style import save

        headline = tables.headline(baseline, scenario, self.how.matters)
        named: dict[str, Any] = {
            "scenario": self.scenario, "replications": len(baseline.replications),
            "drawn": bool(baseline.draws),
        }  # fmt: skip
        save(differences(headline, authority=NAME, **named), part / "figures", "differences")
        save(spread(authorities, **named), part / "figures", "authorities")

    def report(self, study: Study, part: Path) -> Report:
        """Return the report: England's, with where the policy helps and where it harms."""
        baseline, scenario = two(self.national(study))
        remarks = [self._assumed(), *self.restless_words(study), *failures_words(study.failures)]
        drawn = self.points[0][-1].drawn_settings
        basis = replace(basis_of(self.every[0], self.scenario, drawn), authority=NAME, flags={},
                        todays=tuple(arms.today for arms in self.every))  # fmt: skip
        return of_england(
            basis,
            None if scenario is None else self.scenario,
            tables.headline(baseline, scenario, self.how.matters),
            tables.summary(baseline, scenario),
            self.authorities(study),
            replications=len(baseline.replications),
            figures=figures_in(part, "differences"),
            drift=None if scenario is None else self.drift(study),
            remarks=remarks,
        )

    def say(self, study: Study) -> None:
        """Print England's table, then where the policy helps and where it harms."""
        from sim.report.combined import show_england
        from sim.report.table import show

        baseline, scenario = two(self.national(study))
        show(
            tables.headline(baseline, scenario, self.how.matters),
            tables.summary(baseline, scenario),
            authority=NAME,
            scenario=None if scenario is None else self.scenario,
            replications=len(baseline.replications),
            drift=None if scenario is None else self.drift(study),
        )
        if scenario is not None:
            show_england(self.authorities(study), scenario=self.scenario, assumed=self._assumed())
        for line in self.restless_words(study):
            print(line)

    def restless_words(self, study: Study) -> list[str]:
        """Name the authorities whose levels are not to be read."""
        restless = self.restless(study)
        if not restless:
            return []
        return [
            "Left out of England's figures, for their simulated stays do not come out as "
            f"published: {some(restless, '; ')}."
        ]

    def restless(self, study: Study) -> list[str]:
        """Return the authorities whose simulated children are not as many as their own.

        Surely by 5%, allowing for so many authorities looked at (Bonferroni); or by a quarter,
        which few runs cannot be sure of and which would drown the sums all the same.
        """
        level = 1 - ALPHA / len(self.every)
        return [
            arms.today.authority.name
            for arms, group in zip(self.every, self.points, strict=True)
            if out_of_stock(study.arms(group[0])[0], arms, level, FAR)
        ]

    def _assumed(self) -> str:
        assumed = [name for name in ASSUMED if name not in self.every[0].fixed]
        words = ", ".join(f"{name}={flat(self.how)[name]:g}" for name in assumed)
        return (
            f"Assumed alike for all authorities: {words or 'nothing'}. So authorities differ by "
            "their published figures alone; this is no ranking of councils. figures_used.csv says "
            "of every figure whether it is the authority's own, national or assumed."
        )

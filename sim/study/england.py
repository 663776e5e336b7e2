"""England: every authority with its own figures, added up, and where a policy helps or harms."""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from sim.ledger import Count
from sim.measures import HEADLINE
from sim.report.document.basis import Basis
from sim.report.document.content import Report
from sim.report.document.of_england import of_england
from sim.report.document.rendered import figures_in
from sim.settings import register
from sim.settings.arms import NATIONAL, OWN, Arms, flat
from sim.settings.mistake import Mistake, some
from sim.study import tables
from sim.study.announce import out_of_stock, runs_words, title_words
from sim.study.bars import Bars
from sim.study.changed import changed_words, with_changed
from sim.study.conduct import Study
from sim.study.enough import conduct
from sim.study.estimate import ALPHA, holm
from sim.study.fixed import fixed_by_construction
from sim.study.found import Found
from sim.study.headline import headline, verdicts
from sim.study.ledgers import Ledgers, pairs, two
from sim.study.places import PRACTICE, drawn_for
from sim.study.point import point_of
from sim.study.reporting import basis_of, failures_words
from sim.study.run import differing

NAME = "England"
# of the tables that a run writes; England's months are not kept apart
WRITTEN = ("headline", "summary", "costs", "noticers", "drift", "worlds", "hangs_on")
FAR = 0.25  # of its own children, by which an authority's simulated ones may not be off
# figures no authority publishes in a form that can be compared, so all are given the same
ASSUMED = ("iro.caseload",)


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

    authority = NAME

    def __init__(self, every: Sequence[Arms], scenario: str) -> None:
        self.every, self.scenario, self.how = every, scenario, every[0].today
        self.fixed = fixed_by_construction(every[0].policy)
        self.points = [
            dataclasses.replace(point_of(place, arms, scenario), monthly=False, apart=place + 1)
            for place, arms in enumerate(every)
        ]
        self._found: tuple[Study, Found] | None = None
        if self.how.why:
            raise Mistake("why=true is not allowed with authority=england: run one authority")

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
        conduct(study, bars, self.points, self.how)

    def national(self, study: Study) -> list[Ledgers]:
        """Return England's arms: the replications that finished in every authority, added up.

        Authorities whose simulated children are not as many as their own (`restless`) are left
        out: one that runs away would drown the others.
        """
        out = self.restless(study)
        each = [
            study.arms(point)
            for arms, point in zip(self.every, self.points, strict=True)
            if arms.today.authority.name not in out
        ]
        shared = sorted(set.intersection(*(set(arms[0].replications) for arms in each)))
        added = []
        for place in range(len(each[0])):
            parts = [arms[place].only(shared) for arms in each]
            counts = np.sum([part.counts for part in parts], axis=0)
            counts[..., Count.DAYS] /= len(parts)  # the days are the same for all, and stay so many
            added.append(dataclasses.replace(parts[0], counts=counts))
        return added

    def authorities(self, study: Study) -> pd.DataFrame:
        """Return the headline measures of every authority, a row each.

        In one world readings allow for judging a measure in all authorities at once (Holm);
        over worlds each authority meets the same ones. `rests_on` says
        whether all of the authority's published figures are its own; the figures of `ASSUMED` are
        the same for all. `in_england` says whether it is in the national sums.
        """
        blocks, identical = [], []
        out = self.restless(study)
        for arms, point in zip(self.every, self.points, strict=True):
            found = study.arms(point)
            if not found[0].replications:
                continue
            block = headline(*two(found), self.how.matters, self.fixed)
            if len(found) > 1 and not found[0].worlds:
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
        table["reading"] = verdicts(table, identical)
        return table

    def figures(self) -> pd.DataFrame:
        """Return every figure that differs between authorities or is assumed, with its origin.

        Of what is drawn it is what is to be expected, given what is published of the place.
        """
        rows = []
        for arms in self.every:
            values = flat(arms.today)
            for name, flag in arms.flags.items():
                rows.append((arms.today.authority.name, name, values[name], flag))
            for name in ASSUMED:
                origin = "set by user" if name in arms.fixed else "assumed"
                rows.append((arms.today.authority.name, name, values[name], origin))
            drawn = drawn_for(arms.today, 0)
            for name in PRACTICE:
                origin = "drawn" if name in drawn else "assumed"
                origin = "set by user" if values[name] is not None else origin
                rows.append(
                    (arms.today.authority.name, name, drawn.get(name, values[name]), origin)
                )
        return pd.DataFrame(rows, columns=["authority", "figure", "value", "comes_from"])

    def found(self, study: Study) -> Found:
        """Return what England's sums say, each table made once."""
        if self._found is None or self._found[0] is not study:
            today, policy = two(self.national(study))
            changed = changed_words(self.every[0], "" if policy is None else self.scenario)
            found = Found(NAME, today, policy, self.how, self.fixed, self.every[0].fixed,
                          changed=changed)  # fmt: skip
            self._found = (study, found)
        return self._found[1]

    def write(self, study: Study, part: Path) -> Mapping[str, Any]:
        """Write England's tables and those of authorities."""
        found = self.found(study)
        makers = found.makers()
        made = {name: makers[name]() for name in WRITTEN if name in makers}
        authorities = self.authorities(study)
        made["authorities"] = with_changed(authorities, found.changed)
        made["figures_used"] = with_changed(self.figures(), found.changed)
        for name, table in made.items():
            tables.write_csv(table, part / f"{name}.csv")
        blocks = []
        for arms, point in zip(self.every, self.points, strict=True):
            blocks.append(tables.replications(arms.today.authority.name, study.arms(point)))
        each = with_changed(pd.concat(blocks, ignore_index=True), found.changed)
        tables.write_parquet(each, part / "replications.parquet")
        if found.policy is not None:
            self._draw(part, found, authorities)
        return {}

    def _draw(self, part: Path, found: Found, authorities: pd.DataFrame) -> None:
        from sim.report.spread import spread
        from sim.report.style import save

        named: dict[str, Any] = {"policy": self.scenario, "runs": runs_words(found.today)}
        if found.today.worlds:
            from sim.report.dots import dots

            drawing = dots(found.headline, found.worlds, authority=NAME, **named)
        else:
            from sim.report.differences import differences

            drawing = differences(found.headline, authority=NAME, **named)
        save(drawing, part / "figures", "differences")
        save(spread(authorities, **named), part / "figures", "authorities")

    def report(self, study: Study, part: Path) -> Report:
        """Return the report: England's, with where the policy helps and where it harms."""
        found = self.found(study)
        remarks = [self._assumed(), *self.restless_words(study), *failures_words(study.failures)]
        return of_england(
            self._basis(),
            None if found.policy is None else self.scenario,
            found.headline,
            found.summary,
            self.authorities(study),
            runs=runs_words(found.today),
            figures=figures_in(part, "differences"),
            drift=found.drift,
            costs=found.costs,
            hanging=found.hanging,
            remarks=remarks,
        )

    def _basis(self) -> Basis:
        drawn = self.points[0].drawn_settings
        return replace(basis_of(self.every[0], self.scenario, drawn), authority=NAME, flags={},
                       todays=tuple(arms.today for arms in self.every))  # fmt: skip

    def say(self, study: Study) -> None:
        """Print England's table and the answer, then where the policy helps and where it harms."""
        from sim.report.combined import show_england
        from sim.report.document.cost_in_words import cost_in_words
        from sim.report.document.sentences import answer_sentences
        from sim.report.table import show

        found = self.found(study)
        policy = None if found.policy is None else self.scenario
        sentences = answer_sentences(
            self._basis(), policy, found.headline, found.hanging,
            cost_in_words(found.summary, found.costs, found.headline),
        )  # fmt: skip
        show(found.headline, found.summary, title=title_words(NAME, policy, found.today),
             sentences=sentences)  # fmt: skip
        if policy is not None:
            show_england(self.authorities(study), policy=policy, assumed=self._assumed())
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
            for arms, point in zip(self.every, self.points, strict=True)
            if out_of_stock(study.arms(point)[0], arms, level, FAR)
        ]

    def _assumed(self) -> str:
        assumed = [name for name in ASSUMED if name not in self.every[0].fixed]
        words = ", ".join(f"{name}={flat(self.how)[name]:g}" for name in assumed)
        drawn = drawn_for(self.every[0].today, 0)
        practice = (
            "What nobody publishes of their practice is drawn for each, given what is published, "
            "as wide as authorities differ. This"
            if drawn
            else "So authorities differ by their published figures alone; this"
        )
        return (
            f"Assumed alike for all authorities: {words or 'nothing'}. {practice} is no ranking of "
            "councils. figures_used.csv says of every figure whether it is the authority's own, "
            "national, drawn or assumed."
        )

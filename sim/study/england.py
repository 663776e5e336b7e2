"""England: every authority with its own figures, added up, and where a policy helps or harms."""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from sim.analyse import tables
from sim.analyse.fixed_by_construction import fixed_by_construction
from sim.arms.practice_of_places import PRACTICE, drawn_for
from sim.arms.resolve import Arms
from sim.errors import UserError
from sim.replicate.progress import Bars
from sim.replicate.replication import point_of
from sim.replicate.runner import Study
from sim.replicate.stopping_rule import conduct
from sim.report.document.assumptions import Basis
from sim.report.document.content import Report
from sim.report.document.of_england import of_england
from sim.report.document.places_apart_in_words import apart_words, cautions
from sim.report.document.render import figures_in
from sim.settings import register, to_dict
from sim.study.changed import with_changed
from sim.study.found_of_england import NAME, FoundOfEngland
from sim.study.notes import basis_of, failures_words, runs_words, title_words
from sim.study.one_policy import differing

# of the tables that a run writes; England's months are not kept apart
WRITTEN = ("headline", "summary", "costs", "noticers", "drift", "worlds", "hangs_on")
# figures no authority publishes in a form that can be compared, so all are given the same
ASSUMED = ("iro.caseload",)


class England:
    """What `authority.scope=england` studies.

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
        self._found: tuple[Study, FoundOfEngland] | None = None
        if self.how.why:
            raise UserError(
                "why=true is not allowed with authority.scope=england: run one authority"
            )

    def about(self) -> Mapping[str, Any]:
        """Return the settings that all share, and each authority's own."""
        first = self.every[0]
        figures = [s.name for s in register(first.today) if s.column]
        return {
            "scenario": self.scenario,
            "seed": self.how.seed,
            "settings": {name: value for name, value in to_dict(first.today).items()
                         if name not in (*figures, "authority.name")},
            "policy": differing(first.today, first.under_policy),
            "authorities": {
                arms.today.authority.name: {name: to_dict(arms.today)[name] for name in figures}
                for arms in self.every
            },
        }  # fmt: skip

    def conduct(self, study: Study, bars: Bars) -> None:
        """Run every authority."""
        conduct(study, bars, self.points, self.how)

    def figures(self) -> pd.DataFrame:
        """Return every figure that differs between authorities or is assumed, with its origin.

        Of what is drawn it is what is to be expected, given what is published of the place.
        """
        rows = []
        for arms in self.every:
            values = to_dict(arms.today)
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

    def found(self, study: Study) -> FoundOfEngland:
        """Return what the study says, each table made once."""
        if self._found is None or self._found[0] is not study:
            each = [study.arms(point) for point in self.points]
            self._found = (study, FoundOfEngland(self.every, each, self.scenario, self.fixed))
        return self._found[1]

    def write(self, study: Study, part: Path) -> Mapping[str, Any]:
        """Write England's tables and those of authorities."""
        found = self.found(study)
        makers = found.sums.makers()
        made = {name: makers[name]() for name in WRITTEN if name in makers}
        more = {"authorities": found.authorities, "totals": found.totals,
                "figures_used": self.figures()}  # fmt: skip
        if found.apart is not None:
            more["places_apart"] = found.apart
        changed = found.sums.changed
        for name, table in (made | {n: with_changed(t, changed) for n, t in more.items()}).items():
            tables.write_csv(table, part / f"{name}.csv")
        each = with_changed(found.replications, changed)
        tables.write_parquet(each, part / "replications.parquet")
        if found.sums.policy is not None:
            self._draw(part, found)
        return {}

    def _draw(self, part: Path, found: FoundOfEngland) -> None:
        from sim.report.figures.authority_spread import spread
        from sim.report.figures.style import save

        sums = found.sums
        named: dict[str, Any] = {"policy": self.scenario, "runs": runs_words(sums.today)}
        if sums.today.worlds:
            from sim.report.figures.world_dots import dots

            drawing = dots(sums.headline, sums.worlds, authority=NAME, **named)
        else:
            from sim.report.figures.paired_differences import differences

            drawing = differences(sums.headline, authority=NAME, **named)
        save(drawing, part / "figures", "differences")
        if found.authorities["difference"].notna().any():
            save(
                spread(found.authorities, apart=found.apart, **named),
                part / "figures",
                "authorities",
            )

    def report(self, study: Study, part: Path) -> Report:
        """Return the report: England's, with where the policy helps and where it harms."""
        found = self.found(study)
        sums = found.sums
        return of_england(
            self._basis(),
            None if sums.policy is None else self.scenario,
            sums.headline,
            sums.summary,
            found.authorities,
            totals=found.totals,
            apart=found.apart,
            runs=runs_words(sums.today),
            figures=figures_in(part, "differences"),
            drift=sums.drift,
            costs=sums.costs,
            hanging=sums.hanging,
            remarks=[self._assumed(), *failures_words(study.failures)],
        )

    def _basis(self) -> Basis:
        drawn = self.points[0].drawn_settings
        return replace(basis_of(self.every[0], self.scenario, drawn), authority=NAME, flags={},
                       todays=tuple(arms.today for arms in self.every))  # fmt: skip

    def say(self, study: Study) -> None:
        """Print England's table and the answer, then where the policy helps and where it harms."""
        from sim.report.document.cost_in_words import cost_in_words
        from sim.report.document.sentences import answer_sentences
        from sim.report.document.totals_in_words import show_totals
        from sim.report.terminal import show
        from sim.report.terminal_comparison import show_england

        found = self.found(study)
        sums = found.sums
        policy = None if sums.policy is None else self.scenario
        sentences = answer_sentences(
            self._basis(), policy, sums.headline, sums.hanging,
            cost_in_words(sums.summary, sums.costs, sums.headline),
        )  # fmt: skip
        show(sums.headline, sums.summary, title=title_words(NAME, policy, sums.today),
             sentences=sentences)  # fmt: skip
        show_totals(found.totals)
        if found.apart is not None:
            show_england(found.authorities, policy=self.scenario, assumed=self._assumed(),
                         apart=apart_words(found.apart, len(self.every)))  # fmt: skip
        for line in cautions(found.authorities):
            print(line)

    def _assumed(self) -> str:
        assumed = [name for name in ASSUMED if name not in self.every[0].fixed]
        words = ", ".join(f"{name}={to_dict(self.how)[name]:g}" for name in assumed)
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

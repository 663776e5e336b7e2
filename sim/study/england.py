"""England: every authority with its own figures, added up, and where a policy helps or harms."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial

import pandas as pd

from sim.analyse import tables
from sim.analyse.estimate import holm
from sim.analyse.headline import headline, verdicts
from sim.analyse.places_apart import places_apart
from sim.analyse.totals_of_england import added_up, finished_everywhere, totals
from sim.arms.practice_of_places import PRACTICE, drawn_for
from sim.arms.resolve import NATIONAL, OWN, Arms
from sim.errors import UserError
from sim.measures.catalogue import HEADLINE
from sim.replicate.arm_results import ArmResults, baseline_and_policy, common_replications
from sim.replicate.replication import point_of
from sim.report.document.assumptions import Basis
from sim.report.document.content import Figure, Report
from sim.report.document.england_report import of_england
from sim.report.document.places_apart_in_words import apart_words, cautions
from sim.report.document.policy_report import answer_of
from sim.report.table_words import ENGLAND
from sim.settings import register, to_dict
from sim.study.changed import with_changed
from sim.study.drawn_figures import Drawn
from sim.study.notes import basis_of, runs_words, stock_words, title_words
from sim.study.one_policy import differences_of
from sim.study.policy_result import PolicyResult
from sim.study.policy_study import PolicyStudy, View, differing_settings

# of the tables that a run writes; England's months are not kept apart
WRITTEN = ("headline", "summary", "costs", "noticers", "drift", "worlds", "hangs_on")
# figures no authority publishes in a form that can be compared, so all are given the same
ASSUMED = ("iro.caseload",)


def england(every: Sequence[Arms], scenario: str) -> PolicyStudy:
    """Return what `authority.scope=england` studies."""
    first = every[0]
    for words, is_asked in (("why=true", first.today.why), ("records", first.today.records)):
        if is_asked:
            alone = "with authority.scope=england: run one authority"
            raise UserError(f"{words} is not allowed {alone}")
    figures = [s.name for s in register(first.today) if s.column]
    metadata = {
        "scenario": scenario,
        "seed": first.today.seed,
        "settings": {name: value for name, value in to_dict(first.today).items()
                     if name not in (*figures, "authority.name")},
        "policy": differing_settings(first.today, first.under_policy),
        "authorities": {
            arms.today.authority.name: {name: to_dict(arms.today)[name] for name in figures}
            for arms in every
        },
    }  # fmt: skip
    points = [
        replace(point_of(place, arms, scenario), monthly=False, apart=place + 1)
        for place, arms in enumerate(every)
    ]
    drawn = points[0].drawn_settings
    return PolicyStudy(
        first.today, ENGLAND, points, metadata, lambda each, _: England(every, each, drawn)
    )


@dataclass(eq=False)
class England(View):
    """What is seen of England and of its authorities.

    Replications of England are sums: the same replication of every authority, added up.

    Attributes
    ----------
    each
        Every authority's arms, with the replications that finished in all of them.
    national
        England's arms: those added up, replication by replication.
    sums
        England's tables.
    """

    every: Sequence[Arms]
    # what finished of each authority, in the same order: today's service, and the policy
    finished: Sequence[Sequence[ArmResults]]
    drawn: Sequence[str] = ()  # the beliefs in which the worlds differ

    leading = ("differences",)

    def __post_init__(self) -> None:
        self.names = [arms.today.authority.name for arms in self.every]
        self.each = finished_everywhere(self.names, self.finished)
        self.national = added_up(self.each)
        today, policy = baseline_and_policy(self.national)
        self.sums = PolicyResult(self.every[0], today, policy, authority=ENGLAND)
        self.policy = None if policy is None else policy.policy

    @cached_property
    def authorities(self) -> pd.DataFrame:
        """The headline measures of every authority, a row each.

        In one world readings allow for judging a measure in all authorities at once (Holm); over
        worlds each authority meets the same ones. `rests_on` says whether all of the authority's
        published figures are its own. `caution` says why its own levels are not to be read; it is
        in England's sums all the same.
        """
        blocks, identical = [], []
        for name, arms, found in zip(self.names, self.every, self.each, strict=True):
            matters, fixed = self.sums.how.matters, self.sums.fixed
            block = headline(*baseline_and_policy(found), matters, fixed)
            if len(found) > 1 and not found[0].worlds:
                apart = tables.difference(HEADLINE, *common_replications(found[0], found[1]))
                identical += apart.identical.tolist()
            block.insert(0, "authority", name)
            block["rests_on"] = NATIONAL if NATIONAL in arms.flags.values() else OWN
            block["caution"] = stock_words(found[0], arms, len(self.every))
            blocks.append(block)
        table = pd.concat(blocks, ignore_index=True)
        if not identical:
            return table
        for measure in HEADLINE:
            rows = (table["measure"] == measure.id).to_numpy()
            table.loc[rows, "adjusted_p"] = holm(table.loc[rows, "p_value"].tolist())
        table["reading"] = verdicts(table, identical)
        return table

    @cached_property
    def totals(self) -> pd.DataFrame:
        """England's children, reviews, posts and pounds, with their own spread."""
        return totals(self.national, self.each, self.sums.fixed)

    @cached_property
    def apart(self) -> pd.DataFrame | None:
        """The places whose answer differs in kind from England's; None without a policy."""
        if self.policy is None:
            return None
        return places_apart(
            self.every, self.each, self.national, self.authorities, self.sums.headline
        )

    @property
    def replications(self) -> pd.DataFrame:
        """Every measure of every replication that finished, of every authority."""
        blocks = map(tables.replications, self.names, self.finished)
        return pd.concat(blocks, ignore_index=True)

    @property
    def figures_used(self) -> pd.DataFrame:
        """Every figure that differs between authorities or is assumed, with its origin.

        Of what is drawn it is what is to be expected, given what is published of the place.
        """
        rows = []
        for authority, arms in zip(self.names, self.every, strict=True):
            values, drawn = to_dict(arms.today), drawn_for(arms.today, 0)
            told = {name: (values[name], flag) for name, flag in arms.flags.items()}
            for name in ASSUMED:
                told[name] = values[name], "set by user" if name in arms.fixed else "assumed"
            for name in PRACTICE:
                origin = "drawn" if name in drawn else "assumed"
                origin = origin if values[name] is None else "set by user"
                told[name] = drawn.get(name, values[name]), origin
            rows += [(authority, name, *one) for name, one in told.items()]
        return pd.DataFrame(rows, columns=["authority", "figure", "value", "comes_from"])

    def tables(self) -> Mapping[str, pd.DataFrame]:
        """Return England's tables and those of authorities."""
        makers = self.sums.makers()
        more = {
            "authorities": self.authorities,
            "totals": self.totals,
            "figures_used": self.figures_used,
            "replications.parquet": self.replications,
            "places_apart": self.apart,
        }
        return {name: makers[name]() for name in WRITTEN if name in makers} | {
            name: with_changed(table, self.sums.changed)
            for name, table in more.items() if table is not None
        }  # fmt: skip

    def figures(self) -> Iterator[Drawn]:
        """Give England's differences, and every authority's."""
        if self.policy is None:
            return
        from sim.report.figures.authority_spread import spread

        yield "differences", partial(differences_of, self.sums)
        if self.authorities["difference"].notna().any():
            yield "authorities", partial(
                spread, self.authorities, apart=self.apart, policy=self.policy,
                runs=runs_words(self.sums.today),
            )  # fmt: skip

    @cached_property
    def _basis(self) -> Basis:
        return replace(
            basis_of(self.every[0], self.policy or "", self.drawn), authority=ENGLAND, flags={},
            todays=tuple(arms.today for arms in self.every),
        )  # fmt: skip

    @cached_property
    def _assumed(self) -> str:
        first = self.every[0]
        assumed = [name for name in ASSUMED if name not in first.fixed]
        words = ", ".join(f"{name}={to_dict(first.today)[name]:g}" for name in assumed)
        practice = (
            "What nobody publishes of their practice is drawn for each, given what is published, "
            "as wide as authorities differ. This"
            if drawn_for(first.today, 0)
            else "So authorities differ by their published figures alone; this"
        )
        return (
            f"Assumed alike for all authorities: {words or 'nothing'}. {practice} is no ranking of "
            "councils. figures_used.csv says of every figure whether it is the authority's own, "
            "national, drawn or assumed."
        )

    def report(self, figures: Sequence[Figure], remarks: Sequence[str]) -> Report:
        """Return the report: England's, with where the policy helps and where it harms."""
        return of_england(
            self._basis, self.policy, self.sums, self.authorities, totals=self.totals,
            apart=self.apart, runs=runs_words(self.sums.today), figures=figures,
            remarks=[self._assumed, *remarks],
        )  # fmt: skip

    def print(self) -> None:
        """Print England's table and the answer, then where the policy helps and where it harms."""
        from sim.report.document.totals_in_words import show_totals
        from sim.report.terminal import show
        from sim.report.terminal_comparison import show_england

        sums = self.sums
        show(sums.headline, sums.summary, title=title_words(ENGLAND, sums.heading, sums.today),
             sentences=answer_of(self._basis, self.policy, sums))  # fmt: skip
        show_totals(self.totals)
        if self.policy is not None and self.apart is not None:
            show_england(self.authorities, policy=self.policy, assumed=self._assumed,
                         apart=apart_words(self.apart, len(self.every)))  # fmt: skip
        for line in cautions(self.authorities):
            print(line)

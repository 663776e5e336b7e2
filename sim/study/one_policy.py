"""One policy against today's service, or today's service alone, over plausible worlds."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

import pandas as pd

from sim.analyse.parts_of_policy import Part
from sim.arms.records_asked import kinds
from sim.arms.resolve import Arms
from sim.arms.scenarios import KEEP
from sim.replicate.arm_results import ArmResults, baseline_and_policy
from sim.replicate.replication import point_of
from sim.report.document.assumptions import Basis
from sim.report.document.causes_in_words import FIGURE as CAUSES
from sim.report.document.content import Figure, Report
from sim.report.document.policy_report import answer_of, of_run
from sim.settings import register, to_dict
from sim.study.changed import changed_words
from sim.study.drawn_figures import Drawn
from sim.study.funded import funded_beside
from sim.study.notes import authority_words, basis_of, notes_on, runs_words, title_words
from sim.study.policy_result import PolicyResult
from sim.study.policy_study import PolicyStudy, View, differing_settings, with_parts
from sim.study.records_joined import RecordsJoined

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Drawing

DIFFERENCES = "differences"


def one_policy(arms: Arms, scenario: str) -> PolicyStudy:
    """Return what `python -m sim` studies."""
    point, parts = with_parts(point_of(0, arms, scenario))
    own_figures = [setting.name for setting in register(arms.today) if setting.column]
    metadata = {
        "scenario": scenario,
        "seed": arms.today.seed,
        "settings": to_dict(arms.today),
        "policy": differing_settings(arms.today, arms.under_policy),
        "authority_flags": dict(arms.flags),
        "beside": [
            {name: to_dict(each)[name] for name in ("authority.name", *own_figures)}
            for each, _ in arms.beside
        ],
        "drawn": point.drawn_settings,
    }
    basis = basis_of(arms, scenario, point.drawn_settings)
    named = "" if arms.under_policy is None else scenario
    records = RecordsJoined(
        kinds(arms.today.records), authority_words(arms), changed_words(arms, named),
        [KEEP, scenario],
    )  # fmt: skip
    return PolicyStudy(
        arms.today, authority_words(arms), [point], metadata,
        lambda each, _: OnePolicy(arms, each[0], basis, parts.get(scenario, [])), records=records,
    )  # fmt: skip


def differences_of(found: PolicyResult, headline: pd.DataFrame | None = None) -> "Drawing":
    """Return the figure of a policy's differences: a dot a world, or in one world intervals.

    Parameters
    ----------
    found
        The policy's tables.
    headline
        Its headline table where readings allow for other policies too.
    """
    from sim.report.figures.paired_differences import differences
    from sim.report.figures.world_dots import dots

    assert found.policy is not None
    named = {"policy": found.heading or found.policy.policy, "authority": found.authority,
             "runs": runs_words(found.today)}  # fmt: skip
    headline = found.headline if headline is None else headline
    if found.today.worlds:
        return dots(headline, found.worlds, **named)
    return differences(headline, **named)


@dataclass(eq=False)
class OnePolicy(View):
    """What is seen of one policy, or of today's service alone."""

    asked: Arms
    arms: Sequence[ArmResults]  # what finished of each, those that measure parts after the policy
    basis: Basis
    parts: Sequence[Part]  # of the policy's difference; none where they were not asked for

    leading = (DIFFERENCES, "over_time")

    def __post_init__(self) -> None:
        today, policy = baseline_and_policy(self.arms)
        self.found = PolicyResult(self.asked, today, policy, arms=self.arms, parts=self.parts)
        self.policy = None if policy is None else policy.policy
        self.notes = notes_on(today, self.asked, self.policy or "")

    def tables(self) -> Mapping[str, pd.DataFrame]:
        """Return every table."""
        return {name: make() for name, make in self.found.makers().items()}

    def table(self, name: str) -> pd.DataFrame | None:
        """Return one table, without making the others."""
        make = self.found.makers().get(name)
        return None if make is None else make()

    def figures(self) -> Iterator[Drawn]:
        """Give the figures."""
        from sim.report.figures.cost_bars import costs
        from sim.report.figures.drift_cause_bars import causes
        from sim.report.figures.monthly_lines import over_time
        from sim.report.figures.parts_bars import why
        from sim.report.figures.week_bars import week

        # each table is made no sooner than it is drawn
        found = self.found
        named: dict[str, Any] = {"policy": found.heading, "authority": found.authority,
                                 "runs": self._runs}  # fmt: skip
        if self.policy is not None:
            yield DIFFERENCES, partial(differences_of, found)
        yield "over_time", lambda: over_time(found.monthly, **named)
        yield "week", lambda: week(found.week, **named)
        yield CAUSES, lambda: causes(found.causes, **named)
        if self.policy is not None:
            yield "costs", lambda: costs(found.costs, **named)
        if (parts := found.why) is not None:
            yield "why", lambda: why(parts, **named)

    @cached_property
    def _runs(self) -> str:
        return runs_words(self.found.today, self.policy is not None)

    @cached_property
    def _beside(self) -> tuple[str, ...]:
        """What stands beside the answer: of abolition, the same funded."""
        of_worlds = self.asked.today.worlds == "plausible"
        told = funded_beside(self.asked.policy) if of_worlds else None
        return (told,) if told else ()

    def report(self, figures: Sequence[Figure], remarks: Sequence[str]) -> Report:
        """Return the report."""
        return of_run(
            self.basis, self.policy, self.found, runs=self._runs, figures=figures,
            remarks=remarks, more=self._beside,
        )  # fmt: skip

    def print(self) -> None:
        """Print the headline table and the answer."""
        from sim.report.terminal import show

        found = self.found
        title = title_words(found.authority, found.heading, found.today)
        sentences = (*answer_of(self.basis, self.policy, found), *self._beside)
        show(found.headline, found.summary, title=title, sentences=sentences)

"""The report of one run: a policy against today's service, or today's service alone."""

from collections.abc import Sequence
from typing import Protocol

import pandas as pd

from sim.arms.scenarios import headed
from sim.report.document import word_tables
from sim.report.document.assumptions import Basis
from sim.report.document.causes_in_words import FIGURE, of_causes
from sim.report.document.content import Block, Figure, Report, Table, Words
from sim.report.document.cost_in_words import cost_in_words, counts_of_cost
from sim.report.document.cost_tables import of_costs
from sim.report.document.hangs_in_words import hangs_on_words
from sim.report.document.noticing_in_words import of_noticers
from sim.report.document.question import how_run, policy_words, resting
from sim.report.document.sentences import answer_sentences
from sim.report.document.what_depends import CHANCE, by_chance, has_difference
from sim.report.document.why import of_why
from sim.report.numbers import capital, label, policy_name
from sim.report.terminal import notes


class PolicyTables(Protocol):
    """What is known of a policy against today's service, or of today's service alone."""

    @property
    def headline(self) -> pd.DataFrame:
        """The headline measures and how they read."""

    @property
    def summary(self) -> pd.DataFrame:
        """Every measure."""

    @property
    def drift(self) -> pd.DataFrame | None:
        """Differences in drift, with the share that is chance; None without a policy."""

    @property
    def causes(self) -> pd.DataFrame | None:
        """What drift is owed to."""

    @property
    def noticers(self) -> pd.DataFrame | None:
        """What comes of each one's noticing."""

    @property
    def costs(self) -> pd.DataFrame | None:
        """The cost by part and year; None where it was not taken apart."""

    @property
    def hanging(self) -> pd.DataFrame | None:
        """What the answer hangs on; None where it was not asked."""

    @property
    def why(self) -> pd.DataFrame | None:
        """The parts of the difference; None where they were not asked for."""


def of_run(
    basis: Basis,
    policy: str | None,
    found: PolicyTables,
    *,
    runs: str,
    figures: Sequence[Figure] = (),
    remarks: Sequence[str] = (),
    further: Sequence[Table] = (),
    more: Sequence[str] = (),
    in_full: bool = True,
) -> Report:
    """Return the report of one run.

    Parameters
    ----------
    figures
        What was drawn, the one that stands beside the answer first.
    further, more
        More tables, and more sentences of the answer.
    in_full
        Whether drift by cause and noticing have sections.
    """
    about = f"{basis.authority}, {runs}"
    service = "today's IRO service"
    heading = f"{_heading(basis, policy)} against {service}" if policy is not None else service
    shown = [word_tables.headline_table(found.headline, about)]
    if found.drift is not None:
        shown.append(word_tables.drift_table(found.drift))
    causes, noticers = (found.causes, found.noticers) if in_full else (None, None)
    of_cause = [one for one in figures if one.name == FIGURE and causes is not None]
    return Report(
        title=f"{capital(heading)}: {basis.authority}",
        answer=(*answer_of(basis, policy, found), *more),
        sure=(*(line.strip() for line in notes(found.headline, found.summary)), *remarks),
        asked=(
            question_of(basis, policy),
            *policy_words([policy or ""], basis),
            how_run(basis, runs),
        ),
        figures=tuple(one for one in figures if one not in of_cause),
        tables=(*shown, *further, word_tables.measures_table(basis.matters)),
        hanging=hangs_on_blocks(found),
        why=why_blocks(found),
        causes=() if causes is None else of_causes(causes, of_cause),
        costs=cost_blocks(found),
        noticing=() if noticers is None else of_noticers(noticers),
        posts=(word_tables.posts_table(found.summary, policy, pounds=found.costs is None),),
        **resting(basis, [policy or ""], word_tables.every_measure(found.summary, policy, about)),
    )


def answer_of(basis: Basis, policy: str | None, found: PolicyTables) -> tuple[str, ...]:
    """Return the answer in sentences, a paragraph each."""
    run = basis.today.replications
    cost = cost_in_words(found.summary, found.costs, found.headline, run)
    return answer_sentences(basis, policy, found.headline, found.hanging, cost)


def _heading(basis: Basis, policy: str) -> str:
    """Return the policy's name, and that it is changed where it is not what its file states."""
    changes = dict(basis.policies).get(policy)
    return policy_name(policy if changes is None else headed(policy, changes))


def question_of(basis: Basis, policy: str | None) -> str:
    """Return the question."""
    if policy is None:
        return f"What does today's IRO service do in {basis.authority}?"
    return (
        f"What would {_heading(basis, policy)} change of the IRO service in {basis.authority}, "
        "against today's arrangement?"
    )


def cost_blocks(found: PolicyTables) -> tuple[Block, ...]:
    """Return sentences and tables on cost; none where it was not taken apart."""
    if found.costs is None or found.costs.empty:
        return ()
    return of_costs(found.costs, counts_of_cost(found.headline))


def why_blocks(found: PolicyTables) -> tuple[Block, ...]:
    """Return the parts of a difference; none where it was not taken apart."""
    return () if found.why is None or found.why.empty else of_why(found.why)


def hangs_on_blocks(found: PolicyTables) -> tuple[Block, ...]:
    """Return on which beliefs each measure that is not settled hangs; none where not asked."""
    if found.hanging is None or "settled" not in found.headline:
        return ()
    told = tuple(
        f"{capital(label(row.measure))}: "
        f"{CHANCE if by_chance(row) else hangs_on_words(found.hanging, row.measure, row.better)}"
        for row in filter(has_difference, found.headline.itertuples()) if not row.settled
    )  # fmt: skip
    if not told:
        return (Words(("Every headline measure is settled: nothing hangs on one belief.",)),)
    return (Words(told, listed=True),)

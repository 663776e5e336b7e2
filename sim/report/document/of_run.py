"""The report of one run: a policy against today's service, or today's service alone."""

from collections.abc import Iterable, Sequence

import pandas as pd

from sim.report.document import cells_of_tables
from sim.report.document.assumptions import Basis, assumed, assumptions, differing
from sim.report.document.causes_in_words import FIGURE
from sim.report.document.content import Block, Figure, Report, Table, Words
from sim.report.document.cost_in_words import cost_in_words, counts_of_cost
from sim.report.document.hangs_in_words import hangs_on_words
from sim.report.document.joined import capital
from sim.report.document.of_causes import of_causes
from sim.report.document.of_noticers import of_noticers
from sim.report.document.question import how_run, law_of, policy_words
from sim.report.document.sentences import answer_sentences
from sim.report.document.what_depends import CHANCE, by_chance
from sim.report.numbers import label, policy_name
from sim.report.terminal import notes


def of_run(
    basis: Basis,
    policy: str | None,
    headline: pd.DataFrame,
    summary: pd.DataFrame,
    *,
    runs: str,
    figures: Sequence[Figure] = (),
    drift: pd.DataFrame | None = None,
    causes: pd.DataFrame | None = None,
    costs: pd.DataFrame | None = None,
    noticers: pd.DataFrame | None = None,
    hanging: pd.DataFrame | None = None,
    why: pd.DataFrame | None = None,
    remarks: Sequence[str] = (),
    tables: Sequence[Table] = (),
    more: Sequence[str] = (),
) -> Report:
    """Return the report of one run.

    Parameters
    ----------
    basis
        What it rested on.
    policy
        Its name; None for today's service alone.
    headline, summary
        As `study.headline` and `study.tables` make them.
    runs
        Over which worlds, and how many runs: "in 200 plausible worlds".
    figures
        What was drawn, the one that stands beside the answer first.
    drift
        Differences in drift with the share that is chance.
    causes
        As `study.drift_by_cause.drift_by_cause` makes it.
    costs
        As `study.costs.costs` makes it.
    noticers
        As `study.noticers.noticers` makes it.
    hanging
        As `study.hangs_on.hangs_on_table` makes it.
    why
        The parts of the difference, as `study.why_table.why_table` makes them.
    remarks
        What else a reader must know.
    tables, more
        More tables, and more sentences of the answer.
    """
    about = f"{basis.authority}, {runs}"
    shown = [cells_of_tables.headline_table(headline, about)]
    if drift is not None:
        shown.append(cells_of_tables.drift_table(drift))
    cost = cost_in_words(summary, costs, headline)
    return Report(
        title=title(basis, policy),
        answer=(*answer_sentences(basis, policy, headline, hanging, cost), *more),
        sure=(*(line.strip() for line in notes(headline, summary)), *remarks),
        asked=(question(basis, policy), *policy_words([policy or ""], basis), how_run(basis, runs)),
        figures=tuple(one for one in figures if causes is None or one.name != FIGURE),
        tables=(*shown, *tables, cells_of_tables.measures_table(basis.matters)),
        hanging=hangs_on_blocks(headline, hanging),
        why=why_blocks(why),
        causes=() if causes is None else of_causes(causes, _named(figures, FIGURE)),
        costs=cost_blocks(costs, headline),
        noticing=() if noticers is None else of_noticers(noticers),
        posts=(cells_of_tables.posts_table(summary, policy, pounds=costs is None),),
        assumed=assumed(basis),
        differing=differing(basis),
        law_needed=law_of([policy or ""]),
        appendix=(cells_of_tables.every_measure(summary, policy, about), assumptions(basis)),
    )


def title(basis: Basis, policy: str | None) -> str:
    """Return what was compared, and where."""
    if policy is None:
        return f"Today's IRO service: {basis.authority}"
    return f"{capital(policy_name(policy))} against today's IRO service: {basis.authority}"


def question(basis: Basis, policy: str | None) -> str:
    """Return the question."""
    if policy is None:
        return f"What does today's IRO service do in {basis.authority}?"
    return (
        f"What would {policy_name(policy)} change of the IRO service in {basis.authority}, "
        "against today's arrangement?"
    )


def _named(figures: Sequence[Figure], name: str) -> tuple[Figure, ...]:
    return tuple(figure for figure in figures if figure.name == name)


def cost_blocks(costs: pd.DataFrame | None, headline: pd.DataFrame) -> tuple[Block, ...]:
    """Return sentences and tables on cost; none where it was not taken apart."""
    if costs is None or costs.empty:
        return ()
    from sim.report.document.of_costs import of_costs

    return of_costs(costs, counts_of_cost(headline))


def why_blocks(why: pd.DataFrame | None) -> tuple[Block, ...]:
    """Return the parts of a difference; none where it was not taken apart."""
    if why is None or why.empty:
        return ()
    from sim.report.document.of_why import of_why

    return of_why(why)


def hangs_on_blocks(headline: pd.DataFrame, hanging: pd.DataFrame | None) -> tuple[Block, ...]:
    """Return on which beliefs each measure that is not settled hangs; none where not asked."""
    if hanging is None or "settled" not in headline:
        return ()
    told = tuple(
        f"{capital(label(row.measure))}: "
        f"{CHANCE if by_chance(row) else hangs_on_words(hanging, row.measure, row.better)}"
        for row in _unsettled(headline)
    )
    if not told:
        return (Words(("Every headline measure is settled: nothing hangs on one belief.",)),)
    return (Words(told, listed=True),)


def _unsettled(headline: pd.DataFrame) -> Iterable[pd.Series]:
    open_ = ~headline["settled"].astype(bool) & ~headline["fixed"].astype(bool)
    return headline[open_ & headline["difference"].notna()].itertuples()

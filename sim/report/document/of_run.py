"""The report of one run: a policy against today's service, or today's service alone."""

from collections.abc import Sequence

import pandas as pd

from sim.report.document import answer, cells
from sim.report.document.asked import how_run, pairs, policy_words
from sim.report.document.basis import Basis, assumed, assumptions, differing
from sim.report.document.content import Figure, Report, Table
from sim.report.document.likelihood import RULE
from sim.report.table import notes


def of_run(
    basis: Basis,
    scenario: str | None,
    headline: pd.DataFrame,
    summary: pd.DataFrame,
    *,
    replications: int,
    figures: Sequence[Figure] = (),
    drift: pd.DataFrame | None = None,
    remarks: Sequence[str] = (),
    tables: Sequence[Table] = (),
    more: Sequence[str] = (),
) -> Report:
    """Return the report of one run.

    Parameters
    ----------
    basis
        What it rested on.
    scenario
        The policy's name; None for today's service alone.
    headline, summary
        As `study.tables` makes them.
    replications
        Runs of today's service, or pairs.
    figures
        What was drawn.
    drift
        Differences in drift with both intervals.
    remarks
        What else a reader must know.
    tables, more
        More tables, and more sentences of the answer.
    """
    drawn = bool(basis.drawn)
    shown = [cells.headline_table(headline, scenario, _about(basis, replications, scenario))]
    if drift is not None:
        shown.append(cells.drift_table(drift))
    return Report(
        title=title(basis, scenario),
        answer=(
            *_answer(basis, scenario, headline, drawn),
            answer.of_the_authority(summary, scenario),
            *more,
        ),
        sure=(
            *(() if scenario is None else (RULE,)),
            *same_everywhere(drawn),
            *(line.strip() for line in notes(headline, summary, scenario, drift)),
            *remarks,
        ),
        asked=(
            question(basis, scenario),
            *policy_words([scenario or ""]),
            how_run(basis, pairs(replications, scenario)),
        ),
        figures=tuple(figures),
        tables=(*shown, *tables, cells.measures_table(basis.matters)),
        posts=(cells.posts_table(summary, scenario),),
        assumed=assumed(basis),
        differing=differing(basis),
        appendix=(
            cells.every_measure(summary, scenario, _about(basis, replications, scenario)),
            assumptions(basis),
        ),
    )


def title(basis: Basis, scenario: str | None) -> str:
    """Return what was compared, and where."""
    if scenario is None:
        return f"Today's IRO service: {basis.authority}"
    name = answer.capital(answer.arrangement(scenario))
    return f"{name} against today's IRO service: {basis.authority}"


def question(basis: Basis, scenario: str | None) -> str:
    """Return the question."""
    if scenario is None:
        return f"What does today's IRO service do in {basis.authority}?"
    return (
        f"What would {answer.arrangement(scenario)} change of the IRO service in "
        f"{basis.authority}, against today's arrangement?"
    )


def _about(basis: Basis, replications: int, scenario: str | None) -> str:
    return f"{basis.authority}, {pairs(replications, scenario)}"


def _answer(
    basis: Basis, scenario: str | None, headline: pd.DataFrame, drawn: bool
) -> tuple[str, ...]:
    if scenario is None:
        first = f"In {basis.authority} today's service, simulated, comes to this."
    else:
        first = answer.lead(headline, scenario, basis.authority)
    return (first, *answer.spoken(headline, scenario, drawn))


def same_everywhere(drawn: bool) -> tuple[str, ...]:
    """Say what every interval holds, not those of drift alone."""
    if drawn:
        return ("Beliefs were drawn: every interval says where one more plausible set of settings "
                "would fall, so it does not shrink with more runs.",)  # fmt: skip
    return ("Every interval holds chance only: what one believes about settings that nobody has "
            "measured is held at one value, and other values can move any of these results.",
            )  # fmt: skip

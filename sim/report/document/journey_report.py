"""The report of one child's journey."""

from collections.abc import Sequence

import pandas as pd

from sim.report.document import word_tables
from sim.report.document.assumptions import Basis
from sim.report.document.content import Figure, Report, Table
from sim.report.document.question import how_run, policy_words, resting
from sim.report.numbers import policy_name


def of_journey(
    basis: Basis,
    policy: str | None,
    found: str,
    events: pd.DataFrame,
    summary: pd.DataFrame,
    *,
    child: int,
    replication: int,
    figures: Sequence[Figure] = (),
) -> Report:
    """Return the report of a journey.

    Parameters
    ----------
    found
        What the journey comes to, in a sentence.
    events
        What happens to the child, a row each.
    summary
        Every measure of the authority in the same run.
    child, replication
        Whose journey, in which replication.
    """
    shown = ["begins", "ends", "lane", "event", "detail"]
    events_of = tuple(
        Table(f"What happens to child {child}: {policy_name(str(name))}", rows[shown].fillna(""))
        for name, rows in events.groupby("policy", sort=False)
    )
    return Report(
        title=f"One child's journey: {basis.authority}",
        answer=(f"{found}.",),
        sure=("One child of one run shows how things come about, and nothing of how often.",),
        asked=(
            f"What happens to child {child} of those in care on the first reported day, in "
            f"replication {replication}?",
            *policy_words([policy or ""], basis),
            how_run(basis, "One run"),
        ),
        figures=tuple(figures),
        tables=events_of,
        posts=(word_tables.posts_table(summary, policy, pounds=True),),
        **resting(basis, [policy or ""]),
    )

"""The report of how duties give way as caseloads rise."""

import math
from collections.abc import Iterator, Sequence

import pandas as pd

from sim.report.document import word_tables
from sim.report.document.assumptions import Basis
from sim.report.document.content import Figure, Report, Table
from sim.report.document.question import how_run, resting
from sim.report.numbers import label, say, say_interval


def of_duties(
    basis: Basis,
    duties: pd.DataFrame,
    lost: pd.DataFrame,
    summary: pd.DataFrame,
    *,
    runs: str,
    figures: Sequence[Figure] = (),
    remarks: Sequence[str] = (),
) -> Report:
    """Return the report of duties over caseloads.

    Parameters
    ----------
    duties
        The share done of each duty at each caseload, with its ends.
    lost
        The caseload at which each gives way; infinite where it does not.
    summary
        Every measure at the lowest caseload.
    """
    return Report(
        title=f"At what caseload each duty gives way: {basis.authority}",
        answer=tuple(_answer(duties, lost)),
        sure=("Looked at in one world, the typical one: intervals of 95% hold chance alone. At "
              "every caseload the same children meet the same chance.", *remarks),
        asked=(
            "What do IROs still do as they hold more children? A duty gives way where a quarter "
            "of what is done of it at the lowest caseload is lost.",
            how_run(basis, f"{runs} at each caseload"),
        ),
        figures=tuple(figures),
        tables=(_table(duties),),
        posts=(word_tables.posts_table(summary, None, pounds=True),),
        **resting(basis),
    )  # fmt: skip


def _answer(duties: pd.DataFrame, lost: pd.DataFrame) -> Iterator[str]:
    highest = duties["caseload"].max()
    for row in lost.itertuples():
        name = label(row.measure).capitalize()
        if math.isnan(row.gives_way_at):
            yield f"{name}: it cannot be said, for it was measured at one caseload at most."
        elif math.isinf(row.gives_way_at):
            yield f"{name} does not lose a quarter up to {highest:g} children to an IRO."
        else:
            yield f"{name} loses a quarter at {row.gives_way_at:.0f} children to an IRO."


def _table(duties: pd.DataFrame) -> Table:
    rows = []
    for row in duties.itertuples():
        ends = say_interval(row.today_low, row.today_high, row.unit)
        done = f"{say(row.today, row.unit)} {ends}"
        rows.append((label(row.measure), f"{row.caseload:g}", done))
    frame = pd.DataFrame(rows, columns=["duty", "children to an IRO", "done"])
    return Table("What is done of each duty at each caseload", frame)

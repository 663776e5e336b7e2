"""Every measure by reported year: the first, in which a policy comes in, and the settled ones.

A year is twelve reported months. A run that starts inside a month reports thirteen of them for its
last year: the ledger splits no month but at the start and the end, so the first year lacks the
days before the start, and the last year has as many more. Each year then holds one 31 March,
Easter at the start or the end of the run apart; and as measures are ratios, a year's length by
itself moves none of them.
"""

from typing import NamedTuple

import pandas as pd

from sim.analyse.tables import summary
from sim.measures.reported_years import SETTLED
from sim.replicate.arm_results import ArmResults

MONTHS = 12  # of a year


class Span(NamedTuple):
    """A stretch of the reported months: its name, "transition" or "settled", and its rows."""

    year: str
    part: str
    months: slice


def spans(months: tuple[str, ...]) -> list[Span]:
    """Return the years that reported months make and, after them, all settled years as one.

    `months` is the reported months in order, "YYYY-MM".
    """
    count = max(1, len(months) // MONTHS)
    found = []
    for number in range(count):
        first = number * MONTHS
        end = len(months) if number == count - 1 else first + MONTHS
        name = f"{months[first]} to {months[end - 1]}"
        found.append(Span(name, "settled" if number else "transition", slice(first, end)))
    if count > 1:
        found.append(Span(SETTLED, "settled", slice(MONTHS, len(months))))
    return found


def years(
    today: ArmResults, policy: ArmResults | None = None, fixed: frozenset[str] = frozenset()
) -> pd.DataFrame:
    """Return `summary` for each reported year and for all settled years, under one another.

    The columns `year`, its first and last month or "settled years", and `part`, "transition" or
    "settled", stand before those of `summary`. A run of one year has no settled ones.
    """
    blocks = {
        (year, part): summary(today.during(months), policy and policy.during(months), fixed)
        for year, part, months in spans(today.periods)
    }
    return pd.concat(blocks, names=["year", "part"]).reset_index([0, 1]).reset_index(drop=True)

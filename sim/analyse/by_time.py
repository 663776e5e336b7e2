"""Every measure by reported year and by month: both arms and the paired difference.

In the first reported year a policy comes in; the others are settled. A year is twelve reported
months. A run that starts inside a month reports thirteen of them for its last year: the ledger
splits no month but at the start and the end, so the first year lacks the days before the start, and
the last year has as many more. Each year then holds one 31 March, Easter at the start or the end of
the run apart; and as measures are ratios, a year's length by itself moves none of them.
"""

from typing import NamedTuple

import numpy as np
import pandas as pd

from sim.analyse.tables import columns_of_arms, range_words, summary
from sim.measures.catalogue import MEASURES
from sim.measures.reported_years import SETTLED
from sim.replicate.arm_results import ArmResults, common_replications
from sim.report.table_words import BEFORE, REPORTED

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


def monthly(authority: str, today: ArmResults, policy: ArmResults | None) -> pd.DataFrame:
    """Return a row for each month and measure; `month` is the date of its first day.

    Months before the policy are included: up to its first day both arms are the same world, so
    there the difference is nought.
    """
    arms = [today] if policy is None else common_replications(today, policy)
    counts = [np.concatenate([arm.before, arm.counts], axis=1) if arm.periods_before else arm.counts
              for arm in arms]  # fmt: skip
    names = [*today.periods_before, *today.periods]
    parts = [BEFORE] * len(today.periods_before) + [REPORTED] * len(today.periods)
    columns = {
        "authority": authority,
        "policy": arms[-1].policy,
        "month": np.repeat(pd.to_datetime(names).date, len(MEASURES)),
        "part": np.repeat(parts, len(MEASURES)),
        "measure": [m.id for m in MEASURES] * len(names),
        "unit": [m.unit for m in MEASURES] * len(names),
        **columns_of_arms(MEASURES, counts, arms[0].worlds),
        "range": range_words(today),
    }
    return pd.DataFrame(columns)

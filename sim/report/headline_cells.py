"""The cells of a headline table, as text: terminal, report and page lay out the same ones."""

import math
from typing import Any

import pandas as pd

from sim.report.numbers import label, say, say_difference, say_interval, say_range
from sim.report.table_words import OF_WORLDS, SIDES

MEASURE, TODAY, READING = "measure", "today", "reading"
CHANGE, RANGE = "changes by (median)", OF_WORLDS
COUNTS = SIDES  # of 100 worlds
UNDER, DIFFERENCE, INTERVAL = "under the policy", "paired difference", "95% interval"


def cells(headline: pd.DataFrame) -> pd.DataFrame:
    """Return the cells of a headline table, a row a measure, in the table's order.

    Parameters
    ----------
    headline
        As `analyse.headline.headline` makes it: over worlds, in one world, or without a policy.

    Returns
    -------
    pandas.DataFrame
        Text. Over worlds the columns `MEASURE`, `TODAY`, `CHANGE`, `RANGE`, `COUNTS` and `READING`;
        in one world `MEASURE`, `TODAY`, `UNDER`, `DIFFERENCE`, `INTERVAL` and `READING`; without a
        policy `MEASURE`, `TODAY`, and the ends by what they hold.
    """
    columns = _level if not headline["reading"].any() else (
        _over_worlds if "worse" in headline else _in_one_world
    )  # fmt: skip
    return pd.DataFrame([
        {MEASURE: label(row.measure, row.unit), TODAY: say(row.today, row.unit), **columns(row)}
        for row in headline.itertuples()
    ])  # fmt: skip


def _level(row: Any) -> dict[str, str]:
    ends = say_range(row.today_low, row.today_high, row.unit)
    return {row.range.split(" (")[0]: row.empty if math.isnan(row.today) else ends}


def _over_worlds(row: Any) -> dict[str, str]:
    made = dict.fromkeys((CHANGE, RANGE, *COUNTS), "") | {READING: row.reading}
    if not (math.isnan(row.difference) or row.fixed):
        made[CHANGE] = say_difference(row.difference, row.unit)
        made[RANGE] = say_range(row.difference_low, row.difference_high, row.unit, True)
        made |= zip(COUNTS, map(str, (row.worse, row.same, row.better_in)), strict=True)
    return made


def _in_one_world(row: Any) -> dict[str, str]:
    made = {UNDER: say(row.under_policy, row.unit), DIFFERENCE: "", INTERVAL: "",
            READING: row.reading}  # fmt: skip
    if not (math.isnan(row.difference) or row.fixed):
        made[DIFFERENCE] = say_difference(row.difference, row.unit)
        ends = say_interval(row.difference_low, row.difference_high, row.unit, True)
        made[INTERVAL] = ends.strip("()")
    return made

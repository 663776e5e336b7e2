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
    rows = list(headline.itertuples())
    if not headline["reading"].any():
        made = [_level(row) for row in rows]
    elif "worse" in headline:
        made = [_over_worlds(row) for row in rows]
    else:
        made = [_in_one_world(row) for row in rows]
    return pd.DataFrame(made)


def _level(row: Any) -> dict[str, str]:
    empty = math.isnan(row.today)
    ends = row.empty if empty else say_range(row.today_low, row.today_high, row.unit)
    return {
        MEASURE: label(row.measure, row.unit),
        TODAY: say(row.today, row.unit),
        row.range.split(" (")[0]: ends,
    }


def _over_worlds(row: Any) -> dict[str, str]:
    empty = math.isnan(row.difference) or row.fixed
    ends = "" if empty else say_range(row.difference_low, row.difference_high, row.unit, True)
    counts = ("", "", "") if empty else (row.worse, row.same, row.better_in)
    return {
        MEASURE: label(row.measure, row.unit),
        TODAY: say(row.today, row.unit),
        CHANGE: "" if empty else say_difference(row.difference, row.unit),
        RANGE: ends,
        **{name: str(number) for name, number in zip(COUNTS, counts, strict=True)},
        READING: row.reading,
    }


def _in_one_world(row: Any) -> dict[str, str]:
    empty = math.isnan(row.difference) or row.fixed
    return {
        MEASURE: label(row.measure, row.unit),
        TODAY: say(row.today, row.unit),
        UNDER: say(row.under_policy, row.unit),
        DIFFERENCE: "" if empty else say_difference(row.difference, row.unit),
        INTERVAL: "" if empty else say_interval(
            row.difference_low, row.difference_high, row.unit, True
        )[1:-1],
        READING: row.reading,
    }  # fmt: skip

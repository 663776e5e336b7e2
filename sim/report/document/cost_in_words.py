"""What a policy costs the authority, as a sentence a committee may quote."""

import math
from typing import Any

import pandas as pd

from sim.measures import NOT_INCLUDED

ALL_YEARS, A_YEAR = "all years", "GBP a year"  # rows of the table of costs
LEAST = 500  # pounds a year that are told
OVER_WORLDS = "in 90 of 100 plausible worlds between"


def cost_in_words(summary: pd.DataFrame, costs: pd.DataFrame | None = None) -> str:
    """Return the sentence on the cost of a policy, or of today's service, a year.

    Parameters
    ----------
    summary
        Every measure, as `study.tables.summary` makes it.
    costs
        As `study.costs.costs` makes it: then cash stands apart from hours taken from other work.
    """
    if costs is None or bool(summary["under_policy"].isna().all()):
        return cost_sentence(summary)
    rows = costs[(costs["year"] == ALL_YEARS) & (costs["unit"] == A_YEAR)
                 & (costs["discounted"] == "no")]  # fmt: skip
    by_part = {row.part: row for row in rows.itertuples()}
    cash, hours = by_part.get("cash"), by_part.get("hours")
    if cash is None or hours is None or math.isnan(cash.mean_difference):
        return cost_sentence(summary)
    return f"{_cash(cash)}{_hours(hours.mean_difference)}."


def cost_sentence(summary: pd.DataFrame) -> str:
    """Return what a policy, or today's service, costs the authority in a year.

    Parameters
    ----------
    summary
        Every measure, as `study.tables.summary` makes it.
    """
    row = next(summary[summary["measure"] == "service_cost_authority"].itertuples(), None)
    if row is None:
        return ""
    alone = bool(summary["under_policy"].isna().all())
    value = row.today if alone else row.difference
    if math.isnan(value):
        return "What it costs is not included." if row.empty == NOT_INCLUDED else ""
    low, high = (row.today_low, row.today_high) if alone else (
        row.difference_low, row.difference_high)  # fmt: skip
    within = "" if "worlds" not in row.range else f", {OVER_WORLDS}"
    if alone:
        ends = f"{within} {pounds(low)} and {pounds(high)}" * bool(within)
        return f"The service costs the authority about {pounds(value)} a year{ends}."
    if abs(low) < 0.5 and abs(high) < 0.5:
        return "It costs the authority what today's service does."
    ends = f"{within} {_between(low, high)}" * bool(within)
    return f"It costs the authority about {_more(value)} a year{ends}."


def pounds(value: float) -> str:
    """Return pounds in words a committee may quote: "£64,000", "£2.4 million"."""
    size = abs(value)
    if size >= 999_500:
        return f"£{size / 1e6:,.2g} million" if size < 1e8 else f"£{size / 1e6:,.0f} million"
    step = 1000 if size >= 10_000 else 100 if size >= 1000 else 1
    return f"£{step * round(size / step):,.0f}"


def _between(low: float, high: float) -> str:
    """Return two ends: "£211,000 and £240,000 less", "£67,000 less and £216,000 more"."""
    if low < 0 < high:
        return f"{_more(low)} and {_more(high)}"
    near, far = sorted((low, high), key=abs)
    return f"{pounds(near)} and {_more(far)}"


def _more(value: float) -> str:
    return f"{pounds(value)} {'less' if value < 0 else 'more'}"


def _cash(row: Any) -> str:
    value, low, high = row.mean_difference, row.difference_low, row.difference_high
    if abs(value) < LEAST:
        return "In cash it costs the authority what today's service does"
    size = pounds(value)
    told = f"It saves the authority about {size} a year in cash" if value < 0 else (
        f"It costs the authority about {size} more a year in cash")  # fmt: skip
    if "worlds" not in row.range or math.isnan(low):
        return told
    if low < 0 < high:
        return f"{told} ({OVER_WORLDS} {_between(low, high)})"
    near, far = (pounds(end) for end in sorted((low, high), key=abs))
    return told if near == far else f"{told} ({OVER_WORLDS} {near} and {far})"


def _hours(value: float) -> str:
    """Return what hours are taken from other work, or given back, to end the sentence."""
    if math.isnan(value) or abs(value) < LEAST:
        return ""
    if value < 0:
        return f", and gives back hours worth {pounds(value)} to managers' and workers' other work"
    return f", and takes hours worth {pounds(value)} from managers' and workers' other work"

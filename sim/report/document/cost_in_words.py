"""What a policy costs the authority, as a sentence a committee may quote."""

import math
from typing import Any

import pandas as pd

from sim.measures.cost_parts import A_YEAR
from sim.measures.measure import NOT_INCLUDED
from sim.measures.reported_years import ALL_YEARS
from sim.report.document.what_depends import has_difference
from sim.report.document.worlds_in_words import THERE_ARE, VERY_FEW, in_worlds, number
from sim.report.numbers import capital
from sim.report.table_words import COST, ENGLAND

LEAST = 500  # pounds a year that are told
LEAST_HOURS = 0.05  # a child and year, that are told
HOURS_TAKEN = tuple(
    f"hours_{whose}_per_child_year"
    for whose in ("taken_manager", "answering", "helped", "overtime")
)


def cost_in_words(
    summary: pd.DataFrame,
    costs: pd.DataFrame | None = None,
    headline: pd.DataFrame | None = None,
    run: int | None = None,
) -> str:
    """Return the sentence on the cost of a policy, or of today's service, a year.

    Cash comes first, then what hours taken from other work are worth; they are never added up, for
    nobody is paid for those hours. Both are means, as costs.csv has them.

    Parameters
    ----------
    summary
        Every measure, as `analyse.tables.summary` makes it.
    costs
        As `analyse.costs.costs` makes it.
    headline
        The headline table, from which worlds are counted that cost more and less.
    run
        How many worlds were run, where the headline table does not say.
    """
    if costs is None or costs.empty:
        return _not_included(summary)
    rows = costs[(costs["year"] == ALL_YEARS) & (costs["unit"] == A_YEAR)
                 & (costs["discounted"] == "no")]  # fmt: skip
    by_part = {row.part: row for row in rows.itertuples()}
    cash, hours = by_part["cash"], by_part["hours"]
    whose = payer(str(getattr(cash, "authority", "")))
    worlds = run or THERE_ARE
    if headline is not None and "worlds" in headline:
        worlds = int(headline["worlds"].max())
    over = "On average over the worlds run, " if "worlds" in cash.range and worlds > 1 else ""
    if bool(summary["under_policy"].isna().all()):
        if math.isnan(cash.mean_today):
            return capital(f"{over}what the service costs is not included.")
        taken = _hours(hours.mean_today, _each(summary, "today", hours.mean_today))
        size = pounds(cash.mean_today)
        return capital(f"{over}the service costs {whose} about {size} a year in cash{taken}.")
    if math.isnan(cash.mean_difference):
        return _not_included(summary)
    counted = None if headline is None else counts_of_cost(headline)
    told = capital(f"{over}{_cash(cash, whose, worlds >= VERY_FEW, counted or '')}")
    each = _each(summary, "difference", hours.mean_difference)
    return f"{told}{_hours(hours.mean_difference, each)}."


def payer(authority: str) -> str:
    """Return who pays, in words."""
    return "England's authorities together" if authority == ENGLAND else "the authority"


def counts_of_cost(headline: pd.DataFrame) -> str:
    """Return in how many worlds the service costs more and less in cash; empty in one world.

    Beyond the smallest difference that matters: "more in 73 of 100 plausible worlds, less in 20".
    """
    row = next(headline[headline["measure"] == COST].itertuples(), None)
    if row is None or not hasattr(row, "worse") or row.worlds == 1 or not has_difference(row):
        return ""
    kinds = [("more", row.worse), ("less", row.better_in), ("about the same", row.same)]
    (does, at), *others = [(does, at) for does, at in kinds if at > 0]
    first = f"{does} {in_worlds(row, at)}"
    return ", ".join([first, *(f"{does} in {number(row, at)}" for does, at in others)])


def _not_included(summary: pd.DataFrame) -> str:
    """Return that the cost is not included, where it is for that that there is none."""
    empty = summary.loc[summary["measure"] == "service_cost_authority", "empty"]
    return "What it costs is not included." if (empty == NOT_INCLUDED).any() else ""


def pounds(value: float) -> str:
    """Return pounds in words a committee may quote: "£64,000", "£2.4 million"."""
    size = abs(value)
    if size >= 999_500:
        return f"£{size / 1e6:,.2g} million" if size < 1e8 else f"£{size / 1e6:,.0f} million"
    step = 1000 if size >= 10_000 else 100 if size >= 1000 else 1
    return f"£{step * round(size / step):,.0f}"


def _each(summary: pd.DataFrame, column: str, pounds_of_hours: float) -> str:
    """Return how many hours a child are taken, or given back, as far as pounds say the same."""
    rows = summary[summary["measure"].isin(HOURS_TAKEN)]
    hours = float(rows[column].sum()) if len(rows) == len(HOURS_TAKEN) else 0.0
    if abs(hours) < LEAST_HOURS or hours * pounds_of_hours < 0 or math.isnan(hours):
        return ""
    return f", about {abs(hours):.2g} hours for each child a year"


def _cash(row: Any, whose: str, with_range: bool, counted: str) -> str:
    """Return what differs in cash, between which ends, and in how many worlds."""
    value, within = row.mean_difference, _ends(row) if with_range else ""
    does, more = ("saves", "") if value < 0 else ("costs", " more")
    told = f"it {does} {whose} about {pounds(value)}{more} a year in cash"
    if abs(value) < LEAST:
        told, within = f"in cash it costs {whose} what today's service does", ""
    said = "; ".join(filter(None, (within, f"it costs {counted}" if counted else "")))
    return f"{told} ({said})" if said else told


def _ends(row: Any) -> str:
    """Return between which ends the difference in cash lies; nothing where they read alike."""
    low, high = row.difference_low, row.difference_high
    if "worlds" not in row.range or math.isnan(low):
        return ""
    if low < 0 < high:
        return f"90% of worlds: {pounds(low)} less and {pounds(high)} more"
    near, far = (pounds(end) for end in sorted((low, high), key=abs))
    return "" if near == far else f"90% of worlds: {near} to {far}"


def _hours(value: float, each: str) -> str:
    """Return what hours are taken from other work, or given back, to follow cash."""
    if math.isnan(value) or abs(value) < LEAST:
        return ""
    does, to = ("gives back", "to") if value < 0 else ("takes", "from")
    return f", and {does} hours worth {pounds(value)} {to} people's other work and own time{each}"

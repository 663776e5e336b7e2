"""Tables of numbers as tables of words, each number as `sim.report.numbers` writes it."""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from sim.measures import HEADLINE, MEASURES
from sim.report.document.answer import arrangement, capital
from sim.report.document.content import Table
from sim.report.document.likelihood import of_direction, said
from sim.report.numbers import label, say, say_difference, say_interval

POSTS = ("posts_iro", "posts_social_worker", "posts_team_manager", "posts_advocate")
POUNDS = ("service_cost_authority", "extra_care_cost_authority", "total_cost_authority")
NAMES = {
    "posts_iro": "IRO posts (FTE)",
    "posts_social_worker": "social worker posts (FTE, their time for looked-after children)",
    "posts_team_manager": "team manager posts (FTE)",
    "posts_advocate": "advocate posts (FTE)",
    "service_cost_authority": "service cost, £ a year",
    "extra_care_cost_authority": "extra care, £ a year (average, not marginal)",
    "total_cost_authority": "both, £ a year (average, not marginal)",
    "children_looked_after": "children looked after, mean day",
}
OF_THE_AUTHORITY = ("children_looked_after", *POSTS, *POUNDS)


def value(row: Any, arm: str) -> str:
    """Return an arm's value; why there is none where it is empty."""
    number = getattr(row, arm)
    return (row.empty or "-") if math.isnan(number) else say(number, row.unit)


def spread(row: Any, arm: str) -> str:
    """Return an arm's value with its interval."""
    if math.isnan(getattr(row, arm)):
        return value(row, arm)
    ends = getattr(row, f"{arm}_low"), getattr(row, f"{arm}_high")
    return f"{say(getattr(row, arm), row.unit)} {say_interval(*ends, row.unit)}"


def change(row: Any) -> str:
    """Return a difference with its interval; why there is none where it is empty."""
    if math.isnan(row.difference):
        return row.empty or "-"
    ends = say_interval(row.difference_low, row.difference_high, row.unit, True)
    return f"{say_difference(row.difference, row.unit)} {ends}"


def sure(row: Any) -> str:
    """Return how sure the direction of a difference is."""
    probability = of_direction(row.p_value)
    if math.isnan(probability) or row.difference == 0:
        return "-"
    return f"{'higher' if row.difference > 0 else 'lower'}: {said(probability)}"


def headline_table(headline: pd.DataFrame, scenario: str | None, about: str) -> Table:
    """Return the headline measures: both arms, the difference, its verdict and how sure it is."""
    rows = list(headline.itertuples())
    columns: dict[str, list[str]] = {"measure": [label(r.measure, r.unit) for r in rows]}
    if scenario is None:
        columns["today's service (95% interval)"] = [spread(row, "today") for row in rows]
    else:
        columns["today"] = [value(row, "today") for row in rows]
        columns[arrangement(scenario)] = [value(row, "under_policy") for row in rows]
        columns["paired difference (95% interval)"] = [change(row) for row in rows]
        columns["verdict"] = [row.verdict for row in rows]
        columns["which way, how sure by itself"] = [sure(row) for row in rows]
    return Table(f"Headline measures, {about}", pd.DataFrame(columns))


def every_measure(summary: pd.DataFrame, scenario: str | None, about: str) -> Table:
    """Return every measure of both arms."""
    rows = list(summary.itertuples())
    columns = {
        "measure": [label(row.measure, row.unit) for row in rows],
        "unit": [row.unit for row in rows],
        "today (95% interval)": [spread(row, "today") for row in rows],
    }
    if scenario is not None:
        columns[f"{arrangement(scenario)} (95% interval)"] = [spread(r, "under_policy") for r in rows]
        columns["paired difference (95% interval)"] = [change(row) for row in rows]
    return Table(f"Every measure, {about}", pd.DataFrame(columns))


def drift_table(drift: pd.DataFrame) -> Table:
    """Return each difference in drift with both its intervals; `policy` or `scenario` names it."""
    who = "policy" if "policy" in drift else "under_policy"
    rows = list(drift.itertuples())
    several = who in drift and drift[who].nunique() > 1
    columns = {"measure": [label(row.measure) for row in rows]}
    if several:
        columns["policy"] = [arrangement(str(name)) for name in drift[who]]
    columns["chance only, beliefs at default"] = [
        _pair(row.difference, row.chance_low, row.chance_high, row.unit) for row in rows
    ]
    if drift["drawn_difference"].notna().any():
        columns["chance and beliefs"] = [
            _pair(row.drawn_difference, row.belief_low, row.belief_high, row.unit) for row in rows
        ]
        columns["belief's share of the variance between runs"] = [
            "-" if math.isnan(row.belief_share) else f"{row.belief_share:.0%}" for row in rows
        ]
    return Table("Differences in drift, with what their intervals hold", pd.DataFrame(columns))


def _pair(difference: float, low: float, high: float, unit: str) -> str:
    if math.isnan(difference):
        return "-"
    return f"{say_difference(difference, unit)} {say_interval(low, high, unit, True)}"


def posts_table(summary: pd.DataFrame, scenario: str | None) -> Table:
    """Return posts by role and pounds a year for the authority, a row each."""
    by_measure = {row.measure: row for row in summary.itertuples()}
    rows = [by_measure[measure] for measure in OF_THE_AUTHORITY]
    columns = {"posts and pounds": [NAMES[measure] for measure in OF_THE_AUTHORITY]}
    if scenario is None:
        columns["today (95% interval)"] = [spread(row, "today") for row in rows]
    else:
        columns["today"] = [value(row, "today") for row in rows]
        columns[arrangement(scenario)] = [value(row, "under_policy") for row in rows]
        columns["paired difference (95% interval)"] = [change(row) for row in rows]
    return Table("Posts by role, and pounds a year for the authority", pd.DataFrame(columns))


def posts_of_several(arrangements: Iterable[tuple[str, str, pd.DataFrame]]) -> Table:
    """Return posts by role and pounds a year, a row for each of several arrangements.

    Parameters
    ----------
    arrangements
        Of each its name, which arm of its summary it is, "today" or "under_policy", and the summary.
    """
    made = []
    for name, arm, summary in arrangements:
        by_measure = {row.measure: row for row in summary.itertuples()}
        cells = {NAMES[m]: value(by_measure[m], arm) for m in (*POSTS, *POUNDS)}
        made.append({"arrangement": name, **cells})
    caption = "Posts by role, and pounds a year for the authority, by arrangement"
    return Table(caption, pd.DataFrame(made))


def measures_table(matters: Mapping[str, float]) -> Table:
    """Return what each headline measure is, and the smallest difference in it that matters."""
    rows = [
        {
            "measure": label(measure.id, measure.unit),
            "what it is": capital(measure.words),
            "better": measure.better,
            "smallest difference that matters": say_difference(
                matters[measure.id], measure.unit
            ).removeprefix("+"),
        }
        for measure in HEADLINE
    ]
    return Table("The headline measures", pd.DataFrame(rows))


def grouped(rows: pd.DataFrame, names: Sequence[str], measures: Sequence[str]) -> pd.DataFrame:
    """Return differences of several points or policies, a row each, a column for each measure.

    Where a point has no policy the cell is the level of today's service.

    Parameters
    ----------
    rows
        Headline rows of them all.
    names
        The columns that tell them apart.
    measures
        Which measures.
    """
    units = {measure.id: measure.unit for measure in MEASURES}
    made = []
    for key, block in rows.groupby(list(names), sort=False, dropna=False):
        by_measure = {row.measure: row for row in block.itertuples()}
        line = dict(zip(names, map(str, key), strict=True))
        for measure in measures:
            row = by_measure[measure]
            alone = not row.verdict
            cell = spread(row, "today") if alone else change(row)
            if not alone and not math.isnan(row.difference):
                cell += f", {row.verdict}"
            line[label(measure, units[measure])] = cell
        made.append(line)
    return pd.DataFrame(made)

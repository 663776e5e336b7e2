"""Tables of numbers as tables of words, each number as `sim.report.numbers` writes it."""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from sim.measures.catalogue import HEADLINE
from sim.report.document.content import Table
from sim.report.headline_cells import CHANGE, DIFFERENCE, INTERVAL, MEASURE, RANGE, READING, TODAY
from sim.report.headline_cells import cells as headline_cells
from sim.report.numbers import capital, label, policy_name, say, say_difference, say_interval
from sim.report.table_words import FIXED

POSTS = ("posts_iro", "posts_social_worker", "posts_team_manager", "posts_advocate")
OF_THE_AUTHORITY = ("children_looked_after", *POSTS)
POUNDS = ("service_cost_authority", "extra_care_cost_authority", "total_cost_authority")
"""For reports that have no tables of costs."""
NAMES = {
    "posts_iro": "IRO posts (FTE)",
    "posts_social_worker": "social worker posts (FTE, their time for looked-after children)",
    "posts_team_manager": "team manager posts (FTE)",
    "posts_advocate": "advocate posts (FTE)",
    "children_looked_after": "children looked after, mean day",
    "service_cost_authority": "service cost, £ a year",
    "extra_care_cost_authority": "extra care, £ a year (average, not marginal)",
    "total_cost_authority": "both, £ a year (average, not marginal)",
}


def value(row: Any, arm: str) -> str:
    """Return an arm's value; why there is none where it is empty."""
    number = getattr(row, arm)
    return (row.empty or "-") if math.isnan(number) else say(number, row.unit)


def spread(row: Any, arm: str) -> str:
    """Return an arm's value with its ends."""
    if math.isnan(getattr(row, arm)):
        return value(row, arm)
    ends = getattr(row, f"{arm}_low"), getattr(row, f"{arm}_high")
    return f"{say(getattr(row, arm), row.unit)} {say_interval(*ends, row.unit)}"


def change(row: Any) -> str:
    """Return a difference with its ends; why there is none where it is empty or cannot be."""
    if math.isnan(row.difference):
        return row.empty or "-"
    if getattr(row, "fixed", False):
        return FIXED
    ends = say_interval(row.difference_low, row.difference_high, row.unit, True)
    return f"{say_difference(row.difference, row.unit)} {ends}"


def over(table: pd.DataFrame) -> str:
    """Return what the ends in a table hold: "90% of worlds", "95% interval, chance"."""
    return str(table["range"].iloc[0]) if len(table) else ""


def headline_table(headline: pd.DataFrame, about: str) -> Table:
    """Return the headline table, in the cells that terminal and page have too."""
    return Table(f"Headline measures, {about}", headline_cells(headline))


def every_measure(summary: pd.DataFrame, policy: str | None, about: str) -> Table:
    """Return every measure of both arms."""
    rows, ends = list(summary.itertuples()), over(summary)
    columns = {
        "measure": [label(row.measure, row.unit) for row in rows],
        "unit": [row.unit for row in rows],
        f"today ({ends})": [spread(row, "today") for row in rows],
    }
    if policy is not None:
        columns[f"{policy_name(policy)} ({ends})"] = [spread(r, "under_policy") for r in rows]
        columns[f"paired difference ({ends})"] = [change(row) for row in rows]
    return Table(f"Every measure, {about}", pd.DataFrame(columns))


def drift_table(drift: pd.DataFrame) -> Table:
    """Return each difference in drift with its ends, and how much of its spread is chance."""
    rows = list(drift.itertuples())
    columns = {"measure": [label(row.measure) for row in rows]}
    if drift["policy"].nunique() > 1:
        columns["policy"] = [policy_name(name) for name in drift["policy"]]
    columns[f"paired difference ({over(drift)})"] = [change(row) for row in rows]
    columns["share of the spread that is chance"] = [
        "-" if math.isnan(share) else "under 1%" if 0 < share < 0.005 else f"{share:.0%}"
        for share in drift["chance_share"]
    ]
    return Table("Differences in drift, with what is chance of them", pd.DataFrame(columns))


def posts_table(summary: pd.DataFrame, policy: str | None, pounds: bool = False) -> Table:
    """Return posts by role, a row each.

    `pounds` is whether pounds a year stand here too, as they do where no tables of costs have them.
    """
    measures = [*OF_THE_AUTHORITY, *(POUNDS if pounds else ())]
    rows = list(summary.set_index("measure", drop=False).loc[measures].itertuples())
    ends = over(summary)
    columns = {"posts and pounds" if pounds else "posts": [NAMES[measure] for measure in measures]}
    if policy is None:
        columns[f"today ({ends})"] = [spread(row, "today") for row in rows]
    else:
        columns["today"] = [value(row, "today") for row in rows]
        columns[policy_name(policy)] = [value(row, "under_policy") for row in rows]
        columns[f"paired difference ({ends})"] = [change(row) for row in rows]
    return Table(_caption(pounds), pd.DataFrame(columns))


def _caption(pounds: bool) -> str:
    return "Posts by role" + ", and pounds a year for the authority" * pounds


def posts_of_several(
    arrangements: Iterable[tuple[str, str, pd.DataFrame]], pounds: bool = False
) -> Table:
    """Return posts by role, a row for each of several arrangements.

    `arrangements` holds of each its name, which arm of its summary it is, "today" or
    "under_policy", and the summary.
    """
    measures = (*POSTS, *(POUNDS if pounds else ()))
    made = []
    for name, arm, summary in arrangements:
        by_measure = {row.measure: row for row in summary.itertuples()}
        cells = {NAMES[one]: value(by_measure[one], arm) for one in measures}
        made.append({"arrangement": name, **cells})
    return Table(f"{_caption(pounds)}, by arrangement", pd.DataFrame(made))


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

    The words are those of the headline table. Where a point has no policy they are the level of
    today's service.

    `rows` are the headline rows of them all.
    """
    made = []
    for key, block in rows.groupby(list(names), sort=False, dropna=False):
        cells = headline_cells(block).to_dict("records")
        by_measure = dict(zip(block["measure"], cells, strict=True))
        line = {name: policy_name(one) if name == "policy" else str(one)
                for name, one in zip(names, key, strict=True)}  # fmt: skip
        for measure in measures:
            line[by_measure[measure][MEASURE]] = _in_one_cell(by_measure[measure])
        made.append(line)
    return pd.DataFrame(made)


def _in_one_cell(cells: Mapping[str, str]) -> str:
    """Return a row of the headline table in one cell: the change, its ends and the reading."""
    shown, ends = (next(cells[name] for name in names if name in cells)
                   for names in ((CHANGE, DIFFERENCE, TODAY), (RANGE, INTERVAL)))  # fmt: skip
    told = " ".join(filter(None, (shown, f"({ends})" if ends else "")))
    return ", ".join(filter(None, (told, cells.get(READING, ""))))

"""The figure of drift by cause: days in drift today and under a policy, stacked."""

import textwrap

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from sim.report.document.causes_in_words import FIGURE, title
from sim.report.figures import style
from sim.report.numbers import policy_name, say, say_difference

BAR, FOOT, LEFT, RIGHT = 0.85, 1.75, 1.65, 1.15  # inches: an arm, the foot, names, numbers
KEYS = 2  # columns of the key
ROOM = 0.055  # of the axis, the least that a segment's number has room in
LOOK = ((style.BLUE, "white", ""), (style.SKY, "black", ""), ("#D8D8D8", "black", "////"),
        (style.VERMILION, "white", ""), (style.YELLOW, "black", ""))  # fmt: skip
"""Colour, colour of its number, and hatching of each cause, in the table's order."""


def causes(table: pd.DataFrame, *, policy: str | None, authority: str, runs: str) -> Figure:
    """Draw the days in drift of each arm as one bar, parted by cause.

    `table` is as `analyse.drift_tables.drift_by_cause` makes it.
    """
    arms = [("mean_today", "today's service")]
    if policy is not None and table["mean_under_policy"].notna().all():
        arms.append(("mean_under_policy", policy_name(policy)))
    value = "means over worlds" if str(table["range"].iloc[0]).endswith("worlds") else "means"
    below = style.under(
        f"Days in drift a year for each child by what they are owed to, {value}; an action's days "
        "are shared by how long it was in each cause since it arose"
    )
    told = style.said_of(runs, title(table, policy))
    drawing, _ = style.begin(told, below, BAR * len(arms), FOOT, spare=0.15)
    names = [textwrap.fill(words, 16) for _, words in arms]
    axes = style.rows(drawing, names, (LEFT, RIGHT, FOOT), BAR, label=FIGURE)
    most = max(float(table[column].sum()) for column, _ in arms)
    for place, (column, _) in enumerate(arms):
        _bar(axes, place, table, column, most)
    axes.set_xlim(0, most or 1.0)
    axes.set_xlabel("calendar days in drift a year for each child in care", size=style.WORDS)
    keys = [
        Patch(facecolor=colour, hatch=hatch, edgecolor=_edge(hatch), label=words)
        for words, (colour, _, hatch) in zip(table["cause"], LOOK, strict=True)
    ]
    style.key(drawing, keys, FOOT - 0.62, KEYS, loc="upper left", fontsize=style.NUMBERS)
    style.foot(drawing, authority, runs)
    return drawing


def _bar(axes: Axes, place: int, table: pd.DataFrame, column: str, most: float) -> None:
    """Stack the causes of one arm; those with room for it hold their days, all stand beside."""
    start = 0.0
    unit = str(table["unit"].iloc[0])
    for row, (colour, ink, hatch) in zip(table.to_dict("records"), LOOK, strict=True):
        days = float(row[column])
        axes.barh(place, days, 0.62, left=start, color=colour, hatch=hatch, lw=0.6,
                  edgecolor=_edge(hatch), gid=f"{column} {row['cause']}")  # fmt: skip
        if days > ROOM * most:
            plate = dict(boxstyle="square,pad=0.15", fc=colour, ec="none") if hatch else None
            axes.annotate(say(days, unit), (start + days / 2, place), ha="center", va="center",
                          size=style.SMALL, color=ink, bbox=plate)  # fmt: skip
        start += days
    words = f"{say(start, unit)} in all"
    if column != "mean_today":
        words += f"\n{say_difference(table['mean_difference'].sum(), unit)}"
    style.beside(axes, 1.02, place, words, size=style.NUMBERS)


def _edge(hatch: str) -> str:
    return "#666666" if hatch else "white"

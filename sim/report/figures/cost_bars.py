"""The figure of costs: what each part adds or saves in each year, hours beside cash."""

import math
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter, MaxNLocator

from sim.measures.cost_parts import A_YEAR, CARE, CASH, HOURS, PARTS, POUNDS
from sim.measures.reported_years import ALL_YEARS, SETTLED
from sim.report.figures import style
from sim.report.numbers import capital, policy_name

ROW, FOOT, LEFT, RIGHT = 0.62, 2.45, 1.75, 2.05  # inches: a year, the foot, names, numbers
KEYS = 3  # columns of the key
DRAWN = tuple(part for part in PARTS if part.kind != CARE)
LOOKS = {  # of each kind of part, more than there are parts today
    CASH: ((style.BLUE, ""), ("#004C78", ""), ("#7FB8D8", ""), ("#8B4A00", ""), (style.SKY, ""),
           (style.VERMILION, ""), (style.YELLOW, ""), (style.GREEN, ""), ("#000000", ""),
           (style.PURPLE, ""), ("#5D3A9B", ""), ("#8B8000", ""), ("#2F4F4F", "")),
    HOURS: (("#C8C8C8", "////"), ("#E6E6E6", "...."), ("#A9A9A9", "xxxx"), ("#F5F5F5", "||||"),
            ("#D9D9D9", "----")),
}  # fmt: skip
LOOK = {
    part.name: look
    for kind, looks in LOOKS.items()
    for part, look in zip((one for one in DRAWN if one.kind == kind), looks, strict=False)
}
"""Colour and hatching of each part: hours, which are not cash, are hatched."""
DIAMOND: dict[str, Any] = dict(marker="D", ms=8, mfc="white", mec="black", mew=1.6, ls="")
NOT_DRAWN = "Hours are priced, not paid for; extra care, an average, stands in the table alone"


def costs(table: pd.DataFrame, *, authority: str, policy: str | None, runs: str) -> Figure:
    """Draw the cost of each year by part: what differs, or what today's service costs.

    `table` is as `analyse.costs.costs` makes it, of one policy.
    """
    column = "mean_today" if policy is None else "mean_difference"
    rows = _rows(table, column)
    what = "Cost of today's service" if policy is None else "Difference in cost from today"
    below = f"{what} in each year by part, means.\n{NOT_DRAWN}"
    drawing, _ = style.begin(title(table, policy), below, ROW * len(rows), FOOT, spare=0.15)
    axes = style.rows(drawing, list(map(year_words, rows.index)), (LEFT, RIGHT, FOOT), ROW)
    for place, (_, row) in enumerate(rows.iterrows()):
        _bars(axes, place, row)
        cash = "not included" if math.isnan(row["cash"]) else short(row["cash"], policy is not None)
        words = f"cash {cash}\nhours {short(row['hours'], policy is not None)}"
        style.beside(axes, 1.04, place, words, size=style.NUMBERS)
    _scale(axes, policy is not None)
    keys: list[Any] = [
        Patch(**_looks(name), label=name) for name in LOOK if (rows[name].fillna(0) != 0).any()
    ]
    if rows["cash"].notna().any():
        keys.append(Line2D([], [], label="all cash", **DIAMOND))
    style.key(drawing, keys, FOOT - 0.62, KEYS, loc="upper left", fontsize=style.NUMBERS)
    style.foot(drawing, authority, runs)
    return drawing


def title(table: pd.DataFrame, policy: str | None) -> str:
    """Return the title: what a year costs in cash, and in hours taken from other work."""
    of_all = table[(table["year"] == ALL_YEARS) & (table["unit"] == A_YEAR)]
    rows = of_all[of_all["discounted"] == "no"].set_index("part")
    if policy is None:
        cash, hours = (rows.loc[part, "mean_today"] for part in ("cash", "hours"))
        return f"Today's service costs {short(cash)} a year in cash, and hours worth {short(hours)}"
    cash, hours = (rows.loc[part, "mean_difference"] for part in ("cash", "hours"))
    name = capital(policy_name(policy))
    taken = "takes" if not hours < 0 else "gives back"
    worth = f"{taken} hours worth {short(abs(hours))}"
    if math.isnan(cash):
        return f"{name} {worth} a year; its cash is not included, for nobody has set its spending"
    if round(cash) == 0 and round(hours) == 0:
        return f"{name} costs the same as today's service"
    verb = "saves" if cash < 0 else "costs"
    return f"{name} {verb} {short(abs(cash))} a year in cash and {worth} of other work"


def short(pounds: float, signed: bool = False) -> str:
    """Return pounds in few figures: "£640", "£64k", "£1.2m", "−£64k"."""
    size = abs(pounds)
    sign = "−" if round(pounds) < 0 else "+" if signed and round(pounds) > 0 else ""
    if round(size, -3) >= 1e6:
        return f"{sign}£{size / 1e6:.2f}m"
    if round(size) >= 1000:
        return f"{sign}£{size / 1e3:,.0f}k" if size >= 1e4 else f"{sign}£{size / 1e3:.1f}k"
    return f"{sign}£{size:,.0f}"


def _rows(table: pd.DataFrame, column: str) -> pd.DataFrame:
    """Return the pounds of each year (rows, in order) by part (columns)."""
    plain = table[table["discounted"] == "no"]
    years = plain[(plain["unit"] == POUNDS) & ~plain["year"].isin([SETTLED, ALL_YEARS])]
    if not len(years):  # months were not kept
        years = plain[plain["unit"] == A_YEAR]
    return years.pivot(index="year", columns="part", values=column)


def year_words(year: str) -> str:
    """Return a year's name in words: "2025-04 to 2026-03" is "Apr 2025 to", "Mar 2026"."""
    first, _, last = year.partition(" to ")
    if not last:
        return year
    return f"{pd.Timestamp(first):%b %Y} to\n{pd.Timestamp(last):%b %Y}"


def _bars(axes: Axes, place: int, row: pd.Series) -> None:
    """Stack what costs more to the right of nought and what costs less to the left."""
    ends = {1: 0.0, -1: 0.0}
    for name in LOOK:
        value = float(row[name])
        if math.isnan(value) or value == 0:
            continue
        side = 1 if value > 0 else -1
        axes.barh(place, value, 0.56, left=ends[side], gid=name, lw=0.6, **_looks(name))
        ends[side] += value
    if not math.isnan(row["cash"]):
        axes.plot([row["cash"]], [place], gid="cash", zorder=4, **DIAMOND)


def _looks(name: str) -> dict[str, Any]:
    colour, hatch = LOOK[name]
    return {"facecolor": colour, "hatch": hatch, "edgecolor": "#555555" if hatch else "white"}


def _scale(axes: Axes, signed: bool) -> None:
    axes.axvline(0, color="#333333", lw=1, zorder=3)
    low, high = axes.get_xlim()
    if low == high or not axes.patches:
        low, high = -1000.0, 1000.0
    axes.set_xlim(min(low, 0.0), max(high, 0.0))
    axes.xaxis.set_major_locator(MaxNLocator(5))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: short(value, signed)))
    words = "pounds a year, policy less today: saved ◄ 0 ► spent" if signed else "pounds a year"
    axes.set_xlabel(words, size=style.WORDS)

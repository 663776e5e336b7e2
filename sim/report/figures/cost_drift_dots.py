"""The figure of cost against drift: a panel a policy, a dot a world, all on one scale."""

import math
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.report.document.why import adding_up
from sim.report.figures import style
from sim.report.leaning import stands_apart
from sim.report.numbers import capital, policy_name, say_difference
from sim.report.table_words import COST, DRIFT
from sim.settings.smallest_differences import Matters

UNITS = {DRIFT: "calendar days per child-year", COST: "GBP per child-year"}
SIDE, OVER, UNDER, FOOT = 2.15, 0.42, 0.42, 1.1  # inches: a panel, above and below it, the foot
LEFT, PANEL, WIDE = 1.05, 2.62, 2.35  # inches: left of panels, a panel and its room, its frame
ACROSS = 3  # panels side by side
SPARE = 0.08  # of the frame, around what is drawn
ABOVE = 0.14  # of the frame, for the counts at its top and its foot
WORDS = {"world": "worlds", "replication": "runs"}
LESS, MORE = (style.BETTER, "o"), (style.WORSE, "s")
LETTERS = 24  # of a policy's name over its panel


def trade_off(table: pd.DataFrame, *, authority: str, runs: str) -> Figure:
    """Draw each policy's difference in drift and in cost, less drift to the right, cost up.

    `table` is as `analyse.comparison.cost_and_drift` makes it.
    """
    known = table.dropna(subset=[DRIFT, COST])
    policies = list(dict.fromkeys(known["policy"]))
    missing = [policy_name(one) for one in table["policy"].unique() if one not in policies]
    dot = "world" if "world" in table else "run"
    below = (
        f"Each dot is one {dot}: policy less today (the cross). Circles have less drift, squares "
        f"more. In the corners: of 100 {dot}s, those with that much drift and cost, more or less "
        "than today, however little."
    )
    if missing:
        below += f" Not drawn, as a value is empty: {', '.join(missing)}"
    rows = max(1, math.ceil(len(policies) / ACROSS))
    told, below = style.said_of(runs, title(known)), style.under(below)
    drawing, head = style.begin(told, below, rows * (OVER + SIDE + UNDER), FOOT)
    wide, high = style.WIDTH, drawing.get_figheight()
    for place, policy in enumerate(policies):
        row, column = divmod(place, ACROSS)
        bottom = high - head - (row + 1) * (OVER + SIDE + UNDER) + UNDER
        room = ((LEFT + PANEL * column) / wide, bottom / high, WIDE / wide, SIDE / high)
        axes = drawing.add_axes(room, label=policy)
        name = policy_name(policy)
        size = style.fitting(name, LETTERS, style.NUMBERS)
        axes.set_title(name, loc="left", size=size, weight="bold")
        _panel(axes, known[known["policy"] == policy], known)
        last = place + ACROSS >= len(policies)
        axes.tick_params(labelleft=column == 0, labelbottom=last)
    _names(drawing)
    style.foot(drawing, authority, runs)
    return drawing


def title(known: pd.DataFrame) -> str:
    """Return the title: which policy has the least drift, if one stands apart, at what cost."""
    if not len(known):
        return "No policy has both a cost and a value of drift"
    middle = known.groupby("policy", sort=False)[[DRIFT, COST]].median()
    run = "world" if "world" in known else "replication"
    best = None
    if run in known:
        each = known.pivot_table(index=run, columns="policy", values=DRIFT)
        best = stands_apart(each, "lower", float(getattr(Matters(), DRIFT)))
    at_least = middle[DRIFT].idxmin() if best is None else best[0]
    days, pounds = (say_difference(float(middle.loc[at_least][one]), UNITS[one])
                    for one in (DRIFT, COST))  # fmt: skip
    if len(middle) > 1 and best is None:
        most = middle[DRIFT].idxmax()
        ends = (f"{say_difference(float(middle.loc[one][DRIFT]), UNITS[DRIFT])} per child-year "
                f"({policy_name(one)})" for one in (at_least, most))  # fmt: skip
        words = f"no policy stands apart by least drift: from {' to '.join(ends)}, at the median"
    else:
        has = "changes drift" if best is None else "has the least drift"
        where = "" if best is None else f", the least in {best[1]} of 100 {WORDS[run]}"
        words = (
            f"{policy_name(at_least)} {has}: {days} per child-year for {pounds}, at the median"
            f"{where}"
        )
    return capital(words).replace("-", "−").replace("child−year", "child-year")


def corners(rows: pd.DataFrame) -> dict[tuple[str, str], int]:
    """Return of 100 dots how many have less or more drift, and are cheaper or dearer.

    They never add up to more than 100.
    """
    shares = {
        (drift, cost): 100 * int((of_drift & of_cost).sum()) / len(rows)
        for drift, of_drift in (("less", rows[DRIFT] < 0), ("more", rows[DRIFT] > 0))
        for cost, of_cost in (("cheaper", rows[COST] < 0), ("dearer", rows[COST] > 0))
    }
    whole = adding_up([*shares.values()], sum(shares.values()), step=1)
    return dict(zip(shares, whole, strict=True))


def _panel(axes: Axes, rows: pd.DataFrame, known: pd.DataFrame) -> None:
    style.bare(axes)
    axes.spines["left"].set_visible(True)
    axes.spines[["left", "bottom"]].set_color("#BBBBBB")
    axes.axhline(0, color=style.QUIET, lw=0.9, zorder=1)
    axes.axvline(0, color=style.QUIET, lw=0.9, zorder=1)
    drift, cost = rows[DRIFT].to_numpy(float), rows[COST].to_numpy(float)
    for inside, (colour, marker), gid in ((drift <= 0, LESS, "less"), (drift > 0, MORE, "more")):
        if inside.any():
            axes.plot(drift[inside], cost[inside], ls="", marker=marker, ms=3, mew=0, color=colour,
                      gid=gid, zorder=2)  # fmt: skip
    axes.plot(0, 0, marker="+", ms=10, mew=1.8, color="#333333", ls="", zorder=3)
    for values, set_limits, spare in ((known[DRIFT], axes.set_xlim, SPARE),
                                      (known[COST], axes.set_ylim, ABOVE)):  # fmt: skip
        low, high = min(0.0, values.min()), max(0.0, values.max())
        more = spare * (high - low or 1.0)
        set_limits(low - more, high + more)
    axes.invert_xaxis()
    axes.locator_params(axis="x", nbins=4, steps=[1, 2, 5, 10])
    axes.locator_params(axis="y", nbins=5, steps=[1, 2, 5, 10])
    axes.xaxis.set_major_formatter(style.signed)
    axes.yaxis.set_major_formatter(
        lambda y, _: (("+" if y > 0 else "−") + f"£{abs(y):,.6g}") if y else "£0"
    )
    for (way, price), many in corners(rows).items():
        x, side = (1, "right") if way == "less" else (0, "left")
        y, edge = (1, "top") if price == "dearer" else (0, "bottom")
        shift = (-3 if side == "right" else 3, -2 if edge == "top" else 2)
        axes.annotate(str(many), (x, y), shift, xycoords="axes fraction", ha=side, va=edge,
                      textcoords="offset points", size=style.SMALL, color="#333333",
                      weight="bold", gid=f"{way} {price}")  # fmt: skip


def _names(drawing: Figure) -> None:
    quiet: dict[str, Any] = dict(size=style.SMALL, color="#333333")
    at = 0.62 / drawing.get_figheight()
    drawing.text(LEFT / style.WIDTH, at, "◄ more drift", weight="bold", **quiet)
    drawing.text(1 - style.MARGIN, at, "less drift ►", ha="right", weight="bold", **quiet)
    drawing.text(0.56, at, "days of drift per child-year, less today", ha="center", **quiet)
    middle = (drawing.axes[0].get_position().y0 + drawing.axes[-1].get_position().y1) / 2 if (
        drawing.axes
    ) else 0.5  # fmt: skip
    drawing.text(style.MARGIN, middle, "service cost per child-year, less today", rotation=90,
                 va="center", **quiet)  # fmt: skip

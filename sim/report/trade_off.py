"""The figure of cost against drift: each policy a point with its joint 95% region."""

import math
import textwrap
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from sim.report import style
from sim.report.numbers import say_difference
from sim.report.placing import Box, place_labels

DRIFT, COST = "drift_days_per_child_year", "service_cost"
UNITS = {DRIFT: "calendar days per child-year", COST: "GBP per child-year"}
HIGH, LEFT, RIGHT, FOOT = 5.4, 1.05, 0.25, 1.2  # inches
MARKERS = "os^vD<>P*Xphd8H"
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#A06A00", "#3A8FC2", "#000000")
TURN = np.linspace(0, math.tau, 181)
SPARE = 0.07  # of the frame, around what is drawn
TODAY = "today's service"


def ellipse(row: Any) -> tuple[np.ndarray, np.ndarray]:
    """Return the outline of a policy's 95% region: drift, cost."""
    other = math.sqrt(max(0.0, 1 - row.correlation**2))
    across, up = np.cos(TURN), row.correlation * np.cos(TURN) + other * np.sin(TURN)
    return (
        getattr(row, DRIFT) + row.reach * row.drift_error * across,
        getattr(row, COST) + row.reach * row.cost_error * up,
    )


def trade_off(
    table: pd.DataFrame, *, authority: str, replications: int, drawn: bool = False
) -> Figure:
    """Draw each policy's difference in drift and in cost, less drift to the right, cost up.

    Parameters
    ----------
    table
        As `study.trade_off.trade_off` makes it.
    authority
        Its name.
    replications
        Runs of each arrangement.
    drawn
        Whether beliefs were drawn.
    """
    title = textwrap.fill(finding(table), style.TITLE_LETTERS, break_on_hyphens=False)
    missing = table[table[[DRIFT, COST]].isna().any(axis=1)]["policy"].tolist()
    below = "Paired difference from today's service, with joint 95% regions"
    if missing:
        below += f"\nNot drawn, as a value is empty: {', '.join(_name(one) for one in missing)}"
    head = style.head_inches(title) + 0.25 * below.count("\n")
    drawing = style.figure(head + HIGH + FOOT)
    style.head(drawing, title, below)
    wide, high = style.WIDTH, drawing.get_figheight()
    axes = drawing.add_axes((LEFT / wide, FOOT / high, (wide - LEFT - RIGHT) / wide, HIGH / high))
    _points(axes, table.dropna(subset=[DRIFT, COST]))
    style.foot(drawing, authority, replications, drawn=drawn)
    return drawing


def finding(table: pd.DataFrame) -> str:
    """Return the title: how many policies cut drift, at what cost the one that cuts it most."""
    known = table.dropna(subset=[DRIFT, COST])
    if not len(known):
        return "No policy has both a cost and a value of drift"
    best = known.loc[known[DRIFT].idxmin()]
    cheaper = known[(known[DRIFT] < 0) & (known[COST] < 0)]
    days, pounds = (say_difference(best[m], UNITS[m]).replace("-", "−") for m in (DRIFT, COST))
    less = (
        f"On the mean, {_name(best['policy'])} has the least drift, {days} per child-year "
        f"for {pounds}"
    )
    names = " and ".join(_name(one) for one in cheaper["policy"]) or "no policy"
    count = f"; of {len(known)}, " if len(known) > 1 else "; "
    said = names if len(cheaper) <= 2 else str(len(cheaper))
    verb = "has" if len(cheaper) < 2 else "have"
    return f"{less}{count}{said} {verb} less drift at less cost"


def _name(policy: object) -> str:
    return str(policy).replace("_", " ")


def _points(axes: Axes, rows: pd.DataFrame) -> None:
    """Draw regions and points, fit the frame round them, and name the points."""
    style.bare(axes)
    axes.spines["left"].set_visible(True)
    axes.axhline(0, color=style.QUIET, lw=1, zorder=1)
    axes.axvline(0, color=style.QUIET, lw=1, zorder=1)
    across, up = [0.0], [0.0]
    points = [(0.0, 0.0)]
    names, colours = [TODAY], ["#333333"]
    lines = []
    axes.plot(0, 0, marker="+", ms=12, mew=2, color="#333333", ls="", zorder=4)
    for place, row in enumerate(rows.itertuples()):
        colour = COLOURS[place % len(COLOURS)]
        outline = ellipse(row)
        axes.plot(*outline, color=colour, lw=1.3, zorder=2)
        axes.fill(*outline, color=colour, alpha=0.07, lw=0, zorder=1)
        at = (float(getattr(row, DRIFT)), float(getattr(row, COST)))
        axes.plot(*at, color=colour, marker=MARKERS[place % len(MARKERS)], ms=8, ls="",
                  mec="white", mew=0.7, zorder=3)  # fmt: skip
        for held, values, middle in ((across, outline[0], at[0]), (up, outline[1], at[1])):
            known = values[~np.isnan(values)]
            held += [middle, *(known[[known.argmin(), known.argmax()]] if known.size else [])]
        points.append(at)
        lines.append(np.column_stack(outline))
        names.append(_name(row.policy))
        colours.append(colour)
    _frame(axes, across, up)
    along, level = np.linspace(0, 1, 200), np.zeros(200)
    left, right = axes.get_xlim()
    bottom, top = axes.get_ylim()
    lines.append(np.column_stack([left + (right - left) * along, level]))
    lines.append(np.column_stack([level, bottom + (top - bottom) * along]))
    _name_points(axes, points, names, colours, np.concatenate(lines))


def _frame(axes: Axes, across: list[float], up: list[float]) -> None:
    for values, set_limits in ((across, axes.set_xlim), (up, axes.set_ylim)):
        spare = SPARE * (max(values) - min(values) or 1.0)
        set_limits(min(values) - 2 * spare, max(values) + 2 * spare)
    axes.invert_xaxis()
    axes.xaxis.set_major_formatter(lambda x, _: f"{x:+,.6g}".replace("-", "−") if x else "0")
    axes.yaxis.set_major_formatter(
        lambda y, _: (("+" if y > 0 else "−") + f"£{abs(y):,.6g}") if y else "£0"
    )
    axes.locator_params(nbins=7)
    axes.set_xlabel("days of plan actions in drift per child-year, policy less today",
                    size=style.WORDS, labelpad=8)  # fmt: skip
    axes.set_ylabel("service cost per child-year, policy less today", size=style.WORDS)
    below: dict[str, Any] = dict(xycoords="axes fraction", textcoords="offset points", va="top",
                                 size=style.WORDS, weight="bold")  # fmt: skip
    axes.annotate("◄ more drift", (0, 0), (0, -44), ha="left", **below)
    axes.annotate("less drift ►", (1, 0), (0, -44), ha="right", **below)
    quiet: dict[str, Any] = dict(xycoords="axes fraction", textcoords="offset points",
                                 size=style.SMALL, color="#666666", style="italic")  # fmt: skip
    for x, y, words, side, edge in ((0, 1, "more drift, dearer", "left", "top"),
                                    (1, 1, "less drift, dearer", "right", "top"),
                                    (0, 0, "more drift, cheaper", "left", "bottom"),
                                    (1, 0, "less drift, cheaper", "right", "bottom")):  # fmt: skip
        shift = (6 if side == "left" else -6, -4 if edge == "top" else 4)
        axes.annotate(words, (x, y), shift, ha=side, va=edge, gid="quarter", **quiet)


def _name_points(
    axes: Axes,
    points: list[tuple[float, float]],
    names: list[str],
    colours: list[str],
    lines: np.ndarray,
) -> None:
    """Name each point where there is room, with a thin line where that is away from it."""
    drawing = axes.get_figure()
    assert drawing is not None
    renderer = FigureCanvasAgg(drawing).get_renderer()  # type: ignore[arg-type]
    texts = [
        axes.annotate(name, point, point, textcoords="data", size=style.NUMBERS, color=colour,
                      ha="center", va="center", zorder=5, gid="name",
                      arrowprops=dict(arrowstyle="-", color=colour, lw=0.8, shrinkA=1, shrinkB=4))
        for name, point, colour in zip(names, points, colours, strict=True)
    ]  # fmt: skip
    _keep_quarters(axes, renderer)
    to_pixels, room = axes.transData, axes.get_window_extent(renderer)
    corners = 0.05 * room.height  # where the quarters are named
    frame = Box(room.x0, room.y0 + corners, room.x1, room.y1 - corners)
    extents = [Text.get_window_extent(text, renderer) for text in texts]  # without their lines
    sizes = [(max(4.0, box.width) + 8, max(4.0, box.height) + 4) for box in extents]
    pixels = [tuple(map(float, to_pixels.transform(point))) for point in points]
    crossed = to_pixels.transform(lines[~np.isnan(lines).any(axis=1)])
    middles = place_labels(pixels, sizes, frame, 9.0, crossed)  # type: ignore[arg-type]
    for text, middle in zip(texts, middles, strict=True):
        text.set_position(tuple(to_pixels.inverted().transform(middle)))


def _keep_quarters(axes: Axes, renderer: RendererBase) -> None:
    """Take away the name of a quarter too narrow or too low for it: it would lie in another."""
    x, y = axes.transData.transform((0, 0))
    for text in [one for one in axes.texts if one.get_gid() == "quarter"]:
        box = text.get_window_extent(renderer)
        across = box.x0 <= x <= box.x1 or box.y0 <= y <= box.y1
        drift, dearer = text.get_text().split(", ")
        elsewhere = (drift == "more drift") != (box.x1 < x) or (dearer == "dearer") != (box.y0 > y)
        if across or elsewhere:
            text.remove()

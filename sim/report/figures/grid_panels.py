"""The figure of a sweep: paired differences over the points of a grid, levels without a policy."""

import textwrap
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from sim.arms.scenarios import KEEP
from sim.measures.catalogue import TRADED
from sim.report.figures import style
from sim.report.numbers import capital, label, listed, policy_name

PANEL, ROW = 2.6, 0.3  # inches: a panel of lines, a row of points
COLOURS = (style.BLUE, style.VERMILION, style.GREEN, style.PURPLE, "#A06A00", style.SKY, "#000000")
MARKERS = "osD^vPX"
FEW = len(COLOURS)  # lines that can be told apart
ASIDE = 0.012  # of the frame, from one line's bands to the next's, so that none covers another
NAMES = 2.45  # inches, of points
NAME_LETTERS = 30
EDGE, APART = 0.14, 0.33  # of a narrow panel: free of ticks at its sides, and between two
LINE = 0.19  # inches, of a second line in a point's name


def grid(headline: pd.DataFrame, *, runs: str) -> Figure:
    """Draw what each policy changes in four measures, at every point of the grid.

    The setting with most numbers along the bottom, a line for each combination of the rest; where
    nothing numeric varies, or lines would be too many, a row a point. Where no point has a policy,
    levels of today's service.

    `headline` has the headline measures of every point, what varies as columns.
    """
    of = "difference" if headline["difference"].notna().any() else "today"
    drawn = headline[headline["policy"] != KEEP] if of == "difference" else headline
    varied = varying(headline)
    numeric = [n for n in varied if pd.api.types.is_numeric_dtype(drawn[n])]
    along = max(numeric, key=lambda n: drawn[n].nunique(), default="point")
    others = [n for n in varied if n != along and drawn[n].nunique() > 1]
    lines = list(drawn.groupby(others, sort=False)) if others else [((), drawn)]
    holds = str(headline["range"].iloc[0])
    below = _below(of, holds, bool((headline["policy"] == KEEP).any()))
    if len(lines) > FEW:
        along = "point"
    told = style.said_of(runs, title(drawn, of, along))
    if along == "point":
        drawing = _in_rows(drawn, of, varied, told, below)
    else:
        drawing = _in_lines(lines, of, along, told, below)
    several = headline["authority"].nunique() > 1
    where = "points of a sweep" if several else str(headline["authority"].iloc[0])
    style.foot(drawing, where, runs, holds)
    return drawing


def varying(headline: pd.DataFrame) -> list[str]:
    """Return the columns by which points differ: the authority, the policy and what was swept."""
    places = headline.columns[: list(headline.columns).index("measure")]
    return [name for name in places if name != "point" and headline[name].nunique() > 1]


def title(drawn: pd.DataFrame, of: str, along: str) -> str:
    """Return the title: what is shown over what."""
    over = "the points of the grid" if along == "point" else _setting(along)
    words = f"{listed([label(measure) for measure in TRADED])} over {over}"
    if of == "difference" and drawn["policy"].nunique() == 1:
        words = f"{policy_name(drawn['policy'].iloc[0])}: {words}"
    return capital(words)


def _below(of: str, holds: str, without: bool) -> str:
    middle = "medians over worlds" if holds.endswith("worlds") else "means over runs"
    if of == "today":
        return f"No point has a policy: levels of today's service, {middle}, with {holds}"
    words = f"Paired difference from today's service at each point, {middle}, with {holds}"
    if without:
        words += ". Points without a policy are today's service and not drawn"
    return style.under(words)


def _values(part: pd.DataFrame, of: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    scale = style.times(part["unit"].iloc[0])
    value, low, high = (scale * part[of + end].to_numpy(float) for end in ("", "_low", "_high"))
    return value, low, high


def _in_lines(lines: list[Any], of: str, along: str, told: str, below: str) -> Figure:
    """Draw four panels, a line for each combination of what else varies."""
    named = [", ".join(map(_value, key)) for key, _ in lines]
    across = max(1, min(len(lines), int(92 / (max(map(len, named)) + 8))))
    legend = 0.26 * -(-len(lines) // across) if len(lines) > 1 else 0.0
    foot = 0.95 + legend
    drawing, _ = style.begin(told, below, 2 * PANEL, -0.4, foot)
    height = drawing.get_figheight()
    for place, measure in enumerate(TRADED):
        bottom = (foot + PANEL * (1 - place // 2)) / height
        room = (0.1 + 0.49 * (place % 2), bottom, 0.385, (PANEL - 0.95) / height)
        axes = drawing.add_axes(room, label=measure)
        every = np.concatenate([rows[along].to_numpy(float) for _, rows in lines])
        wide = float(every.max() - every.min()) or 1.0
        for number, (_, of_line) in enumerate(lines):
            part = of_line[of_line["measure"] == measure].sort_values(along, kind="stable")
            at = part[along].to_numpy(float) + ASIDE * wide * (number - (len(lines) - 1) / 2)
            value, low, high = _values(part, of)
            colour = COLOURS[number]
            axes.plot(at, value, color=colour, marker=MARKERS[number], ms=5, lw=1.4,
                      label=named[number], gid=f"line {number}", zorder=3)  # fmt: skip
            axes.vlines(at, low, high, color=colour, lw=1.2, gid=f"bands {number}", zorder=2)
        row = lines[0][1][lines[0][1]["measure"] == measure].iloc[0]
        style.bare(axes)
        axes.grid(axis="y", color="#E5E5E5", lw=0.7)
        axes.set_axisbelow(True)
        axes.set_title(_heading(row, of), size=style.SMALL, loc="left")
        axes.yaxis.set_major_locator(MaxNLocator(5))
        axes.yaxis.set_major_formatter(style.signed if of == "difference" else _plain)
        _nought(row, of, axes.axhspan, axes.axhline)
        axes.set_xlabel(_setting(along), size=style.SMALL)
        axes.xaxis.set_major_locator(MaxNLocator(5))
        style.say_where_it_starts(axes)
    if len(lines) > 1:
        handles, words = drawing.axes[0].get_legend_handles_labels()
        style.key(drawing, handles, 0.4, across, labels=words)
    return drawing


def _nought(row: Any, of: str, span: Callable[..., Any], line: Callable[..., Any]) -> None:
    """Mark nought where differences are drawn, and shade what is too small to matter."""
    if of == "difference":
        matters = style.times(row["unit"]) * row["matters"]
        span(-matters, matters, color=style.BAND, lw=0, zorder=0)
        line(0, color="#333333", lw=0.9, zorder=1)


def _plain(x: float, _: object) -> str:
    return f"{x:,.6g}".replace("-", "−")


def _heading(row: Any, of: str) -> str:
    unit = str(row["unit"])
    share = ", points" if of == "difference" else ", %"
    shown = share if unit == "share" else ", £" if unit.startswith("GBP") else ""
    better = {"higher": " (up is better)", "lower": " (down is better)"}.get(str(row["better"]), "")
    return label(str(row["measure"]), unit) + shown + better


def _in_rows(drawn: pd.DataFrame, of: str, varied: list[str], told: str, below: str) -> Figure:
    """Draw four panels side by side, a row a point, its words at the left."""
    points = list(dict.fromkeys(drawn["point"]))
    names = [_point(drawn[drawn["point"] == point].iloc[0], varied) for point in points]
    row_high = ROW + LINE * max(name.count("\n") for name in names)
    high, foot = row_high * len(points), 0.85
    drawing, _ = style.begin(told, below, high, foot, spare=0.62)
    each = (style.WIDTH - NAMES - 0.15) / len(TRADED)
    for place, measure in enumerate(TRADED):
        axes = style.panel(drawing, NAMES + each * place, foot, each - 0.32, high, measure)
        part = drawn[drawn["measure"] == measure].set_index("point").loc[points]
        value, low, up = _values(part, of)
        row = part.iloc[0]
        style.bare(axes)
        axes.set_ylim(len(points) - 0.5, -0.5)
        _nought(row, of, axes.axvspan, axes.axvline)
        colour = style.POLICY if of == "difference" else style.TODAY
        axes.hlines(range(len(points)), low, up, color=colour, lw=1.6, gid="bands")
        axes.plot(value, range(len(points)), color=colour, marker="o", ms=5, ls="", gid="points")
        axes.set_yticks(range(len(points)) if place == 0 else [], names if place == 0 else [])
        right = _heading(row, of).replace("(up", "(right").replace("(down", "(left")
        words = textwrap.wrap(right, 19, break_on_hyphens=False)
        axes.set_title("\n".join(words), size=style.SMALL - 1, loc="left", linespacing=1.05)
        if of == "today":
            axes.set_xlim(left=0)
        axes.set_xticks(_inside(axes))
        axes.xaxis.set_major_formatter(style.signed if of == "difference" else _plain)
    return drawing


def _inside(axes: Axes) -> list[float]:
    """Return 0 and a tick on the longer side of it, so that a narrow panel's words stay apart."""
    low, high = axes.get_xlim()
    wide = high - low
    ticks = MaxNLocator(8, steps=[1, 2, 5, 10]).tick_values(low, high)
    inside = [float(one) for one in ticks if low + EDGE * wide <= one <= high - EDGE * wide]
    away = [one for one in inside if abs(one) >= APART * wide]
    return [0.0, *([max(away, key=abs)] if away else [])]


def _point(row: pd.Series, varied: list[str]) -> str:
    """Return what tells a point from the others, in words."""
    words = ", ".join(
        _value(row[name]) if name in ("policy", "authority")
        else f"{_setting(name)} {_value(row[name])}"
        for name in varied
    )  # fmt: skip
    return textwrap.fill(words or policy_name(row["policy"]), NAME_LETTERS, break_on_hyphens=False)


def _setting(name: str) -> str:
    """Return a setting's name as words: "iro.caseload" is "IRO caseload"."""
    return label(name.replace(".", "_"))


def _value(value: object) -> str:
    if isinstance(value, str):
        return policy_name(value)
    return f"{value:,.10g}" if isinstance(value, int | float | np.number) else str(value)

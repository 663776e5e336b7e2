"""The figure of why: the parts of a policy's difference as bars that add up to it."""

import textwrap
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from sim.report.document.why import WORDS, chosen, shown
from sim.report.figures import style
from sim.report.figures.multiples import ends_named
from sim.report.numbers import capital, label, policy_name, say_difference
from sim.report.table_words import INTERPLAY, OF_WORLDS, WHOLE

ROW, GAP, FOOT, LEFT, RIGHT = 0.34, 0.95, 0.45, 3.35, 0.35  # inches
PARTS = 9  # that a panel shows by themselves
NUMBER = 0.22  # of a panel's width, for the number beside a bar
PLATE: dict[str, Any] = dict(boxstyle="square,pad=0.1", fc="white", ec="none")


def why(table: pd.DataFrame, *, policy: str, authority: str, runs: str) -> Figure:
    """Draw the parts of the differences that have large ones, a panel a measure.

    Each bar begins where the one above it ends, so that the last, the whole difference, ends where
    they do. Better lies to the right whatever the measure's direction.

    `table` is as `analyse.why_table.why_table` makes it, of one policy.
    """
    panels = []
    for measure in chosen(table):
        rows = table[table["measure"] == measure]
        whole = rows[rows["part"] == WHOLE]["mean_difference"].iloc[0]
        bars = [*shown(rows, PARTS, always=[INTERPLAY]), (WORDS[WHOLE], float(whole))]
        panels.append((rows.iloc[0], bars))
    over = (table["range"] == OF_WORLDS).all()
    below = style.under(
        "Each bar begins where the one above ends"
        + ("; means over worlds, as medians do not add up" if over else "")
    )
    high = sum(ROW * len(bars) + GAP for _, bars in panels)
    drawing, head = style.begin(title(table, policy), below, high, FOOT)
    wide, tall = drawing.get_size_inches()
    top = tall - head
    for first, bars in panels:
        measure, unit, high = first["measure"], str(first["unit"]), ROW * len(bars)
        bottom = top - GAP / 2 - high
        room = (LEFT / wide, bottom / tall, (wide - LEFT - RIGHT) / wide, high / tall)
        _panel(drawing.add_axes(room, label=measure), bars, unit, str(first["better"]))
        drawing.text(style.MARGIN, (bottom + high + 0.1) / tall, capital(label(measure, unit)),
                     size=style.WORDS, weight="bold", va="bottom")  # fmt: skip
        top = bottom - GAP / 2
    style.foot(drawing, authority, runs)
    return drawing


def title(table: pd.DataFrame, policy: str) -> str:
    """Return the title: the largest part each way of the first measure drawn."""
    name = capital(policy_name(policy))
    measures = chosen(table, most=1)
    if not measures:
        return f"{name}: no part is large enough to matter"
    rows = table[(table["measure"] == measures[0]) & (table["part"] != WHOLE)]
    said = []
    for sign, verb in ((1, "adds"), (-1, "takes off")):
        most = rows.loc[(sign * rows["mean_difference"]).idxmax()]
        size = sign * most["mean_difference"]
        if size > most["matters"]:
            said.append(f"{most['words']} {verb} {say_difference(size, most['unit']).lstrip('+')}")
    return f"{name}, {label(measures[0])}: {'; '.join(said)}"


def _panel(axes: Axes, bars: list[tuple[str, float]], unit: str, better: str) -> None:
    """Draw the bars of one measure, the whole last."""
    sizes = np.array([size for _, size in bars])
    starts = np.append(np.cumsum(sizes[:-1]) - sizes[:-1], 0.0)
    ends = starts + sizes
    low, high = min(0.0, ends.min()), max(0.0, ends.max())
    spare = NUMBER * (high - low) / (1 - 2 * NUMBER)
    axes.set_xlim(low - spare, high + spare)
    if better == "lower":
        axes.invert_xaxis()
    axes.set_ylim(len(bars) - 0.5, -0.5)
    style.bare(axes)
    axes.axvline(0, color="#333333", lw=0.9, zorder=1)
    for place, ((words, size), start) in enumerate(zip(bars, starts, strict=True)):
        whole = place == len(bars) - 1
        gain = size if better == "higher" else -size
        shade = style.UNDECIDED if whole else style.BETTER if gain > 0 else style.WORSE
        axes.barh(place, size, 0.66, left=start, color=shade, gid=words, zorder=2)
        if not whole:
            axes.plot([start + size] * 2, [place - 0.33, place + 1.33], color="#777777", lw=0.7,
                      zorder=1.5)  # fmt: skip
        axes.annotate(say_difference(size, unit), (start + size, place), (5 if gain > 0 else -5, 0),
                      textcoords="offset points", va="center", size=style.SMALL, zorder=3,
                      ha="left" if gain > 0 else "right", bbox=PLATE,
                      weight="bold" if whole else "normal")  # fmt: skip
    axes.set_yticks(range(len(bars)), [textwrap.shorten(words, 42) for words, _ in bars])
    axes.tick_params(axis="y", labelsize=style.NUMBERS)
    axes.get_yticklabels()[-1].set_fontweight("bold")
    axes.xaxis.set_major_locator(MaxNLocator(5))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: _tick(value, unit)))
    ends_named(axes)


def _tick(value: float, unit: str) -> str:
    number, pounds = style.times(unit) * value, "£" * unit.startswith("GBP")
    sign = "-" if number < 0 else "+" if number > 0 else ""
    return f"{sign}{pounds}{abs(number):,.6g}"

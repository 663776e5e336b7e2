"""The figure of paired differences in one world: what the policy changes, better to the right."""

import math
import textwrap
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.report.figures import style
from sim.report.figures.multiples import SCALE, ends_named, multiples, set_scale
from sim.report.numbers import (
    capital,
    label,
    listed,
    policy_name,
    say,
    say_difference,
    say_interval,
)

ROW, FOOT = 0.62, 1.2  # inches
LEFT, RIGHT = 0.285, 0.63  # the strip of intervals, between names and numbers
MARKS = {
    "better": (style.BETTER, "o"),
    "worse": (style.WORSE, "s"),
    "higher": (style.UNDECIDED, "o"),
    "lower": (style.UNDECIDED, "o"),
    "about the same": (style.UNDECIDED, "D"),
    "not distinguishable": (style.UNDECIDED, "X"),
}
WIDEST = 34  # letters of a row's numbers that fit at their usual size
NAMED = 3  # measures that a title names


def differences(headline: pd.DataFrame, *, policy: str, authority: str, runs: str) -> Figure:
    """Draw each headline difference with its ends, a row each, in the table's order.

    Measures have different units, so all are drawn as multiples of the measure's smallest
    difference that matters, on a scale that is logarithmic beyond 1; the numbers beside them
    are in their own units.

    `headline` is as `analyse.headline.headline` makes it, with a policy; in one world.
    """
    holds = str(headline["range"].iloc[0])
    below = style.under(f"Paired difference from today's service; {runs}; lines: {holds}")
    told = style.said_of(runs, title(headline, policy))
    drawing, _ = style.begin(told, below, ROW * len(headline), FOOT, spare=0.15)
    inch = 1 / drawing.get_figheight()
    axes = drawing.add_axes((LEFT, FOOT * inch, RIGHT - LEFT, ROW * len(headline) * inch))
    rows = list(headline.itertuples())
    each = [
        multiples([row.difference, row.difference_low, row.difference_high], row.better,
                  row.matters) * (np.nan if row.fixed else 1)
        for row in rows
    ]  # fmt: skip
    set_scale(axes, np.concatenate(each), len(rows))
    ends_named(axes, SCALE)
    for place, (row, ends) in enumerate(zip(rows, each, strict=True)):
        _interval(axes, row, ends, place)
        middle = (FOOT + (len(rows) - place - 0.5) * ROW) * inch
        name = textwrap.fill(label(row.measure, row.unit), 25, break_on_hyphens=False)
        drawing.text(style.MARGIN, middle, name, size=style.WORDS, va="center")
        _numbers(drawing, row, middle)
    style.foot(drawing, authority, runs, holds)
    return drawing


def title(headline: pd.DataFrame, policy: str) -> str:
    """Return the figure's title: which measures the policy surely moves in the typical world."""
    said = []
    for reading in ("worse", "better"):
        rows = headline[headline["reading"] == reading]
        size = (rows["difference"].abs() / rows["matters"]).sort_values(ascending=False)
        names = [label(headline.loc[at, "measure"]) for at in size.index[:NAMED]]
        if names:
            said.append(f"{listed(names)} {reading}")
    return f"{capital(policy_name(policy))}: {'; '.join(said) or 'nothing surely changes'}"


def _interval(axes: Axes, row: Any, ends: np.ndarray, place: int) -> None:
    middle, low, high = ends
    if math.isnan(middle):
        return
    colour, marker = MARKS[row.reading]
    if not math.isnan(low):
        axes.plot([low, high], [place] * 2, color=colour, lw=2.5, zorder=2)
        axes.plot([low, high], [place] * 2, color=colour, marker="|", ms=14, mew=2, ls="")
    axes.plot(middle, place, color=colour, marker=marker, ms=8, zorder=3)


def _numbers(drawing: Figure, row: Any, middle: float) -> None:
    """Write a row's numbers, in the measure's own unit, to the right of it."""
    inch = 1 / drawing.get_figheight()
    colour = MARKS.get(row.reading, (style.UNDECIDED, ""))[0]
    today = say(row.today, row.unit)
    under = row.under_policy
    arms = f"today {today}" if math.isnan(under) else f"{today} → {say(under, row.unit)}"
    first, second = row.reading, arms
    if not math.isnan(row.difference) and not row.fixed:
        interval = say_interval(row.difference_low, row.difference_high, row.unit, True)
        first = f"{say_difference(row.difference, row.unit)} {interval}"
        second = f"{row.reading}: {arms}"
    for text, shift, size, weight in (
        (first, 0.11, style.NUMBERS * min(1.0, WIDEST / len(first)), "bold"),
        (second, -0.12, style.SMALL * min(1.0, (WIDEST + 4) / len(second)), "normal"),
    ):
        drawing.text(RIGHT + 0.015, middle + shift * inch, text.replace("-", "−"), size=size,
                     weight=weight, color=colour, va="center")  # fmt: skip

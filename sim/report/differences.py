"""The figure of paired differences: what the policy changes, better to the right."""

import math
import textwrap
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.measures import DOES_NOT_APPLY, NOT_INCLUDED
from sim.report import style
from sim.report.numbers import label, say, say_difference, say_interval

ROW, FOOT = 0.62, 1.15  # inches
LEFT, RIGHT = 0.285, 0.63  # the strip of intervals, between names and numbers
TICKS = (1, 3, 10, 30)
FAR_TICKS = (1, 10, 100, 1000, 10_000)
MARKS = {
    "better": (style.BETTER, "o"),
    "worse": (style.WORSE, "s"),
    "higher": (style.UNDECIDED, "o"),
    "lower": (style.UNDECIDED, "o"),
    "about the same": (style.UNDECIDED, "D"),
    "not distinguishable": (style.UNDECIDED, "X"),
}
WIDEST = 34  # letters of a row's numbers that fit at their usual size


def differences(
    headline: pd.DataFrame,
    *,
    authority: str,
    scenario: str,
    replications: int,
    drawn: bool = False,
) -> Figure:
    """Draw each headline difference with its 95% interval, a row each.

    Measures have different units, so all are drawn as multiples of the measure's smallest
    difference that matters, on a scale that is logarithmic beyond 1; the numbers beside them
    are in their own units.

    Parameters
    ----------
    headline
        As `study.tables.headline` makes it, with a scenario.
    authority, scenario
        Their names.
    replications
        Pairs of runs.
    drawn
        Whether beliefs were drawn.
    """
    title = textwrap.fill(finding(headline, scenario), style.TITLE_LETTERS)
    head = style.head_inches(title) + 0.15
    drawing = style.figure(head + ROW * len(headline) + FOOT)
    style.head(drawing, title, "Paired difference from today's service, with 95% interval")
    inch = 1 / drawing.get_figheight()
    axes = drawing.add_axes((LEFT, FOOT * inch, RIGHT - LEFT, ROW * len(headline) * inch))
    rows = list(headline.itertuples())
    _scale(axes, max(3.5, 1.3 * max(_reach(row) for row in rows)), len(rows))
    for place, row in enumerate(rows):
        _interval(axes, row, place)
        middle = (FOOT + (len(rows) - place - 0.5) * ROW) * inch
        name = textwrap.fill(label(row.measure, row.unit), 25, break_on_hyphens=False)
        drawing.text(style.MARGIN, middle, name, size=style.WORDS, va="center")
        _numbers(drawing, row, middle)
    style.foot(drawing, authority, replications, drawn=drawn)
    return drawing


def finding(headline: pd.DataFrame, scenario: str) -> str:
    """Return the figure's title: how many headline measures the policy moves, which way."""
    counted = headline["verdict"].value_counts(sort=False)
    order = [verdict for verdict in MARKS if verdict in counted]
    said = [f"{counted[verdict]} {verdict}" for verdict in order]
    if NOT_INCLUDED in counted:
        said.append(f"{counted[NOT_INCLUDED]} {NOT_INCLUDED}")
    if DOES_NOT_APPLY in counted:
        number = counted[DOES_NOT_APPLY]
        said.append(f"{number} {'does' if number == 1 else 'do'} not apply")
    first, _, kind = said[0].partition(" ")
    said[0] = f"{first} of {len(headline)} headline measures {kind}"
    return f"{scenario.replace('_', ' ').capitalize()}: {', '.join(said)}"


def _multiples(row: Any) -> list[float]:
    """Return difference, low and high as multiples of what matters, better to the right."""
    ends = [row.difference, row.difference_low, row.difference_high]
    known = [abs(end) for end in ends if not math.isnan(end)]
    # where nothing is too small to matter there is no such unit: a tenth of the row's own reach
    unit = row.matters or max(known, default=0) / 10 or 1.0
    turn = -1 if row.better == "lower" else 1
    return [turn * end / unit for end in ends]


def _reach(row: Any) -> float:
    return max((abs(end) for end in _multiples(row) if not math.isnan(end)), default=0)


def _scale(axes: Axes, reach: float, rows: int) -> None:
    """Set the shared scale, symmetric about zero."""
    style.bare(axes)
    axes.set_xscale("symlog", linthresh=1, linscale=0.8)
    axes.set_xlim(-reach, reach)
    axes.set_ylim(rows - 0.5, -0.5)
    axes.set_yticks([])
    within = [tick for tick in (TICKS if reach < 40 else FAR_TICKS) if tick <= reach]
    ticks = [-tick for tick in reversed(within)] + [0] + within
    axes.set_xticks(ticks, [f"{abs(tick):g}×" if tick else "0" for tick in ticks])
    axes.set_xticks([], minor=True)
    axes.axvspan(-1, 1, color=style.BAND, lw=0, zorder=0)
    axes.axvline(0, color=style.QUIET, lw=1.2, zorder=1)
    axes.hlines([place + 0.5 for place in range(rows - 1)], -reach, reach, color="#DDDDDD", lw=0.6)
    below: dict[str, Any] = dict(xycoords="axes fraction", textcoords="offset points", va="top")
    for x, words, side in ((0, "◄ worse", "left"), (1, "better ►", "right")):
        axes.annotate(words, (x, 0), (0, -20), ha=side, size=style.WORDS, weight="bold", **below)
    axes.annotate(
        "times the smallest difference that matters (grey: too small to matter)",
        *((0.5, 0), (0, -39)),
        ha="center",
        size=style.SMALL,
        color="#333333",
        **below,
    )


def _interval(axes: Axes, row: Any, place: int) -> None:
    middle, low, high = _multiples(row)
    if math.isnan(middle):
        return
    colour, marker = MARKS[row.verdict]
    if not math.isnan(low):
        axes.plot([low, high], [place] * 2, color=colour, lw=2.5, zorder=2)
        axes.plot([low, high], [place] * 2, color=colour, marker="|", ms=14, mew=2, ls="")
    axes.plot(middle, place, color=colour, marker=marker, ms=8, zorder=3)


def _numbers(drawing: Figure, row: Any, middle: float) -> None:
    """Write a row's numbers, in the measure's own unit, to the right of it."""
    inch = 1 / drawing.get_figheight()
    colour = MARKS.get(row.verdict, (style.UNDECIDED, ""))[0]
    arms = f"{say(row.today, row.unit)} → {say(row.under_policy, row.unit)}"
    if math.isnan(row.under_policy):
        arms = f"today {say(row.today, row.unit)}"
    first, second = row.verdict, arms
    if not math.isnan(row.difference):
        interval = say_interval(row.difference_low, row.difference_high, row.unit, True)
        first = f"{say_difference(row.difference, row.unit)} {interval}"
        second = f"{row.verdict}: {arms}"
    for text, shift, size, weight in (
        (first, 0.11, style.NUMBERS * min(1.0, WIDEST / len(first)), "bold"),
        (second, -0.12, style.SMALL, "normal"),
    ):
        drawing.text(
            RIGHT + 0.015,
            middle + shift * inch,
            text.replace("-", "−"),
            size=size,
            weight=weight,
            color=colour,
            va="center",
        )

"""The figure of the spread over authorities: where a policy helps, where harms, the ends named."""

import math
import textwrap
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from sim.report import style
from sim.report.differences import MARKS
from sim.report.numbers import label, say_difference, say_interval

SHOWN = ("drift_days_per_child_year", "reviews_on_time")
ENDS = 5  # authorities named at each end
HIGH, OVER, UNDER, FOOT = 4.1, 0.45, 0.6, 0.95  # inches: a panel, above and below it, the foot
LEFT, WIDE = 0.03, 0.3  # of the width: the dots of all
NAMED, NAMED_WIDE = 0.6, 0.17  # the intervals of those at the ends
ORIGIN = {"own": ("o", 3.6, True), "national": ("D", 4.2, False)}
ORIGIN_WORDS = {
    "own": "all published figures its own",
    "national": "some figure national, as its own is not published",
}
NAME_LETTERS = 27  # of a name's line


def spread(
    authorities: pd.DataFrame, *, scenario: str, replications: int, drawn: bool = False
) -> Figure:
    """Draw every authority's difference in drift and in timeliness, better to the right.

    Parameters
    ----------
    authorities
        As `study.england.England.authorities` makes it, with a policy.
    scenario
        The policy's name.
    replications
        Runs of each authority.
    drawn
        Whether beliefs were drawn.
    """
    each = [ordered(authorities, measure) for measure in SHOWN]
    title = textwrap.fill(finding(each, scenario), style.TITLE_LETTERS, break_on_hyphens=False)
    head = style.head_inches(title) + 0.3
    drawing = style.figure(head + len(each) * (OVER + HIGH + UNDER) + FOOT)
    below = "Paired difference in each authority, worst to best, with 95% interval.\n"
    below += "They differ by published figures alone: no ranking of councils"
    style.head(drawing, title, below)
    inch = 1 / drawing.get_figheight()
    top = drawing.get_figheight() - head
    for rows in each:
        top -= OVER + HIGH
        words = label(rows["measure"].iloc[0]) + _in(rows["unit"].iloc[0])
        drawing.text(style.MARGIN, (top + HIGH + 0.17) * inch, words[0].upper() + words[1:],
                     size=style.WORDS, weight="bold")  # fmt: skip
        room = (LEFT, top * inch, WIDE, HIGH * inch)
        _all(drawing.add_axes(room, label=rows["measure"].iloc[0]), rows)
        room = (NAMED, top * inch, NAMED_WIDE, HIGH * inch)
        _ends(drawing, drawing.add_axes(room, label="ends"), rows)
        top -= UNDER
    _legend(drawing, each)
    style.foot(drawing, "each authority of England", replications, drawn=drawn)
    return drawing


def ordered(authorities: pd.DataFrame, measure: str) -> pd.DataFrame:
    """Return the authorities that have a difference in a measure, the worst first."""
    rows = authorities[authorities["measure"] == measure].dropna(subset=["difference"])
    better_up = bool((rows["better"] == "higher").all())
    return rows.sort_values("difference", ascending=better_up, kind="stable")


def finding(each: list[pd.DataFrame], scenario: str) -> str:
    """Return the title: in how many authorities each measure is better, and worse."""
    said: list[str] = []
    for rows in each:
        counted = rows["verdict"].value_counts()
        better, worse = int(counted.get("better", 0)), int(counted.get("worse", 0))
        of = f" of {len(rows)} authorities" if not said else ""
        said.append(f"{label(rows['measure'].iloc[0])} better in {better}{of}, worse in {worse}")
    return f"{scenario.replace('_', ' ').capitalize()}: {'; '.join(said)}"


def _in(unit: str) -> str:
    return ", points" if unit == "share" else ""


def _all(axes: Axes, rows: pd.DataFrame) -> None:
    """Draw all authorities one above the other, the best on top."""
    scale = 100.0 if rows["unit"].iloc[0] == "share" else 1.0
    ends = scale * rows[["difference_low", "difference_high"]].to_numpy(float)
    for place, row in enumerate(rows.itertuples()):
        colour = MARKS[row.verdict][0]
        if not math.isnan(row.difference_low):
            axes.plot(ends[place], [place] * 2, color=colour, lw=0.8, alpha=0.45, zorder=1)
    for (origin, verdict), some in rows.assign(place=range(len(rows))).groupby(
        ["rests_on", "verdict"], sort=False
    ):
        marker, size, full = ORIGIN[str(origin)]
        colour = MARKS[str(verdict)][0]
        axes.plot(scale * some["difference"], some["place"], ls="", marker=marker, ms=size,
                  color=colour, mfc=colour if full else "white", gid=f"{origin} {verdict}",
                  zorder=3)  # fmt: skip
    _scale(axes, rows, scale)
    axes.set_ylim(-1.5, len(rows) + 0.5)
    for x, words, side in ((0, "◄ worse", "left"), (1, "better ►", "right")):
        axes.annotate(words, (x, 0), (0, -22), xycoords="axes fraction", ha=side, va="top",
                      textcoords="offset points", size=style.SMALL, weight="bold")  # fmt: skip


def _ends(drawing: Figure, axes: Axes, rows: pd.DataFrame) -> None:
    """Name the authorities at both ends, with their intervals."""
    both = len(rows) > 2 * ENDS
    shown = pd.concat([rows.tail(ENDS)[::-1], rows.head(ENDS)[::-1]]) if both else rows[::-1]
    places = [place + (1.0 if both and place >= ENDS else 0.0) for place in range(len(shown))]
    scale = 100.0 if rows["unit"].iloc[0] == "share" else 1.0
    _scale(axes, shown, scale)
    axes.locator_params(axis="x", nbins=3)
    axes.set_ylim(places[-1] + 0.6, -1.2)
    beside: dict[str, Any] = dict(xycoords=("axes fraction", "data"), va="center",
                                  annotation_clip=False, size=style.SMALL)  # fmt: skip
    for place, row in zip(places, shown.itertuples(), strict=True):
        colour = MARKS[row.verdict][0]
        marker, size, full = ORIGIN[row.rests_on]
        if not math.isnan(row.difference_low):
            reach = [scale * row.difference_low, scale * row.difference_high]
            axes.plot(reach, [place] * 2, color=colour, lw=2)
        axes.plot(scale * row.difference, place, marker=marker, ms=2 * size, color=colour, ls="",
                  mfc=colour if full else "white", zorder=3)  # fmt: skip
        name = textwrap.fill(str(row.authority), NAME_LETTERS)
        axes.annotate(name, (-0.04, place), ha="right", **beside)
        interval = say_interval(row.difference_low, row.difference_high, row.unit, True)
        words = say_difference(row.difference, row.unit).split(" ")[0] + " " + interval
        axes.annotate(words.replace("-", "−"), (1.04, place), ha="left", color=colour, **beside)
    heads = [(-0.8, f"the {ENDS} best")] if both else []
    heads += [(places[ENDS] - 0.8, f"the {ENDS} worst")] if both else []
    for place, words in heads:
        axes.annotate(words, (-0.04, place), ha="right", color="#333333", style="italic", **beside)


def _scale(axes: Axes, rows: pd.DataFrame, scale: float) -> None:
    style.bare(axes)
    matters = scale * rows["matters"].iloc[0]
    ends = scale * rows[["difference", "difference_low", "difference_high"]].to_numpy(float)
    known = [0.0, -1.5 * matters, 1.5 * matters, *ends[~pd.isna(ends)].ravel()]
    spare = 0.05 * (max(known) - min(known) or 1.0)
    axes.set_xlim(min(known) - spare, max(known) + spare)
    if rows["better"].iloc[0] == "lower":
        axes.invert_xaxis()
    axes.axvspan(-matters, matters, color=style.BAND, lw=0, zorder=0)
    axes.axvline(0, color=style.QUIET, lw=1.2, zorder=1)
    axes.set_yticks([])
    axes.locator_params(axis="x", nbins=5)
    axes.xaxis.set_major_formatter(lambda x, _: f"{x:+,.6g}".replace("-", "−") if x else "0")


def _legend(drawing: Figure, each: list[pd.DataFrame]) -> None:
    origins = [one for one in ORIGIN if any((rows["rests_on"] == one).any() for rows in each)]
    keys = [
        Line2D([], [], color="#333333", marker=ORIGIN[one][0], ms=2 * ORIGIN[one][1], ls="",
               mfc="#333333" if ORIGIN[one][2] else "white", label=ORIGIN_WORDS[one])
        for one in origins
    ]  # fmt: skip
    band = Line2D([], [], color="#D5D5D5", lw=9, label="too small to matter")
    shades = [
        Line2D([], [], color=colour, lw=3, label=words)
        for colour, words in ((style.BETTER, "better"), (style.WORSE, "worse"),
                              (style.UNDECIDED, "about the same, or not distinguishable"))
    ]  # fmt: skip
    for row, handles in enumerate(([*shades, band], keys)):
        drawing.add_artist(
            drawing.legend(handles=handles, loc="lower left", ncols=4, frameon=False,
                           fontsize=style.SMALL, borderaxespad=0, columnspacing=1.4,
                           bbox_to_anchor=(style.MARGIN, (0.64 - 0.25 * row)
                                           / drawing.get_figheight()))
        )  # fmt: skip

"""The figure of the spread over authorities: where a policy helps and where it harms.

Authorities differ by their published figures and by what is drawn of their practice given these,
and the same worlds are met in each. So one is named only where its band lies apart from the middle
authority, and none is called best or worst unless its band lies apart from the bands of all others.
"""

import math
import textwrap
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from sim.report.figures import style
from sim.report.leaning import ENDS, NOBODY, named, ordered, side_of
from sim.report.numbers import capital, label, policy_name, say_difference, say_interval
from sim.report.table_words import BEYOND, DRIFT, ON_TIME

SHOWN = (DRIFT, ON_TIME)
HIGH, OVER, UNDER, FOOT = 4.1, 0.45, 0.6, 1.0  # inches: a panel, above and below it, the foot
LEFT, WIDE, ALONE = 0.03, 0.3, 0.94  # of the width: the dots of all, where none is named too
NAMED, NAMED_WIDE = 0.6, 0.17  # the bands of those that stand apart
ORIGIN = {  # marker, size, whether it is full, and what it means
    "own": ("o", 3.6, True, "all published figures its own"),
    "national": ("D", 4.2, False, "some figure national, as its own is not published"),
}
NAME_LETTERS = 27  # of a name's line
COLOURS = {"better": style.BETTER, "worse": style.WORSE, "open": style.UNDECIDED}
OPEN = "about the same, or depends"
RINGED = "answers otherwise in kind than England, beyond chance"
RING: dict[str, Any] = dict(
    ls="", marker="o", ms=9, mfc="none", mec="black", mew=1.2, zorder=4, clip_on=False
)


def spread(
    authorities: pd.DataFrame, *, policy: str, runs: str, apart: pd.DataFrame | None = None
) -> Figure:
    """Draw every authority's difference in drift and in timeliness, better to the right.

    Parameters
    ----------
    authorities
        As `study.england.England.authorities` makes it, with a policy.
    apart
        The places whose answer differs in kind from England's: those beyond chance are ringed.
    """
    each = [ordered(authorities, measure) for measure in SHOWN]
    rings = _rings(apart)
    holds = str(authorities["range"].iloc[0])
    apart_from_middle = [named(rows) for rows in each]
    nobody = not any(map(len, apart_from_middle))
    below = style.under(
        f"Paired difference in each authority; lines: {holds}; dashed: the middle authority. They "
        "differ by published figures and what is drawn of practice: no ranking of councils."
        + f" {NOBODY}" * nobody
        + _without(authorities, each)
        + _ringed_words(sorted({name for some in rings.values() for name in some}))
    )
    told, high = style.said_of(runs, title(each, policy)), len(each) * (OVER + HIGH + UNDER)
    drawing, head = style.begin(told, below, high, FOOT, spare=0.1)
    inch, top = 1 / drawing.get_figheight(), drawing.get_figheight() - head
    for rows, some in zip(each, apart_from_middle, strict=True):
        top -= OVER + HIGH
        measure = str(rows["measure"].iloc[0])
        words = label(measure) + ", points" * (rows["unit"].iloc[0] == "share")
        drawing.text(style.MARGIN, (top + HIGH + 0.17) * inch, capital(words),
                     size=style.WORDS, weight="bold")  # fmt: skip
        room = (LEFT, top * inch, ALONE if nobody else WIDE, HIGH * inch)
        _all(drawing.add_axes(room, label=measure), rows, rings[measure])
        if not nobody:
            room = (NAMED, top * inch, NAMED_WIDE, HIGH * inch)
            _apart(drawing.add_axes(room, label="apart"), rows, some)
        top -= UNDER
    _legend(drawing, each, any(rings.values()))
    style.foot(drawing, "each authority of England", runs, holds)
    return drawing


def title(each: list[pd.DataFrame], policy: str) -> str:
    """Return the title: the middle authority's difference, and the ends over authorities."""
    said: list[str] = []
    for rows in each:
        unit = str(rows["unit"].iloc[0])
        ends = (rows["difference"].min(), rows["difference"].max())
        low, high = (say_difference(float(end), unit).split(" ")[0] for end in ends)
        middle = say_difference(float(rows["difference"].median()), unit)
        name = label(rows["measure"].iloc[0])
        said.append(f"{name} {middle} in the middle authority ({low} to {high})".replace("-", "−"))
    words = f"{capital(policy_name(policy))}: {'; '.join(said)}"
    return words.replace("child−year", "child-year")


def _rings(apart: pd.DataFrame | None) -> dict[str, list[str]]:
    """Return the names of the authorities that are ringed, by measure."""
    if apart is None:
        return {measure: [] for measure in SHOWN}
    stands = apart[apart["beyond_chance"] == BEYOND]
    return {one: stands.loc[stands["measure"] == one, "authority"].tolist() for one in SHOWN}


def _ringed_words(names: list[str]) -> str:
    """Name the ringed ones where they are few."""
    if not names:
        return ""
    told = f": {'; '.join(names)}" if len(names) <= ENDS else ""
    return f" Ringed, {RINGED}{told}."


def _without(authorities: pd.DataFrame, each: list[pd.DataFrame]) -> str:
    """Say how many authorities have no dot, for the arrangement is not forecast there."""
    without = authorities["authority"].nunique() - min(len(rows) for rows in each)
    has = "has" if without == 1 else "have"
    return f" {without} {has} no dot; authorities.csv says why." if without else ""


def _all(axes: Axes, rows: pd.DataFrame, rings: list[str]) -> None:
    """Draw all authorities one above the other, the best on top."""
    scale = style.times(rows["unit"].iloc[0])
    ends = scale * rows[["difference_low", "difference_high"]].to_numpy(float)
    sides = [side_of(str(reading)) for reading in rows["reading"]]
    colours = [COLOURS[side] for side in sides]
    axes.hlines(range(len(rows)), ends[:, 0], ends[:, 1], colors=colours, lw=0.8, alpha=0.45,
                zorder=1, gid="bands")  # fmt: skip
    placed = rows.assign(place=range(len(rows)), leans=sides)
    for (origin, leans), some in placed.groupby(["rests_on", "leans"], sort=False):
        axes.plot(scale * some["difference"], some["place"], gid=f"{origin} {leans}", zorder=3,
                  **_mark(str(origin), COLOURS[str(leans)]))  # fmt: skip
    ringed = placed[placed["authority"].isin(rings)]
    axes.plot(scale * ringed["difference"], ringed["place"], gid="ringed", **RING)
    _scale(axes, rows)
    axes.set_ylim(-1.5, len(rows) + 0.5)
    for x, words, side in ((0, "◄ worse", "left"), (1, "better ►", "right")):
        axes.annotate(words, (x, 0), (0, -22), xycoords="axes fraction", ha=side, va="top",
                      textcoords="offset points", size=style.SMALL, weight="bold")  # fmt: skip


def _apart(axes: Axes, rows: pd.DataFrame, found: pd.DataFrame) -> None:
    """Name the authorities that stand apart from the middle, with their bands."""
    if not len(found):
        axes.set_axis_off()
        axes.text(0.5, 0.5, textwrap.fill(NOBODY, 46), ha="center", va="center",
                  transform=axes.transAxes, size=style.SMALL, style="italic",
                  color="#333333")  # fmt: skip
        return
    scale = style.times(rows["unit"].iloc[0])
    _scale(axes, rows)
    axes.xaxis.set_major_locator(MaxNLocator(2))
    place = 0.0
    for side, some in found.groupby("side"):
        style.beside(axes, -0.04, place, f"{side} than the middle", ha="right", color="#333333",
                     style="italic")  # fmt: skip
        for row in some.itertuples():
            place += 1.0
            _one(axes, row, place, scale)
        place += 1.6
    axes.set_ylim(max(place, 2 * ENDS + 2.2) - 0.6, -0.6)


def _one(axes: Axes, row: Any, place: float, scale: float) -> None:
    colour = COLOURS[side_of(row.reading)]
    if not math.isnan(row.difference_low):
        reach = [scale * row.difference_low, scale * row.difference_high]
        axes.plot(reach, [place] * 2, color=colour, lw=2)
    axes.plot(scale * row.difference, place, zorder=3, **_mark(row.rests_on, colour, times=2))
    end = f" ({'best' if row.side == 'better' else 'worst'} of all)" if row.from_all else ""
    name = textwrap.fill(str(row.authority) + end, NAME_LETTERS)
    style.beside(axes, -0.04, place, name, ha="right", linespacing=0.95)
    interval = say_interval(row.difference_low, row.difference_high, row.unit, True)
    words = say_difference(row.difference, row.unit).split(" ")[0] + " " + interval
    style.beside(axes, 1.04, place, words.replace("-", "−"), ha="left", color=colour)


def _mark(origin: str, colour: str, times: float = 1) -> dict[str, Any]:
    """Return how an authority's dot looks, which says where its figures come from."""
    marker, size, full, _ = ORIGIN[origin]
    face = colour if full else "white"
    return dict(marker=marker, ms=times * size, color=colour, mfc=face, ls="")


def _scale(axes: Axes, rows: pd.DataFrame) -> None:
    style.bare(axes)
    scale = style.times(rows["unit"].iloc[0])
    matters = scale * rows["matters"].iloc[0]
    ends = scale * rows[["difference", "difference_low", "difference_high"]].to_numpy(float)
    known = [0.0, -1.5 * matters, 1.5 * matters, *ends[~pd.isna(ends)].ravel()]
    spare = 0.05 * (max(known) - min(known) or 1.0)
    axes.set_xlim(min(known) - spare, max(known) + spare)
    if rows["better"].iloc[0] == "lower":
        axes.invert_xaxis()
    axes.axvspan(-matters, matters, color=style.BAND, lw=0, zorder=0)
    axes.axvline(0, color=style.QUIET, lw=1.2, zorder=1)
    axes.axvline(scale * rows["difference"].median(), color="#333333", lw=1.0, ls="--", zorder=2,
                 gid="middle")  # fmt: skip
    axes.set_yticks([])
    axes.xaxis.set_major_locator(MaxNLocator(4))
    axes.xaxis.set_major_formatter(style.signed)


def _legend(drawing: Figure, each: list[pd.DataFrame], ringed: bool) -> None:
    keys = [
        Line2D([], [], label=words, **_mark(origin, "#333333", times=2))
        for origin, (*_, words) in ORIGIN.items()
        if any((rows["rests_on"] == origin).any() for rows in each)
    ]
    band = Line2D([], [], color="#D5D5D5", lw=9, label="too small to matter")
    shades = [Line2D([], [], color=colour, lw=3, label=side if side != "open" else OPEN)
              for side, colour in COLOURS.items()]  # fmt: skip
    circle = [Line2D([], [], label="differs in kind", **RING)] if ringed else []
    for row, handles in enumerate(([*shades, band, *circle], keys)):
        style.key(drawing, handles, 0.66 - 0.27 * row, columns=5, columnspacing=1.4)

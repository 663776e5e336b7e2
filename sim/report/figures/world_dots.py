"""The figure of a policy over plausible worlds: a dot a world, with the counts beside."""

import textwrap
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.report.figures import style
from sim.report.figures.multiples import SCALE, ends_named, jitter, multiples, set_scale
from sim.report.figures.multiples import dots as draw_dots
from sim.report.numbers import capital, label, listed, policy_name, say_difference, say_range
from sim.report.table_words import DRIFT, SIDES

WIDE = 11.0  # inches
ROW, OVER, FOOT = 0.48, 0.52, 1.12  # inches: a row, the heads of columns, the foot
NAMES, STRIP, MEDIAN, RANGE, BAR = 2.25, 6.2, 6.32, 7.52, 9.12  # inches from the left: where each
END = 10.8  # inches from the left: where bars end
DOT, TALL = 3.2, 0.66  # points; of a row, over which dots lie
NAME_LETTERS = 22
IN_BARS = 9.0  # points
DIGIT = 0.64  # of its size, how wide a digit is
NAMED = 3  # measures that a title names
PARTS = {"worse": (style.WORSE, "white"), "same": ("#D6D6D6", "black"),
         "better": (style.BETTER, "white")}  # fmt: skip


def dots(
    headline: pd.DataFrame, worlds: pd.DataFrame, *, policy: str, authority: str, runs: str
) -> Figure:
    """Draw each world's paired difference, a row a headline measure, in the table's order.

    Parameters
    ----------
    headline
        As `analyse.headline.headline` makes it over worlds, with a policy.
    worlds
        As `analyse.worlds_table.worlds_table` makes it; a world run twice is drawn at the mean of
        its differences, while counts are the headline table's.
    """
    each = by_world(worlds)
    below = subtitle(len(each), policy, authority)
    rows = list(headline.itertuples())
    high = ROW * len(rows)
    drawing, _ = style.begin(title(headline, policy), below, high, FOOT, spare=OVER, width=WIDE)
    inch = 1 / drawing.get_figheight()
    axes = style.panel(drawing, NAMES, FOOT, STRIP - NAMES, high, "dots")
    bars = style.panel(drawing, BAR, FOOT, END - BAR, high, "counts")
    values = [
        multiples(each[f"{row.measure}.difference"], row.better, row.matters)
        if drawn(row) else np.full(len(each), np.nan)
        for row in rows
    ]  # fmt: skip
    set_scale(axes, np.concatenate(values), len(rows))
    counts_panel(bars, len(rows))
    for place, row in enumerate(rows):
        middle = (FOOT + (len(rows) - place - 0.5) * ROW) * inch
        name = textwrap.fill(label(row.measure, row.unit), NAME_LETTERS, break_on_hyphens=False)
        drawing.text((NAMES - 0.12) / WIDE, middle, name, size=style.NUMBERS, ha="right",
                     va="center", linespacing=1.05)  # fmt: skip
        if not drawn(row):
            not_drawn(axes, row, place, style.NUMBERS, pad=1.5)
            continue
        draw_dots(axes, values[place], place + TALL * jitter(each["world"]), DOT, row.matters)
        median(axes, row, place, 2.4)
        # the median and the range in the measure's own unit
        range_ = say_range(row.difference_low, row.difference_high, row.unit, signed=True)
        for left, words, weight in ((MEDIAN, say_difference(row.difference, row.unit), "bold"),
                                    (RANGE, range_, "normal")):  # fmt: skip
            drawing.text(left / WIDE, middle, words.replace("-", "−"), size=style.SMALL,
                         weight=weight, va="center")  # fmt: skip
        counts(bars, row, place, 0.5)
    ends_named(axes, SCALE)
    at = FOOT * inch + high * inch + 0.1 * inch
    quiet: dict[str, Any] = dict(size=style.SMALL, color="#333333", va="bottom")
    drawing.text(MEDIAN / WIDE, at, "median", **quiet)
    drawing.text(RANGE / WIDE, at, "90% of worlds", **quiet)
    drawing.text(END / WIDE, at, "of 100 worlds:\nworse, same, better", ha="right", linespacing=1.1,
                 **quiet)  # fmt: skip
    style.foot(drawing, authority, runs)
    return drawing


def by_world(worlds: pd.DataFrame) -> pd.DataFrame:
    """Return the mean difference of each world, a row each; of most worlds there is one run."""
    columns = [name for name in worlds if name.endswith(".difference")]
    return worlds.groupby("world", sort=True)[columns].mean().reset_index()


def drawn(row: Any) -> bool:
    """Whether a row of the headline table has differences to draw."""
    return not row.fixed and not np.isnan(row.difference)


def subtitle(worlds: int, policy: str, authority: str) -> str:
    """Say what a dot is."""
    many = f"Each dot is one of {worlds} plausible worlds: sets"
    one = "The dots are one plausible world: a set" if worlds == 1 else many
    return (
        f"{one} of beliefs under which today's service comes out as published.\n"
        f"{capital(authority)}, {policy_name(policy)} against today."
    )


def title(headline: pd.DataFrame, policy: str) -> str:
    """Return a title of the readings: what is settled, or mostly so, and whether drift depends."""
    said: list[str] = []
    for strength in ("", "mostly "):
        for way in ("worse", "better"):
            rows = headline[[leaning(one) == strength + way for one in headline["reading"]]]
            names = [label(measure) for measure in rows["measure"].head(NAMED)]
            if names:
                said.append(f"{listed(names)} {strength}{way}")
        if said:
            break
    drift = headline[headline["measure"] == DRIFT]
    if len(drift) and drift["reading"].iloc[0].startswith("depends"):
        said.append("drift depends on beliefs")
    return f"{capital(policy_name(policy))}: {'; '.join(said) or 'no measure surely changes'}"


def leaning(reading: str) -> str:
    """Return a reading that says one thing; "mostly" where it leaves open whether it is settled."""
    options = [one.removeprefix("mostly ") for one in reading.split(", or ")]
    return reading if len(options) == 1 or len(set(options)) > 1 else f"mostly {options[0]}"


def not_drawn(axes: Axes, row: Any, place: int, size: float, pad: float) -> None:
    """Write why a row has no differences where they would stand."""
    style.beside(axes, 0.02, place, row.reading, size=size, style="italic", color=style.UNDECIDED,
                 bbox=dict(fc="white", ec="none", pad=pad), gid="none")  # fmt: skip


def median(axes: Axes, row: Any, place: int, wide: float) -> None:
    """Mark a row's median by an upright line, so many points wide."""
    at = multiples([row.difference], row.better, row.matters)[0]
    axes.plot([at] * 2, [place - 0.4, place + 0.4], color="black", lw=wide, zorder=4, gid="median",
              solid_capstyle="butt")  # fmt: skip


def counts_panel(axes: Axes, rows: int) -> None:
    """Clear axes for so many rows of counts of 100 worlds."""
    style.bare(axes)
    axes.spines["bottom"].set_visible(False)
    axes.set(xlim=(0, 100), ylim=(rows - 0.5, -0.5), xticks=[], yticks=[])


def counts(axes: Axes, row: Any, place: int, tall: float) -> None:
    """Draw of 100 worlds those worse, same and better, with the numbers where they fit."""
    begin = 0
    wide = 72 * style.inches(axes)[0] / 100  # points a world
    for side, many in zip(SIDES, (row.worse, row.same, row.better_in), strict=True):
        if not many:
            continue
        fill, ink = PARTS[side]
        axes.barh(place, many, tall, left=begin, color=fill, edgecolor="white", lw=0.8, gid=side)
        if wide * many >= DIGIT * IN_BARS * len(str(many)):
            axes.text(begin + many / 2, place, str(many), ha="center", va="center_baseline",
                      size=IN_BARS, color=ink)  # fmt: skip
        begin += many

"""The giving-way figure: how much of each duty is still done as caseloads rise."""

import math
import textwrap

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.report.figures import style
from sim.report.numbers import label

HIGH, LEFT, RIGHT, FOOT = 4.6, 0.75, 2.35, 1.05  # inches
COLOURS = (style.VERMILION, style.PURPLE, style.GREEN, "#000000", style.BLUE)
MARKERS = "Dv^so"
NAME_LETTERS = 20
EDGE = 0.02  # of the caseloads, left free at both sides


def giving_way(duties: pd.DataFrame, lost: pd.DataFrame, *, authority: str, runs: str) -> Figure:
    """Draw the share done of each duty over the caseload, with 95% bands.

    A ring marks where a quarter of what is done at the least caseload is lost.

    Parameters
    ----------
    duties
        A row for each caseload and duty: `caseload`, `measure`, `today`, `today_low` and
        `today_high`, shares, and `range`, what lies between the ends.
    lost
        A row a duty, in the order drawn: `measure`, `gives_way_at`; infinite where it does not.
    """
    holds = str(duties["range"].iloc[0])
    below = f"Share of each duty done; bands: {holds}; rings: a quarter is lost"
    told = style.said_of(runs, title(duties, lost))
    drawing, _ = style.begin(told, below, HIGH, FOOT, spare=0.1)
    wide, high = style.WIDTH, drawing.get_figheight()
    room = (LEFT / wide, FOOT / high, (wide - LEFT - RIGHT) / wide, HIGH / high)
    _duties(drawing.add_axes(room), duties, lost)
    style.foot(drawing, authority, runs, holds)
    return drawing


def title(duties: pd.DataFrame, lost: pd.DataFrame) -> str:
    """Return the title: which duties give way first, and at how many children to an IRO."""
    most = duties["caseload"].max()
    given = lost[np.isfinite(lost["gives_way_at"])].sort_values("gives_way_at", kind="stable")
    kept = [label(row.measure) for row in lost.itertuples() if math.isinf(row.gives_way_at)]
    parts = [f"{label(row.measure)} at {row.gives_way_at:.0f}" for row in given.itertuples()]
    if not parts:
        return f"No duty loses a quarter by {most:g} children to an IRO"
    said = f"A quarter is lost of {', '.join(parts)} children to an IRO"
    return said + (f"; of {' and '.join(kept)} not by {most:g}" if kept else "")


def _duties(axes: Axes, duties: pd.DataFrame, lost: pd.DataFrame) -> None:
    style.bare(axes, axes.yaxis)
    ends = []
    for place, row in enumerate(lost.itertuples()):
        colour, marker = COLOURS[place % len(COLOURS)], MARKERS[place % len(MARKERS)]
        rows = duties[duties["measure"] == row.measure].sort_values("caseload")
        at = rows["caseload"].to_numpy(float)
        value, low, high = (
            100 * rows[c].to_numpy(float) for c in ("today", "today_low", "today_high")
        )
        axes.fill_between(at, low, high, color=colour, alpha=0.16, lw=0)
        axes.plot(at, value, color=colour, marker=marker, ms=6, lw=2, mec="white", mew=0.6,
                  gid=row.measure)  # fmt: skip
        if math.isfinite(row.gives_way_at):
            height = float(np.interp(row.gives_way_at, at, value))
            axes.plot(row.gives_way_at, height, marker="o", ms=15, mfc="none", mec=colour, mew=1.8,
                      ls="", gid=f"lost {row.measure}", zorder=4)  # fmt: skip
        known = value[~np.isnan(value)]
        if known.size:
            ends.append((float(known[-1]), label(row.measure), colour))
    axes.set_ylim(0, 102)
    least, most = duties["caseload"].min(), duties["caseload"].max()
    axes.set_xlim(least - EDGE * (most - least), most + EDGE * (most - least))
    axes.yaxis.set_major_formatter(lambda y, _: f"{y:g}%")
    axes.set_xlabel("children to a full-time IRO", size=style.WORDS, labelpad=6)
    _ends_apart(axes, ends)


def _ends_apart(axes: Axes, ends: list[tuple[float, str, str]]) -> None:
    """Name lines at their right ends, far enough apart to be read, and within the panel's height.

    `ends` has where each line ends, its name and its colour.
    """
    low, high = axes.get_ylim()
    line = 1.25 * style.WORDS / 72 / style.inches(axes)[1] * (high - low)
    ordered = [(at, textwrap.fill(name, NAME_LETTERS), colour) for at, name, colour in sorted(ends)]
    halves = [0.5 * line * (1 + words.count("\n")) for _, words, _ in ordered]
    placed: list[float] = []
    for (at, _, _), half in zip(ordered, halves, strict=True):
        least = placed[-1] + halves[len(placed) - 1] + half if placed else -np.inf
        placed.append(max(at, least))
    ceiling = high + 0.5 * line
    for place in reversed(range(len(placed))):  # what stands over the panel moves down
        placed[place] = min(placed[place], ceiling - halves[place])
        ceiling = placed[place] - halves[place]
    for at, (_, words, colour) in zip(placed, ordered, strict=True):
        style.beside(axes, 1, at, words, xytext=(8, 0), textcoords="offset points",
                     size=style.WORDS, color=colour, weight="bold")  # fmt: skip

"""Differences as multiples of the smallest one that matters: measures on one scale, better right.

Measures have different units. As multiples of the difference that just matters they can stand side
by side, on a scale that is even up to 1 and logarithmic beyond.
"""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from sim.report.figures import style

STEPS = (1, 5, 30, 200, 1_000, 10_000, 100_000)  # where ticks stand
NEAR = 0.8  # of a decade, the width of the scale from 0 to 1
LEAST = 3.0  # times what matters, shown on each side at least
SPARE = 1.3
SCALE = "times the smallest difference that matters"
GOLDEN = (math.sqrt(5) - 1) / 2
SHADES = {"worse": style.WORSE, "same": style.SAME, "better": style.BETTER}


def multiples(differences: Any, better: str, matters: float) -> np.ndarray:
    """Return differences as multiples of what matters, the better the larger.

    Parameters
    ----------
    differences
        In the measure's unit; NaN stays.
    matters
        The smallest difference that matters, in its unit; where that is 0 there is no such unit,
        and a tenth of the largest difference takes its place.
    """
    values = np.asarray(differences, dtype=float)
    known = np.abs(values[~np.isnan(values)])
    unit = matters or (known.max() / 10 if known.size else 0.0) or 1.0
    return (-1 if better == "lower" else 1) * values / unit


def sides(values: np.ndarray, matters: float = 1.0) -> dict[str, np.ndarray]:
    """Return which multiples are worse, the same and better, as masks; NaN is in none."""
    edge = 1.0 if matters > 0 else 0.0
    return {"worse": values < -edge, "same": np.abs(values) <= edge, "better": values > edge}


def jitter(worlds: Sequence[int]) -> np.ndarray:
    """Return how far each world's dot lies off its row's middle, from -0.5 to 0.5.

    By the world's number alone, spread evenly, so that a world lies as far off in every row and
    the same picture comes out each time.
    """
    return (np.asarray(worlds, dtype=float) * GOLDEN) % 1.0 - 0.5


def set_scale(axes: Axes, values: Any, rows: int) -> None:
    """Set the scale so that all values are seen, and shade what is too small to matter.

    Parameters
    ----------
    values
        All multiples that are drawn; NaN is left out.
    rows
        Rows, from 0 at the top.
    """
    known = np.asarray(values, dtype=float)
    known = known[~np.isnan(known)]
    least, most = (known.min(), known.max()) if known.size else (0.0, 0.0)
    left, right = max(LEAST, -SPARE * least), max(LEAST, SPARE * most)
    style.bare(axes)
    axes.set_xscale("symlog", linthresh=1, linscale=NEAR)
    axes.set_xlim(-left, right)
    axes.set_ylim(rows - 0.5, -0.5)
    axes.set_yticks([])
    ticks = _apart(axes, left, right)
    axes.set_xticks(ticks, [f"{abs(tick):,.0f}×" if tick else "0" for tick in ticks])
    axes.set_xticks([], minor=True)
    axes.axvspan(-1, 1, color=style.BAND, lw=0, zorder=0)
    axes.axvline(0, color="#333333", lw=0.9, zorder=1)
    axes.hlines([place + 0.5 for place in range(rows - 1)], -left, right, color="#DDDDDD", lw=0.6,
                zorder=0.5)  # fmt: skip


def _apart(axes: Axes, left: float, right: float) -> list[int]:
    """Return the ticks that have room beside one another, from the middle out."""
    wide = 72 * style.inches(axes)[0]  # points
    to_axes = axes.transData + axes.transAxes.inverted()

    def at(tick: float) -> float:
        return wide * float(to_axes.transform((tick, 0))[0])

    ticks = [0]
    for sign, end in ((-1, left), (1, right)):
        last, words = at(0), 1
        for step in (one for one in STEPS if one <= end):
            letters = len(f"{step:,}×")
            room = 0.66 * style.SMALL * (letters + words) / 2 + 4
            if abs(at(sign * step) - last) >= room:
                ticks.append(sign * step)
                last, words = at(sign * step), letters
    return sorted(ticks)


def dots(
    axes: Axes,
    values: np.ndarray,
    at: np.ndarray,
    size: float,
    matters: float = 1.0,
    alpha: float | None = 0.62,
) -> None:
    """Draw dots, a colour a side, each set under the side's name.

    Parameters
    ----------
    values
        Multiples, shape (dots,); NaN is not drawn.
    at
        Their places up and down.
    size
        Of a dot, in points.
    matters
        Where it is 0, nothing is too small to matter.
    alpha
        How far dots cover what is under them; None where they do altogether.
    """
    for side, inside in sides(values, matters).items():
        if inside.any():
            axes.plot(values[inside], at[inside], ls="", marker="o", ms=size, mew=0, alpha=alpha,
                      color=SHADES[side], gid=side, zorder=2)  # fmt: skip


def ends_named(axes: Axes, words: str = "", lines: int = 2) -> None:
    """Say below the scale which way is better, and what the scale is, on one line or two."""
    below: dict[str, Any] = dict(xycoords="axes fraction", textcoords="offset points", va="top",
                                 size=style.SMALL)  # fmt: skip
    axes.annotate("◄ worse", (0, 0), (0, -20), ha="left", weight="bold", **below)
    axes.annotate("better ►", (1, 0), (0, -20), ha="right", weight="bold", **below)
    if words:
        drop = -20 - 16 * (lines - 1)
        axes.annotate(words, (0.5, 0), (0, drop), ha="center", color="#333333", **below)

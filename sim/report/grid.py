"""The figure of a sweep: what is weighed against what, over the values that vary."""

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from sim.report import style
from sim.report.combined import SHOWN
from sim.report.numbers import label
from sim.scenarios import KEEP

PANEL = 2.6  # inches
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000")
MARKERS = "osD^vPX"
FEW = len(COLOURS)  # lines that can be told apart


def grid(headline: pd.DataFrame, *, replications: int, drawn: bool = False) -> Figure:
    """Draw the level of four measures at every point, with 95% intervals.

    The setting with most numbers along the bottom, a line for each combination of the rest; where
    nothing numeric varies, or lines would be too many, the points side by side.

    Parameters
    ----------
    headline
        The headline measures of every point, what varies as columns.
    replications
        Runs of each point.
    drawn
        Whether beliefs were drawn.
    """
    varied = list(headline.columns[1 : list(headline.columns).index("measure")])
    numeric = [n for n in varied if n != "policy" and pd.api.types.is_numeric_dtype(headline[n])]
    along = max(numeric, key=lambda n: headline[n].nunique(), default="point")
    others = [n for n in varied if n != along and headline[n].nunique() > 1]
    lines = list(headline.groupby(others, sort=False)) if others else [((), headline)]
    if len(lines) > FEW:
        along, lines = "point", [((), headline)]
    title = f"{' and '.join(SHOWN_WORDS)} over {along.replace('_', ' ')}".capitalize()
    height = 2 * PANEL + 2.1
    drawing = style.figure(height)
    style.head(drawing, title, "Level in each arrangement, with 95% interval")
    inch = 1 / height
    for place, measure in enumerate(SHOWN):
        left = 0.09 + 0.48 * (place % 2)
        bottom = (1.15 + (PANEL + 0.15) * (1 - place // 2)) * inch
        axes = drawing.add_axes((left, bottom, 0.38, (PANEL - 0.75) * inch))
        rows = headline[headline["measure"] == measure]
        unit = rows["unit"].iloc[0]
        scale = 100 if unit == "share" else 1
        for number, (key, of_line) in enumerate(lines):
            part = of_line[of_line["measure"] == measure]
            today = part["under_policy"].isna()
            values, low, high = (
                scale * np.where(today, part["today" + end], part["under_policy" + end])
                for end in ("", "_low", "_high")
            )
            x = part[along].to_numpy(dtype=float)
            order = np.argsort(x, kind="stable")
            named = ", ".join(map(_named, key if isinstance(key, tuple) else (key,)))
            axes.errorbar(
                x[order], values[order],
                yerr=np.abs(np.array([values - low, high - values]))[:, order],
                color=COLOURS[number % FEW], marker=MARKERS[number % FEW], ms=5, lw=1.4,
                ls="-" if along != "point" else "", capsize=2, label=named,
            )  # fmt: skip
        style.bare(axes)
        axes.grid(axis="y", color="#E5E5E5", lw=0.7)
        shown = " (%)" if unit == "share" else " (£)" if unit.startswith("GBP") else ""
        axes.set_title(f"{label(measure, unit)}{shown}", size=style.SMALL, loc="left")
        axes.set_xlabel(along.replace("_", " "), size=style.SMALL)
    if len(lines) > 1:
        handles, words = drawing.axes[0].get_legend_handles_labels()
        drawing.legend(handles, words, loc="lower center", ncols=min(4, len(lines)), frameon=False,
                       fontsize=style.SMALL, bbox_to_anchor=(0.5, 0.3 * inch))  # fmt: skip
    style.foot(drawing, "points of a sweep", replications, drawn=drawn)
    return drawing


def _named(value: object) -> str:
    return "today's service" if value == KEEP else str(value).replace("_", " ")


SHOWN_WORDS = ("timeliness", "drift", "the child's voice", "cost")

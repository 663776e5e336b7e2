"""A picture of published ranges and simulated bands, a row each."""

from collections.abc import Sequence

from matplotlib.figure import Figure

from experiments.validate.compared import Compared
from sim.report.figures import style

ROW = 0.34  # inches
LEFT = 0.42  # share of the width for words
NEAR, FAR = 0.05, 500.0  # odds beyond which an interval is of too few reports to be drawn


def strips(
    rows: Sequence[Compared], title: str, *, axis: str, log: bool = False, scaled: bool = False
) -> Figure:
    """Return the picture: grey is what is published, blue the simulated median and 90% band.

    Axes of odds are logarithmic (`log`); rows of several units are drawn `scaled`, each in widths
    of its published range.
    """
    title = style.wrapped(title)
    below = style.under("Grey: published, with its error. Blue: simulated, median and 90% of "
                        "worlds and years; orange where the median is outside.")  # fmt: skip
    top = style.head_inches(title, below)
    height = top + ROW * len(rows) + 0.95
    drawing = style.figure(height)
    style.head(drawing, title, below)
    axes = drawing.add_axes((LEFT, 0.75 / height, 0.55, ROW * len(rows) / height))
    if log:
        axes.set_xscale("log")
    ends: list[float] = []
    for place, row in enumerate(rows):
        start, wide = (row.low, row.high - row.low) if scaled else (0.0, 1.0)
        low, high, *simulated = (
            (end - start) / wide for end in (row.low, row.high, row.middle, row.least, row.most)
        )
        ends += [low, high, *(end for end in simulated if end == end)]
        axes.barh(place, high - low, left=low, height=0.7, color="#CFCFCF")
        colour = style.TODAY if row.inside else style.POLICY
        axes.plot(simulated[1:], (place, place), color=colour, lw=2.5, solid_capstyle="butt")
        axes.plot(simulated[0], place, "o", color=colour, ms=6)
    axes.set_ylim(len(rows) - 0.4, -0.6)
    if log:
        axes.set_xlim(max(NEAR, min(ends) * 0.8), min(FAR, max(ends) * 1.2))
        axes.xaxis.set_major_formatter("{x:g}")  # the usual one writes mathematics
    axes.set_yticks(range(len(rows)), [row.words.replace("`", "") for row in rows])
    axes.set_xlabel(axis, size=style.SMALL)
    style.bare(axes)
    return drawing

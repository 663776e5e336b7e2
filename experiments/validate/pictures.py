"""The pictures of validation: one for each group of figures."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from experiments.validate import caseloads, england_figures, grades, relations, spreads
from experiments.validate.compared import Compared, band
from experiments.validate.published import AT_CASELOAD, BANDS
from experiments.validate.validation_results import ValidationResults
from sim.report.figures import style

type Picture = Callable[[ValidationResults], Figure]
IN_WIDTHS = "in widths of the published range (0 its lower end, 1 its upper)"
ROW = 0.34  # inches
LEFT = 0.42  # share of the width for words
NEAR, FAR = 0.05, 500.0  # odds beyond which an interval is of too few reports to be drawn
PANEL = (0.1, 0.58)  # left edges of two panels a row, as shares of the width
WIDE = 0.38
SHOWN = {  # by caseload, with what each is called there
    "midway_coverage": "midway checks",
    "child_seen_before_review": "child seen before the review",
    "reviews_on_time": "reviews on time",
    "challenge_followed_up": "stalls followed up",
}


def strips(
    rows: Sequence[Compared], title: str, *, axis: str, log: bool = False, scaled: bool = False
) -> Figure:
    """Return the picture: grey is what is published, blue the simulated median and 90% band.

    Axes of odds are logarithmic (`log`); rows of several units are drawn `scaled`, each in widths
    of its published range.
    """
    below = style.under("Grey: published, with its error. Blue: simulated, median and 90% of "
                        "worlds and years; orange where the median is outside.")  # fmt: skip
    high = ROW * len(rows)
    drawing, _ = style.begin(title, below, high, 0.95)
    height = drawing.get_figheight()
    axes = drawing.add_axes((LEFT, 0.75 / height, 0.55, high / height))
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


def counted(rows: Sequence[Compared]) -> str:
    """Return how many of some figures are as published."""
    return f"{sum(row.inside for row in rows)} of {len(rows)} as published"


def _strips(words: str, *groups: str, unit: str = "", **how: Any) -> Picture:
    """Return what draws the figures of some groups, in one unit or in all."""

    def picture(found: ValidationResults) -> Figure:
        rows = [row for group in groups for row in found.of(group) if unit in ("", row.unit)]
        return strips(rows, f"{words}: {counted(rows)}", **how)

    return picture


def differ(found: ValidationResults) -> Figure:
    """Draw how authorities differ."""
    rows = found.of(spreads.GROUP)
    sds = [row for row in rows if row.unit == "points"]
    title = f"How authorities differ: {counted(rows)}, of standard deviations {counted(sds)}"
    return strips(rows, title, scaled=True, axis=IN_WIDTHS)


def bands(found: ValidationResults) -> Figure:
    """Draw each authority's published figure in its simulated band, a panel a figure."""
    inside = sum(row.inside for _, rows, _ in found.held for row in rows)
    every = sum(len(rows) for _, rows, _ in found.held)
    title = f"Authorities inside their own 90% bands: {inside} of {every} figures"
    drawing, place = _panels(
        title, "Authorities in order of what they publish (dots); lines: their simulated bands."
    )
    for number, (between, rows, _) in enumerate(found.held):
        axes = drawing.add_axes(place(number))
        share = sum(row.inside for row in rows) / len(rows) if rows else float("nan")
        axes.set_title(f"{between.words}: {share:.0%} inside", size=style.WORDS, loc="left")
        for rank, row in enumerate(sorted(rows, key=lambda one: one.published)):
            axes.plot((rank, rank), (row.least, row.most), color="#9CC3E0", lw=1.5)
            axes.plot(rank, row.published, ".", ms=4,
                      color=style.TODAY if row.inside else style.POLICY)  # fmt: skip
        axes.set_xticks([])
        axes.set_ylabel("percent", size=style.SMALL)
        style.bare(axes)
    return drawing


def forecasts(found: ValidationResults) -> Figure:
    """Draw how far a named authority's forecast is off, beside the same forecast for everyone."""
    known = [(between, worth) for between, _, worth in found.held if worth is not None]
    better = sum(worth.gain_low > 0 for _, worth in known)
    high = 0.55 * len(known)
    drawing, _ = style.begin(
        f"A named authority's forecast is better than one for everyone in {better} of {len(known)}",
        "Ranked probability score, points: the shorter the better. Better: by more than chance",
        high, 0.9,
    )  # fmt: skip
    height = drawing.get_figheight()
    axes = drawing.add_axes((0.25, 0.6 / height, 0.7, high / height))
    rows = np.arange(len(known))
    axes.barh(rows - 0.18, [worth.crps for _, worth in known], height=0.34, color=style.TODAY,
              label="named authority")  # fmt: skip
    axes.barh(rows + 0.18, [worth.constant_crps for _, worth in known], height=0.34,
              color="#BDBDBD", label="the same for everyone")  # fmt: skip
    axes.set_ylim(len(known) - 0.4, -0.6)
    axes.set_yticks(rows, [between.words for between, _ in known])
    axes.legend(frameon=False, fontsize=style.SMALL, loc="lower right",
                bbox_to_anchor=(1.0, 0.98), ncols=2)  # fmt: skip
    style.bare(axes)
    return drawing


def by_caseload(found: ValidationResults) -> Figure:
    """Draw services by children to an IRO, with the ranges published at a caseload."""
    rows = found.of(caseloads.GROUP)
    drawing, place = _panels(
        f"Services by caseload: {counted(rows)}",
        "Blue: simulated mean, median and 90% of worlds; grey boxes: published ranges.",
    )
    for number, (measure, words) in enumerate(SHOWN.items()):
        axes = drawing.add_axes(place(number))
        axes.set_title(words, size=style.WORDS, loc="left")
        for one in AT_CASELOAD:
            if one.measure == measure:
                least, most = one.caseload
                axes.fill_between((least, most), 100 * one.low, 100 * one.high, color="#CFCFCF")
        middles = [(least + most) / 2 for least, most in BANDS]
        ends = [band(caseloads.by_world(found.records, measure, each)) for each in BANDS]
        axes.fill_between(middles, [e[1] for e in ends], [e[2] for e in ends], alpha=0.3,
                          color=style.TODAY, lw=0)  # fmt: skip
        axes.plot(middles, [e[0] for e in ends], "o-", color=style.TODAY)
        axes.set_ylim(80 if measure == "reviews_on_time" else 0, 101)
        axes.set_xlabel("children to an IRO", size=style.SMALL)
        axes.set_ylabel("percent", size=style.SMALL)
        style.bare(axes)
    return drawing


def _panels(
    title: str, below: str
) -> tuple[Figure, Callable[[int], tuple[float, float, float, float]]]:
    """Return a figure with room for four panels, and the place of each."""
    drawing, head = style.begin(title, below, 6.6)
    height = drawing.get_figheight()
    panel = 2.35 / height

    def place(number: int) -> tuple[float, float, float, float]:
        row, column = divmod(number, 2)
        return PANEL[column], 1 - (head + 0.45 + 3.15 * row) / height - panel, WIDE, panel

    return drawing, place


PICTURES: Mapping[str, Picture] = {
    "england": _strips("England, all authorities added up", england_figures.UNUSED,
                       england_figures.USED, scaled=True, axis=IN_WIDTHS),
    "spreads": differ,
    "bands": bands,
    "forecasts": forecasts,
    "odds": _strips("Odds in inspection reports", relations.ODDS, log=True,
                    axis="odds ratio, logarithmic"),
    "drift": _strips("What drift goes with", relations.GOES_WITH, relations.DAYS,
                     axis="correlation"),
    "grades": _strips("Reviews on time by grade", grades.GROUP, unit="%", axis="percent"),
    "caseloads": by_caseload,
}  # fmt: skip


def draw(found: ValidationResults, folder: Path) -> None:
    """Write all pictures as PNG, `validation_<name>.png`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, picture in PICTURES.items():
        with style.own_look():
            picture(found).savefig(folder / f"validation_{name}.png", dpi=110)

"""Whether authorities' published figures are in their simulated bands, and forecasts' worth.

The forecast of a named authority is the spread of its simulated years over worlds. It is held
against a constant forecast: of each authority, whatever all the others publish.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.stats import binomtest, bootstrap, energy_distance

from experiments.validate.compared import PERCENT, TAIL, band
from experiments.validate.published import Between, own_figures
from sim.data import authorities

RESAMPLED = 2000  # times that authorities are drawn again, for the interval of a gain
CHANCE = 17


@dataclass(frozen=True)
class Held:
    """One authority's published figure beside its simulated band, percent."""

    authority: str
    published: float
    years: np.ndarray  # all that were simulated of it, over all worlds
    middle: float
    least: float
    most: float
    inside: bool


@dataclass(frozen=True)
class Worth:
    """How good the forecast of a named authority is beside a constant one."""

    of: int  # how many authorities' figures it was held against
    # mean absolute error of the forecast's median, and of the mean of all others, points
    error: float
    constant_error: float
    crps: float  # continuous ranked probability score, the smaller the better, points
    constant_crps: float
    width: float  # mean width of the bands that are to hold 90%, points
    constant_width: float
    gain: float  # share by which the score is better than the constant one's, with its 90% interval
    gain_low: float
    gain_high: float


def held(between: Between, every: pd.DataFrame, records: pd.DataFrame) -> list[Held]:
    """Return published figures with the simulated bands of their authorities, where there are any.

    A published figure is inside if what it may have been rounded from is.
    """
    simulated = PERCENT * records.set_index("authority")[between.measure].dropna()
    by_name = {name: years.to_numpy() for name, years in simulated.groupby("authority")}
    if between.column:
        published = list(own_figures(between.column, authorities.names()).items())
    else:  # what reports print, of one authority perhaps twice
        printed = every.dropna(subset="on_time")
        published = list(zip(printed["authority"], printed["on_time"], strict=True))
    rows = []
    for name, figure in published:
        if name not in by_name:
            continue
        middle, least, most = band(by_name[name])
        inside = least - between.rounding <= figure <= most + between.rounding
        rows.append(Held(name, figure, by_name[name], middle, least, most, inside))
    return rows


def crps(years: np.ndarray, figure: float) -> float:
    """Return the continuous ranked probability score of a figure, as simulated years forecast it.

    The integral of the squared difference of two distribution functions, of which the energy
    distance is the root of twice as much.
    """
    return float(energy_distance(years, [figure])) ** 2 / 2


def worth(rows: Sequence[Held]) -> Worth | None:
    """Return what a named authority's forecast is worth; None with too few to say."""
    if len(rows) < 3:
        return None
    figures = np.array([row.published for row in rows])
    scored = []
    for place, row in enumerate(rows):
        others = np.delete(figures, place)
        _, least, most = band(others)
        scored.append(
            (abs(row.middle - row.published), abs(others.mean() - row.published),
             crps(row.years, row.published), crps(others, row.published),
             row.most - row.least, most - least)
        )  # fmt: skip
    table = np.array(scored)
    own, constant = table[:, 2], table[:, 3]
    drawn_again = bootstrap(
        (own, constant), lambda own, constant, axis: 1 - own.mean(axis) / constant.mean(axis),
        paired=True, n_resamples=RESAMPLED, confidence_level=1 - 2 * TAIL, method="percentile",
        rng=CHANCE,
    )  # fmt: skip
    low, high = drawn_again.confidence_interval
    error, beside, score, scored_beside, width, wide = table.mean(axis=0).tolist()
    return Worth(len(rows), error, beside, score, scored_beside, width, wide,
                 1 - score / scored_beside, low, high)  # fmt: skip


def share_inside(rows: Sequence[Held]) -> tuple[float, float, float]:
    """Return the share inside and its 95% interval (Wilson's)."""
    if not rows:
        return (math.nan,) * 3
    found = binomtest(sum(row.inside for row in rows), len(rows))
    low, high = found.proportion_ci(method="wilson")
    return found.statistic, low, high

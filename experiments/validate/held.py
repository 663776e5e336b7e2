"""Whether authorities' published figures are in their simulated bands, and forecasts' worth.

The forecast of a named authority is the spread of its simulated years over worlds. It is held
against a constant forecast: of each authority, whatever all the others publish.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from experiments.validate.compared import PERCENT, TAIL, band
from experiments.validate.published import Between
from experiments.validate.reports import Report, printed
from sim.data import authorities

RESAMPLED = 2000  # times that authorities are drawn again, for the interval of a gain
CHANCE = 17


@dataclass(frozen=True)
class Held:
    """One authority's published figure beside its simulated band, percent."""

    authority: str
    published: float
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
    share_inside: float  # share of published figures inside these bands
    constant_inside: float
    gain: float  # share by which the score is better than the constant one's, with its 90% interval
    gain_low: float
    gain_high: float


def published_of(between: Between, every: Sequence[Report]) -> list[tuple[str, float]]:
    """Return each authority with its own published figure, percent; reports may name one twice."""
    if not between.column:
        known = set(authorities.names())
        return [(one.authority, one.on_time) for one in printed(every) if one.authority in known]
    found = []
    for name in authorities.names():
        figure = authorities.figures(name)[between.column]
        if figure.own:
            found.append((name, figure.value))
    return found


def simulated_of(between: Between, records: pd.DataFrame) -> Mapping[str, np.ndarray]:
    """Return each authority's simulated years over all worlds, percent, sorted."""
    groups = records.groupby("authority")[between.measure]
    return {str(name): np.sort(PERCENT * each.dropna().to_numpy()) for name, each in groups}


def held(between: Between, every: Sequence[Report], records: pd.DataFrame) -> list[Held]:
    """Return published figures with the simulated bands of their authorities, where there are any.

    A published figure is inside if what it may have been rounded from is.
    """
    simulated = simulated_of(between, records)
    rows = []
    for name, figure in published_of(between, every):
        if not len(simulated.get(name, ())):
            continue
        middle, least, most = band(simulated[name])
        inside = least - between.rounding <= figure <= most + between.rounding
        rows.append(Held(name, figure, middle, least, most, inside))
    return rows


def crps(years: np.ndarray, figure: float) -> float:
    """Return the continuous ranked probability score of a figure, of simulated years sorted."""
    count = len(years)
    weights = 2 * np.arange(1, count + 1) - count - 1
    apart = 2 * float(weights @ years) / count**2  # the mean difference between two of them
    return float(np.abs(years - figure).mean()) - apart / 2


def worth(between: Between, every: Sequence[Report], records: pd.DataFrame) -> Worth | None:
    """Return what a named authority's forecast is worth; None with too few to say."""
    simulated = simulated_of(between, records)
    pairs = [one for one in published_of(between, every) if len(simulated.get(one[0], ()))]
    if len(pairs) < 3:
        return None
    figures = np.array([figure for _, figure in pairs])
    scored = []
    for place, (name, figure) in enumerate(pairs):
        constant = np.sort(np.delete(figures, place))
        own = simulated[name]
        named = _score(own, float(np.median(own)), figure, between.rounding)
        everyone = _score(constant, float(constant.mean()), figure, between.rounding)
        scored.append((*named, *everyone))
    table = np.array(scored)
    means = table.mean(axis=0).tolist()
    error, score, width, inside, constant_error, beside, constant_width, within = means
    low, high = _interval(table[:, 1], table[:, 5])
    return Worth(len(pairs), error, constant_error, score, beside, width, constant_width, inside,
                 within, 1 - score / beside, low, high)  # fmt: skip


def _score(
    years: np.ndarray, point: float, figure: float, rounding: float
) -> tuple[float, float, float, float]:
    """Return absolute error, score, width of the 90% band and whether the figure is inside."""
    _, least, most = band(years)
    inside = least - rounding <= figure <= most + rounding
    return abs(point - figure), crps(years, figure), most - least, float(inside)


def _interval(own: np.ndarray, constant: np.ndarray) -> tuple[float, float]:
    """Return the 90% interval of the gain over authorities drawn again with replacement."""
    drawn = np.random.default_rng(CHANCE).integers(len(own), size=(RESAMPLED, len(own)))
    gains = 1 - own[drawn].mean(axis=1) / constant[drawn].mean(axis=1)
    low, high = np.quantile(gains, (TAIL, 1 - TAIL))
    return float(low), float(high)


def share_inside(rows: Sequence[Held]) -> tuple[float, float, float]:
    """Return the share inside and its 95% interval (Wilson's)."""
    if not rows:
        return (math.nan,) * 3
    count, z = len(rows), 1.96
    share = sum(row.inside for row in rows) / count
    centre = (share + z**2 / (2 * count)) / (1 + z**2 / count)
    half = z * math.sqrt(share * (1 - share) / count + z**2 / (4 * count**2)) / (1 + z**2 / count)
    return share, centre - half, centre + half

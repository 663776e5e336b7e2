"""Planned stays by route, scaled so that the authority's mean stay comes out."""

from dataclasses import dataclass
from functools import lru_cache
from statistics import NormalDist

import numpy as np
from scipy.optimize import brentq

from sim.casework.entry import GRID
from sim.settings.care import Care, Routes
from sim.settings.court import Court
from sim.words import Route

AGE_BOUNDS = (0.0, 1.0, 5.0, 10.0, 16.0, 18.0)  # years, of the age groups in the statistics
STEPS = 8  # ages looked at in each group when a mean is taken
TAIL = 0.5 / GRID  # the tables end at this and 1 - this quantile


@dataclass(frozen=True)
class StayTables:
    """Ages at start, routes by age, and planned stays by route.

    Attributes
    ----------
    ages
        Shares of entrants by age group, shape (5,).
    routes
        Shares of routes by age group, shape (5, 5), in the order of `Route`.
    stays
        Planned stays in days at each quantile, shape (4, GRID + 2): home, guardianship, adoption,
        other.
    """

    ages: np.ndarray
    routes: np.ndarray
    stays: np.ndarray


def _ages(care: Care) -> np.ndarray:
    start = care.age_at_start
    given = [start.under_1, start.from_1_to_4, start.from_5_to_9, start.from_10_to_15]
    return np.array([*given, max(0.0, 1.0 - sum(given))])


def _routes(routes: Routes, factor: float, most_to_18: float) -> np.ndarray:
    """Return one age group's shares, those to 18 scaled and the others sharing the rest."""
    to_18 = min(most_to_18, routes.to_18 * factor)
    named = routes.home + routes.guardianship + routes.adoption
    others = np.array([routes.home, routes.guardianship, routes.adoption,
                       max(0.0, 1.0 - named - routes.to_18)])  # fmt: skip
    total = others.sum()
    others = others * (1.0 - to_18) / total if total > 0 else others
    return np.array([*others[:3], 1.0 - others.sum(), others[3]])


@lru_cache(maxsize=1)
def _normal() -> np.ndarray:
    """Return the standard normal at each quantile of the tables."""
    quantiles = np.clip(np.arange(GRID + 2) / GRID, TAIL, 1.0 - TAIL)
    return np.array([NormalDist().inv_cdf(float(q)) for q in quantiles])


def proceedings_days(court: Court) -> np.ndarray:
    """Return how many days care proceedings last at each quantile, shape (GRID + 2,)."""
    return 7.0 * court.weeks * np.exp(court.spread * _normal() - 0.5 * court.spread**2)


def tables_at(care: Care, factor: float) -> StayTables:
    """Return the tables for one scale: of stays, and of the shares who stay to 18."""
    by_age = care.routes
    groups = (by_age.under_1, by_age.from_1_to_4, by_age.from_5_to_9, by_age.from_10_to_15,
              by_age.from_16)  # fmt: skip
    normal = _normal()
    rows = []
    for stay in (care.stays.home, care.stays.guardianship, care.stays.adoption, care.stays.other):
        rows.append(365.25 * factor * stay.median_years * np.exp(stay.spread * normal))
    routes = np.array([_routes(group, factor, care.most_to_18) for group in groups])
    return StayTables(_ages(care), routes, np.array(rows))


LEAVES = [Route.HOME, Route.GUARDIANSHIP, Route.ADOPTION, Route.OTHER]  # in the order of stays


def mean_planned_years(tables: StayTables) -> float:
    """Return the mean planned stay in years, cut at the 18th birthday."""
    total = 0.0
    middle = 0.5 * (tables.stays[:, :GRID] + tables.stays[:, 1 : GRID + 1]) / 365.25
    for group, share in enumerate(tables.ages):
        low, high = AGE_BOUNDS[group], AGE_BOUNDS[group + 1]
        lefts = [18.0 - (low + (high - low) * (step + 0.5) / STEPS) for step in range(STEPS)]
        cut = np.minimum(middle, np.array(lefts)[:, np.newaxis, np.newaxis])
        to_18 = tables.routes[group][Route.TO_18]
        others = tables.routes[group][LEAVES]
        for left, means in zip(lefts, cut.mean(axis=2), strict=True):
            total += share / STEPS * (to_18 * left + others @ means)
    return float(total)


@lru_cache(maxsize=256)
def stay_tables(care: Care, mean_years: float) -> StayTables:
    """Return the tables whose planned stays average `mean_years`.

    Parameters
    ----------
    care
        The settings of routes and stays.
    mean_years
        The authority's mean realised stay less the usual delay, years. Where no scale between
        0.01 and 30 reaches it, the nearest does.
    """

    def excess(factor: float) -> float:
        return mean_planned_years(tables_at(care, factor)) - mean_years

    low, high = 0.01, 30.0
    if excess(low) >= 0:
        return tables_at(care, low)
    if excess(high) <= 0:
        return tables_at(care, high)
    return tables_at(care, brentq(excess, low, high, xtol=1e-4))

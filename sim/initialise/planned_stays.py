"""Planned stays by route, and the mix of routes with which an authority's mean stay comes out.

A route lasts what it lasts everywhere: courts, panels and matching keep no other time where
children stay longer. Where a place's mean stay is longer, more of its children stay to 18 and fewer
leave early, home or by another route; guardianship and adoption keep their shares. Only where no
such mix reaches it, as where most children pass through within weeks, are those who leave early
quicker; and only where all who can stay to 18 are too few, do all others take longer.
"""

import math
from dataclasses import dataclass
from functools import lru_cache
from statistics import NormalDist

import numpy as np
from scipy.optimize import brentq

from sim.casework.entrants import GRID, LEAVE
from sim.settings.care import Care, Routes
from sim.settings.court import Court
from sim.vocabulary import Route

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


def _routes(routes: Routes, odds: float, most_to_18: float) -> np.ndarray:
    """Return one age group's shares: the odds of staying to 18 against leaving early multiplied."""
    named = routes.home + routes.guardianship + routes.adoption
    other = max(0.0, 1.0 - named - routes.to_18)
    pool = routes.to_18 + routes.home + other
    weight = routes.to_18 * odds
    whole = weight + routes.home + other
    to_18 = min(max(most_to_18, routes.to_18), pool * weight / whole) if whole > 0 else 0.0
    early = routes.home + other
    left = (pool - to_18) / early if early > 0 else 0.0
    shares = np.zeros(max(Route) + 1)
    shares[Route.HOME], shares[Route.GUARDIANSHIP] = routes.home * left, routes.guardianship
    shares[Route.ADOPTION], shares[Route.OTHER] = routes.adoption, other * left
    earlier = routes.home * left + routes.guardianship + routes.adoption
    shares[Route.TO_18] = 1.0 - earlier - shares[Route.OTHER]
    return shares


@lru_cache(maxsize=1)
def _normal() -> np.ndarray:
    """Return the standard normal at each quantile of the tables."""
    quantiles = np.clip(np.arange(GRID + 2) / GRID, TAIL, 1.0 - TAIL)
    return np.array([NormalDist().inv_cdf(float(q)) for q in quantiles])


def proceedings_days(court: Court) -> np.ndarray:
    """Return how many days care proceedings last at each quantile, shape (GRID + 2,)."""
    return 7.0 * court.weeks * np.exp(court.spread * _normal() - 0.5 * court.spread**2)


def tables_at(care: Care, odds: float, early: float = 1.0, others: float = 1.0) -> StayTables:
    """Return the tables for one mix of routes.

    Parameters
    ----------
    care
        The settings of routes and stays.
    odds
        Multiplies the odds of staying to 18 against leaving early, home or by another route.
    early
        Multiplies the stays of those who leave early.
    others
        Multiplies the stays of guardianship and adoption.
    """
    by_age = care.routes
    groups = (by_age.under_1, by_age.from_1_to_4, by_age.from_5_to_9, by_age.from_10_to_15,
              by_age.from_16)  # fmt: skip
    normal = _normal()
    stays = {
        Route.HOME: (care.stays.home, early), Route.GUARDIANSHIP: (care.stays.guardianship, others),
        Route.ADOPTION: (care.stays.adoption, others), Route.OTHER: (care.stays.other, early),
    }  # fmt: skip
    rows = [
        365.25 * factor * stay.median_years * np.exp(stay.spread * normal)
        for stay, factor in (stays[route] for route in LEAVE)
    ]
    routes = np.array([_routes(group, odds, care.most_to_18) for group in groups])
    return StayTables(_ages(care), routes, np.array(rows))


def mean_planned_years(tables: StayTables) -> float:
    """Return the mean planned stay in years, cut at the 18th birthday."""
    total = 0.0
    middle = 0.5 * (tables.stays[:, :GRID] + tables.stays[:, 1 : GRID + 1]) / 365.25
    for group, share in enumerate(tables.ages):
        low, high = AGE_BOUNDS[group], AGE_BOUNDS[group + 1]
        lefts = [18.0 - (low + (high - low) * (step + 0.5) / STEPS) for step in range(STEPS)]
        cut = np.minimum(middle, np.array(lefts)[:, np.newaxis, np.newaxis])
        to_18 = tables.routes[group][Route.TO_18]
        others = tables.routes[group][list(LEAVE)]
        for left, means in zip(lefts, cut.mean(axis=2), strict=True):
            total += share / STEPS * (to_18 * left + others @ means)
    return float(total)


LEAST_ODDS, MOST_ODDS = 1e-3, 1e3  # beyond which more or less would change nothing
QUICKEST, SLOWEST = 0.01, 30.0  # by which stays are multiplied where no mix reaches the mean


@lru_cache(maxsize=256)
def stay_tables(care: Care, mean_years: float) -> StayTables:
    """Return the tables whose planned stays average `mean_years`.

    Parameters
    ----------
    care
        The settings of routes and stays.
    mean_years
        The authority's mean realised stay less the usual delay, years. Where no mix of routes
        reaches it, those who leave early do so the sooner, or all who leave the later; where that
        does not either, the nearest is returned.
    """

    def excess(tables: StayTables) -> float:
        return mean_planned_years(tables) - mean_years

    def mixed(log_odds: float) -> StayTables:
        return tables_at(care, math.exp(log_odds))

    def quicker(factor: float) -> StayTables:
        return tables_at(care, LEAST_ODDS, early=factor)

    def slower(factor: float) -> StayTables:
        return tables_at(care, MOST_ODDS, early=factor, others=factor)

    ways = ((mixed, math.log(LEAST_ODDS), math.log(MOST_ODDS)), (quicker, QUICKEST, 1.0),
            (slower, 1.0, SLOWEST))  # fmt: skip
    for tables, low, high in ways:
        if excess(tables(low)) <= 0 <= excess(tables(high)):
            found = brentq(lambda at, tables=tables: excess(tables(at)), low, high, xtol=1e-5)
            return tables(found)
    return slower(SLOWEST) if excess(mixed(0.0)) < 0 else quicker(QUICKEST)

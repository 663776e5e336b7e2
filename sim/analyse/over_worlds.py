"""What plausible worlds say together: medians, the range of 90% of them, and chance's share.

Every world weighs the same, however often it was run, and worlds are counted, not averaged: a set
of beliefs has no probability. Arrays have runs, or worlds, first; further axes are separate.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from sim.analyse.estimate import Estimate, divided

LOW, MIDDLE, HIGH = 0.05, 0.5, 0.95  # the range that is told holds 90% of worlds


def by_world(counts: np.ndarray, worlds: Sequence[int]) -> np.ndarray:
    """Return the counts of each world, its runs added up, in the order in which worlds came."""
    place, known = pd.factorize(np.array(worlds, dtype=np.int64))
    added = np.zeros((len(known), *counts.shape[1:]))
    np.add.at(added, place, counts)
    return added


def range_of(values: np.ndarray) -> Estimate:
    """Return the median and the range of worlds' values, shape (worlds, ...).

    A world without a value (NaN) is left out; where none has one, all three are NaN. Quantiles are
    interpolated linearly between worlds.
    """
    ordered = np.sort(values, axis=0)  # NaN stands last
    there = (~np.isnan(values)).sum(axis=0)
    found = []
    for share in (MIDDLE, LOW, HIGH):
        place = share * np.maximum(there - 1, 0)
        below = np.floor(place).astype(np.int64)
        above = np.minimum(below + 1, np.maximum(there - 1, 0))
        ends = [_at(ordered, rows) for rows in (below, above)]
        between = ends[0] + (place - below) * (ends[1] - ends[0])
        found.append(np.where(there > 0, between, np.nan))
    return Estimate(*found)


def _at(ordered: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """Return the entry of each column in its row; NaN where there are no rows."""
    if len(ordered) == 0:
        return np.full(rows.shape, np.nan)
    return np.take_along_axis(ordered, rows[np.newaxis], axis=0)[0]


def mean_of(values: np.ndarray, there: np.ndarray) -> np.ndarray:
    """Return the mean over the worlds that are there, shape (worlds, ...); NaN where none is."""
    return divided(np.where(there, values, 0.0).sum(axis=0), there.sum(axis=0))


def spread_by_chance(values: np.ndarray, alike: Sequence[int]) -> np.ndarray:
    """Return the standard deviation between runs that have all beliefs in common.

    Parameters and shape as in `share_of_chance`; NaN where no two runs share their beliefs.
    """
    return np.sqrt(_variances(values, alike)[0])


def share_of_chance(values: np.ndarray, alike: Sequence[int]) -> np.ndarray:
    """Return the share of the variance between runs that is chance, the rest being beliefs.

    One-way random effects: runs that have all beliefs in common differ by chance alone.

    Parameters
    ----------
    values
        A figure of each run, shape (runs, measures); runs without a value (NaN) are left out.
    alike
        For each run the number of the first world that has the same beliefs as its own.

    Returns
    -------
    numpy.ndarray
        Shape (measures,); NaN where no two runs share their beliefs, or nothing varies.
    """
    within, belief = _variances(values, alike)
    return divided(within, belief + within)


def _variances(values: np.ndarray, alike: Sequence[int]) -> np.ndarray:
    """Return what of the variance is chance and what beliefs add, shape (2, measures)."""
    groups = np.array(alike)
    return np.array([_parts(column, groups) for column in values.T]).T


def _parts(column: np.ndarray, groups: np.ndarray) -> tuple[float, float]:
    known = ~np.isnan(column)
    column, groups = column[known], groups[known]
    _, place, sizes = np.unique(groups, return_inverse=True, return_counts=True)
    n, k = len(column), len(sizes)
    if n == k or n == 0:
        return np.nan, np.nan
    means = np.bincount(place, column) / sizes
    within = float(((column - means[place]) ** 2).sum() / (n - k))
    if k == 1:
        return within, 0.0
    between = (sizes * (means - column.mean()) ** 2).sum() / (k - 1)
    runs_a_group = (n - (sizes**2).sum() / n) / (k - 1)
    return within, max(0.0, float((between - within) / runs_a_group))

"""Intervals of a mean over replications of one world, which differ by chance alone.

Runs of a small authority are skewed: in most nearly every review is on time, in a few an illness
makes many late. Student's interval, which takes them for symmetric, then holds the truth too
rarely. So the interval reaches as far as Student's and as one corrected for skewness (Hall 1992,
on removing skewness by transformation), both with the fewer degrees of freedom that the spread has
where a few rows lie far out. `python -m experiments.coverage` measures how often intervals hold.
"""

from typing import NamedTuple

import numpy as np

ALPHA = 0.05  # of false alarms
LEVEL = 1 - ALPHA
LEAST_FREEDOM = 3
ENOUGH = 10  # rows that can show a skewness
NEARLY_SYMMETRIC = 1e-8  # a skewness below which the transformation is the identity


class Interval(NamedTuple):
    """Ends of an interval and the two-sided p-value of no difference, arrays of shape (...)."""

    low: np.ndarray
    high: np.ndarray
    p_value: np.ndarray


def of_mean(value: np.ndarray, errors: np.ndarray, level: float = LEVEL) -> Interval:
    """Return where the mean lies, by chance.

    Parameters
    ----------
    value
        The mean, shape (...).
    errors
        What each row adds to it, shape (rows, ...), with a mean of 0.
    level
        How often the interval is to hold the truth.
    """
    from scipy.special import stdtr, stdtrit  # half a second to load, for one world alone

    n = len(errors)
    if n < 2:
        return Interval(*np.full((3, *np.shape(value)), np.nan))
    spread = np.std(errors, axis=0, ddof=1)
    skewness, freedom = _skewness(errors), _freedom(errors)
    reach = stdtrit(freedom, 0.5 + level / 2) / np.sqrt(n)
    low = value - spread * np.maximum(reach, _back(reach, skewness, n))
    high = value + spread * np.maximum(reach, -_back(-reach, skewness, n))
    with np.errstate(divide="ignore", invalid="ignore"):
        student = np.abs(value) / spread
        corrected = np.abs(_forth(value / spread, skewness, n))
    p = 2 * stdtr(freedom, -np.sqrt(n) * np.minimum(student, corrected))
    p = np.where(spread == 0, np.where(value == 0, 1.0, 0.0), p)  # all rows differ by the same
    return Interval(low, high, p)


def _skewness(errors: np.ndarray) -> np.ndarray:
    """Return the skewness of rows; 0 of so few that they cannot show any."""
    if len(errors) < ENOUGH:
        return np.zeros(errors.shape[1:])
    second = np.mean(errors**2, axis=0)
    third = np.mean(errors**3, axis=0)
    return np.divide(third, second**1.5, out=np.zeros_like(third), where=second > 0)


def _freedom(errors: np.ndarray) -> np.ndarray:
    """Return the degrees of freedom that the spread of rows has, by its kurtosis.

    The variance of a sample variance is 2 / (n - 1) of its square where rows are normal, and more
    by kurtosis / n. From n - 1 down to `LEAST_FREEDOM`.
    """
    n = len(errors)
    second = np.mean(errors**2, axis=0)
    fourth = np.mean(errors**4, axis=0)
    excess = np.divide(fourth, second**2, out=np.full_like(fourth, 3.0), where=second > 0) - 3
    if n > 3:
        excess = (n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * excess + 6)  # without its bias
    freedom = 2 / (np.maximum(excess, 0.0) / n + 2 / (n - 1))
    return np.clip(freedom, min(LEAST_FREEDOM, n - 1), n - 1)


def _forth(t: np.ndarray, skewness: np.ndarray, n: int) -> np.ndarray:
    """Return Hall's transformation of a mean over its spread, nearly symmetric about 0."""
    bent = skewness * t
    return t * (1 + bent / 3 + bent * bent / 27) + skewness / (6 * n)


def _back(x: np.ndarray, skewness: np.ndarray, n: int) -> np.ndarray:
    """Return what `_forth` makes x of."""
    flat = np.abs(skewness) < NEARLY_SYMMETRIC
    safe = np.where(flat, 1.0, skewness)
    bent = 3 / safe * (np.cbrt(1 + safe * (x - safe / (6 * n))) - 1)
    return np.where(flat, x, bent)

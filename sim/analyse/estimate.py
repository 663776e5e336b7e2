"""How sure one can be: ratios of means, their intervals, paired differences and verdicts.

A measure's value is mean numerator / mean denominator over replications, so a replication with
more children weighs more. Its interval (interval.py) is that of the mean by the delta method, not
the spread of runs. All of it is chance within one world; what worlds say together stands in
over_worlds.py. Arrays have replications first; further axes are separate measures or months.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from sim.analyse.interval import ALPHA, LEVEL, of_mean
from sim.measures.measure import DOES_NOT_APPLY

LEAST_EVENTS = 5  # below this the normal approximation of an interval does not hold


class Ratio(NamedTuple):
    """Numerators and denominators of one arm, each of shape (replications, ...)."""

    numerators: np.ndarray
    denominators: np.ndarray


class Estimate(NamedTuple):
    """A value with its ends, arrays of shape (...); NaN where there is none.

    A mean over runs of one world with its 95% interval, or the median over worlds with the ends
    between which 90% of them lie.
    """

    value: np.ndarray
    low: np.ndarray
    high: np.ndarray


class Difference(NamedTuple):
    """A paired difference, scenario less baseline, arrays of shape (...).

    `p_value` is two-sided, unadjusted. `variance_ratio` says how many times fewer replications
    the pairs need than independent runs: (s2 baseline + s2 scenario) / s2 difference; infinite
    where all pairs differ by the same amount, NaN where neither arm varies or n is under 2.
    `identical`: nothing differs in any pair.
    """

    value: np.ndarray
    low: np.ndarray
    high: np.ndarray
    p_value: np.ndarray
    variance_ratio: np.ndarray
    identical: np.ndarray


def divided(top: np.ndarray, bottom: np.ndarray) -> np.ndarray:
    """Return what is above the line by what is below it; NaN where that is 0."""
    return np.divide(top, bottom, out=np.full(np.shape(top), np.nan), where=bottom != 0)


def ratio(parts: Ratio) -> np.ndarray:
    """Return mean numerator / mean denominator, shape (...); NaN where the denominator is 0."""
    return divided(parts.numerators.sum(axis=0), parts.denominators.sum(axis=0))


def residuals(parts: Ratio) -> np.ndarray:
    """Return what each replication adds to the ratio's error, shape (replications, ...)."""
    bottom = parts.denominators.sum(axis=0) / max(len(parts.denominators), 1)
    return divided(parts.numerators - ratio(parts) * parts.denominators, bottom)


def _variance(errors: np.ndarray) -> np.ndarray:
    """Return the sample variance over replications; NaN with fewer than two."""
    if len(errors) < 2:
        return np.full(errors.shape[1:], np.nan)
    return np.var(errors, axis=0, ddof=1)


def estimate(parts: Ratio, events: np.ndarray | float = math.inf) -> Estimate:
    """Return one arm's values with their intervals.

    Parameters
    ----------
    parts
        The arm's numerators and denominators, shape (replications, ...).
    events
        How many events each value rests on, shape (...); under `LEAST_EVENTS` it shows no
        interval. Infinite where the measure does not count events.
    """
    value = ratio(parts)
    found = of_mean(value, residuals(parts))
    return Estimate(value, _where_enough(found.low, events), _where_enough(found.high, events))


def _where_enough(ends: np.ndarray, events: np.ndarray | float) -> np.ndarray:
    """Return what rests on enough events; NaN elsewhere."""
    return np.where(np.asarray(events) < LEAST_EVENTS, np.nan, ends)


def paired_difference(
    baseline: Ratio, scenario: Ratio, events: np.ndarray | float = math.inf, level: float = LEVEL
) -> Difference:
    """Return scenario less baseline on pairs: row i of both arms is the same replication.

    Parameters
    ----------
    baseline, scenario
        Numerators and denominators, shape (replications, ...), the same in both arms.
    events
        As in `estimate`; a difference without an interval has no p-value either.
    level
        How often an interval is to hold the truth.

    Raises
    ------
    ValueError
        Where the arms hold different numbers of replications.
    """
    n = len(baseline.numerators)
    if n != len(scenario.numerators):
        raise ValueError(f"pairs need both arms: {n} and {len(scenario.numerators)} replications")
    value = ratio(scenario) - ratio(baseline)
    of_baseline, of_scenario = residuals(baseline), residuals(scenario)
    errors = of_scenario - of_baseline
    variance = _variance(errors)
    apart = _variance(of_baseline) + _variance(of_scenario)
    with np.errstate(divide="ignore", invalid="ignore"):
        fewer = apart / variance  # 0 / 0, two arms that do not vary, is NaN
    found = of_mean(value, errors, level)
    low, high, p = (_where_enough(one, events) for one in found)
    identical = (value == 0) & np.all(errors == 0, axis=0)
    return Difference(value, low, high, p, fewer, identical)


def holm(p_values: Sequence[float]) -> list[float]:
    """Return p-values adjusted by Holm's step-down method; NaN stays out and stays NaN."""
    known = sorted((p, i) for i, p in enumerate(p_values) if not math.isnan(p))
    adjusted = [math.nan] * len(p_values)
    largest = 0.0
    for rank, (p, i) in enumerate(known):
        largest = max(largest, min(1.0, (len(known) - rank) * p))
        adjusted[i] = largest
    return adjusted


def verdict(
    value: float,
    low: float,
    high: float,
    better: str,
    matters: float,
    adjusted_p: float,
    identical: bool = False,
) -> str:
    """Return the verdict on one difference, in words.

    Parameters
    ----------
    value, low, high
        The paired difference and its interval, in the measure's unit; NaN where there is none.
    matters
        The smallest difference that matters, in the measure's unit.
    adjusted_p
        The p-value after Holm's adjustment.
    identical
        Nothing differs in any pair: about the same, with an interval or without.

    Returns
    -------
    str
        "about the same", "better", "worse" ("higher", "lower" where neither is better),
        "not distinguishable", or "does not apply" where a side is empty.
    """
    if math.isnan(value):
        return DOES_NOT_APPLY
    if identical or (-matters <= low and high <= matters):
        return "about the same"
    if not adjusted_p < ALPHA:
        return "not distinguishable"
    direction = "higher" if value > 0 else "lower"
    if better == "neither":
        return direction
    return "better" if direction == better else "worse"

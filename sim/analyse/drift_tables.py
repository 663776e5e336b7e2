"""Drift: differences in it, what it is owed to, and its tail: how long it lasts where it is long.

No published figure measures drift: it follows from beliefs, so it is told over worlds, and beside
it what chance alone does. Causes are in the order in which an action meets them. Medians over
worlds do not add up, so means stand beside them: those of the causes add up to that of all drift.

The tail is of the actions that had been in drift when they ended, done or because the child left:
the share that drifted for over six months, and the median and 90th percentile of the days. Lengths
are counted by month, and within a month taken as evenly spread. In one world its intervals are
jackknife intervals over replications, of the pairs for a difference.
"""

from collections.abc import Callable

import numpy as np
import pandas as pd

from sim.analyse import tables
from sim.analyse.estimate import Estimate
from sim.analyse.interval import of_mean
from sim.analyse.over_worlds import by_world, mean_of, range_of, share_of_chance
from sim.casework.drift import LONG_MONTHS, MONTH
from sim.measures.catalogue import BY_ID, DRIFT_CAUSES, MEASURES
from sim.replicate.arm_results import ArmResults, common_replications
from sim.report.table_words import DRIFT, IN_DRIFT

TOLD = (DRIFT, IN_DRIFT, "children_in_long_drift", "extra_care_days_per_child_year")
OF_DRIFT = tuple(measure for measure in MEASURES if measure.id in TOLD)
OF_CAUSES = tuple(BY_ID[f"drift_{id}_days_per_child_year"] for id, _, _ in DRIFT_CAUSES)


def drift(today: ArmResults, policy: ArmResults) -> pd.DataFrame:
    """Return the measures of drift as `tables.summary` does, with the share that is chance.

    `chance_share` is of the variance of differences between runs; in one world all of it is.
    """
    today, policy = common_replications(today, policy)
    table = tables.of_measures(OF_DRIFT, today, policy)
    if not today.worlds:
        return table.assign(chance_share=1.0)
    apart = tables.values_by_run(OF_DRIFT, policy) - tables.values_by_run(OF_DRIFT, today)
    return table.assign(chance_share=share_of_chance(apart, today.alike))


def drift_by_cause(today: ArmResults, policy: ArmResults | None = None) -> pd.DataFrame:
    """Return the days in drift owed to each cause, a row each, over the reported time.

    Columns as `tables.summary`, after `cause`, with the means last; in one world these are what
    the columns without `mean_` hold. Without a policy its columns and the difference's are empty.
    """
    table = tables.of_quantities(OF_CAUSES, today, policy)
    table.insert(1, "cause", [words for _, words, _ in DRIFT_CAUSES])
    for column in tables.ARMS:
        table[f"mean_{column}"] = table[column]
    if today.worlds:
        arms = [today] if policy is None else common_replications(today, policy)
        values = [tables.values_by_world(OF_CAUSES, arm) for arm in arms]
        if policy is not None:
            values.append(values[1] - values[0])
        for column, each in zip(tables.ARMS, values, strict=False):
            table[f"mean_{column}"] = mean_of(each, ~np.isnan(each))
    return table


def percentile(lengths: np.ndarray, share: float) -> float:
    """Return the days that a share of drifts did not exceed.

    Parameters
    ----------
    lengths
        How many drifts lasted so many whole months, shape (months,); the last is open above.
    share
        From 0 to 1.

    Returns
    -------
    float
        NaN where there was no drift, or the percentile lies among those that are open above.
    """
    total = lengths.sum()
    if total == 0:
        return float("nan")
    upto = np.cumsum(lengths)
    month = int(np.searchsorted(upto, share * total))
    if month >= len(lengths) - 1:
        return float("nan")
    before = upto[month] - lengths[month]
    return float(MONTH * (month + (share * total - before) / lengths[month]))


def share_long(lengths: np.ndarray) -> float:
    """Return the share of drifts that lasted over six months; NaN where there was none."""
    total = lengths.sum()
    return float(lengths[LONG_MONTHS:].sum() / total) if total else float("nan")


Quantity = Callable[[np.ndarray], float]
QUANTITIES: tuple[tuple[str, str, Quantity], ...] = (
    ("drift_over_six_months", "share", share_long),
    ("drift_days_median", "calendar days", lambda lengths: percentile(lengths, 0.5)),
    ("drift_days_90th_percentile", "calendar days", lambda lengths: percentile(lengths, 0.9)),
)


def tail(today: ArmResults, policy: ArmResults | None = None) -> pd.DataFrame:
    """Return each quantity of the tail in both arms and the paired difference, with their ends."""
    arms = [today] if policy is None else common_replications(today, policy)
    rows = []
    for name, unit, quantity in QUANTITIES:
        row: dict[str, object] = {"policy": arms[-1].policy, "quantity": name, "unit": unit}
        found = [_found(arm, quantity) for arm in arms]
        if policy is not None:
            (value, rest), (value_too, rest_too) = found
            found.append((value_too - value, rest_too - rest))
        for label, (value, rest) in zip(tables.ARMS, found, strict=False):
            if arms[0].worlds:
                ends = range_of(rest)
            else:
                interval = of_mean(np.array(value), rest - value)
                most = 1.0 if unit == "share" else np.inf
                least = -most if label == "difference" else 0.0
                # no interval says what cannot be
                low, high = np.maximum(interval.low, least), np.minimum(interval.high, most)
                ends = Estimate(np.array(value), low, high)
            row |= {f"{label}{end}": float(one) for end, one in zip(tables.ENDS, ends, strict=True)}
        rows.append(row)
    return pd.DataFrame(rows).assign(range=tables.range_words(today))


def _found(arm: ArmResults, of: Quantity) -> tuple[float, np.ndarray]:
    """Return a quantity of all replications together, and its pseudo-value of each.

    Over worlds the quantity of each world; nothing is of all of them together.
    """
    lengths = arm.drift_lengths
    if arm.worlds:
        return 0.0, np.array([of(each) for each in by_world(lengths, arm.worlds)])
    total = lengths.sum(axis=0)
    value, n = of(total), len(lengths)
    without = np.array([of(total - one) for one in lengths])
    return value, n * value - (n - 1) * without

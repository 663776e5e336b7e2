"""The tail: how long drift lasts where it lasts long.

Of the actions that had been in drift when they ended, done or because the child left: the share
that drifted for over six months, and the median and 90th percentile of the days. Lengths are
counted by month, and within a month taken as evenly spread. In one world intervals are jackknife
intervals over replications, of the pairs for a difference.
"""

from collections.abc import Callable

import numpy as np
import pandas as pd

from sim.analyse.estimate import Estimate
from sim.analyse.interval import of_mean
from sim.analyse.over_worlds import by_world, range_of
from sim.analyse.tables import ARMS, ENDS, range_words
from sim.casework.drift import LONG_MONTHS, MONTH
from sim.replicate.arm_results import ArmResults, common_replications


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
    in_worlds = bool(arms[0].worlds)
    rows = []
    for name, unit, quantity in QUANTITIES:
        row: dict[str, object] = {"policy": arms[-1].policy, "quantity": name, "unit": unit}
        found = [(_over_worlds if in_worlds else _in_one_world)(arm, quantity) for arm in arms]
        if policy is not None:
            (value, rest), (value_too, rest_too) = found
            found.append((value_too - value, rest_too - rest))
        for label, of_arm in zip(ARMS, found, strict=False):
            row |= _with_ends(label, *of_arm, in_worlds, unit)
        rows.append(row)
    return pd.DataFrame(rows).assign(range=range_words(today))


def _over_worlds(arm: ArmResults, of: Quantity) -> tuple[float, np.ndarray]:
    """Return a quantity of each world; nothing is of all of them together."""
    return 0.0, np.array([of(lengths) for lengths in by_world(arm.drift_lengths, arm.worlds)])


def _in_one_world(arm: ArmResults, of: Quantity) -> tuple[float, np.ndarray]:
    """Return a quantity of all replications together, and its pseudo-value of each."""
    lengths = arm.drift_lengths
    total = lengths.sum(axis=0)
    value, n = of(total), len(lengths)
    without = np.array([of(total - one) for one in lengths])
    return value, n * value - (n - 1) * without


def _with_ends(
    label: str, value: float, rest: np.ndarray, over_worlds: bool, unit: str
) -> dict[str, float]:
    if over_worlds:
        ends = range_of(rest)
    else:
        interval = of_mean(np.array(value), rest - value)
        most = 1.0 if unit == "share" else np.inf
        least = -most if label == "difference" else 0.0
        # no interval says what cannot be
        low, high = np.maximum(interval.low, least), np.minimum(interval.high, most)
        ends = Estimate(np.array(value), low, high)
    return {f"{label}{end}": float(one) for end, one in zip(ENDS, ends, strict=True)}

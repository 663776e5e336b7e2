"""The tail: how long drift lasts where it lasts long.

Of the actions that had been in drift when they ended, done or because the child left: the share
that drifted for over six months, and the median and 90th percentile of the days. Lengths are
counted by month, and within a month taken as evenly spread. Intervals are jackknife intervals over
replications, of the pairs for a difference.
"""

from collections.abc import Callable

import numpy as np
import pandas as pd

from sim.casework.drift import LONG_MONTHS, MONTH
from sim.study.estimate import by_draw
from sim.study.interval import of_draws, of_mean
from sim.study.ledgers import Ledgers, pairs


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


QUANTITIES: tuple[tuple[str, str, Callable[[np.ndarray], float]], ...] = (
    ("drift_over_six_months", "share", share_long),
    ("drift_days_median", "calendar days", lambda lengths: percentile(lengths, 0.5)),
    ("drift_days_90th_percentile", "calendar days", lambda lengths: percentile(lengths, 0.9)),
)


def tail(baseline: Ledgers, scenario: Ledgers | None = None) -> pd.DataFrame:
    """Return each quantity of the tail in both arms and the paired difference, with intervals."""
    rows = []
    arms = [baseline] if scenario is None else list(pairs(baseline, scenario))
    drawn = bool(baseline.draws)
    for name, unit, of in QUANTITIES:
        row: dict[str, object] = {"quantity": name, "unit": unit}
        found = [_jackknife(arm, of) for arm in arms]
        for label, (value, pseudo) in zip(("baseline", "scenario"), found, strict=False):
            row |= _with_ends(label, value, pseudo, drawn)
        if len(found) == 2:
            (value, pseudo), (value_too, pseudo_too) = found
            row |= _with_ends("difference", value_too - value, pseudo_too - pseudo, drawn)
        rows.append(row)
    return pd.DataFrame(rows)


def _jackknife(arm: Ledgers, of: Callable[[np.ndarray], float]) -> tuple[float, np.ndarray]:
    """Return a quantity of all replications together, and its pseudo-value of each, or draw."""
    lengths = by_draw(arm.drift_lengths, arm.draws) if arm.draws else arm.drift_lengths
    total = lengths.sum(axis=0)
    value, n = of(total), len(lengths)
    without = np.array([of(total - one) for one in lengths])
    return value, n * value - (n - 1) * without


def _with_ends(label: str, value: float, pseudo: np.ndarray, drawn: bool) -> dict[str, float]:
    found = (of_draws if drawn else of_mean)(np.array(value), pseudo - value)
    return {label: value, f"{label}_low": float(found.low), f"{label}_high": float(found.high)}

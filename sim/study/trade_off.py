"""Cost against drift: how sure a policy's two differences are together."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy.special import fdtri

from sim.measures import MEASURES
from sim.study.estimate import by_draw, ratio, residuals
from sim.study.interval import LEVEL
from sim.study.ledgers import Ledgers, pairs
from sim.study.tables import parts_of

AGAINST = ("drift_days_per_child_year", "service_cost")
LEAST = 4  # rows from which an ellipse can be told


def reach_of(rows: int, level: float = LEVEL) -> float:
    """Return how many standard errors the joint region of two means reaches (Hotelling); or NaN."""
    if rows < LEAST:
        return float("nan")
    return float(np.sqrt(2 * (rows - 1) / (rows - 2) * fdtri(2, rows - 2, level)))


def trade_off(arms: Sequence[Ledgers]) -> pd.DataFrame:
    """Return each policy's differences in drift and cost, and their joint 95% region, a row each.

    The region is the ellipse of points `reach` errors away: of the mean over replications, by
    chance; where beliefs are drawn, of where one more draw would fall. The joint region of two
    figures is wider than the interval of either.

    Parameters
    ----------
    arms
        Today's service, then each policy.

    Returns
    -------
    pandas.DataFrame
        `drift_days_per_child_year` and `service_cost`, policy less today's service; `drift_error`
        and `cost_error`, their standard errors; `correlation` of the errors; `reach`. NaN where a
        cost is not included or there are too few rows.
    """
    baseline, *policies = arms
    two = [next(m for m in MEASURES if m.id == id) for id in AGAINST]
    made = []
    for policy in policies:
        before, after = pairs(baseline, policy)
        counts = [arm.counts.sum(axis=1) for arm in (before, after)]
        if before.draws:
            counts = [by_draw(of_arm, before.draws) for of_arm in counts]
        today, under = (parts_of(two, of_arm) for of_arm in counts)
        values = ratio(under) - ratio(today)
        errors = residuals(under) - residuals(today)
        rows = len(errors)
        of_mean = 1 / rows if rows and not before.draws else 1 + 1 / max(rows, 1)
        spread = np.full((2, 2), np.nan)
        if rows >= LEAST:
            spread = np.cov(errors, rowvar=False) * of_mean
        drift_error, cost_error = np.sqrt(np.diag(spread))
        both = drift_error * cost_error
        made.append(
            {
                "policy": policy.policy,
                **dict(zip(AGAINST, values.tolist(), strict=True)),
                "drift_error": drift_error,
                "cost_error": cost_error,
                "correlation": spread[0, 1] / both if both > 0 else 0.0 * both,
                "reach": reach_of(rows),
            }
        )
    return pd.DataFrame(made)

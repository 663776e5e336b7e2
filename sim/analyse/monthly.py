"""Every measure by month: both arms and the paired difference, months before the policy included.

Up to the policy's first day both arms are the same world, so there the difference is nought.
"""

import numpy as np
import pandas as pd

from sim.analyse.estimate import Estimate
from sim.analyse.over_worlds import Range, by_world, range_of
from sim.analyse.tables import ARM, difference_of, estimate_of, range_words, values_of
from sim.measures.catalogue import MEASURES
from sim.replicate.arm_results import ArmResults, common_replications
from sim.report.table_words import BEFORE, REPORTED


def monthly(
    authority: str,
    today: ArmResults,
    policy: ArmResults | None,
) -> pd.DataFrame:
    """Return a row for each month and measure; `month` is the date of its first day."""
    if policy is not None:
        today, policy = common_replications(today, policy)
    names = [*today.periods_before, *today.periods]
    before = _with_months_before(today)
    found: dict[str, Estimate | Range] = {"today": estimate_of(MEASURES, before, today.worlds)}
    if policy is not None:
        after = _with_months_before(policy)
        found["under_policy"] = estimate_of(MEASURES, after, policy.worlds)
        if today.worlds:
            values = [values_of(MEASURES, by_world(one, today.worlds)) for one in (before, after)]
            found["difference"] = range_of(values[1] - values[0])
        else:
            found["difference"] = difference_of(MEASURES, before, after)
    columns: dict[str, object] = {
        "authority": authority,
        "policy": today.policy if policy is None else policy.policy,
        "month": np.repeat(pd.to_datetime(names).date, len(MEASURES)),
        "part": np.repeat([BEFORE] * len(today.periods_before) + [REPORTED] * len(today.periods),
                          len(MEASURES)),
        "measure": [m.id for m in MEASURES] * len(names),
        "unit": [m.unit for m in MEASURES] * len(names),
    }  # fmt: skip
    for name, one in found.items():
        for end, told in zip(ARM, (one.value, one.low, one.high), strict=True):
            columns[name + end] = told.ravel()
    columns["range"] = range_words(today)
    return pd.DataFrame(columns)


def _with_months_before(arm: ArmResults) -> np.ndarray:
    """Return the counts of the months before the policy and of those reported."""
    if not arm.periods_before:
        return arm.counts
    return np.concatenate([arm.before, arm.counts], axis=1)

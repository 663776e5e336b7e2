"""Every measure by month: both arms and the paired difference, months before the policy included.

Up to the policy's first day both arms are the same world, so there the difference is nought.
"""

import numpy as np
import pandas as pd

from sim.analyse.tables import columns_of_arms, range_words
from sim.measures.catalogue import MEASURES
from sim.replicate.arm_results import ArmResults, common_replications
from sim.report.table_words import BEFORE, REPORTED


def monthly(authority: str, today: ArmResults, policy: ArmResults | None) -> pd.DataFrame:
    """Return a row for each month and measure; `month` is the date of its first day."""
    arms = [today] if policy is None else common_replications(today, policy)
    counts = [np.concatenate([arm.before, arm.counts], axis=1) if arm.periods_before else arm.counts
              for arm in arms]  # fmt: skip
    names = [*today.periods_before, *today.periods]
    parts = [BEFORE] * len(today.periods_before) + [REPORTED] * len(today.periods)
    columns = {
        "authority": authority,
        "policy": arms[-1].policy,
        "month": np.repeat(pd.to_datetime(names).date, len(MEASURES)),
        "part": np.repeat(parts, len(MEASURES)),
        "measure": [m.id for m in MEASURES] * len(names),
        "unit": [m.unit for m in MEASURES] * len(names),
        **columns_of_arms(MEASURES, counts, arms[0].worlds),
        "range": range_words(today),
    }
    return pd.DataFrame(columns)

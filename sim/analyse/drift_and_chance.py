"""Differences in drift, which no published figure measures, and how much of their spread is chance.

Drift follows from beliefs: it is told over worlds, and beside it what chance alone does.
"""

import numpy as np
import pandas as pd

from sim.analyse.over_worlds import share_of_chance
from sim.analyse.tables import of_measures, values_of
from sim.measures.catalogue import MEASURES
from sim.replicate.arm_results import ArmResults, common_replications
from sim.report.table_words import DRIFT, IN_DRIFT

TOLD = (DRIFT, IN_DRIFT, "children_in_long_drift", "extra_care_days_per_child_year")
OF_DRIFT = tuple(measure for measure in MEASURES if measure.id in TOLD)


def drift(today: ArmResults, policy: ArmResults) -> pd.DataFrame:
    """Return the measures of drift as `tables.summary` does, with the share that is chance.

    `chance_share` is of the variance of differences between runs; in one world all of it is.
    """
    today, policy = common_replications(today, policy)
    table = of_measures(OF_DRIFT, today, policy)
    if not today.worlds:
        return table.assign(chance_share=1.0)
    before, after = (values_of(OF_DRIFT, arm.counts.sum(axis=1)) for arm in (today, policy))
    share = share_of_chance(np.asarray(after - before), today.alike)
    return table.assign(chance_share=share)

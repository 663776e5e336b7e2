"""Drift: differences in it, how much of their spread is chance, and what it is owed to.

No published figure measures drift: it follows from beliefs, so it is told over worlds, and beside
it what chance alone does. Causes are in the order in which an action meets them. Medians over
worlds do not add up, so means stand beside them: those of the causes add up to that of all drift.
"""

import numpy as np
import pandas as pd

from sim.analyse.over_worlds import mean_of, share_of_chance
from sim.analyse.tables import (
    ARMS,
    of_measures,
    of_quantities,
    values_by_run,
    values_by_world,
)
from sim.measures.catalogue import DRIFT_CAUSES, MEASURES, Measure
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
    apart = values_by_run(OF_DRIFT, policy) - values_by_run(OF_DRIFT, today)
    return table.assign(chance_share=share_of_chance(apart, today.alike))


def measures_of_causes() -> tuple[Measure, ...]:
    """Return the measure of each cause, in their order."""
    by_id = {measure.id: measure for measure in MEASURES}
    return tuple(by_id[f"drift_{id}_days_per_child_year"] for id, _, _ in DRIFT_CAUSES)


def drift_by_cause(today: ArmResults, policy: ArmResults | None = None) -> pd.DataFrame:
    """Return the days in drift owed to each cause, a row each, over the reported time.

    Columns as `tables.summary`, after `cause`, with the means last; in one world these are what
    the columns without `mean_` hold. Without a policy its columns and the difference's are empty.
    """
    measures = measures_of_causes()
    table = of_quantities(measures, today, policy)
    table.insert(1, "cause", [words for _, words, _ in DRIFT_CAUSES])
    for column in ARMS:
        table[f"mean_{column}"] = table[column]
    if today.worlds:
        arms = [today] if policy is None else common_replications(today, policy)
        values = [values_by_world(measures, arm) for arm in arms]
        if policy is not None:
            values.append(values[1] - values[0])
        for column, each in zip(ARMS, values, strict=False):
            table[f"mean_{column}"] = mean_of(each, ~np.isnan(each))
    return table

"""What drift is owed to: days in drift by cause, today and under a policy.

Causes are in the order in which an action meets them. Medians over worlds do not add up, so the
means over worlds stand beside them: those of the causes add up to that of all drift.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from sim.analyse.over_worlds import mean_of
from sim.analyse.tables import differences_by_world, of_quantities, values_by_world
from sim.measures.catalogue import DRIFT_CAUSES, MEASURES, Measure
from sim.replicate.arm_results import ArmResults, common_replications

MEANS = {
    "today": "mean_today",
    "under_policy": "mean_under_policy",
    "difference": "mean_difference",
}
"""For each column the one that holds the mean over worlds, each weighing the same."""


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
    for column, mean in MEANS.items():
        table[mean] = table[column]
    if today.worlds:
        for column, values in _by_world(measures, today, policy).items():
            table[MEANS[column]] = mean_of(values, ~np.isnan(values))
    return table


def _by_world(
    measures: Sequence[Measure], today: ArmResults, policy: ArmResults | None
) -> dict[str, np.ndarray]:
    """Return the values of each arm in each world, shape (worlds, causes), by column."""
    if policy is None:
        return {"today": values_by_world(measures, today)}
    today, policy = common_replications(today, policy)
    return {
        "today": values_by_world(measures, today),
        "under_policy": values_by_world(measures, policy),
        "difference": differences_by_world(measures, today, policy),
    }

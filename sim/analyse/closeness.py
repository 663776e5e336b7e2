"""How closely what a study found is known: half the width of an interval, or readings left open."""

import math

import numpy as np

from sim.analyse.headline import headline
from sim.analyse.readings import NORMAL
from sim.analyse.tables import differences_by_world, values_by_world
from sim.measures.catalogue import HEADLINE
from sim.replicate.arm_results import ArmResults
from sim.settings import READINGS
from sim.settings.smallest_differences import Matters


def closeness(of: str, today: ArmResults, policy: ArmResults | None, matters: Matters) -> float:
    """Return how closely something is known by the replications there are.

    Parameters
    ----------
    of
        A headline measure, whose difference is meant, or its level without a policy; or `readings`.

    Returns
    -------
    float
        Half the width of its 95% interval, in the measure's unit: of the median over worlds, or of
        the mean in one world; NaN where there is none. Of readings, how many are still open.
    """
    if not today.replications:
        return math.nan
    if of == READINGS:
        if policy is None:
            return math.nan
        readings = headline(today, policy, matters)["reading"]
        return float(readings.str.contains(", or |not distinguishable", regex=True).sum())
    if today.worlds:
        measures = [measure for measure in HEADLINE if measure.id == of]
        values = (
            values_by_world(measures, today)
            if policy is None
            else differences_by_world(measures, today, policy)
        )
        return half_width_of_median(values[:, 0])
    row = headline(today, policy, matters).set_index("measure").loc[of]
    what = "today" if policy is None else "difference"
    return float(row[f"{what}_high"] - row[f"{what}_low"]) / 2


def half_width_of_median(values: np.ndarray) -> float:
    """Return half the width of the 95% interval of a median, by the ranks of the values.

    NaN with fewer than six values, which no two ranks enclose so surely.
    """
    known = np.sort(values[~np.isnan(values)])
    n = len(known)
    if n < 6:
        return math.nan
    reach = NORMAL * math.sqrt(n) / 2
    low = max(0, math.floor((n - 1) / 2 - reach))
    high = min(n - 1, math.ceil((n - 1) / 2 + reach))
    return float(known[high] - known[low]) / 2

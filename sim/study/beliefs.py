"""Chance and belief in a difference in drift, which no published figure measures."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from sim.measures import MEASURES
from sim.study import tables
from sim.study.estimate import Difference
from sim.study.ledgers import Ledgers, pairs

DRIFT = tuple(
    measure
    for measure in MEASURES
    if measure.id
    in (
        "drift_days_per_child_year",
        "children_in_drift",
        "children_in_long_drift",
        "extra_care_days_per_child_year",
    )
)


def drift_intervals(
    baseline: Ledgers, scenario: Ledgers, drawn: Sequence[Ledgers] | None
) -> pd.DataFrame:
    """Return each difference in drift with both its intervals, a row each.

    Parameters
    ----------
    baseline, scenario
        Both arms with beliefs held at their defaults.
    drawn
        Both arms with beliefs drawn; None where they were not.

    Returns
    -------
    pandas.DataFrame
        `difference` with `chance_low` and `chance_high`: chance only, beliefs at their defaults.
        `drawn_difference` with `belief_low` and `belief_high`: chance and beliefs, over the draws;
        `belief_share` of the variance between runs that beliefs explain. Empty without draws.
    """
    held = tables.difference(DRIFT, *pairs(baseline, scenario))
    nothing = np.full(len(DRIFT), np.nan)
    believed = Difference(*(nothing,) * 6)
    share = nothing
    if drawn is not None:
        believed = tables.difference(DRIFT, *pairs(*drawn))
        share = tables.belief_share(DRIFT, *drawn)
    return pd.DataFrame(
        {
            "scenario": scenario.scenario,
            "measure": [measure.id for measure in DRIFT],
            "unit": [measure.unit for measure in DRIFT],
            "difference": held.value,
            "chance_low": held.low,
            "chance_high": held.high,
            "drawn_difference": believed.value,
            "belief_low": believed.low,
            "belief_high": believed.high,
            "belief_share": share,
        }
    )

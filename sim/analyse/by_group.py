"""Whom it concerns: the headline measures of children, by age, placement and legal standing."""

from dataclasses import replace

import numpy as np
import pandas as pd

from sim.analyse.tables import of_measures
from sim.ledger import BY_GROUP
from sim.measures.catalogue import HEADLINE
from sim.replicate.arm_results import ArmResults
from sim.vocabulary import Group

CLASSIFICATIONS = {
    "age": {
        Group.AGE_UNDER_1: "under 1", Group.AGE_1_TO_4: "1 to 4", Group.AGE_5_TO_9: "5 to 9",
        Group.AGE_10_TO_15: "10 to 15", Group.AGE_16_AND_OVER: "16 and over",
    },
    "placement": {
        Group.PLACED_FOSTER: "foster care or placed for adoption",
        Group.PLACED_RESIDENTIAL: "children's or secure home", Group.PLACED_OTHER: "other",
    },
    "legal status": {
        Group.LEGAL_VOLUNTARY: "no order (section 20)",
        Group.LEGAL_IN_PROCEEDINGS: "in proceedings, interim order",
        Group.LEGAL_ORDER: "care or placement order",
    },
    "standing": {
        Group.SETTLED: "settled in long-term foster care", Group.IN_PROCEEDINGS: "in proceedings",
        Group.NEITHER: "neither",
    },
}  # fmt: skip
MEASURED = tuple(m for m in HEADLINE if set(m.numerator + m.denominator) <= set(BY_GROUP))


def groups(
    today: ArmResults, policy: ArmResults | None = None, fixed: frozenset[str] = frozenset()
) -> pd.DataFrame:
    """Return the headline measures of each group of children, a row each, over the reported time.

    The columns `by` and `group` stand before those of `summary`. A child counts in the group it is
    in on the day; measures of staff and cost have no groups.
    """
    blocks = {
        (name, words): of_measures(MEASURED, _of_group(today, group),
                                   policy and _of_group(policy, group), fixed)
        for name, members in CLASSIFICATIONS.items()
        for group, words in members.items()
    }  # fmt: skip
    return pd.concat(blocks, names=["by", "group"]).reset_index([0, 1]).reset_index(drop=True)


def _of_group(arm: ArmResults, group: Group) -> ArmResults:
    """Return an arm whose counts are one group's, the whole reported time in one."""
    counts = arm.groups[:, group][:, np.newaxis]
    return replace(arm, periods=("all",), counts=counts)

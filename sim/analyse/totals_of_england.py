"""England's totals: children, reviews, posts and pounds of all authorities, with their own spread.

A replication is of one world, and the same beliefs hold in all places of a world: so a sum is made
of the same replication of every authority, none left out. Its ends are those of 90% of such sums,
and not the sum of the places' ends. Chance is each place's own, so that of the sum is known from
all places together, and stands beside.
"""

import dataclasses
from collections.abc import Sequence

import numpy as np
import pandas as pd

from sim.analyse.headline import leave_out_what_cannot_be_staffed
from sim.analyse.over_worlds import spread_by_chance
from sim.analyse.readings import NORMAL
from sim.analyse.tables import ARMS, of_measures, values_by_run
from sim.errors import UserError, shortened
from sim.ledger import Count
from sim.measures.catalogue import BY_ID, Measure
from sim.replicate.arm_results import ArmResults, baseline_and_policy, common_replications

_ADDED_UP = "England's totals"
_DAYS = (Count.DAYS,)
_OWN = (
    Measure("children_in_drift_total", _ADDED_UP, "children with an action in drift",
            "children", "lower", (Count.CHILD_DAYS_IN_DRIFT,), _DAYS),
    Measure("children_in_long_drift_total", _ADDED_UP, "children with an action in drift for over "
            "six months", "children", "lower", (Count.CHILD_DAYS_IN_LONG_DRIFT,),
            _DAYS),
    Measure("extra_care_total", _ADDED_UP, "children in care after the planned day",
            "children", "lower", (Count.EXTRA_CARE_DAYS,), _DAYS),
    Measure("reviews_total", _ADDED_UP, "reviews held", "reviews a year", "neither",
            (Count.REVIEWS_HELD,), _DAYS),
    Measure("reviews_late_total", _ADDED_UP, "reviews held late", "reviews a year", "lower",
            (Count.REVIEWS_LATE,), _DAYS),
    Measure("reviews_seen_total", _ADDED_UP, "reviews before which the chair spoke with the child",
            "reviews a year", "higher", (Count.SEEN,), _DAYS),
)  # fmt: skip
# what a measure of one authority is called where all are added up
_OF_ONE = {
    "children_looked_after": "children in care",
    "posts_iro": "IROs in post",
    "posts_social_worker": "social workers in post, their time for looked-after children",
    "posts_team_manager": "team managers in post",
    "posts_reviewing": "team managers in post for reviewing alone",
    "posts_advocate": "advocates in post",
    "service_cost_authority": "service cost, cash",
    "hours_cost_authority": "price of hours taken from other work",
    "extra_care_cost_authority": "care after the planned day, at its average cost",
    "total_cost_authority": "service cost and care after the planned day",
}
_CHILDREN, *_REST = (BY_ID[name] for name in _OF_ONE)
TOTALS: tuple[Measure, ...] = (_CHILDREN, *_OWN, *_REST)
"""What is added up over authorities, each a count to a day or a year."""


def finished_everywhere(
    names: Sequence[str], each: Sequence[Sequence[ArmResults]]
) -> list[list[ArmResults]]:
    """Return every authority's arms with the replications that finished in all authorities.

    Raises
    ------
    UserError
        Where no replication finished in all: a sum without some of them is not England.
    """
    shared = sorted(set.intersection(*(set(arms[0].replications) for arms in each)))
    if not shared:
        none = [name for name, arms in zip(names, each, strict=True) if not arms[0].replications]
        raise UserError(
            "England cannot be added up: no run finished in every authority"
            + (f"; none did in {shortened(none, '; ')}" if none else "")
        )
    return [[arm.only(shared) for arm in arms] for arms in each]


def added_up(each: Sequence[Sequence[ArmResults]]) -> list[ArmResults]:
    """Return England's arms: the same replications of every authority, their counts added up.

    The days are the same for all, and stay so many: a mean day's children, and a year's pounds, are
    then those of all authorities together.
    """
    added = []
    for arms in zip(*each, strict=True):
        counts = np.sum([arm.counts for arm in arms], axis=0)
        counts[..., Count.DAYS] /= len(arms)
        added.append(dataclasses.replace(arms[0], counts=counts))
    return added


def totals(
    national: Sequence[ArmResults], each: Sequence[Sequence[ArmResults]], fixed: frozenset[str]
) -> pd.DataFrame:
    """Return the totals, a row each, as `tables.summary` does, and what chance makes of them.

    Parameters
    ----------
    national
        England's arms: those of all authorities added up, replication by replication.
    each
        Every authority's arms with the same replications.

    Returns
    -------
    pandas.DataFrame
        Further columns: `words`, and `today_chance`, `under_policy_chance` and `difference_chance`:
        half of what 95% of runs of one world lie within, chance alone (NaN where no two runs share
        their beliefs).
    """
    today, policy = baseline_and_policy(national)
    table = of_measures(TOTALS, today, policy, fixed).drop(columns="grade")
    table.insert(3, "words", [_OF_ONE.get(m.id, m.words) for m in TOTALS])
    spread = np.full((len(ARMS), len(TOTALS)), np.nan)
    spread[: 1 if policy is None else None] = by_chance(each)
    for name, one in zip(ARMS, spread, strict=True):
        table[f"{name}_chance"] = NORMAL * one
    if policy is not None:
        leave_out_what_cannot_be_staffed(table, today, policy)
    return table


def by_chance(each: Sequence[Sequence[ArmResults]]) -> np.ndarray:
    """Return the standard deviation that chance gives the sums in one run of England.

    Every authority has chance of its own, so variances add up.

    Returns
    -------
    numpy.ndarray
        Shape (arms, totals) for today's service alone, else (today, policy, difference; totals).
    """
    variance: np.ndarray | float = 0.0
    for arms in each:
        if len(arms) > 1:
            arms = common_replications(arms[0], arms[1])
        alike = arms[0].alike or (0,) * len(arms[0].replications)
        values = [values_by_run(TOTALS, arm) for arm in arms]
        if len(values) > 1:
            values.append(values[1] - values[0])
        variance = variance + np.array([spread_by_chance(one, alike) ** 2 for one in values])
    return np.sqrt(variance)

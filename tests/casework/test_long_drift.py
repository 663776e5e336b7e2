"""Long drift: over 183 days, and how long drift lasted that has ended.

The permanence decision of a child who enters on Mon 7 Apr 2025 stalls and drifts from Tue 2 Sep
(test_plan_actions.py); 183 days on is Wed 4 Mar 2026: 28 days of September, 31, 30, 31, 31, 28 and
4 of March.
"""

import numpy as np
import pytest
from worlds import SmallWorld, child, days_between, service

from sim.ledger import Count

ENTERED, DRIFTS, LONG = "2025-04-07", "2025-09-02", "2026-03-04"
STALLS = {"plan__stalls": 1}


def lengths(world):
    """Return how many drifts have ended, by whole months."""
    ended = world.world.drift_lengths
    return {int(month): int(ended[month]) for month in np.flatnonzero(ended)}


def test_a_child_is_in_long_drift_from_183_days_after_drift_began():
    assert days_between(DRIFTS, LONG) == 183
    world = SmallWorld(service(**STALLS), child(ENTERED)).until(LONG)
    assert world.service.children_in_long_drift == 0
    assert world.count(Count.CHILD_DAYS_IN_LONG_DRIFT) == 0
    world.through(LONG)
    assert world.service.children_in_long_drift == world.children[0].long_drifts == 1
    world.until("2026-05-01")
    assert world.count(Count.CHILD_DAYS_IN_LONG_DRIFT) == days_between(LONG, "2026-05-01") == 58
    assert lengths(world) == {}  # it has not ended


def test_two_actions_in_long_drift_are_one_child():
    # the initial health assessment drifts from 9 Jun 2025, so for long from 9 Dec
    stalls = service(plan__needs_at_entry=1, **STALLS)
    world = SmallWorld(stalls, child(ENTERED)).until("2026-05-01")
    long = days_between("2025-06-09", "2026-05-01") - 183
    assert world.count(Count.CHILD_DAYS_IN_LONG_DRIFT) == long
    assert (world.children[0].long_drifts, world.service.children_in_long_drift) == (2, 1)


@pytest.mark.parametrize(
    ("left", "months", "long"),
    [
        ("2025-09-16", 0, 0),
        ("2025-10-01", 0, 0),  # 29 days
        ("2025-10-03", 1, 0),  # 31 days
        ("2026-03-02", 5, 0),  # 181 days
        ("2026-04-01", 6, 28),  # 211 days
    ],
)
def test_drift_that_ends_with_the_child_s_leaving_is_counted_by_its_months(left, months, long):
    world = SmallWorld(service(**STALLS), child(ENTERED, planned=left)).until("2026-06-01")
    assert int(days_between(DRIFTS, left) / 30.4375) == months
    assert lengths(world) == {months: 1}
    assert world.count(Count.CHILD_DAYS_IN_LONG_DRIFT) == long
    assert world.service.children_in_long_drift == 0


def test_drift_of_over_five_years_is_counted_as_five_years():
    settings = service(years=8, **STALLS)
    world = SmallWorld(settings, child(ENTERED, planned="2032-09-01")).until("2032-10-01")
    assert lengths(world) == {60: 1}


def test_an_action_that_is_done_in_time_leaves_no_length():
    world = SmallWorld(service(), child(ENTERED)).until("2027-04-01")
    assert lengths(world) == {}


def test_what_ended_in_the_warm_up_is_not_reported():
    # drift from Mon 3 Feb 2025 on, and the child leaves on 31 Mar or on 1 Apr
    for left, ended in (("2025-03-31", {}), ("2025-04-30", {2: 1})):
        early = child("2024-09-10", planned=left)
        world = SmallWorld(service(warm_up_years=1, **STALLS), early).until("2025-05-30")
        assert world.count(Count.ACTION_DAYS_IN_DRIFT) > 50
        assert lengths(world) == ended

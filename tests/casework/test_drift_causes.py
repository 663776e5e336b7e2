"""Drift by cause: days in drift are shared by what the action's days went to since it arose.

The permanence decision of a child who enters on Mon 7 Apr 2025 drifts from Tue 2 Sep
(test_plan_actions.py): 122 days to Fri 2 Jan 2026, the first working day of the year. Drift is
counted at each month's end, up to the next working day, and when the action is closed.
"""

import itertools

import numpy as np
import pytest
from small_worlds import SmallWorld, child, days_between, service
from test_groups import ABOLISH, lived

from sim.ledger import Count
from sim.words import State

ENTERED, DRIFTS, YEAR_ENDS = "2025-04-07", "2025-09-02", "2026-01-02"
WAITING, AT_DESK, OUTSIDE = (
    Count.DRIFT_DAYS_WAITING, Count.DRIFT_DAYS_AT_DESK, Count.DRIFT_DAYS_OUTSIDE,
)  # fmt: skip
UNNOTICED, ARGUED = Count.DRIFT_DAYS_UNNOTICED, Count.DRIFT_DAYS_ARGUED
CAUSES = (WAITING, AT_DESK, OUTSIDE, UNNOTICED, ARGUED)
# from the end of each month's last working day to that of the one before: when drift is counted
MONTHS = (DRIFTS, "2025-10-01", "2025-11-03", "2025-12-01", YEAR_ENDS)


def by_cause(world):
    """Return the days in drift by cause, those of none left out."""
    return {cause: world.count(cause) for cause in CAUSES if world.count(cause)}


@pytest.mark.parametrize(
    ("cause", "alone"),
    [
        # no review is due before the year ends, so nothing is agreed
        (WAITING, dict(plan__unprompted=0, review__timetable__first_days=200)),
        (AT_DESK, dict(plan__actions__permanence__hours=160, worker_hours=0.1)),
        (OUTSIDE, dict(plan__actions__permanence__outside=1, plan__outside_wait=5)),
        (UNNOTICED, dict(plan__stalls=1)),
    ],
)  # fmt: skip
def test_an_action_that_was_in_one_cause_alone_drifts_for_it(cause, alone):
    world = SmallWorld(service(**alone), child(ENTERED), seed=3).until(YEAR_ENDS)
    assert len(world.actions()) == 1
    assert days_between(DRIFTS, YEAR_ENDS) == 122
    assert by_cause(world) == {cause: pytest.approx(122)}


def test_a_stall_that_was_noticed_is_argued_over_from_then():
    # noticed at the review on 30 Apr by an IRO who does not act, and so it stands
    seen = service(plan__stalls=1, challenge__iro__sees__at_full_review=1,
                   challenge__iro__sees__at_thin_review=1, challenge__iro__acts=0)  # fmt: skip
    world = SmallWorld(seen, child(ENTERED)).until(YEAR_ENDS)
    assert world.count(Count.STALLS_NOTICED) == 1
    unnoticed = days_between(ENTERED, "2025-04-30")
    assert unnoticed == 23
    # of the drift of each month, so much of what the action's clocks show at its end
    part = sum(
        days_between(first, end) * unnoticed / days_between(ENTERED, end)
        for first, end in itertools.pairwise(MONTHS)
    )
    assert by_cause(world) == {UNNOTICED: pytest.approx(part), ARGUED: pytest.approx(122 - part)}


def test_an_action_that_waited_and_then_moves_drifts_for_the_waiting():
    # due the day after it arose, it drifts from 9 Apr; agreed at the review on 30 Apr, done on
    # 2 May. On 1 May its clocks show 23 days of waiting and one at the desk, on 2 May two
    late = service(plan__unprompted=0, plan__actions__permanence__usual_days=1,
                   plan__drift_after_days=0)  # fmt: skip
    world = SmallWorld(late, child(ENTERED)).through("2025-05-01")
    (action,) = world.actions()
    assert (action.state, action.in_drift) == (State.MOVING, True)
    in_april = days_between("2025-04-09", "2025-05-01")
    assert by_cause(world) == {
        WAITING: pytest.approx(in_april * 23 / 24), AT_DESK: pytest.approx(in_april / 24),
    }  # fmt: skip
    world.until("2025-06-02")
    assert world.done() == ["2025-05-02"]
    assert by_cause(world) == {
        WAITING: pytest.approx(in_april * 23 / 24 + 23 / 25),
        AT_DESK: pytest.approx(in_april / 24 + 2 / 25),
    }


def test_the_clocks_of_an_action_run_from_the_day_it_arose():
    late = service(plan__unprompted=0, plan__actions__permanence__outside=1, plan__outside_wait=5)
    world = SmallWorld(late, child(ENTERED), seed=2).until("2025-07-01")
    (action,) = world.actions()
    assert action.days_waiting == 23  # closed on 30 Apr, when it was agreed
    assert str(np.datetime64(int(action.state_from), "D")) == "2025-04-30"
    # no drift yet, so that nothing was counted
    assert action.days_outside == 0 and by_cause(world) == {}


@pytest.mark.parametrize("policy", [(), ABOLISH])
@pytest.mark.parametrize("start", ["2025-04-01", "2024-02-17"])
def test_causes_add_up_to_all_drift_in_each_month(start, policy):
    # forty children, a year's warm-up, and a policy from the first reported day
    world, when = lived(start, policy)
    ended = [row for row, name in enumerate(when.periods) if name != "after"]
    total = world.ledger[ended][:, Count.ACTION_DAYS_IN_DRIFT]
    assert world.ledger[ended][:, list(CAUSES)].sum(axis=1) == pytest.approx(total, abs=1e-6)
    assert (world.ledger[:, list(CAUSES)] >= 0).all()
    assert world.ledger[:, list(CAUSES)].sum(axis=0).all()  # there is something of each

"""Drift by cause: days in drift are shared by what the action's days went to since it arose.

The permanence decision of a child who enters on Mon 7 Apr 2025 drifts from Tue 2 Sep
(test_plan_actions.py): 122 days to Fri 2 Jan 2026, the first working day of the year. Drift is
counted at each month's end, up to the next working day, and when the action is closed.
"""

import itertools

import numpy as np
import pytest
from test_groups import ABOLISH, lived
from worlds import SmallWorld, child, days_between, service

from sim.ledger import Count
from sim.vocabulary import ActionState, Route

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


def agreed_on(world, until):
    """Live day by day; return the day on which the child's action is agreed."""
    for today in world.day_by_day(until):
        if [action.state for action in world.actions()] == [ActionState.MOVING]:
            return today
    raise AssertionError("it was never agreed")


def test_an_action_that_waited_and_then_moves_drifts_for_the_waiting():
    # due the day after it arose, it drifts from 9 Apr; agreed by the review of 30 Apr and done some
    # days later: at the end of April its clock shows waiting, and at its end the worker's desk too
    late = service(plan__unprompted=0, plan__actions__permanence__usual_days=1,
                   plan__drift_after_days=0)  # fmt: skip
    world = SmallWorld(late, child(ENTERED))
    agreed = agreed_on(world, "2025-05-08")
    assert agreed >= "2025-04-30" and world.actions()[0].in_drift
    (done,) = world.until("2025-06-02").done()
    assert agreed < done < "2025-06-02"
    ends = ("2025-04-09", "2025-05-01", done)
    waited = sum(
        days_between(first, end) * days_between(ENTERED, min(agreed, end))
        / days_between(ENTERED, end)
        for first, end in itertools.pairwise(ends)
    )  # fmt: skip
    drift = days_between("2025-04-09", done)
    assert waited > 0.8 * drift
    assert by_cause(world) == {
        WAITING: pytest.approx(waited),
        AT_DESK: pytest.approx(drift - waited),
    }


def test_what_nobody_has_thought_of_waits():
    # who may decide for the fostered child is to be settled 40 working days from Mon 6 Oct 2025,
    # and drifts from the 21st after: nobody has begun it, and nobody sees that
    staying = child(ENTERED, planned="2042-01-05", route=Route.TO_18)
    world = SmallWorld(service(plan__unprompted_for_18=0), staying).until("2026-03-02")
    assert ActionState.OVERLOOKED in {action.state for action in world.actions()}
    drifts = world.date(world.day("2025-10-06") + 40 + 21)
    assert by_cause(world) == {WAITING: pytest.approx(days_between(drifts, "2026-03-02"))}


def test_the_clocks_of_an_action_run_from_the_day_it_arose():
    late = service(plan__unprompted=0, plan__actions__permanence__outside=1, plan__outside_wait=5)
    world = SmallWorld(late, child(ENTERED), seed=2)
    agreed = agreed_on(world, "2025-05-08")
    (action,) = world.until("2025-07-01").actions()
    assert action.days_waiting == days_between(ENTERED, agreed)
    assert str(np.datetime64(int(action.state_from), "D")) == agreed
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

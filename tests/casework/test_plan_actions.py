"""Needs and plan actions: how one is agreed, done, waits, stalls, drifts, and holds a child.

Every child has one need at entry, the permanence decision: usual length 80 working days, six hours
of the social worker. It arises on Mon 7 Apr 2025, so it is agreed for Fri 1 Aug: 8 May (20),
6 Jun (40), 4 Jul (60), 1 Aug (80). Drift is from the 21st working day after: 4-8 (5), 11-15 (10),
18-22 (15), 26-29 Aug (19; 25 Aug is a bank holiday), 1 and 2 Sep: Tue 2 Sep.
"""

import pytest
from worlds import AT_REVIEW, SmallWorld, child, days_between, service

from sim.ledger import Count
from sim.task_kinds import TaskKind
from sim.vocabulary import ActionState, EventKind, Need, Placement, Route

ENTERED, DUE, DRIFTS = "2025-04-07", "2025-08-01", "2025-09-02"


def test_a_need_the_worker_acts_on_unprompted_is_done_at_the_desk():
    world = SmallWorld(service(), child(ENTERED)).through(ENTERED)  # six hours of 7.5
    assert world.done() == [ENTERED]
    assert world.count(Count.NEEDS) == world.count(Count.ACTIONS_DONE) == 1
    assert world.children[0].permanence_decided


def test_a_need_not_acted_on_is_agreed_by_the_review_s_decisions():
    world = SmallWorld(service(plan__unprompted=0), child(ENTERED)).until("2025-04-30")
    (action,) = world.actions()
    assert (action.kind, action.state) == (Need.PERMANENCE, ActionState.WAITING)
    assert world.date(action.due) == DUE
    # held and decided on Wed 30 Apr after the worker's day is over. On 1 May 1.5 of 7.5 hours go to
    # the meeting and 1.5 to the plan, and the other 4.5 to the six of the action; the rest on 2 May
    world.through("2025-04-30")
    assert world.actions()[0].state == ActionState.MOVING
    assert world.through("2025-06-30").done() == ["2025-05-02"]


def test_an_action_that_waits_on_an_outside_body_takes_none_of_the_worker_s_hours():
    outside = service(plan__actions__permanence__outside=1, plan__outside_wait=0)
    world = SmallWorld(outside, child(ENTERED)).through("2025-04-08")
    assert world.done() == ["2025-04-08"]
    assert world.count(Count.HOURS_WORKED_SOCIAL_WORKER) == 0


def test_a_stall_nobody_notices_drifts_from_the_21st_working_day():
    world = SmallWorld(service(plan__stalls=1), child(ENTERED)).until(DRIFTS)
    (action,) = world.actions()
    assert (action.state, world.date(action.due), action.in_drift) == (
        ActionState.STALLED,
        DUE,
        False,
    )
    assert world.count(Count.ACTION_DAYS_IN_DRIFT) == 0
    assert world.service.stalls_unnoticed == 1

    world.through(DRIFTS)
    assert world.dates_of(EventKind.DRIFT) == [DRIFTS]
    assert world.service.actions_in_drift == world.service.children_in_drift == 1

    # calendar days, weekends and bank holidays included
    world.until("2026-01-02")
    assert days_between(DRIFTS, "2026-01-02") == 122
    assert world.count(Count.ACTION_DAYS_IN_DRIFT) == 122
    assert world.count(Count.CHILD_DAYS_IN_DRIFT) == 122
    # stalled and unnoticed from the day of entry, in working days
    unnoticed = world.day("2026-01-02") - world.day(ENTERED)
    assert world.count(Count.STALL_WORKING_DAYS_UNNOTICED) == unnoticed


def test_two_actions_of_one_child_in_drift_are_one_child_in_drift():
    # beside permanence the initial health assessment: 20 working days, 8 May; 6 Jun is 20 after
    stalls = service(plan__stalls=1, plan__needs_at_entry=1)
    world = SmallWorld(stalls, child(ENTERED)).until("2025-10-01")
    assert world.dates_of(EventKind.DRIFT) == ["2025-06-09", DRIFTS]
    health = days_between("2025-06-09", "2025-10-01")
    assert world.count(Count.CHILD_DAYS_IN_DRIFT) == health
    assert world.count(Count.ACTION_DAYS_IN_DRIFT) == health + days_between(DRIFTS, "2025-10-01")


def test_drift_ends_on_the_day_the_action_is_done():
    # no stall: the worker's desk has 0.05 hours a day, and the report comes first
    slow = service(worker_hours=0.05, social_worker__overtime_share=0,
                   review__tasks__report__hours=0, review__tasks__attendance_hours=0,
                   review__tasks__plan_update__hours=0)  # fmt: skip
    world = SmallWorld(slow, child(ENTERED)).until("2027-04-01")
    (done,) = world.done()
    assert done > DRIFTS
    assert world.count(Count.STALLS) == 0
    assert world.count(Count.ACTION_DAYS_IN_DRIFT) == days_between(DRIFTS, done)


def test_a_child_who_leaves_takes_the_drift_along():
    # route other: the permanence decision is not critical. Planned for Thu 2 Oct: 30 days of drift
    stalls = service(plan__stalls=1)
    world = SmallWorld(stalls, child(ENTERED, planned="2025-10-02")).until("2026-04-01")
    assert world.count(Count.EXITS) == 1
    assert world.count(Count.ACTION_DAYS_IN_DRIFT) == 30
    assert world.service.actions_in_drift == world.service.children_in_drift == 0
    assert world.service.stalls_unnoticed == 0
    assert world.count(Count.EXTRA_CARE_DAYS) == 0
    assert not world.actions()


def held_in_care(eighteenth, placement=Placement.FOSTER):
    """A child for guardianship planned for Thu 2 Oct 2025, whose critical actions stall."""
    planned = child(ENTERED, planned="2025-10-02", route=Route.GUARDIANSHIP, placement=placement,
                    eighteenth=eighteenth)  # fmt: skip
    return SmallWorld(service(plan__stalls=1), planned)


@pytest.mark.parametrize(
    ("placement", "a_week"), [(Placement.FOSTER, 765), (Placement.RESIDENTIAL, 7385)]
)
def test_a_critical_action_holds_a_child_past_the_planned_day_until_18(placement, a_week):
    world = held_in_care("2025-12-02", placement).until("2025-12-02")
    assert world.children[0].overstays
    assert world.service.overstaying == 1
    world.until("2026-04-01")
    # to the 18th birthday, Tue 2 Dec: 61 days after 2 Oct
    assert world.dates_of(EventKind.PLANNED_EXIT) == ["2025-12-02"]
    assert days_between("2025-10-02", "2025-12-02") == 61
    assert world.count(Count.EXTRA_CARE_DAYS) == 61
    assert world.count(Count.POUNDS_EXTRA_CARE) == pytest.approx(61 / 7 * a_week)
    assert world.service.overstaying == 0


def test_a_child_planned_for_its_eighteenth_birthday_leaves_then_whatever_is_undone():
    world = held_in_care("2025-10-02").until("2026-04-01")
    assert world.dates_of(EventKind.PLANNED_EXIT) == ["2025-10-02"]
    assert world.count(Count.EXTRA_CARE_DAYS) == 0


def test_a_child_leaves_on_the_day_its_last_critical_action_is_done():
    # permanence and the step out of care stall until the team notices; planned for Thu 10 Apr
    stalls = service(plan__stalls=1, challenge__team__sees_days=20)
    short = child(ENTERED, planned="2025-04-10", route=Route.GUARDIANSHIP)
    left = set()
    for seed in range(1, 6):
        world = SmallWorld(stalls, short, seed=seed).until("2027-04-01")
        (out,) = world.dates_of(EventKind.PLANNED_EXIT)
        assert out == max("2025-04-10", *world.done())
        assert world.count(Count.EXTRA_CARE_DAYS) == days_between("2025-04-10", out)
        left.add(out)
    assert len(left) > 1


@pytest.mark.parametrize("seed", range(1, 6))
def test_the_team_notices_a_stall_and_the_action_moves_the_day_after(seed):
    notices = service(plan__stalls=1, challenge__team__sees_days=5)
    world = SmallWorld(notices, child(ENTERED), seed=seed).until("2025-07-15")
    (done,) = world.done()
    assert world.count(Count.STALLS) == world.count(Count.STALLS_NOTICED) == 1
    # unnoticed on each day before, and answered the day after; of its 7.5 hours the team has 0.75
    # for raising and 0.5 for the answer, so six hours are done in a day, or two around the review
    unnoticed = world.count(Count.STALL_WORKING_DAYS_UNNOTICED)
    assert unnoticed >= 1
    assert 1 <= world.day(done) - world.day(ENTERED) - unnoticed <= 2


def test_the_team_s_noticing_comes_too_late_for_a_stall_already_ended():
    # the IRO's challenge got it moving on 1 May; of 160 hours, it lies on the desk by its day. What
    # the team would have noticed some weeks later moves it no further up
    both = service(plan__stalls=1, challenge__team__sees_days=40, worker_hours=1,
                   plan__actions__permanence__hours=160, challenge__iro__succeeds=1,
                   **AT_REVIEW)  # fmt: skip
    moved_by_iro = 0
    for seed in range(1, 9):
        world = SmallWorld(both, child(ENTERED), seed=seed).until("2025-07-31")
        if world.count(Count.CHALLENGES_CONCEDED) == 1:
            moved_by_iro += 1
            (task,) = world.tasks()[TaskKind.ACTION]
            assert world.date(task.tray) == DUE
    assert moved_by_iro > 3


@pytest.mark.parametrize(
    ("route", "shares"),
    [(Route.ADOPTION, [0.30, 0.58, 0.62, 1.0]), (Route.GUARDIANSHIP, [1.0]), (Route.HOME, [1.0]),
     (Route.TO_18, []), (Route.OTHER, [])],
)  # fmt: skip
def test_the_steps_out_of_care_are_critical_and_the_last_is_agreed_for_the_planned_day(
    route, shares
):
    # every meeting is cancelled, so nothing is ever reviewed or agreed
    unreviewed = service(plan__unprompted=0, review__frictions__party_cancels=1,
                         care__adoption__decision=0.30, care__adoption__match=0.58,
                         care__adoption__placed=0.62)  # fmt: skip
    world = SmallWorld(unreviewed, child(ENTERED, planned="2026-09-01", route=route))
    world.until("2026-08-31")
    leaving = [action for action in world.actions() if action.kind == Need.LEAVING]
    assert all(action.critical for action in leaving)
    # each agreed for its share of the planned stay
    entered, planned = world.day(ENTERED), world.day("2026-09-01")
    agreed = [entered + int(share * (planned - entered)) for share in shares]
    assert sorted(a.due for a in leaving) == agreed
    (permanence,) = [action for action in world.actions() if action.kind == Need.PERMANENCE]
    assert permanence.critical == (route in (Route.ADOPTION, Route.GUARDIANSHIP))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_doubling_the_reviews_leaves_the_number_of_needs_unchanged(seed):
    # needs of the plan, of time in care and of significant changes, for five children
    needs = dict(plan__needs_at_entry=3, plan__needs_per_year=4, change__contact=2,
                 change__raises_need=0.6, plan__unprompted=0.5)  # fmt: skip
    arose, held = [], []
    for months in (6, 3):
        settings = service(review__timetable__later_months=months, **needs)
        world = SmallWorld(settings, *[child(ENTERED) for _ in range(5)], seed=seed)
        world.until("2027-10-01")
        arose.append([world.happened(EventKind.NEED_LATER, c) for c in range(5)])
        held.append(world.count(Count.REVIEWS_HELD))
    # six months: 2 + one every 5.5 months; three months: one every 2.5
    assert held[1] > 1.6 * held[0]
    assert arose[0] == arose[1]
    assert sum(len(each) for each in arose[0]) > 50

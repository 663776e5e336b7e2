"""Significant changes: told or not, and what an IRO who is told does.

The child enters on Mon 7 Apr 2025 and has its second review on 14 Jul; the next is aimed at
24 Dec, its limit is 14 Jan 2026.
"""

import pytest
from worlds import SmallWorld, child, service

from sim.ledger import Count
from sim.task_kinds import TaskKind
from sim.vocabulary import ActionState, EventKind

ENTERED = "2025-04-07"
HINDERED = {  # all that makes telling unlikely
    "social_worker__overloaded_odds": 0.01,
    "social_worker__new_worker_odds": 0.01,
    "social_worker__new_worker_days": 520,
    "iro__outside_notification_odds": 0.01,
    "iro__employer": "outside",
}


def full_of_changes(rate, until="2026-04-01", **more):
    return SmallWorld(
        service(change__contact=20, social_worker__notification_rate=rate, **more), child(ENTERED)
    ).until(until)


@pytest.mark.parametrize("hindered", [{}, HINDERED])
def test_who_always_tells_always_tells(hindered):
    # an IRO is named on 14 Apr: from the next day on there is somebody to tell, and is told
    world = full_of_changes(1, until="2025-04-15", **hindered)
    changes, told = world.count(Count.CHANGES), world.count(Count.CHANGES_TOLD)
    world.until("2026-04-01")
    assert len(world.dates_of(EventKind.CHANGE)) == world.count(Count.CHANGES) > 10
    assert world.count(Count.CHANGES_TOLD) - told == world.count(Count.CHANGES) - changes


@pytest.mark.parametrize("helped", [{}, {"social_worker__new_worker_odds": 10}])
def test_who_never_tells_never_tells(helped):
    world = full_of_changes(0, **helped)
    assert world.count(Count.CHANGES) > 10
    assert world.count(Count.CHANGES_TOLD) == 0


def test_what_hinders_telling_multiplies_the_odds():
    # odds 1 x 0.25 (a new worker) = 0.25: chance 0.2. Of 300 children's changes in a year, some
    # 300 x 3: a standard error of 0.014
    rate = service(change__contact=3, social_worker__notification_rate=0.5,
                   social_worker__new_worker_odds=0.25, social_worker__new_worker_days=520,
                   social_worker__overloaded_odds=1)  # fmt: skip
    world = SmallWorld(rate, *[child(ENTERED) for _ in range(300)]).until("2025-04-16")
    told, changes = world.count(Count.CHANGES_TOLD), world.count(Count.CHANGES)
    world.until("2026-04-01")
    share = (world.count(Count.CHANGES_TOLD) - told) / (world.count(Count.CHANGES) - changes)
    assert share == pytest.approx(0.2, abs=4 * 0.014)


def one_change(rate, fits=lambda world: True, **more):
    """Return a world whose child has one change between the second and third review, and its date.

    It comes between 15 Jul and 9 Oct 2025, and no other to the end of October. `fits` chooses among
    worlds by how they are found that morning.
    """
    settings = service(change__contact=0.8, change__raises_need=1, plan__unprompted=0,
                       social_worker__notification_rate=rate, **more)  # fmt: skip
    for seed in range(1, 99):
        world = SmallWorld(settings, child(ENTERED), seed=seed).until("2025-11-03")
        dates = world.dates_of(EventKind.CHANGE)
        if len(dates) != 1 or not "2025-07-15" <= dates[0] < "2025-10-10":
            continue
        if fits(SmallWorld(settings, child(ENTERED), seed=seed).until(dates[0])):
            return SmallWorld(settings, child(ENTERED), seed=seed), dates[0]
    raise AssertionError("no such seed")


def test_an_iro_who_is_told_responds_agrees_the_need_and_asks_for_the_plan():
    world, when = one_change(1)
    world.until(when)
    worked = world.count(Count.HOURS_WORKED_IRO)
    assert TaskKind.PLAN_UPDATE not in world.tasks()
    world.through(when)
    assert world.count(Count.CHANGES_TOLD) == 1
    # the response of 0.75 hours; a midway check of 0.75 may fall on the same day
    assert world.count(Count.HOURS_WORKED_IRO) - worked in (pytest.approx(0.75), pytest.approx(1.5))
    # the need was agreed, and the plan is due ten working days on
    (action,) = world.actions()
    assert action.state == ActionState.MOVING
    (update,) = world.tasks()[TaskKind.PLAN_UPDATE]
    assert update.target == world.day(when) + 10
    assert world.date(world.children[0].aim) == "2025-12-24"  # not brought forward


def test_a_told_change_brings_the_aim_forward_and_not_the_limit():
    world, when = one_change(1, review__brought_forward_share=1)
    world.through(when)
    assert world.children[0].aim == world.day(when) + 15
    assert world.date(world.children[0].limit) == "2026-01-14"
    meets = world.date(world.children[0].aim)
    world.through(meets)
    assert world.held()[2:] == [meets]
    world.through("2026-01-14")
    assert world.count(Count.LATER_ON_TIME) == world.count(Count.LATER_DUE) == 1


def test_what_is_open_for_a_review_brought_forward_is_wanted_earlier_too():
    # the third review is aimed thirty working days before its limit and opens sixty before that, so
    # its report, of 160 hours, lies on the desk when the change comes
    world, when = one_change(
        1, fits=lambda world: TaskKind.REPORT in world.tasks(),
        review__brought_forward_share=1, review__timetable__opens_days=60,
        review__timetable__aim_later_days=30, review__tasks__report__hours=160,
        review__tasks__report__least=1, iro_hours=6,
        review__brought_forward_days=10,
    )  # fmt: skip
    world.until(when)
    assert world.children[0].aim > world.day(when) + 10
    assert world.tasks()[TaskKind.REPORT][0].target == world.children[0].aim - 3
    world.through(when)
    assert world.children[0].aim == world.day(when) + 10
    assert world.tasks()[TaskKind.REPORT][0].target == world.day(when) + 10 - 3


def test_a_midway_check_lapses_where_the_review_is_brought_near():
    # a check of 160 hours opens on 5 Sep; a later change brings the review to 15 working days on
    slow = dict(review__tasks__midway_check__hours=160, desk__cut_from_days=200, iro_hours=3)
    world, when = one_change(1, review__brought_forward_share=1, **slow)
    for rate in (0.8, 0.7, 0.6, 0.5):
        if when > "2025-09-05":
            break
        world, when = one_change(1, review__brought_forward_share=1, change__missing=rate, **slow)
    assert when > "2025-09-05"
    world.until(when)
    assert TaskKind.MIDWAY_CHECK in world.tasks()
    world.through(when)
    assert TaskKind.MIDWAY_CHECK not in world.tasks()


def test_an_untold_change_s_need_waits_for_the_review():
    world, when = one_change(0)
    world.through(when)
    assert [action.state for action in world.actions()] == [ActionState.WAITING]
    assert TaskKind.CHANGE_RESPONSE not in world.tasks()
    world.until("2025-12-24")
    assert {action.state for action in world.actions()} == {ActionState.WAITING}
    world.through("2025-12-24")
    assert world.held()[2:] == ["2025-12-24"]
    assert {action.state for action in world.actions()} == {ActionState.MOVING}


def test_a_change_takes_the_worker_s_time_whether_told_or_not():
    # handling 2 hours; told: telling 0.25, plan update 1.5 and the agreed action's 3 (contact)
    for rate, hours in ((0, 2.0), (1, 2.0 + 0.25 + 1.5 + 3.0)):
        world, when = one_change(rate)
        before = world.until(when).count(Count.HOURS_AROSE_SOCIAL_WORKER)
        assert world.through(when).count(Count.HOURS_AROSE_SOCIAL_WORKER) - before == pytest.approx(
            hours
        )


def test_where_there_is_no_iro_nobody_outside_the_team_is_told():
    world = full_of_changes(1, iro__employer="none", review__chair="team_manager")
    assert world.count(Count.CHANGES) > 10
    assert world.count(Count.CHANGES_TOLD) == 0

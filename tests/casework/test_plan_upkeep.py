"""Updates of the care plan that the worker misses until reminded.

The child enters on Mon 7 Apr 2025; the review is held on Wed 30 Apr, so the plan is to be updated
by Thu 15 May. An update takes 1.5 hours.
"""

from worlds import SmallWorld, child, days_between, service

from sim.ledger import Count
from sim.task_kinds import TaskKind

ENTERED, REVIEW, DUE = "2025-04-07", "2025-04-30", "2025-05-15"


def missed(days, share=1, seed=1, **more):
    settings = service(review__frictions__update_missed=share,
                       review__frictions__update_missed_days=days, **more)  # fmt: skip
    return SmallWorld(settings, child(ENTERED), seed=seed)


def updated(world, until="2025-07-13"):
    """Live until before the second review; return the date on which the plan was updated."""
    worked = (
        world.through("2025-05-01").count(Count.HOURS_WORKED_SOCIAL_WORKER) - 1.5
    )  # if it was that day
    worked -= 3.0 + 0.3 + 6.0  # the report, the IRO's question, the permanence decision
    assert worked in (0, 1.5)
    if worked == 1.5:
        return "2025-05-01"
    before = world.count(Count.HOURS_WORKED_SOCIAL_WORKER)
    for today in world.day_by_day(until):
        if world.count(Count.HOURS_WORKED_SOCIAL_WORKER) == before + 1.5:
            return today
    return None


def test_an_update_that_is_not_missed_is_begun_at_once():
    world = missed(40, share=0).through(REVIEW)
    assert TaskKind.PLAN_UPDATE in world.tasks()
    world.through("2025-06-30")
    assert world.count(Count.CHILD_DAYS) == world.count(Count.CHILD_DAYS_PLAN_CURRENT)


def test_a_missed_update_takes_no_time_until_reminded():
    world = missed(0).through(REVIEW)  # reminded the day after
    assert TaskKind.PLAN_UPDATE not in world.tasks()
    before = world.count(Count.HOURS_WORKED_SOCIAL_WORKER)
    world.through("2025-05-01")
    # 1.5 hours at the meeting, which are owed, and 1.5 on the plan
    assert world.count(Count.HOURS_WORKED_SOCIAL_WORKER) - before == 3.0
    world.through("2025-06-30")
    assert world.count(Count.CHILD_DAYS) == world.count(Count.CHILD_DAYS_PLAN_CURRENT)


def test_one_reminded_of_after_its_day_leaves_the_plan_out_of_date_until_then():
    in_time = late = 0
    for seed in range(1, 25):
        world = missed(12, seed=seed)
        when = updated(world)
        if when is None:
            continue  # reminded after the next review
        out_of_date = world.count(Count.CHILD_DAYS) - world.count(Count.CHILD_DAYS_PLAN_CURRENT)
        if when <= DUE:
            in_time += 1
            assert out_of_date == 0
        else:  # from the evening of the day it was due
            late += 1
            assert out_of_date == days_between(DUE, when)
        assert world.service.plans_overdue == 0
    assert in_time > 4
    assert late > 4


def test_a_child_who_leaves_with_an_overdue_plan_takes_it_along():
    settings = service(review__frictions__update_missed=1,
                       review__frictions__update_missed_days=520)  # fmt: skip
    leaves = child(ENTERED, planned="2025-06-02")
    world = SmallWorld(settings, leaves, seed=3).until("2025-06-02")
    assert world.service.plans_overdue == 1
    world.until("2026-04-01")
    assert world.service.plans_overdue == 0
    days = days_between(DUE, "2025-06-02")
    assert world.count(Count.CHILD_DAYS) - world.count(Count.CHILD_DAYS_PLAN_CURRENT) == days


def test_two_overdue_updates_are_one_child_and_both_must_be_made():
    world = missed(520, seed=3).through("2025-07-28")  # asked for again on 14 Jul
    assert world.children[0].plans_overdue == 2
    assert world.service.plans_overdue == 1


def test_a_told_change_asks_for_an_update_that_may_be_missed_too():
    # some hundred changes a year, all told, and half of the updates missed
    world = missed(5, share=0.5, change__contact=50).until("2025-12-23")
    for today in world.day_by_day("2026-02-27"):
        child_ = world.children[0]
        overdue = sum(task.about < 0 for task in world.tasks().get(TaskKind.PLAN_UPDATE, []))
        assert child_.plans_overdue >= overdue, today
        assert world.service.plans_overdue == (child_.plans_overdue > 0)
    assert world.count(Count.CHILD_DAYS_PLAN_CURRENT) < world.count(Count.CHILD_DAYS)
    assert child_.plans_overdue < 20  # they are made, late

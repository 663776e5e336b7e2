"""A child taken over: the new worker reads in, and the child's actions wait for that.

A child enters on Mon 7 Apr 2025 and is handed from the first team 85 working days later: 1 Aug is
80 after (test_plan_actions.py), so Fri 8 Aug. Its permanence decision, of 160 hours, is agreed for
1 Aug; at 0.5 hours a day it is not done by then.
"""

import pytest
from worlds import SmallWorld, child, service

from sim.ledger import Count
from sim.task_kinds import TaskKind
from sim.vocabulary import Role

ENTERED, HANDED = "2025-04-07", "2025-08-08"


def handed_over(*children, **more):
    """Return a world of two workers on the morning on which the first child is handed over."""
    settings = service(
        workers=2, social_worker__transfer_share=1, social_worker__transfer_spread=0,
        plan__actions__permanence__hours=160, worker_hours=0.5, social_worker__overtime_share=0,
        desk__cut_from_days=200, **more,
    )  # fmt: skip
    return SmallWorld(settings, *(children or [child(ENTERED)])).until(HANDED)


@pytest.mark.parametrize("hours", [0, 1.5])
def test_a_new_worker_reads_in_first(hours):
    world = handed_over(social_worker__handover_hours=hours)
    first = int(world.children[0].social_worker)
    before = world.count(Count.HOURS_AROSE_SOCIAL_WORKER)
    world.through(HANDED)
    second = int(world.children[0].social_worker)
    assert second != first
    assert world.count(Count.HOURS_AROSE_SOCIAL_WORKER) - before == pytest.approx(hours)
    # half an hour was read on the day itself
    assert world.world.posts[second].owed == pytest.approx(max(0, hours - 0.5))
    assert world.world.posts[first].owed <= 1.5  # of the meetings, not of this


def test_an_action_waits_while_the_new_worker_reads_in():
    # its day is past: ten working days from 8 Aug: 11-15 (5), 18-22 (10) Aug
    world = handed_over(social_worker__handover_delay_days=10)
    assert world.date(world.tasks()[TaskKind.ACTION][0].target) == "2025-08-01"
    world.through(HANDED)
    (task,) = world.tasks()[TaskKind.ACTION]
    assert world.date(task.target) == world.date(task.tray) == "2025-08-22"
    # what is agreed for the measure stays: drift is from 2 Sep
    assert world.date(world.actions()[0].due) == "2025-08-01"


def test_an_action_that_is_not_yet_due_waits_as_long():
    # the permanence decision of a sibling who came two months later is agreed for 30 Sep
    world = handed_over(child(ENTERED), child("2025-06-09"), social_worker__handover_delay_days=10)
    (task,) = world.tasks(1)[TaskKind.ACTION]
    target = int(task.target)
    handed = world.date(world.day("2025-06-09") + 85)
    world.until(handed)
    assert world.tasks(1)[TaskKind.ACTION][0].target == target
    world.through(handed)
    (task,) = world.tasks(1)[TaskKind.ACTION]
    assert task.target == max(target, world.day(handed)) + 10


def test_other_work_does_not_wait():
    # the update of the plan after the review of 14 Jul keeps its day, 28 Jul
    world = handed_over(social_worker__handover_delay_days=10, review__tasks__plan_update__least=1,
                        review__tasks__plan_update__hours=160)  # fmt: skip
    world.through(HANDED)
    targets = sorted(world.date(task.target) for task in world.tasks()[TaskKind.PLAN_UPDATE])
    assert targets[-1] == "2025-07-28"


def test_a_successor_in_the_same_post_reads_in_on_every_child():
    settings = service(social_worker__turnover=200, social_worker__handover_hours=2,
                       social_worker__handover_delay_days=10,
                       plan__actions__permanence__hours=160)  # fmt: skip
    for seed in range(1, 400):
        world = SmallWorld(settings, child(ENTERED), child(ENTERED), seed=seed).until("2025-04-10")
        before = world.count(Count.HOURS_AROSE_SOCIAL_WORKER)
        targets = [int(world.tasks(c)[TaskKind.ACTION][0].target) for c in range(2)]
        people = int(world.posts(Role.SOCIAL_WORKER)["people"][0])
        world.through("2025-04-10")
        if world.posts(Role.SOCIAL_WORKER)["people"][0] > people:
            break
    assert world.count(Count.HOURS_AROSE_SOCIAL_WORKER) - before == pytest.approx(4)
    now = [int(world.tasks(c)[TaskKind.ACTION][0].target) for c in range(2)]
    assert now == [target + 10 for target in targets]


def test_who_is_new_to_a_child_counts_from_the_day_of_taking_over():
    # telling: 0.9 with a settled worker, and odds of nought with a new one, for 60 working days
    world = handed_over(social_worker__new_worker_odds=0, social_worker__notification_rate=0.9,
                        social_worker__overloaded_odds=1, change__contact=40)  # fmt: skip
    told = world.count(Count.CHANGES_TOLD)
    assert told > 0  # 7 Apr to 8 Aug is over 60 working days
    world.until(world.date(world.day(HANDED) + 60))
    assert world.count(Count.CHANGES_TOLD) == told
    assert world.until("2025-12-31").count(Count.CHANGES_TOLD) > told

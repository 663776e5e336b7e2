"""Urgency: some tasks of a kind press more than others; people differ in what they put first."""

import numpy as np
import pytest
from worlds import SmallWorld, child, service

from sim.task_kinds import TaskKind
from sim.vocabulary import Role

ENTERED, MEETS = "2025-04-07", "2025-04-30"
OPEN = "2025-04-16"  # ten working days before the meeting its tasks lie on the desk


def tasks_of(world, *kinds):
    """Return the open tasks of all children, by child and kind."""
    return {
        (c, TaskKind(kind)): task
        for c in range(len(world.children))
        for kind, tasks in world.tasks(c).items()
        for task in tasks
        if not kinds or kind in kinds
    }


def idle(**more):
    """Return a service whose IROs do nothing, so that all tasks lie on the desks."""
    return service(iro_hours=0.004, **more)


def test_without_spread_tasks_lie_by_their_kind_alone():
    world = SmallWorld(idle(), child(ENTERED), child(ENTERED)).until(OPEN)
    tasks = tasks_of(world)
    assert len(tasks) >= 6
    for (_, kind), task in tasks.items():
        assert task.tray == task.target - world.world.kinds[kind].urgency


def test_a_task_has_an_urgency_of_its_own_and_keeps_it_under_every_arrangement():
    children = [child(ENTERED) for _ in range(60)]
    today = tasks_of(SmallWorld(idle(desk__task_spread=8), *children).until(OPEN),
                     TaskKind.PREPARATION, TaskKind.CHILD_CONTACT)  # fmt: skip
    other = tasks_of(SmallWorld(idle(desk__task_spread=8, iro__employer="outside"), *children)
                     .until(OPEN), TaskKind.PREPARATION, TaskKind.CHILD_CONTACT)  # fmt: skip
    own = {key: task.urgency for key, task in today.items()}
    assert own == {key: task.urgency for key, task in other.items()}
    contact = [days for (_, kind), days in own.items() if kind == TaskKind.CHILD_CONTACT]
    assert len(set(contact)) == 60
    # a logistic spread of scale 8 has a standard deviation of 8 pi / root 3, 14.5 days
    assert np.std(contact) == pytest.approx(8 * np.pi / np.sqrt(3), rel=0.35)
    assert np.mean(contact) == pytest.approx(-6, abs=4 * 14.5 / np.sqrt(60))


def test_a_person_takes_up_all_tasks_of_a_kind_sooner_or_later():
    children = [child(ENTERED) for _ in range(40)]
    world = SmallWorld(idle(desk__person_spread=6, iros=4), *children).until(OPEN)
    tasks = tasks_of(world, TaskKind.CHILD_CONTACT)
    shifts = {}
    for task in tasks.values():
        assert task.urgency == world.world.kinds[TaskKind.CHILD_CONTACT].urgency
        shifts.setdefault(int(task.desk), set()).add(int(task.target - task.tray + 6))
    assert len(shifts) == 4
    assert all(len(days) == 1 for days in shifts.values())
    assert len(set.union(*shifts.values())) > 1


def test_a_task_handed_on_keeps_its_own_and_takes_the_new_person_s_urgency():
    children = [child(ENTERED) for _ in range(30)]
    settings = idle(desk__task_spread=8, desk__person_spread=6, iros=6, iro__turnover=200,
                    iro__vacant_days=60, desk__cover_least=0.1)  # fmt: skip
    world = SmallWorld(settings, *children).until(OPEN)
    kind = TaskKind.CHILD_CONTACT
    handed_on = 0
    before = {}
    for _ in world.day_by_day("2025-04-28"):
        now = {c: task for (c, _), task in tasks_of(world, kind).items()}
        if before:
            for c in [c for c in now if now[c].desk != before[c].desk]:
                assert now[c].urgency == before[c].urgency
                desk = now[c].desk
                theirs = [each for each in before.values() if each.desk == desk]
                shift = {round(each.target - each.tray - each.urgency) for each in theirs}
                here = round(now[c].target - now[c].tray - now[c].urgency)
                assert all(abs(here - each) <= 1 for each in shift)
                handed_on += len(shift) > 0
        before = {c: task.copy() for c, task in now.items()}
    assert handed_on > 0


def test_meetings_are_held_on_their_day_whatever_the_spread():
    children = [child(ENTERED) for _ in range(30)]
    settings = service(iros=30, desk__task_spread=12, desk__person_spread=9)
    world = SmallWorld(settings, *children).through(MEETS)
    assert world.posts(Role.IRO)["owed"].sum() == 0
    assert {tuple(world.held(c)) for c in range(30)} == {(MEETS,)}

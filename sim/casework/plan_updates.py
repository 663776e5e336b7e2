"""Keeping the care plan up to date: an update after each review and told change, or a reminder."""

from sim.casework.tasks import find_task, give_task
from sim.engine.agenda import EVENING, MORNING, book
from sim.engine.chance import exponential, uniform
from sim.engine.compile import rule
from sim.engine.tally import count
from sim.ledger import Count
from sim.task_kinds import TaskKind
from sim.vocabulary import EventKind, Purpose


@rule
def begins_update(w, child, asked):
    """Return the day on which the worker begins an update: that day, or when reminded of it."""
    s = w.settings
    seed = w.service.seed
    if uniform(seed, child.id, Purpose.UPDATE_MISSED, asked) >= s.review.frictions.update_missed:
        return asked
    mean = float(s.review.frictions.update_missed_days)
    return asked + 1 + int(exponential(seed, child.id, Purpose.UPDATE_REMINDED, asked, mean))


@rule
def ask_for_plan_update(w, c, day):
    """The care plan must be updated within some days of a review or told change."""
    target = day + w.settings.review.timetable.plan_update_days
    begins = begins_update(w, w.children[c], day)
    if begins > day:
        book(w, begins, MORNING, EventKind.PLAN_REMINDED, c, day, 0)
    else:
        give_task(w, c, day, TaskKind.PLAN_UPDATE, day, target, w.kinds[TaskKind.PLAN_UPDATE].hours)
    book(w, target, EVENING, EventKind.PLAN_DUE, c, day, 0)


@rule
def plan_reminded(w, c, day, asked):
    """The worker is reminded of an update that was missed; late, it is marked as overdue."""
    target = asked + w.settings.review.timetable.plan_update_days
    about = asked if day <= target else -asked
    give_task(w, c, day, TaskKind.PLAN_UPDATE, about, max(day, target),
              w.kinds[TaskKind.PLAN_UPDATE].hours)  # fmt: skip


@rule
def plan_due(w, c, day, asked):
    """At the end of the day an update was due: is the plan now out of date?"""
    child = w.children[c]
    count(w, day, Count.PLAN_UPDATES_DUE, 1.0)
    row = find_task(w, c, TaskKind.PLAN_UPDATE, asked)
    if row != 0:
        w.tasks[row].about = -asked  # marks it as overdue
    elif begins_update(w, child, asked) <= day:
        count(w, day, Count.PLAN_UPDATES_IN_TIME, 1.0)
        return  # it is done
    child.plans_overdue += 1
    if child.plans_overdue == 1:
        w.service.plans_overdue += 1


@rule
def plan_updated(w, c, about):
    """The plan is updated."""
    child = w.children[c]
    if about < 0:
        child.plans_overdue -= 1
        if child.plans_overdue == 0:
            w.service.plans_overdue -= 1

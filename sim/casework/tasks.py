"""Putting work on desks: the terms of each kind of task, and which desk it belongs to."""

from sim.agents.post import count_arose
from sim.agents.social_worker import team_manager_of
from sim.casework.noticers import REVIEWER, chair_of, checker_of, monitor_of, raiser_of
from sim.casework.urgency import tray_of, urgency_of_task
from sim.engine.compile import rule
from sim.engine.desk import add_task, dequeue, enqueue, remove_task
from sim.engine.tally import count
from sim.ledger import HOURS_LAPSED, Count
from sim.task_kinds import Charged, TaskKind
from sim.vocabulary import Noticer


class TaskStandard:
    """The terms of one kind of task: who does it, in what hours at full practice, how soon."""

    charged: int
    hours: float
    least: float  # share of them
    urgency: int  # days
    spreads: bool  # some of the kind are taken up sooner than others (urgency.py)


@rule
def desk_for(w, child, kind, about):
    """Return the desk of whoever is charged with a kind of task for a child, -1 for nobody.

    What a reviewer has noticed is raised by that reviewer or, who is gone, by the one who came.
    """
    charged = w.kinds[kind].charged
    if charged == Charged.CHAIR:
        return chair_of(w, child)
    if charged == Charged.CHECKER:
        return checker_of(w, child)
    if charged == Charged.MONITOR:
        return monitor_of(w, child)
    if charged == Charged.RAISER:
        if raiser_of(w, w.actions[about]) == Noticer.TEAM_MANAGER:
            return chair_of(w, child)
        return monitor_of(w, child)
    if charged == Charged.ADVOCATE:
        return child.advocate
    if charged == Charged.TEAM_MANAGER:
        return team_manager_of(w, child.social_worker)
    return child.social_worker


@rule
def give_task(w, c, day, kind, about, target, hours):
    """Put a task of `hours` at full practice on the right desk; return its row, 0 for nobody."""
    d = desk_for(w, w.children[c], kind, about)
    if d < 0:
        return 0
    terms = w.kinds[kind]
    count_arose(w, day, w.posts[d].role, hours)
    if kind == TaskKind.MEETING or kind == TaskKind.DECISIONS or kind == TaskKind.RECORD:
        count(w, day, Count.HOURS_LEAST_CHAIR, hours * terms.least)
    count(w, day, Count.TASKS_PUT, 1.0)
    urgency = urgency_of_task(w, w.children[c], kind, about)
    tray = tray_of(w, d, kind, target, urgency)
    return add_task(w, d, kind, c, about, target, urgency, tray, hours, terms.least)


@rule
def move_task(w, row, d):
    """Move an open task to another desk; its holder may put it before or behind others."""
    task = w.tasks[row]
    dequeue(w, row)
    enqueue(w, row, d, tray_of(w, d, task.kind, task.target, task.urgency))


@rule
def find_task(w, c, kind, about):
    """Return the row of a child's open task of a kind and subject matter, 0 for none."""
    row = w.subject_tasks[c]
    while row != 0:
        task = w.tasks[row]
        if task.kind == kind and task.about == about:
            return row
        row = task.subject_next
    return 0


@rule
def lapse(w, c, day, kind, about):
    """Let a child's open task lapse, if there is one: its moment has passed."""
    row = find_task(w, c, kind, about)
    if row != 0:
        forgo(w, row, day)
        remove_task(w, row)
        count(w, day, Count.TASKS_LAPSED, 1.0)


@rule
def forgo(w, row, day):
    """Count the hours of a task that those of the desk's role will not work any more."""
    task = w.tasks[row]
    hours = task.hours - task.worked
    count(w, day, HOURS_LAPSED[w.posts[task.desk].role], hours)


@rule
def withdraw_all(w, c, day):
    """Withdraw all tasks of a child who has left."""
    while w.subject_tasks[c] != 0:
        forgo(w, w.subject_tasks[c], day)
        remove_task(w, w.subject_tasks[c])
        count(w, day, Count.TASKS_WITHDRAWN, 1.0)


@rule
def reassign_tasks(w, c, day):
    """Move a child's open tasks to whoever is charged now; where nobody is, they lapse."""
    row = w.subject_tasks[c]
    while row != 0:
        task = w.tasks[row]
        after = task.subject_next
        d = desk_for(w, w.children[c], task.kind, task.about)
        if d < 0:
            if w.kinds[task.kind].charged == Charged.RAISER:
                w.actions[task.about].raised &= ~(1 << REVIEWER)
            forgo(w, row, day)
            remove_task(w, row)
            count(w, day, Count.TASKS_LAPSED, 1.0)
        elif d != task.desk:
            if w.posts[d].role != w.posts[task.desk].role:
                forgo(w, row, day)
                count_arose(w, day, w.posts[d].role, task.hours - task.worked)
            move_task(w, row, d)
        row = after

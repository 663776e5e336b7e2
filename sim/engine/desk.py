"""The desk: one worker's tasks by urgency, worked in order while the day's hours last.

Each desk has a tray for every working day. A task lies in the tray of its target day brought
forward by its urgency, and by what its holder puts first; within a tray, first come first served.
A task also hangs in the list of its subject, so that all of a subject's tasks can be found, moved
or withdrawn.
"""

from sim.engine.compile import rule
from sim.engine.free_rows import give_back, take

TASKS = 1  # its place among the world's pools


class Task:
    """One piece of work: full and least hours, hours worked, and where it hangs."""

    kind: int
    desk: int
    tray: int
    subject: int
    about: int
    target: int
    urgency: float  # days by which it is brought forward, whoever holds the desk
    hours: float
    least: float
    worked: float
    before: int
    next: int
    subject_before: int
    subject_next: int


class Desk:
    """One desk: its first tray that may hold a task, tasks on it and full hours waiting."""

    first: int
    tasks: int
    waiting: float


@rule
def enqueue(w, row, d, tray):
    """Lay a task in a tray of a desk, behind those that lie there."""
    task = w.tasks[row]
    desk = w.desks[d]
    tray = max(0, min(tray, w.trays.shape[1] - 1))
    task.desk = d
    task.tray = tray
    head = w.trays[d, tray]
    if head == 0:
        w.trays[d, tray] = row
        task.before = row
        task.next = row
    else:
        tail = w.tasks[head].before
        w.tasks[tail].next = row
        task.before = tail
        task.next = head
        w.tasks[head].before = row
    if desk.tasks == 0 or tray < desk.first:
        desk.first = tray
    desk.tasks += 1
    desk.waiting += task.hours - task.worked


@rule
def dequeue(w, row):
    """Lift a task off its desk; it still hangs in its subject's list."""
    task = w.tasks[row]
    desk = w.desks[task.desk]
    if task.next == row:
        w.trays[task.desk, task.tray] = 0
    else:
        w.tasks[task.before].next = task.next
        w.tasks[task.next].before = task.before
        if w.trays[task.desk, task.tray] == row:
            w.trays[task.desk, task.tray] = task.next
    desk.tasks -= 1
    desk.waiting -= task.hours - task.worked
    if desk.tasks == 0:
        desk.waiting = 0.0


@rule
def add_task(w, d, kind, subject, about, target, urgency, tray, hours, least):
    """Put a new task in a tray of a desk and return its row.

    Raises
    ------
    MemoryError
        If the pool of tasks is full.
    """
    row = take(w.pools[TASKS], w.tasks)
    if row == 0:
        raise MemoryError("capacity reached: tasks")
    task = w.tasks[row]
    task.kind = kind
    task.subject = subject
    task.about = about
    task.target = target
    task.urgency = urgency
    task.hours = hours
    task.least = least
    task.worked = 0.0
    head = w.subject_tasks[subject]
    task.subject_before = 0
    task.subject_next = head
    if head != 0:
        w.tasks[head].subject_before = row
    w.subject_tasks[subject] = row
    enqueue(w, row, d, tray)
    return row


@rule
def remove_task(w, row):
    """Take a task away altogether, done or not."""
    dequeue(w, row)
    task = w.tasks[row]
    if task.subject_before == 0:
        w.subject_tasks[task.subject] = task.subject_next
    else:
        w.tasks[task.subject_before].subject_next = task.subject_next
    if task.subject_next != 0:
        w.tasks[task.subject_next].subject_before = task.subject_before
    give_back(w.pools[TASKS], w.tasks, row)


@rule
def most_urgent(w, d):
    """Return the row of the desk's most urgent task, 0 if the desk is clear.

    Raises
    ------
    IndexError
        If the desk counts tasks that lie in none of its trays.
    """
    desk = w.desks[d]
    if desk.tasks == 0:
        return 0
    while w.trays[d, desk.first] == 0:
        desk.first += 1
        if desk.first == w.trays.shape[1]:
            raise IndexError("tasks lost: a desk counts tasks that lie in no tray")
    return w.trays[d, desk.first]


@rule
def work(w, d, hours, share):
    """Work at the most urgent task until it is done or the hours end.

    `share` is the share of full hours a pressed desk gives; no task goes below its least share.
    Returns the row of the task if it is done (it still lies on the desk), else 0, and the hours
    left.
    """
    row = most_urgent(w, d)
    if row == 0 or hours <= 0.0:
        return 0, hours
    task = w.tasks[row]
    needed = task.hours * max(task.least, share) - task.worked
    if needed > hours:
        task.worked += hours
        w.desks[d].waiting -= hours
        return 0, 0.0
    if needed > 0.0:
        task.worked += needed
        w.desks[d].waiting -= needed
        hours -= needed
    return row, hours

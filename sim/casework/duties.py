"""What the law asks of whoever chairs on a day: it is done thinly rather than not at all.

Meetings, the decisions of reviews and answers to formal challenge cannot wait for a desk that is
behind. Records can: they run late, as inspectors find.
"""

from sim.engine.compile import rule
from sim.vocabulary import TaskKind


@rule
def is_duty(kind):
    """Whether a kind of task is met on its day whatever gives way."""
    return kind == TaskKind.MEETING or kind == TaskKind.DECISIONS or kind == TaskKind.FORMAL_ANSWER


@rule
def duty_due(w, p, day):
    """Return the row of a duty on a desk that is due by today, 0 for none."""
    desk = w.desks[p]
    if desk.tasks == 0:
        return 0
    least = min(w.kinds[TaskKind.MEETING].urgency, w.kinds[TaskKind.DECISIONS].urgency)
    least = min(least, w.kinds[TaskKind.FORMAL_ANSWER].urgency)
    for tray in range(desk.first, min(day - least + 1, w.trays.shape[1])):
        head = w.trays[p, tray]
        row = head
        while row != 0:
            task = w.tasks[row]
            if is_duty(task.kind) and task.target <= day:
                return row
            row = task.next if task.next != head else 0
    return 0

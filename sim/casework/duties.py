"""What the law asks of whoever chairs on a day: it is done thinly rather than not at all.

Meetings, the decisions of reviews and answers to formal challenge cannot wait for a desk that is
behind. Records can: they run late, as inspectors find.
"""

from sim.engine.compile import rule
from sim.task_kinds import DUTIES, TaskKind


@rule
def duty_due(w, p, day):
    """Return the row of a duty on a desk that is due by today, 0 for none."""
    desk = w.desks[p]
    if desk.tasks == 0:
        return 0
    least = w.kinds[TaskKind.MEETING].urgency
    for kind in DUTIES:
        least = min(least, w.kinds[kind].urgency)
    for tray in range(desk.first, min(day - least + 1, w.trays.shape[1])):
        head = w.trays[p, tray]
        row = head
        while row != 0:
            task = w.tasks[row]
            if task.kind in DUTIES and task.target <= day:
                return row
            row = task.next if task.next != head else 0
    return 0

"""What the law asks of whoever chairs on a day: it is done thinly rather than not at all.

Meetings, the decisions of reviews and answers to formal challenge cannot wait for a desk that is
behind. Records can: they run late, as inspectors find.
"""

from sim.engine.compile import rule
from sim.vocabulary import Work


@rule
def is_duty(kind):
    """Whether a kind of task is met on its day whatever gives way."""
    return kind == Work.MEETING or kind == Work.DECISIONS or kind == Work.FORMAL_ANSWER


@rule
def duty_due(w, p, day):
    """Return the row of a duty on a desk that is due by today, 0 for none."""
    desk = w.desks[p]
    if desk.tasks == 0:
        return 0
    least = min(w.kinds[Work.MEETING].urgency, w.kinds[Work.DECISIONS].urgency)
    least = min(least, w.kinds[Work.FORMAL_ANSWER].urgency)
    for tray in range(desk.first, min(day - least + 1, w.trays.shape[1])):
        head = w.trays[p, tray]
        row = head
        while row != 0:
            task = w.tasks[row]
            if is_duty(task.kind) and task.target <= day:
                return row
            row = task.next if task.next != head else 0
    return 0

"""The agenda: what happens on which working day, in phases, first booked first.

An event is a row of `events`; each day and phase holds a list of them. An event names a subject
and a detail; whether it still holds is the reader's to check, so nothing needs cancelling.
"""

from sim.engine.compile import rule
from sim.engine.free_rows import give_back, take
from sim.engine.prefetch import prefetch

EVENTS = 0  # its place among the world's pools
MORNING, LEAVING, EVENING = 0, 1, 2
PHASES = 3


class Event:
    """One booked event: its kind, subject, detail and a tag to tell whether it is stale."""

    kind: int
    subject: int
    detail: int
    tag: int
    next: int


@rule
def book(w, day, phase, kind, subject, detail, tag):
    """Book an event on a day; one past the last day of the calendar is let go.

    Raises
    ------
    MemoryError
        If the pool of events is full.
    """
    if day >= len(w.day_first):
        return
    row = take(w.pools[EVENTS], w.events)
    if row == 0:
        raise MemoryError("capacity reached: events")
    event = w.events[row]
    event.kind = kind
    event.subject = subject
    event.detail = detail
    event.tag = tag
    event.next = 0
    last = w.day_last[day, phase]
    if last == 0:
        w.day_first[day, phase] = row
    else:
        w.events[last].next = row
    w.day_last[day, phase] = row


@rule
def next_event(w, day, phase):
    """Take the day's next event off the agenda: (kind, subject, detail, tag), kind 0 for none."""
    row = w.day_first[day, phase]
    if row == 0:
        return 0, 0, 0, 0
    event = w.events[row]
    kind, subject, detail, tag = event.kind, event.subject, event.detail, event.tag
    w.day_first[day, phase] = event.next
    if event.next == 0:
        w.day_last[day, phase] = 0
    prefetch(w.events, event.next)
    give_back(w.pools[EVENTS], w.events, row)
    return kind, subject, detail, tag

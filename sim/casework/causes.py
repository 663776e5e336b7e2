"""Drift by cause: what an open action's days went to, and so what its days in drift are owed to.

An action is at any time in one of five causes: waiting to be agreed, at the worker's desk, with an
outside body, stalled and unnoticed, stalled and argued over. It keeps a clock of each, in calendar
days since it arose, for what an action is in today says little of why it is late: one that waited
for 60 days and moves now drifts for the waiting. Its days in drift are shared among the causes in
proportion to its clocks.
"""

from sim.engine.compile import rule
from sim.engine.tally import count
from sim.ledger import Count
from sim.vocabulary import ActionState


@rule
def clock(w, row, day):
    """Put an action's days until today on the clock of its cause; call before each change of it."""
    clock_until(w, row, w.days[day].date)


@rule
def clock_until(w, row, date):
    """Put an action's days up to a date on the clock of the cause it is in."""
    action = w.actions[row]
    days = float(date - action.state_from)
    action.state_from = date
    if action.state == ActionState.MOVING:
        if action.outside:
            action.days_outside += days
        else:
            action.days_at_desk += days
    elif action.state == ActionState.STALLED:
        if action.noticed:
            action.days_argued += days
        else:
            action.days_unnoticed += days
    else:  # what nobody has begun waits, whether or not anybody knows of it
        action.days_waiting += days


@rule
def count_drift_by_cause(w, row, date, day):
    """Count an action's days in drift up to a date, since last counted, by its clocks to date."""
    action = w.actions[row]
    clock_until(w, row, date)
    drift = float(date - action.drift_counted)
    action.drift_counted = date
    if drift <= 0.0:
        return
    # it arose before it drifted, so that its clocks have run for a day at least
    clocked = (action.days_waiting + action.days_at_desk + action.days_outside
               + action.days_unnoticed + action.days_argued)  # fmt: skip
    part = drift / clocked
    count(w, day, Count.DRIFT_DAYS_WAITING, part * action.days_waiting)
    count(w, day, Count.DRIFT_DAYS_AT_DESK, part * action.days_at_desk)
    count(w, day, Count.DRIFT_DAYS_OUTSIDE, part * action.days_outside)
    count(w, day, Count.DRIFT_DAYS_UNNOTICED, part * action.days_unnoticed)
    count(w, day, Count.DRIFT_DAYS_ARGUED, part * action.days_argued)


@rule
def count_drift_of_all(w, day):
    """At a period's end count the drift of every open action until the next working day.

    A period ends before the policy's first day, so what the policy changes is of its own time.
    """
    service = w.service
    date = w.days[day].date + w.days[day].span
    for c in range(service.oldest_row, service.entered_rows):
        child = w.children[c]
        if child.actions_in_drift == 0:
            continue
        row = child.actions
        while row != 0:
            if w.actions[row].in_drift:
                count_drift_by_cause(w, row, date, day)
            row = w.actions[row].after

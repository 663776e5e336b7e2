"""Drift: when an action counts as in drift, for how long, and which children it concerns."""

import math

from sim.casework.causes import count_drift_by_cause
from sim.casework.groups import count_days
from sim.casework.lateness import count_by_its_day
from sim.engine.agenda import MORNING, book
from sim.engine.compile import rule
from sim.engine.journal import note
from sim.engine.working_days import day_on_or_after
from sim.vocabulary import ActionState, EventKind

MONTH = 30.4375  # calendar days
LONG_MONTHS = 6  # choice: the project's definition of long drift
LONG_DAYS = math.ceil(LONG_MONTHS * MONTH)


@rule
def is_troubled(action):
    """Whether whoever looks has something to see: an action stalls, drifts or is overlooked."""
    return (
        action.state == ActionState.STALLED
        or action.state == ActionState.OVERLOOKED
        or action.in_drift
    )


@rule
def starts_to_drift(w, row, day):
    """Take down that an action is in drift from today."""
    action = w.actions[row]
    child = w.children[action.child]
    count_days(w, action.child, day)
    count_by_its_day(w, action, day, False)
    action.in_drift = True
    action.drift_from = w.days[day].date
    w.action_rows[action.kept_row].drift_from = day
    action.drift_counted = action.drift_from
    w.service.actions_in_drift += 1
    child.actions_in_drift += 1
    if child.actions_in_drift == 1:
        w.service.children_in_drift += 1
    note(w, day, EventKind.DRIFT, action.child, action.address)
    long = w.days[day].date + LONG_DAYS
    on = max(day + 1, day_on_or_after(w, long))
    book(w, on, MORNING, EventKind.LONG_DRIFT, action.child, row, action.address)


@rule
def drifts_long(w, row, day):
    """Take down that an action has been in drift for long."""
    action = w.actions[row]
    child = w.children[action.child]
    count_days(w, action.child, day)
    action.long_drift = True
    child.long_drifts += 1
    if child.long_drifts == 1:
        w.service.children_in_long_drift += 1


@rule
def ends_drift(w, row, day):
    """Take down that an action is in drift no longer, done or left undone."""
    action = w.actions[row]
    if not action.in_drift:
        return
    child = w.children[action.child]
    count_days(w, action.child, day)
    count_drift_by_cause(w, row, w.days[day].date, day)
    w.service.actions_in_drift -= 1
    child.actions_in_drift -= 1
    if child.actions_in_drift == 0:
        w.service.children_in_drift -= 1
    if action.long_drift:
        child.long_drifts -= 1
        if child.long_drifts == 0:
            w.service.children_in_long_drift -= 1
    if day >= w.service.start:
        months = int((w.days[day].date - action.drift_from) / MONTH)
        w.drift_lengths[min(months, len(w.drift_lengths) - 1)] += 1.0

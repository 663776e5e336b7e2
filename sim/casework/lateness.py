"""Whether what has a date is done by it: actions of the plan, and what is behind on 31 March.

An action is counted once, under its kind: when it is done, when it comes into drift, or when the
child leaves after its day. One left undone before its day counts in nothing. A plan that does not
fit has no day, and is not counted.
"""

from sim.engine.compile import rule
from sim.engine.tally import count
from sim.ledger import DUE, IN_TIME, Count
from sim.vocabulary import Need

YEAR_DAYS = 365
SIX_MONTHS_DAYS = 182


@rule
def count_by_its_day(w, action, day, done):
    """Count an action as due, and as done by its day, unless it was counted before."""
    if action.kind == Need.UNSUITABLE or action.in_drift:
        return
    if not done and day <= action.due:
        return
    count(w, day, DUE[action.kind], 1.0)
    if day <= action.due:
        count(w, day, IN_TIME[action.kind], 1.0)


@rule
def is_of_health(kind):
    """Whether a kind of action is of the child's health."""
    return kind == Need.HEALTH or kind == Need.INITIAL_HEALTH


@rule
def count_what_is_behind(w, child, day):
    """Count on 31 March what is behind for a child in care.

    Of children in care for a year, as statistics of health count them, those with nothing of health
    past its day. Of children in care for six months, those with something past its day and nothing
    done in the year before, as an independent reviewer who asks for progress would find them.
    """
    date = w.days[day].date
    late, late_of_health = False, False
    row = child.actions
    while row != 0:
        action = w.actions[row]
        if action.due < day and action.kind != Need.UNSUITABLE:
            late = True
            if is_of_health(action.kind):
                late_of_health = True
        row = action.after
    if date - child.entered_date >= YEAR_DAYS:
        count(w, day, Count.MARCH_IN_CARE_A_YEAR, 1.0)
        if not late_of_health:
            count(w, day, Count.MARCH_HEALTH_UP_TO_DATE, 1.0)
    if date - child.entered_date >= SIX_MONTHS_DAYS:
        count(w, day, Count.MARCH_IN_CARE_SIX_MONTHS, 1.0)
        if late and child.progressed_date <= date - YEAR_DAYS:
            count(w, day, Count.MARCH_NO_PROGRESS, 1.0)
        if child.actions_in_drift > 0:
            count(w, day, Count.MARCH_IN_DRIFT, 1.0)

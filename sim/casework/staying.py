"""What matters for a child who stays to 18: a match, and from 16 on the way into adult life.

A child fostered to 18 is matched with the carer for the long term, who is given authority over
everyday matters; at 16 a pathway plan and a personal adviser are due; in the last year a home to go
to and money of the child's own. Nobody is prompted to begin these: no court, date of leaving or
carer asks for them. So one is overlooked, unless the worker thinks of it, until somebody who looks
at the plan sees it (care_plan.py holds how an action arises, is begun, stalls and drifts).
"""

from sim.casework.action import address_of
from sim.casework.care_plan import arise, begin, is_for_18
from sim.casework.groups import count_days
from sim.engine.agenda import MORNING, book
from sim.engine.compile import rule
from sim.engine.tally import count
from sim.engine.working_days import day_on_or_after
from sim.ledger import Count
from sim.vocabulary import FOR_18, ActionState, EventKind, Need, NeedCause, Placement, Route

MONTH = 30.4375  # calendar days
SIXTEEN_DAYS = 5844  # 16 years


@rule
def arises_date(w, child, need):
    """Return the date on which a need arises for a child who is in care by then."""
    s = w.settings
    if need == Need.LONG_TERM_MATCH or need == Need.DELEGATED_AUTHORITY:
        return child.entered_date + int(s.plan.to_18.match_after_months * MONTH)
    if need == Need.PATHWAY_PLAN or need == Need.PERSONAL_ADVISER:
        return child.born_date + SIXTEEN_DAYS
    months = s.plan.to_18.home_months
    if need == Need.MONEY_AT_18:
        months = s.plan.to_18.money_months
    return w.days[child.eighteenth].date - int(months * MONTH)


@rule
def arises_day(w, child, need):
    """Return the day on which a need arises: at entry, for a child who enters later."""
    return max(child.entered, day_on_or_after(w, arises_date(w, child, need)))


@rule
def book_for_18(w, c, day):
    """Book what is still to come for a child in care; what was due before the run is done."""
    child = w.children[c]
    if child.route != Route.TO_18:
        return
    for need in FOR_18:
        if need == Need.DELEGATED_AUTHORITY:
            continue  # it comes with the match
        arises = arises_day(w, child, need)
        due = arises + w.needs[need].usual
        if due > day:
            book(w, max(arises, day), MORNING, EventKind.NEED_FOR_18, c, need, 0)
        elif need == Need.LONG_TERM_MATCH and is_worth_matching(w, child, arises):
            child.match_sought = True
            child.matched_date = w.days[due].date


@rule
def is_worth_matching(w, child, day):
    """Whether the child is fostered, and has long enough to 18 to be matched for the long term."""
    left = w.days[child.eighteenth].date - w.days[day].date
    least = w.settings.plan.to_18.match_least_months * MONTH
    return child.placement == Placement.FOSTER and left >= least


@rule
def seeks_match_from(w, c, day):
    """After a move: a child now fostered to 18 for whom no match was sought is to have one."""
    child = w.children[c]
    fostered = child.route == Route.TO_18 and child.placement == Placement.FOSTER
    if fostered and not child.match_sought:
        on = max(day + 1, arises_day(w, child, Need.LONG_TERM_MATCH))
        book(w, on, MORNING, EventKind.NEED_FOR_18, c, Need.LONG_TERM_MATCH, 0)


@rule
def need_for_18(w, c, day, need):
    """A need of a child who stays to 18 arises, if it still makes sense."""
    child = w.children[c]
    if need == Need.LONG_TERM_MATCH:
        if child.match_sought or not is_worth_matching(w, child, day):
            return
        child.match_sought = True
        opens(w, c, day, Need.DELEGATED_AUTHORITY)
    elif need == Need.PATHWAY_PLAN or need == Need.PERSONAL_ADVISER:
        left = w.days[child.eighteenth].date - w.days[day].date
        if left < 7 * w.settings.plan.to_18.eligible_weeks:
            return
    opens(w, c, day, need)


@rule
def opens(w, c, day, need):
    """Open an action, to be done by its usual length, and before 18.

    One that had arisen when the child was found in care keeps the day it was due.
    """
    child = w.children[c]
    arose = day
    if day == w.service.first:
        arose = arises_day(w, child, need)
    due = min(arose + w.needs[need].usual, child.eighteenth - 1)
    if due > day or day > w.service.first:
        arise(w, c, day, need, address_of(NeedCause.STAYING, need), max(1, due - day), False)


@rule
def begin_overlooked(w, row, day):
    """Somebody who may agree what is done sees that an action was overlooked: it is begun.

    That needs no challenge. Whoever may not agree it (an advocate, a guardian) raises it.
    """
    if w.actions[row].state == ActionState.OVERLOOKED:
        begin(w, row, day)


@rule
def match_with_carer(w, c, day):
    """The child is matched with the foster carer for the long term."""
    count_days(w, c, day)
    w.children[c].matched_date = w.days[day].date


@rule
def count_at_18(w, c, day):
    """Count a child who leaves care at 18, as planned, and whether all that matters is done."""
    child = w.children[c]
    if child.route != Route.TO_18 or day < child.eighteenth:
        return
    count(w, day, Count.LEFT_AT_18, 1.0)
    row = child.actions
    while row != 0:
        if is_for_18(w.actions[row].kind):
            return
        row = w.actions[row].after
    count(w, day, Count.READY_AT_18, 1.0)

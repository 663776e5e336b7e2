"""The way out of care: the critical steps of the planned route, one after the other.

A return home or special guardianship has one; adoption has the decision, the match, the placement
and the order. Each step arises with the child's plan, agreed for its share of the planned stay, and
none begins before the one before it is done.
"""

from sim.casework.action import PER_CAUSE, address_of, close_action, is_misfit
from sim.casework.care_plan import arise, begin
from sim.casework.lateness import count_by_its_day
from sim.casework.review_dates import move_limit, placed_limit
from sim.casework.staying import match_with_carer
from sim.engine.agenda import LEAVING, MORNING, book
from sim.engine.compile import rule
from sim.engine.journal import note
from sim.engine.tally import count
from sim.ledger import Count
from sim.vocabulary import ActionState, EventKind, Need, NeedCause, Route

DECISION, MATCH, PLACED, ORDER = 0, 1, 2, 3  # of adoption


@rule
def steps_of(route):
    """Return how many critical steps lead out of care on a route."""
    if route == Route.ADOPTION:
        return 4
    if route == Route.HOME or route == Route.GUARDIANSHIP:
        return 1
    return 0


@rule
def leaves_by_plan(child):
    """Whether a child who leaves does so by the planned route, all its steps done."""
    return child.steps_done >= steps_of(child.route) > 0


@rule
def step_due(w, child, step):
    """Return the day for which a step is planned."""
    s = w.settings
    share = 1.0
    if child.route == Route.ADOPTION:
        if step == DECISION:
            share = s.care.adoption.decision
        elif step == MATCH:
            share = s.care.adoption.match
        elif step == PLACED:
            share = s.care.adoption.placed
    return child.entered + int(share * (child.planned - child.entered))


@rule
def step_arises(w, child, step):
    """Return the day on which a step is planned to be begun."""
    if child.route == Route.ADOPTION:
        return child.entered if step == DECISION else step_due(w, child, step - 1)
    room = (child.planned - child.entered) // 2
    return child.planned - max(1, min(w.needs[Need.LEAVING].usual, room))


@rule
def book_way_out(w, c, day):
    """Book the steps still to come; those planned for before the run's first day are done."""
    child = w.children[c]
    for step in range(steps_of(child.route)):
        if step_due(w, child, step) <= day:
            mark_step_done(w, child, step, step_due(w, child, step))
        else:
            arises = max(step_arises(w, child, step), day)
            book(w, arises, MORNING, EventKind.NEED_OF_ROUTE, c, step, 0)


@rule
def need_of_route(w, c, day, step):
    """A step of the way out of care arises."""
    child = w.children[c]
    usual = max(1, step_due(w, child, step) - step_arises(w, child, step))
    arise(w, c, day, Need.LEAVING, address_of(NeedCause.ROUTE, step), usual, True)


@rule
def mark_step_done(w, child, step, day):
    """Take down that a step is done."""
    child.steps_done = step + 1
    if child.route == Route.ADOPTION and step == PLACED:
        child.placed_date = w.days[day].date


@rule
def is_adopted(child):
    """Whether the child leaves care with an adoption order."""
    return child.route == Route.ADOPTION and child.steps_done > ORDER


@rule
def step_done(w, c, day, step):
    """A step is done: the one after it begins, if it waited for this."""
    child = w.children[c]
    mark_step_done(w, child, step, day)
    if child.route == Route.ADOPTION and step == PLACED:
        move_limit(w, c, day, placed_limit(w, child))
    row = child.actions
    while row != 0:
        action = w.actions[row]
        waits = action.state == ActionState.WAITING
        if waits and action.address == address_of(NeedCause.ROUTE, step + 1):
            begin(w, row, day)
            return
        row = action.after


@rule
def complete_action(w, row, day):
    """An action is done; a child who waited only for it leaves at the day's end."""
    action = w.actions[row]
    c = action.child
    child = w.children[c]
    count(w, day, Count.PARTS_PUT_RIGHT if is_misfit(action) else Count.ACTIONS_DONE, 1.0)
    count_by_its_day(w, action, day, True)
    w.action_rows[action.kept_row].done = day
    child.progressed_date = w.days[day].date
    if action.kind == Need.PERMANENCE:
        child.permanence_decided = True
    elif action.kind == Need.LONG_TERM_MATCH:
        match_with_carer(w, c, day)
    note(w, day, EventKind.OUTSIDE_DONE, c, action.address)
    address = action.address
    close_action(w, row, day)
    if address // PER_CAUSE == NeedCause.ROUTE:
        step_done(w, c, day, address % PER_CAUSE)
    if child.overstays and child.critical_open == 0:
        book(w, day, LEAVING, EventKind.PLANNED_EXIT, c, 0, 0)

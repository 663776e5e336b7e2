"""The care plan's way: a need arises, is agreed, begun, may stall, gets moving."""

from sim.agents.relief import seen_of_child
from sim.agents.social_worker import chance_of_stall
from sim.casework.action import PER_CAUSE, draw, is_misfit, open_action
from sim.casework.action_rows import take_down_agreed, take_down_stall
from sim.casework.causes import clock
from sim.casework.noticers import is_watched
from sim.casework.tasks import find_task, give_task
from sim.engine.agenda import MORNING, book
from sim.engine.chance import exponential
from sim.engine.compile import rule
from sim.engine.desk import dequeue, enqueue
from sim.engine.journal import note
from sim.engine.tally import count
from sim.ledger import Count
from sim.task_kinds import TaskKind
from sim.vocabulary import (
    DRAWS_PER_ACTION,
    FOR_18,
    ActionState,
    EventKind,
    NeedCause,
    Purpose,
)


@rule
def arise(w, c, day, kind, address, usual, critical):
    """A need arises: open an action, which waits until agreed unless the worker acts unprompted.

    What matters for staying to 18 nobody is prompted to begin: it is overlooked until it is seen.
    """
    child = w.children[c]
    row = open_action(w, c, day, kind, address, usual)
    action = w.actions[row]
    action.critical = critical
    if critical:
        child.critical_open += 1
    count(w, day, Count.NEEDS, 1.0)
    note(w, day, EventKind.NEED_LATER, c, address)
    book(w, action.due + w.settings.plan.drift_after_days + 1, MORNING, EventKind.DRIFT, c, row,
         address)  # fmt: skip
    u = draw(w, action, Purpose.UNPROMPTED)
    seen = seen_of_child(w, child.social_worker)
    if not is_for_18(kind):
        if u < w.settings.plan.unprompted * seen:
            begin(w, row, day)
    elif u < w.settings.plan.unprompted_for_18 * seen:
        begin(w, row, day)
    else:
        action.state = ActionState.OVERLOOKED
        book_team_notices(w, row, day)


@rule
def agree(w, c, day):
    """Agree what has arisen since the last review or told change: begin what waits."""
    row = w.children[c].actions
    while row != 0:
        after = w.actions[row].after
        if w.actions[row].state == ActionState.WAITING:
            begin(w, row, day)
        row = after


@rule
def is_for_18(kind):
    """Whether a kind of action is of those that matter for staying to 18."""
    return kind in FOR_18


@rule
def is_held_back(child, action):
    """Whether an action is a step of the way out of care, and the one before it is not done."""
    is_step = action.address // PER_CAUSE == NeedCause.ROUTE
    return is_step and action.address % PER_CAUSE > child.steps_done


@rule
def begin(w, row, day):
    """Begin an action: it stalls, or gets moving; one that is held back goes on waiting."""
    action = w.actions[row]
    child = w.children[action.child]
    if is_held_back(child, action):
        return
    take_down_agreed(w, action, day)
    if draw(w, action, Purpose.STALL) >= chance_of_stall(w, child, day, is_watched(w, child)):
        get_moving(w, row, day)
        return
    stall(w, row, day)


@rule
def stall(w, row, day):
    """An action comes to a halt, and nobody has noticed it yet."""
    action = w.actions[row]
    clock(w, row, day)
    action.state = ActionState.STALLED
    take_down_stall(w, action, day)
    if not is_misfit(action):  # no stall: in none of their counts
        w.service.stalls_unnoticed += 1
        count(w, day, Count.STALLS, 1.0)
        note(w, day, EventKind.TEAM_NOTICES, action.child, 0)
    if action.team_looks_on == 0:
        book_team_notices(w, row, day)


@rule
def book_team_notices(w, row, day):
    """Book the next day on which the team, in supervision, looks at what is stuck or overlooked.

    Whoever wrote the plan sees less of what is wrong with it. What gives way of supervision by then
    is taken off when the day comes (noticing.py).
    """
    action = w.actions[row]
    s = w.settings
    mean = s.challenge.team.sees_days
    if is_misfit(action):
        factor = s.plan.unsuitable.seen * s.team_manager.objectivity
        if factor <= 0.0:
            return
        mean /= factor
    ordinal = action.address * DRAWS_PER_ACTION + action.team_looks
    seed, child = w.service.seed, w.children[action.child]
    wait = 1 + int(exponential(seed, child.id, Purpose.TEAM_NOTICES, ordinal, mean))
    action.team_looks_on = day + wait
    book(w, day + wait, MORNING, EventKind.TEAM_NOTICES, action.child, row, action.address)


@rule
def get_moving(w, row, day):
    """Get an action moving: on the worker's desk, or with the outside body."""
    action = w.actions[row]
    c = action.child
    child = w.children[c]
    clock(w, row, day)
    action.state = ActionState.MOVING
    if action.outside:
        mean = w.settings.plan.outside_wait * action.usual
        ordinal = action.address * DRAWS_PER_ACTION + action.handovers
        wait = 1 + int(exponential(w.service.seed, child.id, Purpose.OUTSIDE_WAIT, ordinal, mean))
        action.outside_on = day + wait
        book(w, action.outside_on, MORNING, EventKind.OUTSIDE_DONE, c, row, action.address)
        return
    if is_misfit(action):
        action.due = day + action.usual  # a plan takes its time to change, whenever it was seen
    target = action.due if action.due > day else day + w.settings.challenge.target_days
    give_task(w, c, day, TaskKind.ACTION, row, target, w.needs[action.kind].hours)


@rule
def mark_noticed(w, row, day):
    """Take down that a stall was noticed, the first time."""
    action = w.actions[row]
    if action.state == ActionState.STALLED and not action.noticed:
        clock(w, row, day)
        action.noticed = True
        if is_misfit(action):
            return  # no stall: in none of their counts
        w.service.stalls_unnoticed -= 1
        count(w, day, Count.STALLS_NOTICED, 1.0)


@rule
def unblock(w, row, day):
    """Get an action moving: begin it, restart it, have it chased, or put it first on the desk."""
    action = w.actions[row]
    if action.state == ActionState.WAITING or action.state == ActionState.OVERLOOKED:
        begin(w, row, day)
    elif action.state == ActionState.STALLED:
        mark_noticed(w, row, day)
        get_moving(w, row, day)
    elif action.outside:
        on = day + max(1, w.settings.plan.chased_days)
        if on < action.outside_on:
            action.outside_on = on
            book(w, on, MORNING, EventKind.OUTSIDE_DONE, action.child, row, action.address)
    else:
        task = find_task(w, action.child, TaskKind.ACTION, row)
        if task != 0:
            desk = w.tasks[task].desk
            dequeue(w, task)
            enqueue(w, task, desk, day)

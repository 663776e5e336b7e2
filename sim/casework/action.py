"""An action of a care plan: its record, from the day it is opened until it is closed."""

from sim.casework.action_rows import begin_action_row
from sim.casework.drift import ends_drift
from sim.casework.tasks import lapse
from sim.engine.chance import uniform
from sim.engine.compile import rule
from sim.engine.free_rows import give_back, take
from sim.engine.tally import count
from sim.ledger import Count
from sim.task_kinds import TaskKind
from sim.vocabulary import DRAWS_PER_ACTION, ActionState, Employer, Need, Purpose

ACTIONS = 2  # its place among the world's pools
PER_CAUSE = 1 << 16  # ordinals of needs from one cause


class Action:
    """One open action of a child's care plan."""

    next: int  # in the pool
    after: int  # in the child's list
    child: int
    kind: int
    address: int  # cause and ordinal: the same need under every policy
    kept_row: int  # what is taken down of it (action_rows.py); 0 for none
    due: int  # day: the day the need arose plus its kind's usual length
    usual: int
    outside: bool
    critical: bool
    state: int
    noticed: bool
    followed_up: bool
    follow_up_counted: bool
    raised: int  # bits: the streams of looks in which it is raised now
    settled: int  # bits: those of them in which it got moving for it
    raiser: int  # the reviewer who raised it last
    formal_on: int  # days of the formal step, and on which each first noticed the stall; 0: not yet
    seen_by_team: int
    seen_by_manager: int  # as reviewer
    seen_by_iro: int
    seen_by_guardian: int
    seen_by_advocate: int
    looks: int  # of a reviewer
    team_looks: int
    guardian_looks: int
    advocate_looks: int
    handovers: int  # to another worker, while it was under way
    outside_on: int  # day on which the outside body is done; 0 for none
    team_looks_on: int  # day of the team's next look at it; 0 for none
    in_drift: bool
    drift_from: int  # date
    long_drift: bool
    # calendar days in each cause of drift since it arose (causes.py), and from when the present one
    state_from: int  # date
    days_waiting: float
    days_at_desk: float
    days_outside: float
    days_unnoticed: float
    days_argued: float
    drift_counted: int  # date up to which its drift is counted by cause


class NeedStandard:
    """The terms of one kind of need: usual length in working days, hours, share outside."""

    usual: int
    hours: float
    outside: float


@rule
def draw(w, action, purpose):
    """Draw once for an action, at its own address."""
    child = w.children[action.child]
    return uniform(w.service.seed, child.id, purpose, action.address * DRAWS_PER_ACTION)


@rule
def address_of(cause, ordinal):
    """Return the address of a need: its cause and its number within (child, cause)."""
    return cause * PER_CAUSE + ordinal


@rule
def is_open(w, row, address, c):
    """Whether a row still holds the action that an event was booked for."""
    return w.actions[row].address == address and w.actions[row].child == c


@rule
def is_misfit(action):
    """Whether an action is to change a part of the plan that does not fit: it is never late."""
    return action.kind == Need.UNSUITABLE


@rule
def open_action(w, c, day, kind, address, usual):
    """Open an action of a child's plan, and return its row.

    Raises
    ------
    MemoryError
        If the pool of actions is full.
    """
    child = w.children[c]
    row = take(w.pools[ACTIONS], w.actions)
    if row == 0:
        raise MemoryError("capacity reached: actions")
    w.actions[row] = w.actions[0]  # blank: row 0 is no action
    action = w.actions[row]
    action.after = child.actions
    child.actions = row
    action.child = c
    action.kind = kind
    action.address = address
    action.kept_row = begin_action_row(w, c, day, kind)
    action.usual = usual
    action.due = day + usual
    action.state = ActionState.WAITING
    action.state_from = w.days[day].date
    action.outside = draw(w, action, Purpose.OUTSIDE) < w.needs[kind].outside
    return row


@rule
def count_follow_up(w, row, day):
    """Count a stall that the IRO noticed, once, and whether the IRO has acted on it."""
    action = w.actions[row]
    if action.seen_by_iro == 0 or action.follow_up_counted or is_misfit(action):
        return
    if w.settings.iro.employer == Employer.NONE:
        return
    action.follow_up_counted = True
    count(w, day, Count.STALLS_IRO_NOTICED, 1.0)
    if action.followed_up:
        count(w, day, Count.STALLS_FOLLOWED_UP, 1.0)


@rule
def close_action(w, row, day):
    """Close an action, done or not: take it off the child's list and out of all counts."""
    action = w.actions[row]
    c = action.child
    child = w.children[c]
    ends_drift(w, row, day)
    w.action_rows[action.kept_row].closed = day
    if is_misfit(action):
        w.service.parts_unsuitable -= 1
    elif action.state == ActionState.STALLED and not action.noticed:
        w.service.stalls_unnoticed -= 1
    count_follow_up(w, row, day)
    if action.critical:
        child.critical_open -= 1
    if child.actions == row:
        child.actions = action.after
    else:
        before = child.actions
        while w.actions[before].after != row:
            before = w.actions[before].after
        w.actions[before].after = action.after
    lapse(w, c, day, TaskKind.INFORMAL, row)
    lapse(w, c, day, TaskKind.FORMAL, row)
    lapse(w, c, day, TaskKind.FORMAL_ANSWER, row)
    lapse(w, c, day, TaskKind.ADVOCATE_RAISES, row)
    action.address = 0
    action.child = -1
    give_back(w.pools[ACTIONS], w.actions, row)

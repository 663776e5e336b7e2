"""What is taken down of each plan action where rows of actions are kept, from its first day on.

Row 0 stands for none. Where no rows are kept every action's is that, and nobody reads it.
"""

from sim.engine.compile import rule
from sim.engine.free_rows import take

ACTION_ROWS = 5  # their place among the world's pools


class ActionRow:
    """One plan action. Days are working-day indices, 0 for not yet; each is of the first time."""

    next: int  # in the pool
    child: int
    kind: int
    arose: int
    agreed: int
    stalled: int
    stalls: int  # how often
    noticed: int
    noticed_by: int
    raised: int
    raised_by: int
    raised_formally: int
    drift_from: int
    done: int
    closed: int  # done or not


@rule
def begin_action_row(w, c, day, kind):
    """An action arises: take a row for it, if rows are kept, and return it, 0 for none.

    Raises
    ------
    MemoryError
        If the rows are full.
    """
    if len(w.action_rows) <= 1:
        return 0
    row = take(w.pools[ACTION_ROWS], w.action_rows)
    if row == 0:
        raise MemoryError("capacity reached: action_rows")
    kept = w.action_rows[row]
    kept.child = c
    kept.kind = kind
    kept.arose = day
    return row


@rule
def take_down_agreed(w, action, day):
    """Take down that an action is agreed, and begun."""
    kept = w.action_rows[action.kept_row]
    if kept.agreed == 0:
        kept.agreed = day


@rule
def take_down_stall(w, action, day):
    """Take down that an action stalls."""
    kept = w.action_rows[action.kept_row]
    kept.stalls += 1
    if kept.stalled == 0:
        kept.stalled = day


@rule
def take_down_noticed(w, action, day, who):
    """Take down who noticed first that an action is stuck."""
    kept = w.action_rows[action.kept_row]
    if kept.noticed == 0:
        kept.noticed = day
        kept.noticed_by = who


@rule
def take_down_raised(w, action, day, who, formally):
    """Take down who raised first that an action is stuck, and when the formal step was first."""
    kept = w.action_rows[action.kept_row]
    if kept.raised == 0:
        kept.raised = day
        kept.raised_by = who
    if formally and kept.raised_formally == 0:
        kept.raised_formally = day

"""Parts of the plan that are wrong, not late: the placement, contact or route does not fit.

They come to the child whatever the policy. Such a part stands still from its first day, for nobody
works on what nobody has seen; whoever looks at the plan may see it, like a stall, and argue it
through the same chain. It stands unsuitable until the plan is changed, or the child leaves.
"""

from sim.casework.action import PER_CAUSE, address_of, close_action, is_misfit, open_action
from sim.casework.action_rows import take_down_stall
from sim.casework.care_plan import book_team_notices
from sim.casework.tasks import lapse
from sim.engine.agenda import MORNING, book
from sim.engine.chance import exponential, uniform
from sim.engine.compile import rule
from sim.engine.journal import note
from sim.engine.tally import count
from sim.engine.working_days import day_on_or_after
from sim.ledger import Count
from sim.task_kinds import TaskKind
from sim.vocabulary import ActionState, EventKind, Need, NeedCause, Part, Purpose

STANDS_DAYS = 365  # choice: how far back what came still stands on the run's first day
AT_ENTRY = 0  # the ordinal of what is unsuitable from entry on; the child's stream comes after


@rule
def seen_factor(w, action):
    """Return what multiplies anybody's chance to see what is wrong with an action.

    A misfit is harder to see than a delay, which has its date.
    """
    return w.settings.plan.unsuitable.seen if is_misfit(action) else 1.0


@rule
def book_unsuitable(w, c, day):
    """Book what turns unsuitable in the plan of a child in care from a day.

    Of a child found in care on the run's first day, what did in the year before stands still, and
    what did earlier has been put right; the warm-up brings the stock to what this service makes it.
    """
    child = w.children[c]
    since = w.days[day].date - STANDS_DAYS
    date = child.entered_date
    if date > since:
        u = uniform(w.service.seed, child.id, Purpose.UNSUITABLE_GAP, AT_ENTRY)
        if u < w.settings.plan.unsuitable.at_entry:
            book(w, day, MORNING, EventKind.UNSUITABLE, c, AT_ENTRY, date)
    number = AT_ENTRY + 1
    when = next_unsuitable_date(w, child, number, date)
    while when >= 0 and when <= since:
        date = when
        number += 1
        when = next_unsuitable_date(w, child, number, date)
    book_next_unsuitable(w, c, number, date, day)


@rule
def next_unsuitable_date(w, child, number, date):
    """Return the date, after another, of the number-th of the child's stream, -1 for none."""
    rate = w.settings.plan.unsuitable.per_year
    if rate <= 0.0:
        return -1
    gap = exponential(w.service.seed, child.id, Purpose.UNSUITABLE_GAP, number, 365.25 / rate)
    return date + int(gap)


@rule
def book_next_unsuitable(w, c, number, date, day):
    """Book the number-th of the child's stream after a date, on a later day than `day`."""
    when = next_unsuitable_date(w, w.children[c], number, date)
    if when >= 0:
        on = max(day + 1, day_on_or_after(w, when))
        book(w, on, MORNING, EventKind.UNSUITABLE, c, number, when)


@rule
def part_of(w, child, number):
    """Return the part of the plan that the number-th of the child's stream is of."""
    s = w.settings
    u = uniform(w.service.seed, child.id, Purpose.UNSUITABLE_PART, number)
    if u < s.plan.unsuitable.placement:
        return Part.PLACEMENT
    if u < s.plan.unsuitable.placement + s.plan.unsuitable.contact:
        return Part.CONTACT
    return Part.ROUTE


@rule
def is_of(w, action, part):
    """Whether an action is to change this part of the plan, which does not fit."""
    number = action.address % PER_CAUSE
    return is_misfit(action) and part_of(w, w.children[action.child], number) == part


@rule
def is_of_route(w, action):
    """Whether an action is to change the planned route, which does not fit."""
    return is_of(w, action, Part.ROUTE)


@rule
def open_part(w, c, part):
    """Return the row of the action that is to change a part of the plan, 0 for none."""
    row = w.children[c].actions
    while row != 0:
        if is_of(w, w.actions[row], part):
            return row
        row = w.actions[row].after
    return 0


@rule
def becomes_unsuitable(w, c, day, number, date):
    """A part of the plan is unsuitable from today, unless it is already; the next is booked.

    A placement that the child has left since the date is no longer of the plan.
    """
    child = w.children[c]
    if number != AT_ENTRY:
        book_next_unsuitable(w, c, number + 1, date, day)
    part = part_of(w, child, number)
    is_left = part == Part.PLACEMENT and child.last_move > date
    if is_left or open_part(w, c, part) != 0:
        return
    address = address_of(NeedCause.UNSUITABLE, number)
    row = open_action(w, c, day, Need.UNSUITABLE, address, w.needs[Need.UNSUITABLE].usual)
    w.actions[row].state = ActionState.STALLED
    take_down_stall(w, w.actions[row], day)
    w.service.parts_unsuitable += 1
    count(w, day, Count.PARTS_UNSUITABLE, 1.0)
    note(w, day, EventKind.UNSUITABLE, c, address)
    book_team_notices(w, row, day)


@rule
def placement_is_replaced(w, c, day):
    """The child has moved: the placement that did not fit is gone, noticed or not."""
    row = open_part(w, c, Part.PLACEMENT)
    if row != 0:
        lapse(w, c, day, TaskKind.ACTION, row)
        close_action(w, row, day)

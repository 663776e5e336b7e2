"""Care proceedings: the children's guardian, who notices too, and what the IRO hears of it."""

from sim.agents.child import is_in_proceedings
from sim.agents.post import owe
from sim.casework.challenge import iro_notices, look_at_plan
from sim.casework.drift import is_troubled
from sim.casework.groups import count_days
from sim.casework.plans import agree, draw_guardian, is_noticed, unblock
from sim.casework.unsuitable import seen_factor
from sim.engine.agenda import MORNING, book
from sim.engine.chance import uniform
from sim.engine.compile import rule
from sim.engine.tally import count
from sim.ledger import Count
from sim.words import LOOKS, Legal, Purpose, What


@rule
def has_liaison(w, child):
    """Whether the child's guardian and IRO tell each other what they know."""
    if child.iro < 0 or not w.posts[child.iro].active:
        return False
    u = uniform(w.service[0].seed, child.id, Purpose.LIAISON, 0)
    return u < w.settings[0].court_liaison


@rule
def book_proceedings(w, c, day):
    """Book the care proceedings of a child in care from a day; those of the past are over."""
    child = w.children[c]
    child.legal = Legal.VOLUNTARY
    if child.proceedings_to == 0:
        return
    if child.proceedings_to <= day:
        child.legal = Legal.ORDER
        return
    book(w, child.proceedings_to, MORNING, What.FINAL_ORDER, c, 0, 0)
    if child.proceedings_from > day:
        book(w, child.proceedings_from, MORNING, What.PROCEEDINGS_BEGIN, c, 0, 0)
    else:
        proceedings_begin(w, c, day)


@rule
def proceedings_begin(w, c, day):
    """Care proceedings begin, and a guardian is appointed."""
    count_days(w, c, day)
    w.children[c].legal = Legal.IN_PROCEEDINGS
    book_guardian(w, c, day)


@rule
def book_guardian(w, c, day):
    """Book the next hearing, before which the guardian looks at the plan."""
    on = day + max(1, w.settings[0].court_hearing_days)
    if on < w.children[c].proceedings_to:
        book(w, on, MORNING, What.GUARDIAN_LOOKS, c, 0, 0)


@rule
def guardian_looks(w, c, day):
    """A hearing nears: the worker writes for the court, and the guardian looks at the plan.

    What the guardian notices is said in court, and the action moves or not; with liaison the IRO
    hears of it, and the guardian of what the IRO has noticed.
    """
    child = w.children[c]
    if not is_in_proceedings(child):
        return
    s = w.settings[0]
    owe(w, child.social_worker, day, s.court_hearing_hours)
    liaison = has_liaison(w, child)
    row = child.actions
    while row != 0:
        action = w.actions[row]
        after = action.after
        if is_troubled(action) and action.guardian_looks < LOOKS - 1:
            action.guardian_looks += 1
            told = liaison and action.iro_noticed
            sees = s.challenge_guardian_sees * seen_factor(w, action)
            if told or draw_guardian(w, action, Purpose.GUARDIAN_LOOK) < sees:
                is_noticed(w, row, day)
                if liaison:
                    iro_notices(w, row, day)
                chance = s.challenge_guardian_succeeds
                if draw_guardian(w, action, Purpose.GUARDIAN_SUCCEEDS) < chance:
                    unblock(w, row, day)
        row = after
    book_guardian(w, c, day)


@rule
def final_order(w, c, day):
    """Proceedings end with a final order: the guardian goes; the IRO has the papers, or not."""
    child = w.children[c]
    proceedings_end(w, c, day)
    if has_liaison(w, child):
        agree(w, c, day)
        look_at_plan(w, c, day, w.settings[0].challenge_noticing_at_told_change, True)


@rule
def proceedings_end(w, c, day):
    """Count proceedings that end, with an order or because the child leaves care."""
    child = w.children[c]
    if not is_in_proceedings(child):
        return
    count_days(w, c, day)
    child.legal = Legal.ORDER
    count(w, day, Count.PROCEEDINGS_ENDED, 1.0)
    lasted = w.days[day].date - w.days[child.proceedings_from].date
    count(w, day, Count.PROCEEDINGS_DAYS, lasted)

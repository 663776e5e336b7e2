"""Care proceedings: the children's guardian, who notices too, and what the reviewer hears."""

from sim.agents.child import is_in_proceedings
from sim.agents.post import charge_hours
from sim.agents.social_worker import NONE
from sim.casework.care_plan import agree
from sim.casework.drift import is_troubled
from sim.casework.groups import count_days
from sim.casework.noticers import draw_for, monitor_of, noticer_of
from sim.casework.noticing import notices, reviewer_looks
from sim.casework.unsuitable import seen_factor
from sim.engine.agenda import MORNING, book
from sim.engine.chance import uniform
from sim.engine.compile import rule
from sim.engine.tally import count
from sim.ledger import Count
from sim.vocabulary import DRAWS_PER_ACTION, EventKind, LegalStatus, Noticer, Purpose


@rule
def has_liaison(w, child):
    """Whether the child's guardian and reviewer tell each other what they know."""
    p = monitor_of(w, child)
    if p < 0 or not w.posts[p].active:
        return False
    u = uniform(w.service.seed, child.id, Purpose.LIAISON, 0)
    return u < w.settings.court.liaison


@rule
def book_proceedings(w, c, day):
    """Book the care proceedings of a child in care from a day; those of the past are over."""
    child = w.children[c]
    child.legal = LegalStatus.VOLUNTARY
    if child.proceedings_to == 0:
        return
    if child.proceedings_to <= day:
        child.legal = LegalStatus.ORDER
        return
    book(w, child.proceedings_to, MORNING, EventKind.FINAL_ORDER, c, 0, 0)
    if child.proceedings_from > day:
        book(w, child.proceedings_from, MORNING, EventKind.PROCEEDINGS_BEGIN, c, 0, 0)
    else:
        proceedings_begin(w, c, day)


@rule
def proceedings_begin(w, c, day):
    """Care proceedings begin, and a guardian is appointed."""
    count_days(w, c, day)
    w.children[c].legal = LegalStatus.IN_PROCEEDINGS
    book_guardian(w, c, day)


@rule
def book_guardian(w, c, day):
    """Book the next hearing, before which the guardian looks at the plan."""
    on = day + max(1, w.settings.court.hearing_days)
    if on < w.children[c].proceedings_to:
        book(w, on, MORNING, EventKind.GUARDIAN_LOOKS, c, 0, 0)


@rule
def guardian_looks(w, c, day):
    """A hearing nears: the worker writes for the court, and the guardian looks at the plan.

    What the guardian notices is said in court, and the action moves or not; with liaison the
    reviewer hears of it, and the guardian of what the reviewer has noticed.
    """
    child = w.children[c]
    if not is_in_proceedings(child):
        return
    s = w.settings
    charge_hours(w, child.social_worker, day, s.court.hearing_hours)
    liaison = has_liaison(w, child)
    row = child.actions
    while row != 0:
        action = w.actions[row]
        after = action.after
        if is_troubled(action) and action.guardian_looks < DRAWS_PER_ACTION - 1:
            action.guardian_looks += 1
            told = liaison and action.seen_by_iro + action.seen_by_manager > 0
            chance = s.challenge.guardian.sees * seen_factor(w, action)
            if told or draw_for(w, action, Purpose.SEES, Noticer.GUARDIAN) < chance:
                notices(w, row, day, Noticer.GUARDIAN, NONE)
                if liaison:
                    p = monitor_of(w, child)
                    notices(w, row, day, noticer_of(w, p), p)
        row = after
    book_guardian(w, c, day)


@rule
def final_order(w, c, day):
    """Proceedings end with an order: the guardian goes; the reviewer has the papers, or not."""
    child = w.children[c]
    proceedings_end(w, c, day)
    if has_liaison(w, child):
        agree(w, c, day)
        p = monitor_of(w, child)
        reviewer_looks(w, c, day, p, w.chains[noticer_of(w, p)].at_told_change)


@rule
def proceedings_end(w, c, day):
    """Count proceedings that end, with an order or because the child leaves care."""
    child = w.children[c]
    if not is_in_proceedings(child):
        return
    count_days(w, c, day)
    child.legal = LegalStatus.ORDER
    count(w, day, Count.PROCEEDINGS_ENDED, 1.0)
    lasted = w.days[day].date - w.days[child.proceedings_from].date
    count(w, day, Count.PROCEEDINGS_DAYS, lasted)

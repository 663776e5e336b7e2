"""Where a child's needs come from: entry and time in care."""

from sim.casework.action import address_of
from sim.casework.care_plan import arise
from sim.casework.exit_steps import book_way_out
from sim.casework.passing import book_arrival, receive_arrival
from sim.casework.unsuitable import book_unsuitable
from sim.engine.agenda import MORNING, book
from sim.engine.chance import exponential, uniform
from sim.engine.compile import rule
from sim.engine.working_days import day_on_or_after
from sim.vocabulary import EventKind, Need, NeedCause, Purpose, Route


@rule
def book_needs(w, c, day):
    """Book the needs of a child who is in care from a day: those of the past count as met."""
    child = w.children[c]
    s = w.settings
    if child.passes_through:
        book_arrival(w, c, day)
        return
    if child.entered >= day:
        for number in range(s.plan.needs_at_entry + 1):
            book(w, day, MORNING, EventKind.NEED_AT_ENTRY, c, number, 0)
    date = child.entered_date
    while True:
        when = next_need_date(w, child, date)
        if when < 0 or day_on_or_after(w, when) > day:
            break
        child.later_needs += 1
        date = when
    book_next_need(w, c, date, day)
    book_way_out(w, c, day)
    book_unsuitable(w, c, day)


@rule
def kind_at_entry(number):
    """Return the kind of the number-th need at entry, from 0."""
    if number == 0:
        return Need.PERMANENCE
    place = (number - 1) % 5
    if place == 0:
        return Need.INITIAL_HEALTH
    if place == 1:
        return Need.PLACEMENT_PLAN
    if place == 2:
        return Need.CARE_PLAN
    return Need.EDUCATION if place == 3 else Need.CONTACT


@rule
def need_at_entry(w, c, day, number):
    """A need at entry: the permanence decision, what the law dates, and the others in turn."""
    child = w.children[c]
    if child.passes_through:
        receive_arrival(w, c, day)
        return
    kind = kind_at_entry(number)
    usual = w.needs[kind].usual
    critical = False
    if number == 0:
        critical = child.route == Route.ADOPTION or child.route == Route.GUARDIANSHIP
        usual = min(usual, max(1, child.planned - child.entered))
    arise(w, c, day, kind, address_of(NeedCause.ENTRY, number), usual, critical)


@rule
def next_need_date(w, child, date):
    """Return the date of the child's next later need after a date, -1 for none."""
    rate = w.settings.plan.needs_per_year
    if rate <= 0.0:
        return -1
    gap = exponential(w.service.seed, child.id, Purpose.NEED_GAP, child.later_needs,
                      365.25 / rate)  # fmt: skip
    return date + int(gap)


@rule
def book_next_need(w, c, date, day):
    """Book the child's next later need after a date, on a later day than `day`."""
    child = w.children[c]
    when = next_need_date(w, child, date)
    if when >= 0:
        on = max(day + 1, day_on_or_after(w, when))
        book(w, on, MORNING, EventKind.NEED_LATER, c, child.later_needs, when)


@rule
def kind_of_later_need(s, u):
    """Return the kind of need that a number from 0 to 1 stands for."""
    u -= s.plan.later.health
    if u < 0.0:
        return Need.HEALTH
    u -= s.plan.later.education
    if u < 0.0:
        return Need.EDUCATION
    return Need.CONTACT if u < s.plan.later.contact else Need.PLACEMENT


@rule
def need_later(w, c, day, number, date):
    """A need arises in the course of care."""
    child = w.children[c]
    u = uniform(w.service.seed, child.id, Purpose.NEED_KIND, number)
    kind = kind_of_later_need(w.settings, u)
    arise(w, c, day, kind, address_of(NeedCause.LATER, number), w.needs[kind].usual, False)
    child.later_needs = number + 1
    book_next_need(w, c, date, day)

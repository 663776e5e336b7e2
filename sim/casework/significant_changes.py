"""Significant changes: they come to the child, cost the worker time, and are told or not."""

from sim.agents.post import charge_hours
from sim.agents.social_worker import chance_of_telling
from sim.casework.action import address_of
from sim.casework.care_plan import agree, arise
from sim.casework.challenge import price_worker_hours
from sim.casework.groups import count_days
from sim.casework.noticers import is_outside_team, monitor_of, noticer_of
from sim.casework.noticing import reviewer_looks
from sim.casework.placements import book_next_move, record_move
from sim.casework.plan_updates import ask_for_plan_update
from sim.casework.review_dates import bring_forward, move_limit
from sim.casework.staying import seeks_match_from
from sim.casework.tasks import give_task
from sim.casework.unsuitable import placement_is_replaced
from sim.engine.agenda import MORNING, book
from sim.engine.chance import exponential, uniform
from sim.engine.compile import rule
from sim.engine.journal import note
from sim.engine.tally import count
from sim.engine.working_days import day_on_or_after
from sim.ledger import Count
from sim.task_kinds import TaskKind
from sim.vocabulary import ChangeKind, EventKind, Need, NeedCause, Purpose

OTHERS = (ChangeKind.MISSING, ChangeKind.SCHOOL_OR_HEALTH, ChangeKind.ALLEGATION,
          ChangeKind.CONTACT, ChangeKind.PLAN_PROPOSED)  # fmt: skip
MOVES_FROM = 1 << 15  # ordinals of moves, apart from those of other changes


@rule
def rate_of(s, kind):
    """Return the rate of one kind of change, other than placement moves, per child-year."""
    if kind == ChangeKind.MISSING:
        return s.change.missing
    if kind == ChangeKind.SCHOOL_OR_HEALTH:
        return s.change.school_or_health
    if kind == ChangeKind.ALLEGATION:
        return s.change.allegation
    if kind == ChangeKind.CONTACT:
        return s.change.contact
    return s.change.plan_proposed


@rule
def rate_of_all(s):
    """Return the rate of all changes other than placement moves, per child-year."""
    rate = 0.0
    for kind in OTHERS:
        rate += rate_of(s, kind)
    return rate


@rule
def need_from(s, kind, u):
    """Return the kind of need that a change raises."""
    if kind == ChangeKind.SCHOOL_OR_HEALTH:
        return Need.HEALTH if u < s.change.health_share else Need.EDUCATION
    if kind == ChangeKind.CONTACT:
        return Need.CONTACT
    return Need.PLACEMENT


@rule
def next_change_date(w, child, date):
    """Return the date of the child's next significant change after a date, -1 for none."""
    rate = rate_of_all(w.settings)
    if rate <= 0.0:
        return -1
    seed = w.service.seed
    gap = exponential(seed, child.id, Purpose.CHANGE_GAP, child.changes, 365.25 / rate)
    return date + int(gap)


@rule
def book_next_change(w, c, date, day):
    """Book the child's next significant change after a date, on a later day than `day`."""
    child = w.children[c]
    when = next_change_date(w, child, date)
    if when >= 0:
        on = max(day + 1, day_on_or_after(w, when))
        book(w, on, MORNING, EventKind.CHANGE, c, child.changes, when)


@rule
def book_changes_from(w, c, day):
    """Book the first change of a child in care when the run begins, passing over earlier ones."""
    child = w.children[c]
    date = child.entered_date
    while True:
        when = next_change_date(w, child, date)
        if when < 0 or day_on_or_after(w, when) > day:
            break
        child.changes += 1
        date = when
    book_next_change(w, c, date, day)


@rule
def kind_of_change(w, child, number):
    """Return the kind of a child's change, other than a placement move."""
    s = w.settings
    left = rate_of_all(s) * uniform(w.service.seed, child.id, Purpose.CHANGE_KIND, number)
    for kind in OTHERS:
        left -= rate_of(s, kind)
        if left < 0.0:
            return kind
    return ChangeKind.PLAN_PROPOSED


@rule
def change_comes(w, c, day, number, date):
    """A significant change other than a placement move comes; the next one is booked."""
    child = w.children[c]
    change_happens(w, c, day, kind_of_change(w, child, number), number)
    child.changes = number + 1
    book_next_change(w, c, date, day)


@rule
def placement_moves(w, c, day, date):
    """The child moves to another placement; the next move is booked."""
    child = w.children[c]
    change_happens(w, c, day, ChangeKind.PLACEMENT_MOVE, MOVES_FROM + child.moves)
    count_days(w, c, day)
    record_move(w, child, date)
    seeks_match_from(w, c, day)
    placement_is_replaced(w, c, day)
    book_next_move(w, c, date, day)


@rule
def change_happens(w, c, day, kind, number):
    """A significant change happens in the child's life."""
    child = w.children[c]
    s = w.settings
    seed = w.service.seed
    count(w, day, Count.CHANGES, 1.0)
    note(w, day, EventKind.CHANGE, c, kind)
    give_task(w, c, day, TaskKind.CHANGE_HANDLING, number, day + s.change.handling_days,
              w.kinds[TaskKind.CHANGE_HANDLING].hours)  # fmt: skip
    u = uniform(seed, child.id, Purpose.CHANGE_NEED, number)
    if u < s.change.raises_need:
        need = need_from(s, kind, u / s.change.raises_need)
        arise(w, c, day, need, address_of(NeedCause.CHANGE, number), w.needs[need].usual, False)
    p = monitor_of(w, child)
    if p >= 0:
        told = uniform(seed, child.id, Purpose.CHANGE_TOLD, number)
        if told < chance_of_telling(w, child, day, is_outside_team(w, p)):
            note(w, day, EventKind.CHANGE_TOLD, c, kind)
            if is_outside_team(w, p):
                count(w, day, Count.CHANGES_TOLD, 1.0)
            charge_hours(w, child.social_worker, day, s.social_worker.telling_hours)
            price_worker_hours(w, day, s.social_worker.telling_hours)
            give_task(w, c, day, TaskKind.CHANGE_RESPONSE, number, day + s.change.response_days,
                      w.kinds[TaskKind.CHANGE_RESPONSE].hours)  # fmt: skip


@rule
def told_change_answered(w, c, day, number):
    """Whoever was told of a change responds: agrees needs, looks at the plan, may bring forward.

    That is the IRO or, where there is none, the team manager who chairs. After a placement move
    the review may be required early (regulation 33), which moves its limit; after any other change
    only its aim is brought forward.
    """
    child = w.children[c]
    s = w.settings
    agree(w, c, day)
    p = monitor_of(w, child)
    reviewer_looks(w, c, day, p, w.chains[noticer_of(w, p)].at_told_change)
    ask_for_plan_update(w, c, day)
    u = uniform(w.service.seed, child.id, Purpose.BROUGHT_FORWARD, number)
    if number >= MOVES_FROM:
        if u < s.review.requested_share:
            move_limit(w, c, day, day + max(1, s.review.requested_days))
    elif u < s.review.brought_forward_share:
        bring_forward(w, c, day)

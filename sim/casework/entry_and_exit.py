"""Coming into care, being in care on the run's first day, and leaving."""

from sim.agents.child import next_sibling
from sim.agents.social_worker import NONE, free_social_worker
from sim.casework.action import close_action
from sim.casework.advocacy import asks_for_advocate, gives_up_advocate
from sim.casework.allocation import (
    assign_worker,
    book_handovers,
    name_iro,
    unassign_iro,
    unassign_worker,
)  # fmt: skip
from sim.casework.court import book_proceedings, proceedings_end
from sim.casework.exit_steps import is_adopted, leaves_by_plan, steps_of
from sim.casework.groups import count_days
from sim.casework.lateness import count_by_its_day
from sim.casework.needs import book_needs
from sim.casework.placements import book_moves_from, care_pounds_a_week
from sim.casework.review_dates import aim_at, limit_after, placed_limit, plan_first_review
from sim.casework.review_rows import begin_review_row, review_waits_for
from sim.casework.significant_changes import book_changes_from
from sim.casework.staying import book_for_18, count_at_18
from sim.casework.tasks import withdraw_all
from sim.engine.agenda import EVENING, LEAVING, book
from sim.engine.compile import rule
from sim.engine.journal import note
from sim.engine.tally import count
from sim.ledger import Count
from sim.vocabulary import EventKind, WaitsFor


@rule
def comes_into_care(w, c, day):
    """The child is in care from today: with a worker, a plan, and a way out."""
    child = w.children[c]
    service = w.service
    child.in_care = True
    service.in_care += 1
    service.to_leave += steps_of(child.route) > 0
    w.authorities[child.authority].in_care += 1
    child.counted_date = w.days[day].date
    asks_for_advocate(w, c)
    sibling = next_sibling(w, c, -1)
    if sibling >= 0:
        assign_worker(w, c, w.children[sibling].social_worker, day)
    else:
        assign_worker(w, c, free_social_worker(w, child.authority, NONE), day)
    book(w, child.planned, LEAVING, EventKind.PLANNED_EXIT, c, 0, 0)
    book(w, child.eighteenth, LEAVING, EventKind.EIGHTEEN, c, 0, 0)
    book_needs(w, c, day)
    book_changes_from(w, c, day)
    book_moves_from(w, c, day)
    book_for_18(w, c, day)
    book_handovers(w, c, day)
    book_proceedings(w, c, day)


@rule
def enters(w, c, day):
    """A child enters care."""
    count(w, day, Count.ENTRIES, 1.0)
    note(w, day, EventKind.ENTRY, c, w.children[c].route)
    comes_into_care(w, c, day)
    plan_first_review(w, c, day)


@rule
def chair_named(w, c, day):
    """Some days after entry a chair is named, and the first review is aimed."""
    child = w.children[c]
    s = w.settings
    name_iro(w, c, day)
    review_waits_for(w, c, WaitsFor.DAY)
    notice = max(1, s.review.timetable.notice_days)
    aim = max(child.limit - s.review.timetable.aim_first_days, day + notice)
    aim_at(w, c, day, aim)


@rule
def start_in_care(w, c, day):
    """Set a child who is in care on the run's first day in the middle of its reviews."""
    child = w.children[c]
    s = w.settings
    comes_into_care(w, c, day)
    first_limit = child.entered + s.review.timetable.first_days
    held = first_limit - s.review.timetable.aim_first_days
    if held > day:
        plan_first_review(w, c, day)
        return
    name_iro(w, c, day)
    child.met_iro = child.iro >= 0
    if child.met_iro:
        w.service.children_knowing_iro += 1
    child.permanence_decided = True
    child.review = 2
    while True:
        child.last_held = held
        child.limit = limit_after(w, child, held)
        before = s.review.timetable.aim_later_days
        placed = child.placed_date > 0
        since_held = placed and w.days[held].date < child.placed_date
        if since_held and placed_limit(w, child) < child.limit:
            child.limit = placed_limit(w, child)
            before = s.review.timetable.aim_first_days
        aim = max(held + 1, child.limit - before)
        if aim > day:
            break
        child.review += 1
        if placed and w.days[aim].date >= child.placed_date:
            child.placed_reviews += 1
        held = aim
    begin_review_row(w, c)
    book(w, child.limit, EVENING, EventKind.REVIEW_LIMIT, c, child.review, 0)
    aim_at(w, c, day, aim)


@rule
def reaches_planned_day(w, c, day):
    """The planned day, or the end of what held the child: leave if critical actions are done."""
    child = w.children[c]
    if child.critical_open == 0:
        leaves(w, c, day)
    elif not child.overstays:
        count_days(w, c, day)
        child.overstays = True
        w.service.overstaying += 1
        w.authorities[child.authority].overstaying += 1
        w.service.overstay_pounds_a_week += care_pounds_a_week(w, child)


@rule
def count_adoption(w, child, day):
    """Count an adoption, and how long placing and the order took."""
    count(w, day, Count.ADOPTIONS, 1.0)
    placed = child.placed_date
    count(w, day, Count.ADOPTION_DAYS_TO_PLACED, placed - child.entered_date)
    count(w, day, Count.ADOPTION_DAYS_PLACED_TO_ORDER, w.days[day].date - placed)


@rule
def leaves(w, c, day):
    """The child leaves care."""
    child = w.children[c]
    service = w.service
    count(w, day, Count.EXITS, 1.0)
    note(w, day, EventKind.PLANNED_EXIT, c, child.route)
    count_at_18(w, c, day)
    while child.actions != 0:
        count_by_its_day(w, w.actions[child.actions], day, False)
        close_action(w, child.actions, day)
    withdraw_all(w, c, day)
    proceedings_end(w, c, day)
    if leaves_by_plan(child):
        count(w, day, Count.LEFT_BY_PLAN, 1.0)
    if is_adopted(child):
        count_adoption(w, child, day)
    count_days(w, c, day)
    child.in_care = False
    child.left = day
    service.in_care -= 1
    service.to_leave -= steps_of(child.route) > 0
    w.authorities[child.authority].in_care -= 1
    if child.overstays:
        service.overstaying -= 1
        w.authorities[child.authority].overstaying -= 1
        service.overstay_pounds_a_week -= care_pounds_a_week(w, child)
        if service.overstaying == 0:
            service.overstay_pounds_a_week = 0.0
    gives_up_advocate(w, c)
    if child.plans_overdue > 0:
        service.plans_overdue -= 1
    unassign_worker(w, c)
    unassign_iro(w, c)

"""The looked-after child: a record, and what can be said of one child alone."""

import numpy as np

from sim.engine.compile import rule
from sim.vocabulary import LegalStatus, Placement, Route

ADULT_DAYS = 6575  # 18 years, to the next whole day


class Child:
    """One looked-after child. Days are working-day indices, dates days since 1970-01-01."""

    id: np.uint64  # the child's address for chance: entry date, place in it, authority
    authority: int
    family: int  # row of the first sibling who entered on the day
    entered: int
    entered_date: int
    born_date: int
    eighteenth: int  # day
    route: int
    placement: int
    planned: int  # day
    legal: int
    proceedings_from: int  # days of care proceedings; 0 for none
    proceedings_to: int
    placed_date: int  # of a child placed for adoption; 0 for none
    placed_reviews: int  # held since then
    match_sought: bool  # a long-term match, of a child fostered to 18
    matched_date: int  # 0 for none
    passes_through: bool  # unaccompanied, handed on to another authority within weeks
    in_care: bool
    left: int
    overstays: bool
    social_worker: int  # post
    next_of_worker: int  # the other children of the social worker; -1 for none
    before_of_worker: int
    worker_since: int  # day of the last handover
    last_worker_change: int  # dates of the last two changes of worker before the present one's
    worker_change_before: int
    iro: int  # post, -1 for none
    named: bool  # whether the day of naming an IRO has passed
    had_iro: bool
    met_iro: bool
    met_manager: int  # the manager's post, and how many had left it, whom the child met last
    met_person: int
    wants_advocate: bool
    advocate: int  # post, -1 for none
    # the review under way
    review: int  # number of the next review to be held
    review_row: int  # what is taken down of it (review_rows.py); 0 for none
    limit: int
    limits_passed: int  # bits of the reviews whose limit has passed (review_dates.py)
    aim: int
    opens: int
    opened: bool
    last_held: int
    attempts: int
    adjourned: bool
    report_done: bool
    report_missing: bool
    prepared: bool
    seen: bool
    worker_met: bool
    advocate_visited: bool
    midway_done: bool
    records_written: int
    plans_overdue: int
    # plan and changes
    changes: int  # other than placement moves
    unsettled: bool
    move_candidates: int
    moves: int
    last_move: int  # dates of the last two placement moves; 0 for none
    move_before: int
    later_needs: int
    reallocations: int
    actions: int  # first row of the child's open actions
    critical_open: int
    steps_done: int  # of the way out of care
    actions_in_drift: int
    long_drifts: int
    progressed_date: int  # when an action was last done; 0 for never
    permanence_decided: bool
    counted_date: int  # up to which the days of its groups are counted


@rule
def age(child, date):
    """Return the child's age in years on a date."""
    return (date - child.born_date) / 365.25


@rule
def speaks(w, child, day):
    """Whether the child is old enough to be spoken with before a review."""
    return age(child, w.days[day].date) >= w.settings.review.voice.speaks_from_age


@rule
def is_settled(w, child, day):
    """Whether the child is settled: matched, and long enough in the long-term foster placement."""
    months = w.settings.review.timetable.settled_after_months
    since = max(child.entered_date, child.last_move, child.matched_date)
    return (
        child.route == Route.TO_18
        and child.placement == Placement.FOSTER
        and child.matched_date > 0
        and (w.days[day].date - since) > months * 30.4375
    )


@rule
def has_new_worker(w, child, day):
    """Whether the social worker is still new to the child."""
    since = max(child.worker_since, w.posts[child.social_worker].since)
    return day - since < w.settings.social_worker.new_worker_days


@rule
def next_sibling(w, c, before):
    """Return the sibling in care who comes after a row, -1 for none; rows of siblings are one run.

    A search begins with `before` -1.
    """
    family = w.children[c].family
    other = max(family, before + 1)
    while other < len(w.children) and w.children[other].family == family:
        if other != c and w.children[other].in_care:
            return other
        other += 1
    return -1


@rule
def is_in_proceedings(child):
    """Whether care proceedings run, in which the child has a guardian."""
    return child.legal == LegalStatus.IN_PROCEEDINGS

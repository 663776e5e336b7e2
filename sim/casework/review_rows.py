"""What is taken down of each review where rows of reviews are kept: a row from its limit on.

Row 0 stands for none. Where no rows are kept every child's is that, and nobody reads it.
"""

from sim.casework.noticers import chair_of, is_outside_team
from sim.engine.compile import rule
from sim.engine.free_rows import take
from sim.vocabulary import WaitsFor

REVIEW_ROWS = 4  # their place among the world's pools


class ReviewRow:
    """One review. Days are working-day indices, 0 for not yet."""

    next: int  # in the pool
    before: int  # the row of the child's review before
    child: int
    number: int
    limit: int  # day
    due: int  # day on whose evening it was looked at whether it had been held
    waits_for: int
    waited_for: int  # on the evening of its limit, if it was not held by then
    held: int  # day
    chair: int  # post,
    chair_role: int
    chair_person: int  # and how many had left that post
    outside_team: bool  # the chair is
    thoroughness: float
    time_given: float  # share of the meeting's full hours
    prepared: bool  # by the chair, with the social worker's report
    worker_met: bool
    speaks: bool  # the child is old enough
    seen: bool
    attends: bool
    sends_views: bool
    advocate_visited: bool
    spoken_for: bool  # by the advocate


@rule
def begin_review_row(w, c):
    """A review has a limit from now on: take a row for it, if rows are kept.

    Raises
    ------
    MemoryError
        If the rows are full.
    """
    if len(w.review_rows) <= 1:
        return
    child = w.children[c]
    row = take(w.pools[REVIEW_ROWS], w.review_rows)
    if row == 0:
        raise MemoryError("capacity reached: review_rows")
    kept = w.review_rows[row]
    kept.before = child.review_row
    kept.child = c
    kept.number = child.review
    kept.limit = child.limit
    kept.waits_for = WaitsFor.NAMING if child.review == 1 else WaitsFor.DAY
    child.review_row = row


@rule
def review_waits_for(w, c, what):
    """Take down what the review under way waits for."""
    w.review_rows[w.children[c].review_row].waits_for = what


@rule
def take_down_limit(w, c, day, review):
    """Take down that the limit of a review has come, and what it waited for if it was not held."""
    row = w.children[c].review_row
    while row != 0 and w.review_rows[row].number != review:
        row = w.review_rows[row].before
    kept = w.review_rows[row]
    kept.due = day
    kept.waited_for = kept.waits_for


@rule
def take_down_review(w, c, day, time_given, thoroughness):
    """Take down how the review under way was held."""
    child = w.children[c]
    kept = w.review_rows[child.review_row]
    p = chair_of(w, child)
    kept.held = day
    kept.chair = p
    kept.chair_role = w.posts[p].role
    kept.chair_person = w.posts[p].people
    kept.outside_team = is_outside_team(w, p)
    kept.thoroughness = thoroughness
    kept.time_given = time_given
    kept.prepared = child.prepared and child.report_done
    kept.worker_met = child.worker_met
    kept.seen = child.seen
    kept.advocate_visited = child.advocate_visited


@rule
def take_down_voice(w, child, speaks, attends, sends_views, spoken_for):
    """Take down how the child took part in the review under way."""
    kept = w.review_rows[child.review_row]
    kept.speaks = speaks
    kept.attends = attends
    kept.sends_views = sends_views
    kept.spoken_for = spoken_for

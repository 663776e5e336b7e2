"""When reviews are due, aimed and opened, and the midway check between two of them."""

from sim.agents.authority import at_odds
from sim.agents.child import is_settled, speaks
from sim.casework.groups import count_of
from sim.casework.noticers import checker_of
from sim.casework.review_rows import begin_review_row, take_down_limit
from sim.casework.tasks import find_task, give_task, lapse, move_task
from sim.engine.agenda import EVENING, MORNING, book
from sim.engine.chance import exponential, uniform
from sim.engine.compile import rule
from sim.engine.working_days import day_on_or_before
from sim.ledger import Count
from sim.task_kinds import TaskKind
from sim.vocabulary import Chair, EventKind, Purpose

MEETINGS = 64  # ordinals kept apart for each review, for each time it is to meet
BITS = 62  # reviews told apart among those whose limit has passed; none is so many behind


@rule
def limit_after(w, child, held):
    """Return the limit of the review under way after the one before it was held.

    A child placed for adoption is reviewed three months after the first review since, then every
    six: Adoption Agencies Regulations 2005, regulation 36, the months of any child's reviews.
    Months that a policy changes count for reviews that are held from its first day: like any
    regulation it does not reach back, so a limit that was set before stands.
    """
    second = child.placed_reviews == 1 if child.placed_reviews > 0 else child.review == 2
    return w.second_limits[held] if second else w.later_limits[held]


@rule
def placed_limit(w, child):
    """Return the limit of the first review of a child since it was placed for adoption."""
    weeks = w.settings.review.timetable.adoption_first_weeks
    return day_on_or_before(w, child.placed_date + 7 * weeks)


@rule
def is_on_paper(w, child, day):
    """Whether a settled child's review is held without a meeting: every second one."""
    return child.review > 2 and child.review % 2 == 0 and is_settled(w, child, day)


@rule
def plan_first_review(w, c, day):
    """On entry, or when found in care: set the limit, and the day on which a chair is named."""
    child = w.children[c]
    s = w.settings
    seed = w.service.seed
    child.review = 1
    child.limit = child.entered + s.review.timetable.first_days
    begin_review_row(w, c)
    book(w, child.limit, EVENING, EventKind.REVIEW_LIMIT, c, 1, 0)
    named = child.entered + s.review.timetable.named_days
    known_late = at_odds(s.review.frictions.known_late, w.authorities[child.authority].frictions)
    if uniform(seed, child.id, Purpose.KNOWN_LATE, 0) < known_late:
        mean = s.review.frictions.known_late_days
        named += int(exponential(seed, child.id, Purpose.DAYS_LATE, 0, mean))
    book(w, max(named, day), MORNING, EventKind.NAMING, c, 0, 0)


@rule
def plan_next_review(w, c, day):
    """After a review was held: set the next one's limit, aim and midway check."""
    child = w.children[c]
    s = w.settings
    child.limit = limit_after(w, child, day)
    child.limits_passed &= ~bit_of(child.review)
    begin_review_row(w, c)
    book(w, child.limit, EVENING, EventKind.REVIEW_LIMIT, c, child.review, 0)
    aim_at(w, c, day, max(day + 1, child.limit - s.review.timetable.aim_later_days))
    interval = w.days[child.aim].date - w.days[day].date
    if interval > s.review.timetable.long_interval_months * 30.4375:
        opens = day + max(1, int((child.aim - day) * s.review.timetable.midway_opens_share))
        book(w, opens, MORNING, EventKind.MIDWAY_OPENS, c, child.review, 0)


@rule
def aim_at(w, c, day, aim):
    """Aim the review under way at a day, and book its opening and meeting."""
    child = w.children[c]
    s = w.settings
    child.aim = aim
    child.opens = max(day + 1, aim - s.review.timetable.opens_days)
    if not child.opened:
        book(w, child.opens, MORNING, EventKind.REVIEW_OPENS, c, child.review, child.opens)
    book(w, aim, MORNING, EventKind.REVIEW_MEETS, c, child.review, aim)
    lapses = aim - s.review.timetable.midway_lapses_days
    if lapses > day:
        book(w, lapses, MORNING, EventKind.MIDWAY_LAPSES, c, child.review, aim)
    else:
        midway_lapses(w, c, day)


@rule
def bring_forward(w, c, day):
    """Bring the next review's aim forward, not its limit."""
    child = w.children[c]
    aim = day + max(1, w.settings.review.brought_forward_days)
    if child.review > 1:
        aim_earlier(w, c, day, aim)


@rule
def move_limit(w, c, day, limit):
    """Move the limit of the review under way to an earlier day, and its aim with it."""
    child = w.children[c]
    s = w.settings
    if child.review < 2:
        return  # the first review is soon as it is
    if limit < child.limit:
        child.limit = limit
        w.review_rows[child.review_row].limit = limit
        book(w, limit, EVENING, EventKind.REVIEW_LIMIT, c, child.review, 0)
    notice = max(1, s.review.timetable.notice_days)
    aim = max(child.limit - s.review.timetable.aim_first_days, day + notice)
    aim_earlier(w, c, day, aim)


@rule
def aim_earlier(w, c, day, aim):
    """Aim the review under way at an earlier day, with what is open for it."""
    child = w.children[c]
    if aim < child.aim:
        earlier = child.aim - aim
        for kind in (TaskKind.PREPARATION, TaskKind.CHILD_CONTACT, TaskKind.SOCIAL_WORKER_MEETING,
                     TaskKind.REPORT, TaskKind.ADVOCATE_VISIT):  # fmt: skip
            row = find_task(w, c, kind, child.review)
            if row != 0:
                w.tasks[row].target -= earlier
                move_task(w, row, w.tasks[row].desk)
        aim_at(w, c, day, aim)


@rule
def chair_hours(w, kind):
    """Return the full hours of a chair's task: a manager need not do what the team does."""
    s = w.settings
    hours = w.kinds[kind].hours
    if s.review.chair == Chair.TEAM_MANAGER and kind != TaskKind.MEETING:
        hours *= 1.0 - s.team_manager.duplicated_share
    return hours


@rule
def review_opens(w, c, day):
    """Work on a review begins: the chair's preparation and the worker's report."""
    child = w.children[c]
    s = w.settings
    if child.opened:
        return
    child.opened = True
    n = child.review
    give_task(w, c, day, TaskKind.PREPARATION, n, child.aim, chair_hours(w, TaskKind.PREPARATION))
    if speaks(w, child, day):
        give_task(
            w, c, day, TaskKind.CHILD_CONTACT, n, child.aim, chair_hours(w, TaskKind.CHILD_CONTACT)
        )
    give_task(w, c, day, TaskKind.SOCIAL_WORKER_MEETING, n,
              child.aim - s.review.timetable.met_before_days,
              chair_hours(w, TaskKind.SOCIAL_WORKER_MEETING))  # fmt: skip
    if child.advocate >= 0:
        hours = w.kinds[TaskKind.ADVOCATE_VISIT].hours
        give_task(w, c, day, TaskKind.ADVOCATE_VISIT, n, child.aim, hours)
    missing = uniform(w.service.seed, child.id, Purpose.REPORT_MISSING, n)
    frictions = w.authorities[child.authority].frictions
    child.report_missing = missing < at_odds(s.review.frictions.report_missing, frictions)
    if not child.report_missing:
        report_begins(w, c, day)


@rule
def report_begins(w, c, day):
    """The social worker begins the report."""
    child = w.children[c]
    target = child.aim - w.settings.review.timetable.report_before_days
    give_task(w, c, day, TaskKind.REPORT, child.review, target, w.kinds[TaskKind.REPORT].hours)


@rule
def midway_opens(w, c, day):
    """A midway check may be done from now, half-way between reviews at best."""
    child = w.children[c]
    if (
        checker_of(w, child) < 0
        or day >= child.aim - w.settings.review.timetable.midway_lapses_days
    ):
        return
    half = (child.last_held + child.aim) // 2
    give_task(
        w, c, day, TaskKind.MIDWAY_CHECK, child.review, half, w.kinds[TaskKind.MIDWAY_CHECK].hours
    )


@rule
def midway_lapses(w, c, day):
    """The next review is near: a midway check not done lapses."""
    lapse(w, c, day, TaskKind.MIDWAY_CHECK, w.children[c].review)


@rule
def bit_of(review):
    """Return the bit that stands for a review among those whose limit has passed."""
    return 1 << (review % BITS)


@rule
def limit_reached(w, c, day, review):
    """At the end of the day of a limit: was the review held by then?

    A limit may have been moved to an earlier day: a review counts once, at the first.
    """
    child = w.children[c]
    if child.limits_passed & bit_of(review) != 0:
        return
    child.limits_passed |= bit_of(review)
    held = child.review > review
    take_down_limit(w, c, day, review)
    if review == 1:
        due, on_time = Count.FIRST_DUE, Count.FIRST_ON_TIME
    elif review == 2:
        due, on_time = Count.SECOND_DUE, Count.SECOND_ON_TIME
    else:
        due, on_time = Count.LATER_DUE, Count.LATER_ON_TIME
    count_of(w, c, day, due, 1.0)
    if held:
        count_of(w, c, day, on_time, 1.0)

"""The review itself: its meeting day, frictions, thoroughness, the child's voice, its outcome."""

from sim.agents.authority import at_odds
from sim.agents.child import speaks
from sim.agents.load import days_in_diary
from sim.agents.post import charge_hours
from sim.casework.advocacy import advocate_looks
from sim.casework.groups import count_of
from sim.casework.noticers import chair_of, is_outside_team
from sim.casework.noticing import chair_looks
from sim.casework.plan_updates import ask_for_plan_update
from sim.casework.review_dates import (
    MEETINGS,
    aim_at,
    chair_hours,
    is_on_paper,
    plan_next_review,
    report_begins,
    review_opens,
)  # fmt: skip
from sim.casework.review_rows import review_waits_for, take_down_review, take_down_voice
from sim.casework.tasks import find_task, give_task, lapse
from sim.engine.agenda import EVENING, book
from sim.engine.chance import uniform
from sim.engine.compile import rule
from sim.engine.journal import note
from sim.ledger import Count
from sim.task_kinds import TaskKind
from sim.vocabulary import Chair, Employer, EventKind, Purpose, Role, WaitsFor


@rule
def draw_meeting(w, child, purpose):
    """Draw for this time that the review under way is to meet."""
    ordinal = child.review * MEETINGS + min(child.attempts, MEETINGS - 1)
    return uniform(w.service.seed, child.id, purpose, ordinal)


@rule
def review_meets(w, c, day):
    """The day of the meeting: it is rearranged, adjourned, or goes on the chair's desk."""
    child = w.children[c]
    s = w.settings
    if not child.opened:
        review_opens(w, c, day)
    if find_task(w, c, TaskKind.MEETING, child.review) != 0:
        return  # it waits on the chair's desk already
    off = s.review.frictions.party_cancels + s.review.frictions.chair_ill
    off = at_odds(off, w.authorities[child.authority].frictions)
    cancelled = draw_meeting(w, child, Purpose.PARTY_CANCELS) < off
    if cancelled or chair_of(w, child) < 0:
        cancel_meeting(w, c, day)
        review_waits_for(w, c, WaitsFor.NOBODY if chair_of(w, child) < 0 else WaitsFor.REARRANGED)
        days = 2.0 * s.review.frictions.rearranged_days * draw_meeting(w, child, Purpose.REARRANGED)
        days += diary_days(w, child)
        child.attempts += 1
        aim_at(w, c, day, day + 1 + int(days))
        return
    lacks_report = not child.report_done and not child.adjourned
    if lacks_report and draw_meeting(w, child, Purpose.ADJOURN) < s.review.frictions.adjourn_share:
        child.adjourned = True
        review_waits_for(w, c, WaitsFor.REPORT)
        child.attempts += 1
        days = s.review.frictions.adjourned_days + diary_days(w, child)
        days = min(s.review.frictions.adjourned_most_days, days)
        aim_at(w, c, day, day + max(1, int(days)))
        if child.report_missing:
            report_begins(w, c, day)
        return
    hours = chair_hours(w, TaskKind.MEETING)
    if is_on_paper(w, child, day):
        hours = min(hours, s.review.tasks.paper_hours)
    elif s.review.chair == Chair.IRO and s.iro.employer == Employer.OUTSIDE:
        hours += s.iro.outside_travel_hours
    give_task(w, c, day, TaskKind.MEETING, child.review, day, hours)
    review_waits_for(w, c, WaitsFor.DESK)


@rule
def cancel_meeting(w, c, day):
    """A meeting is cancelled: its chair rearranges and prepares again; what was not done lapses."""
    child = w.children[c]
    s = w.settings
    p = chair_of(w, child)
    if p < 0:
        return
    hours = s.review.frictions.rearranging_hours
    if child.prepared:
        hours += s.review.frictions.prepared_again * chair_hours(w, TaskKind.PREPARATION)
    charge_hours(w, p, day, hours)
    for kind in (TaskKind.PREPARATION, TaskKind.CHILD_CONTACT, TaskKind.SOCIAL_WORKER_MEETING):
        lapse(w, c, day, kind, child.review)


@rule
def diary_days(w, child):
    """Return how many days more a full diary puts off a meeting that must find a new day."""
    p = chair_of(w, child)
    if p < 0:
        return 0.0
    s = w.settings
    behind = max(0.0, days_in_diary(w, p) - s.desk.cut_from_days)
    return min(s.review.frictions.diary_most_days, s.review.frictions.diary_share * behind)


@rule
def hold_review(w, c, day, time_given):
    """The review is held: count it, hear the child, look at the plan, set what follows."""
    child = w.children[c]
    s = w.settings
    count_of(w, c, day, Count.REVIEWS_HELD, 1.0)
    note(w, day, EventKind.REVIEW_MEETS, c, child.review)
    if day > child.limit:
        count_of(w, c, day, Count.REVIEWS_LATE, 1.0)
        count_of(w, c, day, Count.WORKING_DAYS_LATE, day - child.limit)
    for kind in (TaskKind.PREPARATION, TaskKind.CHILD_CONTACT, TaskKind.SOCIAL_WORKER_MEETING):
        lapse(w, c, day, kind, child.review)
    lapse(w, c, day, TaskKind.REPORT, child.review)
    lapse(w, c, day, TaskKind.MIDWAY_CHECK, child.review)
    thoroughness = thoroughness_of(w, child, day, time_given)
    count_of(w, c, day, Count.THOROUGHNESS, thoroughness)
    take_down_review(w, c, day, time_given, thoroughness)
    hear_child(w, c, day)
    if child.review > 1:
        interval = w.days[day].date - w.days[child.last_held].date
        if interval > s.review.timetable.long_interval_months * 30.4375:
            count_of(w, c, day, Count.LONG_INTERVALS, 1.0)
            if child.midway_done:
                count_of(w, c, day, Count.LONG_INTERVALS_CHECKED, 1.0)
    if child.review == 2 and not child.passes_through:
        count_of(w, c, day, Count.SECOND_REVIEWS, 1.0)
        if child.permanence_decided:
            count_of(w, c, day, Count.PERMANENCE_BY_SECOND, 1.0)
    chair_looks(w, c, day, thoroughness)
    lapse(w, c, day, TaskKind.ADVOCATE_VISIT, child.review)
    if child.advocate_visited:
        advocate_looks(w, c, day)
    set_what_follows(w, c, day)


@rule
def thoroughness_of(w, child, day, time_given):
    """Return the share of full practice done: preparation, child seen, worker met, time given.

    A review without the social worker's report is not prepared, whatever the chair did.
    """
    done = time_given
    parts = 3.0
    if child.prepared and child.report_done:
        done += 1.0
    if child.worker_met:
        done += 1.0
    if speaks(w, child, day):
        parts = 4.0
        if child.seen:
            done += 1.0
    return done / parts


@rule
def hear_child(w, c, day):
    """Take down how the child took part in the review."""
    child = w.children[c]
    s = w.settings
    seed = w.service.seed
    n = child.review
    chair = chair_of(w, child)
    spoken_for = child.advocate_visited
    if spoken_for:
        brought = uniform(seed, child.id, Purpose.ADVOCATE_VIEWS, n)
        spoken_for = brought < s.advocate.brings_views
    if spoken_for or (child.seen and is_outside_team(w, chair)):
        count_of(w, c, day, Count.VIEWS_INDEPENDENT, 1.0)
    if not speaks(w, child, day):
        take_down_voice(w, child, False, False, False, spoken_for)
        if not is_on_paper(w, child, day):
            record_meeting(w, child, chair)  # a young child is met at the meeting
        return
    attends = not is_on_paper(w, child, day)
    attends = attends and uniform(seed, child.id, Purpose.ATTENDS, n) < s.review.voice.attends
    sends = uniform(seed, child.id, Purpose.SENDS_VIEWS, n) < s.review.voice.sends_views
    take_down_voice(w, child, True, attends, sends, spoken_for)
    count_of(w, c, day, Count.REVIEWS_OF_SPEAKING, 1.0)
    if child.seen:
        count_of(w, c, day, Count.SEEN, 1.0)
    if child.advocate_visited:
        count_of(w, c, day, Count.SEEN_BY_ADVOCATE, 1.0)
    if attends:
        count_of(w, c, day, Count.ATTENDED, 1.0)
    if child.seen or attends or sends or spoken_for:
        count_of(w, c, day, Count.PARTICIPATED, 1.0)
    if attends:
        record_meeting(w, child, chair)


@rule
def record_meeting(w, child, p):
    """The child has met the person who holds a reviewer's post."""
    if w.posts[p].role != Role.IRO:
        child.met_manager = p
        child.met_person = w.posts[p].people
    elif not child.met_iro:
        child.met_iro = True
        w.service.children_knowing_iro += 1


@rule
def set_what_follows(w, c, day):
    """Set the work after a review, and the next review."""
    child = w.children[c]
    s = w.settings
    n = child.review
    p = child.social_worker
    if not is_on_paper(w, child, day):
        charge_hours(w, p, day, s.review.tasks.attendance_hours)
    give_task(w, c, day, TaskKind.DECISIONS, n, day + s.review.timetable.decisions_days,
              chair_hours(w, TaskKind.DECISIONS))  # fmt: skip
    give_task(w, c, day, TaskKind.RECORD, n, day + s.review.timetable.record_days,
              chair_hours(w, TaskKind.RECORD))  # fmt: skip
    book(w, day + s.review.timetable.record_days, EVENING, EventKind.RECORD_DUE, c, n, 0)
    ask_for_plan_update(w, c, day)
    child.review = n + 1
    if child.placed_date > 0:
        child.placed_reviews += 1
    child.last_held = day
    child.attempts = 0
    child.adjourned = False
    child.opened = False
    child.report_done = False
    child.prepared = False
    child.seen = False
    child.worker_met = False
    child.advocate_visited = False
    child.midway_done = False
    plan_next_review(w, c, day)

"""Who answers each event of a day, and what follows a task that is done."""

from sim.agents.post import charge_hours
from sim.casework.action import count_follow_up, is_open
from sim.casework.allocation import book_reallocation, hand_over
from sim.casework.care_plan import agree
from sim.casework.challenge import answered, formally_answered, raise_formally, raise_informally
from sim.casework.court import final_order, guardian_looks, proceedings_begin
from sim.casework.drift import drifts_long, starts_to_drift
from sim.casework.entry_and_exit import chair_named, leaves, reaches_planned_day
from sim.casework.exit_steps import complete_action, need_of_route
from sim.casework.groups import count_of
from sim.casework.needs import need_at_entry, need_later
from sim.casework.noticers import noticer_of, raiser_of
from sim.casework.noticing import reviewer_looks, team_notices
from sim.casework.plan_updates import plan_due, plan_reminded, plan_updated
from sim.casework.policy_start import is_kept
from sim.casework.review_dates import limit_reached, midway_lapses, midway_opens, review_opens
from sim.casework.reviews import hold_review, record_meeting, review_meets
from sim.casework.significant_changes import change_comes, placement_moves, told_change_answered
from sim.casework.staffing import cover_post, falls_ill, posts_filled
from sim.casework.staying import need_for_18
from sim.casework.unsuitable import becomes_unsuitable
from sim.engine.agenda import MORNING, next_event
from sim.engine.compile import rule
from sim.engine.desk import remove_task
from sim.engine.tally import count
from sim.ledger import HOURS_CUT, Count
from sim.task_kinds import TaskKind
from sim.vocabulary import EventKind, Noticer


@rule
def happen(w, day, phase):
    """Let one phase's events happen, first booked first; pass over what no longer holds."""
    while True:
        what, subject, detail, tag = next_event(w, day, phase)
        if what == 0:
            return
        if what == EventKind.SICKNESS:
            if is_kept(w.posts[subject]):
                falls_ill(w, subject, day)
        elif what == EventKind.POSTS_FILLED:
            posts_filled(w, day)
        elif what == EventKind.POST_COVERED:
            post = w.posts[subject]
            if post.people == detail and post.fills > day and not post.active:
                cover_post(w, subject, day)
        elif w.children[subject].in_care:
            if phase == MORNING:
                child_morning(w, day, what, subject, detail, tag)
            else:
                child_evening(w, day, what, subject, detail, tag)


@rule
def child_morning(w, day, what, c, detail, tag):
    """One morning event of a child in care."""
    child = w.children[c]
    if what == EventKind.REVIEW_OPENS:
        if child.review == detail and child.opens == tag:
            review_opens(w, c, day)
    elif what == EventKind.REVIEW_MEETS:
        if child.review == detail and child.aim == tag:
            review_meets(w, c, day)
    elif what == EventKind.MIDWAY_OPENS:
        if child.review == detail:
            midway_opens(w, c, day)
    elif what == EventKind.MIDWAY_LAPSES:
        if child.review == detail and child.aim == tag:
            midway_lapses(w, c, day)
    elif what == EventKind.NAMING:
        chair_named(w, c, day)
    elif what == EventKind.CHANGE:
        change_comes(w, c, day, detail, tag)
    elif what == EventKind.PLACEMENT_MOVE:
        placement_moves(w, c, day, tag)
    elif what == EventKind.NEED_AT_ENTRY:
        need_at_entry(w, c, day, detail)
    elif what == EventKind.NEED_LATER:
        need_later(w, c, day, detail, tag)
    elif what == EventKind.NEED_OF_ROUTE:
        need_of_route(w, c, day, detail)
    elif what == EventKind.NEED_FOR_18:
        need_for_18(w, c, day, detail)
    elif what == EventKind.UNSUITABLE:
        becomes_unsuitable(w, c, day, detail, tag)
    elif what == EventKind.TRANSFER:
        hand_over(w, c, day)
    elif what == EventKind.REALLOCATION:
        hand_over(w, c, day)
        book_reallocation(w, c, day)
    elif what == EventKind.PLAN_REMINDED:
        plan_reminded(w, c, day, detail)
    elif what == EventKind.PROCEEDINGS_BEGIN:
        proceedings_begin(w, c, day)
    elif what == EventKind.GUARDIAN_LOOKS:
        guardian_looks(w, c, day)
    elif what == EventKind.FINAL_ORDER:
        final_order(w, c, day)
    elif is_open(w, detail, tag, c):
        action_morning(w, day, what, detail)


@rule
def action_morning(w, day, what, row):
    """One morning event of an open action."""
    if what == EventKind.OUTSIDE_DONE:
        if w.actions[row].outside_on == day:
            complete_action(w, row, day)
    elif what == EventKind.TEAM_NOTICES:
        w.actions[row].team_looks_on = 0
        team_notices(w, row, day)
    elif what == EventKind.DRIFT:
        starts_to_drift(w, row, day)
    elif what == EventKind.LONG_DRIFT:
        drifts_long(w, row, day)
    elif what == EventKind.TEAM_ANSWERED:
        answered(w, row, day, Noticer.TEAM)
    elif what == EventKind.REVIEWER_ANSWERED:
        answered(w, row, day, raiser_of(w, w.actions[row]))
    elif what == EventKind.GUARDIAN_ANSWERED:
        answered(w, row, day, Noticer.GUARDIAN)
    elif what == EventKind.ADVOCATE_ANSWERED:
        answered(w, row, day, Noticer.ADVOCATE)
    elif what == EventKind.FORMAL_ANSWERED:
        formally_answered(w, row, day)


@rule
def child_evening(w, day, what, c, detail, tag):
    """One leaving or evening event of a child in care."""
    if what == EventKind.PLANNED_EXIT:
        reaches_planned_day(w, c, day)
    elif what == EventKind.EIGHTEEN:
        leaves(w, c, day)
    elif what == EventKind.REVIEW_LIMIT:
        limit_reached(w, c, day, detail)
    elif what == EventKind.RECORD_DUE:
        count_of(w, c, day, Count.RECORDS_DUE, 1.0)
        if w.children[c].records_written >= detail:
            count_of(w, c, day, Count.RECORDS_ON_TIME, 1.0)
    elif what == EventKind.PLAN_DUE:
        plan_due(w, c, day, detail)
    elif what == EventKind.FOLLOW_UP_DUE and is_open(w, detail, tag, c):
        count_follow_up(w, detail, day)


@rule
def finish(w, row, day):
    """A task is done: clear it off the desk, and let follow what follows."""
    task = w.tasks[row]
    kind, c, about, desk = task.kind, task.subject, task.about, task.desk
    count(w, day, HOURS_CUT[w.posts[desk].role], task.hours - task.worked)
    time_given = min(1.0, task.worked / task.hours) if task.hours > 0.0 else 1.0
    remove_task(w, row)
    count(w, day, Count.TASKS_DONE, 1.0)
    child = w.children[c]
    if kind == TaskKind.PREPARATION:
        child.prepared = True
    elif kind == TaskKind.CHILD_CONTACT:
        child.seen = True
        record_meeting(w, child, desk)
    elif kind == TaskKind.SOCIAL_WORKER_MEETING:
        child.worker_met = True
        charge_hours(w, child.social_worker, day, w.kinds[kind].hours)
    elif kind == TaskKind.MEETING:
        hold_review(w, c, day, time_given)
    elif kind == TaskKind.DECISIONS:
        agree(w, c, day)
    elif kind == TaskKind.RECORD:
        child.records_written = max(child.records_written, about)
    elif kind == TaskKind.MIDWAY_CHECK:
        child.midway_done = True
        reviewer_looks(w, c, day, desk, w.chains[noticer_of(w, desk)].at_midway_check)
    elif kind == TaskKind.CHANGE_RESPONSE:
        told_change_answered(w, c, day, about)
    elif kind == TaskKind.INFORMAL:
        raise_informally(w, about, day, raiser_of(w, w.actions[about]))
    elif kind == TaskKind.FORMAL:
        raise_formally(w, about, day, raiser_of(w, w.actions[about]))
    elif kind == TaskKind.REPORT:
        child.report_done = True
    elif kind == TaskKind.PLAN_UPDATE:
        plan_updated(w, c, about)
    elif kind == TaskKind.ACTION:
        complete_action(w, about, day)
    elif kind == TaskKind.ADVOCATE_VISIT:
        child.advocate_visited = True
    elif kind == TaskKind.ADVOCATE_RAISES:
        raise_informally(w, about, day, Noticer.ADVOCATE)

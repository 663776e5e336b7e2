"""A child's worker changes: what was under way may come to a halt, the rest waits.

The next worker reads in, and does not know all that was under way: what the last one had begun may
stall, at the desk or with an outside body that nobody chases any more, until somebody notices it
like any other stall. It does so the more often where nobody was there to hand it over, and for each
week in which the child had no worker.
"""

import math

from sim.agents.authority import at_odds
from sim.agents.post import charge_hours
from sim.casework.action import count_follow_up
from sim.casework.care_plan import stall
from sim.casework.noticers import is_watched
from sim.casework.tasks import lapse, move_task
from sim.engine.chance import uniform
from sim.engine.compile import rule
from sim.task_kinds import TaskKind
from sim.vocabulary import DRAWS_PER_ACTION, ActionState, Purpose

WEEK = 7.0  # calendar days


@rule
def is_vacant(post):
    """Whether a post waits for whoever comes next; one that is closed does not."""
    return not post.active and post.fills > 0


@rule
def weeks_uncovered(w, post, day):
    """Return for how many weeks a post has stood empty."""
    if not is_vacant(post):
        return 0.0
    return (w.days[day].date - w.days[post.left_day].date) / WEEK


@rule
def begin_reading_in(w, c, day, gone, weeks):
    """A new worker reads in, and the actions on the desk wait until that is done, or stall."""
    s = w.settings
    charge_hours(w, w.children[c].social_worker, day, s.social_worker.handover_hours)
    what_was_under_way(w, c, day, gone, weeks)
    if s.social_worker.handover_delay_days == 0:
        return
    row = w.subject_tasks[c]
    while row != 0:
        task = w.tasks[row]
        if task.kind == TaskKind.ACTION:
            task.target = max(task.target, day) + s.social_worker.handover_delay_days
            move_task(w, row, task.desk)
        row = task.subject_next


@rule
def what_was_under_way(w, c, day, gone, weeks):
    """Let each of a child's actions that was under way go on with the next worker, or stall."""
    child = w.children[c]
    chance = chance_at_handover(w, child, gone, weeks)
    if chance <= 0.0:
        return
    row = child.actions
    while row != 0:
        action = w.actions[row]
        after = action.after
        if action.state == ActionState.MOVING and action.handovers < DRAWS_PER_ACTION - 1:
            ordinal = action.address * DRAWS_PER_ACTION + action.handovers
            action.handovers += 1
            u = uniform(w.service.seed, child.id, Purpose.HANDOVER_STALL, ordinal)
            if u < chance:
                stalls_again(w, row, day)
        row = after


@rule
def chance_at_handover(w, child, gone, weeks):
    """Return the chance that an action under way stalls when the child's worker changes.

    Parameters
    ----------
    w, child
        The world and the child.
    gone
        Whether whoever had the child left the authority before the next came.
    weeks
        For which the child had no worker.
    """
    s = w.settings
    chance = s.plan.handover_stalls
    if gone:
        chance = min(1.0, chance * s.plan.gone_factor)
    if weeks > 0.0:
        chance = 1.0 - (1.0 - chance) * math.pow(1.0 - s.plan.uncovered_stalls, weeks)
    if is_watched(w, child):
        chance *= s.plan.watched
    return at_odds(chance, w.authorities[child.authority].quality_on_stalling)


@rule
def stalls_again(w, row, day):
    """An action under way comes to a halt: its task is gone, and it is to be noticed anew.

    What was argued of it and ended with its moving may be raised again; what is being argued goes
    on. The account of an earlier stall is closed.
    """
    action = w.actions[row]
    lapse(w, action.child, day, TaskKind.ACTION, row)
    action.outside_on = 0
    count_follow_up(w, row, day)
    action.noticed = False
    action.followed_up = False
    action.follow_up_counted = False
    action.raised &= ~action.settled
    action.settled = 0
    action.seen_by_team = 0
    action.seen_by_manager = 0
    action.seen_by_iro = 0
    action.seen_by_guardian = 0
    action.seen_by_advocate = 0
    action.team_looks = min(DRAWS_PER_ACTION - 1, action.team_looks + 1)
    stall(w, row, day)

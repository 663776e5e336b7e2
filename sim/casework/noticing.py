"""Looking at a plan: what is seen, by whom, and what is taken down of it."""

from sim.agents.load import supervision_taken
from sim.agents.relief import seen_of_child
from sim.agents.social_worker import team_manager_of
from sim.casework.action_rows import take_down_noticed
from sim.casework.care_plan import book_team_notices, mark_noticed
from sim.casework.challenge import raises
from sim.casework.drift import is_troubled
from sim.casework.noticers import (
    chair_of,
    chance_of_acting,
    chance_of_seeing,
    draw_for,
    is_reviewer,
    noticer_of,
    stream_of,
)
from sim.casework.staying import begin_overlooked
from sim.casework.unsuitable import seen_factor
from sim.engine.agenda import EVENING, book
from sim.engine.compile import rule
from sim.engine.journal import note
from sim.engine.tally import count
from sim.ledger import NOTICED_BY
from sim.vocabulary import DRAWS_PER_ACTION, NOTICERS, ActionState, EventKind, Noticer, Purpose


@rule
def reviewer_looks(w, c, day, p, chance):
    """The holder of a reviewer's post looks at a child's plan and raises what is noticed."""
    child = w.children[c]
    who = noticer_of(w, p)
    chance = chance_of_seeing(w, child, p, chance)
    row = child.actions
    while row != 0:
        action = w.actions[row]
        after = action.after
        if is_troubled(action) and action.looks < DRAWS_PER_ACTION - 1:
            action.looks += 1
            if draw_for(w, action, Purpose.SEES, who) < chance * seen_factor(w, action):
                notices(w, row, day, who, p)
        row = after


@rule
def chair_looks(w, c, day, thoroughness):
    """At a review the chair looks at the plan, and notices more the more thorough it is."""
    p = chair_of(w, w.children[c])
    chain = w.chains[noticer_of(w, p)]
    thin = chain.at_thin_review
    reviewer_looks(w, c, day, p, thin + (chain.at_full_review - thin) * thoroughness)


@rule
def team_notices(w, row, day):
    """The worker, or the manager in supervision, notices a stall, or what is still overlooked."""
    action = w.actions[row]
    if action.state != ActionState.STALLED and action.state != ActionState.OVERLOOKED:
        return
    if action.team_looks < DRAWS_PER_ACTION - 1:
        action.team_looks += 1
        p = w.children[action.child].social_worker
        left = supervision_left(w, p) * seen_of_child(w, p)
        if draw_for(w, action, Purpose.SEES, Noticer.TEAM) < left:
            notices(w, row, day, Noticer.TEAM, p)
    if action.state != ActionState.MOVING and action.team_looks_on == 0:
        book_team_notices(w, row, day)


@rule
def supervision_left(w, p):
    """Return the share of supervision of a social worker that reviewing and vacancies leave."""
    lost = w.settings.team_manager.supervision_lost
    return 1.0 - lost * supervision_taken(w, team_manager_of(w, p))


@rule
def notices(w, row, day, who, p):
    """Somebody notices that an action is stuck, and raises it or not.

    `p` is a reviewer's post, or one's that needs none. What was overlooked a reviewer or the team
    begins by agreeing it; whoever else sees it must raise it.
    """
    action = w.actions[row]
    if action.state == ActionState.OVERLOOKED and (is_reviewer(who) or who == Noticer.TEAM):
        begin_overlooked(w, row, day)
        return
    record_noticed(w, row, day, who)
    raised = action.raised & (1 << stream_of(who)) != 0
    chance = chance_of_acting(w, who, p, w.children[action.child].authority)
    if raised or draw_for(w, action, Purpose.ACTS, who) >= chance:
        return
    raises(w, row, day, who)


@rule
def record_noticed(w, row, day, who):
    """Take down that a noticer has noticed a stall, the first time."""
    action = w.actions[row]
    if action.state != ActionState.STALLED:
        return
    mark_noticed(w, row, day)
    if who == Noticer.IRO:
        if action.seen_by_iro > 0:
            return
        action.seen_by_iro = day
    elif who == Noticer.TEAM_MANAGER:
        if action.seen_by_manager > 0:
            return
        action.seen_by_manager = day
    elif who == Noticer.TEAM:
        if action.seen_by_team > 0:
            return
        action.seen_by_team = day
    elif who == Noticer.GUARDIAN:
        if action.seen_by_guardian > 0:
            return
        action.seen_by_guardian = day
    else:
        if action.seen_by_advocate > 0:
            return
        action.seen_by_advocate = day
    take_down_noticed(w, action, day, who)
    count(w, day, NOTICED_BY[who], 1.0)
    note(w, day, EventKind.NOTICED, action.child, action.address * NOTICERS + who)
    if who == Noticer.IRO:
        on = day + w.settings.challenge.followed_up_days
        book(w, on, EVENING, EventKind.FOLLOW_UP_DUE, action.child, row, action.address)

"""Noticing that a plan has stalled or drifted, and what those who notice do about it."""

from sim.agents.iro import influence, notices, will
from sim.agents.post import owe
from sim.casework.drift import is_troubled
from sim.casework.plans import draw_look, is_noticed, unblock
from sim.casework.tasks import find_task, give_task
from sim.casework.unsuitable import seen_factor
from sim.engine.agenda import EVENING, MORNING, book
from sim.engine.compile import rule
from sim.engine.journal import note
from sim.engine.tally import count
from sim.ledger import Count
from sim.words import LOOKS, Chair, Employer, Purpose, State, What, Work


@rule
def answer_days(s, mean, u):
    """Return the days until an answer, spread evenly about the mean."""
    return 1 + int(mean * (1.0 + s.challenge_answer_spread * (2.0 * u - 1.0)))


@rule
def look_at_plan(w, c, day, chance, by_iro):
    """Look at a child's plan: the IRO raises what is noticed, a team manager directs the worker.

    A manager whose own team's plan it is notices less.
    """
    child = w.children[c]
    if by_iro:
        chance = notices(w, child, chance)
    elif w.settings[0].team_manager_reviews_own_team:
        chance *= w.settings[0].team_manager_objectivity
    row = child.actions
    while row != 0:
        action = w.actions[row]
        after = action.after
        if is_troubled(action) and action.looks < LOOKS - 1:
            action.looks += 1
            if draw_look(w, action, Purpose.LOOK) < chance * seen_factor(w, action):
                if by_iro:
                    iro_notices(w, row, day)
                else:
                    manager_notices(w, row, day)
        row = after


@rule
def manager_notices(w, row, day):
    """A team manager notices an action and directs the worker, who gets it moving or not.

    The manager of another team can only ask.
    """
    action = w.actions[row]
    s = w.settings[0]
    is_noticed(w, row, day)
    succeeds = s.challenge_team_manager_succeeds
    if not s.team_manager_reviews_own_team:
        succeeds = s.challenge_iro_succeeds
    if draw_look(w, action, Purpose.DIRECTION) < succeeds:
        unblock(w, row, day)


@rule
def iro_notices(w, row, day):
    """An IRO notices an action, and decides whether and how to challenge."""
    action = w.actions[row]
    c = action.child
    s = w.settings[0]
    if action.state == State.STALLED and not action.iro_noticed:
        action.iro_noticed = True
        is_noticed(w, row, day)
        book(w, day + s.challenge_followed_up_days, EVENING, What.FOLLOW_UP_DUE, c, row,
             action.address)  # fmt: skip
    if action.challenged or draw_look(w, action, Purpose.WILL) >= will(w, w.children[c].iro):
        return
    action.challenged = True
    grave = draw_look(w, action, Purpose.GRAVE) < s.challenge_iro_grave
    kind = Work.FORMAL if grave else Work.INFORMAL
    give_task(w, c, day, kind, row, day + s.challenge_target_days, w.kinds[kind].hours)


@rule
def raised_informally(w, row, day):
    """The IRO has raised it with the worker, who answers some days later."""
    action = w.actions[row]
    s = w.settings[0]
    p = w.children[action.child].social_worker
    action.followed_up = True
    count(w, day, Count.CHALLENGES_INFORMAL, 1.0)
    note(w, day, What.INFORMAL_ANSWERED, action.child, action.address)
    owe(w, p, day, s.challenge_answer_hours)
    price_worker_hours(w, day, s.challenge_answer_hours)
    wait = answer_days(s, s.challenge_iro_days, draw_look(w, action, Purpose.INFORMAL_DAYS))
    book(w, day + wait, MORNING, What.INFORMAL_ANSWERED, action.child, row, action.address)


@rule
def informal_answered(w, row, day):
    """An informal challenge is answered: the action moves, or a formal step may follow."""
    action = w.actions[row]
    s = w.settings[0]
    chance = s.challenge_iro_succeeds * influence(w)
    if draw_look(w, action, Purpose.INFORMAL_SUCCEEDS) < chance:
        challenge_ends(w, day, True, True)
        conceded(w, row, day)
        return
    task = 0
    if draw_look(w, action, Purpose.STEP_UP) < s.challenge_iro_steps_up:
        task = give_task(w, action.child, day, Work.FORMAL, row, day + s.challenge_target_days,
                         w.kinds[Work.FORMAL].hours)  # fmt: skip
    if task == 0:
        challenge_ends(w, day, False, True)
        action.challenged = False


@rule
def raised_formally(w, row, day):
    """The IRO has begun the dispute protocol; the team manager must answer."""
    action = w.actions[row]
    s = w.settings[0]
    action.followed_up = True
    count(w, day, Count.CHALLENGES_FORMAL, 1.0)
    note(w, day, What.FORMAL_ANSWERED, action.child, action.address)
    give_task(w, action.child, day, Work.FORMAL_ANSWER, row, day + s.challenge_target_days,
              w.kinds[Work.FORMAL_ANSWER].hours)  # fmt: skip
    wait = answer_days(s, s.challenge_iro_formal_days, draw_look(w, action, Purpose.FORMAL_DAYS))
    book(w, day + wait, MORNING, What.FORMAL_ANSWERED, action.child, row, action.address)


@rule
def formally_answered(w, row, day):
    """A formal challenge ends, mostly with the team manager, almost never at Cafcass.

    It ends no sooner than the manager has had the hours to answer.
    """
    action = w.actions[row]
    s = w.settings[0]
    if find_task(w, action.child, Work.FORMAL_ANSWER, row) != 0:
        book(w, day + 1, MORNING, What.FORMAL_ANSWERED, action.child, row, action.address)
        return
    level = draw_look(w, action, Purpose.FORMAL_LEVEL) < s.challenge_ends_at_team_manager
    success = draw_look(w, action, Purpose.FORMAL_SUCCEEDS) < s.challenge_iro_formal_succeeds
    challenge_ends(w, day, success, level)
    if success:
        conceded(w, row, day)
        return
    action.challenged = False
    if s.iro_employer == Employer.NONE:
        return  # nobody is left to refer it
    if draw_look(w, action, Purpose.CAFCASS) < s.challenge_cafcass:
        count(w, day, Count.CAFCASS_REFERRALS, 1.0)
        unblock(w, row, day)


@rule
def conceded(w, row, day):
    """The team concedes a challenge: the action moves, or it stays at the promise.

    A step of the way out of care cannot move before the one before it is done.
    """
    action = w.actions[row]
    kept = draw_look(w, action, Purpose.CHANGE_MADE) < w.settings[0].challenge_promise_kept
    if kept:
        unblock(w, row, day)
    if not kept or action.state != State.MOVING:
        action.challenged = False  # it may be challenged again


@rule
def challenge_ends(w, day, success, by_team_manager):
    """Count the end of a challenge; what is left of them once there are no IROs is not counted."""
    if w.settings[0].iro_employer == Employer.NONE:
        return
    count(w, day, Count.CHALLENGES_ENDED, 1.0)
    if success:
        count(w, day, Count.CHALLENGES_SUCCEEDED, 1.0)
    if by_team_manager:
        count(w, day, Count.ENDED_BY_TEAM_MANAGER, 1.0)


@rule
def price_worker_hours(w, day, hours):
    """Price social workers' hours that the review service takes."""
    s = w.settings[0]
    pounds = hours * s.cost_social_worker_post / s.cost_paid_hours
    count(w, day, Count.POUNDS_HOURS_MOVED, pounds)


@rule
def chair_looks(w, c, day, thoroughness):
    """At a review the chair looks at the plan, and notices more the more thorough it is."""
    s = w.settings[0]
    thin = s.challenge_noticing_at_thin_review
    chance = thin + (s.challenge_noticing_at_full_review - thin) * thoroughness
    look_at_plan(w, c, day, chance, s.review_chair == Chair.IRO)

"""Raising what was noticed, its answer, the formal step, and what is kept of what is conceded."""

from sim.agents.post import charge_hours
from sim.casework.action_rows import take_down_raised
from sim.casework.care_plan import unblock
from sim.casework.noticers import answer_to, draw_for, is_reviewer, raiser_of, stream_of
from sim.casework.tasks import find_task, give_task
from sim.casework.unsuitable import is_of_route
from sim.engine.agenda import MORNING, book
from sim.engine.compile import rule
from sim.engine.journal import note
from sim.engine.tally import count
from sim.ledger import (
    HOURS_RAISING,
    HOURS_RAISING_FORMAL,
    MOVED_BY,
    MOVED_FORMAL,
    NOTICED_FORMAL,
    Count,
)  # fmt: skip
from sim.task_kinds import TaskKind
from sim.vocabulary import NOTICERS, ActionState, Employer, EventKind, Need, Noticer, Purpose, Role


@rule
def answer_days(s, mean, u):
    """Return the days until an answer, spread evenly about the mean."""
    return 1 + int(mean * (1.0 + s.challenge.answer_spread * (2.0 * u - 1.0)))


@rule
def chance_of_success(w, action, who):
    """Return the chance that what a noticer raises is conceded.

    An outside IRO has less influence; advocates get less changed of decisions of the plan itself.
    """
    s = w.settings
    chance = w.chains[who].succeeds
    if who == Noticer.IRO and s.iro.employer == Employer.OUTSIDE:
        chance *= s.iro.outside_influence
    of_plan = action.kind == Need.PERMANENCE or action.kind == Need.LEAVING
    if who == Noticer.ADVOCATE and (of_plan or is_of_route(w, action)):
        chance *= s.challenge.advocate.over_plan
    return chance


@rule
def raises(w, row, day, who):
    """Raise an action with the team: on the own desk first, in court or in supervision at once."""
    action = w.actions[row]
    s = w.settings
    hours = w.chains[who].hours
    target = day + s.challenge.target_days
    action.raised |= 1 << stream_of(who)
    if is_reviewer(who):
        action.raiser = who
        action.formal_on = 0
        kind = TaskKind.INFORMAL
        if draw_for(w, action, Purpose.GRAVE, who) < w.chains[who].grave:
            kind = TaskKind.FORMAL
            hours = w.chains[who].formal_hours
        if give_task(w, action.child, day, kind, row, target, hours) == 0:
            withdraw(action, who)
    elif who == Noticer.ADVOCATE:
        if give_task(w, action.child, day, TaskKind.ADVOCATE_RAISES, row, target, hours) == 0:
            withdraw(action, who)
    else:
        if who == Noticer.TEAM:
            charge_hours(w, w.children[action.child].social_worker, day, hours)
        raise_informally(w, row, day, who)


@rule
def withdraw(action, who):
    """Let what a noticer raised end, so that it may be raised again."""
    action.raised &= ~(1 << stream_of(who))


@rule
def raise_informally(w, row, day, who):
    """It has been raised with the worker, who answers some days later."""
    action = w.actions[row]
    s = w.settings
    if who == Noticer.IRO:
        action.followed_up = True
        count(w, day, Count.CHALLENGES_INFORMAL, 1.0)
    take_down_raised(w, action, day, who, False)
    count(w, day, HOURS_RAISING[who], w.chains[who].hours + s.challenge.answer_hours)
    note(w, day, EventKind.RAISED, action.child, action.address * NOTICERS + who)
    charge_hours(w, w.children[action.child].social_worker, day, s.challenge.answer_hours)
    price_worker_hours(w, day, s.challenge.answer_hours)
    u = draw_for(w, action, Purpose.ANSWER_DAYS, who)
    wait = answer_days(s, w.chains[who].days, u)
    book(w, day + wait, MORNING, answer_to(who), action.child, row,
         action.address)  # fmt: skip


@rule
def answered(w, row, day, who):
    """What was raised is answered: conceded or not; a reviewer's formal step may follow."""
    action = w.actions[row]
    if draw_for(w, action, Purpose.SUCCEEDS, who) < chance_of_success(w, action, who):
        moves = keep_promise(w, row, day, who, Purpose.KEPT, w.chains[who].kept)
        challenge_ends(w, day, who, True, moves, True)
        return
    if is_reviewer(who):
        s = w.settings
        chain = w.chains[who]
        if draw_for(w, action, Purpose.STEP_UP, who) < chain.steps_up:
            target = day + s.challenge.target_days
            hours = chain.formal_hours
            if give_task(w, action.child, day, TaskKind.FORMAL, row, target, hours) != 0:
                return
    challenge_ends(w, day, who, False, False, True)
    withdraw(action, who)


@rule
def raise_formally(w, row, day, who):
    """The formal step is taken, the dispute protocol or up the line; a team manager must answer."""
    action = w.actions[row]
    s = w.settings
    if who == Noticer.IRO:
        action.followed_up = True
        count(w, day, Count.CHALLENGES_FORMAL, 1.0)
    action.formal_on = day
    action.raiser = who
    hours = w.chains[who].formal_hours + s.challenge.formal_answer_hours
    take_down_raised(w, action, day, who, True)
    count(w, day, NOTICED_FORMAL[who], 1.0)
    count(w, day, HOURS_RAISING_FORMAL[who], hours)
    note(w, day, EventKind.RAISED_FORMALLY, action.child, action.address * NOTICERS + who)
    give_task(w, action.child, day, TaskKind.FORMAL_ANSWER, row, day + s.challenge.target_days,
              s.challenge.formal_answer_hours)  # fmt: skip
    u = draw_for(w, action, Purpose.FORMAL_DAYS, who)
    wait = answer_days(s, w.chains[who].formal_days, u)
    book(w, day + wait, MORNING, EventKind.FORMAL_ANSWERED, action.child, row, action.address)


@rule
def formally_answered(w, row, day):
    """A formal challenge ends, mostly with the team manager, an IRO's almost never at Cafcass.

    It ends no sooner than the manager has had the hours to answer.
    """
    action = w.actions[row]
    s = w.settings
    who = raiser_of(w, action)
    if find_task(w, action.child, TaskKind.FORMAL_ANSWER, row) != 0:
        book(w, day + 1, MORNING, EventKind.FORMAL_ANSWERED, action.child, row, action.address)
        return
    chain = w.chains[who]
    level = draw_for(w, action, Purpose.FORMAL_LEVEL, who) < s.challenge.ends_at_team_manager
    if draw_for(w, action, Purpose.FORMAL_SUCCEEDS, who) < chain.formal_succeeds:
        moves = keep_promise(w, row, day, who, Purpose.FORMAL_KEPT, chain.formal_kept)
        challenge_ends(w, day, who, True, moves, level)
        return
    challenge_ends(w, day, who, False, False, level)
    withdraw(action, who)
    if who != Noticer.IRO or s.iro.employer == Employer.NONE:
        return  # nobody is there to refer it
    if draw_for(w, action, Purpose.CAFCASS, who) < s.challenge.cafcass:
        count(w, day, Count.CAFCASS_REFERRALS, 1.0)
        unblock(w, row, day)


@rule
def keep_promise(w, row, day, who, purpose, kept):
    """What is conceded is kept, and the action moves, or it stays a promise; say which.

    A step of the way out of care cannot move before the one before it is done.
    """
    action = w.actions[row]
    if draw_for(w, action, purpose, who) >= kept:
        withdraw(action, who)  # it may be raised again
        return False
    stuck = action.state == ActionState.STALLED
    unblock(w, row, day)
    if action.state != ActionState.MOVING:
        withdraw(action, who)
        return False
    action.settled |= 1 << stream_of(who)
    if stuck:
        moved(w, row, day, who)
    return True


@rule
def moved(w, row, day, who):
    """Take down that a stuck action moves for what a noticer raised, if it does soon enough."""
    action = w.actions[row]
    within = w.settings.challenge.moves_within_days
    noticed = action.seen_by_iro
    if who == Noticer.TEAM:
        noticed = action.seen_by_team
    elif who == Noticer.TEAM_MANAGER:
        noticed = action.seen_by_manager
    elif who == Noticer.GUARDIAN:
        noticed = action.seen_by_guardian
    elif who == Noticer.ADVOCATE:
        noticed = action.seen_by_advocate
    note(w, day, EventKind.MOVED, action.child, action.address * NOTICERS + who)
    if noticed > 0 and day - noticed <= within:  # a manager may end what an IRO noticed
        count(w, day, MOVED_BY[who], 1.0)
    if is_reviewer(who) and action.formal_on > 0 and day - action.formal_on <= within:
        count(w, day, MOVED_FORMAL[action.raiser], 1.0)


@rule
def challenge_ends(w, day, who, conceded, moves, by_team_manager):
    """Count the end of an IRO's challenge; none is counted once there are no IROs."""
    if who != Noticer.IRO or w.settings.iro.employer == Employer.NONE:
        return
    count(w, day, Count.CHALLENGES_ENDED, 1.0)
    if conceded:
        count(w, day, Count.CHALLENGES_CONCEDED, 1.0)
    if moves:
        count(w, day, Count.CHALLENGES_MOVED, 1.0)
    if by_team_manager:
        count(w, day, Count.ENDED_BY_TEAM_MANAGER, 1.0)


@rule
def price_worker_hours(w, day, hours):
    """Count and price social workers' hours of telling and answering, taken from other work."""
    count(w, day, Count.HOURS_ANSWERING, hours)
    count(w, day, Count.POUNDS_WORKERS_HOURS, hours * w.roles[Role.SOCIAL_WORKER].hour_price)

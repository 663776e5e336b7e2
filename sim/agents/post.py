"""A post and the person who holds it: hours present, overtime, and a day at the desk."""

import math

import numpy as np

from sim.agents.relief import count_relief, set_relief, standing_done, visits
from sim.engine.chance import uniform
from sim.engine.compile import rule
from sim.engine.tally import count
from sim.ledger import Count
from sim.words import Chair, Purpose, Role


class Post:
    """One post of an IRO, social worker, team manager or advocate."""

    id: np.uint64
    role: int
    authority: int
    team: int  # the post of a social worker's team manager
    first_in_team: int  # a manager's social workers, one after the other; -1 for none
    next_in_team: int
    team_fte: float  # a manager's social workers in post; `children` are then theirs
    first_child: int  # a social worker's children, one after the other; -1 for none
    fte: float  # of its time for looked-after children
    reviewing_fte: float  # beside it, of a manager's desk: posts bought for reviewing alone
    active: bool  # filled; a post neither active nor yet to be filled is closed
    fills: int  # day on which a post yet to be filled is filled; 0 when filled or closed
    children: int
    duty_share: float
    conferences: bool
    regulation_44: bool
    training: bool
    agency: bool
    sick_until: int
    sick_spells: int
    people: int  # how many have left the post
    since: int  # day on which the present person came; 0 for before the run
    left_last: int  # dates on which the last two people left
    left_before: int
    owed: float  # hours owed to others' work: meetings attended, answers given
    left_today: float  # hours left of the day under way
    extra_left: float  # overtime left of it
    help_left: float  # hours of other teams left of it
    contracted: float  # hours a day as of its last day at work: contracted, for standing work,
    standing: float
    pace: float  # and those that its dated tasks can usually have
    reviewing_left: float  # of the hours left, those bought for reviewing, which are used first
    given_way: float  # smoothed hours a day that reviewing takes from a manager's other work
    more: float  # full-time equivalents by which a policy enlarges it, yet to be filled
    more_on: int  # day on which they are
    load: float  # smoothed days' work waiting, in units of those from which work is cut
    lent: float  # hours that the holder's work elsewhere lends a part post, as a share of its own
    lends: float  # smoothed, what it would then lend too often or too seldom
    gives: float  # share of its standing work that it leaves undone today
    helped: float  # hours a day that other teams give it for dated tasks
    undone: float  # smoothed share of standing work left undone on days at work
    repays: float  # share of the hours that go back to those who covered it when it stood empty


@rule
def chairs(w, role):
    """Whether those of a role chair reviews under the arrangement in force."""
    if w.settings[0].review_chair == Chair.TEAM_MANAGER:
        return role == Role.TEAM_MANAGER
    return role == Role.IRO


@rule
def count_arose(w, day, role, hours):
    """Count hours of work that arose for a role, at full practice."""
    count(w, day, Count.HOURS_AROSE_IRO + role, hours)
    if chairs(w, role):
        count(w, day, Count.HOURS_AROSE_CHAIR, hours)


@rule
def count_present(w, day, role, hours):
    """Count hours at work, without overtime."""
    count(w, day, Count.HOURS_PRESENT_IRO + role, hours)
    if chairs(w, role):
        count(w, day, Count.HOURS_PRESENT_CHAIR, hours)


@rule
def owe(w, p, day, hours):
    """Charge a post with hours of work that are done first thing, ahead of dated tasks."""
    post = w.posts[p]
    post.owed += hours
    count_arose(w, day, post.role, hours)


@rule
def lent_factor(w, post):
    """Return by what the hours that others lend a post, or borrow, multiply its own."""
    lent = w.authorities[post.authority].lent
    repays = post.repays if post.fills == 0 else 0.0
    return (1.0 + lent) * (1.0 + post.lent) * max(0.0, 1.0 - repays)


@rule
def fte_here(w, post):
    """Return a post's full-time equivalents with the hours that others lend it, or borrow."""
    return post.fte * lent_factor(w, post)


@rule
def contracted_hours(w, post):
    """Return the productive hours a working day that the post has for looked-after children."""
    s = w.settings[0]
    fte = fte_here(w, post)
    if post.role == Role.IRO:
        return fte * s.iro_hours_per_year / w.service[0].workdays_per_year
    if post.role == Role.SOCIAL_WORKER:
        return fte * s.social_worker_hours_per_year / w.service[0].workdays_per_year
    if post.role == Role.ADVOCATE:
        return fte * s.advocate_hours_per_year / w.service[0].workdays_per_year
    return fte * s.team_manager_hours_per_week / 5.0 + reviewing_hours(w, post)


@rule
def reviewing_hours(w, post):
    """Return the hours a working day that are bought for reviewing alone on a manager's desk."""
    a_year = w.settings[0].team_manager_hours_per_year
    if post.reviewing_fte == 0.0:
        return 0.0
    fte = post.reviewing_fte * lent_factor(w, post)
    return fte * a_year / w.service[0].workdays_per_year


@rule
def hours_that_give_way(w, post):
    """Return the hours a day that reviewing can take from a manager's other work."""
    return fte_here(w, post) * w.settings[0].team_manager_gives_way_hours_per_week / 5.0


@rule
def standing_hours(w, post):
    """Return the hours a day that standing work takes: a social worker's visits and casework.

    Redeployed child protection practitioners relieve all social workers of some of it.
    """
    s = w.settings[0]
    service = w.service[0]
    if post.role == Role.ADVOCATE:
        return post.children * s.advocate_casework_hours / service.workdays_per_year
    if post.role != Role.SOCIAL_WORKER:
        return 0.0
    per_year = s.social_worker_visits_per_year * s.social_worker_visit_hours
    per_year += s.social_worker_casework_hours
    hours = post.children * per_year
    if service.practitioner_fte > 0.0:
        relief = service.practitioner_fte * s.redeployment_relief * s.social_worker_hours_per_year
        hours = max(0.0, hours - relief * post.children / max(1, service.in_care))
    return hours / service.workdays_per_year


@rule
def set_pace(w, p):
    """Take down a post's hours a day, until they change: contracted, standing, for dated tasks.

    The last are those that dated tasks can usually have.
    """
    s = w.settings[0]
    post = w.posts[p]
    hours = contracted_hours(w, post)
    standing = standing_hours(w, post)
    post.contracted = hours
    post.standing = standing
    if post.role == Role.SOCIAL_WORKER or post.role == Role.ADVOCATE:
        least = hours * s.desk_least_dated_share
        set_relief(w, p, max(least, hours - standing))
        post.pace = max(least, hours - standing * (1.0 - post.gives)) + post.helped
    elif post.role == Role.TEAM_MANAGER:
        post.pace = hours + hours_that_give_way(w, post)
    else:
        post.pace = hours * (1.0 - post.duty_share)


@rule
def days_waiting(w, p):
    """Return how many days' work lies on the desk."""
    hours = w.posts[p].pace
    if hours <= 0.0:
        return 0.0 if w.desks[p].waiting <= 0.0 else 1e6
    return w.desks[p].waiting / hours


@rule
def week_hours(w, post):
    """Return the hours a day that the holder of a post is at work, on whatever."""
    if post.role == Role.TEAM_MANAGER:
        week = fte_here(w, post) * w.settings[0].team_manager_contract_hours_per_week
        return week / 5.0 + reviewing_hours(w, post)
    return contracted_hours(w, post)


@rule
def days_in_diary(w, p):
    """Return how many days' work lies on the desk, by all the hours of the week."""
    hours = week_hours(w, w.posts[p])
    return w.desks[p].waiting / hours if hours > 0.0 else 0.0


@rule
def is_overloaded(w, p):
    """Whether more lies on the desk than the days' work from which work is cut."""
    return days_waiting(w, p) > w.settings[0].desk_cut_from_days


@rule
def squeeze(w, p):
    """Return the share of full hours that the desk gives to work that can be cut."""
    s = w.settings[0]
    over = max(0.0, days_waiting(w, p) - s.desk_cut_from_days)
    return max(0.0, 1.0 - s.desk_cut_per_day * over)


@rule
def supervision_taken(w, p):
    """Return the share of a manager's contracted hours that reviewing or a vacancy has taken."""
    return min(1.0, w.posts[p].given_way / max(1e-9, whole_day(w, w.posts[p])))


@rule
def whole_day(w, post):
    """Return the contracted hours a day of a manager's whole post.

    Where workers are not dedicated, posts are only the part of them that is for looked-after
    children, but who is supervised are all of the team's workers in all of their time.
    """
    s = w.settings[0]
    hours = fte_here(w, post) * s.team_manager_contract_hours_per_week / 5.0
    return hours if s.social_worker_dedicated else hours / s.social_worker_looked_after_share


@rule
def remember_load(w, p):
    """Take today into the smoothed load of a desk.

    Whoever has a part post, or the part of one that is for looked-after children, has other work
    beside: it lends hours while more lies on the desk than usual, and gets them back after.
    """
    s = w.settings[0]
    post = w.posts[p]
    load = days_waiting(w, p) / max(1.0, s.desk_cut_from_days)
    post.load += (load - post.load) / s.desk_load_memory_days
    if post.fte < 1.0 and post.load > 0.0:
        lent = (1.0 - math.sqrt(post.fte)) * min(s.desk_most_load, load / post.load - 1.0)
        post.lends += (lent - post.lends) / s.desk_load_memory_days
        post.lent = max(-1.0, lent - post.lends)


@rule
def drives_out(w, p):
    """Return by how much more often than usual the load of a desk makes its holder leave.

    The load is what waits, where that is more than the days from which work is cut, and more of it
    by the share of supervision that is taken: a manager's own hours, a social worker's manager's.
    """
    s = w.settings[0]
    if s.desk_load_on_leaving == 0.0:
        return 1.0
    post = w.posts[p]
    load = max(1.0, min(s.desk_most_load, post.load))
    if post.role == Role.TEAM_MANAGER:
        load *= 1.0 + supervision_taken(w, p)
    elif post.role == Role.SOCIAL_WORKER:
        load *= 1.0 + supervision_taken(w, post.team)
    return math.pow(load, s.desk_load_on_leaving)


@rule
def most_driven_out(w):
    """Return the most by which load can make anybody leave more often than usual."""
    s = w.settings[0]
    return max(1.0, math.pow(2.0 * s.desk_most_load, s.desk_load_on_leaving))


@rule
def is_in_transition(w, post, day):
    """Whether the post's holder still learns an arrangement that has changed."""
    service = w.service[0]
    if day < service.start or day >= service.transition_until:
        return False
    if post.role == Role.IRO:
        return service.iros_change
    return post.role == Role.TEAM_MANAGER and service.managers_change


@rule
def hours_present(w, post, day):
    """Return the day's hours at work after sickness and extra duties."""
    if day < post.sick_until:
        return 0.0
    whole = post.contracted
    if is_in_transition(w, post, day):
        whole *= 1.0 - w.settings[0].transition_hours_lost
    if not post.conferences:
        return whole * (1.0 - post.duty_share)
    hours = whole
    seed = w.service[0].seed
    for half in range(2):  # conferences come in half-day blocks on their own days
        if uniform(seed, post.id, Purpose.CONFERENCE, 2 * day + half) < post.duty_share:
            hours -= 0.5 * whole
    return hours


@rule
def start_day(w, p, day):
    """Count the day's hours and take off what goes ahead of the desk."""
    s = w.settings[0]
    post = w.posts[p]
    if post.role == Role.TEAM_MANAGER:
        post.given_way *= 1.0 - 1.0 / s.team_manager_supervision_memory_days
    set_pace(w, p)
    remember_load(w, p)
    present = hours_present(w, post, day)
    if chairs(w, post.role):
        count(w, day, Count.HOURS_WEEK_CHAIR, week_hours(w, post))
    count_present(w, day, post.role, present)
    if post.role == Role.IRO:
        away = Count.HOURS_IRO_SICK if day < post.sick_until else Count.HOURS_IRO_OTHER_DUTIES
        count(w, day, away, post.contracted - present)
    standing = post.standing
    if standing > 0.0:
        count_arose(w, day, post.role, standing)
        done = standing_done(w, p, present)
        count(w, day, Count.HOURS_WORKED_IRO + post.role, done)
        count(w, day, Count.HOURS_CUT_IRO + post.role, standing - done)
    else:
        done = 0.0
    visits(w, post)
    post.left_today = present - done
    post.extra_left = 0.0
    post.help_left = 0.0
    post.reviewing_left = 0.0
    if post.reviewing_fte > 0.0:
        post.reviewing_left = present * reviewing_hours(w, post) / post.contracted
    if day >= post.sick_until:
        post.help_left = post.helped
        if post.role == Role.TEAM_MANAGER:
            post.extra_left = hours_of_other_work(w, p)
        elif is_overloaded(w, p):
            share = s.iro_overtime_share
            if post.role == Role.SOCIAL_WORKER:
                share = s.social_worker_overtime_share
            post.extra_left = share * present
    use_hours(w, p, day, min(post.owed, hours_left(post)))


@rule
def hours_left(post):
    """Return the hours left of the day under way: ordinary ones, of other teams and overtime."""
    return post.left_today + post.help_left + post.extra_left


@rule
def hours_of_other_work(w, p):
    """Return the hours a day that reviewing takes from a manager's other work.

    As an IRO's overtime they are for a desk that is behind; but what the law asks is met whatever
    gives way for it, so hours owed for that take as much of the week as there is.
    """
    post = w.posts[p]
    free = post.contracted
    hours = 0.0
    if w.desks[p].waiting > w.settings[0].desk_cut_from_days * free:
        hours = hours_that_give_way(w, post)
    owed = min(post.owed - post.left_today, week_hours(w, post) - free)
    return max(hours, owed)


@rule
def nobody_supervises(w, p):
    """Take a day of supervision for each day on which a manager's post stands empty."""
    s = w.settings[0]
    post = w.posts[p]
    lost = whole_day(w, post) - post.given_way
    post.given_way += lost / s.team_manager_supervision_memory_days


@rule
def use_hours(w, p, day, owed):
    """Work hours owed off the day."""
    w.posts[p].owed -= owed
    if w.posts[p].role == Role.IRO:
        count(w, day, Count.HOURS_IRO_OWED, owed)
    spend(w, p, day, owed)


@rule
def spend(w, p, day, hours):
    """Take worked hours from the day: ordinary hours first, then of other teams, then overtime."""
    if hours <= 0.0:
        return
    post = w.posts[p]
    ordinary = min(hours, post.left_today)
    helped = min(hours - ordinary, post.help_left)
    extra = min(hours - ordinary - helped, post.extra_left)
    post.left_today -= ordinary
    post.help_left -= helped
    post.extra_left -= extra
    count(w, day, Count.HOURS_WORKED_IRO + post.role, ordinary + helped + extra)
    count_relief(w, post, day, helped, extra)
    if extra > 0.0:
        count(w, day, Count.HOURS_OVERTIME_IRO + post.role, extra)
    if post.role == Role.TEAM_MANAGER:
        count_managers_hours(w, post, day, ordinary, extra)


@rule
def count_managers_hours(w, post, day, ordinary, extra):
    """Count whose hours a manager's desk has used: bought, free, or taken from other work.

    Only hours taken from other work have a price beside cash: posts bought are paid for, and no
    other work gives way for hours that were free.
    """
    s = w.settings[0]
    post.given_way += extra / s.team_manager_supervision_memory_days
    of_posts = min(ordinary, post.reviewing_left)
    post.reviewing_left -= of_posts
    count(w, day, Count.HOURS_FREE_MANAGER, ordinary - of_posts)
    pounds = extra * s.cost_team_manager_post / s.cost_paid_hours
    count(w, day, Count.POUNDS_MANAGERS_HOURS, pounds)

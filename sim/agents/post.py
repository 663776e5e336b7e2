"""A post and the person who holds it: its full-time equivalents and its hours a day."""

import numpy as np

from sim.agents.relief import set_relief
from sim.engine.compile import rule
from sim.engine.tally import count
from sim.ledger import HOURS_AROSE, Count
from sim.vocabulary import Chair, Role


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
    left_day: int  # the working day on which the last left
    gone: bool  # and did so before whoever came next: nobody handed over
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


class RoleStandard:
    """What the settings say of a role."""

    hours_per_year: float  # productive, of a full-time post
    standing_per_child: float  # hours a year of standing work
    overtime_share: float  # of hours at work, that a desk that is behind has more
    post_price: float  # pounds a year of a full-time post
    hour_price: float  # pounds that an hour is worth
    turnover: float  # percent a year who leave; of social workers it is the authority's
    vacant_days: float  # working days that a post stands empty; the same
    always_followed: bool  # by others at once: another body employs them


@rule
def chairs(w, role):
    """Whether those of a role chair reviews under the arrangement in force."""
    if w.settings.review.chair == Chair.TEAM_MANAGER:
        return role == Role.TEAM_MANAGER
    return role == Role.IRO


@rule
def count_arose(w, day, role, hours):
    """Count hours of work that arose for a role, at full practice."""
    count(w, day, HOURS_AROSE[role], hours)
    if chairs(w, role):
        count(w, day, Count.HOURS_AROSE_CHAIR, hours)


@rule
def charge_hours(w, p, day, hours):
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
    fte = fte_here(w, post)
    if post.role == Role.TEAM_MANAGER:
        return fte * w.settings.team_manager.hours_per_week / 5.0 + reviewing_hours(w, post)
    return fte * w.roles[post.role].hours_per_year / w.service.workdays_per_year


@rule
def reviewing_hours(w, post):
    """Return the hours a working day that are bought for reviewing alone on a manager's desk."""
    a_year = w.settings.team_manager.hours_per_year
    if post.reviewing_fte == 0.0:
        return 0.0
    fte = post.reviewing_fte * lent_factor(w, post)
    return fte * a_year / w.service.workdays_per_year


@rule
def hours_that_give_way(w, post):
    """Return the hours a day that reviewing can take from a manager's other work."""
    return fte_here(w, post) * w.settings.team_manager.gives_way_hours_per_week / 5.0


@rule
def standing_hours(w, post):
    """Return the hours a day that standing work takes: a social worker's visits and casework.

    Redeployed child protection practitioners relieve all social workers of some of it.
    """
    service = w.service
    role = w.roles[post.role]
    hours = post.children * role.standing_per_child
    if service.practitioner_fte > 0.0 and post.role == Role.SOCIAL_WORKER:
        relief = service.practitioner_fte * w.settings.redeployment.relief * role.hours_per_year
        hours = max(0.0, hours - relief * post.children / max(1, service.in_care))
    return hours / service.workdays_per_year


@rule
def set_pace(w, p):
    """Take down a post's hours a day, until they change: contracted, standing, for dated tasks.

    The last are those that dated tasks can usually have.
    """
    s = w.settings
    post = w.posts[p]
    hours = contracted_hours(w, post)
    standing = standing_hours(w, post)
    post.contracted = hours
    post.standing = standing
    if post.role == Role.TEAM_MANAGER:
        post.pace = hours + hours_that_give_way(w, post)
    elif post.role == Role.IRO:
        post.pace = hours * (1.0 - post.duty_share)
    else:
        least = hours * s.desk.least_dated_share
        set_relief(w, p, max(least, hours - standing))
        post.pace = max(least, hours - standing * (1.0 - post.gives)) + post.helped

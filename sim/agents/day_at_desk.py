"""A day at the desk: hours present, standing work, overtime, what is owed, whose hours are used."""

from sim.agents.load import is_overloaded, remember_load, week_hours
from sim.agents.post import (
    chairs,
    count_arose,
    hours_that_give_way,
    reviewing_hours,
    set_pace,
)  # fmt: skip
from sim.agents.relief import count_relief, standing_done, visits
from sim.engine.chance import uniform
from sim.engine.compile import rule
from sim.engine.tally import count
from sim.ledger import HOURS_CUT, HOURS_OVERTIME, HOURS_PRESENT, HOURS_WORKED, Count
from sim.vocabulary import Purpose, Role


@rule
def count_present(w, day, role, hours):
    """Count hours at work, without overtime."""
    count(w, day, HOURS_PRESENT[role], hours)
    if chairs(w, role):
        count(w, day, Count.HOURS_PRESENT_CHAIR, hours)


@rule
def is_in_transition(w, post, day):
    """Whether the post's holder still learns an arrangement that has changed."""
    service = w.service
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
        whole *= 1.0 - w.settings.transition.hours_lost
    if not post.conferences:
        return whole * (1.0 - post.duty_share)
    hours = whole
    seed = w.service.seed
    for half in range(2):  # conferences come in half-day blocks on their own days
        if uniform(seed, post.id, Purpose.CONFERENCE, 2 * day + half) < post.duty_share:
            hours -= 0.5 * whole
    return hours


@rule
def start_day(w, p, day):
    """Count the day's hours and take off what goes ahead of the desk."""
    s = w.settings
    post = w.posts[p]
    if post.role == Role.TEAM_MANAGER:
        post.given_way *= 1.0 - 1.0 / s.team_manager.supervision_memory_days
    set_pace(w, p)
    remember_load(w, p, day)
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
        count(w, day, HOURS_WORKED[post.role], done)
        count(w, day, HOURS_CUT[post.role], standing - done)
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
            post.extra_left = w.roles[post.role].overtime_share * present
    use_hours(w, p, day, min(post.owed, hours_left(post)))


@rule
def hours_left(post):
    """Return the hours left of the day under way: ordinary ones, of other teams and overtime."""
    return post.left_today + post.help_left + post.extra_left


@rule
def hours_of_other_work(w, p):
    """Return the hours a day that reviewing takes from a manager's other work.

    As an IRO's overtime they are for a desk that is behind; but what the law asks is met whatever
    gives way for it, so where that has left so many days' work owed, it takes as much of the week
    as there is.
    """
    post = w.posts[p]
    free = post.contracted
    gives_way = hours_that_give_way(w, post)
    behind = w.settings.desk.cut_from_days
    hours = 0.0
    if w.desks[p].waiting + post.owed > behind * free:
        hours = gives_way
    owed = post.owed - behind * (free + gives_way)
    return max(hours, min(owed, week_hours(w, post) - free))


@rule
def use_hours(w, p, day, owed):
    """Work hours owed off the day."""
    w.posts[p].owed -= owed
    if w.posts[p].role == Role.IRO:
        count(w, day, Count.HOURS_IRO_OWED, owed)
    work_hours(w, p, day, owed)


@rule
def work_hours(w, p, day, hours):
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
    count(w, day, HOURS_WORKED[post.role], ordinary + helped + extra)
    count_relief(w, post, day, helped, extra)
    if extra > 0.0:
        count(w, day, HOURS_OVERTIME[post.role], extra)
    if post.role == Role.TEAM_MANAGER:
        count_managers_hours(w, post, day, ordinary, extra)


@rule
def count_managers_hours(w, post, day, ordinary, extra):
    """Count whose hours a manager's desk has used: bought, free, or taken from other work.

    Only hours taken from other work have a price beside cash: posts bought are paid for, and no
    other work gives way for hours that were free.
    """
    s = w.settings
    post.given_way += extra / s.team_manager.supervision_memory_days
    of_posts = min(ordinary, post.reviewing_left)
    post.reviewing_left -= of_posts
    count(w, day, Count.HOURS_FREE_MANAGER, ordinary - of_posts)
    count(w, day, Count.POUNDS_MANAGERS_HOURS, extra * w.roles[post.role].hour_price)

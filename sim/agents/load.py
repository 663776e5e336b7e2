"""How much lies on a desk: what is cut for it, who lends hours for it, whom it drives out."""

import math

from sim.agents.post import contracted_hours, fte_here, reviewing_hours
from sim.engine.compile import rule
from sim.vocabulary import Role


@rule
def days_waiting(w, p):
    """Return how many days' work lies on the desk."""
    hours = w.posts[p].pace
    if hours <= 0.0:
        return 0.0 if w.desks[p].waiting <= 0.0 else 1e6
    return w.desks[p].waiting / hours


@rule
def days_waiting_in_all(w, p):
    """Return how many days' work waits for the holder of a post, work elsewhere included.

    A part post's ups and downs are larger than those of all that its holder does.
    """
    post = w.posts[p]
    own = days_waiting(w, p)
    if post.fte >= 1.0 or post.load <= 0.0:
        return own
    usual = post.load * max(1.0, w.settings.desk.cut_from_days)
    return usual + math.sqrt(post.fte) * (own - usual)


@rule
def week_hours(w, post):
    """Return the hours a day that the holder of a post is at work, on whatever."""
    if post.role == Role.TEAM_MANAGER:
        week = fte_here(w, post) * w.settings.team_manager.contract_hours_per_week
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
    return days_waiting_in_all(w, p) > w.settings.desk.cut_from_days


@rule
def share_of_full_hours(w, p):
    """Return the share of full hours that the desk gives to work that can be cut."""
    s = w.settings
    over = max(0.0, days_waiting_in_all(w, p) - s.desk.cut_from_days)
    return max(0.0, 1.0 - s.desk.cut_per_day * over)


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
    s = w.settings
    hours = fte_here(w, post) * s.team_manager.contract_hours_per_week / 5.0
    return hours if s.social_worker.dedicated else hours / s.social_worker.looked_after_share


@rule
def remember_load(w, p, day):
    """Take today into the smoothed load of a desk.

    Whoever has a part post, or the part of one that is for looked-after children, has other work
    beside: it lends hours while more lies on the desk than usual, and gets them back after. Who is
    ill has none to lend.
    """
    s = w.settings
    post = w.posts[p]
    post.lent = 0.0
    if day < post.sick_until:
        return
    load = days_waiting(w, p) / max(1.0, s.desk.cut_from_days)
    post.load += (load - post.load) / s.desk.load_memory_days
    if post.fte < 1.0 and post.load > 0.0:
        lent = (1.0 - math.sqrt(post.fte)) * min(s.desk.most_load, load / post.load - 1.0)
        post.lends += (lent - post.lends) / s.desk.load_memory_days
        post.lent = max(-1.0, lent - post.lends)


@rule
def drives_out(w, p):
    """Return by how much more often than usual the load of a desk makes its holder leave.

    The load is what waits, where that is more than the days from which work is cut, and more of it
    by the share of supervision that is taken: a manager's own hours, a social worker's manager's.
    """
    s = w.settings
    if s.desk.load_on_leaving == 0.0:
        return 1.0
    post = w.posts[p]
    load = max(1.0, min(s.desk.most_load, post.load))
    if post.role == Role.TEAM_MANAGER:
        load *= 1.0 + supervision_taken(w, p)
    elif post.role == Role.SOCIAL_WORKER:
        load *= 1.0 + supervision_taken(w, post.team)
    return math.pow(load, s.desk.load_on_leaving)


@rule
def most_driven_out(w):
    """Return the most by which load can make anybody leave more often than usual."""
    s = w.settings
    return max(1.0, math.pow(2.0 * s.desk.most_load, s.desk.load_on_leaving))


@rule
def nobody_supervises(w, p):
    """Take a day of supervision for each day on which a manager's post stands empty."""
    s = w.settings
    post = w.posts[p]
    lost = whole_day(w, post) - post.given_way
    post.given_way += lost / s.team_manager.supervision_memory_days

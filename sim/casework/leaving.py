"""How often a post is left, for how long it stands empty, and what cover from elsewhere costs."""

import math

from sim.engine.chance import exponential
from sim.engine.compile import rule
from sim.vocabulary import Purpose, Role

LOGISTIC = 1.702  # steepness at which a logistic curve lies nearest to the normal one


@rule
def leavers_a_year(w, p):
    """Return the rate at which the holder of a post leaves the authority, or ends an agency job.

    It is at ordinary load, which drives out whoever the authority employs; an agency job ends when
    it ends.
    """
    service = w.service
    post = w.posts[p]
    if post.agency:
        return service.workdays_per_year / w.settings.social_worker.agency_stay_days
    percent = w.roles[post.role].turnover
    if post.role == Role.SOCIAL_WORKER:
        percent = w.authorities[post.authority].turnover
    return 0.01 * percent * w.authorities[post.authority].quality_on_turnover


@rule
def mean_days_empty(w, post):
    """Return for how many working days, on average, a post that is left stands empty."""
    if post.role == Role.SOCIAL_WORKER:
        return w.authorities[post.authority].uncovered_days
    return w.roles[post.role].vacant_days


@rule
def days_empty(w, post):
    """Draw for how many working days a post that is left stands empty."""
    mean = mean_days_empty(w, post)
    return int(0.5 + exponential(w.service.seed, post.id, Purpose.VACANCY, post.people, mean))


@rule
def repaid_over(w):
    """Return over how many working days cover from elsewhere is given back."""
    return w.settings.desk.repaid_over_years * w.service.workdays_per_year


@rule
def colleagues_fail(w, p, empty):
    """Return the chance that too few colleagues are in post to cover one that is left.

    Of each `empty` is the chance to stand empty; the binomial is read as a logistic curve.
    """
    post = w.posts[p]
    pooled = w.service.pooled and post.role == Role.IRO
    others = -1.0
    for other in range(len(w.posts)):
        one = w.posts[other]
        if one.role == post.role and (one.authority == post.authority or pooled):
            others += 1.0
    needed = w.settings.desk.cover_least * (others + 1.0)
    if others < needed:
        return 1.0
    spread = math.sqrt(others * empty * (1.0 - empty))
    if spread <= 0.0:
        return 0.0
    below = (needed - 0.5 - others * (1.0 - empty)) / spread
    return 1.0 / (1.0 + math.exp(-LOGISTIC * below))


@rule
def begin_repaying_cover(w):
    """Let the holders of posts repay, on the first day, as much cover as they had on average."""
    wait = w.settings.desk.cover_days
    per_year = w.service.workdays_per_year
    for p in range(len(w.posts)):
        post = w.posts[p]
        mean = mean_days_empty(w, post)
        if not post.active or w.roles[post.role].always_followed or mean <= 0.0:
            continue
        leave = leavers_a_year(w, p)
        if post.role == Role.SOCIAL_WORKER:
            leave += w.authorities[post.authority].internal_moves
        days = mean * math.exp(-wait / mean)
        if post.role != Role.TEAM_MANAGER:
            days = (mean + wait) * math.exp(-wait / mean)
            days *= colleagues_fail(w, p, leave * mean / (per_year + leave * mean))
        post.repays = min(1.0, leave * days / per_year)

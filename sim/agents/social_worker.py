"""Social workers: who gets a child, telling the IRO, and how work stalls with them."""

from sim.agents.child import has_new_worker
from sim.agents.iro import in_quota
from sim.agents.post import is_overloaded
from sim.engine.compile import rule
from sim.words import Employer, Role


@rule
def free_social_worker(w, but):
    """Return the social worker with most free capacity, other than one of them."""
    best = -1
    lightest = 0.0
    p = 0
    while p < len(w.posts):
        if p == w.service[0].social_workers:
            p = w.service[0].posts_today  # past the managers and IROs, to posts a policy added
            continue
        post = w.posts[p]
        if post.active and p != but and post.role == Role.SOCIAL_WORKER:
            load = (post.children + 1.0) / post.fte
            if best < 0 or load < lightest:
                best = p
                lightest = load
        p += 1
    return but if best < 0 else best


@rule
def deal_agency(w):
    """Deal agency workers to the social workers' posts by quota, in the order of the posts."""
    share = 0.01 * w.settings[0].social_worker_agency_share
    number = 0
    for p in range(len(w.posts)):
        post = w.posts[p]
        if post.role == Role.SOCIAL_WORKER and (post.active or post.fills > 0):
            post.agency = in_quota(number, share)
            number += 1


@rule
def team_manager_of(w, p):
    """Return the post of the team manager who supervises a social worker."""
    service = w.service[0]
    return service.social_workers + p % service.team_managers


@rule
def chance_of_telling(w, child, day):
    """Return the chance that a significant change is told to the child's IRO.

    The setting is the chance for a settled worker at ordinary load inside the authority; what
    hinders multiplies the odds, so 0 stays 0 and 1 stays 1.
    """
    s = w.settings[0]
    rate = s.social_worker_notification_rate
    if rate <= 0.0 or rate >= 1.0:
        return rate
    odds = rate / (1.0 - rate)
    if is_overloaded(w, child.social_worker):
        odds *= s.social_worker_overloaded_odds
    if has_new_worker(w, child, day):
        odds *= s.social_worker_new_worker_odds
    if s.iro_employer == Employer.OUTSIDE:
        odds *= s.iro_outside_notification_odds
    return odds / (1.0 + odds)


@rule
def chance_of_stall(w, child, day):
    """Return the chance that an action begun now stalls."""
    s = w.settings[0]
    chance = s.plan_stalls * w.service[0].quality_on_stalling
    if is_overloaded(w, child.social_worker):
        chance *= s.plan_overload_factor
    if has_new_worker(w, child, day):
        chance *= s.plan_new_worker_factor
    if w.posts[child.social_worker].agency:
        chance *= s.plan_agency_factor
    return min(1.0, chance)

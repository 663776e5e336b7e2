"""Social workers: who gets a child, telling the IRO, and how work stalls with them."""

from sim.agents.authority import at_odds
from sim.agents.child import has_new_worker
from sim.agents.load import is_overloaded
from sim.engine.compile import rule
from sim.vocabulary import Employer

NONE = -1


@rule
def least_loaded_in_team(w, team, but):
    """Return a team's social worker with most free capacity other than one, -1 for none."""
    best = NONE
    lightest = 0.0
    p = w.posts[team].first_in_team
    while p != NONE:
        post = w.posts[p]
        if post.active and p != but:
            load = (post.children + 1.0) / post.fte
            if best == NONE or load < lightest:
                best = p
                lightest = load
        p = post.next_in_team
    return best


@rule
def free_social_worker(w, authority, but):
    """Return the freest social worker, other than one, of an authority's freest team.

    Where nobody else is in post, it is that one, or a post that is yet to be filled.
    """
    place = w.authorities[authority]
    best = NONE
    lightest = 0.0
    for team in range(place.first_manager, place.first_manager + place.managers):
        manager = w.posts[team]
        if manager.team_fte <= 0.0:
            continue
        load = (manager.children + 1.0) / manager.team_fte
        if best != NONE and load >= lightest:
            continue
        p = least_loaded_in_team(w, team, but)
        if p != NONE:
            best = p
            lightest = load
    if best != NONE:
        return best
    if but != NONE and (w.posts[but].active or w.posts[but].fills > 0):
        return but
    return place.first_worker


@rule
def team_manager_of(w, p):
    """Return the post of the team manager who supervises a social worker."""
    return w.posts[p].team


@rule
def reviewing_manager(w, p):
    """Return the team manager who reviews a social worker's plans: the team's own or the next."""
    return reviewer_of_team(w, w.posts[p].team)


@rule
def reviewer_of_team(w, team):
    """Return the manager who reviews a team's plans, its own or the next."""
    if w.settings.team_manager.reviews_own_team:
        return team
    place = w.authorities[w.posts[team].authority]
    return place.first_manager + (team - place.first_manager + 1) % place.managers


@rule
def chance_of_telling(w, child, day, outside_team):
    """Return the chance that a significant change is told to the child's reviewer.

    The own team's manager hears by line. Of a reviewer outside the team the setting is the chance
    for a settled worker at ordinary load inside the authority; what hinders multiplies the odds,
    so 0 stays 0 and 1 stays 1.
    """
    s = w.settings
    if not outside_team:
        return s.team_manager.told
    rate = s.social_worker.notification_rate
    if rate <= 0.0 or rate >= 1.0:
        return rate
    odds = rate / (1.0 - rate)
    if is_overloaded(w, child.social_worker):
        odds *= s.social_worker.overloaded_odds
    if has_new_worker(w, child, day):
        odds *= s.social_worker.new_worker_odds
    if s.iro.employer == Employer.OUTSIDE and child.iro >= 0:
        odds *= s.iro.outside_notification_odds
    return odds / (1.0 + odds)


@rule
def chance_of_stall(w, child, day, watched):
    """Return the chance that an action begun now stalls; less while an outsider is to look.

    What is begun for a child whose worker's post stands empty is nobody's, as what a leaver leaves.
    """
    s = w.settings
    chance = s.plan.stalls
    if not w.posts[child.social_worker].active:
        chance = max(chance, s.plan.handover_stalls * s.plan.gone_factor)
    if is_overloaded(w, child.social_worker):
        chance *= s.plan.overload_factor
    if has_new_worker(w, child, day):
        chance *= s.plan.new_worker_factor
    if w.posts[child.social_worker].agency:
        chance *= s.plan.agency_factor
    if watched:
        chance *= s.plan.watched
    return at_odds(chance, w.authorities[child.authority].quality_on_stalling)

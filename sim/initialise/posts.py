"""The posts that an arrangement has, whole and part: social workers, managers, IROs, advocates."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from sim.agents.post import Post
from sim.engine.records import longer, rows
from sim.settings import Settings
from sim.vocabulary import Role

POST_IDS = 1 << 50  # posts' addresses, apart from those of children
OF_ROLE = 1 << 44  # apart for each role,
OF_POLICY = 1 << 40  # for today's posts and a policy's,
OF_AUTHORITY = 1 << 24  # and for each authority
LEAST_WORKERS = 0.1  # full-time equivalents, so that the last child has a worker too
NONE = -1


def children_of(settings: Settings) -> float:
    """Return how many children the authority looks after by its own figure."""
    return float(settings.authority.children_looked_after or 0.0)


def shared_with_neighbours(settings: Settings) -> float:
    """Return the share that neighbours bear of a place's swings in the number of its children.

    The swings go with the root of the number; what is left of them is as in the smallest place that
    bears its own.
    """
    least = settings.desk.own_from_children
    return max(0.0, 1.0 - math.sqrt(children_of(settings) / least)) if least > 0.0 else 0.0


def iro_fte(settings: Settings) -> float:
    """Return the full-time IRO posts that an arrangement has."""
    if settings.iro.employer == "none":
        return 0.0
    return children_of(settings) / settings.iro.caseload


def iro_managers(settings: Settings) -> float:
    """Return the full-time managers of IROs that go with an arrangement's IRO posts."""
    return iro_fte(settings) / settings.iro.iros_per_manager


def administrators(settings: Settings, today: Settings) -> float:
    """Return the full-time administrators of reviews that an arrangement has.

    They go with IRO posts; where managers chair, part of today's administration goes on whether or
    not there are IROs.
    """
    own = iro_fte(settings) / settings.iro.iros_per_administrator
    if settings.review.chair != "team_manager":
        return own
    needed = iro_fte(today) / settings.iro.iros_per_administrator
    return max(own, settings.team_manager.administration_kept * needed)


def looked_after_share(settings: Settings) -> float:
    """Return the share of social workers' and managers' time that is for looked-after children."""
    worker = settings.social_worker
    return 1.0 if worker.dedicated else worker.looked_after_share


def uncovered_share(settings: Settings) -> float:
    """Return the share of social workers' posts with nobody in them, agency workers included.

    Of all posts so many stand vacant, and of all workers so many come from agencies, so those in
    post are (1 - vacant) / (1 - agency) of the posts.
    """
    worker = settings.social_worker
    agency = 0.01 * float(worker.agency_share or 0.0)
    vacant = 0.01 * float(worker.vacancy or 0.0)
    if agency >= 1.0:
        return 0.0
    return max(0.0, 1.0 - (1.0 - vacant) / (1.0 - agency))


def workers_in_post(settings: Settings) -> float:
    """Return the social workers in post, full-time equivalents for looked-after children."""
    return children_of(settings) / float(settings.social_worker.caseload or 1.0)


def worker_fte(settings: Settings, today: Settings) -> float:
    """Return social workers' posts, filled or not: a policy leaves today's share uncovered."""
    fte = workers_in_post(settings) / (1.0 - uncovered_share(today))
    return max(fte, LEAST_WORKERS * looked_after_share(today))


def advocate_fte(settings: Settings) -> float:
    """Return advocates' posts: enough for the children expected to have one."""
    advocate = settings.advocate
    opt_out = advocate.offer == "opt_out"
    uptake = advocate.uptake_opt_out if opt_out else advocate.uptake_opt_in
    return children_of(settings) * uptake * (1.0 - advocate.vacancy) / advocate.caseload


def uncovered_days(settings: Settings, per_year: float) -> float:
    """Return for how many working days a post that is left stands empty, on average.

    So long that, with people leaving as they do, the share of posts with nobody in them comes out.
    """
    worker = settings.social_worker
    agency = 0.01 * float(worker.agency_share or 0.0)
    leave = (1.0 - agency) * (0.01 * float(worker.turnover or 0.0) + worker.internal_moves)
    leave += agency * per_year / worker.agency_stay_days
    empty = uncovered_share(settings)
    return per_year * empty / (1.0 - empty) / leave if leave > 0.0 else 0.0


def _parts(fte: float, whole: float = 1.0) -> list[float]:
    """Return posts that make up full-time equivalents: as few as can, all alike.

    Whole posts and a part of one would leave some places with a part so small that whoever has it
    does nothing in time.
    """
    number = math.ceil(fte / whole - 1e-6)
    return [fte / number] * number if number else []


def worker_parts(settings: Settings) -> list[float]:
    """Return today's posts of social workers, full-time equivalents for looked-after children."""
    return _parts(worker_fte(settings, settings), looked_after_share(settings))


def manager_parts(settings: Settings) -> list[float]:
    """Return today's posts of team managers, one for each team.

    There are as many teams as is nearest to workers / workers to a manager, and social workers are
    dealt to them in turn. A manager's post is as large as the team, so that together they are
    workers / workers to a manager at any size. Workers' posts hold the share of their time that is
    for looked-after children, and so then do the managers'. A policy that adds workers adds none.
    """
    workers, to_one = worker_parts(settings), settings.team_manager.workers
    whole = sum(workers) / looked_after_share(settings)
    teams = min(len(workers), max(1, int(whole / to_one + 0.5)))
    return [sum(workers[team::teams]) / to_one for team in range(teams)]


FTE_BY_SETTINGS = {Role.IRO: iro_fte, Role.ADVOCATE: advocate_fte}
"""The full-time equivalents of each role that follow from an arrangement's settings alone."""


def posts_of(authorities: Sequence[Settings]) -> np.ndarray:
    """Return the posts of today's services, by role and, within one, by authority."""
    made: list[tuple[Role, int, int, float]] = []
    for role in (Role.SOCIAL_WORKER, Role.TEAM_MANAGER, *FTE_BY_SETTINGS):
        for place, settings in enumerate(authorities):
            if role == Role.SOCIAL_WORKER:
                parts = worker_parts(settings)
            elif role == Role.TEAM_MANAGER:
                parts = manager_parts(settings)
            else:
                parts = _parts(FTE_BY_SETTINGS[role](settings))
            made += [(role, place, number, fte) for number, fte in enumerate(parts)]
    posts = rows(Post, len(made))
    _fill_in(posts, made)
    posts["active"] = True
    _form_teams(posts)
    return posts


def _fill_in(
    posts: np.ndarray, made: Sequence[tuple[Role, int, int, float]], *, of_policy: int = 0
) -> None:
    """Set what posts are, and their addresses, which do not hang on how many others there are.

    Whole columns are set: a record at a time takes a tenth of a small authority's run.
    """
    posts["role"], posts["authority"] = [one[0] for one in made], [one[1] for one in made]
    posts["fte"] = [one[3] for one in made]
    posts["id"] = np.array(
        [
            POST_IDS + role * OF_ROLE + of_policy * OF_POLICY + place * OF_AUTHORITY + number
            for role, place, number, _ in made
        ],
        dtype=np.uint64,
    )
    for name in ("team", "first_in_team", "next_in_team", "first_child"):
        posts[name] = NONE


def _form_teams(posts: np.ndarray) -> None:
    """Put social workers who are in no team yet into their authority's teams in turn."""
    team_of, next_, first = posts["team"], posts["next_in_team"], posts["first_in_team"]
    active, fte, team_fte = posts["active"], posts["fte"], posts["team_fte"]
    for place in range(int(posts["authority"].max(initial=0)) + 1):
        here = posts["authority"] == place
        teams = np.flatnonzero(here & (posts["role"] == Role.TEAM_MANAGER))
        workers = np.flatnonzero(here & (posts["role"] == Role.SOCIAL_WORKER))
        for number, p in enumerate(workers):
            if team_of[p] != NONE:
                continue
            team = int(teams[number % len(teams)])
            team_of[p] = team
            next_[p] = first[team]
            first[team] = p
            if active[p]:
                team_fte[team] += fte[p]


def with_room(
    posts: Any,
    authorities: Sequence[tuple[Settings, Settings]],
    bought: Sequence[Mapping[Role, float]],
) -> np.ndarray:
    """Return posts with blank rows after them for all that policies may open.

    Parameters
    ----------
    posts
        Today's posts.
    authorities
        Each authority's settings under the policy, and today's.
    bought
        Full-time equivalents by role that each buys with the money of IRO posts.
    """
    more: list[tuple[Role, int, int, float]] = []
    for place, (settings, today) in enumerate(authorities):
        more_of = bought[place]
        wanted = {
            role: fte(settings) + more_of.get(role, 0.0) for role, fte in FTE_BY_SETTINGS.items()
        }
        workers = worker_fte(settings, today) + iro_fte(today) + more_of[Role.SOCIAL_WORKER]
        wanted[Role.SOCIAL_WORKER] = workers / looked_after_share(settings)
        for role, fte in sorted(wanted.items()):
            more += [(role, place, number, 0.0) for number in range(math.ceil(fte + 3))]
    here = len(posts)
    posts = longer(posts, len(more))
    _fill_in(posts[here:], more, of_policy=1)
    _form_teams(posts)
    return posts

"""The posts that an arrangement has: social workers, team managers and IROs, whole and part."""

import math

import numpy as np

from sim.agents.post import Post
from sim.engine.records import rows
from sim.settings import Settings
from sim.words import Role

POST_IDS = 1 << 50  # posts' addresses, apart from those of children
LEAST_WORKERS = 0.1  # full-time equivalents, so that the last child has a worker too


def iro_fte(settings: Settings) -> float:
    """Return the full-time IRO posts that an arrangement has."""
    if settings.iro.employer == "none":
        return 0.0
    return float(settings.authority.children_looked_after or 0.0) / settings.iro.caseload


def looked_after_share(settings: Settings) -> float:
    """Return the share of social workers' and managers' time that is for looked-after children."""
    worker = settings.social_worker
    return 1.0 if worker.dedicated else worker.looked_after_share


def worker_fte(settings: Settings) -> float:
    """Return social workers' full-time equivalents for looked-after children."""
    children = float(settings.authority.children_looked_after or 0.0)
    return children / float(settings.social_worker.caseload or 1.0)


def _parts(fte: float) -> list[float]:
    """Return posts that make up full-time equivalents: whole ones and at most one part post."""
    whole = int(fte + 1e-9)
    part = fte - whole
    return [1.0] * whole + ([part] if part > 1e-6 else [])


def posts_of(settings: Settings) -> np.ndarray:
    """Return the posts of today's service: social workers, team managers, IROs."""
    share = looked_after_share(settings)
    workers = _parts(max(worker_fte(settings) / share, LEAST_WORKERS))
    managers = max(1, math.ceil(len(workers) / settings.team_manager.workers - 1e-9))
    iros = _parts(iro_fte(settings))
    posts = rows(Post, len(workers) + managers + len(iros))
    posts["active"] = True
    posts["id"] = np.arange(len(posts), dtype=np.uint64) + np.uint64(POST_IDS)
    for p, fte in enumerate(workers):
        posts[p]["role"] = Role.SOCIAL_WORKER
        posts[p]["fte"] = share * fte
    for p in range(len(workers), len(workers) + managers):
        posts[p]["role"] = Role.TEAM_MANAGER
        posts[p]["fte"] = share
    for number, fte in enumerate(iros):
        p = len(workers) + managers + number
        posts[p]["role"] = Role.IRO
        posts[p]["fte"] = fte
        # IROs' addresses do not depend on how many workers there are
        posts[p]["id"] = np.uint64(2 * POST_IDS + number)
    return posts

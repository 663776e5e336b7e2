"""Over which plausible worlds a study runs, and which replication is of which.

A world is a set of beliefs under which today's service comes out as published, a member of the
stored set (sim/data/plausible_settings.py). Worlds are numbered from 1 in a fixed order in which
the first N stand best for all, so the 50 worlds of a small study are among the 100 of a larger one.
"""

import math
from collections.abc import Mapping, Sequence

from sim.data.plausible_settings import DRIFT, LEAVING, members

TWICE = 0.1  # of the worlds that are run again with another seed, to tell chance from belief


def stored() -> int:
    """Return how many worlds there are."""
    return len(members())


def world_of(replication: int) -> int:
    """Return the number of the world, from 1, that a replication is of; it goes round for ever."""
    return replication % stored() + 1


def numbers(replications: int) -> list[int]:
    """Return the numbers of the replications of a study over so many worlds.

    Up to `stored()` each is of another world, and the first tenth of the worlds is run again under
    the numbers that the next round would have; beyond, the rounds themselves repeat worlds.
    """
    again = math.ceil(TWICE * min(replications, stored()))
    return [*range(replications), *range(max(replications, stored()), stored() + again)]


def alike(worlds: Sequence[int], fixed: frozenset[str]) -> list[int]:
    """Return for each world the first of those whose drawn beliefs are all the same as its own.

    Worlds differ in their beliefs, unless the user set these: runs of worlds that are alike differ
    by chance alone.
    """
    first: dict[tuple[float, ...], int] = {}
    return [first.setdefault(tuple(beliefs_of(world, fixed).values()), world) for world in worlds]


def beliefs_of(world: int, fixed: frozenset[str]) -> Mapping[str, float]:
    """Return a world's beliefs by setting, but for the settings that the user set."""
    values = members()[world - 1].values
    return {name: value for name, value in values.items() if name not in fixed}


def noticing_of(world: int) -> Mapping[str, float]:
    """Return what the IRO's noticing does in a world, as it was calibrated, by column name."""
    member = members()[world - 1]
    return {DRIFT: member.drift_ratio, LEAVING: member.leaving_rate_ratio}

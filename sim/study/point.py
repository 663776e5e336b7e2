"""A point of a study: settings, and the policies compared there, to be replicated anywhere.

A replication depends on its point and its number alone: it may run on any thread of any machine,
and a second run of it gives the same bytes.
"""

import functools
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import numpy as np

from sim.build import build, calendar_of, fork_under, run_until
from sim.engine.chance import replication_seed
from sim.settings import Settings
from sim.settings.arms import Arms
from sim.settings.plausible import Member, members
from sim.settings.policy import with_values
from sim.settings.register import Value
from sim.settings.together import check_together

SEEDS_PER_DRAW = 2  # replications that share one plausible set of settings, to tell chance apart
APART_BITS = 32  # of a seed's number that are the replication's
DRAWS = 0x5EED_BE11  # an address of its own for the order in which the plausible settings are drawn


class Counted(NamedTuple):
    """What one replication counted, today's service first, then each policy.

    `months` are the reported months, shape (arms, periods, counts), or all of them as one period;
    `groups` the whole reported time by group of children, (arms, groups, counts); `drift_lengths`
    how many actions ended so many months in drift, (arms, months).
    """

    months: np.ndarray
    groups: np.ndarray
    drift_lengths: np.ndarray


@dataclass(frozen=True)
class Failure:
    """A replication that failed, with its cause."""

    point: int
    replication: int
    seed: int
    cause: str
    traceback: str


@dataclass(frozen=True)
class Point:
    """What is replicated.

    Attributes
    ----------
    today
        Resolved settings of today's service.
    policies
        What each policy changes, by its name.
    beside
        Today's settings of further authorities of a pool; then there is one policy.
    sampled
        Whether each pair of replications draws its beliefs from the plausible settings.
    fixed
        Settings the user set, which a draw leaves alone.
    monthly
        Whether months are kept apart; many replications are smaller without.
    apart
        Points of the same number share their chance; each authority of England has its own.
    """

    number: int
    today: Settings
    policies: Mapping[str, Mapping[str, Value]] = field(default_factory=dict)
    beside: tuple[Settings, ...] = ()
    sampled: bool = False
    fixed: frozenset[str] = frozenset()
    monthly: bool = True
    apart: int = 0

    def seed(self, replication: int) -> int:
        """Return a replication's seed."""
        return seed_of(self.today, (self.apart << APART_BITS) + replication)

    def drawn(self, replication: int) -> int:
        """Return which plausible set a replication draws, by its place in the set; -1 for none."""
        return draw_of(self.today.seed, replication) if self.sampled else -1

    def settings(self, replication: int) -> list[list[Settings]]:
        """Return the settings of each arm, today's service first; of each authority of a pool."""
        every = [self.today, *self.beside]
        if self.sampled:
            member = members()[self.drawn(replication)]
            every = [with_values(one, self.beliefs(member)) for one in every]
        arms = [every]
        for changes in self.policies.values():
            arms.append([with_values(one, changes) for one in every])
        for arm, changes in zip(arms, [{}, *self.policies.values()], strict=True):
            for one in arm:
                check_together(one, changes)
        return arms

    @property
    def drawn_settings(self) -> list[str]:
        """Return the names of the settings that draws change."""
        return sorted(self.beliefs(members()[0])) if self.sampled else []

    def beliefs(self, member: Member) -> dict[str, float]:
        """Return a member's values, but for the settings that the user set."""
        return {name: value for name, value in member.values.items() if name not in self.fixed}


def with_draws(at_default: Point, fixed: frozenset[str], number: int = 1) -> list[Point]:
    """Return a point and, where beliefs are sampled, the same with draws, under another number.

    Parameters
    ----------
    at_default
        The point with beliefs at their defaults.
    fixed
        Settings the user set.
    number
        The number of the point with draws.
    """
    if at_default.today.uncertainty != "sampled":
        return [at_default]
    return [at_default, replace(at_default, number=number, sampled=True, fixed=fixed)]


def point_of(number: int, arms: Arms, scenario: str) -> Point:
    """Return the point of resolved arms, the policy by the scenario's name."""
    policies = {} if arms.under_policy is None else {scenario: arms.policy}
    return Point(number, arms.today, policies, tuple(today for today, _ in arms.beside))


def seed_of(settings: Settings, replication: int) -> int:
    """Return a replication's seed, a hash of (seed, replication)."""
    with np.errstate(over="ignore"):
        return int(replication_seed(settings.seed, replication))


def draw_of(seed: int, replication: int) -> int:
    """Return the place in the plausible settings of a replication's draw.

    Each is drawn once, in an order that the seed decides, before any is drawn again.
    """
    order = _order_of_draws(seed)
    return order[(replication // SEEDS_PER_DRAW) % len(order)]


@functools.lru_cache(maxsize=64)
def _order_of_draws(seed: int) -> list[int]:
    with np.errstate(over="ignore"):
        keys = [int(replication_seed(seed ^ DRAWS, place)) for place in range(len(members()))]
    return sorted(range(len(keys)), key=keys.__getitem__)


def one_world(
    today: Settings,
    policies: Sequence[Settings],
    seed: int,
    beside: Sequence[Sequence[Settings]] = (),
    monthly: bool = True,
) -> Counted:
    """Run one replication: the warm-up once, then each arm from there.

    Parameters
    ----------
    today, policies
        Resolved settings of today's service and under each policy.
    seed
        The replication's seed.
    beside
        For each further authority of a pool its settings in each arm; the policies share its IROs.
    monthly
        Whether the reported months are kept apart.
    """
    when = calendar_of(today)
    world = build(today, seed, beside=[each[0] for each in beside])
    world = run_until(world, when.first, when.start)
    reported = list(when.reported)
    months, groups, lengths = [], [], []
    for place, under in enumerate([today, *policies]):
        if place == 0:
            arm = fork_under(world, today, today)
        else:
            others = [(each[place], each[0]) for each in beside]
            arm = fork_under(world, under, today, beside=others, pooled=bool(beside))
        arm = run_until(arm, when.start, when.end)
        counts = arm.ledger[reported]
        months.append(counts if monthly else counts.sum(axis=0, keepdims=True))
        groups.append(arm.groups)
        lengths.append(arm.drift_lengths)
    return Counted(np.array(months), np.array(groups), np.array(lengths))


def run_point(point: Point, replication: int) -> Counted | Failure:
    """Run one replication of a point; what goes wrong in it is returned, not raised."""
    seed = point.seed(replication)
    try:
        arms = point.settings(replication)
        beside = [[arm[place] for arm in arms] for place in range(1, len(arms[0]))]
        first = [arm[0] for arm in arms]
        return one_world(first[0], first[1:], seed, beside, point.monthly)
    except Exception as error:
        lines = "".join(traceback.format_exception(error))
        cause = f"{type(error).__name__}: {error}"
        return Failure(point.number, replication, seed, cause, lines)

"""A point of a study: settings, and the policies compared there, to be replicated anywhere.

A replication depends on its point and its number alone: it may run on any thread of any machine,
and a second run of it gives the same bytes.
"""

import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from sim.arms import records_asked
from sim.arms.constraints import check_together
from sim.arms.practice_of_places import practice_of, with_place
from sim.arms.resolve import Arms
from sim.engine.chance import replication_seed
from sim.initialise.build import build, calendar_of, fork_under, run_until
from sim.replicate.taken_down import taken_down
from sim.replicate.worlds import beliefs_of, numbers, world_of
from sim.settings import Settings, replace_values
from sim.settings.register import Value

APART_BITS = 32  # of a seed's number that are the replication's


class ReplicationCounts(NamedTuple):
    """What one replication counted, today's service first, then each policy.

    `months` are the reported months, shape (arms, periods, counts), or all of them as one period;
    `before` the last months before the policy, the same for all arms, shape (periods, counts);
    `groups` the whole reported time by group of children, (arms, groups, counts); `drift_lengths`
    how many actions ended so many months in drift, (arms, months). `records` are the rows of each
    kind of record that was asked for, by arm.
    """

    months: np.ndarray
    groups: np.ndarray
    drift_lengths: np.ndarray
    before: np.ndarray
    records: Mapping[str, Sequence[pa.Table]] | None = None


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
    """What is replicated."""

    number: int
    today: Settings  # resolved settings of today's service
    # what each policy changes, by its name
    policies: Mapping[str, Mapping[str, Value]] = field(default_factory=dict)
    # today's settings of further authorities of a pool; then there is one policy
    beside: tuple[Settings, ...] = ()
    # whether each replication is of a plausible world, with that world's beliefs
    in_worlds: bool = False
    fixed: frozenset[str] = frozenset()  # settings the user set, which hold in every world
    monthly: bool = True  # whether months are kept apart; many replications are smaller without
    # points of the same number share their chance; each authority of England has its own
    apart: int = 0

    def seed(self, replication: int) -> int:
        """Return a replication's seed."""
        return seed_of(self.today, (self.apart << APART_BITS) + replication)

    def world(self, replication: int) -> int:
        """Return the number of a replication's world, from 1; 0 for the one typical world."""
        return world_of(replication) if self.in_worlds else 0

    @property
    def numbers(self) -> list[int]:
        """The numbers of the replications that the settings ask for."""
        return self.numbers_of(int(self.today.replications or 0))

    def numbers_of(self, replications: int) -> list[int]:
        """Return the numbers of so many replications, of worlds with those run twice."""
        return numbers(replications) if self.in_worlds else list(range(replications))

    def settings(self, replication: int) -> list[list[Settings]]:
        """Return the settings of each arm, today's service first; of each authority of a pool."""
        every = [self.today, *self.beside]
        if self.in_worlds:
            beliefs = beliefs_of(self.world(replication), self.fixed)
            every = [replace_values(one, beliefs) for one in every]
        every = [with_place(one, self.world(replication)) for one in every]
        arms = [every]
        for changes in self.policies.values():
            arms.append([replace_values(one, changes) for one in every])
        for arm, changes in zip(arms, [{}, *self.policies.values()], strict=True):
            for one in arm:
                check_together(one, changes)
        return arms

    @property
    def drawn_settings(self) -> list[str]:
        """The names of the settings in which worlds differ."""
        if not self.in_worlds:
            return []
        return sorted({*beliefs_of(1, self.fixed), *practice_of(self.today, 1)})


def point_of(number: int, arms: Arms, scenario: str) -> Point:
    """Return the point of resolved arms, the policy by the scenario's name."""
    policies = {} if arms.under_policy is None else {scenario: arms.policy}
    beside = tuple(today for today, _ in arms.beside)
    in_worlds = arms.today.worlds == "plausible"
    return Point(number, arms.today, policies, beside, in_worlds, arms.fixed)


def seed_of(settings: Settings, replication: int) -> int:
    """Return a replication's seed, a hash of (seed, replication)."""
    with np.errstate(over="ignore"):
        return int(replication_seed(settings.seed, replication))


def one_world(
    today: Settings,
    policies: Sequence[Settings],
    seed: int,
    beside: Sequence[Sequence[Settings]] = (),
    monthly: bool = True,
) -> ReplicationCounts:
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
    kinds = records_asked.kinds(today.records)
    world = build(today, seed, beside=[each[0] for each in beside], records=kinds)
    world = run_until(world, when.first, when.start)
    reported = list(when.reported)
    before = world.ledger[list(when.before[0])]
    months, groups, lengths = [], [], []
    records: dict[str, list[pa.Table]] = {kind: [] for kind in kinds}
    places = [today.authority.name, *(each[0].authority.name for each in beside)]
    for place, under in enumerate([today, *policies]):
        kept = place < len(policies)  # the last arm needs no copy
        if place == 0:
            arm = fork_under(world, today, today, copied=kept)
        else:
            others = [(each[place], each[0]) for each in beside]
            arm = fork_under(world, under, today, beside=others, pooled=bool(beside), copied=kept)
        arm = run_until(arm, when.start, when.end)
        counts = arm.ledger[reported]
        months.append(counts if monthly else counts.sum(axis=0, keepdims=True))
        groups.append(arm.groups)
        lengths.append(arm.drift_lengths)
        for kind, rows in taken_down(arm, when, kinds, places).items():
            records[kind].append(rows)
    counted = np.array(months), np.array(groups), np.array(lengths), before
    return ReplicationCounts(*counted, records or None)


def run_point(point: Point, replication: int) -> ReplicationCounts | Failure:
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

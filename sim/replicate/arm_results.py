"""What finished of an arm: the counts of its replications, and those that finished in both arms."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np


@dataclass(frozen=True)
class ArmResults:
    """The finished replications of one arm."""

    policy: str  # the arm's name: "keep" for today's service
    # numbers of the replications that finished, from 0; failed ones are absent
    replications: tuple[int, ...]
    seeds: tuple[int, ...]  # their seeds
    periods: tuple[str, ...]  # the reported months, "YYYY-MM"
    counts: np.ndarray  # float64, shape (replications, periods, counts)
    # the whole reported time by group of children, shape (replications, groups, counts)
    groups: np.ndarray = field(default_factory=lambda: np.zeros((0, 0, 0)))
    # actions by the months that they had been in drift when they ended, (replications, months)
    drift_lengths: np.ndarray = field(default_factory=lambda: np.zeros((0, 0)))
    # the number of each replication's world, from 1; empty in the one typical world
    worlds: tuple[int, ...] = ()
    # for each replication the first world that has the same beliefs as its own; empty in one
    alike: tuple[int, ...] = ()
    # before, periods_before: the last months before the policy, (replications, periods, counts),
    # and their names
    before: np.ndarray = field(default_factory=lambda: np.zeros((0, 0, 0)))
    periods_before: tuple[str, ...] = ()

    def only(self, replications: Sequence[int]) -> "ArmResults":
        """Return the arm with these replications alone, in this order."""
        rows = [self.replications.index(number) for number in replications]
        picked: dict[str, Any] = {
            name: tuple(part[row] for row in rows) if part else ()
            for name, part in (("seeds", self.seeds), ("worlds", self.worlds),
                               ("alike", self.alike))
        }  # fmt: skip
        arrays: dict[str, Any] = {
            name: part[rows] if len(part) else part
            for name, part in (("counts", self.counts), ("groups", self.groups),
                               ("drift_lengths", self.drift_lengths), ("before", self.before))
        }  # fmt: skip
        return replace(self, replications=tuple(replications), **picked, **arrays)

    def during(self, months: slice) -> "ArmResults":
        """Return the arm with these of its months alone."""
        return replace(self, periods=self.periods[months], counts=self.counts[:, months])


def common_replications(today: ArmResults, policy: ArmResults) -> tuple[ArmResults, ArmResults]:
    """Return both arms with the replications that finished in both."""
    both = sorted(set(today.replications) & set(policy.replications))
    return today.only(both), policy.only(both)


def baseline_and_policy(arms: Sequence[ArmResults]) -> tuple[ArmResults, ArmResults | None]:
    """Return today's service and the policy beside it, None where there is none."""
    return arms[0], arms[1] if len(arms) > 1 else None

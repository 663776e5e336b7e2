"""What finished of an arm: the counts of its replications, and those that finished in both arms."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np


@dataclass(frozen=True)
class ArmResults:
    """The finished replications of one arm.

    Attributes
    ----------
    policy
        The arm's name: "keep" for today's service.
    replications
        Numbers of the replications that finished, from 0; failed ones are absent.
    seeds
        Their seeds.
    periods
        The reported months, "YYYY-MM".
    counts
        float64, shape (replications, periods, counts).
    groups
        The whole reported time by group of children, shape (replications, groups, counts).
    drift_lengths
        Actions by the months that they had been in drift when they ended, (replications, months).
    worlds
        The number of each replication's world, from 1; empty in the one typical world.
    alike
        For each replication the first world that has the same beliefs as its own; empty in one.
    before, periods_before
        The last months before the policy, (replications, periods, counts), and their names.
    """

    policy: str
    replications: tuple[int, ...]
    seeds: tuple[int, ...]
    periods: tuple[str, ...]
    counts: np.ndarray
    groups: np.ndarray = field(default_factory=lambda: np.zeros((0, 0, 0)))
    drift_lengths: np.ndarray = field(default_factory=lambda: np.zeros((0, 0)))
    worlds: tuple[int, ...] = ()
    alike: tuple[int, ...] = ()
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

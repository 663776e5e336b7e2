"""What finished of an arm: the counts of its replications, and those that finished in both arms."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np


@dataclass(frozen=True)
class Ledgers:
    """The finished replications of one arm.

    Attributes
    ----------
    scenario
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
    draws
        Which plausible settings each replication had, by their place in the set; empty where
        beliefs are held at their defaults.
    """

    scenario: str
    replications: tuple[int, ...]
    seeds: tuple[int, ...]
    periods: tuple[str, ...]
    counts: np.ndarray
    groups: np.ndarray = field(default_factory=lambda: np.zeros((0, 0, 0)))
    drift_lengths: np.ndarray = field(default_factory=lambda: np.zeros((0, 0)))
    draws: tuple[int, ...] = ()

    def only(self, replications: Sequence[int]) -> "Ledgers":
        """Return the arm with these replications alone, in this order."""
        rows = [self.replications.index(number) for number in replications]
        seeds = tuple(self.seeds[row] for row in rows)
        counts, groups, lengths = (
            part[rows] if len(part) else part
            for part in (self.counts, self.groups, self.drift_lengths)
        )
        draws = tuple(self.draws[row] for row in rows) if self.draws else ()
        return Ledgers(self.scenario, tuple(replications), seeds, self.periods, counts, groups,
                       lengths, draws)  # fmt: skip

    def during(self, months: slice) -> "Ledgers":
        """Return the arm with these of its months alone."""
        counts = self.counts[:, months]
        return Ledgers(self.scenario, self.replications, self.seeds, self.periods[months], counts,
                       draws=self.draws)  # fmt: skip


def pairs(baseline: Ledgers, scenario: Ledgers) -> tuple[Ledgers, Ledgers]:
    """Return both arms with the replications that finished in both."""
    both = sorted(set(baseline.replications) & set(scenario.replications))
    return baseline.only(both), scenario.only(both)


def two(arms: Sequence[Ledgers]) -> tuple[Ledgers, Ledgers | None]:
    """Return today's service and the policy beside it, None where there is none."""
    return arms[0], arms[1] if len(arms) > 1 else None

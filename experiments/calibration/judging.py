"""Judging a proposal: by the forecast, by its own runs, and by the order of giving way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from experiments.calibration.beliefs import Values
from experiments.calibration.forecast import Forecast
from experiments.calibration.service import ratio
from experiments.validate import Target
from sim.settings.mistake import Mistake

PATIENCE = 2.5  # standard errors by which a mean may be out of range before all runs are done
AUDITED = 10  # one in so many of the later proposals ruled out is run all the same
KEPT, RULED_OUT, TOGETHER, GIVING_WAY = (
    "kept",
    "ruled out",
    "cannot hold together",
    "duties give way in another order",
)


class Model(Protocol):
    """What is calibrated: see `service.Service`."""

    targets: Sequence[Target]

    def can_be(self, values: Values) -> None:
        """Refuse values that cannot hold together."""

    def run(self, values: Values, seed: int, replication: int) -> np.ndarray:
        """Return numerators and denominators of the targets' measures."""

    def gives_way_as_described(self, values: Values, seed: int) -> bool:
        """Say whether the pattern holds."""

    def drift_ratio(self, values: Values, seed: int, replications: int) -> float:
        """Return drift without the IRO's noticing over drift with it."""

    def leads_to(self, values: Values, seed: int, replications: int) -> Mapping[str, float]:
        """Return figures of today's service and differences under policies, by their names."""


@dataclass(frozen=True)
class Asked:
    """What the search is asked for."""

    members: int = 200
    proposals: int = 200_000
    seed: int = 1
    threads: int = 0
    replications: int = 10
    first: int = 1500
    excused: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Verdict:
    """What became of a proposal; a member has figures too."""

    number: int
    values: Values
    why: str
    audited: bool
    targets: tuple[float, ...] = ()
    drift_ratio: float = np.nan
    leads_to: Mapping[str, float] = field(default_factory=dict)


def distance(target: Target, value: float) -> float:
    """Return how far a value lies from the middle of a target's range, in half-widths."""
    return abs(value - (target.low + target.high) / 2) / ((target.high - target.low) / 2)


@dataclass(frozen=True)
class Examiner:
    """Judges a proposal by its own runs, whose seed is the proposal's number."""

    model: Model
    asked: Asked
    noise: np.ndarray
    forecast: Forecast

    def judge(self, number: int, values: Values) -> Verdict:
        """Return what becomes of a proposal.

        It is dropped once the mean of its runs is out of a target's range by more than chance
        explains, kept where after all runs it is in every range and the pattern holds.
        """
        ruled_out = self.forecast.rules_out(values, self.asked.excused)
        audited = ruled_out and number >= self.asked.first and number % AUDITED == 0
        if ruled_out and not audited:
            return Verdict(number, values, RULED_OUT, audited=False)
        try:
            self.model.can_be(values)
        except Mistake:
            return Verdict(number, values, TOGETHER, audited)
        parts: list[np.ndarray] = []
        last = self.asked.replications - 1
        for replication in range(last + 1):
            parts.append(self.model.run(values, number, replication))
            means = ratio(np.array(parts))
            slack = PATIENCE * self.noise / np.sqrt(len(parts)) * (replication < last)
            out = self._first_out(means, slack)
            if out is not None:
                return Verdict(number, values, out, audited)
        if not self.model.gives_way_as_described(values, number):
            return Verdict(number, values, GIVING_WAY, audited)
        drift = self.model.drift_ratio(values, number, self.asked.replications)
        figures = self.model.leads_to(values, number, self.asked.replications)
        return Verdict(number, values, KEPT, audited, tuple(means.tolist()), drift, figures)

    def _first_out(self, means: np.ndarray, slack: np.ndarray) -> str | None:
        """Return the measure furthest out of its range in half-widths; None where all are in."""
        worst, name = 0.0, None
        for target, value, more in zip(self.model.targets, means, slack, strict=True):
            if target.measure in self.asked.excused:
                continue
            if not target.low - more <= value <= target.high + more:
                far = distance(target, value)
                if name is None or far > worst:
                    worst, name = far, target.measure
        return name

"""The beliefs that are calibrated: which settings, and what values they may take."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sim.settings import Setting

DIGITS = 3  # significant ones that a sampled value has

Values = Mapping[str, float]


@dataclass(frozen=True)
class Belief:
    """One sampled setting: its dotted name and its plausible range."""

    name: str
    low: float
    high: float
    whole: bool

    def rounded(self, value: float) -> float:
        """Return the value as a default is written: a whole number, or one of few digits."""
        if self.whole:
            return round(value)
        return min(self.high, max(self.low, float(f"{value:.{DIGITS}g}")))

    def evenly(self) -> np.ndarray:
        """Return values spread evenly over the range, rounded as sampled ones are."""
        if self.whole:
            return np.arange(self.low, self.high + 1)
        steps = 10_000
        middles = self.low + (self.high - self.low) * (np.arange(steps) + 0.5) / steps
        return np.array([self.rounded(value) for value in middles])


def beliefs(listed: Sequence[Setting]) -> list[Belief]:
    """Return the settings of a register that calibration samples, which plausible worlds draw."""
    return [
        Belief(setting.name, *setting.plausible, whole=setting.type is int)
        for setting in listed
        if setting.drawn and setting.plausible
    ]

"""The beliefs that are calibrated: which settings, and what values they may take."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sim.settings import Setting

UNMEASURED = ("assumption", "M")  # grades whose figures nobody has read
DIGITS = 3  # significant ones that a sampled value has
# settings that have a plausible range and yet keep their value, by the beginning of their name
NOT_SAMPLED = {
    "cost.": "a price changes what things cost, never what happens",
    "matters.": "a smallest difference that matters is a judgement of the reader's",
    "authority.": "it tells one authority from another, and calibration is of the average one",
}

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
    """Return the settings of a register that calibration samples.

    Every number with a plausible range that rests on an assumption or on memory, but for those of
    `NOT_SAMPLED`.
    """
    return [
        Belief(setting.name, *setting.plausible, whole=setting.type is int)
        for setting in listed
        if setting.plausible
        and setting.plausible[0] < setting.plausible[1]
        and setting.type in (int, float)
        and setting.grade in UNMEASURED
        and not setting.name.startswith(tuple(NOT_SAMPLED))
    ]

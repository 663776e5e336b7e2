"""Beliefs that studies vary: settings over their plausible ranges, and values as defaults are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sim.arms.resolve import Arms
from sim.errors import UserError
from sim.settings import Setting, register

AUTO = "auto"  # what is written for all settings that calibration samples
DIGITS = 3  # significant ones that a sampled value has

Values = Mapping[str, float]


@dataclass(frozen=True)
class Belief:
    """One setting that varies: its dotted name and its plausible range."""

    name: str
    low: float
    high: float
    whole: bool

    def rounded(self, value: float) -> float:
        """Return the value as a default is written: a whole number, or one of few digits."""
        if self.whole:
            return round(value)
        return min(self.high, max(self.low, float(f"{value:.{DIGITS}g}")))

    def at(self, part: float) -> float:
        """Return the value at a part of the range, from 0, its low end, to 1."""
        return self.rounded(self.low + (self.high - self.low) * part)

    def evenly(self) -> np.ndarray:
        """Return values spread evenly over the range, rounded as sampled ones are."""
        if self.whole:
            return np.arange(self.low, self.high + 1)
        steps = 10_000
        middles = self.low + (self.high - self.low) * (np.arange(steps) + 0.5) / steps
        return np.array([self.rounded(value) for value in middles])


def can_vary(listed: Sequence[Setting]) -> dict[str, Belief]:
    """Return the settings of a register that have a plausible range, by their names."""
    return {
        one.name: Belief(one.name, *one.plausible, whole=one.type is int)
        for one in listed
        if one.type in (int, float) and one.plausible and one.plausible[0] < one.plausible[1]
    }


def beliefs(listed: Sequence[Setting]) -> list[Belief]:
    """Return the settings of a register that calibration samples, which plausible worlds draw."""
    ranged = can_vary(listed)
    return [ranged[one.name] for one in listed if one.drawn and one.name in ranged]


def varied(arms: Arms, option: str, names: Sequence[str] | None) -> list[Belief]:
    """Return the settings that a study varies.

    Parameters
    ----------
    arms
        What is asked; settings that the user set are held.
    option
        The option that names them, to name it in a refusal.
    names
        The settings named; None for all that calibration samples.

    Raises
    ------
    UserError
        Where one that is named was set, or none is left.
    """
    listed = register(arms.today)
    if names is None:
        found = [belief for belief in beliefs(listed) if belief.name not in arms.fixed]
        if not found:
            raise UserError(
                f"{option}={AUTO} is not allowed here: every setting it stands for is set"
            )
        return found
    for one in listed:
        if one.name in names and one.name in arms.fixed:
            raise UserError(
                f"{option}=[{','.join(names)}] is not allowed with {one.name}={one.default}: a "
                "setting that is to vary must not be set"
            )
    ranged = can_vary(listed)
    return [ranged[name] for name in names]

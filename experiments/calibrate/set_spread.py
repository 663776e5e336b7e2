"""How the set is spread: what the targets constrain, and what moves the ratio of drift."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import ks_2samp, kstwo, spearmanr

from experiments.beliefs import Belief, Values
from sim.data.plausible_settings import Member

SURE = 0.05  # the chance of a false alarm


def values_of(members: Sequence[Member], name: str) -> np.ndarray:
    """Return a setting's values in the set, in the order of the members."""
    return np.array([member.values[name] for member in members])


def unevenness(belief: Belief, members: Sequence[Member]) -> float:
    """Return the Kolmogorov-Smirnov distance of a setting's values in the set from even ones."""
    return float(ks_2samp(values_of(members, belief.name), belief.evenly()).statistic)


def thresholds(settings: int, members: int) -> tuple[float, float]:
    """Return the distances that chance exceeds with probability SURE: in one setting, in any."""
    one, any_of_them = kstwo.isf([SURE, SURE / settings], members)
    return float(one), float(any_of_them)


@dataclass(frozen=True)
class Mover:
    """A setting that moves the ratio of drift, with its rank correlation in the set."""

    belief: Belief
    correlation: float

    def end(self, up: bool) -> float:
        """Return the end of its plausible range that raises the ratio, or lowers it."""
        high = (self.correlation > 0) == up
        return self.belief.rounded(self.belief.high if high else self.belief.low)


def movers(beliefs: Sequence[Belief], members: Sequence[Member]) -> list[Mover]:
    """Return the settings that surely move the ratio of drift, the strongest first."""
    ratios = [member.drift_ratio for member in members]
    found = []
    for belief in beliefs:
        values = [member.values[belief.name] for member in members]
        if len(set(values)) > 1 and len(set(ratios)) > 1:
            tested = spearmanr(values, ratios)
            if tested.pvalue < SURE / len(beliefs):
                found.append(Mover(belief, float(tested.statistic)))
    return sorted(found, key=lambda mover: -abs(mover.correlation))


def corner(moving: Sequence[Mover], values: Values, up: bool) -> Values:
    """Return the values with every mover at the end that raises or lowers the ratio."""
    return dict(values) | {mover.belief.name: mover.end(up) for mover in moving}

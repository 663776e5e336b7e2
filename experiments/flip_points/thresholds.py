"""Where along one setting a policy's gain crosses zero, and how sure that is."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from sim.analyse.estimate import Estimate

ABOVE, BELOW = "better above", "better below"
ALWAYS, NEVER, NO_VALUE = "always better", "never better", "no value"


@dataclass(frozen=True)
class Threshold:
    """One crossing, or that there is none."""

    # the value of the setting at which the policy begins or ceases to win; NaN for none
    flips_at: float
    # the 95% interval: the values round it at which the gain's own interval holds zero, as far
    # as the plausible range goes; NaN where replications are too few to tell
    low: float
    high: float
    # on which side the policy wins; or that it always or never does, or has no value
    direction: str


NONE = (np.nan,) * 3


def crossings(values: Sequence[float], gains: Sequence[float]) -> list[float]:
    """Return where a line drawn through points crosses zero, in order.

    A touch without a crossing is none: winning means more than zero, so of a line that reaches zero
    and stays there the first point at zero counts.
    """
    return [
        float(x + (next_x - x) * y / (y - next_y))
        for (x, y), (next_x, next_y) in pairwise(zip(values, gains, strict=True))
        if (y > 0) != (next_y > 0)
    ]


def thresholds(values: Sequence[float], gains: Sequence[Estimate], place: int) -> list[Threshold]:
    """Return every crossing along a setting; one that says so where there is none.

    Values rise; gains are those at each, less what is to be beaten; `place` is which question.
    """
    middle = [float(gain.value[place]) for gain in gains]
    if not middle or np.isnan(middle).any():
        return [Threshold(*NONE, NO_VALUE)]
    flips = crossings(values, middle)
    if not flips:
        return [Threshold(*NONE, ALWAYS if middle[0] > 0 else NEVER)]
    ends = [np.array([getattr(gain, end)[place] for gain in gains]) for end in ("low", "high")]
    known = not np.isnan(ends).any()
    edges = sorted(at for line in ends for at in crossings(values, line.tolist())) if known else []
    found = []
    wins = middle[0] > 0
    for at in flips:
        low = max([edge for edge in edges if edge <= at], default=values[0]) if known else np.nan
        high = min([edge for edge in edges if edge >= at], default=values[-1]) if known else np.nan
        found.append(Threshold(at, float(low), float(high), BELOW if wins else ABOVE))
        wins = not wins
    return found

"""How the counts of worlds read: in how many a policy is worse, about the same and better.

Worlds are counted by the smallest difference that matters. A reading is made from the whole numbers
of 100 that are shown, so that no table contradicts itself.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from sim.report.of_hundred import of_hundred as whole_of_hundred
from sim.report.table_words import DEPENDS, MOSTLY, NEARLY_NONE, PLAIN, SETTLED

NORMAL = 1.96  # standard errors of a 95% interval
LOGISTIC = 0.8  # makes of a hyperbolic tangent nearly the normal distribution


WORSE, SAME, BETTER = -1, 0, 1
KINDS = (WORSE, SAME, BETTER)


class Counts(NamedTuple):
    """In how many worlds, of so many or of 100, a policy is worse, about the same and better."""

    worse: int
    same: int
    better: int

    @property
    def worlds(self) -> int:
        """How many worlds there are of all kinds."""
        return self.worse + self.same + self.better


def kinds(differences: np.ndarray, better: str, matters: float) -> np.ndarray:
    """Return for each world `WORSE`, `SAME` or `BETTER`, by the smallest difference that matters.

    Parameters
    ----------
    differences
        A paired difference a world, in the measure's unit; none of them NaN.
    matters
        The smallest difference that matters, in the same unit; one of that size still does not.
    """
    gain = differences if better == "higher" else -differences
    return np.where(gain < -matters, WORSE, np.where(gain > matters, BETTER, SAME))


def counts_of(kind: np.ndarray) -> Counts:
    """Return how many worlds are of each kind."""
    return Counts(*(int((kind == one).sum()) for one in KINDS))


def count(differences: np.ndarray, better: str, matters: float) -> Counts:
    """Return how many worlds are of each kind, those without a difference (NaN) left out.

    Parameters as in `kinds`.
    """
    return counts_of(kinds(differences[~np.isnan(differences)], better, matters))


def of_hundred(counted: Sequence[int]) -> Counts:
    """Return counts of worlds as whole numbers of 100, which add up to it (largest remainder)."""
    return Counts(*whole_of_hundred(counted))


def plain_reading(counts: Counts) -> str:
    """Return how counts of 100 worlds read, were they all the worlds there are."""
    largest = max(counts)
    words = PLAIN[counts.index(largest)]
    if largest >= SETTLED:
        return words
    if largest >= MOSTLY:
        return f"mostly {words}"
    if counts.better <= NEARLY_NONE and counts.same > NEARLY_NONE:
        return "same or worse"
    if counts.worse <= NEARLY_NONE and counts.same > NEARLY_NONE:
        return "same or better"
    return DEPENDS


def by_chance(differences: np.ndarray, matters: float, chance: float) -> float:
    """Return by how much the largest count's share of worlds moves by chance, its standard error.

    Parameters
    ----------
    differences
        A paired difference a world; NaN is left out.
    matters
        The smallest difference that matters, which parts the counts.
    chance
        The standard deviation that chance alone gives a world's difference; NaN where unknown.
    """
    known = differences[~np.isnan(differences)]
    if len(known) == 0 or not chance > 0:
        return 0.0
    moves = 0.0
    for border in (-matters, matters):
        beyond = 0.5 * (1 + np.tanh(LOGISTIC * (known - border) / chance))  # nearly the normal's
        moves = max(moves, float((beyond * (1 - beyond)).sum()))
    return math.sqrt(moves) / len(known)


def reading(counted: Sequence[int], there_are: int, by_chance: float = 0.0) -> str:
    """Return how counts read; two readings where they leave open which of them it is.

    Parameters
    ----------
    counted
        Worlds that are worse, about the same and better.
    there_are
        How many worlds there are: where all were run, no other world can change the counts.
    by_chance
        The standard error that chance gives a share of worlds.
    """
    counts = of_hundred(counted)
    first = plain_reading(counts)
    others = [plain_reading(end) for end in _ends(counted, there_are, by_chance)]
    other = next((one for one in others if one != first), None)
    return first if other is None else f"{first}, or {other}"


def _ends(counted: Sequence[int], there_are: int, by_chance: float) -> list[Counts]:
    """Return counts of 100 at the ends of the largest share's 95% interval.

    Wilson's, for worlds that were not run, and chance's. Worlds are drawn without putting them
    back, so the first closes as the last are run.
    """
    run = sum(counted)
    if run == 0:
        return []
    most = max(range(3), key=lambda place: counted[place])
    share = counted[most] / run
    middle, half = share, 0.0
    if run < there_are:
        as_if = run * (there_are - 1) / (there_are - run)  # draws put back that say as much
        spread = NORMAL**2 / as_if
        middle = (share + spread / 2) / (1 + spread)
        half = math.sqrt(spread * (share * (1 - share) + spread / 4)) / (1 + spread)
    half = math.hypot(half, NORMAL * by_chance)
    made = []
    for end in (max(0.0, middle - half), min(1.0, middle + half)):
        rest = run - counted[most]
        left = 1 - end
        parts = [
            end if place == most else left * (counted[place] / rest if rest else 0.5)
            for place in range(3)
        ]
        made.append(of_hundred([round(1_000_000 * part) for part in parts]))
    return made


def is_settled(words: str) -> bool:
    """Whether a reading says one thing of nearly all worlds."""
    return words in PLAIN

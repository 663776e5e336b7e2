"""Where a belief splits the worlds: below a value mostly worse, from it on mostly not.

Values are round ones, as people say them, and a split is told only if it parts the worlds better
than the best split of shuffled worlds does.
"""

import math
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from sim.analyse.ranks_of_beliefs import beyond_chance
from sim.analyse.readings import BETTER, KINDS, WORSE, Counts, counts_of
from sim.report.table_words import NEARLY_NONE, SETTLED

FEWEST = 10  # worlds on a side
LEAST = 0.1  # of all worlds on a side of a split
STEPS = 12  # round values, at least, in the middle four fifths of the worlds


class Split(NamedTuple):
    """Worlds where a belief is below a value, and where it is that or more.

    `gain` is how much of the variance of being worse (or better) the split explains, 0 to 1.
    """

    threshold: float
    below: Counts
    above: Counts
    gain: float


class Part(NamedTuple):
    """The worlds at one end of a belief that settle a measure: all but nearly none of one kind.

    From `threshold` downwards, without it, where `is_below`, else from it upwards; `kind` is one of
    `KINDS`, `side` the worlds there.
    """

    threshold: float
    is_below: bool
    kind: int
    side: Counts


@dataclass(frozen=True)
class Cuts:
    """Every round value of some beliefs at which the worlds may be cut in two."""

    belief: np.ndarray  # which of the beliefs each cut is of
    threshold: np.ndarray  # the round value of each
    below: np.ndarray  # which worlds are below it, shape (worlds, cuts)


def round_values(values: np.ndarray) -> np.ndarray:
    """Return the round values between a belief's, each with `FEWEST` worlds on both sides.

    They are a step of 1, 2 or 5 times a power of ten apart; of whole numbers 1 at least.
    """
    low, high = np.quantile(values, [LEAST, 1 - LEAST])
    if low == high:
        return np.zeros(0)
    power = math.floor(math.log10((high - low) / STEPS))
    if np.all(values == np.round(values)):
        power = max(power, 0)
    times = max((n for n in (1, 2, 5) if n * 10.0**power * STEPS <= high - low), default=1)
    step = times * 10.0**power
    places = np.arange(math.ceil(values.min() / step), math.floor(values.max() / step) + 1)
    said = np.round(places * step, max(0, -power))
    below = (values[:, None] < said).sum(axis=0)
    return said[(below >= FEWEST) & (len(values) - below >= FEWEST)]


def cuts(beliefs: np.ndarray) -> Cuts:
    """Return all cuts of beliefs, shape (worlds, beliefs)."""
    values = [round_values(column) for column in beliefs.T]
    belief = np.repeat(np.arange(len(values)), [len(some) for some in values])
    threshold = np.concatenate([*values, np.zeros(0)])
    return Cuts(belief, threshold, beliefs[:, belief] < threshold)


def best_splits(where: Cuts, kind: np.ndarray, orders: np.ndarray) -> dict[int, Split]:
    """Return for each belief the split that parts worse worlds from others best, if chance cannot.

    Where nearly nothing is worse, better ones from others; where neither is, nothing.

    Parameters
    ----------
    where
        The cuts of the beliefs that move the measure.
    kind
        Of each world, of `kinds`.
    orders
        Orders of the worlds by chance, shape (times, worlds).
    """
    worlds = len(kind)
    shares = {one: 100 * (kind == one).mean() for one in (WORSE, BETTER)}
    told = (one for one, share in shares.items() if NEARLY_NONE < share < 100 - NEARLY_NONE)
    apart = next(told, None)
    are_below = where.below.sum(axis=0)
    fewest = max(FEWEST, LEAST * worlds)
    large = (are_below >= fewest) & (worlds - are_below >= fewest)
    if apart is None or not large.any():
        return {}
    is_it = (kind == apart)[None, :]
    gain = np.where(large, _gains(where, is_it)[0], 0.0)
    chance = _gains(where, is_it[0][orders])[:, large].max(axis=1)
    enough = beyond_chance(chance)
    found = {}
    for belief in np.unique(where.belief):
        mine = np.flatnonzero(where.belief == belief)
        best = mine[gain[mine].argmax()]
        if gain[best] > enough:
            below = where.below[:, best]
            sides = counts_of(kind[below]), counts_of(kind[~below])
            found[int(belief)] = Split(float(where.threshold[best]), *sides, float(gain[best]))
    return found


def settling_parts(where: Cuts, kind: np.ndarray, orders: np.ndarray) -> dict[int, Part]:
    """Return for each belief the end of it that settles the measure, if there is one.

    There at least `SETTLED` of 100 worlds, and `FEWEST` worlds, are of one kind, in a part larger
    than any such part of shuffled worlds. Of several the one with the most worlds.
    """
    found: dict[int, Part] = {}
    for one in KINDS:
        is_it = (kind == one)[None, :]
        sizes = _sizes(where, is_it)[0]
        if not sizes.any():
            continue
        enough = beyond_chance(_sizes(where, is_it[0][orders]).max(axis=(1, 2)))
        for belief in np.unique(where.belief):
            mine = np.flatnonzero(where.belief == belief)
            end, place = divmod(int(sizes[:, mine].argmax()), len(mine))
            cut = mine[place]
            known = found.get(int(belief))
            if sizes[end, cut] > max(enough, known.side.worlds if known else 0):
                inside = where.below[:, cut] if end == 0 else ~where.below[:, cut]
                threshold = float(where.threshold[cut])
                found[int(belief)] = Part(threshold, end == 0, one, counts_of(kind[inside]))
    return found


def _counted(where: Cuts, is_it: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return how many worlds are of a kind, and how many of these below each cut."""
    below = is_it.astype(np.float32) @ where.below.astype(np.float32)  # whole numbers, exact
    return is_it.sum(axis=1, keepdims=True), below


def _gains(where: Cuts, is_it: np.ndarray) -> np.ndarray:
    """Return the share of the variance of a kind that each cut explains, shape (rows, cuts)."""
    worlds = len(where.below)
    all_of_it, below = _counted(where, is_it)
    sides = where.below.sum(axis=0)
    share = all_of_it / worlds
    between = (below - share * sides) ** 2 * worlds / (sides * (worlds - sides))
    return between / (worlds * share * (1 - share))


def _sizes(where: Cuts, is_it: np.ndarray) -> np.ndarray:
    """Return the worlds on either side of each cut where nearly all are of a kind, else 0.

    Shape (rows, 2, cuts): below, then above.
    """
    all_of_it, below = _counted(where, is_it)
    sides = where.below.sum(axis=0)
    worlds = np.stack([sides, len(where.below) - sides])
    of_it = np.stack([below, all_of_it - below], axis=1)
    nearly_all = (100 * of_it >= SETTLED * worlds) & (worlds >= FEWEST)
    return np.where(nearly_all, worlds, 0)

"""Which beliefs move a measure: rank correlations, and only those that noise does not reach.

A study draws many beliefs over few worlds (74 over 200), so the largest of the correlations is
large by chance alone. A belief is told only where its correlation is beyond what the largest one
comes to, over all beliefs and all measures asked of, when the worlds are shuffled: of a hundred
studies in which nothing hangs on any belief, at most five then name one.
"""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from sim.analyse.interval import ALPHA  # for all beliefs and measures together

LEAST_SHARE = 0.02  # of the variance, that a belief must explain to be worth naming
NOTHING_LEFT = 1e-9  # of a variance, below which a belief is told by those found already


@dataclass(frozen=True)
class Moved:
    """A belief that moves a measure."""

    column: int  # which of the beliefs
    # Spearman's rank correlation of the belief with the difference, from -1 to 1
    correlation: float
    # of the variance of the difference's ranks, what this belief adds to those found before it
    share: float


def shuffled(worlds: int, times: int, seed: int) -> np.ndarray:
    """Return orders of the worlds by chance, shape (times, worlds)."""
    chance = np.random.Generator(np.random.Philox(seed))
    return chance.permuted(np.tile(np.arange(worlds), (times, 1)), axis=1)


def among(orders: np.ndarray, known: np.ndarray) -> np.ndarray:
    """Return the same orders of the worlds that are known alone, shape (times, known worlds)."""
    place = np.cumsum(known) - 1
    return place[orders[known[orders]]].reshape(len(orders), int(known.sum()))


def beyond_chance(by_chance: np.ndarray) -> float:
    """Return what a figure must exceed to be told, from what it comes to in each shuffle.

    It is one of the largest: as many shuffles reach it as let `ALPHA` of false alarms through,
    the study itself counted among them. Infinite where the shuffles are too few to tell.
    """
    allowed = int(ALPHA * (len(by_chance) + 1))
    return float(np.sort(by_chance)[len(by_chance) - allowed]) if allowed else np.inf


def ranks(values: np.ndarray) -> np.ndarray:
    """Return the ranks of the values in each column, from 1; equals share the mean of theirs.

    `values` has the shape (worlds, columns).
    """
    return np.ascontiguousarray(pd.DataFrame(values).rank())


def that_move(
    beliefs: np.ndarray, differences: np.ndarray, orders: np.ndarray
) -> list[tuple[Moved, ...]]:
    """Return the beliefs that move each measure, those that move it most first.

    Forward rank regression: of each measure the belief that correlates most with what the beliefs
    found already leave unexplained, until shuffled worlds do as well.

    Parameters
    ----------
    beliefs
        Shape (worlds, beliefs). A belief that is the same in all worlds is never found.
    differences
        Shape (worlds, measures); NaN where a world has none.
    orders
        Orders of the worlds by chance, shape (times, worlds), of `shuffled`.
    """
    in_all = _unit(_centred_ranks(beliefs))
    searches = []
    for difference in differences.T:
        known = ~np.isnan(difference)
        whole = in_all if known.all() else _unit(_centred_ranks(beliefs[known]))
        unexplained = _unit(_centred_ranks(difference[known][:, None]))[:, 0]
        searches.append(_Search(whole, unexplained, among(orders, known)))
    searching = list(searches)
    while searching:
        enough = beyond_chance(np.max([search.by_chance for search in searches], axis=0))
        searching = [search for search in searching if search.takes(enough)]
    return [tuple(search.found) for search in searches]


@dataclass
class _Search:
    """One measure's regression under way, on centred ranks of unit length."""

    whole: np.ndarray  # the beliefs, shape (worlds, beliefs)
    # what the beliefs found so far leave of the difference, shape (worlds,)
    unexplained: np.ndarray
    orders: np.ndarray
    found: list[Moved] = field(default_factory=list)
    # the largest correlation of any belief with the measure in each shuffle
    by_chance: np.ndarray = field(init=False)

    def __post_init__(self) -> None:
        self.left = self.whole
        self.alone = self.whole.T @ self.unexplained
        self.taken = np.zeros((len(self.whole), 0))
        self._shuffle()

    def takes(self, enough: float) -> bool:
        """Take the belief that correlates most, if by more than `enough`; return whether it was."""
        length = np.linalg.norm(self.unexplained)
        if length**2 <= NOTHING_LEFT:
            return False
        correlations = self.left.T @ self.unexplained / length
        best = int(np.abs(correlations).argmax())
        explains = float((correlations[best] * length) ** 2)
        if abs(correlations[best]) <= enough or explains < LEAST_SHARE:
            return False
        self.found.append(Moved(best, float(self.alone[best]), explains))
        self.taken = np.column_stack([self.taken, self.left[:, best]])
        self.unexplained = self.unexplained - self.taken @ (self.taken.T @ self.unexplained)
        self.left = _unit(self.whole - self.taken @ (self.taken.T @ self.whole))
        self._shuffle()
        return True

    def _shuffle(self) -> None:
        """Shuffle what is unexplained, then take out what the found beliefs explain of that."""
        if not self.left.any() or not self.unexplained.any():
            self.by_chance = np.zeros(len(self.orders))
            return
        left, taken = self.left.astype(np.float32), self.taken.astype(np.float32)
        worlds = self.unexplained.astype(np.float32)[self.orders]
        variance = (self.unexplained**2).sum() - ((worlds @ taken) ** 2).sum(axis=1)
        largest = np.abs(worlds @ left).max(axis=1)
        self.by_chance = largest / np.sqrt(np.maximum(variance, NOTHING_LEFT))


def _centred_ranks(columns: np.ndarray) -> np.ndarray:
    """Return the ranks in each column less their mean, shape (worlds, columns)."""
    placed = ranks(columns)
    return placed - placed.mean(axis=0)


def _unit(columns: np.ndarray) -> np.ndarray:
    """Return columns of length 1; nought where all but nothing is left of one."""
    length = np.linalg.norm(columns, axis=0)
    there = length**2 > NOTHING_LEFT
    return np.divide(columns, length, out=np.zeros_like(columns), where=there)

"""Scenario discovery: the box of beliefs in which a policy wins, found by PRIM.

PRIM (the patient rule induction method, Friedman and Fisher 1999, in the EMA Workbench) peels
worlds off the ends of the beliefs, step by step, so that those left are won more often. Of the
boxes on its way one is chosen by rule; see `best_box`. A restriction counts only where chance would
hardly make it (Bryant and Lempert 2010).
"""

import logging
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd

from sim.analyse.estimate import holm

DENSE = 0.8  # share of a box's worlds that makes it a clear answer
MOST_LIMITS = 4  # settings that a reader can hold in mind together
LARGEST_P = 0.05
PEEL = 0.1  # share of worlds a peel takes: with few worlds a smaller one follows chance
LEAST_WORLDS = 20  # with fewer, one peel is not even a world

Side = tuple[str, int]  # a setting, and which end of it: 0 from below, 1 from above
Limits = dict[Side, float]


class Limit(NamedTuple):
    """What a box asks of one setting.

    `low` and `high` are None where that end is not restricted; `p` is the larger quasi-p-value of
    its ends.
    """

    setting: str
    low: float | None
    high: float | None
    p: float


@dataclass(frozen=True)
class Box:
    """A box of worlds."""

    limits: tuple[Limit, ...]  # what it asks; of no other setting does it ask anything
    density: float  # share of the box's worlds that have what was looked for
    coverage: float  # share of the worlds that have what was looked for that lie in the box


def find_box(beliefs: pd.DataFrame, sought: np.ndarray) -> Box | None:
    """Return the box of the worlds sought; None where no belief singles them out.

    PRIM sees only the settings whose values differ between the worlds sought and the others, see
    `differing_settings`: among many settings it would peel by some that chance alone favours.

    Parameters
    ----------
    beliefs
        A row for each world, a column for each setting.
    sought
        Which worlds are looked for, bool.
    """
    if len(sought) < LEAST_WORLDS or not sought.any() or sought.all():
        return None
    x = beliefs.astype(float).reset_index(drop=True)
    x = x[differing_settings(x, sought)]
    if x.empty:
        return None
    kept: dict[frozenset[tuple[Side, float]], Box] = {}
    for limits in _trajectory(x, sought):
        pruned = prune(x, sought, limits)
        if pruned:
            kept.setdefault(frozenset(pruned.items()), _box(x, sought, pruned))
    return best_box(list(kept.values()), float(sought.mean()))


def differing_settings(x: pd.DataFrame, sought: np.ndarray) -> list[str]:
    """Return the settings that are higher, or lower, in the worlds sought than in the others.

    By the rank test of Mann and Whitney, adjusted for the number of settings (Holm). A setting that
    matters only at both ends of its range alike is not seen.
    """
    from scipy.stats import mannwhitneyu

    p = [float(mannwhitneyu(x.loc[sought, name], x.loc[~sought, name]).pvalue) for name in x]
    return [name for name, one in zip(x.columns, holm(p), strict=True) if one < LARGEST_P]


def best_box(boxes: Sequence[Box], share: float) -> Box | None:
    """Return the box to tell of, among boxes with significant restrictions only.

    Of the boxes with a density of at least `DENSE` the one with most coverage; where there is none,
    the one with the largest product of density and coverage. No box is told of that is no denser
    than `share`, all worlds together.
    """
    denser = [box for box in boxes if box.density > share]
    if not denser:
        return None
    dense = [box for box in denser if box.density >= DENSE]
    if dense:
        return max(dense, key=lambda box: (box.coverage, box.density, -len(box.limits)))
    return max(denser, key=lambda box: (box.density * box.coverage, -len(box.limits)))


def prune(x: pd.DataFrame, sought: np.ndarray, limits: Mapping[Side, float]) -> Limits:
    """Return the limits without those that chance could make, on `MOST_LIMITS` settings at most.

    The least sure goes first, and the others are judged anew.
    """
    left = dict(limits)
    while left:
        p = {side: quasi_p(x, sought, left, side) for side in left}
        weakest = max(left, key=lambda side: p[side])
        if p[weakest] < LARGEST_P and len({name for name, _ in left}) <= MOST_LIMITS:
            break
        del left[weakest]
    return left


def quasi_p(x: pd.DataFrame, sought: np.ndarray, limits: Mapping[Side, float], side: Side) -> float:
    """Return how surely one limit of a box is no chance.

    The chance that as many of the box's worlds as there are would be among those sought if they
    were no likelier to be than those of the box without this limit.
    """
    from scipy.stats import binom

    inside = _inside(x, limits)
    wider = _inside(x, {other: end for other, end in limits.items() if other != side})
    if not inside.any():
        return 1.0
    chance = binom.sf(sought[inside].sum() - 1, inside.sum(), sought[wider].mean())
    return min(1.0, float(chance))


def _inside(x: pd.DataFrame, limits: Mapping[Side, float]) -> np.ndarray:
    within = np.ones(len(x), dtype=bool)
    for (name, end), value in limits.items():
        column = x[name].to_numpy()
        within &= column <= value if end else column >= value
    return within


def _box(x: pd.DataFrame, sought: np.ndarray, limits: Limits) -> Box:
    within = _inside(x, limits)
    named: dict[str, Limit] = {}
    for name in dict.fromkeys(name for name, _ in limits):
        mine = [side for side in limits if side[0] == name]
        p = max(quasi_p(x, sought, limits, side) for side in mine)
        named[name] = Limit(name, limits.get((name, 0)), limits.get((name, 1)), p)
    ordered = tuple(named[name] for name in x.columns if name in named)
    hits = float(sought[within].sum())
    return Box(ordered, hits / float(within.sum()), hits / float(sought.sum()))


def _trajectory(x: pd.DataFrame, sought: np.ndarray) -> list[Limits]:
    """Return the limits of each box that PRIM passes."""
    with _quiet():
        from ema_workbench.analysis import prim

        box = prim.Prim(x, sought.astype(int), peel_alpha=PEEL).find_box()
    first = box.box_lims[0]
    return [
        {
            (name, end): float(lims[name].iloc[end])
            for name in x.columns
            for end in (0, 1)
            if lims[name].iloc[end] != first[name].iloc[end]
        }
        for lims in box.box_lims[1:]
    ]


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep what the workbench warns and logs, for those who write programs, from the screen."""
    log = logging.getLogger("EMA")
    before = log.level, log.propagate
    log.setLevel(logging.ERROR)
    log.propagate = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        log.level, log.propagate = before

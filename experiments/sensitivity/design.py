"""Designs: which points of the plausible settings are run, and with which chance.

Beside the settings a design has one more factor, `CHANCE`: a step of it changes no setting, only
the seed. What it seems to do is what chance alone does, at the same number of points. All points of
a block share their seed but for that step.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

CHANCE = "chance"
LEAST = 2  # blocks that a mean, a variance and their intervals need
LEVELS = 4  # values that a setting takes in the first pass, spread evenly over its range


@dataclass(frozen=True)
class Design:
    """Points in units of the plausible ranges."""

    names: tuple[str, ...]  # the factors, settings first and `CHANCE` last
    rows: np.ndarray  # shape (points, factors), from 0, the low end of a range, to 1, the high one
    replications: np.ndarray  # the number of each point's replication, shape (points,)
    block: int  # how many points one after the other stand or fall together

    def whole(self, values: np.ndarray) -> np.ndarray:
        """Return which points stand in blocks with a value at every point, shape (points,)."""
        known = np.isfinite(values).reshape(-1, self.block).all(axis=1)
        return np.repeat(known, self.block)

    def of_each(
        self, figures: pd.DataFrame, of_one: Callable[[np.ndarray], pd.DataFrame]
    ) -> pd.DataFrame:
        """Return what is made of each figure that has values in enough blocks, under one another.

        Figures are a row a point, a column (measure, of) a figure.
        """
        tables = [
            of_one(values.to_numpy()).assign(measure=measure, of=of)
            for (measure, of), values in figures.items()
            if self.whole(values.to_numpy()).sum() >= LEAST * self.block
        ]
        return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame({"measure": []})


def problem(names: Sequence[str]) -> dict[str, Any]:
    """Return factors from 0 to 1 as SALib wants them."""
    return {"num_vars": len(names), "names": list(names), "bounds": [[0.0, 1.0]] * len(names)}


def screening(settings: Sequence[str], trajectories: int, seed: int) -> Design:
    """Return Morris's trajectories: each moves every factor once, in an order of its own."""
    from SALib.sample import morris

    names = (*settings, CHANCE)
    rows = morris.sample(problem(names), trajectories, num_levels=LEVELS, seed=seed)
    block = len(names) + 1
    at = rows[:, -1].reshape(trajectories, block)
    stepped = at != at[:, :1]  # whether the walk took its step in chance by then
    numbers = np.arange(trajectories)[:, None] + trajectories * stepped
    return Design(names, rows, numbers.ravel(), block)


def closer(settings: Sequence[str], samples: int, seed: int) -> Design:
    """Return Saltelli's sample for Sobol indices of first order and in total.

    `samples` is how many base samples, a power of two.
    """
    from SALib.sample import sobol

    names = (*settings, CHANCE)
    rows = sobol.sample(problem(names), samples, calc_second_order=False, seed=seed)
    block = len(names) + 2
    first = rows[::block, -1]  # a block holds two values of each factor: its first row's
    other = rows[:, -1].reshape(samples, block) != first[:, None]  # and the other
    numbers = np.arange(samples)[:, None] + samples * other
    return Design(names, rows, numbers.ravel(), block)

"""The points of the study, numbered so that the same words give each the same number."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from experiments.beliefs import Belief
from experiments.flip_points.sampled_worlds import Values
from sim.replicate.replication import Point
from sim.settings import Settings, replace_values
from sim.settings.register import Value


@dataclass(frozen=True)
class Points:
    """Makes points: sampled worlds first, then values along one setting, then cells of a map."""

    today: Settings  # resolved settings of today's service
    policies: Mapping[str, Mapping[str, Value]]  # what each scenario changes, by its name
    # all beliefs that may vary in some part of the study, whether they come to it or not
    every: Sequence[Belief]
    samples: int  # how many worlds, and values along a setting
    grid: int

    def values(self, belief: Belief) -> list[float]:
        """Return the values tried along a setting, from one plausible end to the other."""
        even = np.linspace(belief.low, belief.high, self.grid)
        return sorted({belief.rounded(float(value)) for value in even})

    def world(self, number: int, values: Values) -> Point:
        """Return a sampled world."""
        return self._point(number, values)

    def along(self, belief: Belief, step: int) -> Point:
        """Return the world at one value along a setting, all else at its default."""
        number = self.samples + self._place(belief) * self.grid + step
        return self._point(number, {belief.name: self.values(belief)[step]})

    def cell(self, across: Belief, up: Belief, column: int, row: int) -> Point:
        """Return the world of a cell of the map over two settings, all else at its default."""
        many = len(self.every)
        pair = self._place(across) * many + self._place(up)
        begin = self.samples + many * self.grid
        number = begin + (pair * self.grid + column) * self.grid + row
        named = {across.name: self.values(across)[column], up.name: self.values(up)[row]}
        return self._point(number, named)

    def _place(self, belief: Belief) -> int:
        return [one.name for one in self.every].index(belief.name)

    def _point(self, number: int, values: Values) -> Point:
        return Point(number, replace_values(self.today, values), self.policies, monthly=False)

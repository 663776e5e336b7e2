"""The points of the study, numbered so that the same words give each the same number."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from experiments.beliefs import Belief, Values
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
        return Point(number, replace_values(self.today, values), self.policies, monthly=False)

    def along(self, belief: Belief) -> dict[float, Point]:
        """Return the world at each value along a setting, all else at its default."""
        begin = self.samples + self._place(belief) * self.grid
        return {
            value: self.world(begin + step, {belief.name: value})
            for step, value in enumerate(self.values(belief))
        }

    def cells(self, across: Belief, up: Belief) -> dict[tuple[float, float], Point]:
        """Return the world of each cell of the map over two settings, all else at its default."""
        many = len(self.every)
        pair = self._place(across) * many + self._place(up)
        begin = self.samples + (many + pair * self.grid) * self.grid
        return {
            (x, y): self.world(begin + column * self.grid + row, {across.name: x, up.name: y})
            for column, x in enumerate(self.values(across))
            for row, y in enumerate(self.values(up))
        }

    def _place(self, belief: Belief) -> int:
        return [one.name for one in self.every].index(belief.name)

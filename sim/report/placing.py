"""Where labels go in a crowded figure: near their points, and never on one another."""

import itertools
import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np


class Box(NamedTuple):
    """A rectangle, in any one unit."""

    left: float
    bottom: float
    right: float
    top: float

    def overlap(self, other: "Box") -> float:
        """Return the area that two boxes share."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.top, other.top) - max(self.bottom, other.bottom)
        return max(0.0, wide) * max(0.0, high)

    def inside(self, other: "Box") -> bool:
        """Whether the box lies within another."""
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.bottom >= other.bottom
            and self.top <= other.top
        )

    def holds(self, points: np.ndarray) -> int:
        """Return how many points, shape (points, 2), lie in the box."""
        x, y = points[:, 0], points[:, 1]
        inside = (x > self.left) & (x < self.right) & (y > self.bottom) & (y < self.top)
        return int(inside.sum())


ANGLES = [math.tau * step / 16 for step in range(16)]
NEVER = 1e6  # cost of a shared pixel of two labels, or of a label and a marker
CROSSED = 6.0  # cost of a point of a line under a label, in units of distance


def place_labels(
    points: Sequence[tuple[float, float]],
    sizes: Sequence[tuple[float, float]],
    frame: Box,
    marker: float,
    lines: np.ndarray,
) -> list[tuple[float, float]]:
    """Return the middle of each label: as near its point as there is room.

    Points with the nearest neighbours come first. Of the places around its point, within the frame,
    each label takes the one that is on no other label and no marker, and of those the one that is
    near and has few lines under it.

    Parameters
    ----------
    points
        Where the markers are.
    sizes
        Widths and heights of the labels, with the space around them that is to stay free.
    frame
        What labels stay within.
    marker
        Half the side of a marker.
    lines
        Points of the lines that labels should not cross, shape (points, 2).
    """
    marks = [Box(x - marker, y - marker, x + marker, y + marker) for x, y in points]
    steps = int(math.hypot(frame.right - frame.left, frame.top - frame.bottom) / marker)
    crowding = [sum(sorted(math.dist(one, other) for other in points)[1:4]) for one in points]
    placed: dict[int, Box] = {}
    for number in sorted(range(len(points)), key=lambda n: (crowding[n], n)):
        (x, y), (wide, high) = points[number], sizes[number]
        best, least = Box(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2), math.inf
        for step, angle in itertools.product(range(steps), ANGLES):
            away = marker * (1 + step)
            if away >= least:
                break
            middle_x = x + math.cos(angle) * (away + wide / 2)
            middle_y = y + math.sin(angle) * (away + high / 2)
            box = Box(middle_x - wide / 2, middle_y - high / 2, middle_x + wide / 2,
                      middle_y + high / 2)  # fmt: skip
            if not box.inside(frame):
                continue
            covered = sum(box.overlap(other) for other in (*placed.values(), *marks))
            cost = NEVER * covered + away + CROSSED * box.holds(lines)
            if cost < least:
                best, least = box, cost
        placed[number] = best
    return [
        ((placed[n].left + placed[n].right) / 2, (placed[n].bottom + placed[n].top) / 2)
        for n in range(len(points))
    ]

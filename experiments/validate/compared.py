"""A published figure beside what is simulated: one row of every table of the page."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

PERCENT = 100.0
TAIL = 0.05  # left out at either end of a band that holds 90%


@dataclass(frozen=True)
class Compared:
    """One published figure and its simulated band."""

    group: str  # what it belongs to, one of the page's headings
    words: str  # what the figure is
    unit: str  # "%", "points", "r", "odds ratio", or the measure's own
    published: str  # as it is published, in words
    # the range that the simulated middle is to be in: what is published, with its own error
    low: float
    high: float
    middle: float  # the simulated median and the ends of its 90% band
    least: float
    most: float
    source: str  # where the published figure is from
    # the settings, or the beginnings of their names, that were set so that the figure comes
    # out: that it does is then no evidence
    set_by: str = ""

    @property
    def inside(self) -> bool:
        """Whether the simulated middle is in the published range."""
        return self.low <= self.middle <= self.high

    @property
    def touches(self) -> bool:
        """Whether some of the simulated band is in the published range."""
        return self.least <= self.high and self.most >= self.low

    @property
    def reading(self) -> str:
        """What the two together say: "as published", "in some worlds" or "not reproduced"."""
        if self.inside:
            return "as published"
        return "in some worlds" if self.touches else "not reproduced"


def band(values: Sequence[float] | np.ndarray | pd.Series) -> tuple[float, float, float]:
    """Return the median and the ends of the 90% band of what is not empty."""
    found = np.asarray(values, dtype=float)
    found = found[~np.isnan(found)]
    if not len(found):
        return (float("nan"),) * 3
    middle, least, most = np.quantile(found, (0.5, TAIL, 1 - TAIL))
    return float(middle), float(least), float(most)


def misfits(every: Sequence[Compared]) -> list[Compared]:
    """Return what is not as published, first what no world reproduces."""
    return sorted((one for one in every if not one.inside), key=lambda one: one.touches)

"""Targets by caseload: what duties come to where IROs have more children, or fewer.

Of the same average authority, run at other caseloads. Each band has two ranges: what one world may
come to, which is wide, for authorities of one caseload differ as published figures do; and what the
median over worlds is to come to.

Published caseloads are of children in care alone, or count child protection cases too, and most do
not say which. The bands read them as children alone, which asks most of the service: `children_of`
converts a caseload that counts both.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from experiments.order_of_giving_way import ORDER, as_described

CASELOADS = (50.0, 60.0, 82.0, 110.0, 140.0)  # few, for every member is tried at each
TOLERANCE = 5.0  # children: what so few runs may be out by
# Wolverhampton's IROs held 111 cases each with child protection, about 71 children in care
CHILDREN_TO_A_CASE = 71 / 111


@dataclass(frozen=True)
class Band:
    """A target at one caseload, or of the change between two."""

    measure: str
    caseload: float
    published: str
    low: float  # what one world may come to
    high: float
    set_low: float  # what the median over the set, and the typical world, are to come to
    set_high: float
    # the caseload from which the change is told; None for what is at the caseload itself
    since: float | None = None

    @property
    def name(self) -> str:
        """What the band is called where it is excused, or drops a proposal."""
        since = "" if self.since is None else f"_since_{self.since:g}"
        return f"{self.measure}_at_{self.caseload:g}{since}"

    def value(self, caseloads: Sequence[float], runs: np.ndarray) -> float:
        """Return what duties by caseload, shape (caseloads, ORDER), come to in the band."""
        of_measure = runs[:, ORDER.index(self.measure)]
        at = float(np.interp(self.caseload, caseloads, of_measure))
        if self.since is None:
            return at
        return at - float(np.interp(self.since, caseloads, of_measure))


BANDS = (
    Band("midway_coverage", 82, "42-49% (24-68) where the median caseload is 82",
         0.24, 0.68, 0.35, 0.60),
    Band("midway_coverage", 110, "some of those 24-68%; at least 20%", 0.10, 0.68, 0.20, 0.60),
    Band("child_seen_before_review", 110, "68-71% at 100 to 120", 0.40, 0.85, 0.50, 0.75),
    Band("reviews_on_time", 110, "median hardly lower where caseloads are flagged high",
         -0.05, 0.02, -0.03, 0.01, since=60),
)  # fmt: skip


def children_of(caseload: float) -> float:
    """Return the children in care among a caseload that counts child protection cases too."""
    return CHILDREN_TO_A_CASE * caseload


def values_of_bands(bands: Sequence[Band], caseloads: Sequence[float], runs: np.ndarray
                    ) -> tuple[float, ...]:  # fmt: skip
    """Return the value of each band."""
    return tuple(band.value(caseloads, runs) for band in bands)


def first_out(
    bands: Sequence[Band], values: Sequence[float], excused: frozenset[str]
) -> str | None:
    """Return the name of the first band that one world is out of; None where there is none."""
    for band, value in zip(bands, values, strict=True):
        if band.name not in excused and not band.low <= value <= band.high:
            return band.name
    return None


def in_order(caseloads: Sequence[float], runs: np.ndarray) -> bool:
    """Say whether duties give way in the order that inspectors describe."""
    return as_described(caseloads, runs.tolist(), TOLERANCE)

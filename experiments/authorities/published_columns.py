"""The columns of the authorities' figures: what may stand in each, and how far a year may move it.

The limits are assumptions, wide enough for what authorities publish and narrow enough to show a
column that slipped, a share written as 0.12 or a figure of another authority.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """One column of figures."""

    name: str  # as in `authorities_2025.csv`
    low: float  # what is possible
    high: float
    whole: bool = False  # whether it counts children
    # how far it may move within a year, in its own unit, before somebody has to look,
    by: float = 15.0
    times: float = 1.5  # or as a factor; it must move by more than both


AUTHORITY = (
    Column("children_looked_after", 1, 20_000, whole=True, by=40, times=1.3),
    Column("started_in_year", 0, 20_000, whole=True, by=50, times=1.8),
    Column("ceased_in_year", 0, 20_000, whole=True, by=50, times=1.8),
    Column("rate_per_10000", 5, 400, by=15, times=1.3),
    Column("pct_3plus_placements", 0, 60, by=6),
    Column("pct_long_term_stable", 10, 100, by=20, times=1.2),
    Column("pct_missing", 0, 60, by=10),
    Column("pct_3plus_social_workers", 0, 100, by=20),
    Column("social_worker_caseload", 4, 50, by=4, times=1.25),
    Column("social_workers_fte", 1, 5_000, by=40, times=1.4),
    Column("social_worker_turnover_pct", 0, 100, by=15),
    Column("agency_pct", 0, 100, by=15),
    Column("vacancy_pct", 0, 100, by=15),
    Column("care_applications_per_10000", 0, 80, by=8, times=1.8),
)
ENGLAND = (
    *AUTHORITY,
    Column("pct_foster", 0, 100, by=5, times=1.0),
    Column("adopted", 0, 50_000, whole=True, by=500, times=1.2),
    Column("special_guardianship", 0, 50_000, whole=True, by=500, times=1.2),
    Column("sickness_absence_pct", 0, 30, by=2, times=1.3),
)
COUNTED = ("children_looked_after", "started_in_year", "ceased_in_year")
"""Whose sum over authorities is England's figure."""
ENGLAND_COUNT = 1_000_000  # what England's totals are below


def jumps(column: Column, before: float, now: float) -> bool:
    """Say whether a figure moved by more than a year moves one."""
    if abs(now - before) <= column.by:
        return False
    low, high = sorted((before, now))
    return high > column.times * low

"""Inspection reports coded by their text: what inspectors wrote of an authority in a year."""

import functools
import math
from collections.abc import Sequence
from dataclasses import dataclass

from sim.data.authorities import DATA, GRADES, rows_of

FILE = "ofsted_flags.csv"
POORER = GRADES.index("Requires improvement")  # or worse
WRONG = 0.17  # share of codes that are wrong, found by reading some reports by hand


@dataclass(frozen=True)
class Report:
    """One coded report; what it does not mention is None."""

    authority: str
    year: int
    grade: int | None  # of the experience of looked-after children: its place in `GRADES`
    # whether IROs' caseloads are called high, their challenge weak, their monitoring between
    # reviews weak
    caseload_high: bool | None
    challenge_weak: bool | None
    monitoring_weak: bool | None
    drift: bool  # whether drift in care planning is mentioned
    on_time: float  # reviews on time where printed, percent; NaN where not

    @property
    def grade_poor(self) -> bool | None:
        """Whether that experience is graded below good."""
        return None if self.grade is None else self.grade <= POORER


def _report(row: dict[str, str]) -> Report:
    weak, good = int(row["monitoring_weak"]), int(row["monitoring_good"])
    grade, challenge = row["looked_after_grade"], row["challenge"]
    caseload = row["iro_caseload"]
    return Report(
        authority=row["authority"],
        year=int(row["report_year"]),
        grade=GRADES.index(grade) if grade else None,
        caseload_high=None if caseload == "not_mentioned" else caseload == "high",
        challenge_weak=None if challenge == "none" else challenge == "negative",
        monitoring_weak=weak > good if weak or good else None,
        drift=row["drift_mentioned"] == "1",
        on_time=float(row["reviews_on_time_percent"] or math.nan),
    )


@functools.cache
def reports() -> tuple[Report, ...]:
    """Return the coded reports, in the order of the file."""
    return tuple(_report(row) for row in rows_of(DATA / FILE))


def latest(every: Sequence[Report]) -> list[Report]:
    """Return the newest report of each authority."""
    newest: dict[str, Report] = {}
    for report in sorted(every, key=lambda one: one.year):
        newest[report.authority] = report
    return list(newest.values())


def printed(every: Sequence[Report]) -> list[Report]:
    """Return the reports that print the share of reviews on time."""
    return [report for report in every if not math.isnan(report.on_time)]

"""Inspection reports coded by their text: what inspectors wrote of an authority in a year."""

import functools

import pandas as pd

from sim.data.authorities import DATA, GRADES

FILE = "ofsted_flags.csv"
WRONG = 0.17  # share of codes that are wrong, found by reading some reports by hand
POORER = GRADES.index("Requires improvement")  # or worse


@functools.cache
def reports() -> pd.DataFrame:
    """Return the coded reports, in the order of the file; what one does not mention is NaN.

    `grade` is of the experience of looked-after children, its place in `GRADES`, and `on_time` the
    printed share of reviews on time, percent. The others are 1 or 0: whether that grade is below
    good (`grade_poor`), whether IROs' caseloads are called high, their challenge weak, their
    monitoring between reviews weak, and whether drift in care planning is mentioned.
    """
    coded = pd.read_csv(DATA / FILE)
    grade = coded["looked_after_grade"].map(GRADES.index, na_action="ignore")
    caseload, challenge = coded["iro_caseload"], coded["challenge"]
    weak, good = coded["monitoring_weak"], coded["monitoring_good"]
    flags = pd.DataFrame({
        "grade_poor": (grade <= POORER).where(grade.notna()),
        "caseload_high": (caseload == "high").where(caseload != "not_mentioned"),
        "challenge_weak": (challenge == "negative").where(challenge != "none"),
        "monitoring_weak": (weak > good).where(weak + good > 0),
        "drift": coded["drift_mentioned"],
    }).astype(float)  # fmt: skip
    on_time = coded["reviews_on_time_percent"]
    return flags.assign(
        authority=coded["authority"], year=coded["report_year"], grade=grade, on_time=on_time
    )


def latest(every: pd.DataFrame) -> pd.DataFrame:
    """Return the newest report of each authority."""
    by_year = every.sort_values("year", kind="stable")
    newest = by_year.drop_duplicates("authority", keep="last").set_index("authority")
    return newest.loc[by_year["authority"].unique()].reset_index()

"""How often intervals held the truth, as `python -m experiments.coverage` measured."""

from sim.data.authorities import DATA, rows_of

STORED = DATA / "coverage.csv"


def until_sure() -> tuple[float, int]:
    """Return the measured coverage of studies that run until sure, and over how many studies."""
    row = next(row for row in rows_of(STORED) if row["kind"] == "until sure")
    return float(row["coverage"]), int(row["intervals"])

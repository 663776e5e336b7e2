"""How often intervals held the truth, as `python -m experiments.coverage` measured."""

import csv

from sim.data.authorities import DATA

STORED = DATA / "coverage.csv"


def until_sure() -> tuple[float, int]:
    """Return the measured coverage of studies that run until sure, and over how many studies."""
    with STORED.open(encoding="utf-8", newline="") as lines:
        row = next(row for row in csv.DictReader(lines) if row["kind"] == "until sure")
    return float(row["coverage"]), int(row["intervals"])

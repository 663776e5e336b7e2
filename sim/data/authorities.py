"""The figures of England's authorities."""

import csv
import functools
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

AVERAGE = "average"
DATA = Path(__file__).parent
# England's figure of these is a total, so the average authority has its part of it
TOTALS = ("children_looked_after", "started_in_year", "ceased_in_year", "social_workers_fte")
NOT_FIGURES = ("authority", "year")
# Ofsted's, of the experience of children looked after, from the worst
GRADES = ("Inadequate", "Requires improvement", "Good", "Outstanding")


@dataclass(frozen=True)
class Figure:
    """One figure of an authority, and whether it is its own or England's."""

    value: float
    own: bool


def names() -> list[str]:
    """Return the authorities' names, as DfE writes them."""
    return list(_authorities())


def figures(name: str) -> dict[str, Figure]:
    """Return an authority's figures by column; England's where it has none of its own."""
    england = _england()
    share = {column: value / len(_authorities()) for column, value in england.items()}
    found = {}
    own = {} if name == AVERAGE else _authorities()[name]
    for column, value in england.items():
        if own.get(column):
            found[column] = Figure(float(own[column]), own=True)
        else:
            found[column] = Figure(share[column] if column in TOTALS else value, own=False)
    return found


def newest(data: Path, kind: str, before: int = 10_000) -> Path:
    """Return the file of the newest year: `authorities_2025.csv`, or `england_2016_2025.csv`.

    `kind` is what its name begins with; files of the year `before` and later are passed over.

    Raises
    ------
    FileNotFoundError
        Where there is none.
    """
    found = [(file.stem.rpartition("_")[2], file) for file in data.glob(f"{kind}_*.csv")]
    years = {int(year): file for year, file in found if year.isdecimal() and int(year) < before}
    if not years:
        raise FileNotFoundError(f"{data} holds no {kind}_<year>.csv of a year before {before}")
    return years[max(years)]


def rows_of(file: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV, cells by their column."""
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@functools.cache
def _authorities() -> Mapping[str, Mapping[str, str]]:
    return {row["authority"]: row for row in rows_of(newest(DATA, "authorities"))}


@functools.cache
def _england() -> Mapping[str, float]:
    """Return England's latest figure in each column; some are not published every year."""
    latest: dict[str, float] = {}
    for row in sorted(rows_of(newest(DATA, "england")), key=lambda row: row["year"]):
        for column, cell in row.items():
            if cell and column not in NOT_FIGURES:
                latest[column] = float(cell)
    return latest


def own(name: str) -> dict[str, float]:
    """Return what is published of an authority itself, by column; nothing for one unknown."""
    return {
        column: float(cell)
        for column, cell in _authorities().get(name, {}).items()
        if cell and column not in NOT_FIGURES
    }


def published(column: str) -> list[float]:
    """Return what is published of every authority that has a figure in a column."""
    return [float(row[column]) for row in _authorities().values() if row[column]]


@functools.cache
def grades() -> Mapping[str, int]:
    """Return the inspectors' grades by authority, 0 for Inadequate to 3 for Outstanding."""
    return {
        row["authority"]: GRADES.index(row["looked_after_grade"])
        for row in rows_of(DATA / "ofsted_grades.csv")
        if row["looked_after_grade"]
    }

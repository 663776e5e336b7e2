"""The files of a newer year, and the figures of the year before."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

from experiments.authorities.checks import Figures
from experiments.authorities.names import ENGLAND as NATION
from sim.data.authorities import NOT_FIGURES, newest

NAME, YEAR = NOT_FIGURES


def figures_before(data: Path, year: int) -> tuple[list[str], dict[str, dict[str, float]]]:
    """Return the names and figures of the newest file of an earlier year, England's among them.

    Raises
    ------
    FileNotFoundError
        Where there is none.
    """
    found: dict[str, dict[str, float]] = {}
    rows = _rows(newest(data, "authorities", before=year))
    for row in rows:
        found[row[NAME]] = _figures(row)
    for row in _rows(newest(data, "england", before=year)):
        found[NATION] = _figures(row)  # the rows stand in the order of their years
    return [row[NAME] for row in rows], found


def files_of(data: Path, year: int) -> tuple[Path, Path]:
    """Return the two files of a newer year: of authorities, and of England over the years."""
    first = newest(data, "england", before=year).stem.split("_")[1]
    return data / f"authorities_{year}.csv", data / f"england_{first}_{year}.csv"


def write(data: Path, year: int, wanted: Sequence[str], figures: Figures) -> tuple[Path, Path]:
    """Write the two files; England's holds the earlier years' rows as they are.

    Raises
    ------
    FileExistsError
        Where one of them is there: no file is ever overwritten.
    """
    authorities, england = files_of(data, year)
    for file in (authorities, england):
        if file.exists():
            raise FileExistsError(file)
    header = _header(newest(data, "authorities", before=year))
    with authorities.open("x", encoding="utf-8", newline="") as lines:
        table = csv.DictWriter(lines, header, lineterminator="\n")
        table.writeheader()
        for name in wanted:
            table.writerow({NAME: name, YEAR: year} | _written(figures[name], header))
    earlier = newest(data, "england", before=year)
    header = _header(earlier)
    with england.open("x", encoding="utf-8", newline="") as lines:
        table = csv.DictWriter(lines, header, lineterminator="\n")
        table.writeheader()
        table.writerows(_rows(earlier))
        table.writerow({YEAR: year} | _written(figures[NATION], header))
    return authorities, england


def _written(row: Mapping[str, float], header: Sequence[str]) -> dict[str, str]:
    return {column: f"{value:.10g}" for column, value in row.items() if column in header}


def _figures(row: Mapping[str, str]) -> dict[str, float]:
    return {
        column: float(cell) for column, cell in row.items() if cell and column not in (NAME, YEAR)
    }


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _header(file: Path) -> list[str]:
    with file.open(encoding="utf-8", newline="") as lines:
        return next(csv.reader(lines))

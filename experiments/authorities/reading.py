"""Reading tables of figures as they come: one row an authority, or one row a figure."""

import csv
import re
from dataclasses import dataclass
from pathlib import Path

from experiments.authorities.published_columns import ENGLAND
from sim.data.authorities import DATA, rows_of

NAMES = tuple(column.name for column in ENGLAND)
LONG = ("authority", "indicator", "year", "value")
CODE = "code"
# how DfE marks what is not published, not collected or not there
NOT_PUBLISHED = frozenset({"", "-", "--", ".", "..", ":", "c", "k", "n/a", "na", "x", "z", "u"})


@dataclass(frozen=True)
class Cell:
    """One figure as it was read; `figure` is None where it is not published.

    `where` is its file and line. A figure that cannot be read is kept as `unread`.
    """

    where: str
    authority: str
    code: str
    column: str
    year: int
    figure: float | None
    unread: str = ""


@dataclass(frozen=True)
class Tables:
    """All that was read: cells, mistakes of form, and titles of indicators not known here."""

    cells: list[Cell]
    mistakes: list[str]
    passed_over: list[str]


def read(place: Path, year: int) -> Tables:
    """Read a file, or every `.csv` of a folder; `year` is of tables without years."""
    files = sorted(place.glob("*.csv")) if place.is_dir() else [place]
    found = Tables([], [], [])
    if not files or not all(file.is_file() for file in files):
        found.mistakes.append(f"{place}: there is no .csv file")
        return found
    for file in files:
        _read_file(file, year, found)
    return found


def _read_file(file: Path, year: int, found: Tables) -> None:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = csv.DictReader(lines)
        rows.fieldnames = header = [name.strip().casefold() for name in rows.fieldnames or ()]
        long, columns = set(LONG) <= set(header), [name for name in NAMES if name in header]
        if not long and not ("authority" in header and columns):
            found.mistakes.append(
                f"{file.name}: the columns must be {', '.join(LONG)}; or authority and those of "
                f"authorities_2025.csv; they are {', '.join(header) or 'none'}"
            )
            return
        titles = columns_by_title()
        for line, row in enumerate(rows, 2):
            where = f"{file.name} line {line}"
            if not long:
                cells = {column: row[column] for column in columns}
                _take(where, row, cells, row.get("year") or str(year), found)
                continue
            title = (row["indicator"] or "").strip()
            column = titles.get(plain(title))
            if column is not None:
                _take(where, row, {column: row["value"]}, row["year"], found)
            elif title not in found.passed_over:
                found.passed_over.append(title)


def _take(where: str, row: dict[str, str], cells: dict[str, str], year: str, found: Tables) -> None:
    """Take the cells of a line, by their column."""
    when = year_of(year or "")
    if when is None:
        found.mistakes.append(f"{where}: {year!r} is no year: write 2026 or 2025-26")
        return
    name, code = ((row.get(of) or "").strip() for of in ("authority", CODE))
    for column, text in cells.items():
        figure, unread = _figure(text)
        found.cells.append(Cell(where, name, code, column, when, figure, unread))


def _figure(text: str | None) -> tuple[float | None, str]:
    """Return a figure, or None where it is not published, and what could not be read."""
    written = (text or "").strip()
    if written.casefold() in NOT_PUBLISHED:
        return None, ""
    try:
        return float(written.removesuffix("%").replace(",", "")), ""
    except ValueError:
        return None, written


def year_of(text: str) -> int | None:
    """Return the year that 31 March is in: of "2026", "2025-26", "2025/2026" or "202526"."""
    parts = re.fullmatch(r"\s*(\d{4})(?:[-/]?(\d{2}|\d{4}))?\s*", text)
    if not parts:
        return None
    first, second = int(parts[1]), parts[2]
    if second is None:
        return first
    return first + 1 if int(second) % 100 == (first + 1) % 100 else None


def plain(title: str) -> str:
    """Return a title without what its writers vary: case, marks and spaces."""
    return re.sub(r"[^a-z0-9+]+", " ", title.casefold().replace("%", " percent ")).strip()


def columns_by_title() -> dict[str, str]:
    """Return our column by the plain title of DfE's indicator, or by its own name."""
    known = {plain(name): name for name in NAMES}
    return known | {plain(row["title"]): row["column"] for row in rows_of(DATA / "indicators.csv")}

"""What may be wrong with a newer year's figures: a line for each mistake."""

from collections.abc import Iterator, Mapping, Sequence

from experiments.authorities.names import ENGLAND as NATION
from experiments.authorities.names import Names
from experiments.authorities.published_columns import (
    AUTHORITY,
    COUNTED,
    ENGLAND,
    ENGLAND_COUNT,
    jumps,
)
from experiments.authorities.reading import Cell
from sim.errors import shortened

BACK = 2  # years that a column may be older than the rest: not all is published every year
EMPTY_AT_MOST = 0.1  # of authorities, whose cell in a column may be empty
OUT_OF_SUM = 0.03  # of England's figure, by which authorities' sum may differ: rounding, and those
# too small for figures of their own

Figures = Mapping[str, Mapping[str, float]]  # by authority and column


def gather(
    cells: Sequence[Cell], names: Names, year: int
) -> tuple[dict[str, dict[str, float]], list[str], list[str]]:
    """Return each authority's figures: of every column those of its newest year up to `year`.

    A column's newest year is the newest in which at least half the authorities have a figure, so
    that no two authorities' figures are of different years.

    Returns
    -------
    tuple
        Figures by authority, England among them, and column; the mistakes met on the way; and
        which columns are of an earlier year than was asked for.
    """
    mistakes = _of_names(cells, names, year)
    owned = [(names.find(cell.authority), cell) for cell in cells]
    known = [(name, cell) for name, cell in owned if name and cell.year <= year]
    newest = {column.name: _newest(column.name, known, len(names.wanted), year)
              for column in ENGLAND}  # fmt: skip
    figures: dict[str, dict[str, float]] = {}
    for name, cell in known:
        if name not in (*names.wanted, NATION) or cell.year != newest[cell.column]:
            continue
        row = figures.setdefault(name, {})
        if cell.unread:
            mistakes.append(f"{cell.where}: {name}: {cell.column} is {cell.unread!r}: no number")
        elif cell.figure is not None:
            if row.get(cell.column, cell.figure) != cell.figure:
                mistakes.append(
                    f"{cell.where}: {name}: {cell.column} is {cell.figure:g}, and before it was "
                    f"{row[cell.column]:g}: the same figure twice"
                )
            row[cell.column] = cell.figure
    behind = [(column, of) for column, of in newest.items() if of is not None and of < year]
    for column, of in behind:
        if column in COUNTED:
            mistakes.append(f"{column}: the newest figures are of {of}, and {year} was asked for")
    return figures, mistakes, [f"{column} is of {of}" for column, of in behind]


def _newest(column: str, known: Sequence[tuple[str, Cell]], wanted: int, year: int) -> int | None:
    """Return the newest year of a column, none older than `BACK` before the year asked for."""
    for back in range(BACK + 1):
        having = {name for name, cell in known
                  if cell.column == column and cell.year == year - back
                  and (cell.figure is not None or cell.unread)}  # fmt: skip
        if len(having - {NATION}) >= wanted / 2:
            return year - back
    # columns that England alone has
    alone = [cell.year for name, cell in known
             if name == NATION and cell.column == column and cell.figure is not None
             and cell.year >= year - BACK]  # fmt: skip
    return max(alone, default=None)


def _of_names(cells: Sequence[Cell], names: Names, year: int) -> list[str]:
    """Return a line for each name or code that is wrong, the first time it is met."""
    found: dict[str, str] = {}
    by_code: dict[str, str] = {}
    for cell in cells:
        name = names.find(cell.authority)
        gone = names.abolished(cell.authority)
        if name is None and (gone is None or (cell.year > gone.last_year and cell.figure)):
            said = names.mistake(cell.authority)
            found.setdefault(said, f"{cell.where}: {said}")
        if name is None or not cell.code:
            continue
        said = names.wrong_code(name, cell.code) if name != NATION else ""
        other = by_code.setdefault(cell.code, name)
        if not said and other != name:
            said = f"{name}: {cell.code} is also written for {other}"
        if said:
            found.setdefault(said, f"{cell.where}: {said}")
    return list(found.values())


def check(figures: Figures, wanted: Sequence[str]) -> list[str]:
    """Return what is missing or impossible."""
    return [*_missing(figures, wanted), *_impossible(figures, wanted), *_sums(figures, wanted)]


def _missing(figures: Figures, wanted: Sequence[str]) -> Iterator[str]:
    for name in (*wanted, NATION):
        if name not in figures:
            yield f"{name}: there are no figures"
    there = [name for name in wanted if name in figures]
    for column in AUTHORITY:
        if NATION in figures and column.name not in figures[NATION]:
            yield f"{NATION}: {column.name} is missing, which stands in where one has none"
        empty = [name for name in there if column.name not in figures[name]]
        if column.name in COUNTED:
            for name in empty:
                yield f"{name}: {column.name} is missing, without which it cannot be simulated"
        elif len(empty) > EMPTY_AT_MOST * len(there):
            yield (
                f"{column.name}: {len(empty)} of {len(there)} authorities have no figure: "
                f"{shortened(empty, '; ')}"
            )


def _impossible(figures: Figures, wanted: Sequence[str]) -> Iterator[str]:
    for name, row in figures.items():
        for column in ENGLAND:
            if column.name not in row:
                continue
            high = ENGLAND_COUNT if name == NATION and column.high > 1000 else column.high
            value = row[column.name]
            if not column.low <= value <= high:
                yield f"{name}: {column.name} is {value:g}: it must be {column.low:g} to {high:g}"
            elif column.whole and value != round(value):
                yield f"{name}: {column.name} is {value:g}: it must be whole"


def _sums(figures: Figures, wanted: Sequence[str]) -> Iterator[str]:
    """Hold England's counts against its authorities', where every one of them has some."""
    there = [figures[name] for name in wanted if name in figures]
    if len(there) < len(wanted) or NATION not in figures:
        return
    for column in COUNTED:
        england = figures[NATION].get(column)
        own = [row[column] for row in there if column in row]
        if england and len(own) == len(wanted) and abs(sum(own) / england - 1) > OUT_OF_SUM:
            yield (
                f"{NATION}: {column} is {england:g}, and its authorities' come to {sum(own):g}: "
                f"more than {OUT_OF_SUM:.0%} apart"
            )


def jumped(figures: Figures, before: Figures) -> list[str]:
    """Return the figures that moved further than a year moves one; successors have none before."""
    found = []
    for name, row in figures.items():
        for column in ENGLAND:
            was, now = before.get(name, {}).get(column.name), row.get(column.name)
            if was is not None and now is not None and jumps(column, was, now):
                found.append(f"{name}: {column.name} went from {was:g} to {now:g}")
    return found

"""The files of a newer year, and the figures of the year before."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pandas as pd

from experiments.authorities.checks import Figures
from experiments.authorities.names import ENGLAND as NATION
from sim.data.authorities import NOT_FIGURES, newest, rows_of

NAME, YEAR = NOT_FIGURES


def figures_before(data: Path, year: int) -> tuple[list[str], dict[str, dict[str, float]]]:
    """Return the names and figures of the newest file of an earlier year, England's among them.

    Raises
    ------
    FileNotFoundError
        Where there is none.
    """
    rows = rows_of(newest(data, "authorities", before=year))
    found = {row[NAME]: _figures(row) for row in rows}
    for row in rows_of(newest(data, "england", before=year)):
        found[NATION] = _figures(row)  # the rows stand in the order of their years
    return [row[NAME] for row in rows], found


def files_of(data: Path, year: int) -> tuple[Path, Path]:
    """Return the two files of a newer year: of authorities, and of England over the years."""
    first = newest(data, "england", before=year).stem.split("_")[1]
    return data / f"authorities_{year}.csv", data / f"england_{first}_{year}.csv"


def texts_of(data: Path, year: int, wanted: Sequence[str], figures: Figures) -> dict[Path, str]:
    """Return what the two files hold; England's has the earlier years' rows as they are."""
    authorities, england = files_of(data, year)
    earlier = newest(data, "england", before=year)
    of_each = [{NAME: name, YEAR: str(year)} | _written(figures[name]) for name in wanted]
    of_england = [*rows_of(earlier), {YEAR: str(year)} | _written(figures[NATION])]
    return {
        authorities: _under(newest(data, "authorities", before=year), of_each),
        england: _under(earlier, of_england),
    }


def _under(like: Path, rows: Iterable[Mapping[str, object]]) -> str:
    """Return rows under the columns of another file."""
    table = pd.DataFrame(rows).reindex(columns=pd.read_csv(like, nrows=0).columns)
    return str(table.to_csv(index=False, lineterminator="\n"))


def _written(row: Mapping[str, float]) -> dict[str, str]:
    return {column: f"{value:.10g}" for column, value in row.items()}


def _figures(row: Mapping[str, str]) -> dict[str, float]:
    return {
        column: float(cell) for column, cell in row.items() if cell and column not in (NAME, YEAR)
    }

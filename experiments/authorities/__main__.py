"""Read the figures of a newer year: `python -m experiments.authorities --from FILE --year 2026`.

Reads DfE's tables of every authority, a file or a folder of them, checks names, codes, successors
of abolished councils, missing cells, impossible values and jumps against the year before, and
writes `sim/data/authorities_<year>.csv` and England's row beside. Where anything is wrong it writes
nothing and says each mistake in a line. `sim/data/README.md` says which columns, and what then.
"""

import csv
import sys
from pathlib import Path

from experiments.authorities.checks import check, gather, jumped
from experiments.authorities.names import Names, expected, successors
from experiments.authorities.reading import read
from experiments.authorities.writing import figures_before, files_of, texts_of
from experiments.flags_command import OneLineParser, printed, write
from sim.data.authorities import DATA
from sim.data.text_file import home_path
from sim.errors import LONGEST_PATH, Exit, UserError, echoed


def newer_year(
    place: Path, year: int, data: Path = DATA, *, jumps_are_right: bool = False
) -> tuple[list[str], list[str]]:
    """Read, check and write a newer year; return mistakes, and what else is to be said.

    Parameters
    ----------
    place
        A file, or a folder of files.
    year
        The year, to 31 March.
    data
        Where the data are, and where the new files go.
    jumps_are_right
        Whether somebody looked at what moved far and found it right.
    """
    taken = [file for file in files_of(data, year) if file.exists()]
    if taken:
        return [f"{file} is there already: it is never overwritten" for file in taken], []
    names_before, before = figures_before(data, year)
    wanted = expected(names_before, year, successors())
    tables = read(place, year)
    figures, wrong, older = gather(tables.cells, Names(wanted, year), year)
    mistakes = [*tables.mistakes, *wrong]
    if tables.cells:
        mistakes += check(figures, wanted)
    moved = jumped(figures, before)
    if not jumps_are_right:
        mistakes += [f"{one}: look it up, and if it is right say --jumps-are-right"
                     for one in moved]  # fmt: skip
    notes = [f"passed over, for no column is of it: {title}" for title in tables.passed_over]
    if mistakes:
        return mistakes, notes
    files = texts_of(data, year, wanted, figures)
    write(files)
    return [], [*notes, *older, *moved, *(f"written: {file}" for file in files)]


def main() -> int:
    """Read a newer year and return the exit code."""
    parser = OneLineParser("authorities", __doc__)
    parser.add_argument("--from", dest="place", required=True,
                        help="a .csv file, or a folder of them")  # fmt: skip
    parser.add_argument("--year", type=int, required=True, help="the year, to 31 March")
    parser.add_argument("--jumps-are-right", action="store_true",
                        help="take figures that moved far, which somebody looked up")  # fmt: skip
    parser.add_argument("--into", default=str(DATA), help="the data's folder")
    asked = parser.asked()
    try:
        mistakes, notes = newer_year(
            home_path(asked.place), asked.year, home_path(asked.into),
            jumps_are_right=asked.jumps_are_right,
        )  # fmt: skip
    except UnicodeDecodeError:
        mistakes, notes = [f"{asked.place}: it cannot be read as text: save it as UTF-8"], []
    except (OSError, UserError, csv.Error) as none:
        mistakes, notes = [echoed(none, LONGEST_PATH)], []
    told = printed(lambda: print(*notes, sep="\n", end="\n" if notes else ""), "authorities")
    for line in mistakes:
        print(line, file=sys.stderr)
    return Exit.MISTAKE if mistakes else told


if __name__ == "__main__":
    sys.exit(main())

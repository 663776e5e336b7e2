"""Figures and the report, made once the tables are written: what fails of them takes nothing along.

A figure is given as its name and what draws it, so that one that fails can be named, is left out,
and the others are drawn all the same.
"""

import tempfile
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sim.replicate.fingerprint import made_by
from sim.report.document.content import Report, Rerun
from sim.report.document.render import FIGURES, HTML, MARKDOWN, rendered, write_report
from sim.study.notes import again

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Drawing

Drawn = tuple[str, Callable[[], "Drawing"]]  # the name of a figure's files, and what draws it


@dataclass(frozen=True)
class Unmade:
    """A figure, or the report, that could not be made."""

    what: str
    cause: str
    traceback: str


def draw(figures: Iterable[Drawn], folder: Path) -> list[Unmade]:
    """Draw figures into a folder of results; return those that could not be drawn."""
    unmade = []
    for name, drawn in figures:
        try:
            from sim.report.figures import style  # matplotlib takes a second to load

            with style.own_look():
                style.save(drawn(), folder / FIGURES, name)
        except Exception as error:
            unmade.append(_unmade(f"figure {name}", error))
            _drop(folder / FIGURES / f"{name}.png", folder / FIGURES / f"{name}.svg")
    return unmade


def tell(report: Callable[[], Report], again: Rerun, folder: Path) -> list[Unmade]:
    """Write the report into a folder of results; return it where it could not be written."""
    try:
        write_report(report(), again, folder)
    except Exception as error:
        _drop(folder / HTML, folder / MARKDOWN)
        return [_unmade("report", error)]
    return []


def one_page(
    figures: Iterable[Drawn], report: Callable[[Path], Report], command: str, seed: int, where: str
) -> str:
    """Return a report as HTML with its figures in it.

    Parameters
    ----------
    figures, report
        What is drawn, and what makes the report of a folder that holds it.
    command, seed
        Give the results again.
    where
        Where they went, in words.
    """
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        draw(figures, folder)
        how = replace(again("", (), Path(where), seed, made_by()), command=command)
        return rendered(HTML, report(folder), how, folder)


def _unmade(what: str, error: Exception) -> Unmade:
    told = "".join(traceback.format_exception(error))
    return Unmade(what, f"{type(error).__name__}: {' '.join(str(error).split())}", told)


def _drop(*files: Path) -> None:
    """Take away what was begun: half a figure would be taken for one."""
    for file in files:
        file.unlink(missing_ok=True)

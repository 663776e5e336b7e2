"""A report as one page that needs no other file, for whoever has no folder of results."""

import tempfile
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from sim.replicate.fingerprint import made_by
from sim.report.document.content import Report
from sim.report.document.render import HTML, rendered
from sim.study.drawn_figures import Drawn, draw
from sim.study.notes import again


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

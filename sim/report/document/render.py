"""A report's two files, from the same sections: `report.html`, which stands alone, and Markdown."""

import base64
import re
import xml.etree.ElementTree as ElementTree
from functools import partial
from pathlib import Path

from sim.report.document.content import Figure, Report, Rerun

HTML, MARKDOWN = "report.html", "report.md"
FIGURES = "figures"
WORK = ".//{http://creativecommons.org/ns#}Work/{http://purl.org/dc/elements/1.1/}"
TITLE, DESCRIPTION = f"{WORK}title", f"{WORK}description"
_MARKS = re.compile(r"([\\`*|<>\[\]]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9]))")


def figures_in(folder: Path, *first: str) -> tuple[Figure, ...]:
    """Return the figures in a folder of results, with the finding that each says of itself.

    Parameters
    ----------
    folder
        The folder of results.
    first
        Names of figures to stand first, where they are there; the others follow by name.
    """
    there = sorted(path.stem for path in (folder / FIGURES).glob("*.svg"))
    figures = []
    for name in [*(one for one in first if one in there), *(n for n in there if n not in first)]:
        told = ElementTree.parse(folder / FIGURES / f"{name}.svg")
        title = told.findtext(TITLE) or name.replace("_", " ").capitalize()
        figures.append(Figure(name, title, told.findtext(DESCRIPTION) or ""))
    return tuple(figures)


def write_report(report: Report, again: Rerun, folder: Path) -> None:
    """Write both files of a report into a folder of results.

    `folder` is where its figures are in figures/.
    """
    for name in (HTML, MARKDOWN):
        text = rendered(name, report, again, folder)
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def rendered(name: str, report: Report, again: Rerun, folder: Path) -> str:
    """Return the text of one of a report's files, `HTML` or `MARKDOWN`.

    `folder` is where its figures are in figures/.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("sim.report"), autoescape=name == HTML, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    environment.filters["embedded"] = partial(_embedded, folder)
    environment.filters["plain"] = plain
    template = environment.get_template(f"{name}.j2")
    return template.render(report=report, sections=report.sections(again))


def _embedded(folder: Path, figure: Figure) -> str:
    """Return a figure's SVG as the address of an image that stands in the page itself."""
    drawn = (folder / FIGURES / f"{figure.name}.svg").read_bytes()
    return f"data:image/svg+xml;base64,{base64.b64encode(drawn).decode('ascii')}"


def plain(text: str) -> str:
    """Return text in which no sign is taken for Markdown's."""
    return _MARKS.sub(r"\\\1", text)

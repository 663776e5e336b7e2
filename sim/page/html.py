"""Elements of HTML: boxes, words, commands, pictures and tables; words are never taken for HTML."""

import base64
import html
import io
from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd
import solara
from matplotlib.figure import Figure

from sim.report.figures.style import FINER, own_look
from sim.report.headline_cells import COUNTS, MEASURE, READING, cells
from sim.report.numbers import capital


def box(tag: str, class_: str = "", **attributes: str) -> Any:
    """Return an element to put others in: `with box("main"): ...`.

    Parameters
    ----------
    tag, class_
        Its name and its class.
    attributes
        Others; underscores stand for hyphens, and one at the end is left out.
    """
    return solara.v.Html(tag=tag, class_=class_, attributes=_named(attributes))


def words(tag: str, text: str, class_: str = "", **attributes: str) -> Any:
    """Return an element that holds a text."""
    return solara.v.Html(tag=tag, class_=class_, attributes=_named(attributes), children=[text])


def command(label: str, text: str) -> None:
    """Show a command line; where the page is narrow it can be moved about, by the keyboard too."""
    with box("pre", "command", tabindex="0", role="group", aria_label=f"{label}: the command"):
        words("code", text)


def _named(attributes: dict[str, str]) -> dict[str, str]:
    return {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}


def svg(drawing: Figure, name: str) -> bytes:
    """Return a figure as SVG, the same bytes each time, no finer than a screen."""
    file = io.BytesIO()
    with own_look(name):
        drawing.savefig(file, format="svg", metadata={"Date": None})
    return FINER.sub(r"\1", file.getvalue().decode("utf-8")).encode()


def source_of(image: bytes) -> str:
    """Return an SVG image as an address that holds all of it."""
    return "data:image/svg+xml;base64," + base64.b64encode(image).decode("ascii")


@solara.component
def Picture(image: bytes, words: str) -> None:
    """Show an SVG image with alternative text; where the page is narrow it can be moved about."""
    with box("div", "wide", tabindex="0", role="group", aria_label="Figure"):
        box("img", src=source_of(image), alt=words)


OF_WORLDS = "of 100 worlds"  # stands over the counts
WORDS = (MEASURE, READING)  # columns of words; the others hold numbers
UNNAMED = ""


def table(
    caption: str,
    headings: Sequence[str],
    rows: Iterable[Sequence[str]],
    over: Sequence[str] = (),
    numbers: Sequence[str] = (),
) -> str:
    """Return a table; the first cell of a row is its heading.

    Parameters
    ----------
    caption, headings, rows
        What stands over the table, over its columns and in its rows.
    over
        What stands over each heading; the same for neighbours stands over them together, and
        nothing where it is empty.
    numbers
        The headings of columns of numbers, which stand one below the other.
    """
    style = [' class="number"' if one in numbers else "" for one in headings]
    body = []
    for first, *others in rows:
        of_row = zip(others, style[1:], strict=True)
        made = "".join(f"<td{how}>{html.escape(cell)}</td>" for cell, how in of_row)
        body.append(f'<tr><th scope="row">{html.escape(first)}</th>{made}</tr>')
    return (
        f"<table><caption><span>{html.escape(caption)}</span></caption>"
        f"<thead>{_head(headings, over or [UNNAMED] * len(headings), style)}</thead>"
        f"<tbody>{''.join(body)}</tbody></table>"
    )


def _head(headings: Sequence[str], over: Sequence[str], style: Sequence[str]) -> str:
    above, below = [], []
    grouped = any(over)
    for place, (heading, group) in enumerate(zip(headings, over, strict=True)):
        if group == UNNAMED:
            deep = ' rowspan="2"' if grouped else ""
            above.append(f'<th scope="col"{deep}{style[place]}>{html.escape(heading)}</th>')
            continue
        if place == 0 or over[place - 1] != group:
            many = sum(one == group for one in over)
            above.append(f'<th scope="colgroup" colspan="{many}">{html.escape(group)}</th>')
        below.append(f'<th scope="col"{style[place]}>{html.escape(heading)}</th>')
    return "".join(f"<tr>{''.join(row)}</tr>" for row in (above, below) if row)


def headline_table(caption: str, headline: pd.DataFrame) -> str:
    """Return a headline table, with the cells that terminal and report have."""
    made = cells(headline)
    names = list(made.columns)
    over = [OF_WORLDS if name in COUNTS else UNNAMED for name in names]
    numbers = [name for name in names if name not in WORDS]
    return table(caption, [capital(name) for name in names], made.to_numpy().tolist(),
                 over, [capital(name) for name in numbers])  # fmt: skip


@solara.component
def Framed(caption: str, made: str) -> None:
    """Show a table; where the page is narrow it can be moved about, by the keyboard too."""
    attributes = {"tabindex": "0", "role": "region", "aria-label": caption}
    solara.HTML(tag="div", unsafe_innerHTML=made, classes=["wide"], attributes=attributes)


@solara.component
def Table(
    caption: str,
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    over: Sequence[str] = (),
    numbers: Sequence[str] = (),
) -> None:
    """Show a table in a frame; parameters as of `table`."""
    Framed(caption, table(caption, headings, rows, over, numbers))

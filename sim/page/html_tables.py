"""Tables as HTML: a caption, headings for columns and rows, and a frame to move them about in."""

import html
from collections.abc import Iterable, Sequence

import pandas as pd
import solara

from sim.report.headline_cells import COUNTS, MEASURE, READING, cells

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
    return table(caption, [_capital(name) for name in names], made.to_numpy().tolist(),
                 over, [_capital(name) for name in numbers])  # fmt: skip


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


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

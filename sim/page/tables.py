"""Tables as HTML: a caption, headings for columns and rows, and a frame to move them about in."""

import html
from collections.abc import Iterable, Sequence

import pandas as pd
import solara

from sim.report.numbers import label, say, say_difference, say_interval

HEADLINE = ("Measure", "Today", "Policy", "Difference", "95% interval", "Verdict")


def table(caption: str, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; the first cell of a row is its heading."""
    head = "".join(f'<th scope="col">{html.escape(each)}</th>' for each in headings)
    body = []
    for first, *others in rows:
        cells = "".join(f"<td>{html.escape(cell)}</td>" for cell in others)
        body.append(f'<tr><th scope="row">{html.escape(first)}</th>{cells}</tr>')
    return (
        f"<table><caption>{html.escape(caption)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{''.join(body)}</tbody></table>"
    )


def headline_rows(headline: pd.DataFrame) -> list[list[str]]:
    """Return the rows of the headline table as text, as the report writes numbers."""
    rows = []
    for row in headline.itertuples():
        rows.append(
            [
                f"{label(row.measure, row.unit)} ({row.unit})",
                say(row.today, row.unit),
                say(row.under_policy, row.unit),
                say_difference(row.difference, row.unit),
                say_interval(row.difference_low, row.difference_high, row.unit, True),
                row.verdict,
            ]
        )
    return [[cell.replace("-", "−") if number in (3, 4) else cell
             for number, cell in enumerate(row)] for row in rows]  # fmt: skip


@solara.component
def Table(caption: str, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Show a table; where the page is narrow it can be moved about, by the keyboard too."""
    attributes = {"tabindex": "0", "role": "region", "aria-label": caption}
    made = table(caption, headings, rows)
    solara.HTML(tag="div", unsafe_innerHTML=made, classes=["wide"], attributes=attributes)

"""Markdown of pages that are made from what ran: templates filled with figures, and tables."""

import re
import textwrap
from collections.abc import Iterable, Sequence
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from sim.report.numbers import listed

AS_THEY_ARE = ("#", "|", "```", "![")  # begin blocks whose lines are not broken


def filled(template: str, **told: Any) -> str:
    """Return a page: a template of `experiments/templates`, filled with what is told.

    Templates show a figure as `{{ share | figure(".0%") }}`; what they put through `in_lines` may
    have any lines itself.
    """
    environment = Environment(
        loader=PackageLoader("experiments"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "figure": format, "shown": shown, "listed": listed, "in_lines": in_lines
    }  # fmt: skip
    environment.globals |= {"table": table, "row": row}
    return environment.get_template(f"{template}.md.j2").render(told)


def shown(value: float) -> str:
    """Return a figure in few digits, a large one whole."""
    return f"{value:.3g}" if abs(value) < 1000 else f"{value:.0f}"


def in_lines(text: str) -> str:
    """Return a text with paragraphs and items of lists broken into lines of 100 letters."""
    return "\n\n".join(map(_in_lines, re.split(r"\n\s*\n", text.strip())))


def table(heads: Sequence[object], rows: Iterable[Sequence[object]] = ()) -> str:
    """Return a table, a line a row; a template may write the rows under it."""
    return "\n".join(row(*cells) for cells in (heads, ["---"] * len(heads), *rows))


def row(*cells: object) -> str:
    """Return a row of a table."""
    return f"| {' | '.join(str(cell).replace('|', '\\|') for cell in cells)} |"


def between_marks(page: str, mark: str, text: str) -> str:
    """Return a page with a text between `<!-- mark -->` and `<!-- end of mark -->`."""
    marked = re.compile(rf"(<!-- {mark} -->\n).*?(\n<!-- end of {mark} -->)", re.DOTALL)
    return marked.sub(lambda match: match[1] + text + match[2], page)


def _in_lines(block: str) -> str:
    if block.startswith(AS_THEY_ARE):
        return block
    return "\n".join(
        textwrap.fill(
            " ".join(words.split()), 100, subsequent_indent="  " * words.startswith("- "),
            break_long_words=False, break_on_hyphens=False,
        )
        for words in re.split(r"\n(?=- )", block)
    )  # fmt: skip

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
    environment.filters |= {"figure": format, "listed": listed, "in_lines": in_lines}
    environment.globals["table"] = table
    return environment.get_template(f"{template}.md.j2").render(told)


def in_lines(text: str) -> str:
    """Return a text with paragraphs and items of lists broken into lines of 100 letters."""
    return "\n\n".join(map(_in_lines, re.split(r"\n\s*\n", text.strip())))


def table(heads: Sequence[object], rows: Iterable[Sequence[object]]) -> str:
    """Return a table, a line a row."""
    every = (heads, ["---"] * len(heads), *rows)
    lines = ([str(cell).replace("|", "\\|") for cell in cells] for cells in every)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


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

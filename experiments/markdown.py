"""Markdown of pages that are made from what ran: paragraphs, items of lists, tables."""

import re
import textwrap
from collections.abc import Iterable, Sequence


def prose(words: str, *, item: bool = False) -> str:
    """Return a paragraph, or an item of a list, broken into lines."""
    return textwrap.fill(
        words, 100, initial_indent="- " * item, subsequent_indent="  " * item,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip


def items(each: Iterable[str]) -> list[str]:
    """Return a list, an item a line or more."""
    return [prose(words, item=True) for words in each]


def table(heads: Sequence[object], rows: Iterable[Sequence[object]]) -> list[str]:
    """Return a table, a line a row."""
    return [_row(cells) for cells in (heads, ["---"] * len(heads), *rows)]


def between_marks(page: str, mark: str, text: str) -> str:
    """Return a page with a text between `<!-- mark -->` and `<!-- end of mark -->`."""
    marked = re.compile(rf"(<!-- {mark} -->\n).*?(\n<!-- end of {mark} -->)", re.DOTALL)
    return marked.sub(lambda match: match[1] + text + match[2], page)


def _row(cells: Sequence[object]) -> str:
    return "| " + " | ".join(str(cell).replace("|", "\\|") for cell in cells) + " |"

"""Paragraphs of the calibration's page."""

import textwrap


def prose(words: str, *, item: bool = False) -> str:
    """Return a paragraph, or an item of a list, broken into lines."""
    return textwrap.fill(
        words, 100, initial_indent="- " * item, subsequent_indent="  " * item,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip

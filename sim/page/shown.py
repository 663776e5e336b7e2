"""What the page shows of one policy: sentences, a picture, tables; all of it words and numbers."""

from dataclasses import dataclass

from sim.page.time_series import Series

Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class WordsTable:
    """A table of words.

    Attributes
    ----------
    caption, columns, rows
        What stands over it, over its columns, and in its rows.
    """

    caption: str
    columns: tuple[str, ...]
    rows: Rows


@dataclass(frozen=True)
class Shown:
    """What is shown of one policy.

    Attributes
    ----------
    policy
        Its name.
    command
        Gives the same tables.
    title
        What is compared, where, and over which worlds.
    runs
        Over which worlds.
    sentences
        The answer in words.
    figure
        The picture of the differences, SVG.
    finding
        The picture's title.
    table
        The headline table, HTML.
    notes
        How to read that table, a paragraph each.
    posts
        Posts by role, and pounds a year.
    series
        The difference month by month, a measure each; none where no months were kept.
    """

    policy: str
    command: str
    title: str
    runs: str
    sentences: tuple[str, ...]
    figure: bytes
    finding: str
    table: str
    notes: tuple[str, ...]
    posts: WordsTable
    series: tuple[Series, ...]

"""What the page shows of one policy: sentences, a picture, tables; all of it words and numbers."""

from dataclasses import dataclass

from sim.page.time_series import Series

Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class WordsTable:
    """A table of words."""

    caption: str  # what stands over it
    columns: tuple[str, ...]
    rows: Rows


@dataclass(frozen=True)
class Shown:
    """What is shown of one policy."""

    policy: str  # its name
    command: str  # gives the same tables
    title: str  # what is compared, where, and over which worlds
    runs: str  # over which worlds
    sentences: tuple[str, ...]  # the answer in words
    figure: bytes  # the picture of the differences, SVG
    finding: str  # the picture's title
    table: str  # the headline table, HTML
    notes: tuple[str, ...]  # how to read that table, a paragraph each
    posts: WordsTable  # posts by role, and pounds a year
    # the difference month by month, a measure each; none where no months were kept
    series: tuple[Series, ...]

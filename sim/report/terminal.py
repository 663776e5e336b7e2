"""What the command prints: the headline measures, what a policy changes, and how that reads."""

import io
import sys
from collections.abc import Iterable, Iterator
from typing import Any, TextIO

import pandas as pd
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from sim.measures.measure import DOES_NOT_APPLY, NOT_INCLUDED
from sim.measures.noticers_measured import measures_of_noticing
from sim.report import headline_cells as heads
from sim.report.headline_cells import MEASURE, READING
from sim.report.numbers import label
from sim.settings.register import GRADES

OF_NOTICING = [measure.id for measure in measures_of_noticing()]
NARROWEST = 80
PLAIN = 120  # width where no one is looking: a pipe or a file
COLOURS = {"better": "green", "worse": "red"}
HEADINGS = {  # over two lines where they are long; counts share "of 100 worlds"
    "worse": "of\nworse", "same": "100\nsame", "better": "worlds\nbetter",
    heads.CHANGE: "changes by\n(median)", heads.RANGE: "90% of\nworlds",
    heads.UNDER: "under\nthe policy", heads.DIFFERENCE: "paired\ndifference",
    heads.INTERVAL: "95%\ninterval",
}  # fmt: skip
PLAUSIBLE_WORLD = (
    "A plausible world is a set of beliefs under which today's service comes out as published. "
    "Worlds are counted and all weigh the same: of how likely each is nobody knows anything."
)
TYPICAL_WORLD = (
    "One world, the typical one: intervals hold chance alone, and other beliefs can turn any "
    "difference."
)
ABOUT_DRIFT = (
    "No published figure measures drift, or what it does to drift that a reviewing officer "
    "notices, and no target constrains it: a difference in drift follows from beliefs."
)


class _Terminal(Console):
    """A console that says when nobody reads on, where Rich would end the program."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def terminal(stream: TextIO | None = None) -> Console:
    """Return a console for a stream: plain and wide enough where it is not a terminal."""
    stream = stream or sys.stdout
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="replace")  # a pound sign must not end a run
    if not stream.isatty():
        return _Terminal(file=stream, width=PLAIN, color_system=None, force_terminal=False)
    console = _Terminal(file=stream)
    console.width = max(console.width, NARROWEST)
    return console


def show(
    headline: pd.DataFrame,
    summary: pd.DataFrame,
    *,
    title: str,
    sentences: tuple[str, ...] = (),
    console: Console | None = None,
) -> None:
    """Print the headline table and, under it, what it may and may not be taken to say.

    Parameters
    ----------
    headline, summary
        As `analyse.headline` and `analyse.tables` make them; the second names what does not apply.
    sentences
        The answer in words, which stands last.
    console
        Where to; standard output by default.
    """
    console = console or terminal()
    # Rich reckons a table with collapsed padding two letters narrower than it draws it
    console.print(table_of(headline, title), width=console.width - 2)
    say_lines((*notes(headline, summary), *("" for _ in sentences[:1]), *sentences), console)


def say_lines(lines: Iterable[str], console: Console | None = None) -> None:
    """Print lines as they stand, wrapped by a terminal alone."""
    console = console or terminal()
    for line in lines:
        console.print(line, markup=False, highlight=False, soft_wrap=not console.is_terminal)


def titled(title: str, *headings: str, **more: Any) -> Table:
    """Return a table without rows under a title."""
    return Table(*headings, title=title, title_justify="left", title_style="bold",
                 box=box.SIMPLE_HEAD, pad_edge=False, **more)  # fmt: skip


def table_of(headline: pd.DataFrame, title: str) -> Table:
    """Return the cells of a headline table laid out for a terminal."""
    table = titled(title, collapse_padding=True)
    made = heads.cells(headline)
    for name in made.columns:
        whole = name in (heads.TODAY, heads.UNDER, *heads.COUNTS)
        table.add_column(
            HEADINGS.get(name, f"\n{name}"),
            justify="left" if name in (MEASURE, READING) else "right",
            no_wrap=whole,
            min_width=None if whole else max(map(len, " ".join(made[name]).split()), default=1),
        )
    for row in made.to_dict("records"):
        reading = row.get(READING, "")
        known = ", or " not in reading  # one that is left open has no colour
        colour = next((COLOURS[one] for one in COLOURS if known and reading.endswith(one)), "")
        table.add_row(*(Text(cell, style=colour if name == READING else "")
                        for name, cell in row.items()))  # fmt: skip
    return table


def notes(headline: pd.DataFrame, summary: pd.DataFrame) -> Iterator[str]:
    """Give the lines under the table."""
    if "worse" in headline:
        yield PLAUSIBLE_WORLD
        yield (
            "Worse, same, better: beyond or within the smallest difference that matters "
            "(matters.*). Worse, about the same or better: in 95 of 100 worlds or more; mostly: in "
            "75 or more."
        )
        yield chance_words(headline)
    elif headline["reading"].any():
        yield in_one_world(headline)
    yield ABOUT_DRIFT
    yield weakest_sources(headline)
    yield from _what_is_empty(summary, "today", "today")
    if summary["under_policy"].notna().any():
        yield from _what_is_empty(summary, "under_policy", "under the policy")


def in_one_world(headline: pd.DataFrame) -> str:
    """Return how differences in one world are told from chance."""
    judged = int(headline["adjusted_p"].notna().sum())
    if not judged:
        return "One pair of runs cannot tell chance from the policy: ask for more replications."
    return (
        f"{TYPICAL_WORLD} About the same: the interval lies within the smallest difference that "
        f"matters. Better and worse allow for judging {judged} measures at once (Holm)."
    )


def chance_words(headline: pd.DataFrame) -> str:
    """Return how much of the spread over worlds is chance, the rest being beliefs."""
    known = headline[headline["chance_share"].notna() & ~headline["fixed"]]
    if known.empty or headline["worlds"].max() == 1:
        return "How much of the spread over worlds is chance cannot be told from these runs."
    shares = [
        f"{label(row.measure, row.unit)} "
        + ("under 1%" if row.chance_share < 0.005 else f"{row.chance_share:.0%}")
        for row in known.itertuples()
    ]
    return f"Share of the spread that is chance, the rest being beliefs: {', '.join(shares)}."


def weakest_sources(headline: pd.DataFrame) -> str:
    """Return the sentence on the weakest grade among the settings that drive each figure."""
    measures = headline.groupby("grade", sort=False)["measure"]
    every = f"all {len(headline)}"
    said = [
        f"{GRADES[grade]}, for {every if len(measures) == 1 else ', '.join(map(label, names))}"
        for grade, names in measures
    ]
    return f"Weakest source among the settings that drive each figure: {'; '.join(said)}."


def _what_is_empty(summary: pd.DataFrame, side: str, where: str) -> Iterator[str]:
    """Name the measures of which one arm has no value, and why.

    Those of noticing have a table of their own, where it is seen who notices nothing.
    """
    empty = summary[summary[side].isna() & ~summary["measure"].isin(OF_NOTICING)]
    for why, because in (
        (NOT_INCLUDED, "as what it spends is not set (cost.*_spending)"),
        (DOES_NOT_APPLY, "as there is nothing to count"),
    ):
        names = [label(row.measure) for row in empty.itertuples() if row.empty == why]
        if names:
            yield f"{why.capitalize()} {where}, {because}: {', '.join(names)}."

"""Tables of several policies, points or authorities at once, as commands print them."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from rich.table import Table
from rich.text import Text

from sim.measures.catalogue import TRADED
from sim.report.leaning import NOBODY, named, ordered, side_of
from sim.report.numbers import label, say, say_difference, say_range
from sim.report.table_words import DRIFT, ON_TIME
from sim.report.terminal import (
    ABOUT_DRIFT,
    COLOURS,
    PLAUSIBLE_WORLD,
    TYPICAL_WORLD,
    say_lines,
    terminal,
    titled,
    weakest_sources,
)


def _cell(row: Any) -> Text:
    """Return a difference with its ends and reading; the level, of today's service alone."""
    if not row.reading:
        ends = say_range(row.today_low, row.today_high, row.unit)
        return Text(f"{say(row.today, row.unit)}\n{ends}", justify="right")
    if row.difference != row.difference or row.fixed:
        return Text(row.reading, justify="right")
    colour = COLOURS.get(side_of(row.reading), "")
    ends = say_range(row.difference_low, row.difference_high, row.unit, True)
    lines = [say_difference(row.difference, row.unit), ends]
    if hasattr(row, "worse") and row.worse == row.worse:
        lines.append(f"{row.worse:.0f} / {row.same:.0f} / {row.better_in:.0f}")
    return Text("\n".join([*lines, row.reading]), style=colour, justify="right")


def _table(title: str, names: Sequence[str], headline: pd.DataFrame) -> Table:
    table = titled(title, *(name.replace("_", " ") for name in names))
    units = dict(zip(headline["measure"], headline["unit"], strict=True))
    for measure in TRADED:
        table.add_column(label(measure, units[measure]), justify="right")
    return table


def _by_measure(rows: pd.DataFrame) -> dict[str, Any]:
    return {row.measure: row for row in rows.itertuples()}


def how_to_read(headline: pd.DataFrame) -> list[str]:
    """Return the lines under a table of several policies or points."""
    lines = [TYPICAL_WORLD] if headline["reading"].any() else []
    if "worse" in headline:
        lines = [
            "Each cell: the median change over worlds, the range of 90% of worlds, of 100 worlds "
            "how many are worse / the same / better, and how that reads.",
            PLAUSIBLE_WORLD,
        ]
    return [*lines, ABOUT_DRIFT, weakest_sources(headline.drop_duplicates("measure"))]


def varied(states: pd.DataFrame) -> list[str]:
    """Return the columns in which points differ: the policy, what was varied, and authorities."""
    before = list(states.columns)[: list(states.columns).index("finished")]
    several = states["authority"].nunique() > 1
    return [name for name in before if name != "point" and (name != "authority" or several)]


def show_sweep(headline: pd.DataFrame, states: pd.DataFrame, *, runs: str) -> None:
    """Print a row for each point of a sweep: differences, or the level of today's service alone.

    `headline` holds the headline measures of every point, with readings.
    """
    names = ["point", *varied(states)]
    title = f"{len(states)} points, {runs}: differences from today; levels where there is no policy"
    table = _table(title, names, headline)
    for state in states.to_dict("records"):
        cells: list[str | Text] = [str(state[name]).replace("_", " ") for name in names]
        rows = _by_measure(headline[headline["point"] == state["point"]])
        failed = [Text("failed", style="red")]
        cells += [_cell(rows[one]) for one in TRADED] if state["finished"] else failed
        table.add_row(*cells)
    terminal().print(table)
    causes = states[states["cause"] != ""].itertuples()
    say_lines([*(f"Point {row.point}: {row.cause}" for row in causes), *how_to_read(headline)])


def show_comparison(compared: pd.DataFrame, *, title: str, sentences: Sequence[str] = ()) -> None:
    """Print a row for each policy, then the answer in words.

    `compared` is as `analyse.comparison.comparison` makes it.
    """
    table = _table(title, ["policy"], compared)
    first = _by_measure(compared.drop_duplicates("measure"))
    table.add_row("(today)", *(say(first[m].today, first[m].unit) for m in TRADED))
    for policy, rows in compared.groupby("policy", sort=False):
        by_measure = _by_measure(rows)
        table.add_row(str(policy).replace("_", " "), *(_cell(by_measure[m]) for m in TRADED))
    terminal().print(table)
    say_lines([*how_to_read(compared), *sentences])


def ends_of(helped: pd.DataFrame) -> pd.DataFrame:
    """Return the authorities in which drift surely changes otherwise than in the middle one.

    Those that fare better first, a few on each side; none where no band stands apart.
    """
    return named(ordered(helped, DRIFT))


def readings_words(rows: pd.DataFrame) -> str:
    """Return in how many rows each reading holds; of two left open the first is counted.

    Of those that cannot be staffed the posts that each needs stand in its own row.
    """
    counts = rows["reading"].str.partition(", or ")[0].str.partition(":")[0].value_counts()
    return ", ".join(f"{reading} in {many}" for reading, many in counts.items())


def show_england(helped: pd.DataFrame, *, policy: str, assumed: str, apart: str) -> None:
    """Print in which authorities drift would change otherwise than in the middle one.

    `apart` is a sentence on those whose answer differs in kind from England's.
    """
    under = policy.replace("_", " ")
    lines = [
        f"Authorities, {label(measure)} under {under}: "
        f"{readings_words(helped[helped['measure'] == measure])}."
        for measure in (DRIFT, ON_TIME)
    ]
    ends = ends_of(helped)
    if not len(ends):
        say_lines([*lines, NOBODY, apart, assumed])
        return
    table = titled(
        f"Drift days per child-year, {under} against today: those apart from the middle authority",
        "authority", "today", "change", helped["range"].iloc[0].split(" (")[0], "reading",
        "rests on",
    )  # fmt: skip
    for row in ends.itertuples():
        table.add_row(row.authority, say(row.today, row.unit),
                      say_difference(row.difference, row.unit),
                      say_range(row.difference_low, row.difference_high, row.unit, True),
                      row.reading, row.rests_on)  # fmt: skip
    say_lines(lines)
    terminal().print(table)
    say_lines([apart, assumed])

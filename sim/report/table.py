"""What the command prints: the headline measures, their differences and how sure they are."""

import io
import sys
from collections.abc import Iterator
from typing import TextIO

import numpy as np
import pandas as pd
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from sim.measures import DOES_NOT_APPLY, NOT_INCLUDED
from sim.report.numbers import label, say, say_difference, say_interval
from sim.settings.register import GRADES

WIDE = 110  # columns from which a difference and its interval stand on one line
NARROWEST = 80
PLAIN = 120  # width where no one is looking: a pipe or a file
COLOURS = {"better": "green", "worse": "red", "higher": "cyan", "lower": "cyan"}
CHANCE_ONLY = "the intervals hold chance only, beliefs held at default"
BOTH = "intervals hold chance and beliefs: where one more plausible set of settings would fall"
DRIFT = (
    "On drift: {}. No published figure measures drift, or what it does to drift that a reviewing "
    "officer notices; a difference in drift follows from assumptions, and other beliefs can turn "
    "it."
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
    authority: str,
    scenario: str | None,
    replications: int,
    drift: pd.DataFrame | None = None,
    console: Console | None = None,
) -> None:
    """Print the headline table and, under it, what it may and may not be taken to say.

    Parameters
    ----------
    headline, summary
        As `study.tables` makes them; the second names what does not apply.
    authority
        The authority's name.
    scenario
        The policy's name; None for today's service alone.
    replications
        Runs of today's service, or pairs with a scenario.
    drift
        Differences in drift with both intervals, as `study.beliefs` makes them.
    console
        Where to; standard output by default.
    """
    console = console or terminal()
    runs = "run" if replications == 1 else "runs"
    words = "own policy" if scenario == "own_policy" else scenario
    if scenario is None:
        title = f"{authority}: today's service, {replications} {runs}"
        table = _one_arm(headline)
    else:
        pairs = "pair" if replications == 1 else "pairs"
        title = f"{authority}: {words} against today's service, {replications} {pairs} of runs"
        table = _two_arms(headline, scenario, console.width >= WIDE)
    table.title, table.title_justify, table.title_style = title, "left", "bold"
    console.print(table)
    for note in notes(headline, summary, scenario, drift):
        console.print(note, markup=False, highlight=False, soft_wrap=not console.is_terminal)


def _one_arm(headline: pd.DataFrame) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("measure")
    for heading in ("today's service", "95% interval"):
        table.add_column(heading, justify="right", no_wrap=True)
    for row in headline.itertuples():
        table.add_row(
            label(row.measure, row.unit),
            say(row.baseline, row.unit),
            row.empty or say_interval(row.baseline_low, row.baseline_high, row.unit),
        )
    return table


def _two_arms(headline: pd.DataFrame, scenario: str, wide: bool) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("measure")
    table.add_column("today", justify="right", no_wrap=True)
    table.add_column(scenario.replace("_", " "), justify="right")
    table.add_column(
        "paired difference (95%)" if wide else "difference (95%)", justify="right", no_wrap=True
    )
    table.add_column("verdict", no_wrap=wide)
    for row in headline.itertuples():
        difference = say_difference(row.difference, row.unit)
        if not np.isnan(row.difference):
            interval = say_interval(row.difference_low, row.difference_high, row.unit, True)
            difference += (" " if wide else "\n") + interval
        table.add_row(
            label(row.measure, row.unit),
            say(row.baseline, row.unit),
            say(row.scenario, row.unit),
            difference,
            Text(row.verdict, style=COLOURS.get(row.verdict, "")),
        )
    return table


def notes(
    headline: pd.DataFrame,
    summary: pd.DataFrame,
    scenario: str | None,
    drift: pd.DataFrame | None = None,
) -> Iterator[str]:
    """Give the lines under the table."""
    if scenario is not None:
        judged = int(headline["adjusted_p"].notna().sum())
        if not judged:
            yield "One pair of runs cannot tell chance from the policy: ask for more replications."
        else:
            yield (
                "About the same: the interval lies within the smallest difference that matters. "
                f"Better and worse allow for judging {judged} measures at once (Holm)."
            )
            yield pairing(headline["variance_ratio"].to_numpy(dtype=float))
    yield from on_drift(headline, drift)
    yield weakest_sources(headline)
    yield from _what_is_empty(summary, "baseline", "today")
    if scenario is not None:
        yield from _what_is_empty(summary, "scenario", f"under {scenario}")


def on_drift(headline: pd.DataFrame, drift: pd.DataFrame | None) -> Iterator[str]:
    """Say what the intervals hold; of each difference in drift both, where beliefs were drawn."""
    drawn = drift is not None and bool(drift["drawn_difference"].notna().any())
    yield DRIFT.format(BOTH if drawn else CHANCE_ONLY)
    if not drawn or drift is None:
        return
    shares = headline.set_index("measure")["belief_share"]
    for row in drift.itertuples():
        chance = say_interval(row.chance_low, row.chance_high, row.unit, True)
        both = say_interval(row.belief_low, row.belief_high, row.unit, True)
        yield (
            f"  {label(row.measure)}: chance only, beliefs at default, "
            f"{say_difference(row.difference, row.unit)} {chance}; chance and beliefs, "
            f"{say_difference(row.drawn_difference, row.unit)} {both}."
        )
    known = shares[shares.notna()]
    if len(known):
        said = ", ".join(f"{label(name)} {share:.0%}" for name, share in known.items())
        yield (
            "Share of the variance of differences between runs that is belief, the rest being "
            f"chance at the beliefs drawn: {said}."
        )


def weakest_sources(headline: pd.DataFrame) -> str:
    """Return the sentence on the weakest grade among the settings that drive each figure."""
    grades = headline["grade"].value_counts(sort=False)
    if len(grades) == 1:
        said = f"{GRADES[grades.index[0]]}, for all {len(headline)}"
    else:
        parts = []
        for grade in grades.index:
            rows = headline[headline["grade"] == grade].itertuples()
            names = ", ".join(label(row.measure) for row in rows)
            parts.append(f"{GRADES[grade]}, for {names}")
        said = "; ".join(parts)
    return f"Weakest source among the settings that drive each figure: {said}."


def _what_is_empty(summary: pd.DataFrame, side: str, where: str) -> Iterator[str]:
    """Name the measures of which one arm has no value, and why."""
    empty = summary[summary[side].isna()]
    for why, because in (
        (NOT_INCLUDED, "as what it spends is not set (cost.*_spending)"),
        (DOES_NOT_APPLY, "as there is nothing to count"),
    ):
        names = [label(row.measure) for row in empty.itertuples() if row.empty == why]
        if names:
            yield f"{why.capitalize()} {where}, {because}: {', '.join(names)}."


def pairing(ratios: np.ndarray) -> str:
    """Return the sentence on what pairing saves, from variance ratios of shape (measures,)."""
    fixed = int(np.isinf(ratios).sum())
    known = ratios[np.isfinite(ratios)]
    if not known.size:
        return "What pairing saves cannot be measured here: no headline difference varies."
    middle, least, most = np.median(known), known.min(), known.max()
    spread = f"from {_times(least)} to {_times(most)}"
    basis = f"median of the headline measures; {spread}; measured variance ratio"
    if fixed:
        basis += f"; {fixed} more differ by the same in every pair"
    if middle < 1:
        return (
            "Pairing saves no replications here: independent runs would need "
            f"{_times(middle)} times as many ({basis})."
        )
    return (
        f"Pairing needs {_times(middle)} times fewer replications than independent runs ({basis})."
    )


def _times(ratio: float) -> str:
    return f"{ratio:.1f}" if ratio < 10 else f"{ratio:,.0f}"

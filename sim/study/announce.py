"""What a run prints once its results are written: the table, what to know, where they are."""

import os
import sys
from collections import Counter
from pathlib import Path

from sim.measures import MEASURES
from sim.settings.arms import Arms as Asked
from sim.study import tables
from sim.study.replicate import Arms

STOCK_TOLERANCE = 0.05  # of the authority's own number of children


def announce(arms: Arms, asked: Asked, scenario: str, folder: Path) -> None:
    """Print the results; whoever reads them may want the beginning only (`| head`)."""
    for cause, times in Counter(_line(failure.cause) for failure in arms.failures).items():
        which = "replication" if times == 1 else "replications"
        print(f"sim: {times} {which} failed: {cause}", file=sys.stderr)
    if sys.stdout is None:
        return
    try:
        if arms.baseline.replications:
            for note in stock_notes(arms, asked):
                print(note)
            _show(arms, asked, scenario)
        else:
            print("No replication finished: there are no results, only run.json with the causes.")
        print(f"Results are in {folder}", flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _line(text: str) -> str:
    return " ".join(text.split())


def _show(arms: Arms, asked: Asked, scenario: str) -> None:
    """Print the headline table, and what it may and may not be taken to say."""
    from sim.report.table import show

    show(
        tables.headline(arms.baseline, arms.scenario, asked.today.matters),
        tables.summary(arms.baseline, arms.scenario),
        authority=authority_words(asked),
        scenario=None if arms.scenario is None else scenario,
        replications=len(arms.baseline.replications),
    )


def stock_notes(arms: Arms, asked: Asked) -> list[str]:
    """Say where today's simulated service surely does not keep the authority's children."""
    every = [asked.today, *(today for today, _ in asked.beside)]
    own = sum(float(each.authority.children_looked_after or 0) for each in every)
    if not arms.baseline.replications or own <= 0:
        return []
    place = [measure.id for measure in MEASURES].index("children_looked_after")
    row = tables.summary(arms.baseline).iloc[place]
    low, high = row["baseline_low"] / own - 1, row["baseline_high"] / own - 1
    if not (low > STOCK_TOLERANCE or high < -STOCK_TOLERANCE):  # nan, with one run, says nothing
        return []
    return [
        f"Note: today's simulated service looks after {row['baseline']:,.1f} children on a mean "
        f"day, the authority {own:,.1f}: its stays do not come out as its own figures say, so do "
        "not read its levels as the authority's."
    ]


def authority_words(asked: Asked) -> str:
    """Return the authority's name as titles give it; those of a pool together."""
    every = [asked.today, *(today for today, _ in asked.beside)]
    names = [each.authority.name for each in every]
    words = ["average English authority" if name == "average" else name for name in names]
    if len(words) == 1:
        return words[0]
    return f"{', '.join(words[:-1])} and {words[-1]}"

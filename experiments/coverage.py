"""How often intervals hold the truth: `python -m experiments.coverage`.

Runs a small authority very often, cuts the runs into independent studies of 30 pairs each, and
counts in how many of them the 95% interval holds the mean of all runs together. The same for
studies that run until they are sure (`precision`). The result is `sim/data/coverage.csv`.
"""

import dataclasses
import sys
from pathlib import Path

import numpy as np
import pandas as pd
from rich.console import Console
from rich.progress import track
from rich.table import Table

from experiments.flags_command import THREADS, OneLineParser, printed
from experiments.of_any_size import with_children
from sim.analyse import event_counts
from sim.analyse.estimate import estimate, ratio
from sim.analyse.tables import difference_of, parts_of, write_csv
from sim.arms.resolve import resolve
from sim.cli.compose import compose
from sim.data.interval_coverage import STORED
from sim.measures.catalogue import HEADLINE
from sim.replicate.replication import Failure, Point, point_of, run_point
from sim.replicate.runner import all_jobs
from sim.replicate.stopping_rule import run_until_sure
from sim.replicate.threads import on_threads
from sim.report.numbers import label
from sim.settings import Settings

CHILDREN = 60
PAIRS = 30  # in a study
MOST = 120  # pairs in a study that runs until it is sure
FIRST = 1200  # pairs by which a later run can tell that what is stored would come out again
SCENARIO = "abolish"
TIMELINESS = "reviews_on_time"
PLACE = [measure.id for measure in HEADLINE].index(TIMELINESS)


def runs(replications: int, shown: bool = False, workers: int = 0) -> np.ndarray:
    """Return the whole counts of both arms in many pairs, shape (replications, 2, counts)."""
    asked = with_children(Settings(worlds="one"), CHILDREN)  # within a world: chance alone
    arms = resolve(asked, compose([f"+scenario={SCENARIO}"]).changes)
    point: Point = dataclasses.replace(point_of(0, arms, SCENARIO), monthly=False)
    made = track(
        on_threads(all_jobs([point], range(replications)), _counts, workers), "pairs of runs",
        replications, console=Console(stderr=True), disable=not shown,
    )  # fmt: skip
    counted = {number: counts for (_, number), counts in made}
    return np.array([counted[number] for number in range(replications)])


def _counts(point: Point, replication: int) -> np.ndarray:
    """Return what one pair counted and no more, for many are held at once."""
    made = run_point(point, replication)
    if isinstance(made, Failure):
        raise RuntimeError(made.traceback)
    return made.months[:, 0]


def ends_of(pairs: np.ndarray) -> np.ndarray:
    """Return the ends of a study's intervals: of differences, and of today's levels.

    The pairs are counts of both arms, shape (replications, 2, counts); what is returned has shape
    (kinds, ends, measures).
    """
    before, after = pairs[:, 0], pairs[:, 1]
    apart = difference_of(HEADLINE, before, after)
    resting = event_counts.behind(HEADLINE, before.sum(axis=0))
    level = estimate(parts_of(HEADLINE, before), resting)
    return np.array([[apart.low, apart.high], [level.low, level.high]])


def truths(pairs: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the mean difference and level of all runs together, by headline measure."""
    before, after = (ratio(parts_of(HEADLINE, pairs[:, arm])) for arm in (0, 1))
    return after - before, before


def fixed(pairs: np.ndarray, truth: np.ndarray, level: np.ndarray) -> pd.DataFrame:
    """Return how often studies of `PAIRS` pairs hold the truth, a row a measure and kind.

    `truth` and `level` are what `truths` returns.
    """
    ends = np.array([ends_of(study) for study in _studies(pairs, PAIRS)])
    rows = [
        ("fixed", kind, measure.id, true[place], np.nan,
         *_told(ends[:, row, :, place], true[place], PAIRS))
        for row, (kind, true) in enumerate((("difference", truth), ("level", level)))
        for place, measure in enumerate(HEADLINE)
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=COLUMNS)


def until_sure(pairs: np.ndarray, truth: float, asked: float) -> pd.DataFrame:
    """Return how often studies that run until sure hold the truth, for the headline difference."""
    ends = np.array([_sure(study, asked) for study in _studies(pairs, MOST)])
    row = ("until sure", "difference", TIMELINESS, truth, asked, *_told(ends, truth, MOST))
    return pd.DataFrame([row], columns=COLUMNS)


def half_width_asked(pairs: np.ndarray) -> float:
    """Return the half-width that the middle study has after half the most pairs: what is asked."""
    return float(np.median([_half_width(study[: MOST // 2]) for study in _studies(pairs, MOST)]))


def _studies(pairs: np.ndarray, of: int) -> list[np.ndarray]:
    return [pairs[first : first + of] for first in range(0, len(pairs) - of + 1, of)]


def _told(ends: np.ndarray, truth: float, of: int) -> tuple[float, int, int, float]:
    """Return the share of studies that hold the truth, of how many, and what the first ones say.

    That is how many of them hold it, and the mean of their intervals' ends: whoever makes the first
    `FIRST` pairs again can see that they are these. `ends` has shape (studies, 2), of pairs each; a
    study that shows no interval is not counted.
    """
    shown = ~np.isnan(ends[:, 0])
    held = shown & (ends[:, 0] <= truth) & (truth <= ends[:, 1])
    first = FIRST // of
    shown_first = ends[:first][shown[:first]]
    return (
        float(held.sum() / shown.sum()) if shown.any() else np.nan, int(shown.sum()),
        int(held[:first].sum()), float(shown_first.mean()) if len(shown_first) else np.nan,
    )  # fmt: skip


def _sure(study: np.ndarray, asked: float) -> np.ndarray:
    """Return the ends of the interval that a study which runs until sure has in the end."""
    done = 0

    def run_to(total: int) -> None:
        nonlocal done
        done = total

    run_until_sure(TIMELINESS, asked, MOST, run_to, lambda: _half_width(study[:done]))
    return ends_of(study[:done])[0, :, PLACE]


def _half_width(pairs: np.ndarray) -> float:
    low, high = ends_of(pairs)[0, :, PLACE]
    return float(high - low) / 2


COLUMNS = [
    "kind", "of", "measure", "truth", "half_width_asked", "coverage", "intervals", "first_held",
    "first_ends",
]  # fmt: skip
MOST_REPETITIONS = 1_000_000


def main() -> int:
    """Measure, write and print the table."""
    parser = OneLineParser("coverage", __doc__)
    parser.whole("repetitions", 1000, 10, "studies", most=MOST_REPETITIONS)
    parser.whole("workers", 0, 0, THREADS)
    asked = parser.asked()
    pairs = runs(PAIRS * asked.repetitions, shown=True, workers=asked.workers)
    truth, level = truths(pairs)
    sure = until_sure(pairs, truth[PLACE], half_width_asked(pairs))
    found = pd.concat([fixed(pairs, truth, level), sure], ignore_index=True)
    write_csv(found, Path(STORED))
    table = Table(title=f"How often 95% intervals hold the truth: {CHILDREN} children")
    for heading in ("study", "of", "measure", "holds the truth", "intervals"):
        table.add_column(heading)
    for row in found.itertuples():
        share = "no interval" if np.isnan(row.coverage) else f"{row.coverage:.1%}"
        table.add_row(row.kind, row.of, label(row.measure), share, str(row.intervals))
    return printed(lambda: Console(width=100).print(table), "coverage")


if __name__ == "__main__":
    sys.exit(main())

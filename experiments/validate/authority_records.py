"""The one study that validation is made from: every authority in some plausible worlds, by year.

Its result is a table of records, a row for each authority, world and reported year, so that every
table and picture is made from what was stored and none needs a run of its own.
"""

import dataclasses
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from rich.progress import track

from experiments.validate.targets import TARGETS
from sim.analyse.by_time import spans
from sim.arms.resolve import resolve
from sim.initialise.build import calendar_of
from sim.measures.catalogue import MEASURES, Measure
from sim.replicate.replication import Point, ReplicationCounts, one_world
from sim.replicate.threads import on_threads
from sim.settings import Settings, replace_values

WORLDS, YEARS = 40, 3  # a study where nobody asks for more or less
KEYS = ["authority", "world", "year"]
OF = ".of"  # ends the name of the column with what a measure's share is of
BESIDE = (
    "children_looked_after",
    "iro_caseload",
    "records_on_time",
    "challenge_followed_up",
    "challenges_informal",
    "drift_days_per_child_year",
    "children_in_drift",
    "extra_care_days_per_child_year",
    "ready_at_18",
    "sw_load",
    "sw_caseload",
    "agency_share",
    "service_cost",
)  # measures kept beside those of the targets
KEPT: tuple[Measure, ...] = tuple(
    measure
    for measure in MEASURES
    if measure.id in BESIDE or measure.id in {target.measure for target in TARGETS}
)
# no figure gives an authority's caseload, so it is drawn: the quartiles are those of 28 published
# values, the ends about the published extremes
QUANTILES = (0.0, 0.25, 0.5, 0.75, 1.0)
CASELOADS = (50.0, 70.0, 82.0, 105.0, 140.0)
CHANCE = 13  # of the caseloads drawn


def caseload_of(place: int, world: int) -> float:
    """Return the children to an IRO, drawn for the authority at that place and a world."""
    return float(
        np.interp(np.random.default_rng((CHANCE, place, world)).random(), QUANTILES, CASELOADS)
    )


def points(names: Sequence[str], years: int) -> list[Point]:
    """Return a point for each authority, on its own figures and with chance of its own."""
    asked = dataclasses.replace(Settings(), worlds="plausible", years=years)
    return [
        Point(place, resolve(replace_values(asked, {"authority.name": name}), {}).today,
              in_worlds=True, apart=place + 1)
        for place, name in enumerate(names)
    ]  # fmt: skip


def run_one(point: Point, replication: int) -> ReplicationCounts:
    """Run one authority in one world, with a caseload drawn for it."""
    [[given]] = point.settings(replication)
    drawn = caseload_of(point.number, point.world(replication))
    return one_world(replace_values(given, {"iro.caseload": drawn}), (), point.seed(replication))


def rows_of(
    point: Point, replication: int, counted: ReplicationCounts
) -> Iterator[dict[str, object]]:
    """Give a row for each reported year: each measure, and under `<measure>.of` what it is of."""
    for number, span in enumerate(spans(calendar_of(point.today).months), 1):
        if number > point.today.years:
            return
        row: dict[str, object] = {
            "authority": point.today.authority.name,
            "world": point.world(replication),
            "year": number,
        }
        counts = counted.months[0][span.months].sum(axis=0)
        for measure in KEPT:
            top, bottom = (float(part) for part in measure.parts(counts))
            row[measure.id] = top / bottom if bottom else float("nan")
            row[measure.id + OF] = bottom
        yield row


def study(names: Sequence[str], worlds: int, years: int, workers: int) -> pd.DataFrame:
    """Return the records of each authority in the first plausible worlds, over reported years.

    A bar shows how many runs are done; 0 workers are the cores there are.

    Raises
    ------
    RuntimeError
        Where a run failed: a study without some authority in some world would mislead.
    """
    listed = points(names, years)
    jobs = [(point, world) for world in range(worlds) for point in listed]
    rows: list[dict[str, object]] = []
    ran = on_threads(jobs, run_one, workers)
    for (point, replication), counted in track(ran, "every authority", len(jobs), transient=True):
        rows += rows_of(point, replication, counted)
    return pd.DataFrame(rows).sort_values(KEYS, ignore_index=True)


def store(records: pd.DataFrame, file: Path) -> None:
    """Write the records as Parquet."""
    file.parent.mkdir(parents=True, exist_ok=True)
    records.to_parquet(file, index=False, compression="zstd")


def stored(file: Path) -> pd.DataFrame:
    """Return the records of a file that `store` wrote."""
    return pd.read_parquet(file)


def added_up(records: pd.DataFrame, measure: str, by: Sequence[str]) -> pd.Series:
    """Return a measure of the records of each world and year, say, or world and authority.

    A ratio of sums, as England's figures are: what it is of in each record weighs it.
    """
    of = records[measure + OF].fillna(0.0)
    parts = records[[*by]].assign(top=records[measure].fillna(0.0) * of, bottom=of)
    sums = parts.groupby([*by]).sum()
    return sums["top"] / sums["bottom"].where(sums["bottom"] > 0)

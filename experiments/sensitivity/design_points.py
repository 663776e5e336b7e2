"""From rows of a design to points of the study, and from what they counted to figures."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from operator import attrgetter

import numpy as np
import pandas as pd

from experiments.beliefs import Belief
from experiments.sensitivity.design import Design
from sim.analyse.tables import values_of
from sim.measures.catalogue import HEADLINE
from sim.replicate.replication import Point
from sim.replicate.runner import Runner
from sim.replicate.threads import Job
from sim.settings import replace_values
from sim.settings.register import Value

LEVEL, DIFFERENCE = "level", "difference"
OF = ["measure", "of"]


def told_of(table: pd.DataFrame) -> str:
    """Return what a table's figures tell of: differences, or levels where there is no policy."""
    return DIFFERENCE if (table["of"] == DIFFERENCE).any() else LEVEL


def point_with(base: Point, number: int, values: Mapping[str, Value]) -> Point:
    """Return a point whose today has other values; a policy's own changes still win."""
    return replace(
        base,
        number=number,
        today=replace_values(base.today, values),
        beside=tuple(replace_values(one, values) for one in base.beside),
        monthly=False,
    )


def values_at(row: np.ndarray, beliefs: Sequence[Belief]) -> dict[str, Value]:
    """Return the settings' values at a row of a design, rounded as sampled ones are."""
    return {
        one.name: one.at(part)
        for one, part in zip(beliefs, row.tolist(), strict=False)  # the last factor is chance
    }


def jobs_of(design: Design, beliefs: Sequence[Belief], base: Point, first: int) -> list[Job]:
    """Return a point a row, one replication each, numbered from `first`."""
    return [
        (point_with(base, first + place, values_at(row, beliefs)), number)
        for place, (row, number) in enumerate(
            zip(design.rows, design.replications.tolist(), strict=True)
        )
    ]


def figures(runner: Runner, jobs: Sequence[Job]) -> pd.DataFrame:
    """Return the headline figures of single replications, a row each in the order of the jobs.

    Columns are (measure, of): today's level and, with a policy, the difference it makes. A row is
    empty where the replication failed.
    """
    arms = 1 + len(jobs[0][0].policies) if jobs else 1
    values = np.full((len(jobs), arms, len(HEADLINE)), np.nan)
    for place, (point, replication) in enumerate(jobs):
        made = runner.counted.get((point.number, replication))
        if made is not None:
            values[place] = values_of(HEADLINE, made.months.sum(axis=1))
    each = {LEVEL: values[:, 0]}
    if arms > 1:
        each[DIFFERENCE] = values[:, 1] - values[:, 0]
    ids = [one.id for one in HEADLINE]
    table = pd.concat({of: pd.DataFrame(part, columns=ids) for of, part in each.items()}, axis=1)
    return table.swaplevel(axis=1).rename_axis(columns=OF)


def long(
    stage: str, jobs: Sequence[Job], found: pd.DataFrame, names: Sequence[str]
) -> pd.DataFrame:
    """Return the figures of a stage, a row each, with the values of the settings beside them."""
    rows = [
        [stage, point.number, replication, point.seed(replication),
         *(attrgetter(name)(point.today) for name in names)]
        for point, replication in jobs
    ]  # fmt: skip
    told = pd.DataFrame(rows, columns=["stage", "point", "replication", "seed", *names])
    tidy = found.stack(OF, future_stack=True).rename("value").reset_index(level=OF)
    joined = tidy.join(told).dropna(subset=["value"])
    joined["unit"] = joined["measure"].map({one.id: one.unit for one in HEADLINE})
    columns = ["stage", "point", "replication", "seed", *OF, "unit", "value", *names]
    return joined[columns].reset_index(drop=True)

"""The parts of a policy's difference as a table, whose rows add up to it to the last digit."""

import functools
import math
import operator
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from sim.analyse.estimate import ratio, residuals
from sim.analyse.interval import of_mean
from sim.analyse.over_worlds import mean_of, range_of
from sim.analyse.parts_of_policy import FIRST, Part
from sim.analyse.tables import parts_of, range_words, values_by_world
from sim.measures.catalogue import HEADLINE
from sim.replicate.arm_results import ArmResults
from sim.report.document.why import WORDS
from sim.report.table_words import INTERPLAY, WHOLE
from sim.settings.smallest_differences import Matters

FINE = 40  # bits of the grid on which parts lie: sums on it are exact in any order
COLUMNS = ("authority", "policy", "measure", "unit", "better", "part", "words", "first", "last",
           "mean_difference", "low", "high", "range", "orders", "matters")  # fmt: skip


class Found(NamedTuple):
    """What measures come to in an arm, or a difference of arms.

    `middle` has shape (measures,): the mean over worlds, or the value of all runs of one world.
    `rows`, (rows, measures), are the worlds' values, or what each run adds to the value's error.
    """

    middle: np.ndarray
    rows: np.ndarray

    def __sub__(self, other: "Found") -> "Found":
        """Return what this is more than another."""
        return Found(self.middle - other.middle, self.rows - other.rows)


def why_table(
    authority: str,
    policy: str,
    arms: Sequence[ArmResults],
    parts: Sequence[Part],
    matters: Matters,
) -> pd.DataFrame:
    """Return the parts of a policy's difference from today's service, a row each, by measure.

    Parameters
    ----------
    arms
        The finished arms, today's service first, among them the policy and all that parts need.
    parts
        As `parts_of_policy.parts_of_policy` returns them.

    Returns
    -------
    pandas.DataFrame
        For each measure a row a part, then `INTERPLAY`, then `WHOLE`, exactly the sum of the rows
        above it in whatever order they are added. Values are means over worlds, as medians do not
        add up, and `low` and `high` the ends of 90% of worlds; in one world they are of all runs,
        with the 95% interval of chance. A part is what it does put in first; what parts do beyond
        that, or short of it, because others are there, is interplay. `first` and `last` are the
        part put in first and put back last, which differ by the interplay it has with others, and
        are empty where it was measured once. All is empty where a measure is empty in one arm.
    """
    values = _values(arms, policy, parts)
    whole = values[policy] - values[arms[0].policy]
    orders = [
        {order: values[with_it.name] - values[without.name]
         for order, (without, with_it) in part.pairs.items()}
        for part in parts
    ]  # fmt: skip
    alone = [each[FIRST] for each in orders]
    rest = functools.reduce(operator.sub, alone, whole)
    ends = [_ends(one, bool(arms[0].worlds)) for one in (*alone, rest, whole)]
    named = [(part.id, part.words, part.orders) for part in parts]
    named += [(part, WORDS[part], "") for part in (INTERPLAY, WHOLE)]
    rows = []
    for place, measure in enumerate(HEADLINE):
        told = {"authority": authority, "policy": policy, "measure": measure.id,
                "unit": measure.unit, "better": measure.better, "range": range_words(arms[0]),
                "matters": getattr(matters, measure.id, math.nan)}  # fmt: skip
        grid = _grid(
            one.middle[place] for each in (*orders, {WHOLE: whole}) for one in each.values()
        )
        total = _on(whole.middle[place], grid)
        put = [{order: _on(one.middle[place], grid) for order, one in each.items()}
               for each in orders]  # fmt: skip
        left = functools.reduce(operator.sub, (each[FIRST] for each in put), total)
        sizes = [
            {"mean_difference": each[FIRST], **(each if len(each) > 1 else {})} for each in put
        ]
        sizes += [{"mean_difference": left}, {"mean_difference": total}]
        for (part, words, order), size, (low, high) in zip(named, sizes, ends, strict=True):
            rows.append(told | size | {"part": part, "words": words, "orders": order,
                                       "low": low[place], "high": high[place]})  # fmt: skip
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _values(arms: Sequence[ArmResults], policy: str, parts: Sequence[Part]) -> dict[str, Found]:
    """Return what each arm comes to, over the runs that finished in all; empty where any is."""
    wanted = {arms[0].policy, policy}
    wanted |= {arm.name for part in parts for pair in part.pairs.values() for arm in pair}
    used = [arm for arm in arms if arm.policy in wanted]
    shared = sorted(set.intersection(*(set(arm.replications) for arm in used)))
    made: dict[str, Found] = {}
    for arm in used:
        kept = arm.only(shared)
        if kept.worlds:
            made[arm.policy] = Found(np.empty(0), values_by_world(HEADLINE, kept))
        else:
            counted = parts_of(HEADLINE, kept.counts.sum(axis=1))
            made[arm.policy] = Found(ratio(counted), residuals(counted))
    empty = np.any([np.isnan(one.rows) for one in made.values()], axis=0)
    rows = {name: np.where(empty, np.nan, one.rows) for name, one in made.items()}
    if not arms[0].worlds:
        return {name: Found(made[name].middle, rows[name]) for name in made}
    return {name: Found(mean_of(each, ~empty), each) for name, each in rows.items()}


def _ends(found: Found, over_worlds: bool) -> tuple[np.ndarray, np.ndarray]:
    if over_worlds:
        told = range_of(found.rows)
        return told.low, told.high
    interval = of_mean(found.middle, found.rows)
    return interval.low, interval.high


def _grid(values: Iterable[float]) -> float:
    """Return the step of a grid so fine that none of these values can be told from the nearest."""
    most = max((abs(value) for value in values if not math.isnan(value)), default=0.0)
    return math.ldexp(1.0, math.frexp(most)[1] - FINE)


def _on(value: float, grid: float) -> float:
    """Return the value on the grid."""
    return value if math.isnan(value) else round(value / grid) * grid

"""From ledgers to tidy tables.

Every table is a pandas DataFrame with plain floats; an empty value is NaN, an empty cell once
written. `to_csv` writes floats so that reading them gives the same number back. The same column
means the same in every table; `range` says what the ends of a row hold: 90% of plausible worlds,
whose median the value then is, or the 95% interval of a mean over runs of one world.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from sim.analyse import event_counts
from sim.analyse.estimate import Difference, Estimate, Ratio, divided, estimate, paired_difference
from sim.analyse.interval import LEVEL
from sim.analyse.over_worlds import by_world, range_of
from sim.evidence.weakest_source import grounds
from sim.measures.catalogue import MEASURES
from sim.measures.measure import DOES_NOT_APPLY, NOT_INCLUDED, Measure
from sim.replicate.arm_results import ArmResults, common_replications
from sim.report.table_words import OF_CHANCE, OF_WORLDS

ARMS = ("today", "under_policy", "difference")
ENDS = ("", "_low", "_high")


def parts_of(measures: Sequence[Measure], counts: np.ndarray) -> Ratio:
    """Return parts of shape (..., measures) from counts of shape (..., counts)."""
    each = [measure.parts(counts) for measure in measures]
    return Ratio(*(np.stack(side, axis=-1) for side in zip(*each, strict=True)))


def values_of(measures: Sequence[Measure], counts: np.ndarray) -> np.ndarray:
    """Return values (..., measures) from counts of shape (..., counts); NaN where empty."""
    return divided(*parts_of(measures, counts))


def values_by_world(measures: Sequence[Measure], arm: ArmResults) -> np.ndarray:
    """Return each measure in each world over the reported time, shape (worlds, measures)."""
    return values_of(measures, by_world(arm.counts.sum(axis=1), arm.worlds))


def values_by_run(measures: Sequence[Measure], arm: ArmResults) -> np.ndarray:
    """Return each measure in each run over the reported time, shape (replications, measures)."""
    return values_of(measures, arm.counts.sum(axis=1))


def values_by_row(measures: Sequence[Measure], arm: ArmResults) -> np.ndarray:
    """Return each measure in each world, or run of one; NaN where empty."""
    return (values_by_world if arm.worlds else values_by_run)(measures, arm)


def range_words(arm: ArmResults) -> str:
    """Return what the ends of an arm's values hold."""
    return OF_WORLDS if arm.worlds else OF_CHANCE


def estimate_of(
    measures: Sequence[Measure], counts: np.ndarray, worlds: Sequence[int] = ()
) -> Estimate:
    """Return an arm's values with their ends, from counts of shape (replications, ..., counts)."""
    if worlds:
        return range_of(values_of(measures, by_world(counts, worlds)))
    resting = event_counts.behind(measures, counts.sum(axis=0))
    found = estimate(parts_of(measures, counts), resting)
    least = np.array([measure.least for measure in measures])
    most = np.array([1.0 if m.unit == "share" else np.inf for m in measures])
    low, high = np.maximum(found.low, least), np.minimum(found.high, most)
    return Estimate(found.value, low, high)  # no interval says what cannot be


def why_empty(arms: Sequence[Ratio]) -> np.ndarray:
    """Return why there is no value in one of the arms, shape (...); empty text where all have one.

    Numerators and denominators have the shape (runs or worlds, ...).
    """
    nothing = [arm.denominators.sum(axis=0) == 0 for arm in arms]
    unpriced = [np.isnan(arm.numerators).any(axis=0) for arm in arms] & ~np.array(nothing)
    why = [np.any(unpriced, axis=0), np.any(nothing, axis=0)]
    return np.select(why, [NOT_INCLUDED, DOES_NOT_APPLY], "")


def difference(
    measures: Sequence[Measure], today: ArmResults, policy: ArmResults, level: float = LEVEL
) -> Difference:
    """Return the paired differences of measures in one world, arrays of shape (measures,).

    Parameters
    ----------
    today, policy
        Both arms with the same replications, see `pairs`.
    level
        How often an interval is to hold the truth.
    """
    return difference_of(measures, today.counts.sum(axis=1), policy.counts.sum(axis=1), level)


def difference_of(
    measures: Sequence[Measure], before: np.ndarray, after: np.ndarray, level: float = LEVEL
) -> Difference:
    """Return paired differences in one world, from counts of shape (replications, ..., counts)."""
    resting = event_counts.behind(measures, before.sum(axis=0), after.sum(axis=0))
    of_today, of_policy = (parts_of(measures, counts) for counts in (before, after))
    found = paired_difference(of_today, of_policy, resting, level)
    most = np.array([1.0 if m.unit == "share" else np.inf for m in measures])
    return found._replace(low=np.maximum(found.low, -most), high=np.minimum(found.high, most))


def differences_by_world(
    measures: Sequence[Measure], today: ArmResults, policy: ArmResults
) -> np.ndarray:
    """Return the paired difference of each measure in each world, shape (worlds, measures)."""
    today, policy = common_replications(today, policy)
    return values_by_world(measures, policy) - values_by_world(measures, today)


def columns_of_arms(
    measures: Sequence[Measure], counts: Sequence[np.ndarray], worlds: Sequence[int]
) -> dict[str, np.ndarray]:
    """Return the columns of today's service, the policy and the difference, each with its ends.

    Parameters
    ----------
    counts
        Of each arm, shape (replications, ..., counts); of today's service alone there are the
        columns of that alone.
    worlds
        The world of each replication; empty in one.
    """
    found: list[Estimate | Difference] = [estimate_of(measures, arm, worlds) for arm in counts]
    if len(counts) > 1 and worlds:
        today, policy = (values_of(measures, by_world(arm, worlds)) for arm in counts)
        found.append(range_of(policy - today))
    elif len(counts) > 1:
        found.append(difference_of(measures, counts[0], counts[1]))
    return {
        name + end: values.ravel()
        for name, one in zip(ARMS, found, strict=False)
        for end, values in zip(ENDS, one[:3], strict=True)
    }


def of_measures(
    measures: Sequence[Measure],
    today: ArmResults,
    policy: ArmResults | None = None,
    fixed: frozenset[str] = frozenset(),
) -> pd.DataFrame:
    """Return some measures, a row each, as `summary` does."""
    arms = [today] if policy is None else common_replications(today, policy)
    counts = [arm.counts.sum(axis=1) for arm in arms]
    columns = {
        "policy": arms[-1].policy,
        "measure": [m.id for m in measures],
        "unit": [m.unit for m in measures],
        "better": [m.better for m in measures],
        **dict.fromkeys((name + end for name in ARMS for end in ENDS), np.nan),
        **columns_of_arms(measures, counts, arms[0].worlds),
        "range": range_words(today),
        "fixed": [m.id in fixed for m in measures],
        "grade": [grounds(m.driven_by).grade for m in measures],
        "empty": why_empty([parts_of(measures, arm) for arm in counts]),
    }
    return pd.DataFrame(columns)


def of_quantities(
    measures: Sequence[Measure], today: ArmResults, policy: ArmResults | None
) -> pd.DataFrame:
    """Return some quantities that have no id and no better direction, as `summary` does."""
    table = of_measures(measures, today, policy)
    return table.drop(columns=["measure", "better", "grade", "fixed"])


def summary(
    today: ArmResults, policy: ArmResults | None = None, fixed: frozenset[str] = frozenset()
) -> pd.DataFrame:
    """Return every measure, a row each: both arms and the paired difference, with their ends.

    Values are over the whole reported time and, with a policy, over the replications that
    finished in both arms. Without a policy its columns and the difference's are empty. Of the
    headline measures `grade` is the weakest among the settings that drive them (evidence/), and
    `empty` says why an arm has no value, `DOES_NOT_APPLY` or `NOT_INCLUDED`.
    """
    return of_measures(MEASURES, today, policy, fixed)


def runs_of(authority: str, arm: ArmResults) -> pd.DataFrame:
    """Return what tells an arm's runs apart, a row each; their world is 0 in the typical one."""
    worlds = arm.worlds or (0,) * len(arm.replications)
    return pd.DataFrame(
        {
            "authority": authority,
            "policy": arm.policy,
            "world": np.array(worlds, dtype=np.int64),
            "replication": np.array(arm.replications, dtype=np.int64),
            "seed": np.array(arm.seeds, dtype=np.uint64),
        }
    )


def replications(authority: str, arms: Sequence[ArmResults]) -> pd.DataFrame:
    """Return every measure of every replication over the whole reported time, a row each.

    `numerator` is scaled, so that value = numerator / denominator; empty where that is 0.
    """
    blocks = []
    for arm in arms:
        runs = runs_of(authority, arm)
        top, bottom = parts_of(MEASURES, arm.counts.sum(axis=1))
        block = runs.loc[runs.index.repeat(len(MEASURES))].assign(
            measure=[m.id for m in MEASURES] * len(runs),
            unit=[m.unit for m in MEASURES] * len(runs),
            value=divided(top, bottom).ravel(),
            numerator=top.ravel(),
            denominator=bottom.ravel(),
        )
        blocks.append(block)
    return pd.concat(blocks, ignore_index=True)


def write_csv(table: pd.DataFrame, path: Path) -> None:
    """Write a table so that the same table gives the same bytes on every system."""
    table.to_csv(path, index=False, lineterminator="\n")


def write_parquet(table: pd.DataFrame, path: Path) -> None:
    """Write a large table; pandas and R read it faster than CSV, and every digit comes back."""
    table.to_parquet(path, index=False)

"""From ledgers to tidy tables.

Every table is a pandas DataFrame with plain floats; an empty value is NaN, an empty cell once
written. `to_csv` writes floats so that reading them gives the same number back.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd

from sim.grounds import grounds
from sim.measures import DOES_NOT_APPLY, HEADLINE, MEASURES, NOT_INCLUDED, Measure
from sim.settings.matters import Matters
from sim.study import events
from sim.study.estimate import (
    Difference,
    Estimate,
    Parts,
    by_draw,
    estimate,
    holm,
    paired_difference,
    share_of_belief,
)
from sim.study.estimate import verdict as judge
from sim.study.interval import LEVEL
from sim.study.ledgers import Ledgers, pairs

ARM = ("", "_low", "_high")


def parts_of(measures: Sequence[Measure], counts: np.ndarray) -> Parts:
    """Return parts of shape (..., measures) from counts of shape (..., counts)."""
    each = [measure.parts(counts) for measure in measures]
    return Parts(*(np.stack(side, axis=-1) for side in zip(*each, strict=True)))


def _estimate(
    measures: Sequence[Measure], counts: np.ndarray, draws: Sequence[int] = ()
) -> Estimate:
    """Return an arm's estimates from counts of shape (replications, ..., counts)."""
    parts = parts_of(measures, by_draw(counts, draws) if draws else counts)
    resting = events.of_arm(measures, counts.sum(axis=0))
    found = estimate(parts, resting, drawn=bool(draws))
    least = np.array([-np.inf if m.unit.startswith("GBP") else 0.0 for m in measures])
    most = np.array([1.0 if m.unit == "share" else np.inf for m in measures])
    low, high = np.maximum(found.low, least), np.minimum(found.high, most)
    return Estimate(found.value, low, high)  # no interval says what cannot be


def _why_empty(arms: Sequence[Parts]) -> list[str]:
    """Return why a measure has no value in one of the arms; empty text where all have one."""
    nothing = [arm.denominators.sum(axis=0) == 0 for arm in arms]
    unpriced = [np.isnan(arm.numerators).any(axis=0) for arm in arms] & ~np.array(nothing)
    why = [np.any(unpriced, axis=0), np.any(nothing, axis=0)]
    return list(np.select(why, [NOT_INCLUDED, DOES_NOT_APPLY], ""))


def difference(
    measures: Sequence[Measure], baseline: Ledgers, scenario: Ledgers, level: float = LEVEL
) -> Difference:
    """Return the paired differences of measures, arrays of shape (measures,).

    Parameters
    ----------
    baseline, scenario
        Both arms with the same replications, see `pairs`.
    level
        How often an interval is to hold the truth.
    """
    before, after = baseline.counts.sum(axis=1), scenario.counts.sum(axis=1)
    resting = events.of_difference(measures, before.sum(axis=0), after.sum(axis=0))
    if baseline.draws:
        before, after = (by_draw(counts, baseline.draws) for counts in (before, after))
    of_today, of_policy = (parts_of(measures, counts) for counts in (before, after))
    found = paired_difference(of_today, of_policy, resting, bool(baseline.draws), level)
    most = np.array([1.0 if m.unit == "share" else np.inf for m in measures])
    return replace(found, low=np.maximum(found.low, -most), high=np.minimum(found.high, most))


def _compare(
    measures: Sequence[Measure], baseline: Ledgers, scenario: Ledgers | None
) -> tuple[pd.DataFrame, Difference | None]:
    columns: dict[str, object] = {
        "measure": [m.id for m in measures],
        "unit": [m.unit for m in measures],
        "better": [m.better for m in measures],
    }
    if scenario is not None:
        baseline, scenario = pairs(baseline, scenario)
    whole = baseline.counts.sum(axis=1)
    arms = [parts_of(measures, whole)]
    found: dict[str, Estimate | None] = {"baseline": _estimate(measures, whole, baseline.draws)}
    apart = None
    if scenario is not None:
        changed = scenario.counts.sum(axis=1)
        arms.append(parts_of(measures, changed))
        apart = difference(measures, baseline, scenario)
        found["scenario"] = _estimate(measures, changed, scenario.draws)
    else:
        found["scenario"] = None
    found["difference"] = apart
    for name, one in found.items():
        filled = (np.nan,) * 3 if one is None else (one.value, one.low, one.high)
        columns |= {name + end: values for end, values in zip(ARM, filled, strict=True)}
    columns["grade"] = [grounds(m.driven_by).grade for m in measures]
    columns["empty"] = _why_empty(arms)
    return pd.DataFrame(columns), apart


def of_measures(
    measures: Sequence[Measure], baseline: Ledgers, scenario: Ledgers | None = None
) -> pd.DataFrame:
    """Return some measures, a row each, as `summary` does."""
    return _compare(measures, baseline, scenario)[0]


def summary(baseline: Ledgers, scenario: Ledgers | None = None) -> pd.DataFrame:
    """Return every measure, a row each: both arms and the paired difference, with intervals.

    Values are over the whole reported time and, with a scenario, over the replications that
    finished in both arms. Without a scenario its columns and the difference's are empty. Of the
    headline measures `grade` is the weakest among the settings that drive them (grounds.py), and
    `empty` says why an arm has no value, `DOES_NOT_APPLY` or `NOT_INCLUDED`.
    """
    return of_measures(MEASURES, baseline, scenario)


def headline(
    baseline: Ledgers, scenario: Ledgers | None = None, matters: Matters | None = None
) -> pd.DataFrame:
    """Return the headline measures as `summary` does, with what a verdict needs.

    Further columns: `matters` (the smallest difference that matters, the measure's unit),
    `p_value` (two-sided, of the difference alone), `adjusted_p` (Holm, across the headline measures
    that have a difference), `variance_ratio` (see `estimate.Difference`), `belief_share` (of the
    variance between runs; empty where beliefs are held) and `verdict` (why there is none where a
    side is empty; empty text without a scenario).
    """
    table, apart = _compare(HEADLINE, baseline, scenario)
    table["matters"] = [getattr(matters or Matters(), m.id) for m in HEADLINE]
    if apart is None or scenario is None:
        return table.assign(
            p_value=np.nan, adjusted_p=np.nan, variance_ratio=np.nan, belief_share=np.nan,
            verdict="",
        )  # fmt: skip
    table["p_value"] = apart.p_value
    table["adjusted_p"] = holm(apart.p_value.tolist())
    table["variance_ratio"] = apart.variance_ratio
    table["belief_share"] = belief_share(HEADLINE, baseline, scenario)
    table["verdict"] = verdicts(table, apart.identical.tolist())
    return table


def verdicts(table: pd.DataFrame, identical: Sequence[bool]) -> list[str]:
    """Return the verdict on each row's difference, in words; why there is none where it is empty.

    Parameters
    ----------
    table
        With the columns that `estimate.verdict` needs.
    identical
        Whether nothing differs in any pair, for each row.
    """
    return [
        row.empty
        or judge(
            row.difference,
            row.difference_low,
            row.difference_high,
            row.better,
            row.matters,
            row.adjusted_p,
            identical=bool(same),
        )
        for row, same in zip(table.itertuples(), identical, strict=True)
    ]


def belief_share(measures: Sequence[Measure], baseline: Ledgers, scenario: Ledgers) -> np.ndarray:
    """Return the share of the variance of differences between runs that beliefs explain."""
    baseline, scenario = pairs(baseline, scenario)
    if not baseline.draws:
        return np.full(len(measures), np.nan)
    before, after = (parts_of(measures, arm.counts.sum(axis=1)) for arm in (baseline, scenario))
    return share_of_belief(before, after, baseline.draws)


def replications(arms: Sequence[Ledgers]) -> pd.DataFrame:
    """Return every measure of every replication over the whole reported time, a row each.

    `numerator` is scaled, so that value = numerator / denominator; empty where that is 0.
    """
    names = [m.id for m in MEASURES]
    parts = []
    for arm in arms:
        top, bottom = parts_of(MEASURES, arm.counts.sum(axis=1))
        value = np.divide(top, bottom, out=np.full(top.shape, np.nan), where=bottom != 0)
        each = len(names)
        parts.append(
            pd.DataFrame(
                {
                    "scenario": arm.scenario,
                    "replication": np.repeat(np.array(arm.replications, dtype=np.int64), each),
                    "seed": np.repeat(np.array(arm.seeds, dtype=np.uint64), each),
                    "measure": names * len(arm.replications),
                    "value": value.ravel(),
                    "numerator": top.ravel(),
                    "denominator": bottom.ravel(),
                }
            )
        )
    return pd.concat(parts, ignore_index=True)


def monthly(arms: Sequence[Ledgers]) -> pd.DataFrame:
    """Return every measure of every reported month, mean over replications with its interval."""
    parts = []
    for arm in arms:
        found = _estimate(MEASURES, arm.counts, arm.draws)
        parts.append(
            pd.DataFrame(
                {
                    "scenario": arm.scenario,
                    "month": np.repeat(np.array(arm.periods, dtype=object), len(MEASURES)),
                    "measure": [m.id for m in MEASURES] * len(arm.periods),
                    "value": found.value.ravel(),
                    "low": found.low.ravel(),
                    "high": found.high.ravel(),
                }
            )
        )
    return pd.concat(parts, ignore_index=True)


def write_csv(table: pd.DataFrame, path: Path) -> None:
    """Write a table so that the same table gives the same bytes on every system."""
    table.to_csv(path, index=False, lineterminator="\n")


def write_parquet(table: pd.DataFrame, path: Path) -> None:
    """Write a large table; pandas and R read it faster than CSV, and every digit comes back."""
    table.to_parquet(path, index=False)

"""What a policy costs, taken apart: by part and year, cash apart from hours, also discounted.

Pounds are the ledger's: what was counted in a year's months. Over plausible worlds a figure is the
mean of worlds' figures, not their median, so that parts add up to totals; a world that was run
twice has the mean of its runs. Totals stand in the same table under the kind "total", so leave that
kind out to add parts up.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd

from sim.analyse.by_time import spans
from sim.analyse.estimate import Ratio, divided, paired_difference, ratio
from sim.analyse.over_worlds import by_world, mean_of, range_of
from sim.analyse.tables import range_words, why_empty
from sim.ledger import Count
from sim.measures.cost_parts import A_CHILD, A_YEAR, PARTS, POUNDS, TOTAL, TOTALS
from sim.measures.measure import YEAR
from sim.measures.reported_years import ALL_YEARS, SETTLED
from sim.replicate.arm_results import ArmResults, common_replications

WHOLE = "whole"  # the one period of runs whose months were not kept
DIVISORS = {A_YEAR: Count.DAYS, A_CHILD: Count.CHILD_DAYS}
NAMES = (*(part.name for part in PARTS), *TOTALS)
KINDS = (*(part.kind for part in PARTS), *(TOTAL for _ in TOTALS))
FOUND = ("mean_today", "mean_under_policy", "mean_difference", "difference_low", "difference_high")


class View(NamedTuple):
    """A stretch of years in one unit: what each year's money weighs, 0 where it is left out."""

    year: str
    unit: str
    discounted: bool
    weights: np.ndarray


def costs(
    authority: str, today: ArmResults, policy: ArmResults | None, discount_rate: float
) -> pd.DataFrame:
    """Return what each part costs, a row for each year, unit and part.

    Parameters
    ----------
    today, policy
        The arms; the runs that finished in both are compared. Without a policy its columns and the
        difference's are empty.
    discount_rate
        By which a year's money counts for less than that of the year before it, a share;
        `cost.discount_rate`. The first reported year counts in full.

    Returns
    -------
    pandas.DataFrame
        `year` is a reported year, "settled years" (all but the first) or "all years"; `unit` is
        "GBP" (what the years cost; discounted, their present value), "GBP a year" for the authority
        or "GBP per child-year". Discounted, the last two are the level sum that has the same
        present value, and are given for several years only. `mean_today`, `mean_under_policy` and
        `mean_difference` are means; the ends are of the difference, and `range` says what they
        hold. `empty` says why a row has no value. Runs whose months were not kept have "all years"
        alone, undiscounted.
    """
    arms = [today] if policy is None else common_replications(today, policy)
    views = list(_views(today.periods, discount_rate))
    parts = [_parts(arm, views) for arm in arms]
    found = _found(parts, bool(arms[0].worlds))
    each, many = len(NAMES), len(views)
    told = {
        "authority": authority,
        "policy": arms[-1].policy,
        "year": np.repeat([view.year for view in views], each),
        "unit": np.repeat([view.unit for view in views], each),
        "discounted": np.repeat(["yes" if view.discounted else "no" for view in views], each),
        "discount_rate": np.repeat([discount_rate * view.discounted for view in views], each),
        "part": NAMES * many,
        "kind": KINDS * many,
        **dict.fromkeys(FOUND, np.nan),
        **{name: values.ravel() for name, values in zip(FOUND, found, strict=False)},
        "range": range_words(today),
        "empty": why_empty(parts).ravel(),
    }
    return pd.DataFrame(told)


def _years(periods: tuple[str, ...]) -> list[tuple[str, slice]]:
    """Return the reported years by name; one, all of it, where months were not kept."""
    if periods == (WHOLE,):
        return [(ALL_YEARS, slice(None))]
    return [(span.year, span.months) for span in spans(periods) if span.year != SETTLED]


def _views(periods: tuple[str, ...], rate: float) -> Iterator[View]:
    names = [name for name, _ in _years(periods)]
    many = len(names)
    factors = (1.0 + rate) ** -np.arange(many, dtype=np.float64)
    stretches = [(name, slice(place, place + 1)) for place, name in enumerate(names)]
    if many > 1:
        stretches.append((SETTLED, slice(1, many)))
    if names != [ALL_YEARS]:
        stretches.append((ALL_YEARS, slice(0, many)))
    for name, rows in stretches:
        within = np.zeros(many)
        within[rows] = 1.0
        for unit in (POUNDS, A_YEAR, A_CHILD):
            yield View(name, unit, False, within)
            several = name in (SETTLED, ALL_YEARS)
            if periods != (WHOLE,) and (several or unit == POUNDS):
                yield View(name, unit, True, within * factors)


def _parts(arm: ArmResults, views: list[View]) -> Ratio:
    """Return pounds and what they are divided by, each of shape (worlds or runs, views, parts)."""
    years = [months for _, months in _years(arm.periods)]
    counts = np.stack([arm.counts[:, months].sum(axis=1) for months in years], axis=1)
    if arm.worlds:
        runs = by_world(np.ones(len(arm.worlds)), arm.worlds)
        counts = by_world(counts, arm.worlds) / runs[:, np.newaxis, np.newaxis]
    money = _with_totals(np.stack([counts[..., part.pounds] for part in PARTS], axis=-1))
    tops, bottoms = [], []
    for view in views:
        used = view.weights > 0  # where a price is unset, nought times it would be unset too
        weights = view.weights[used]
        tops.append(np.einsum("ryp,y->rp", money[:, used], weights))
        if view.unit == POUNDS:
            bottoms.append(np.ones(len(counts)))
        else:
            bottoms.append(counts[:, used, DIVISORS[view.unit]] @ weights / YEAR)
    top = np.stack(tops, axis=1)
    bottom = np.stack(bottoms, axis=1)[..., np.newaxis]
    return Ratio(top, np.broadcast_to(bottom, top.shape))


def _with_totals(money: np.ndarray) -> np.ndarray:
    """Return parts with their totals after them, along the last axis."""
    added = [
        money[..., [part.kind in kinds for part in PARTS]].sum(axis=-1) for kinds in TOTALS.values()
    ]
    return np.concatenate([money, np.stack(added, axis=-1)], axis=-1)


def _found(parts: list[Ratio], in_worlds: bool) -> list[np.ndarray]:
    """Return each arm's mean and, of two, that of the paired difference with its ends.

    Over worlds each world weighs the same; in one world means are over its runs.
    """
    if not in_worlds:
        found = [ratio(of_arm) for of_arm in parts]
        return [*found, *paired_difference(parts[0], parts[1])[:3]] if len(parts) > 1 else found
    values = [divided(*of_arm) for of_arm in parts]
    there = [of_arm.denominators != 0 for of_arm in parts]  # a price that is unset stays unset
    found = [mean_of(*of_arm) for of_arm in zip(values, there, strict=True)]
    if len(parts) > 1:
        apart = values[1] - values[0]
        held = range_of(apart)
        found += [mean_of(apart, there[0] & there[1]), held.low, held.high]
    return found

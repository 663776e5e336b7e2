"""The headline table: what a policy does to each headline measure, over worlds or in one.

Over plausible worlds it says in how many of 100 the policy is worse, about the same and better,
how that reads, and how much of the spread is chance. In one world it says what can be told from
chance (Holm's adjustment for judging all measures at once). Strong findings stand first. What
cannot be staffed, the law's least for reviews being beyond the chairs' week, is not forecast.
"""

import numpy as np
import pandas as pd

from sim.analyse import tables
from sim.analyse.estimate import holm
from sim.analyse.estimate import verdict as judge
from sim.analyse.over_worlds import by_world, share_of_chance, spread_by_chance
from sim.analyse.readings import by_chance, count, is_settled, of_hundred, reading
from sim.ledger import Count
from sim.measures.catalogue import HEADLINE
from sim.replicate.arm_results import ArmResults, common_replications
from sim.replicate.worlds import stored
from sim.report.table_words import DEPENDS, FIXED, PLAIN
from sim.settings.smallest_differences import Matters

# how strong a reading is, the strongest first: what is settled stands together, and what mostly is;
# what is about the same comes after what moves
STRENGTH = {
    "worse": 0, "better": 0, "mostly worse": 1, "mostly better": 1, "same or worse": 2,
    "same or better": 3, DEPENDS: 4, "mostly about the same": 5, "about the same": 6,
}  # fmt: skip


def headline(
    today: ArmResults,
    policy: ArmResults | None = None,
    matters: Matters | None = None,
    fixed: frozenset[str] = frozenset(),
) -> pd.DataFrame:
    """Return the headline measures as `tables.summary` does, with how they read.

    `today` and `policy` are the arms; without a policy there are levels, and nothing is read.

    Returns
    -------
    pandas.DataFrame
        Further columns: `matters` (the measure's unit) and `reading`. Over worlds `worlds`, how
        many have a difference, `worse`, `same` and `better_in`, of 100 of them, `settled` and
        `chance_share` of the variance between runs. In one world `p_value` (two-sided),
        `adjusted_p` (Holm), and `variance_ratio` (see `estimate.Difference`).
    """
    table = tables.of_measures(HEADLINE, today, policy, fixed)
    table["matters"] = [getattr(matters or Matters(), m.id) for m in HEADLINE]
    if policy is None:
        return table.assign(reading="")
    today, policy = common_replications(today, policy)
    leave_out_what_cannot_be_staffed(table, today, policy)
    if today.worlds:
        return _in_order(_over_worlds(table, today, policy))
    return _in_one_world(table, today, policy)


def _over_worlds(table: pd.DataFrame, today: ArmResults, policy: ArmResults) -> pd.DataFrame:
    apart = tables.differences_by_world(HEADLINE, today, policy)
    by_run = tables.values_by_run(HEADLINE, policy) - tables.values_by_run(HEADLINE, today)
    chance = spread_by_chance(by_run, today.alike)
    rows = []
    for place, row in enumerate(table.itertuples()):
        counted = count(apart[:, place], row.better, row.matters)
        hundred = of_hundred(counted)
        open_by = by_chance(apart[:, place], row.matters, chance[place])
        words = reading(counted, stored(), open_by)
        if not np.any(known := apart[:, place][~np.isnan(apart[:, place])]) and len(known):
            words = PLAIN[1]  # nothing differs in any pair, and no other world would tell
        rows.append(
            {
                "worlds": sum(counted),
                "worse": hundred.worse,
                "same": hundred.same,
                "better_in": hundred.better,
                "reading": row.empty or (FIXED if row.fixed else words),
                "settled": not row.empty and not row.fixed and is_settled(words),
            }
        )
    found = pd.DataFrame(rows)
    found["chance_share"] = share_of_chance(by_run, today.alike)
    return pd.concat([table, found], axis=1)


def _in_order(table: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with the strongest findings first, and the larger of equally strong ones."""
    first = [STRENGTH.get(words.partition(", or ")[0], len(STRENGTH)) for words in table["reading"]]
    size = (table["difference"].abs() / table["matters"].where(table["matters"] > 0)).fillna(0)
    order = np.lexsort((-size.to_numpy(), first))
    return table.iloc[order].reset_index(drop=True)


def _in_one_world(table: pd.DataFrame, today: ArmResults, policy: ArmResults) -> pd.DataFrame:
    apart = tables.difference(HEADLINE, today, policy)
    table["p_value"] = apart.p_value
    table["adjusted_p"] = holm(apart.p_value.tolist())
    table["variance_ratio"] = apart.variance_ratio
    table["reading"] = verdicts(table, apart.identical.tolist())
    return table


def verdicts(table: pd.DataFrame, identical: list[bool]) -> list[str]:
    """Return what can be told of each row's difference in one world, or why nothing can.

    Parameters
    ----------
    table
        With the columns that `estimate.verdict` needs.
    identical
        Whether nothing differs in any pair, for each row.
    """
    return [
        row.empty
        or (FIXED if row.fixed else "")
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


def cannot_be_staffed(today: ArmResults, policy: ArmResults) -> str:
    """Return why a policy is not forecast, empty text where it can be staffed, or today cannot.

    It cannot where in the median world, or in one world on the mean, the least hours that the law
    asks of whoever chairs are more than there are in the week for everything they do.
    """
    share, posts = _need(policy)
    if share <= 1.0 or _need(today)[0] > 1.0:
        return ""
    return f"cannot be staffed: needs {share * posts:.3g} posts for {posts:.3g}"


def leave_out_what_cannot_be_staffed(
    table: pd.DataFrame, today: ArmResults, policy: ArmResults
) -> None:
    """Empty the columns of a policy that cannot be staffed, for it is not forecast, and say why."""
    if why := cannot_be_staffed(today, policy):
        gone = [name for name in table if name.startswith(("under_policy", "difference"))]
        table[gone], table["empty"] = np.nan, why


def _need(arm: ArmResults) -> tuple[float, float]:
    """Return what the law's least takes of the chairs' week, a share, and how many posts chair.

    Of the median world; nothing where nobody chairs.
    """
    runs = arm.counts.sum(axis=1)
    counts = by_world(runs, arm.worlds) if arm.worlds else runs.sum(axis=0, keepdims=True)
    week, least = counts[:, Count.HOURS_WEEK_CHAIR], counts[:, Count.HOURS_LEAST_CHAIR]
    there = week > 0
    if not there.any():
        return 0.0, 0.0
    posts = counts[there, Count.FTE_DAYS_CHAIR] / counts[there, Count.DAYS]
    return float(np.median(least[there] / week[there])), float(np.median(posts))

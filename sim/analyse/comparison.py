"""Several policies beside today's service: what each changes, ranks, and what is traded off."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from sim.analyse import tables
from sim.analyse.estimate import ALPHA, holm
from sim.analyse.headline import headline, verdicts
from sim.measures.catalogue import BY_ID, HEADLINE, TRADED
from sim.replicate.arm_results import ArmResults, common_replications
from sim.report.table_words import COST, DRIFT
from sim.settings.smallest_differences import Matters


def comparison(
    arms: Sequence[ArmResults], matters: Matters, fixed: Mapping[str, frozenset[str]]
) -> pd.DataFrame:
    """Return the headline measures of every policy against today's service, a row each.

    Columns as `headline.headline`. In one world `adjusted_p` and `reading` allow for all the
    policies and measures judged together (Holm), and `adjusted_low` and `adjusted_high` are
    intervals that all together hold the truth 95% of the time (Bonferroni).

    Parameters
    ----------
    arms
        Today's service, then each policy.
    fixed
        By policy, the measures that cannot differ under it.
    """
    today, *policies = arms
    blocks = [headline(today, policy, matters, fixed[policy.policy]) for policy in policies]
    table = pd.concat(blocks, ignore_index=True)
    return table if today.worlds else _judged_together(table, today, policies)


def _judged_together(
    table: pd.DataFrame, today: ArmResults, policies: Sequence[ArmResults]
) -> pd.DataFrame:
    judged = int(table["adjusted_p"].notna().sum())
    level = 1 - ALPHA / max(1, judged)
    found = [
        tables.difference(HEADLINE, *common_replications(today, p), level=level) for p in policies
    ]
    table["adjusted_p"] = holm(np.concatenate([one.p_value for one in found]).tolist())
    identical = np.concatenate([one.identical for one in found])
    table["reading"] = verdicts(table, identical.tolist())
    place = table.columns.get_loc("difference_high") + 1
    table.insert(place, "adjusted_low", np.concatenate([one.low for one in found]))
    table.insert(place + 1, "adjusted_high", np.concatenate([one.high for one in found]))
    return table


def shares_of_ranks(each: np.ndarray, higher: bool) -> np.ndarray:
    """Return how often each arm has each rank.

    Parameters
    ----------
    each
        A measure's values, shape (rows, arms); an arm that is empty in any row has no rank.
    higher
        Whether higher is better.

    Returns
    -------
    numpy.ndarray
        Shares of the rows, shape (arms, ranks), the best rank first; arms that tie share their
        ranks evenly. NaN where an arm has no rank.
    """
    rows, arms = each.shape
    shares = np.full((arms, arms), np.nan)
    ranked = np.flatnonzero(~np.isnan(each).any(axis=0))
    if rows == 0 or len(ranked) == 0:
        return shares
    kept = -each[:, ranked] if higher else each[:, ranked]
    shares[np.ix_(ranked, range(len(ranked)))] = 0.0
    for row in kept:
        before = (row[None, :] < row[:, None]).sum(axis=1)
        tied = (row[None, :] == row[:, None]).sum(axis=1)
        for arm, first, many in zip(ranked, before, tied, strict=True):
            shares[arm, first : first + many] += 1 / many / rows
    return shares


def ranks(arms: Sequence[ArmResults]) -> pd.DataFrame:
    """Return how often each arrangement has each rank, by headline measure, a row each.

    In a row of runs all arrangements meet the same children and chance, and over worlds
    the same beliefs. `rank` is 1 for the best. Measures of which neither direction is better have
    none, nor has an arrangement without a value.
    """
    shared = sorted(set.intersection(*(set(arm.replications) for arm in arms)))
    judged = [measure for measure in HEADLINE if measure.better != "neither"]
    each = np.array([tables.values_by_row(judged, arm.only(shared)) for arm in arms])
    rows = []
    for place, measure in enumerate(judged):
        shares = shares_of_ranks(each[:, :, place].T, measure.better == "higher")
        for arm, of_arm in zip(arms, shares, strict=True):
            for rank, share in enumerate(of_arm, start=1):
                if not np.isnan(share):
                    rows.append((measure.id, arm.policy, rank, share))
    return pd.DataFrame(rows, columns=["measure", "policy", "rank", "share"])


def trade_offs(compared: pd.DataFrame) -> pd.DataFrame:
    """Return what each policy gains and gives up, and which others are better in everything.

    `compared` is as `comparison` makes it.

    Returns
    -------
    pandas.DataFrame
        A row a policy: for each of `TRADED` the difference with its interval, and `dominated_by`,
        the policies, or keep, whose difference is better in each of the four.
    """
    told = {measure: compared[compared["measure"] == measure].set_index("policy")
            for measure in TRADED}  # fmt: skip
    made = pd.DataFrame({measure + end: told[measure]["difference" + end]
                         for measure in TRADED for end in tables.ENDS})  # fmt: skip
    gains = made[[*TRADED]] * [1 if BY_ID[one].better == "higher" else -1 for one in TRADED]
    gains.loc["keep"] = 0.0
    made["dominated_by"] = [
        ", ".join(other for other in gains.index if (gains.loc[other] > gains.loc[name]).all())
        for name in made.index
    ]
    return made.rename_axis("policy").reset_index()


def cost_and_drift(authority: str, arms: Sequence[ArmResults]) -> pd.DataFrame:
    """Return each policy's differences in drift and in cost, a row a world.

    `arms` are today's service, then each policy.

    Returns
    -------
    pandas.DataFrame
        `authority`, `policy`, `world`, and policy less today's service of `DRIFT` and `COST`, in
        its unit; the runs of a world together. In one world a row a run, with its `replication` in
        place of `world`. NaN where a cost is not included.
    """
    today, *policies = arms
    two = [BY_ID[DRIFT], BY_ID[COST]]
    blocks = {}
    for policy in policies:
        before, after = common_replications(today, policy)
        apart = tables.values_by_row(two, after) - tables.values_by_row(two, before)
        block = pd.DataFrame(apart, columns=[DRIFT, COST])
        if before.worlds:
            block.insert(0, "world", list(dict.fromkeys(before.worlds)))
        else:
            block.insert(0, "replication", before.replications)
        blocks[authority, policy.policy] = block
    named = pd.concat(blocks, names=["authority", "policy"])
    return named.reset_index([0, 1]).reset_index(drop=True)

"""Cost against drift: each policy's two differences in every world."""

from collections.abc import Sequence

import pandas as pd

from sim.analyse.tables import values_by_row
from sim.measures.catalogue import MEASURES
from sim.replicate.arm_results import ArmResults, common_replications
from sim.report.table_words import COST, DRIFT

AGAINST = (DRIFT, COST)


def trade_off(authority: str, arms: Sequence[ArmResults]) -> pd.DataFrame:
    """Return each policy's differences in drift and in cost, a row a world.

    `arms` are today's service, then each policy.

    Returns
    -------
    pandas.DataFrame
        `authority`, `policy`, `world`, and policy less today's service of each of `AGAINST`, in its
        unit; the runs of a world together. In one world a row a run, with its `replication` in
        place of `world`. NaN where a cost is not included.
    """
    baseline, *policies = arms
    two = [next(m for m in MEASURES if m.id == id) for id in AGAINST]
    blocks = []
    for policy in policies:
        before, after = common_replications(baseline, policy)
        apart = values_by_row(two, after) - values_by_row(two, before)
        block = pd.DataFrame({"authority": authority, "policy": policy.policy}, range(len(apart)))
        if before.worlds:
            block["world"] = list(dict.fromkeys(before.worlds))
        else:
            block["replication"] = list(before.replications)
        blocks.append(block.assign(**dict(zip(AGAINST, apart.T, strict=True))))
    return pd.concat(blocks, ignore_index=True)

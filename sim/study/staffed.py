"""Whether an arrangement can be staffed: the law's least for reviews within the chairs' week."""

import numpy as np

from sim.ledger import Count
from sim.study.ledgers import Ledgers
from sim.study.over_worlds import by_world

UNDER_POLICY = ("under_policy", "difference")


def cannot_be_staffed(policy: Ledgers) -> str:
    """Return why a policy is not forecast, empty text where it can be staffed.

    It cannot where in the median world, or in one world on the mean, the least hours that the law
    asks of whoever chairs are more than there are in the week for everything they do.
    """
    runs = policy.counts.sum(axis=1)
    counts = by_world(runs, policy.worlds) if policy.worlds else runs.sum(axis=0, keepdims=True)
    week, least = counts[:, Count.HOURS_WEEK_CHAIR], counts[:, Count.HOURS_LEAST_CHAIR]
    there = week > 0
    if not there.any():
        return ""
    share = np.median(least[there] / week[there])
    if share <= 1.0:
        return ""
    posts = np.median((counts[:, Count.FTE_DAYS_CHAIR] / counts[:, Count.DAYS])[there])
    return f"cannot be staffed: needs {share * posts:.3g} posts for {posts:.3g}"

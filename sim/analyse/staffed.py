"""Whether an arrangement can be staffed: the law's least for reviews within the chairs' week."""

import numpy as np
import pandas as pd

from sim.analyse.over_worlds import by_world
from sim.ledger import Count
from sim.replicate.arm_results import ArmResults


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

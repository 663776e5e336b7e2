"""Which policy stands apart from the others on a measure: the best in most worlds, by enough."""

import pandas as pd

MOST = 0.5  # of worlds, or runs of one


def stands_apart(differences: pd.DataFrame, better: str, matters: float) -> tuple[str, int] | None:
    """Return the policy that is the best, and in how many of 100 worlds; None where none is.

    Its median is better than every other's by more than matters, and it is better than all others
    in most worlds.

    `differences` is policy less today, a row a world, or a run of one, a column a policy.
    """
    known = differences.dropna(axis="columns", how="all").dropna()
    if known.shape[1] < 2 or known.empty:
        return None
    gains = known if better == "higher" else -known
    middle = gains.median()
    best = middle.idxmax()
    others = gains.drop(columns=best)
    share = float(gains[best].gt(others.max(axis="columns")).mean())
    if middle[best] - middle.drop(best).max() <= matters or share <= MOST:
        return None
    return str(best), round(100 * share)

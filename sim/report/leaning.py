"""To which side a reading leans, and which authorities and which policy stand apart."""

from statistics import NormalDist

import numpy as np
import pandas as pd

ENDS = 5  # authorities named on each side, at most
ENOUGH = 20  # worlds from which their band can set an authority apart
NOBODY = "No council is named: the band of each reaches the middle one, or rests on few worlds."
SURE = 0.975  # of one interval's side; for so many at once it is made wider
SIDES = ("worse", "better")


def side_of(reading: str) -> str:
    """Return "worse" or "better" where a reading leans so, whatever it leaves open, else "open"."""
    sides = {one.removeprefix("mostly ") for one in reading.split(", or ")}
    side = sides.pop()
    return side if not sides and side in SIDES else "open"


def ordered(authorities: pd.DataFrame, measure: str) -> pd.DataFrame:
    """Return the authorities that have a difference in a measure, the worst first."""
    rows = authorities[authorities["measure"] == measure].dropna(subset=["difference"])
    better_up = bool((rows["better"] == "higher").all())
    return rows.sort_values("difference", ascending=better_up, kind="stable")


def standing_apart(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the authorities whose band lies apart from the middle one, by more than matters.

    `rows` is as `ordered` returns them.

    Returns
    -------
    pandas.DataFrame
        With `side`, "worse" or "better" than the middle, and `from_all`, whether it is at the end
        and its band lies apart from the bands of all others. Intervals of chance are made as wide
        as so many of them need to hold all together (Bonferroni); nobody stands apart by the band
        of few worlds.
    """
    if rows.empty:  # the arrangement is forecast in no authority
        return rows.assign(side="", from_all=False)
    middle = float(rows["difference"].median())
    value, low, high = (rows["difference" + end].to_numpy(float) for end in ("", "_low", "_high"))
    few = False
    if str(rows["range"].iloc[0]).endswith("worlds"):
        few = bool(rows["worlds"].max() < ENOUGH)
    else:
        sure = NormalDist().inv_cdf(1 - (1 - SURE) / max(1, len(rows))) / NormalDist().inv_cdf(SURE)
        low, high = value - sure * (value - low), value + sure * (high - value)
    sign = -1 if rows["better"].iloc[0] == "lower" else 1
    matters = float(rows["matters"].iloc[0])
    above, beneath = low > middle + matters, high < middle - matters
    from_all = [
        bool((np.delete(high, n) < low[n]).all() or (np.delete(low, n) > high[n]).all())
        for n in range(len(rows))
    ]
    found = rows.assign(side=np.where(above == (sign > 0), "better", "worse"), from_all=from_all)
    return found[(above | beneath) & (not few)]


def named(rows: pd.DataFrame) -> pd.DataFrame:
    """Return those of the authorities that stand apart which are named: the best, then the worst.

    `rows` is as `ordered` returns them.
    """
    found = standing_apart(rows)
    better = found[found["side"] == "better"].tail(ENDS)[::-1]
    worse = found[found["side"] == "worse"].head(ENDS)[::-1]
    return pd.concat([better, worse])


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

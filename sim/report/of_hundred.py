"""Shares as whole numbers of 100 that add up to it."""

import math
from collections.abc import Sequence

import pandas as pd

DIGITS = 9  # beyond which remainders count as equal, for shares are rounded


def of_hundred(counted: Sequence[float]) -> list[int]:
    """Return counts, or shares, as whole numbers of 100 which add up to it (largest remainder).

    All nought where nothing is counted. Of equal remainders the smaller count goes up, so that of
    200 worlds only all of them are 100 of 100.
    """
    total = sum(counted)
    if total == 0:
        return [0] * len(counted)
    exact = [round(100 * one / total, DIGITS) for one in counted]
    whole = [math.floor(one) for one in exact]
    order = sorted(range(len(exact)), key=lambda at: (round(whole[at] - exact[at], DIGITS),
                                                      exact[at]))  # fmt: skip
    for place in order[: 100 - sum(whole)]:
        whole[place] += 1
    return whole


def best_of_hundred(rows: pd.DataFrame) -> dict[str, int]:
    """Return of 100 in how many each arrangement is the best; they add up to 100.

    `rows` is a measure's rows, as `analyse.comparison.ranks` makes them.
    """
    first = rows[rows["rank"] == 1]
    return dict(zip(first["policy"], of_hundred(first["share"].tolist()), strict=True))

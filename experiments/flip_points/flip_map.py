"""The map over two settings: which arrangement is best in each cell, and by how much."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from experiments.flip_points.questions import ASKED, QUESTIONS, SIGN, gain
from sim.analyse.estimate import ratio
from sim.analyse.tables import parts_of
from sim.replicate.arm_results import ArmResults

Cell = tuple[float, float]  # the values of the setting across and of the one up


class Best(NamedTuple):
    """The best arrangement on one question.

    `margin` is how much better it is than the second best, in the measure's unit; `sure` whether
    the 95% interval of that paired difference leaves zero out.
    """

    winner: str
    margin: float
    sure: bool


NOBODY = Best("", np.nan, False)


def best(arms: Sequence[ArmResults], place: int) -> Best:
    """Return the best of the arms on a question; nobody where fewer than two have a value.

    Of equals the first is named, and never surely.
    """
    both = [set(arm.replications) for arm in arms]
    together = sorted(set.intersection(*both)) if both else []
    if not together:
        return NOBODY
    arms = [arm.only(together) for arm in arms]
    levels = [SIGN * ratio(parts_of(ASKED, arm.counts.sum(axis=1))) for arm in arms]
    valued = [n for n, level in enumerate(levels) if not np.isnan(level[place])]
    if len(valued) < 2:
        return NOBODY
    first, second, *_ = sorted(valued, key=lambda n: -levels[n][place])
    ahead = gain(arms[second], arms[first])
    margin = float(ahead.value[place])
    return Best(arms[first].policy, margin, margin > 0 and bool(ahead.low[place] > 0))


def table(over: Sequence[str], cells: Mapping[Cell, Sequence[ArmResults]]) -> pd.DataFrame:
    """Return the best arrangement of every cell, a row for each question and cell.

    Columns bear the names of the settings that it is over, across and up; today's service is the
    first arm of a cell.
    """
    rows = [
        (question.name, *values, *best(arms, place))
        for place, question in enumerate(QUESTIONS)
        for values, arms in cells.items()
    ]
    return pd.DataFrame(rows, columns=["question", *over, "winner", "margin", "sure"])

"""England's figures, all simulated authorities added up, beside the published ones."""

from collections.abc import Sequence

import pandas as pd

from experiments.validate import TARGETS, Target
from experiments.validation.compared import Compared, band
from experiments.validation.published import OF_ENGLAND, OfEngland
from experiments.validation.study import england
from sim.measures import MEASURES

UNUSED, USED = "England, no world chosen by it", "England, worlds chosen by it"
SIZE = "children_looked_after"  # a target of the average authority, not of each one's own
UNITS = {measure.id: measure.unit for measure in MEASURES}


def unused(records: pd.DataFrame, every: Sequence[OfEngland] = OF_ENGLAND) -> list[Compared]:
    """Return the figures by which no world was chosen."""
    return [
        Compared(UNUSED, one.words, UNITS[one.measure], one.figure, one.low, one.high,
                 *band(_by_world(records, one.measure)), one.source)
        for one in every
    ]  # fmt: skip


def used(records: pd.DataFrame, every: Sequence[Target] = TARGETS) -> list[Compared]:
    """Return the targets by which worlds were chosen, for the average authority, in England."""
    return [
        Compared(USED, f"`{one.measure}`", UNITS[one.measure], one.figure, one.low, one.high,
                 *band(_by_world(records, one.measure)), one.source)
        for one in every if one.measure != SIZE
    ]  # fmt: skip


def _by_world(records: pd.DataFrame, measure: str) -> pd.Series:
    return england(records, measure).groupby("world").mean()

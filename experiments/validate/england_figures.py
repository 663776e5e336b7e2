"""England's figures, all simulated authorities added up, beside the published ones."""

import pandas as pd

from experiments.validate.authority_records import added_up
from experiments.validate.compared import PERCENT, Compared, band
from experiments.validate.published import OF_ENGLAND
from experiments.validate.targets import TARGETS, Target
from sim.measures.catalogue import MEASURES

UNUSED, USED = "England, no world chosen by it", "England, worlds chosen by it"
SIZE = "children_looked_after"  # a target of the average authority, not of each one's own
YEARLY = ("world", "year")
UNITS = {measure.id: measure.unit for measure in MEASURES}


def unused(records: pd.DataFrame) -> list[Compared]:
    """Return the figures by which no world was chosen, targets that are only told among them."""
    told = [one for one in TARGETS if one.told]
    return [_compared(records, UNUSED, one) for one in (*OF_ENGLAND, *told)]


def used(records: pd.DataFrame) -> list[Compared]:
    """Return the targets by which worlds were chosen, for the average authority, in England."""
    chosen = [one for one in TARGETS if one.measure != SIZE and not one.told]
    return [_compared(records, USED, one) for one in chosen]


def _compared(records: pd.DataFrame, group: str, one: Target) -> Compared:
    """Return a figure beside England's by world; shares in percent."""
    share = UNITS[one.measure] == "share"
    times = PERCENT if share else 1.0
    simulated = times * added_up(records, one.measure, YEARLY).groupby("world").mean()
    unit = "%" if share else UNITS[one.measure]
    words = one.words or f"`{one.measure}`"
    low, high = times * one.low, times * one.high
    return Compared(group, words, unit, one.figure, low, high, *band(simulated), one.source,
                    one.fitted_by)  # fmt: skip

"""England's figures, all simulated authorities added up, beside the published ones."""

from collections.abc import Sequence

import pandas as pd

from experiments.validate.authority_records import england
from experiments.validate.compared import Compared, band
from experiments.validate.published import OF_ENGLAND, OfEngland
from experiments.validate.targets import TARGETS, Target
from sim.measures.catalogue import MEASURES

UNUSED, USED = "England, no world chosen by it", "England, worlds chosen by it"
SIZE = "children_looked_after"  # a target of the average authority, not of each one's own
UNITS = {measure.id: measure.unit for measure in MEASURES}
PERCENT = 100.0


def unused(
    records: pd.DataFrame,
    every: Sequence[OfEngland] = OF_ENGLAND,
    targets: Sequence[Target] = TARGETS,
) -> list[Compared]:
    """Return the figures by which no world was chosen, targets that are only told among them."""
    told = [
        OfEngland(f"`{one.measure}`", one.measure, one.figure, one.low, one.high, one.source)
        for one in targets
        if only_told(one)
    ]
    return [_compared(records, UNUSED, one) for one in (*every, *told)]


def used(records: pd.DataFrame, targets: Sequence[Target] = TARGETS) -> list[Compared]:
    """Return the targets by which worlds were chosen, for the average authority, in England."""
    return [
        _compared(
            records,
            USED,
            OfEngland(f"`{one.measure}`", one.measure, one.figure, one.low, one.high, one.source),
            one.fitted_by,
        )
        for one in targets
        if one.measure != SIZE and not only_told(one)
    ]


def only_told(target: Target) -> bool:
    """Say whether no world is judged by a target."""
    return bool(getattr(target, "told", ""))


def _compared(records: pd.DataFrame, group: str, one: OfEngland, set_by: str = "") -> Compared:
    """Return a figure beside England's by world; shares in percent."""
    share = UNITS[one.measure] == "share"
    times = PERCENT if share else 1.0
    simulated = times * england(records, one.measure).groupby("world").mean()
    unit = "%" if share else UNITS[one.measure]
    low, high = times * one.low, times * one.high
    return Compared(group, one.words, unit, one.figure, low, high, *band(simulated), one.source,
                    set_by)  # fmt: skip

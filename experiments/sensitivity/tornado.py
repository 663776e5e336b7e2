"""One at a time: each of few settings at either end of its range, all else at its default."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from experiments.beliefs import Belief
from experiments.sensitivity.design_points import DIFFERENCE, LEVEL, point_with
from sim.analyse import estimate, tables
from sim.analyse.interval import of_mean
from sim.analyse.tables import parts_of
from sim.measures.catalogue import HEADLINE
from sim.replicate.arm_results import ArmResults, common_replications
from sim.replicate.replication import Point
from sim.replicate.runner import Runner
from sim.settings import to_dict

COLUMNS = [
    "measure", "of", "unit", "setting", "low_value", "default_value", "high_value", "at_low",
    "at_default", "at_high", "swing", "swing_low", "swing_high",
]  # fmt: skip


def ends_of(few: Sequence[Belief], base: Point, first: int) -> list[Point]:
    """Return the points: everything at its default, then each setting at its low and its high end.

    They are numbered from `first`.
    """
    changes = [{}, *({one.name: one.at(end)} for one in few for end in (0, 1))]
    return [point_with(base, first + place, each) for place, each in enumerate(changes)]


def tornado(runner: Runner, ends: Sequence[Point], few: Sequence[Belief]) -> pd.DataFrame:
    """Return each figure at both ends of each setting, and the swing between them.

    The swing, the figure at the high end less the figure at the low end, has the 95% interval that
    chance gives it; both ends have the same seeds.
    """
    if not few:
        return pd.DataFrame(columns=COLUMNS)
    default = runner.arms(ends[0])
    values = to_dict(ends[0].today)
    parts = []
    for one, low, high in zip(few, ends[1::2], ends[2::2], strict=True):
        at = {"low": runner.arms(low), "high": runner.arms(high)}
        for of in (LEVEL, DIFFERENCE)[: len(default)]:
            part = pd.DataFrame({"measure": [measure.id for measure in HEADLINE]})
            part["unit"] = [measure.unit for measure in HEADLINE]
            part["of"], part["setting"] = of, one.name
            part["low_value"], part["high_value"] = one.at(0), one.at(1)
            part["default_value"] = values[one.name]
            for name, arms in {**at, "default": default}.items():
                part[f"at_{name}"] = _figures(arms, of)
            part["swing"], part["swing_low"], part["swing_high"] = _swing(at, of)
            parts.append(part)
    table = pd.concat(parts, ignore_index=True)[COLUMNS]
    return table.dropna(subset=["at_low", "at_high"], how="all", ignore_index=True)


def _figures(arms: Sequence[ArmResults], of: str) -> np.ndarray:
    if not arms[0].replications:
        return np.full(len(HEADLINE), np.nan)
    if of == LEVEL:
        return estimate.ratio(_parts(arms[0]))
    return np.array(tables.difference(HEADLINE, *common_replications(arms[0], arms[1])).value)


def _parts(arm: ArmResults) -> estimate.Ratio:
    return parts_of(HEADLINE, arm.counts.sum(axis=1))


def _swing(at: dict[str, list[ArmResults]], of: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the swing of each headline figure with its interval."""
    value = _figures(at["high"], of) - _figures(at["low"], of)
    both = sorted(set(at["low"][0].replications) & set(at["high"][0].replications))
    if len(both) < 2:
        empty = np.full(len(HEADLINE), np.nan)
        return value, empty, empty
    errors = np.zeros((len(both), len(HEADLINE)))
    for end, sign in (("high", 1.0), ("low", -1.0)):
        of_arm = [estimate.residuals(_parts(arm.only(both))) for arm in at[end]]
        errors += sign * (of_arm[0] if of == LEVEL else of_arm[1] - of_arm[0])
    found = of_mean(value, errors)
    return value, found.low, found.high

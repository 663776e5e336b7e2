"""The three questions a policy is asked: drift, timeliness, cost; and what beating today means."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from experiments.flip_points import ANY
from sim.analyse import tables
from sim.measures.catalogue import MEASURES, Measure
from sim.replicate.arm_results import ArmResults, common_replications
from sim.replicate.replication import Point
from sim.replicate.runner import Runner
from sim.settings.smallest_differences import Matters


@dataclass(frozen=True)
class Question:
    """One question."""

    name: str
    measure: str  # the id of the measure that answers it
    does: str  # what a policy does that wins


QUESTIONS = (
    Question("drift", "drift_days_per_child_year", "reduces drift"),
    Question("timeliness", "reviews_on_time", "holds more reviews on time"),
    Question("cost", "service_cost", "costs less"),
)
_BY_ID = {measure.id: measure for measure in MEASURES}
ASKED: tuple[Measure, ...] = tuple(_BY_ID[question.measure] for question in QUESTIONS)
SIGN = np.array([-1.0 if measure.better == "lower" else 1.0 for measure in ASKED])


class Gain(NamedTuple):
    """How much better one arm is than another, shape (questions,), each in its measure's unit.

    Positive is better. `low` and `high` are the ends of the 95% interval of the paired difference;
    NaN where there is none.
    """

    value: np.ndarray
    low: np.ndarray
    high: np.ndarray


def gain(baseline: ArmResults, other: ArmResults) -> Gain:
    """Return how much better the other arm is than the baseline, on the same replications."""
    apart = tables.difference(ASKED, *common_replications(baseline, other))
    ends = (SIGN * apart.low, SIGN * apart.high)
    return Gain(SIGN * apart.value, np.minimum(*ends), np.maximum(*ends))


def gains(runner: Runner, point: Point) -> dict[str, Gain]:
    """Return each policy's gain over today's service; none where no replication finished."""
    baseline, *policies = runner.arms(point)
    if not baseline.replications:
        return {}
    return {arm.policy: gain(baseline, arm) for arm in policies}


def bars_to_beat(beats: str, matters: Matters) -> np.ndarray:
    """Return by how much a policy must be better, shape (questions,), in the measures' units.

    Anything above zero for `ANY`; for `MATTERS` the smallest difference that matters.
    """
    if beats == ANY:
        return np.zeros(len(QUESTIONS))
    return np.array([float(getattr(matters, question.measure)) for question in QUESTIONS])

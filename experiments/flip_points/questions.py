"""The three questions a policy is asked: drift, timeliness, cost; and what beating today means."""

from dataclasses import dataclass

import numpy as np

from experiments.flip_points import ANY
from sim.analyse import tables
from sim.analyse.estimate import Estimate
from sim.measures.catalogue import MEASURES, Measure
from sim.replicate.arm_results import ArmResults, common_replications
from sim.replicate.replication import Point
from sim.replicate.runner import Runner
from sim.settings.smallest_differences import Matters


@dataclass(frozen=True)
class Question:
    """One question."""

    name: str
    measure: Measure  # what answers it
    does: str  # what a policy does that wins


_BY_ID = {measure.id: measure for measure in MEASURES}
QUESTIONS = (
    Question("drift", _BY_ID["drift_days_per_child_year"], "reduces drift"),
    Question("timeliness", _BY_ID["reviews_on_time"], "holds more reviews on time"),
    Question("cost", _BY_ID["service_cost"], "costs less"),
)
ASKED = tuple(question.measure for question in QUESTIONS)
SIGN = np.array([-1.0 if measure.better == "lower" else 1.0 for measure in ASKED])


def gain(baseline: ArmResults, other: ArmResults) -> Estimate:
    """Return how much better the other arm is than the baseline, on the same replications.

    Arrays are of shape (questions,), each in its measure's unit; positive is better.
    """
    apart = tables.difference(ASKED, *common_replications(baseline, other))
    ends = (SIGN * apart.low, SIGN * apart.high)
    return Estimate(SIGN * apart.value, np.minimum(*ends), np.maximum(*ends))


def gains(runner: Runner, point: Point) -> dict[str, Estimate]:
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
    return np.array([float(getattr(matters, question.measure.id)) for question in QUESTIONS])

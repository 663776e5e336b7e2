"""Replications of two arms in one world, of the settings as they stand, and no more than that."""

from dataclasses import dataclass, replace

from sim.arms.resolve import Arms
from sim.replicate.arm_results import ArmResults, baseline_and_policy
from sim.replicate.replication import Failure, point_of
from sim.replicate.runner import Runner, asked_of


@dataclass(frozen=True)
class Ran:
    """What finished: today's service, the policy's arm if there is one, and what failed."""

    baseline: ArmResults
    scenario: ArmResults | None
    failures: tuple[Failure, ...]


def replicate(asked: Arms, scenario: str = "policy") -> Ran:
    """Run all replications that the settings ask for, and keep none on disk."""
    point = replace(point_of(0, asked, scenario), in_worlds=False)
    runner = Runner(asked.today)
    runner.run(asked_of([point]))
    return Ran(*baseline_and_policy(runner.arms(point)), runner.failures)

"""Replications of two arms in one world, of the settings as they stand, and no more than that."""

from dataclasses import dataclass, replace

from sim.arms.resolve import Arms
from sim.replicate.arm_results import Ledgers, two
from sim.replicate.replication import Failure, point_of
from sim.replicate.runner import Study, asked_of


@dataclass(frozen=True)
class Ran:
    """What finished: today's service, the policy's arm if there is one, and what failed."""

    baseline: Ledgers
    scenario: Ledgers | None
    failures: tuple[Failure, ...]


def replicate(asked: Arms, scenario: str = "policy") -> Ran:
    """Run all replications that the settings ask for, and keep none on disk.

    Parameters
    ----------
    asked
        The resolved settings of both arms.
    scenario
        The policy's name.
    """
    point = replace(point_of(0, asked, scenario), in_worlds=False)
    study = Study(asked.today)
    study.run(asked_of([point]))
    return Ran(*two(study.arms(point)), study.failures)

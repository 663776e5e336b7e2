"""Conduct a study: run the replications of its points, keep each as it comes, go on where it broke.

However they are run, on threads or on many machines, in one go or after an interruption, the
results are the same bytes: they stand in the order of points and replications.
"""

import itertools
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from sim.arms.scenarios import KEEP
from sim.initialise.build import calendar_of
from sim.replicate.arm_results import ArmResults
from sim.replicate.checkpoints import Checkpoints, Key
from sim.replicate.dask_cluster import on_dask
from sim.replicate.replication import Failure, Point, ReplicationCounts, run_point
from sim.replicate.threads import Job, Pool, on_threads
from sim.replicate.worlds import alike
from sim.settings import Settings


@dataclass
class Runner:
    """Points under way: what was asked for and finished, by point and replication, or failed."""

    how: Settings  # the settings that say how to run: threads or a cluster
    # where finished replications are kept
    checkpoints: Checkpoints = field(default_factory=lambda: Checkpoints(None))
    counted: dict[Key, ReplicationCounts] = field(default_factory=dict)
    failed: dict[Key, Failure] = field(default_factory=dict)
    shared: Pool | None = None  # threads to run on, where several run at once

    def __post_init__(self) -> None:
        # an earlier start may have gone further than this one has asked for so far: what is
        # decided on the way, how many replications are enough say, must not see that
        self._kept = self.checkpoints.read()

    def run(self, jobs: Iterable[Job], finished: Callable[[], None] = lambda: None) -> None:
        """Run the replications asked for that are not there yet.

        Parameters
        ----------
        jobs
            Points, and the numbers of their replications.
        finished
            Called after each, for a progress bar; also for those that were there.
        """
        missing = []
        for point, replication in jobs:
            key = (point.number, replication)
            if key in self._kept:
                self.counted[key] = self._kept.pop(key)
            if key in self.counted:
                finished()
            else:
                missing.append((point, replication))
        with closing(self._made(missing)) as coming:  # where one cannot be kept, no more are run
            for (point, replication), made in coming:
                self.checkpoints.keep(point, replication, made)
                key = (point.number, replication)
                if isinstance(made, Failure):
                    self.failed[key] = made
                else:
                    self.counted[key] = made._replace(records=None)  # large; they are kept
                finished()

    def _made(self, jobs: Sequence[Job]) -> Generator[tuple[Job, ReplicationCounts | Failure]]:
        if self.how.compute.kind == "dask" and jobs:
            return on_dask(jobs, run_point, self.how.compute.address, self.how.compute.workers)
        return on_threads(jobs, run_point, self.how.compute.workers, self.shared)

    @property
    def failures(self) -> tuple[Failure, ...]:
        """What failed, in the order of points and replications."""
        return tuple(self.failed[key] for key in sorted(self.failed))

    def arms(self, point: Point) -> list[ArmResults]:
        """Return a point's arms, today's service first, in the order of the replications."""
        done = sorted(number for at, number in self.counted if at == point.number)
        when = calendar_of(point.today)
        worlds = tuple(point.world(number) for number in done) if point.in_worlds else ()
        shared: dict[str, Any] = {
            "replications": tuple(done),
            "seeds": tuple(point.seed(number) for number in done),
            "periods": when.months if point.monthly else ("whole",),
            "worlds": worlds,
            "alike": tuple(alike(worlds, point.fixed)),
            "periods_before": when.before[1],
        }
        whole = [self.counted[point.number, number] for number in done]
        shared["before"] = np.array([each.before for each in whole] or np.zeros((0, 0, 0)))
        arms = []
        for place, name in enumerate([KEEP, *point.policies]):
            months, groups, lengths = (
                np.array([of[place] for of in kind])
                for kind in (
                    [each.months for each in whole],
                    [each.groups for each in whole],
                    [each.drift_lengths for each in whole],
                )
            )
            if not done:
                months, groups, lengths = (np.zeros((0, len(shared["periods"]), 0)),
                                           np.zeros((0, 0, 0)), np.zeros((0, 0)))  # fmt: skip
            arms.append(ArmResults(name, counts=months, groups=groups, drift_lengths=lengths,
                                **shared))  # fmt: skip
        return arms


def asked_of(points: Iterable[Point], replications: int | None = None) -> list[Job]:
    """Return the jobs of points, replication by replication.

    `replications` is how many of each; as many as their settings ask for where it is not said.
    """
    points = list(points)
    each = [p.numbers if replications is None else p.numbers_of(replications) for p in points]
    return [
        (point, number)
        for numbers in itertools.zip_longest(*each)
        for point, number in zip(points, numbers, strict=True)
        if number is not None
    ]


def all_jobs(points: Iterable[Point], replications: Iterable[int]) -> list[Job]:
    """Return the jobs of all points and these replications, replication by replication."""
    points = list(points)
    return [(point, number) for number in replications for point in points]

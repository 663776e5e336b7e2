"""Many replications: each a world, its warm-up shared by both arms, on threads.

A replication depends on its settings and its seed alone, and results stand in the order of the
replications, so the number of threads and the order in which they finish change nothing.
"""

import os
import traceback
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from sim.build import build, calendar_of, fork_under, run_until
from sim.engine.chance import replication_seed
from sim.settings import Settings
from sim.study.tables import Ledgers


@dataclass(frozen=True)
class Failure:
    """A replication that failed, with its cause."""

    replication: int
    seed: int
    cause: str
    traceback: str


@dataclass(frozen=True)
class Arms:
    """What finished: today's service, the policy's arm if there is one, and what failed."""

    baseline: Ledgers
    scenario: Ledgers | None
    failures: tuple[Failure, ...]


def seed_of(settings: Settings, replication: int) -> int:
    """Return a replication's seed, a hash of (seed, replication)."""
    with np.errstate(over="ignore"):
        return int(replication_seed(settings.seed, replication))


class Counted(NamedTuple):
    """What one replication counted, the baseline's arm first.

    `months` are the reported months, shape (arms, periods, counts); `groups` the whole reported
    time by group of children, (arms, groups, counts); `drift_lengths` how many actions ended so
    many months in drift, (arms, months).
    """

    months: np.ndarray
    groups: np.ndarray
    drift_lengths: np.ndarray


def one_pair(
    today: Settings,
    under_policy: Settings | None,
    seed: int,
    beside: Sequence[tuple[Settings, Settings]] = (),
) -> Counted:
    """Run one replication: the warm-up once, then each arm from there.

    Parameters
    ----------
    today, under_policy
        Resolved settings of the two arms; no policy, one arm.
    seed
        The replication's seed.
    beside
        The same for each further authority of a pool; the policy's arm shares its IROs.
    """
    when = calendar_of(today)
    world = build(today, seed, beside=[each for each, _ in beside])
    world = run_until(world, when.first, when.start)
    arms = [fork_under(world, today, today)]
    if under_policy is not None:
        policy = fork_under(world, under_policy, today, beside=[(u, t) for t, u in beside],
                            pooled=bool(beside))  # fmt: skip
        arms.append(policy)
    arms = [run_until(arm, when.start, when.end) for arm in arms]
    reported = list(when.reported)
    return Counted(
        months=np.array([arm.ledger[reported] for arm in arms]),
        groups=np.array([arm.groups for arm in arms]),
        drift_lengths=np.array([arm.drift_lengths for arm in arms]),
    )


def replicate(
    today: Settings,
    under_policy: Settings | None,
    scenario: str,
    finished: Callable[[], None] = lambda: None,
    beside: Sequence[tuple[Settings, Settings]] = (),
) -> Arms:
    """Run all replications that the settings ask for.

    Parameters
    ----------
    today, under_policy
        Resolved settings of the two arms; no policy, one arm.
    scenario
        The policy's name.
    finished
        Called after each replication, for a progress bar.
    beside
        The settings of further authorities that share a pool of IROs under the policy.
    """
    seeds = [seed_of(today, number) for number in range(today.replications)]
    counts: dict[int, Counted] = {}
    failures: dict[int, Failure] = {}
    threads = today.threads or os.cpu_count() or 1
    with ThreadPoolExecutor(threads) as pool:
        jobs: dict[Future[Counted], int] = {
            pool.submit(one_pair, today, under_policy, seed, beside): number
            for number, seed in enumerate(seeds)
        }
        try:
            for job in as_completed(jobs):
                number = jobs[job]
                error = job.exception()
                if error is None:
                    counts[number] = job.result()
                else:
                    lines = "".join(traceback.format_exception(error))
                    cause = f"{type(error).__name__}: {error}"
                    failures[number] = Failure(number, seeds[number], cause, lines)
                finished()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return Arms(
        baseline=_arm("keep", 0, today, counts, seeds),
        scenario=None if under_policy is None else _arm(scenario, 1, today, counts, seeds),
        failures=tuple(failures[number] for number in sorted(failures)),
    )


def _arm(
    name: str, place: int, today: Settings, counts: dict[int, Counted], seeds: Sequence[int]
) -> Ledgers:
    """Return what was counted in one arm, in the order of the replications."""
    done = sorted(counts)
    periods = calendar_of(today).months
    empty = Counted(np.zeros((0, len(periods), 0)), np.zeros((0, 0, 0)), np.zeros((0, 0)))
    whole = empty
    if done:
        parts = zip(*(counts[number] for number in done), strict=True)
        whole = Counted(*(np.array([each[place] for each in part]) for part in parts))
    return Ledgers(name, tuple(done), tuple(seeds[n] for n in done), periods, *whole)

"""Many replications: each a world, its warm-up shared by both arms, on threads.

A replication depends on its settings and its seed alone, and results stand in the order of the
replications, so the number of threads and the order in which they finish change nothing.
"""

import os
import traceback
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass

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


def one_pair(today: Settings, under_policy: Settings | None, seed: int) -> np.ndarray:
    """Run one replication: the warm-up once, then each arm from there.

    Returns
    -------
    numpy.ndarray
        Counts of the reported months, shape (arms, periods, counts): the baseline first.
    """
    when = calendar_of(today)
    world = run_until(build(today, seed), when.first, when.start)
    arms = [today] if under_policy is None else [today, under_policy]
    ledgers = []
    for settings in arms:
        arm = run_until(fork_under(world, settings, today), when.start, when.end)
        ledgers.append(arm.ledger[list(when.reported)])
    return np.array(ledgers)


def replicate(
    today: Settings,
    under_policy: Settings | None,
    scenario: str,
    finished: Callable[[], None] = lambda: None,
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
    """
    seeds = [seed_of(today, number) for number in range(today.replications)]
    counts: dict[int, np.ndarray] = {}
    failures: dict[int, Failure] = {}
    threads = today.threads or os.cpu_count() or 1
    with ThreadPoolExecutor(threads) as pool:
        jobs: dict[Future[np.ndarray], int] = {
            pool.submit(one_pair, today, under_policy, seed): number
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
    done = sorted(counts)
    whole = np.array([counts[number] for number in done])

    def arm(name: str, place: int) -> Ledgers:
        periods = calendar_of(today).months
        values = whole[:, place] if done else np.zeros((0, len(periods), 0))
        return Ledgers(name, tuple(done), tuple(seeds[n] for n in done), periods, values)

    return Arms(
        baseline=arm("keep", 0),
        scenario=None if under_policy is None else arm(scenario, 1),
        failures=tuple(failures[number] for number in sorted(failures)),
    )

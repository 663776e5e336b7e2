"""Replications on a Dask cluster: workers on this machine or on others.

A job is handed to a worker as its point and number; the worker builds the world and sends back what
it counted. Dask gives the jobs of a worker that is lost to the others.
"""

import asyncio
import concurrent.futures
import contextlib
import logging
import signal
import threading
from collections.abc import Generator, Iterable, Iterator
from itertools import islice
from typing import Any

from sim.errors import UserError
from sim.replicate.fingerprint import days_hash, made_by
from sim.replicate.replication import Failure, Point, ReplicationCounts
from sim.replicate.threads import AHEAD, Job, Run
from sim.replicate.workers import workers

LOCAL = "local"
NAME = "compute.address"
PATIENCE = 20  # seconds for a scheduler to answer
LOGS = ("distributed", "distributed.client", "tornado", "tornado.application", "asyncio")


class ClusterLost(Exception):
    """The scheduler went away under the study."""


class OtherRules(Exception):
    """A worker has another version of the simulator, whose replications are not these."""


def on_dask(
    jobs: Iterable[Job], run: Run, address: str, asked: int = 0
) -> Generator[tuple[Job, ReplicationCounts | Failure]]:
    """Run jobs on a cluster and give what comes of each as it comes.

    Parameters
    ----------
    jobs
        What to run; taken from as workers come free.
    run
        What runs one; the workers import it.
    address
        The scheduler's address, or "local" for a cluster made for the occasion.
    asked
        How many processes that has; 0 for the cores this process may use.

    Raises
    ------
    UserError
        Where no scheduler answers, or its workers cannot run this version of the simulator.
    ClusterLost
        Where the scheduler goes away.
    """
    import distributed

    waiting = iter(jobs)
    with _quiet(), _client(address, asked) as client:
        under_way: dict[distributed.Future, Job] = {}
        coming = distributed.as_completed(loop=client.loop)
        while True:
            with _lost_or_not():
                threads = max(1, sum(client.nthreads().values()))
                for job in islice(waiting, max(0, AHEAD * threads - len(under_way))):
                    future = client.submit(_there, *_decides(job), run, *job, pure=False)
                    under_way[future] = job
                    coming.add(future)
                if not under_way:
                    return
                future = next(coming)
                job = under_way.pop(future)
                made = _result(future, address, *job)
            yield job, made


def _decides(job: Job) -> tuple[str, str]:
    """Return what must be the same where a job is run: rules, and working days."""
    return made_by(), days_hash(job[0].today)


def _there(
    rules: str, days: str, run: Run, point: Point, replication: int
) -> ReplicationCounts | Failure:
    """Run a job where a worker is, if that has the rules and days that the study was begun with."""
    if made_by() != rules:
        raise OtherRules("they have another version of it")
    if days_hash(point.today) != days:
        raise OtherRules("their release of holidays knows other bank holidays")
    return run(point, replication)


@contextlib.contextmanager
def _client(address: str, asked: int) -> Iterator[Any]:
    """Give a client of the scheduler at an address, or of a cluster made for the occasion."""
    import dask
    import distributed

    if address == LOCAL:
        with _deaf_to_the_keyboard():
            cluster = distributed.LocalCluster(
                n_workers=workers(asked), threads_per_worker=1, dashboard_address=None,
                silence_logs=logging.CRITICAL,
            )  # fmt: skip
        with cluster, distributed.Client(cluster, set_as_default=False) as client:
            yield client
        return
    allowed = f"it must be {LOCAL} or an address such as tcp://127.0.0.1:8786"
    try:
        with dask.config.set({"distributed.comm.timeouts.connect": f"{PATIENCE}s"}):
            client = distributed.Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        why = (str(error).splitlines() or [type(error).__name__])[0]
        raise UserError(
            f"{NAME}={address} is not allowed: no Dask scheduler answers there ({why}); {allowed}"
        ) from None
    with client:
        try:
            client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError:
            raise UserError(
                f"{NAME}={address} is not allowed: the scheduler there has no worker; start one "
                f"with dask worker {address}"
            ) from None
        yield client


@contextlib.contextmanager
def _deaf_to_the_keyboard() -> Iterator[None]:
    """Let the processes started meanwhile leave a stop from the keyboard to this one."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # which a new process begins with
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Keep what Dask logs of lost connections from hiding the one line that says so."""
    before = {name: logging.getLogger(name).level for name in LOGS}
    for name in LOGS:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for name, level in before.items():
            logging.getLogger(name).setLevel(level)


@contextlib.contextmanager
def _lost_or_not() -> Iterator[None]:
    """Tell the loss of the scheduler from other errors."""
    try:
        yield
    except (asyncio.CancelledError, concurrent.futures.CancelledError, OSError) as error:
        raise ClusterLost(f"the Dask cluster was lost ({type(error).__name__})") from None


def _result(
    future: Any, address: str, point: Point, replication: int
) -> ReplicationCounts | Failure:
    """Return what a job came to, also where it ended one worker after the other."""
    import distributed

    try:
        made: ReplicationCounts | Failure = future.result()
    except distributed.KilledWorker as error:
        cause = f"KilledWorker: {' '.join(str(error).split())}"
        return Failure(point.number, replication, point.seed(replication), cause, cause)
    except (OtherRules, ImportError, AttributeError, RuntimeError, TypeError) as error:
        # a replication returns its own errors: this is the worker's
        raise UserError(
            f"{NAME}={address} is not allowed: the workers there cannot run this simulator "
            f"({error}); install version for version what is here"
        ) from None
    return made

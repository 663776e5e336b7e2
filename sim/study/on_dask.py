"""Replications on a Dask cluster: workers on this machine or on others.

A job is handed to a worker as its point and number; the worker builds the world and sends back what
it counted. Dask gives the jobs of a worker that is lost to the others.
"""

import asyncio
import concurrent.futures
import contextlib
import os
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from sim.settings.mistake import Mistake
from sim.study.on_threads import AHEAD, Job, Run
from sim.study.point import Counted, Failure, Point

LOCAL = "local"
PATIENCE = 20  # seconds for a scheduler to answer


class ClusterLost(Exception):
    """The scheduler went away under the study."""


@contextlib.contextmanager
def _client(address: str) -> Iterator[Any]:
    """Give a client of the scheduler at an address, or of a cluster made for the occasion."""
    import dask
    import distributed

    dask.config.set({"distributed.comm.timeouts.connect": f"{PATIENCE}s"})
    if address == LOCAL:
        with (
            distributed.LocalCluster(
                n_workers=os.cpu_count(), threads_per_worker=1, dashboard_address=None
            ) as cluster,
            distributed.Client(cluster) as client,
        ):
            yield client
        return
    try:
        client = distributed.Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        raise Mistake(
            f"compute.address={address} is not allowed: no Dask scheduler answers there "
            f"({str(error).splitlines()[0]}); it must be {LOCAL} or an address such as "
            "tcp://127.0.0.1:8786"
        ) from None
    with client:
        yield client


def on_dask(jobs: Iterable[Job], run: Run, address: str) -> Iterator[tuple[Job, Counted | Failure]]:
    """Run jobs on a cluster and give what comes of each as it comes.

    Parameters
    ----------
    jobs
        What to run; taken from as workers come free.
    run
        What runs one; the workers import it.
    address
        The scheduler's address, or "local" for a cluster of one process a core.

    Raises
    ------
    Mistake
        Where no scheduler answers.
    """
    import distributed

    waiting = iter(jobs)
    with _client(address) as client:
        under_way: dict[distributed.Future, Job] = {}
        coming = distributed.as_completed()
        while True:
            workers = max(1, sum(client.nthreads().values()))
            for job in islice(waiting, max(0, AHEAD * workers - len(under_way))):
                future = client.submit(run, *job, pure=False)
                under_way[future] = job
                coming.add(future)
            if not under_way:
                return
            future = next(coming)
            job = under_way.pop(future)
            yield job, _result(future, *job)


def _result(future: Any, point: Point, replication: int) -> Counted | Failure:
    """Return what a job came to, also where it ended one worker after the other."""
    import distributed

    try:
        made: Counted | Failure = future.result()
    except distributed.KilledWorker as error:
        cause = f"KilledWorker: {' '.join(str(error).split())}"
        return Failure(point.number, replication, point.seed(replication), cause, cause)
    except (asyncio.CancelledError, concurrent.futures.CancelledError, OSError) as error:
        raise ClusterLost(f"the Dask cluster was lost ({type(error).__name__})") from None
    return made

"""Replications on the threads of this machine."""

import os
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from itertools import islice

from sim.replicate.replication import Failure, Point, ReplicationCounts

Job = tuple[Point, int]  # a point and the number of a replication
Run = Callable[[Point, int], ReplicationCounts | Failure]
AHEAD = 4  # jobs handed out for each worker, so that none waits for the next


def on_threads[Made](
    jobs: Iterable[Job], run: Callable[[Point, int], Made], threads: int = 0
) -> Generator[tuple[Job, Made]]:
    """Run jobs and give what comes of each as it comes.

    Parameters
    ----------
    jobs
        What to run; taken from as workers come free.
    run
        What runs one.
    threads
        How many; 0 for one a core.
    """
    workers = threads or os.cpu_count() or 1
    waiting = iter(jobs)
    with ThreadPoolExecutor(workers) as pool:
        under_way: dict[Future[Made], Job] = {}
        try:
            while True:
                for job in islice(waiting, AHEAD * workers - len(under_way)):
                    under_way[pool.submit(run, *job)] = job
                if not under_way:
                    return
                done, _ = wait(under_way, return_when=FIRST_COMPLETED)
                for future in done:
                    yield under_way.pop(future), future.result()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise

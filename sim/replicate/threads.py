"""Replications on the threads of this machine."""

from collections.abc import Callable, Generator, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from itertools import islice

from sim.replicate.replication import Failure, Point, ReplicationCounts
from sim.replicate.workers import workers

Job = tuple[Point, int]  # a point and the number of a replication
Run = Callable[[Point, int], ReplicationCounts | Failure]
AHEAD = 4  # jobs handed out for each worker, so that none waits for the next


def on_threads[Made](
    jobs: Iterable[Job], run: Callable[[Point, int], Made], asked: int = 0
) -> Generator[tuple[Job, Made]]:
    """Run jobs and give what comes of each as it comes.

    Parameters
    ----------
    jobs
        What to run; taken from as workers come free.
    run
        What runs one.
    asked
        How many threads; 0 for the cores this process may use.
    """
    threads = workers(asked)
    waiting = iter(jobs)
    with ThreadPoolExecutor(threads) as pool:
        under_way: dict[Future[Made], Job] = {}
        try:
            while True:
                for job in islice(waiting, AHEAD * threads - len(under_way)):
                    under_way[pool.submit(run, *job)] = job
                if not under_way:
                    return
                done, _ = wait(under_way, return_when=FIRST_COMPLETED)
                for future in done:
                    yield under_way.pop(future), future.result()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise

"""Replications on the threads of this machine."""

from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from itertools import islice

from sim.replicate.replication import Failure, Point, ReplicationCounts
from sim.replicate.workers import workers

Job = tuple[Point, int]  # a point and the number of a replication
Run = Callable[[Point, int], ReplicationCounts | Failure]
AHEAD = 4  # jobs handed out for each worker, so that none waits for the next


class Pool:
    """Threads that many who ask at once share, each in turn.

    Parameters
    ----------
    asked
        How many threads; 0 for the cores this process may use.
    """

    def __init__(self, asked: int = 0) -> None:
        self.threads = workers(asked)
        self.executor = ThreadPoolExecutor(self.threads, "workers")


@contextmanager
def _threads(asked: int, shared: Pool | None) -> Iterator[tuple[ThreadPoolExecutor, int]]:
    """Give threads, and how many jobs to hand out at once; of shared ones, one for each."""
    if shared is not None:
        yield shared.executor, shared.threads
        return
    own = Pool(asked)
    try:
        yield own.executor, AHEAD * own.threads
    except BaseException:
        own.executor.shutdown(wait=False, cancel_futures=True)
        raise
    own.executor.shutdown()


def on_threads[Made](
    jobs: Iterable[Job], run: Callable[[Point, int], Made], asked: int = 0,
    shared: Pool | None = None,
) -> Generator[tuple[Job, Made]]:  # fmt: skip
    """Run jobs and give what comes of each as it comes.

    Parameters
    ----------
    jobs
        What to run; taken from as workers come free.
    run
        What runs one.
    asked
        How many threads; 0 for the cores this process may use.
    shared
        Threads to run on, instead of some of its own.
    """
    waiting = iter(jobs)
    with _threads(asked, shared) as (executor, ahead):
        under_way: dict[Future[Made], Job] = {}
        try:
            while True:
                for job in islice(waiting, ahead - len(under_way)):
                    under_way[executor.submit(run, *job)] = job
                if not under_way:
                    return
                done, _ = wait(under_way, return_when=FIRST_COMPLETED)
                for future in done:
                    yield under_way.pop(future), future.result()
        finally:
            for future in under_way:
                future.cancel()

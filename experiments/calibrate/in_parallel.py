"""Acts on threads, their results in the order of what is acted on."""

import collections
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor

from sim.replicate.progress import Advance

type Progress = Callable[[str, int], Advance]  # what is begun, in how many steps
AHEAD = 8  # under way for each thread


def unsaid(what: str, total: int) -> Advance:
    """Say nothing of progress."""
    return lambda: None


def in_turn[Item, Result](
    act: Callable[[Item], Result], items: Iterable[Item], threads: int
) -> Generator[Result]:
    """Yield what `act` makes of each item in the items' order, with some under way ahead."""
    under_way: collections.deque[Future[Result]] = collections.deque()
    pool = ThreadPoolExecutor(threads)
    try:
        for item in items:
            under_way.append(pool.submit(act, item))
            if len(under_way) >= AHEAD * threads:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def all_of[Item, Result](
    act: Callable[[Item], Result],
    items: Iterable[Item],
    threads: int,
    advance: Advance = lambda: None,
) -> list[Result]:
    """Return what `act` makes of each item, in order, and move progress on by each."""
    made = []
    for result in in_turn(act, items, threads):
        made.append(result)
        advance()
    return made

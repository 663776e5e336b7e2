"""How far the runs of a question are, told once a second, and how long the rest will take."""

import time
from collections.abc import Callable

from sim.page.result import UnderWay
from sim.page.visitor_question import Question

EVERY = 1.0  # seconds


class Pace:
    """Tells how far runs are, from when it was made.

    Parameters
    ----------
    jobs, most
        Runs that there are, and how many pairs, or worlds, that is.
    clock
        Gives the time in seconds.
    """

    def __init__(self, jobs: int, most: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._jobs, self._most, self._clock = jobs, most, clock
        self._began = self._said = clock()

    def tell(self, question: Question, done: int) -> UnderWay | None:
        """Return how far it is with so many runs done; None before a second is over."""
        now = self._clock()
        if now - self._said < EVERY:
            return None
        self._said = now
        left = (now - self._began) * (self._jobs - done) / done if done else None
        return UnderWay(question, self._most * done // self._jobs, self._most, left)

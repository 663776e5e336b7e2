"""The Mesa model that the view Watch steps: one authority, with what it showed each day."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.initialise.build import fork_under
from sim.ledger import Count
from sim.model import ReviewService
from sim.settings import Settings
from sim.world import World

DUE = (Count.FIRST_DUE, Count.SECOND_DUE, Count.LATER_DUE)
ON_TIME = (Count.FIRST_ON_TIME, Count.SECOND_ON_TIME, Count.LATER_ON_TIME)


@dataclass(frozen=True)
class Day:
    """What one working day showed."""

    date: str  # YYYY-MM-DD
    held: int  # reviews held
    # due, on_time: reviews whose limit fell on the day, and of those, held by it
    due: int
    on_time: int
    # in_care, in_drift: children at its end, and of those, with an action in drift
    in_care: int
    in_drift: int
    hours_waiting: float  # of work on all desks


class Watched(ReviewService):
    """A service on its first reported day, that keeps its days.

    Parameters
    ----------
    settings, under_policy, rng
        As for `ReviewService`.
    warmed
        Its world at the end of the warm-up, where that has been lived; it is copied.
    """

    def __init__(
        self, settings: Settings, under_policy: Settings, rng: int, warmed: World | None = None
    ) -> None:
        super().__init__(settings, under_policy, rng)
        self.days: list[Day] = []
        if warmed is None:
            self.live_until(self.calendar.start)
        else:
            self.world = fork_under(warmed, under_policy, settings)
            self.day = self.calendar.start

    def step(self) -> None:
        """Live one working day and, from the first reported one, keep what it showed."""
        if not self.calendar.start <= self.day < self.calendar.end:
            super().step()
            return
        date, before = self.date, self._counts()
        super().step()
        now = self._counts() - before
        service = self.world.service
        self.days.append(
            Day(
                date.isoformat(),
                held=round(now[Count.REVIEWS_HELD]),
                due=round(sum(now[count] for count in DUE)),
                on_time=round(sum(now[count] for count in ON_TIME)),
                in_care=int(service.in_care),
                in_drift=int(service.children_in_drift),
                hours_waiting=self._hours_waiting(),
            )
        )

    def _counts(self) -> np.ndarray:
        return self.world.ledger.sum(axis=0)

    def _hours_waiting(self) -> float:
        posts: Any = self.world.posts
        desks: Any = self.world.desks
        return float(desks["waiting"][: len(posts)][posts["active"]].sum())

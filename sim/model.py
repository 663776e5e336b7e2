"""The Mesa model: one authority's service, day by day or in long runs."""

import datetime
from typing import Any

import mesa
import numpy as np

from sim.arms.resolve import resolve
from sim.initialise.build import build, calendar_of, fork_under, run_until
from sim.mesa_agents import EPOCH, IRO, Advocate, Child, Face, Post, SocialWorker, TeamManager
from sim.settings import Settings
from sim.vocabulary import Role

FACES: dict[int, type[Face]] = {
    Role.IRO: IRO, Role.SOCIAL_WORKER: SocialWorker, Role.TEAM_MANAGER: TeamManager,
    Role.ADVOCATE: Advocate,
}  # fmt: skip


class ReviewService(mesa.Model):
    """One simulated authority; a step is one working day.

    Parameters
    ----------
    settings
        Resolved settings of today's service; those of the average authority by default.
    under_policy
        Resolved settings in force from the first reported day; today's by default.
    rng
        The world's seed.
    journal
        Whether to keep a journal of what happens to whom.

    Attributes
    ----------
    world : sim.world.World
        The records. Agents are their faces, made when asked for; a long run needs none.
    day : int
        The working day that is lived next.
    """

    def __init__(
        self,
        settings: Settings | None = None,
        under_policy: Settings | None = None,
        rng: int = 1,
        *,
        journal: bool = False,
    ) -> None:
        super().__init__(rng=rng)
        self.settings = settings or resolve(Settings(), {}).today
        self.under_policy = under_policy or self.settings
        self.calendar = calendar_of(self.settings)
        self.world = build(self.settings, rng, journal=journal)
        self.day = self.calendar.first
        self._faces: dict[tuple[str, int], Face] = {}
        self._start_policy()

    def step(self) -> None:
        """Live one working day; past the last reported day nothing happens."""
        self.live_until(self.day + 1)

    def live_until(self, day: int) -> None:
        """Live working days up to, not including, a day, without touching any agent."""
        until = min(day, self.calendar.end)
        start = self.calendar.start
        if self.day < start <= until:
            self.world = run_until(self.world, self.day, start)
            self.day = start
            self._start_policy()
        if self.day < until:
            self.world = run_until(self.world, self.day, until)
            self.day = until

    def _start_policy(self) -> None:
        if self.day == self.calendar.start:
            self.world = fork_under(self.world, self.under_policy, self.settings)

    @property
    def date_number(self) -> int:
        """The date of the day that is lived next, in days since 1970-01-01."""
        return int(self.world.days[self.day].date)

    @property
    def date(self) -> datetime.date:
        """The date of the day that is lived next."""
        return EPOCH + datetime.timedelta(days=self.date_number)

    @property
    def agents(self) -> Any:
        """All agents: children in care and posts that are filled."""
        self._meet()
        return super().agents

    @property
    def agents_by_type(self) -> Any:
        """The agents by class: `Child`, `IRO`, `SocialWorker`, `TeamManager`, `Advocate`."""
        self._meet()
        return super().agents_by_type

    def _meet(self) -> None:
        """Make faces for those who came, in the order of their rows, and drop those who left."""
        here: list[tuple[str, int, type[Face]]] = []
        posts: Any = self.world.posts
        for row in np.flatnonzero(posts["active"]):
            here.append(("posts", int(row), FACES.get(int(posts[row].role), Post)))
        children: Any = self.world.children
        in_care = np.flatnonzero(children["in_care"])
        here += [("children", int(row), Child) for row in in_care]
        present = {(rows, row) for rows, row, _ in here}
        for place in [place for place in self._faces if place not in present]:
            self._faces.pop(place).remove()
        for rows, number, face in here:
            if (rows, number) not in self._faces:
                self._faces[rows, number] = face(self, number)

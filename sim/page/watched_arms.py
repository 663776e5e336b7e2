"""Today's service and a policy lived together: the same world, the same chance, the same day.

From what stands in the page's fields to the two services that are watched, each a Mesa model that
keeps what its days showed.
"""

import copy
import threading
from dataclasses import dataclass, replace
from typing import Any

from sim.arms.scenarios import KEEP, scenarios
from sim.errors import UserError
from sim.initialise.build import fork_under
from sim.ledger import Count
from sim.model import ReviewService
from sim.page.form_fields import Options
from sim.page.visitor_question import Question
from sim.page.worker import understood
from sim.replicate.replication import Point, point_of
from sim.report.numbers import capital, policy_name
from sim.settings import Settings
from sim.study.notes import authority_words
from sim.world import World

DUE = (Count.FIRST_DUE, Count.SECOND_DUE, Count.LATER_DUE)
ON_TIME = (Count.FIRST_ON_TIME, Count.SECOND_ON_TIME, Count.LATER_ON_TIME)
OWN = ""  # the policy that the further settings make, of no scenario


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
        date, before = self.date, self.world.ledger.sum(axis=0)
        super().step()
        world: Any = self.world
        now = world.ledger.sum(axis=0) - before
        waiting = world.desks["waiting"][: len(world.posts)][world.posts["active"]]
        self.days.append(
            Day(
                date.isoformat(),
                held=round(now[Count.REVIEWS_HELD]),
                due=round(sum(now[count] for count in DUE)),
                on_time=round(sum(now[count] for count in ON_TIME)),
                in_care=int(world.service.in_care),
                in_drift=int(world.service.children_in_drift),
                hours_waiting=float(waiting.sum()),
            )
        )


class WatchedArms:
    """Two services that one step brings a working day further, as Mesa's controls take them.

    Parameters
    ----------
    settings, under_policy, rng
        As for `ReviewService`.
    warmed
        The world at the end of the warm-up, where that has been lived.

    Attributes
    ----------
    today, policy
        The services.
    warmed
        The world that both began from.
    running
        Whether there are days to live, and these are the hands that live them.
    """

    def __init__(
        self, settings: Settings, under_policy: Settings, rng: int, warmed: World | None = None
    ) -> None:
        self.today = Watched(settings, settings, rng, warmed)
        self.warmed = self.today.world.fork() if warmed is None else warmed
        self.policy = Watched(settings, under_policy, rng, self.warmed)
        self.running = True
        self._turn = threading.Lock()

    @property
    def lived(self) -> int:
        """How many working days have been lived since the first reported one."""
        return len(self.today.days)

    def step(self) -> None:
        """Live one working day in both services."""
        with self._turn:
            if self.running:
                self.today.step()
                self.policy.step()
                self.running = self.today.running

    def close(self) -> None:
        """Live no further day by these hands, whatever thread still holds them."""
        with self._turn:
            self.running = False

    def come_to(self, day: int) -> "WatchedArms":
        """Return the services after so many working days, for other hands; these live no more.

        Days that have been lived are not lived again where `day` does not lie before them.
        """
        self.close()
        if day < self.lived:
            here = WatchedArms(**self.made)
        else:
            here = copy.copy(self)
            here.running = self.today.running
        while here.running and here.lived < day:
            here.step()
        return here

    @property
    def made(self) -> dict[str, Any]:
        """What makes them anew, on the first reported day."""
        return {
            "settings": self.today.settings,
            "under_policy": self.policy.under_policy,
            "rng": self.today.world_seed,
            "warmed": self.warmed,
        }


@dataclass(frozen=True, eq=False)
class Opened:
    """What is watched."""

    question: Question  # what was asked, of one policy
    policy: str  # its name
    authority: str  # in words
    point: Point  # the one typical world, with both arms
    arms: WatchedArms


def asked_of(question: Question, watched: str) -> Question:
    """Return what is watched: of the policy that was chosen, or the first asked about."""
    policies = (watched,) if watched in _policies() else question.policies[:1]
    return replace(question, policies=policies)


def opened(question: Question) -> Opened:
    """Return both services on their first reported day.

    Raises
    ------
    UserError
        Where what is asked cannot be run, or is of several authorities.
    """
    asked, _ = understood(question)
    policy, arms = asked[0]
    if arms.beside:
        raise UserError("policy.pool is not allowed in Watch: it shows one authority")
    point = replace(point_of(0, arms, policy), in_worlds=False)
    today, under = (arm[0] for arm in point.settings(0))
    both = WatchedArms(today, under, point.seed(0))
    return Opened(question, policy, authority_words(arms), point, both)


def policy_options(question: Question) -> Options:
    """Return the policies to choose from."""
    own = [] if question.policies else [{"value": OWN, "text": "By the further settings"}]
    return own + [{"value": name, "text": capital(policy_name(name))} for name in _policies()]


def _policies() -> list[str]:
    return [name for name in scenarios() if name != KEEP]

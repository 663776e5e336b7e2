"""The Mesa model: one authority's service, day by day or in long runs."""

import datetime
from collections.abc import Mapping
from functools import partial
from typing import Any

import mesa
import numpy as np

from sim.arms.one_run import OneRun, one_run, seed_from
from sim.errors import UserError
from sim.initialise.build import build, calendar_of, fork_under, run_until
from sim.measures.catalogue import HEADLINE, Measure
from sim.mesa_agents import EPOCH, IRO, Advocate, Child, Post, SocialWorker, TeamManager
from sim.mesa_face import Face
from sim.settings import Settings
from sim.vocabulary import Role

FACES: dict[int, type[Face]] = {
    Role.IRO: IRO, Role.SOCIAL_WORKER: SocialWorker, Role.TEAM_MANAGER: TeamManager,
    Role.ADVOCATE: Advocate,
}  # fmt: skip
TO_DATE = "_to_date"  # ends the name of a measure over all reported months until now


class ReviewService(mesa.Model):
    """One simulated authority; a step, and a unit of Mesa's time, is one working day.

    `ReviewService(authority="Leeds", policy="abolish", rng=1, iro__caseload=60)`: each setting is
    a keyword, with `__` for a dot. The world is the typical one, as with `worlds=one` on the
    command line.

    Parameters
    ----------
    settings
        Settings by dotted name, beside those given by keyword. Or today's `Settings`, resolved;
        then authority, policy and keywords are not for this call.
    under_policy
        With `Settings`: those in force from the first reported day; today's by default.
    rng
        The world's seed, a whole number from 0. Of whatever else Mesa takes a seed is drawn; of
        None another each time.
    journal
        Whether to keep a journal of what happens to whom.
    scenario
        A Mesa `Scenario`: its parameters are taken as if they stood here, its `rng` as the seed.
    authority
        An authority's name; the average one by default.
    policy
        A scenario's name, or what the policy changes, by names of settings; by default today's
        service goes on.
    **values
        Settings, and with `policy__` before their name what the policy changes.

    Attributes
    ----------
    world : sim.world.World
        The records. Agents are their faces, made when asked for; a long run needs none.
    world_seed : int
        The seed that was given, or drawn.
    day : int
        The working day that is lived next; `date` is its date.
    running : bool
        Whether there are days to live.
    datacollector : mesa.DataCollector
        A row for each month lived: `month`, whether it is `reported`, each headline measure in it
        and, with `_to_date` after its name, over all reported months until then.

    Raises
    ------
    UserError
        Where what is asked cannot be run.
    """

    def __init__(
        self,
        settings: Settings | Mapping[str, Any] | None = None,
        under_policy: Settings | None = None,
        rng: Any = 1,
        *,
        journal: bool = False,
        scenario: Any = None,
        authority: str | None = None,
        policy: str | Mapping[str, Any] | None = None,
        **values: Any,
    ) -> None:
        if isinstance(scenario, str):
            raise UserError(f"scenario={scenario} is not allowed: write policy={scenario}")
        more = {name: value for name, value in scenario or () if name != "rng"}
        own = getattr(scenario, "rng", None)
        rng = rng if own is None else own
        run = _run_of(settings, under_policy, {
            **more, **{name: value for name, value in (("authority", authority), ("policy", policy))
                       if value is not None}, **values,
        })  # fmt: skip
        self.world_seed = seed_from(rng)
        super().__init__(rng=self.world_seed)
        if scenario is not None:
            self.scenario = scenario
        self.settings, self.under_policy = run.today, run.under_policy
        self.calendar = calendar_of(run.today)
        self._beside = run.beside
        others = [today for _, today in run.beside]
        self.world = build(run.today, self.world_seed, beside=others, journal=journal)
        self.day = self.calendar.first
        self._faces: dict[tuple[str, int], Face] = {}
        self.datacollector = mesa.DataCollector(model_reporters=_reporters())
        self._start_policy()

    def step(self) -> None:
        """Live one working day; past the last reported day nothing happens."""
        if self.day < self.calendar.end:
            self.world = run_until(self.world, self.day, self.day + 1)
            self.day += 1
            self._start_policy()
            if self.world.days[self.day - 1].month_ends:
                self.datacollector.collect(self)
        if self.day >= self.calendar.end:
            self.running = False

    def live_until(self, day: int) -> None:
        """Live working days up to, not including, a day; Mesa's time goes with them."""
        until = min(day, self.calendar.end)
        if self.day < until:
            self.run_until(until - self.calendar.first)

    def _start_policy(self) -> None:
        if self.day == self.calendar.start:
            self.world = fork_under(
                self.world, self.under_policy, self.settings,
                beside=self._beside, pooled=bool(self._beside),
            )  # fmt: skip

    @property
    def date_number(self) -> int:
        """The date of the day that is lived next, in days since 1970-01-01."""
        return int(self.world.days[self.day].date)

    @property
    def date(self) -> datetime.date:
        """The date of the day that is lived next."""
        return EPOCH + datetime.timedelta(days=self.date_number)

    @property
    def month_row(self) -> int:
        """The row of the ledger in which the day lived last is counted."""
        return int(self.world.days[max(self.day - 1, self.calendar.first)].period)

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

    @property
    def agent_types(self) -> list[type]:
        """The classes of the agents."""
        return list(self.agents_by_type)

    def remove_all_agents(self) -> None:
        """Forget the agents; of who is in care and in post, they are made anew when asked for."""
        for face in self._faces.values():
            face.forget()
        self._faces.clear()
        super().remove_all_agents()

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
            self._faces.pop(place).forget()
        for rows, number, face in here:
            if (rows, number) not in self._faces:
                self._faces[rows, number] = face(self, number)


def _run_of(
    settings: Settings | Mapping[str, Any] | None,
    under_policy: Settings | None,
    asked: dict[str, Any],
) -> OneRun:
    """Return what is to be run, of settings that are resolved or of what is asked by keyword."""
    if isinstance(settings, Settings):
        if asked:
            raise UserError(f"{', '.join(asked)}: not allowed with Settings that are resolved")
        return OneRun(settings, under_policy or settings)
    if under_policy is not None:
        raise UserError("under_policy is not allowed without Settings; write policy=...")
    authority, policy = asked.pop("authority", None), asked.pop("policy", None)
    return one_run([*(settings or {}).items(), *asked.items()], authority, policy)


def _reporters() -> dict[str, Any]:
    """Return what the data collector takes down, by the names of its columns."""
    return {
        "month": _month, "reported": _is_reported,
        **{measure.id: partial(_in_month, measure) for measure in HEADLINE},
        **{measure.id + TO_DATE: partial(_to_date, measure) for measure in HEADLINE},
    }  # fmt: skip


def _month(model: ReviewService) -> str:
    return model.calendar.periods[model.month_row].split()[-1]


def _is_reported(model: ReviewService) -> bool:
    return model.month_row in model.calendar.reported


def _in_month(measure: Measure, model: ReviewService) -> float:
    return _value(measure, model.world.ledger[model.month_row])


def _to_date(measure: Measure, model: ReviewService) -> float:
    return _value(measure, model.world.ledger[list(model.calendar.reported)].sum(axis=0))


def _value(measure: Measure, counts: np.ndarray) -> float:
    """Return a measure's value of counts; NaN where it does not apply."""
    top, bottom = measure.parts(counts)
    return float(top / bottom) if bottom else float("nan")

"""Settings as rules read them: one record of all, and what they say of each role, task and need."""

import dataclasses
import math
from collections.abc import Iterator, Mapping
from enum import IntEnum
from functools import lru_cache
from operator import attrgetter
from typing import Any

import numpy as np

from sim.agents.post import RoleStandard
from sim.casework.action import NeedStandard
from sim.casework.noticers import Chain
from sim.casework.tasks import TaskStandard
from sim.engine.records import DTYPES, rows
from sim.settings import Setting, Settings, register
from sim.task_kinds import DUTIES, TaskKind
from sim.vocabulary import AdvocacyOffer, Allocation, Chair, Employer, Midway, Need, Noticer, Role

WORDS: dict[str, type[IntEnum]] = {
    "iro.employer": Employer,
    "iro.allocation": Allocation,
    "review.chair": Chair,
    "review.midway_checks": Midway,
    "advocate.offer": AdvocacyOffer,
}
"""The settings whose words rules ask for."""


@lru_cache(maxsize=1)
def _listed() -> Mapping[str, Setting]:
    """Return the settings that rules can read, by name: numbers, and words of a list."""
    known = register(Settings())
    return {one.name: one for one in known if one.type is not str or one.choices}


def _rooms(part: Any, prefix: str) -> Iterator[tuple[str, Any]]:
    """Yield what stands in a room of settings and rules can read: settings and further rooms."""
    for one in dataclasses.fields(part):
        name, value = f"{prefix}{one.name}", getattr(part, one.name)
        if name in _listed():
            yield name, None
        elif dataclasses.is_dataclass(value) and any(_rooms(value, f"{name}.")):
            yield name, value


def _dtype(part: Any, prefix: str = "") -> np.dtype:
    """Return the record of a room, in which every further room is a record."""
    fields = [
        (name.removeprefix(prefix), _dtype(room, f"{name}.") if room is not None
         else DTYPES.get(_listed()[name].type, np.int64))
        for name, room in _rooms(part, prefix)
    ]  # fmt: skip
    return np.dtype((np.record, fields))


def _values(part: Any, prefix: str = "") -> tuple[Any, ...]:
    """Return a room's values: nothing set is NaN, a word its number."""
    values: list[Any] = []
    for name, room in _rooms(part, prefix):
        value = getattr(part, name.removeprefix(prefix))
        if room is not None:
            value = _values(room, f"{name}.")
        elif name in WORDS:
            value = WORDS[name][str(value).upper()]
        elif _listed()[name].choices:
            value = _listed()[name].choices.index(str(value))
        values.append(math.nan if value is None else value)
    return tuple(values)


@lru_cache(maxsize=1)
def _record() -> np.dtype:
    return _dtype(Settings())


@lru_cache(maxsize=64)
def _settings_record(settings: Settings) -> Any:
    record = np.zeros(1, _record())
    record[0] = _values(settings)
    return record[0]


def settings_record(settings: Settings) -> Any:
    """Return all settings that rules can read as one record, by their names: `s.iro.turnover`."""
    return _settings_record(settings).copy()


def role_standards(settings: Settings) -> np.ndarray:
    """Return what the settings say of each role, in the room of its name and under `cost`.

    What a room does not say of overtime is as for IROs. An advocate is paid for by the child.
    """
    standards, cost = rows(RoleStandard, max(Role) + 1), settings.cost
    caseload = settings.advocate.caseload
    for role in Role:
        name, standard = role.name.lower(), standards[role]
        room = getattr(settings, name)
        standard.hours_per_year = room.hours_per_year
        standard.overtime_share = getattr(room, "overtime_share", settings.iro.overtime_share)
        standard.standing_per_child = getattr(room, "casework_hours", 0.0)
        standard.post_price = getattr(cost, f"{name}_post", cost.advocacy * caseload)
        standard.hour_price = standard.post_price / cost.paid_hours
        standard.always_followed = not hasattr(room, "turnover")
        standard.turnover = getattr(room, "turnover", None) or 0.0
        standard.vacant_days = getattr(room, "vacant_days", 0.0)
    worker = settings.social_worker
    standards[Role.SOCIAL_WORKER].standing_per_child = (
        worker.visits_per_year * worker.visit_hours + worker.casework_hours
    )
    return standards


def task_standards(settings: Settings) -> np.ndarray:
    """Return the terms of each kind of task."""
    standards = rows(TaskStandard, max(TaskKind) + 1)
    for kind in TaskKind:
        room, standard = attrgetter(kind.standard)(settings), standards[kind]
        standard.charged = kind.charged
        standard.hours = getattr(room, "hours", 0.0)
        standard.least = getattr(room, "least", 1.0)  # half of it is none
        standard.urgency = room.urgency
        standard.spreads = bool(kind.in_week) and kind not in DUTIES
    return standards


def need_standards(settings: Settings) -> np.ndarray:
    """Return the terms of each kind of need."""
    standards = rows(NeedStandard, max(Need) + 1)
    for need in Need:
        kind = (
            settings.plan.unsuitable
            if need == Need.UNSUITABLE
            else getattr(settings.plan.actions, need.name.lower())
        )
        standards[need] = (max(1, kind.usual_days), kind.hours, kind.outside)
    return standards


def chains_of(settings: Settings) -> np.ndarray:
    """Return the chain of everybody who may notice that a plan is stuck."""
    given = settings.challenge
    chains = rows(Chain, max(Noticer) + 1)
    whose: dict[Noticer, Any] = {
        Noticer.TEAM: given.team, Noticer.TEAM_MANAGER: given.team_manager,
        Noticer.IRO: given.iro, Noticer.GUARDIAN: given.guardian, Noticer.ADVOCATE: given.advocate,
    }  # fmt: skip
    for who, one in whose.items():
        chain = chains[who]
        chain.acts, chain.days = one.acts, one.days
        chain.succeeds, chain.kept = one.succeeds, one.kept
    for who, reviewer in ((Noticer.TEAM_MANAGER, given.team_manager), (Noticer.IRO, given.iro)):
        chain, sees = chains[who], reviewer.sees
        chain.at_thin_review, chain.at_full_review = sees.at_thin_review, sees.at_full_review
        chain.at_midway_check, chain.at_told_change = sees.at_midway_check, sees.at_told_change
        chain.grave, chain.steps_up = reviewer.grave, reviewer.steps_up
        chain.formal_days = reviewer.formal_days
        chain.formal_succeeds = reviewer.formal_succeeds
        chain.formal_kept = reviewer.formal_kept
        chain.hours, chain.formal_hours = reviewer.raises_hours, reviewer.formal_hours
    chains[Noticer.TEAM].hours = given.team.raises_hours
    chains[Noticer.ADVOCATE].hours = given.advocate.raises_hours
    return chains

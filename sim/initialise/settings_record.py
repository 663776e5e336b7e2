"""Settings as rules read them: one record of all, and the terms of each kind of work and need."""

import dataclasses
import math
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

import numpy as np

from sim.casework.action import NeedStandard
from sim.casework.noticers import Chain
from sim.casework.tasks import TaskStandard
from sim.engine.records import DTYPES, rows
from sim.settings import Setting, Settings, register
from sim.settings.review import Work as WorkSetting
from sim.vocabulary import Need, Noticer, TaskKind


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
    """Return a room's values: nothing set is NaN, a word its place in the list."""
    values: list[Any] = []
    for name, room in _rooms(part, prefix):
        value = getattr(part, name.removeprefix(prefix))
        if room is not None:
            value = _values(room, f"{name}.")
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


def task_standards(settings: Settings) -> np.ndarray:
    """Return the terms of each kind of task, in the order of `TaskKind`."""
    tasks, change, challenge = settings.review.tasks, settings.change, settings.challenge
    actions = settings.plan.actions
    raised = WorkSetting(0.0, 1.0, challenge.urgency)  # hours are the noticer's; half is none
    by_kind = {
        TaskKind.PREPARATION: tasks.preparation, TaskKind.CHILD_CONTACT: tasks.child_contact,
        TaskKind.SOCIAL_WORKER_MEETING: tasks.social_worker_meeting, TaskKind.MEETING: tasks.meeting,
        TaskKind.DECISIONS: tasks.decisions, TaskKind.RECORD: tasks.record,
        TaskKind.MIDWAY_CHECK: tasks.midway_check, TaskKind.CHANGE_RESPONSE: change.response,
        TaskKind.INFORMAL: raised, TaskKind.FORMAL: raised,
        TaskKind.REPORT: tasks.report, TaskKind.PLAN_UPDATE: tasks.plan_update,
        TaskKind.CHANGE_HANDLING: change.handling,
        TaskKind.ACTION: WorkSetting(0.0, 1.0, actions.urgency),  # hours are the need's
        TaskKind.FORMAL_ANSWER: WorkSetting(challenge.formal_answer_hours, 1.0, challenge.urgency),
        TaskKind.ADVOCATE_VISIT: settings.advocate.visit,
        TaskKind.ADVOCATE_RAISES: raised,
    }  # fmt: skip
    terms = rows(TaskStandard, len(TaskKind))
    for kind in TaskKind:
        given = by_kind[kind]
        terms[kind] = (given.hours, given.least, given.urgency)
    return terms


def need_standards(settings: Settings) -> np.ndarray:
    """Return the terms of each kind of need, in the order of `Need`."""
    actions = settings.plan.actions
    kinds = (actions.permanence, actions.health, actions.education, actions.contact,
             actions.placement, actions.leaving, actions.initial_health, actions.placement_plan,
             actions.care_plan, actions.long_term_match, actions.delegated_authority,
             actions.pathway_plan, actions.personal_adviser, actions.home_at_18,
             actions.money_at_18, settings.plan.unsuitable)  # fmt: skip
    terms = rows(NeedStandard, len(Need))
    for need, kind in zip(Need, list[Any](kinds), strict=True):
        terms[need] = (max(1, kind.usual_days), kind.hours, kind.outside)
    return terms


def chains_of(settings: Settings) -> np.ndarray:
    """Return the chain of everybody who may notice that a plan is stuck, in order of `Noticer`."""
    given = settings.challenge
    chains = rows(Chain, len(Noticer))
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

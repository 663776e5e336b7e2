"""Settings as rules read them: one record of all, and the terms of each kind of work and need."""

import math
from collections.abc import Callable
from functools import lru_cache
from operator import attrgetter
from typing import Any, NamedTuple

import numpy as np

from sim.casework.action import NeedTerms
from sim.casework.noticers import Chain
from sim.casework.tasks import Terms
from sim.engine.records import DTYPES, rows
from sim.settings import Settings, register
from sim.settings.review import Work as WorkSetting
from sim.vocabulary import Need, Noticer, Work


class _Field(NamedTuple):
    """A setting that rules can read: where it stands, and the words it may be, if it is one."""

    name: str
    of: Callable[[Settings], Any]
    choices: tuple[str, ...]


@lru_cache(maxsize=1)
def _fields() -> tuple[np.dtype, tuple[_Field, ...]]:
    """Return the record's fields, and where each of them stands in the settings."""
    known = [one for one in register(Settings()) if one.type is not str or one.choices]
    dtype = [(one.field_name, DTYPES.get(one.type, np.int64)) for one in known]
    fields = tuple(_Field(one.field_name, attrgetter(one.name), one.choices) for one in known)
    return np.dtype((np.record, dtype)), fields


@lru_cache(maxsize=64)
def _settings_record(settings: Settings) -> np.ndarray:
    dtype, fields = _fields()
    values: list[Any] = []
    for field in fields:
        value = field.of(settings)
        if field.choices:
            value = field.choices.index(str(value))
        values.append(math.nan if value is None else value)
    record = np.zeros(1, dtype)
    record[0] = tuple(values)
    return record


def settings_record(settings: Settings) -> np.ndarray:
    """Return all settings that rules can read as one record; words as their place in the list."""
    return _settings_record(settings).copy()


def work_terms(settings: Settings) -> np.ndarray:
    """Return the terms of each kind of task, in the order of `Work`."""
    tasks, change, challenge = settings.review.tasks, settings.change, settings.challenge
    actions = settings.plan.actions
    raised = WorkSetting(0.0, 1.0, challenge.urgency)  # hours are the noticer's; half is none
    by_kind = {
        Work.PREPARATION: tasks.preparation, Work.CHILD_CONTACT: tasks.child_contact,
        Work.SOCIAL_WORKER_MEETING: tasks.social_worker_meeting, Work.MEETING: tasks.meeting,
        Work.DECISIONS: tasks.decisions, Work.RECORD: tasks.record,
        Work.MIDWAY_CHECK: tasks.midway_check, Work.CHANGE_RESPONSE: change.response,
        Work.INFORMAL: raised, Work.FORMAL: raised,
        Work.REPORT: tasks.report, Work.PLAN_UPDATE: tasks.plan_update,
        Work.CHANGE_HANDLING: change.handling,
        Work.ACTION: WorkSetting(0.0, 1.0, actions.urgency),  # hours are the need's
        Work.FORMAL_ANSWER: WorkSetting(challenge.formal_answer_hours, 1.0, challenge.urgency),
        Work.ADVOCATE_VISIT: settings.advocate.visit,
        Work.ADVOCATE_RAISES: raised,
    }  # fmt: skip
    terms = rows(Terms, len(Work))
    for kind in Work:
        given = by_kind[kind]
        terms[kind] = (given.hours, given.least, given.urgency)
    return terms


def need_terms(settings: Settings) -> np.ndarray:
    """Return the terms of each kind of need, in the order of `Need`."""
    actions = settings.plan.actions
    kinds = (actions.permanence, actions.health, actions.education, actions.contact,
             actions.placement, actions.leaving, actions.initial_health, actions.placement_plan,
             actions.care_plan, actions.long_term_match, actions.delegated_authority,
             actions.pathway_plan, actions.personal_adviser, actions.home_at_18,
             actions.money_at_18, settings.plan.unsuitable)  # fmt: skip
    terms = rows(NeedTerms, len(Need))
    for need, kind in zip(Need, list[Any](kinds), strict=True):
        terms[need] = (max(1, kind.usual_days), kind.hours, kind.outside)
    return terms


def chain_terms(settings: Settings) -> np.ndarray:
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

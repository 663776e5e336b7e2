"""Build a world from settings: calendar, posts, terms of work, children and blank desks."""

import math
from functools import lru_cache
from typing import Any

import numpy as np

from sim.agents.child import Child
from sim.agents.iro import deal_duties, duty_fte
from sim.agents.post import Post
from sim.agents.social_worker import deal_agency
from sim.casework.plans import Action, NeedTerms
from sim.casework.tasks import Terms
from sim.day import advance, draw_entrants, settle_in, start_policy
from sim.engine.agenda import PHASES, Event
from sim.engine.compile import kernel
from sim.engine.desk import Desk, Task
from sim.engine.journal import Entry
from sim.engine.pools import Pool
from sim.engine.records import DTYPES, longer, rows
from sim.engine.workdays import Calendar, calendar
from sim.ledger import COUNTS
from sim.settings import Settings, register
from sim.settings.review import Work as WorkSetting
from sim.stays import stay_tables
from sim.words import Need, Role, Work
from sim.world import POOLED, Service, World

POST_IDS = 1 << 50  # posts' addresses, apart from those of children
LEAST_WORKERS = 0.1  # full-time equivalents, so that the last child has a worker too
ROOM = {"events": 40, "tasks": 24, "actions": 16, "journal": 64}  # rows a child, to begin with


hashes_wrap = np.errstate(over="ignore")  # interpreted, the wrap-around of hashes would warn


@lru_cache(maxsize=64)
def _settings_record(settings: Settings) -> np.ndarray:
    fields: list[tuple[str, Any]] = []
    values: list[Any] = []
    for known in register(settings):
        value = known.default
        if known.type is str and not known.choices:
            continue
        if known.choices:
            value = known.choices.index(str(value))
        fields.append((known.field_name, DTYPES.get(known.type, np.int64)))
        values.append(value)
    record = np.zeros(1, np.dtype((np.record, fields)))
    record[0] = tuple(values)
    return record


def settings_record(settings: Settings) -> np.ndarray:
    """Return all settings that rules can read as one record; words as their place in the list."""
    return _settings_record(settings).copy()


def work_terms(settings: Settings) -> np.ndarray:
    """Return the terms of each kind of task, in the order of `Work`."""
    tasks, change, challenge = settings.review.tasks, settings.change, settings.challenge
    actions = settings.plan.actions
    by_kind = {
        Work.PREPARATION: tasks.preparation, Work.CHILD_CONTACT: tasks.child_contact,
        Work.SOCIAL_WORKER_MEETING: tasks.social_worker_meeting, Work.MEETING: tasks.meeting,
        Work.DECISIONS: tasks.decisions, Work.RECORD: tasks.record,
        Work.MIDWAY_CHECK: tasks.midway_check, Work.CHANGE_RESPONSE: change.response,
        Work.INFORMAL: challenge.informal, Work.FORMAL: challenge.formal,
        Work.REPORT: tasks.report, Work.PLAN_UPDATE: tasks.plan_update,
        Work.CHANGE_HANDLING: change.handling,
        Work.ACTION: WorkSetting(0.0, 1.0, actions.urgency),  # hours are the need's
        Work.FORMAL_ANSWER: challenge.formal_answer,
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
             actions.placement, actions.leaving)  # fmt: skip
    terms = rows(NeedTerms, len(Need))
    for need, kind in zip(Need, kinds, strict=True):
        terms[need] = (max(1, kind.usual_days), kind.hours, kind.outside)
    return terms


def iro_fte(settings: Settings) -> float:
    """Return the full-time IRO posts that an arrangement has."""
    if settings.iro.employer == "none":
        return 0.0
    return float(settings.authority.children_looked_after or 0.0) / settings.iro.caseload


def looked_after_share(settings: Settings) -> float:
    """Return the share of social workers' and managers' time that is for looked-after children."""
    worker = settings.social_worker
    return 1.0 if worker.dedicated else worker.looked_after_share


def worker_fte(settings: Settings) -> float:
    """Return social workers' full-time equivalents for looked-after children."""
    children = float(settings.authority.children_looked_after or 0.0)
    return children / float(settings.social_worker.caseload or 1.0)


def _parts(fte: float) -> list[float]:
    """Return posts that make up full-time equivalents: whole ones and at most one part post."""
    whole = int(fte + 1e-9)
    part = fte - whole
    return [1.0] * whole + ([part] if part > 1e-6 else [])


def _posts(settings: Settings) -> np.ndarray:
    """Return the posts of today's service: social workers, team managers, IROs."""
    share = looked_after_share(settings)
    workers = _parts(max(worker_fte(settings) / share, LEAST_WORKERS))
    managers = max(1, math.ceil(len(workers) / settings.team_manager.workers - 1e-9))
    iros = _parts(iro_fte(settings))
    posts = rows(Post, len(workers) + managers + len(iros))
    posts["active"] = True
    posts["id"] = np.arange(len(posts), dtype=np.uint64) + np.uint64(POST_IDS)
    for p, fte in enumerate(workers):
        posts[p]["role"] = Role.SOCIAL_WORKER
        posts[p]["fte"] = share * fte
    for p in range(len(workers), len(workers) + managers):
        posts[p]["role"] = Role.TEAM_MANAGER
        posts[p]["fte"] = share
    for number, fte in enumerate(iros):
        p = len(workers) + managers + number
        posts[p]["role"] = Role.IRO
        posts[p]["fte"] = fte
        # IROs' addresses do not depend on how many workers there are
        posts[p]["id"] = np.uint64(2 * POST_IDS + number)
    return posts


def _service(settings: Settings, seed: np.uint64, when: Calendar, posts: np.ndarray) -> np.ndarray:
    """Return the service's record, before any child is in care."""
    authority = settings.authority
    record = rows(Service, 1)
    service = record[0]
    service.seed = seed
    service.first, service.start, service.end = when.first, when.start, when.end
    reach = when.days["date"][when.first] - 18 * 366
    service.earliest = int(np.searchsorted(when.days["date"], reach))
    service.workdays_per_year = when.per_year
    service.entries_a_year = 0.5 * (
        float(authority.started_in_year or 0.0) + float(authority.ceased_in_year or 0.0)
    )
    role, fte = posts["role"], posts["fte"]
    service.social_workers = int((role == Role.SOCIAL_WORKER).sum())
    service.team_managers = int((role == Role.TEAM_MANAGER).sum())
    service.first_iro = service.social_workers + service.team_managers
    service.posts_today = len(posts)
    service.social_worker_fte = float(fte[role == Role.SOCIAL_WORKER].sum())
    service.social_worker_fte_today = service.social_worker_fte
    service.team_manager_fte = float(fte[role == Role.TEAM_MANAGER].sum())
    service.iro_fte = float(fte[role == Role.IRO].sum())
    quality = authority.practice_quality
    service.quality_on_stalling = math.exp(-authority.quality_on_stalling * quality)
    service.quality_on_challenge = math.exp(-authority.quality_on_challenge * quality)
    service.quality_on_turnover = math.exp(-authority.quality_on_turnover * quality)
    return record


def planned_years(settings: Settings) -> float:
    """Return the mean planned stay: children / entries a year, less the usual delay."""
    authority = settings.authority
    entries = 0.5 * (float(authority.started_in_year or 0) + float(authority.ceased_in_year or 0))
    children = float(authority.children_looked_after or 0.0)
    stay = children / entries if entries > 0 else 1.0
    return max(0.02, stay - settings.care.delay_days / 365.25)


def calendar_of(settings: Settings) -> Calendar:
    """Return the calendar of a run with these settings."""
    timetable = settings.review.timetable
    return calendar(settings.start, settings.years, settings.warm_up_years,
                    timetable.second_months, timetable.later_months)  # fmt: skip


@hashes_wrap
def build(
    settings: Settings, seed: int, *, children: np.ndarray | None = None, journal: bool = False
) -> World:
    """Build a world on its first day, before the warm-up.

    Parameters
    ----------
    settings
        Resolved settings of today's service: no figure of the authority is missing.
    seed
        The replication's seed, any 64 bits.
    children
        Who comes into care, in order of entry, with a planned day after the first; those who
        entered before are found in care. The authority's stream of entrants by default.
    journal
        Whether to keep a journal of what happens to whom.
    """
    when = calendar_of(settings)
    posts = _posts(settings)
    tables = stay_tables(settings.care, round(planned_years(settings), 6))
    days = len(when.days)
    world = World(
        settings=settings_record(settings),
        service=_service(settings, np.uint64(seed), when, posts),
        days=when.days, on_or_after=when.on_or_after,
        ages=tables.ages, routes=tables.routes, stays=tables.stays,
        kinds=work_terms(settings), needs=need_terms(settings),
        drawn=rows(Child, 1), children=rows(Child, 0), posts=posts,
        desks=rows(Desk, len(posts)), trays=np.zeros((len(posts), days), np.int64),
        tasks=rows(Task, 1), subject_tasks=np.zeros(0, np.int64), actions=rows(Action, 1),
        events=rows(Event, 1), day_first=np.zeros((days, PHASES), np.int64),
        day_last=np.zeros((days, PHASES), np.int64), pools=rows(Pool, len(POOLED)),
        journal=rows(Entry, 1), ledger=np.zeros((len(when.periods), COUNTS)),
    )  # fmt: skip
    number = draw_entrants(world, False) if children is None else len(children)
    here = round(settings.authority.children_looked_after or 0)
    room = {name: 1024 + times * here for name, times in ROOM.items()}
    world = world._replace(
        children=rows(Child, number) if children is None else children.copy(),
        subject_tasks=np.zeros(number, np.int64),
        tasks=rows(Task, room["tasks"]), events=rows(Event, room["events"]),
        actions=rows(Action, room["actions"]),
        journal=rows(Entry, room["journal"] if journal else 1),
    )  # fmt: skip
    if children is None:
        draw_entrants(world, True)
    prepare(world)
    settle_in(world)
    return world


@kernel
def prepare(w: World) -> None:
    """Deal extra duties and agency workers before the first day."""
    deal_duties(w)
    deal_agency(w)
    w.service[0].duty_fte_today = duty_fte(w)


def grown(world: World) -> World:
    """Return the world with every pool that is over three quarters full doubled."""
    larger = {}
    for place, name in enumerate(POOLED):
        array = getattr(world, name)
        if 4 * world.pools[place].used > 3 * (len(array) - 1):
            larger[name] = longer(array, len(array))
    return world._replace(**larger)


@hashes_wrap
def run_until(world: World, day: int, until: int) -> World:
    """Live working days from `day` up to, not including, `until`; pools grow as needed."""
    while True:
        day = advance(world, day, until)
        if day >= until:
            return world
        world = grown(world)


@hashes_wrap
def fork_under(world: World, settings: Settings, today: Settings) -> World:
    """Return a copy of the world on the first reported day, with a policy put into force.

    Parameters
    ----------
    world
        The world at the end of the warm-up.
    settings
        Resolved settings of the policy's arm.
    today
        Resolved settings of the world until now.
    """
    fork = world.fork()
    if settings == today:
        return fork
    share = looked_after_share(settings)
    rows_more = [
        (Role.IRO, math.ceil(iro_fte(settings) + 1)),
        (Role.SOCIAL_WORKER, math.ceil(worker_fte(settings) / share + 1)),
    ]
    here = len(fork.posts)
    posts = longer(fork.posts, sum(more for _, more in rows_more))
    posts["id"][here:] = np.arange(len(posts) - here, dtype=np.uint64) + np.uint64(3 * POST_IDS)
    posts["role"][here:] = np.repeat([role for role, _ in rows_more], [n for _, n in rows_more])
    fork = fork._replace(
        settings=settings_record(settings),
        kinds=work_terms(settings),
        needs=need_terms(settings),
        posts=posts,
        desks=longer(fork.desks, len(posts) - here),
        trays=longer(fork.trays, len(posts) - here),
    )
    start_policy(
        fork,
        int(world.service[0].start),
        iro_fte(settings),
        worker_fte(settings),
        settings.iro.employer == "outside" != today.iro.employer,
        settings.iro.extra_duties != today.iro.extra_duties,
    )
    return fork

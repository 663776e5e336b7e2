"""Build a world from settings, live it, and fork it under a policy."""

import math

import numpy as np

from sim.agents.child import Child
from sim.casework.plans import Action
from sim.day import advance, draw_entrants
from sim.engine.agenda import PHASES, Event
from sim.engine.desk import Desk, Task
from sim.engine.journal import Entry
from sim.engine.pools import Pool
from sim.engine.records import longer, rows
from sim.engine.workdays import Calendar, calendar
from sim.ledger import COUNTS
from sim.posts import POST_IDS, iro_fte, looked_after_share, posts_of, worker_fte
from sim.settings import Settings
from sim.stays import stay_tables
from sim.terms import need_terms, settings_record, work_terms
from sim.words import Role
from sim.world import POOLED, Service, World

ROOM = {"events": 40, "tasks": 24, "actions": 16, "journal": 64}  # rows a child, to begin with


hashes_wrap = np.errstate(over="ignore")  # interpreted, the wrap-around of hashes would warn


def _service(settings: Settings, seed: np.uint64, when: Calendar, posts: np.ndarray) -> np.ndarray:
    """Return the service's record, before any child is in care."""
    authority = settings.authority
    record = rows(Service, 1)
    service = record[0]
    service.is_new = True
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
    posts = posts_of(settings)
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
    return run_until(world, when.first, when.first)  # settled in, no day lived


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
    service = fork.service[0]
    service.policy_due = True
    service.policy_iro_fte = iro_fte(settings)
    service.policy_social_worker_fte = worker_fte(settings)
    service.policy_changes_employer = settings.iro.employer == "outside" != today.iro.employer
    service.policy_changes_duties = settings.iro.extra_duties != today.iro.extra_duties
    return run_until(fork, int(service.start), int(service.start))  # in force, no day lived

"""Build a world from settings, live it, and fork it under a policy."""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from sim.agents.authority import Authority
from sim.agents.child import Child
from sim.casework.action import Action
from sim.day import advance, draw_entrants
from sim.engine.agenda import PHASES, Event
from sim.engine.desk import Desk, Task
from sim.engine.free_rows import Pool
from sim.engine.journal import Entry
from sim.engine.records import longer, one_record, rows
from sim.engine.working_days import Calendar, calendar, months_later
from sim.initialise.entries_and_stays import (
    entries_of,
    passing_a_year,
    planned_years,
    planned_years_of_all,
)
from sim.initialise.planned_stays import proceedings_days, stay_tables
from sim.initialise.posts import (
    administrators,
    advocate_fte,
    children_of,
    iro_fte,
    iro_managers,
    posts_of,
    shared_with_neighbours,
    uncovered_days,
    with_room,
    worker_fte,
    workers_in_post,
)
from sim.initialise.reinvestment import Bought, bought, closed_fte, retention
from sim.initialise.settings_record import (
    chains_of,
    need_standards,
    settings_record,
    task_standards,
)
from sim.ledger import COUNTS
from sim.settings import Settings
from sim.vocabulary import Group, Role
from sim.world import POOLED, Service, World

DRIFT_MONTHS = 61  # lengths of drift are counted by month; the last is five years and more
ROOM = {"events": 40, "tasks": 24, "actions": 16, "journal": 64}  # rows a child, to begin with


hashes_wrap = np.errstate(over="ignore")  # interpreted, the wrap-around of hashes would warn


def _authorities(authorities: Sequence[Settings], posts: np.ndarray, per_year: float) -> np.ndarray:
    """Return the authorities' records."""
    places = rows(Authority, len(authorities))
    for number, settings in enumerate(authorities):
        place = places[number]
        place.passing_a_year = passing_a_year(settings)
        place.entries_a_year = entries_of(settings) - place.passing_a_year
        here = posts["authority"] == number
        workers = np.flatnonzero(here & (posts["role"] == Role.SOCIAL_WORKER))
        managers = np.flatnonzero(here & (posts["role"] == Role.TEAM_MANAGER))
        place.first_worker, place.workers = workers[0], len(workers)
        place.first_manager, place.managers = managers[0], len(managers)
        place.uncovered_days = uncovered_days(settings, per_year)
        kept_out = settings.early_help.entries_prevented
        place.mean_stay = planned_years_of_all(settings)
        place.children_due = entries_of(settings) * place.mean_stay * (1.0 - kept_out)
        place.shared = shared_with_neighbours(settings)
        _set_practice(place, settings)
        _set_staffing(place, settings)
    return places


def _set_practice(place: Any, settings: Settings) -> None:
    """Set what differs in a place's practice; what is not set is the average authority's."""
    own = settings.authority
    quality, spread = own.practice_quality or 0.0, own.quality_spread or 0.0

    def factor(slope: float) -> float:
        return math.exp(-slope * quality - 0.5 * (slope * spread) ** 2)

    place.quality_on_stalling = factor(own.quality_on_stalling)
    place.quality_on_challenge = factor(own.quality_on_challenge)
    place.quality_on_turnover = factor(own.quality_on_turnover)
    place.frictions = ratio(own.frictions)
    place.handovers = ratio(own.handovers)
    place.early_moves, place.settled_moves = ratio(own.early_moves), ratio(own.settled_moves)


def ratio(value: float | None) -> float:
    """Return a ratio to the average authority, which is 1 where none is set."""
    return 1.0 if value is None else float(value)


def _set_staffing(place: Any, settings: Settings) -> None:
    worker = settings.social_worker
    place.turnover = float(worker.turnover or 0.0) * (1.0 - worker.leavers_kept)
    place.internal_moves = worker.internal_moves * (1.0 - worker.leavers_kept)
    agency = 0.01 * float(worker.agency_share or 0.0)
    place.agency_share = agency * (1.0 - worker.agency_replaced)


def _in_post(authorities: Sequence[Settings], posts: np.ndarray) -> np.ndarray:
    """Return the full-time equivalents in post on the first day, by authority and role."""
    fte = np.zeros((len(authorities), max(Role) + 1))
    for place, settings in enumerate(authorities):
        for role in Role:
            fte[place, role] = _fte_of(posts, place, role)
        fte[place, Role.ADVOCATE] = advocate_fte(settings)
    return fte


def _fte_of(posts: np.ndarray, place: int, role: Role) -> float:
    return float(posts["fte"][(posts["authority"] == place) & (posts["role"] == role)].sum())


def _service(
    authorities: Sequence[Settings], seed: np.uint64, when: Calendar, posts: np.ndarray
) -> Service:
    """Return the service's record, before any child is in care."""
    service: Service = one_record(Service)
    service.is_new = True
    service.seed = seed
    service.first, service.start, service.end = when.first, when.start, when.end
    reach = when.days["date"][when.first] - 18 * 366
    service.earliest = int(np.searchsorted(when.days["date"], reach))
    service.workdays_per_year = when.per_year
    role = posts["role"]
    service.first_iro = int((role == Role.SOCIAL_WORKER).sum() + (role == Role.TEAM_MANAGER).sum())
    service.posts_today = len(posts)
    service.iro_manager_fte = sum(iro_managers(each) for each in authorities)
    service.administrator_fte = sum(administrators(each, each) for each in authorities)
    service.agency_fte_today = sum(
        0.01 * float(each.social_worker.agency_share or 0.0) * workers_in_post(each)
        for each in authorities
    )
    return service


def calendar_of(settings: Settings) -> Calendar:
    """Return the calendar of a run with these settings."""
    return calendar(settings.start, settings.years, settings.warm_up_years)


def _limits(settings: Settings) -> dict[str, np.ndarray]:
    """Return the limits of second and later reviews, which the law of an arm sets."""
    when, timetable = calendar_of(settings), settings.review.timetable
    return {
        "second_limits": months_later(when, timetable.second_months),
        "later_limits": months_later(when, timetable.later_months),
    }


@hashes_wrap
def build(
    settings: Settings,
    seed: int,
    *,
    beside: Sequence[Settings] = (),
    children: np.ndarray | None = None,
    journal: bool = False,
) -> World:
    """Build a world on its first day, before the warm-up.

    Parameters
    ----------
    settings
        Resolved settings of today's service: no figure of the authority is missing.
    seed
        The replication's seed, any 64 bits.
    beside
        Resolved settings of further authorities in the same world; what is not the authority's own
        is taken from `settings`.
    children
        Who comes into care, in order of entry, with a planned day after the first; those who
        entered before are found in care. The authority's stream of entrants by default.
    journal
        Whether to keep a journal of what happens to whom.
    """
    when = calendar_of(settings)
    authorities = [settings, *beside]
    posts = posts_of(authorities)
    in_post_of = _in_post(authorities, posts)
    in_post = np.array([posts["fte"][posts["role"] == role].sum() for role in range(max(Role) + 1)])
    tables = [stay_tables(one.care, round(planned_years(one), 6)) for one in authorities]
    proceedings = proceedings_days(settings.court)
    days = len(when.days)
    world = World(
        settings=settings_record(settings),
        service=_service(authorities, np.uint64(seed), when, posts),
        authorities=_authorities(authorities, posts, when.per_year),
        in_post=in_post, in_post_of=in_post_of, policy_fte=in_post_of.copy(),
        days=when.days, on_or_after=when.on_or_after, **_limits(settings),
        ages=tables[0].ages, routes=np.array([each.routes for each in tables]),
        stays=np.array([np.vstack([each.stays, proceedings]) for each in tables]),
        kinds=task_standards(settings), chains=chains_of(settings), needs=need_standards(settings),
        drawn=one_record(Child), children=rows(Child, 0), posts=posts,
        desks=rows(Desk, len(posts)), trays=np.zeros((len(posts), days), np.int64),
        tasks=rows(Task, 1), subject_tasks=np.zeros(0, np.int64), actions=rows(Action, 1),
        events=rows(Event, 1), day_first=np.zeros((days, PHASES), np.int64),
        day_last=np.zeros((days, PHASES), np.int64), pools=rows(Pool, len(POOLED)),
        journal=rows(Entry, 1), ledger=np.zeros((len(when.periods), COUNTS)),
        groups=np.zeros((len(Group), COUNTS)), drift_lengths=np.zeros(DRIFT_MONTHS),
    )  # fmt: skip
    number = draw_entrants(world, False) if children is None else len(children)
    here = round(sum(children_of(each) for each in authorities))
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
def fork_under(
    world: World,
    settings: Settings,
    today: Settings,
    *,
    beside: Sequence[tuple[Settings, Settings]] = (),
    pooled: bool = False,
    copied: bool = True,
) -> World:
    """Return a copy of the world on the first reported day, with a policy put into force.

    Parameters
    ----------
    world
        The world at the end of the warm-up.
    settings
        Resolved settings of the policy's arm.
    today
        Resolved settings of the world until now.
    beside
        The same two, for each further authority in the world.
    pooled
        Whether the authorities share their IROs from now on.
    copied
        Whether the world is kept; else it lives on under the policy itself.
    """
    fork = world.fork() if copied else world
    if settings == today and not pooled:
        return fork
    both = [(settings, today), *beside]
    gained = [bought(under, before, calendar_of(settings)) for under, before in both]
    posts = with_room(fork.posts, both, [more.fte for more in gained])
    more = len(posts) - len(fork.posts)
    fork = fork._replace(
        **_limits(settings),
        settings=settings_record(settings),
        kinds=task_standards(settings),
        chains=chains_of(settings),
        needs=need_standards(settings),
        posts=posts,
        desks=longer(fork.desks, more),
        trays=longer(fork.trays, more),
    )
    service = fork.service
    service.policy_due = True
    service.pooled = pooled
    service.policy_changes_employer = settings.iro.employer == "outside" != today.iro.employer
    service.policy_changes_duties = settings.iro.extra_duties != today.iro.extra_duties
    changes_chair = settings.review.chair != today.review.chair
    service.iros_change = changes_chair or settings.iro.employer != today.iro.employer or pooled
    service.managers_change = changes_chair
    service.transition_until = service.start + settings.transition.days
    service.iro_manager_fte = sum(iro_managers(under) for under, _ in both)
    service.administrator_fte = sum(administrators(under, before) for under, before in both)
    service.bought_advocacy = sum(more.advocacy_pounds for more in gained)
    service.bought_early_help = sum(more.early_help_pounds for more in gained)
    priced = settings.cost.early_help_spending is not None or service.bought_early_help == 0.0
    service.spends_on_early_help = priced and settings.early_help != today.early_help
    service.spends_on_retention = retention(settings) != retention(today)
    for number, (under, before) in enumerate(both):
        _set_policy(fork, number, under, before, gained[number])
        protect = under.redeployment.child_protection
        service.practitioner_fte += closed_fte(under, before) * protect
    return run_until(fork, int(service.start), int(service.start))  # in force, no day lived


def _set_policy(
    world: World, number: int, under: Settings, today: Settings, gained: Bought
) -> None:
    """Set what posts an authority is to have, and who leaves them, under a policy."""
    place: Any = world.authorities[number]
    _set_staffing(place, under)
    place.redeployed_fte = closed_fte(under, today) * under.redeployment.case_holders
    place.reviewing_fte = gained.fte[Role.TEAM_MANAGER]
    fte = world.policy_fte[number]
    fte[Role.IRO] = iro_fte(under)
    workers = worker_fte(under, today) + place.redeployed_fte
    fte[Role.SOCIAL_WORKER] = workers + gained.fte[Role.SOCIAL_WORKER]
    fte[Role.ADVOCATE] = advocate_fte(under) + gained.fte[Role.ADVOCATE]

"""Build a world from settings, live it, and fork it under a policy."""

from collections.abc import Collection, Sequence
from typing import Any

import numpy as np

from sim.agents.child import Child
from sim.casework.action import Action
from sim.casework.action_rows import ActionRow
from sim.casework.review_rows import ReviewRow
from sim.day import advance, draw_entrants
from sim.engine.agenda import PHASES, Event
from sim.engine.desk import Desk, Task
from sim.engine.free_rows import Pool
from sim.engine.journal import Entry
from sim.engine.records import longer, one_record, rows
from sim.engine.working_days import Calendar, calendar, months_later
from sim.initialise.entries_and_stays import planned_years
from sim.initialise.first_records import (
    authority_records,
    in_post_of_places,
    service_record,
    set_staffing,
)  # fmt: skip
from sim.initialise.planned_stays import proceedings_days, stay_tables
from sim.initialise.posts import (
    FTE_BY_SETTINGS,
    administrators,
    children_of,
    iro_managers,
    posts_of,
    with_room,
    worker_fte,
)
from sim.initialise.reinvestment import Bought, bought, closed_fte, retention
from sim.initialise.settings_record import (
    chains_of,
    need_standards,
    role_standards,
    settings_record,
    task_standards,
)  # fmt: skip
from sim.ledger import COUNTS
from sim.settings import Settings
from sim.vocabulary import Group, Role
from sim.world import POOLED, World

DRIFT_MONTHS = 61  # lengths of drift are counted by month; the last is five years and more
ROOM = {"events": 40, "tasks": 24, "actions": 16, "journal": 64,
        "review_rows": 16, "action_rows": 32}  # fmt: skip
"""Rows a child, to begin with."""

hashes_wrap = np.errstate(over="ignore")  # interpreted, the wrap-around of hashes would warn


def calendar_of(settings: Settings) -> Calendar:
    """Return the calendar of a run with these settings."""
    return calendar(settings.start, settings.years, settings.warm_up_years)


def _of_arm(settings: Settings) -> dict[str, Any]:
    """Return what the settings of an arm make of a world: what rules read of them, and the law."""
    when, timetable = calendar_of(settings), settings.review.timetable
    return {
        "settings": settings_record(settings),
        "roles": role_standards(settings),
        "kinds": task_standards(settings),
        "needs": need_standards(settings),
        "chains": chains_of(settings),
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
    records: Collection[str] = (),
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
    records
        Of `reviews` and `actions` those of which a row each is taken down.
    """
    when = calendar_of(settings)
    authorities = [settings, *beside]
    posts = posts_of(authorities)
    in_post_of = in_post_of_places(authorities, posts)
    in_post = np.array([posts["fte"][posts["role"] == role].sum() for role in range(max(Role) + 1)])
    tables = [stay_tables(one.care, round(planned_years(one), 6)) for one in authorities]
    proceedings = proceedings_days(settings.court)
    days = len(when.days)
    world = World(
        **_of_arm(settings),
        service=service_record(authorities, np.uint64(seed), when, posts),
        authorities=authority_records(authorities, posts, when.per_year),
        in_post=in_post, in_post_of=in_post_of, policy_fte=in_post_of.copy(),
        days=when.days, on_or_after=when.on_or_after,
        ages=tables[0].ages, routes=np.array([each.routes for each in tables]),
        stays=np.array([np.vstack([each.stays, proceedings]) for each in tables]),
        drawn=one_record(Child), children=rows(Child, 0), posts=posts,
        desks=rows(Desk, len(posts)), trays=np.zeros((len(posts), days), np.int64),
        tasks=rows(Task, 1), subject_tasks=np.zeros(0, np.int64), actions=rows(Action, 1),
        events=rows(Event, 1), day_first=np.zeros((days, PHASES), np.int64),
        day_last=np.zeros((days, PHASES), np.int64), pools=rows(Pool, len(POOLED)),
        journal=rows(Entry, 1), review_rows=rows(ReviewRow, 1), action_rows=rows(ActionRow, 1),
        ledger=np.zeros((len(when.periods), COUNTS)),
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
        review_rows=rows(ReviewRow, room["review_rows"] if "reviews" in records else 1),
        action_rows=rows(ActionRow, room["action_rows"] if "actions" in records else 1),
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
        **_of_arm(settings),
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
    set_staffing(place, under)
    place.redeployed_fte = closed_fte(under, today) * under.redeployment.case_holders
    place.reviewing_fte = gained.fte[Role.TEAM_MANAGER]
    fte = world.policy_fte[number]
    for role, fte_by in FTE_BY_SETTINGS.items():
        fte[role] = fte_by(under) + gained.fte.get(role, 0.0)
    workers = worker_fte(under, today) + place.redeployed_fte
    fte[Role.SOCIAL_WORKER] = workers + gained.fte[Role.SOCIAL_WORKER]

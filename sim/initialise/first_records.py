"""The records of the authorities and of the whole service on the first day."""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from sim.agents.authority import Authority
from sim.engine.records import one_record, rows
from sim.engine.working_days import Calendar
from sim.initialise.entries_and_stays import entries_of, passing_a_year, planned_years_of_all
from sim.initialise.posts import (
    FTE_BY_SETTINGS,
    administrators,
    iro_managers,
    shared_with_neighbours,
    uncovered_days,
    workers_in_post,
)  # fmt: skip
from sim.settings import Settings
from sim.vocabulary import Role
from sim.world import Service


def authority_records(
    authorities: Sequence[Settings], posts: np.ndarray, per_year: float
) -> np.ndarray:
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
        set_staffing(place, settings)
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


def set_staffing(place: Any, settings: Settings) -> None:
    """Set who leaves an authority's posts, and how many come from agencies."""
    worker = settings.social_worker
    place.turnover = float(worker.turnover or 0.0) * (1.0 - worker.leavers_kept)
    place.internal_moves = worker.internal_moves * (1.0 - worker.leavers_kept)
    agency = 0.01 * float(worker.agency_share or 0.0)
    place.agency_share = agency * (1.0 - worker.agency_replaced)


def in_post_of_places(authorities: Sequence[Settings], posts: np.ndarray) -> np.ndarray:
    """Return the full-time equivalents in post on the first day, by authority and role."""
    fte = np.zeros((len(authorities), max(Role) + 1))
    for place, settings in enumerate(authorities):
        for role in Role:
            here = (posts["authority"] == place) & (posts["role"] == role)
            fte[place, role] = posts["fte"][here].sum()
        for role, fte_by in FTE_BY_SETTINGS.items():
            fte[place, role] = fte_by(settings)
    return fte


def service_record(
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

"""Who enters care and when: the authority's stream of entrants and their plans."""

import math

import numpy as np

from sim.agents.child import ADULT_DAYS
from sim.casework.passing import FIRST_PLACE, PLACES, draw_passing, number_arriving
from sim.casework.placements import kind_of_placement
from sim.engine.chance import exponential, poisson, uniform
from sim.engine.compile import rule
from sim.engine.working_days import day_on_or_after, day_on_or_before
from sim.vocabulary import Purpose, Route

AGES = 5  # age groups at start
FAMILY = 8  # the most siblings who enter on one day
GRID = 256  # steps of each table of planned stays
# tables of planned stays: of those who leave before 18, by route, and of care proceedings
LEAVE = (Route.HOME, Route.GUARDIANSHIP, Route.ADOPTION, Route.OTHER)
TABLE = np.array([LEAVE.index(route) if route in LEAVE else -1 for route in Route])
PROCEEDINGS = len(LEAVE)
AUTHORITY_APART = 32  # bits by which addresses of one authority's children stand apart


@rule
def lower_age(group):
    """Return the youngest age in years of an age group of the statistics."""
    if group == 0:
        return 0.0
    if group == 1:
        return 1.0
    if group == 2:
        return 5.0
    if group == 3:
        return 10.0
    if group == 4:
        return 16.0
    return 18.0


@rule
def pick(shares, u):
    """Return which share a number from 0 to 1 falls in; the last takes what is left."""
    for index in range(len(shares) - 1):
        u -= shares[index]
        if u < 0.0:
            return index
    return len(shares) - 1


@rule
def days_at(w, authority, table, u):
    """Return the days at a quantile of one of an authority's tables of stays."""
    place = u * GRID
    low = int(place)
    part = place - low
    stays = w.stays[authority]
    return stays[table, low] * (1.0 - part) + stays[table, low + 1] * part


@rule
def share_in_proceedings(s, route):
    """Return the share of children planned for a route who are in care proceedings."""
    if route == Route.HOME:
        return s.court.home
    if route == Route.GUARDIANSHIP:
        return s.court.guardianship
    if route == Route.ADOPTION:
        return s.court.adoption
    return s.court.to_18 if route == Route.TO_18 else s.court.other


@rule
def draw_proceedings(w, child):
    """Draw whether and when the child is in care proceedings, which end by the planned day."""
    seed = w.service.seed
    s = w.settings
    child.proceedings_from = 0
    child.proceedings_to = 0
    u = uniform(seed, child.id, Purpose.PROCEEDINGS, 0)
    if u >= share_in_proceedings(s, child.route):
        return
    begins = child.entered
    if uniform(seed, child.id, Purpose.PROCEEDINGS_LATE, 0) < s.court.late_share:
        mean = s.court.late_days
        begins += 1 + int(exponential(seed, child.id, Purpose.PROCEEDINGS_WAIT, 0, mean))
    u = uniform(seed, child.id, Purpose.PROCEEDINGS_LENGTH, 0)
    days = days_at(w, child.authority, PROCEEDINGS, u) * w.service.workdays_per_year / 365.25
    if begins < child.planned:
        child.proceedings_from = begins
        child.proceedings_to = min(child.planned, begins + 1 + int(days))


@rule
def draw_child(w, child, identity, day, authority):
    """Draw an entrant: age, route out of care, planned day, placement and proceedings."""
    seed = w.service.seed
    date = w.days[day].date
    child.id = identity
    child.authority = authority
    child.entered = day
    child.entered_date = date
    group = pick(w.ages, uniform(seed, identity, Purpose.AGE_GROUP, 0))
    low = lower_age(group)
    years = low + (lower_age(group + 1) - low) * uniform(seed, identity, Purpose.AGE, 0)
    child.born_date = date - int(years * 365.25)
    adult = child.born_date + ADULT_DAYS
    child.eighteenth = max(day + 1, day_on_or_before(w, adult))
    child.passes_through = False
    child.route = pick(w.routes[authority, group], uniform(seed, identity, Purpose.ROUTE, 0))
    planned = adult
    if child.route != Route.TO_18:
        u = uniform(seed, identity, Purpose.STAY, 0)
        stay = days_at(w, authority, TABLE[child.route], u)
        planned = min(adult, date + 1 + int(stay))
    if planned == adult:
        child.planned = child.eighteenth
    else:
        child.planned = max(day + 1, min(child.eighteenth, day_on_or_after(w, planned)))
    u = uniform(seed, identity, Purpose.PLACEMENT, 0)
    child.placement = kind_of_placement(w.settings, u)
    draw_proceedings(w, child)


@rule
def entrants(w, write):
    """Go through the stream of entrants; return how many the world must hold.

    They are those in care on the first simulated day and all who enter later. Families enter at
    random each working day; a child's address is its entry date, place in it and authority, so
    more entrants leave every other child as it was.

    Parameters
    ----------
    write
        Whether to write them into `w.children`, in order of entry; else they are counted.
    """
    service = w.service
    number = 0
    for day in range(service.earliest, service.end):
        for authority in range(len(w.authorities)):
            number = entrants_of_day(w, day, authority, number, write)
    return number


@rule
def entrants_of_day(w, day, authority, number, write):
    """Draw the families who enter an authority's care on a day; return the number so far."""
    service = w.service
    s = w.settings
    p = s.care.sibling_share
    family_size = (1.0 - math.pow(p, float(FAMILY))) / (1.0 - p)
    mean = w.authorities[authority].entries_a_year / service.workdays_per_year
    years = (w.days[day].date - w.days[service.start].date) / 365.25
    if years > 0.0:
        mean *= math.pow(1.0 + s.authority.trend, years)
    date = np.uint64(w.days[day].date) + (np.uint64(authority) << np.uint64(AUTHORITY_APART))
    families = poisson(service.seed, date, Purpose.ENTRIES, 0, mean / family_size)
    for family in range(families):
        first = -1
        for sibling in range(FAMILY):
            place = family * FAMILY + sibling
            identity = date * np.uint64(PLACES) + np.uint64(place)
            if sibling > 0:
                u = uniform(service.seed, identity, Purpose.SIBLING, 0)
                if u >= s.care.sibling_share:
                    break
            draw_child(w, w.drawn, identity, day, authority)
            if w.drawn.planned <= service.first:
                continue
            if first < 0:
                first = number
            if write:
                draw_child(w, w.children[number], identity, day, authority)
                begin_alone(w.children[number], first)
            number += 1
    for place in range(number_arriving(w, authority, date)):
        identity = date * np.uint64(PLACES) + np.uint64(FIRST_PLACE + place)
        draw_passing(w, w.drawn, identity, day, authority)
        if w.drawn.planned <= service.first:
            continue
        if write:
            draw_passing(w, w.children[number], identity, day, authority)
            begin_alone(w.children[number], number)
        number += 1
    return number


@rule
def begin_alone(child, first):
    """Set an entrant beside siblings, of whom the first is in a row, and with nobody yet."""
    child.family = first
    child.iro = -1
    child.advocate = -1
    child.social_worker = -1


@rule
def is_kept_out(w, child):
    """Whether early help keeps the child out of care: more of it only keeps more out.

    It keeps out nobody who comes alone from abroad.
    """
    if child.passes_through:
        return False
    u = uniform(w.service.seed, child.id, Purpose.KEPT_OUT, 0)
    return u < w.settings.early_help.entries_prevented

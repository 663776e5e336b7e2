"""Who enters care and when: the authority's stream of entrants and their plans."""

import math

import numpy as np

from sim.engine.chance import poisson, uniform
from sim.engine.compile import rule
from sim.engine.workdays import day_on_or_after, day_on_or_before
from sim.words import Placement, Purpose, Route

AGES = 5  # age groups at start
FAMILY = 8  # the most siblings who enter on one day
PLACES = 8192  # children's addresses apart for each date
GRID = 256  # steps of each table of planned stays
ADULT_DAYS = 6575  # 18 years, to the next whole day


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
def planned_stay(w, route, u):
    """Return the planned stay in days at a quantile of a route's table."""
    place = u * GRID
    low = int(place)
    part = place - low
    return w.stays[route, low] * (1.0 - part) + w.stays[route, low + 1] * part


@rule
def draw_child(w, child, identity, day):
    """Draw an entrant: age, route out of care, planned day and placement."""
    seed = w.service[0].seed
    date = w.days[day].date
    child.id = identity
    child.entered = day
    child.entered_date = date
    group = pick(w.ages, uniform(seed, identity, Purpose.AGE_GROUP, 0))
    low = lower_age(group)
    years = low + (lower_age(group + 1) - low) * uniform(seed, identity, Purpose.AGE, 0)
    child.born_date = date - int(years * 365.25)
    adult = child.born_date + ADULT_DAYS
    child.eighteenth = max(day + 1, day_on_or_before(w, adult))
    child.route = pick(w.routes[group], uniform(seed, identity, Purpose.ROUTE, 0))
    planned = adult
    if child.route != Route.TO_18:
        row = child.route if child.route < Route.TO_18 else child.route - 1
        stay = planned_stay(w, row, uniform(seed, identity, Purpose.STAY, 0))
        planned = min(adult, date + 1 + int(stay))
    if planned == adult:
        child.planned = child.eighteenth
    else:
        child.planned = max(day + 1, min(child.eighteenth, day_on_or_after(w, planned)))
    u = uniform(seed, identity, Purpose.PLACEMENT, 0)
    s = w.settings[0]
    if u < s.care_placement_foster:
        child.placement = Placement.FOSTER
    elif u < s.care_placement_foster + s.care_placement_residential:
        child.placement = Placement.RESIDENTIAL
    else:
        child.placement = Placement.OTHER


@rule
def entrants(w, write):
    """Go through the stream of entrants; return how many the world must hold.

    They are those in care on the first simulated day and all who enter later. Families enter at
    random each working day; a child's address is its entry date and place in it, so more entrants
    leave every other child as it was.

    Parameters
    ----------
    write
        Whether to write them into `w.children`, in order of entry; else they are counted.
    """
    service = w.service[0]
    s = w.settings[0]
    number = 0
    p = s.care_sibling_share
    family_size = (1.0 - math.pow(p, float(FAMILY))) / (1.0 - p)
    for day in range(service.earliest, service.end):
        mean = service.entries_a_year / service.workdays_per_year
        years = (w.days[day].date - w.days[service.start].date) / 365.25
        if years > 0.0:
            mean *= math.pow(1.0 + s.authority_trend, years)
        date = np.uint64(w.days[day].date)
        families = poisson(service.seed, date, Purpose.ENTRIES, 0, mean / family_size)
        for family in range(families):
            first = -1
            for sibling in range(FAMILY):
                place = family * FAMILY + sibling
                identity = date * np.uint64(PLACES) + np.uint64(place)
                if sibling > 0:
                    u = uniform(service.seed, identity, Purpose.SIBLING, 0)
                    if u >= s.care_sibling_share:
                        break
                draw_child(w, w.drawn[0], identity, day)
                if w.drawn[0].planned <= service.first:
                    continue
                if first < 0:
                    first = number
                if write:
                    draw_child(w, w.children[number], identity, day)
                    w.children[number].family = first
                    w.children[number].iro = -1
                    w.children[number].social_worker = -1
                number += 1
    return number

"""Places that share their ups and downs: hours go where the children are, between small places.

The number of children in a small place swings by a fifth though nothing changes, and a worker or
two cannot bear that; neighbours lend each other hours. Over time each lends as much as it borrows.
"""

import math

from sim.engine.compile import rule


@rule
def share_between_places(w, day):
    """Set how many hours each place has today of those of its posts, with what it borrows.

    Neighbours have as many children before their planned day as their figures and the course of
    entries let expect; of a place's difference from that they bear a share, the larger the smaller
    the place is. Children kept beyond that day are nobody's but its own.
    """
    service = w.service
    s = w.settings
    years = max(0.0, (w.days[day].date - w.days[service.start].date) / 365.25)
    course = math.pow(1.0 + s.authority.trend, years) * (1.0 - s.early_help.entries_prevented)
    for authority in range(len(w.authorities)):
        place = w.authorities[authority]
        if place.shared <= 0.0 or place.mean_stay <= 0.0:
            continue
        enter = (place.entries_a_year + place.passing_a_year) * course
        leave = place.children_due / place.mean_stay
        place.children_due += (enter - leave) / service.workdays_per_year
        more = (place.in_care - place.overstaying) / max(1e-9, place.children_due) - 1.0
        place.lent = max(-1.0, place.shared * more)

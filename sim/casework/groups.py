"""Counting for groups of children: by age, placement, legal status, settled or in proceedings.

Events are counted for the groups the child is in that day; days in care, in drift and past the
planned day are added up whenever one of these, or the child's groups, change, and every month.
"""

from sim.agents.child import age, is_in_proceedings, is_settled
from sim.engine.compile import rule
from sim.engine.tally import count
from sim.ledger import Count, places
from sim.vocabulary import Group, LegalStatus, Placement

PLACED, LEGAL = places(Group, "PLACED", Placement), places(Group, "LEGAL", LegalStatus)


@rule
def age_group(child, date):
    """Return the group of the child's age on a date."""
    years = age(child, date)
    if years < 1.0:
        return Group.AGE_UNDER_1
    if years < 5.0:
        return Group.AGE_1_TO_4
    if years < 10.0:
        return Group.AGE_5_TO_9
    return Group.AGE_10_TO_15 if years < 16.0 else Group.AGE_16_AND_OVER


@rule
def standing_group(w, child, day):
    """Return whether the child is settled, in proceedings, or neither."""
    if is_in_proceedings(child):
        return Group.IN_PROCEEDINGS
    return Group.SETTLED if is_settled(w, child, day) else Group.NEITHER


@rule
def add_to_groups(w, child, date, day, what, amount):
    """Add to a count of each group that the child is in."""
    w.groups[age_group(child, date), what] += amount
    w.groups[PLACED[child.placement], what] += amount
    w.groups[LEGAL[child.legal], what] += amount
    w.groups[standing_group(w, child, day), what] += amount


@rule
def count_of(w, c, day, what, amount):
    """Count what is of one child: in the ledger and, in reported time, for the child's groups."""
    count(w, day, what, amount)
    if day >= w.service.start:
        add_to_groups(w, w.children[c], w.days[day].date, day, what, amount)


@rule
def count_days(w, c, day):
    """Count the child's days until today for the groups it has been in; call before a change."""
    count_days_until(w, c, w.days[day].date, day)


@rule
def count_days_until(w, c, date, day):
    """Count the child's days up to a date, as they stand on a day."""
    child = w.children[c]
    start = w.days[w.service.start].date
    days = float(date - max(child.counted_date, start))
    child.counted_date = date
    if days <= 0.0:
        return
    add_to_groups(w, child, date, day, Count.CHILD_DAYS, days)
    if child.actions_in_drift > 0:
        add_to_groups(w, child, date, day, Count.CHILD_DAYS_IN_DRIFT, days)
        drift = days * child.actions_in_drift
        add_to_groups(w, child, date, day, Count.ACTION_DAYS_IN_DRIFT, drift)
        if child.long_drifts > 0:
            add_to_groups(w, child, date, day, Count.CHILD_DAYS_IN_LONG_DRIFT, days)
    if child.overstays:
        add_to_groups(w, child, date, day, Count.EXTRA_CARE_DAYS, days)


@rule
def count_days_of_all(w, day):
    """At a month's end count the days of every child in care, until the next working day."""
    service = w.service
    if day < service.start:
        return
    date = w.days[day].date + w.days[day].span
    for c in range(service.oldest_row, service.entered_rows):
        if w.children[c].in_care:
            count_days_until(w, c, date, day)

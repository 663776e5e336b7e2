"""Counts for groups of children: in every classification they add up to the ledger's total.

Each child is at any time in one group of each classification: by age, by placement, by legal
status, and settled, in proceedings or neither.
"""

import functools

import numpy as np
import pytest
from worlds import (
    SmallWorld,
    child,
    days_between,
    lived_under,
    looked_after,
    service,
    today_of,
    warmed_up,
)

from sim.arms.resolve import resolve
from sim.initialise.build import calendar_of
from sim.ledger import BY_GROUP, Count
from sim.vocabulary import Group, Placement, Route

CLASSIFICATIONS = {
    "age": [group for group in Group if group.name.startswith("AGE")],
    "placement": [group for group in Group if group.name.startswith("PLACED")],
    "legal status": [group for group in Group if group.name.startswith("LEGAL")],
    "settled": [Group.SETTLED, Group.IN_PROCEEDINGS, Group.NEITHER],
}
COUNTED = list(BY_GROUP)


def of(world, group, what=Count.CHILD_DAYS):
    """Return a group's count."""
    return float(world.world.groups[group, what])


def test_each_group_is_of_one_classification():
    listed = [group for groups in CLASSIFICATIONS.values() for group in groups]
    assert listed == list(Group)


# a start amid a month, and on a Saturday
@functools.cache
def lived(start, policy=()):
    """Return the world and the calendar of forty children at the end of three reported years."""
    figures = {
        **looked_after(40), "iro.caseload": 20, "start": start, "warm_up_years": 1,
        "years": 3, "plan.stalls": 0.4, "review.timetable.settled_after_months": 6,
    }  # fmt: skip
    today = today_of(figures)
    under = resolve(today, dict(policy)).under_policy or today
    return lived_under(warmed_up(today, 3), under, today), calendar_of(today)


ABOLISH = (("iro.employer", "none"), ("review.chair", "team_manager"))


@pytest.mark.parametrize("policy", [(), ABOLISH])
@pytest.mark.parametrize("start", ["2025-04-01", "2024-02-17"])
def test_groups_add_up_to_the_ledger(start, policy):
    world, when = lived(start, policy)
    total = world.ledger[list(when.reported)].sum(axis=0)
    for name, groups in CLASSIFICATIONS.items():
        for count in COUNTED:
            parts = world.groups[list(groups), count].sum()
            assert parts == pytest.approx(total[count]), f"{count.name} by {name}"
            assert (world.groups[list(groups), count] >= 0).all()
    assert total[COUNTED].all()  # so that something was compared


def test_nothing_else_is_counted_for_groups():
    world, _ = lived("2025-04-01")
    seen = {Count(what) for what in np.flatnonzero(world.groups.any(axis=0))}
    assert seen == set(COUNTED)


@pytest.mark.parametrize("policy", [(), ABOLISH])
def test_every_group_has_children(policy):
    world, _ = lived("2025-04-01", policy)
    assert (world.groups[:, Count.CHILD_DAYS] > 0).all()


def test_a_child_s_days_are_those_of_the_group_it_is_in():
    # in proceedings from 6 May to 1 Dec 2025
    mine = child("2025-04-07", age=12, proceedings=("2025-05-06", "2025-12-01"))
    world = SmallWorld(service(), mine).until("2026-04-01")
    before, during = days_between("2025-04-07", "2025-05-06"), 209
    after = days_between("2025-12-01", "2026-04-01")
    assert of(world, Group.LEGAL_VOLUNTARY) == before
    assert of(world, Group.LEGAL_IN_PROCEEDINGS) == of(world, Group.IN_PROCEEDINGS) == during
    assert of(world, Group.LEGAL_ORDER) == after
    assert of(world, Group.NEITHER) == before + after
    for group in (Group.AGE_10_TO_15, Group.PLACED_FOSTER):
        assert of(world, group) == before + during + after
    assert of(world, Group.AGE_5_TO_9) == of(world, Group.SETTLED) == 0


def test_a_birthday_or_settling_counts_from_the_month_in_which_it_is():
    # fostered to 18, five on about 15 Aug 2025, matched on 7 Oct 2025 and so settled a year later:
    # whole months, to the Monday after Fri 30 Oct 2026, are counted as the child is at their end
    age = 5 - days_between("2025-04-07", "2025-08-15") / 365.25
    mine = child("2025-04-07", age=age, route=Route.TO_18, planned="2038-01-04")
    world = SmallWorld(service(), mine).until("2026-11-02")
    assert of(world, Group.AGE_1_TO_4) == days_between("2025-04-07", "2025-08-01")
    assert of(world, Group.AGE_5_TO_9) == days_between("2025-08-01", "2026-11-02")
    assert of(world, Group.NEITHER) == days_between("2025-04-07", "2026-10-01")
    assert of(world, Group.SETTLED) == days_between("2026-10-01", "2026-11-02")


def test_days_in_a_placement_end_with_the_move():
    moving = service(placement_moves__at_entry=2, placement_moves__settled=2,
                     placement_moves__same_kind=0, care__placement__foster=0,
                     care__placement__residential=1)  # fmt: skip
    world = SmallWorld(moving, child("2025-04-07"), seed=2)
    when = None
    for today in world.day_by_day("2026-03-31"):
        if when is None and today >= "2025-04-07":
            moved = world.children[0].placement == Placement.RESIDENTIAL
            when = today if moved else None
    assert when
    assert of(world, Group.PLACED_FOSTER) == days_between("2025-04-07", when)
    assert of(world, Group.PLACED_RESIDENTIAL) == days_between(when, "2026-04-01")


def test_days_in_drift_and_past_the_planned_day_are_the_group_s_too():
    # drift from 2 Sep 2025, long from 4 Mar 2026; planned for 2 Oct, an order on 1 Dec
    held = child("2025-04-07", planned="2025-10-02", route=Route.GUARDIANSHIP,
                 proceedings=("2025-04-07", "2025-12-01"))  # fmt: skip
    settings = service(plan__stalls=1, challenge__guardian__sees=0, court__liaison=0)
    world = SmallWorld(settings, held).until("2026-05-01")
    during, after = Group.LEGAL_IN_PROCEEDINGS, Group.LEGAL_ORDER
    assert of(world, during, Count.CHILD_DAYS_IN_DRIFT) == days_between("2025-09-02", "2025-12-01")
    assert of(world, after, Count.CHILD_DAYS_IN_DRIFT) == days_between("2025-12-01", "2026-05-01")
    assert of(world, during, Count.EXTRA_CARE_DAYS) == days_between("2025-10-02", "2025-12-01")
    assert of(world, after, Count.CHILD_DAYS_IN_LONG_DRIFT) == days_between(
        "2026-03-04", "2026-05-01"
    )
    assert of(world, during, Count.CHILD_DAYS_IN_LONG_DRIFT) == 0


def test_reviews_are_of_the_group_of_their_day():
    # held on 30 Apr, 14 Jul and 24 Dec 2025: the first before proceedings, the second in them
    mine = child("2025-04-07", proceedings=("2025-05-06", "2025-12-01"))
    world = SmallWorld(service(), mine).until("2026-01-02")
    held = {group: of(world, group, Count.REVIEWS_HELD) for group in Group}
    assert held[Group.LEGAL_VOLUNTARY] == held[Group.LEGAL_IN_PROCEEDINGS] == 1
    assert held[Group.LEGAL_ORDER] == 1
    assert held[Group.NEITHER] == 2
    assert held[Group.AGE_10_TO_15] == 3


def test_what_is_of_the_warm_up_is_not_counted():
    early = child("2024-06-03", planned="2025-06-02")
    world = SmallWorld(service(warm_up_years=1), early).until("2025-07-01")
    assert of(world, Group.PLACED_FOSTER) == days_between("2025-04-01", "2025-06-02")
    assert world.count(Count.REVIEWS_HELD) > of(world, Group.PLACED_FOSTER, Count.REVIEWS_HELD)

"""Placement moves: they come to the child by time in care, and are counted as DfE counts them."""

import pytest
from worlds import SmallWorld, child, days_between, service

from sim.ledger import Count
from sim.vocabulary import EventKind, Placement, Route


def record_move(world, c=0):
    """Return the dates of a child's placement moves."""
    return [
        world.date(entry.day)
        for entry in world.world.journal[1 : world.world.pools[3].high + 1]
        if entry.what == EventKind.CHANGE and entry.detail == 0 and entry.subject == c
    ]


def test_without_a_rate_nobody_moves():
    world = SmallWorld(service(), child("2025-04-07")).through("2026-03-31")
    assert record_move(world) == []
    assert world.count(Count.MARCH_THREE_PLACEMENTS) == 0


@pytest.mark.parametrize("rate", [0.5, 4.0])
def test_at_a_constant_rate_moves_come_at_that_rate(rate):
    settings = service(placement_moves__at_entry=rate, placement_moves__settled=rate)
    children = [child("2025-04-07") for _ in range(60)]
    world = SmallWorld(settings, *children).through("2026-04-06")
    number = sum(len(record_move(world, c)) for c in range(60))
    assert number == pytest.approx(60 * rate, abs=4 * (60 * rate) ** 0.5)


def test_moves_are_frequent_after_entry_and_rarer_as_a_child_settles():
    # 4 a year falling to none by e every half year: 4 x 0.5 x (1 - e^-1) = 1.26 in the first half
    # year and 0.47 in the second
    settings = service(
        placement_moves__at_entry=4, placement_moves__settled=0, placement_moves__settling_years=0.5
    )
    children = [child("2025-04-07") for _ in range(100)]
    world = SmallWorld(settings, *children).through("2026-04-06")
    dates = [date for c in range(100) for date in record_move(world, c)]
    early = sum(date < "2025-10-07" for date in dates)
    assert early == pytest.approx(126, abs=4 * 126**0.5)
    assert len(dates) - early == pytest.approx(47, abs=4 * 47**0.5)


def test_three_placements_in_the_year_are_two_moves_since_last_march():
    settings = service(placement_moves__at_entry=3, placement_moves__settled=3)
    children = [child("2025-04-07") for _ in range(30)]
    world = SmallWorld(settings, *children).through("2026-03-31")
    expected = sum(len(record_move(world, c)) >= 2 for c in range(30))
    assert 0 < expected < 30
    assert world.count(Count.MARCH_CHILDREN) == 30
    assert world.count(Count.MARCH_THREE_PLACEMENTS) == expected


def test_long_term_stability_asks_for_two_years_in_one_placement():
    # in care since January 2022, aged 10 then: long-term on 31 March 2026, and under 16
    still = SmallWorld(service(), child("2022-01-10", age=10.0)).through("2026-03-31")
    assert still.count(Count.MARCH_LONG_TERM) == 1
    assert still.count(Count.MARCH_LONG_TERM_STABLE) == 1
    always = service(placement_moves__at_entry=20, placement_moves__settled=20)
    moving = SmallWorld(always, child("2022-01-10", age=10.0)).through("2026-03-31")
    assert moving.count(Count.MARCH_LONG_TERM) == 1
    assert moving.count(Count.MARCH_LONG_TERM_STABLE) == 0


def test_a_child_over_sixteen_or_new_is_no_long_term_child():
    old = SmallWorld(service(), child("2022-01-10", age=13.0)).through("2026-03-31")
    new = SmallWorld(service(), child("2025-04-07")).through("2026-03-31")
    assert old.count(Count.MARCH_LONG_TERM) == new.count(Count.MARCH_LONG_TERM) == 0


OFTEN = {"placement_moves__at_entry": 6, "placement_moves__settled": 6}
TO_RESIDENTIAL = {"care__placement__foster": 0, "care__placement__residential": 1}


@pytest.mark.parametrize(("same_kind", "kinds"), [(1, {Placement.FOSTER}),
                                                  (0, {Placement.RESIDENTIAL})])  # fmt: skip
def test_a_move_leads_to_the_same_kind_of_placement_or_another(same_kind, kinds):
    settings = service(placement_moves__same_kind=same_kind, **OFTEN, **TO_RESIDENTIAL)
    world = SmallWorld(settings, *[child("2025-04-07") for _ in range(20)]).through("2026-03-31")
    moved = [c for c in range(20) if record_move(world, c)]
    assert len(moved) > 10
    assert {int(world.children[c].placement) for c in moved} == kinds
    stayed = [c for c in range(20) if not record_move(world, c)]
    assert {int(world.children[c].placement) for c in stayed} <= {Placement.FOSTER}


@pytest.mark.slow
def test_so_many_moves_lead_to_the_same_kind():
    # of 200 children's first moves three in four
    settings = service(placement_moves__same_kind=0.75, **OFTEN, **TO_RESIDENTIAL)
    world = SmallWorld(settings, *[child("2025-04-07") for _ in range(200)]).through("2025-06-02")
    dates = [record_move(world, c) for c in range(200)]
    first = [c for c in range(200) if len(dates[c]) == 1]
    same = sum(world.children[c].placement == Placement.FOSTER for c in first) / len(first)
    assert len(first) > 50
    assert same == pytest.approx(0.75, abs=4 * (0.75 * 0.25 / len(first)) ** 0.5)


def test_a_child_who_moves_past_the_planned_day_costs_what_the_new_placement_costs():
    # held past Thu 2 Oct 2025 by a step that stalls, and moved to residential care on the way
    settings = service(placement_moves__same_kind=0, plan__stalls=1, placement_moves__at_entry=1,
                       placement_moves__settled=1, **TO_RESIDENTIAL)  # fmt: skip
    held = child("2025-04-07", planned="2025-10-02", route=Route.GUARDIANSHIP)
    for seed in range(1, 60):
        world = SmallWorld(settings, held, seed=seed).until("2026-04-01")
        if record_move(world) and record_move(world)[0] > "2025-10-02":
            break
    moved = record_move(world)[0]
    fostered, residential = days_between("2025-10-02", moved), days_between(moved, "2026-04-01")
    pounds = (fostered * 765 + residential * 7_385) / 7
    assert world.count(Count.EXTRA_CARE_DAYS) == fostered + residential
    assert world.count(Count.POUNDS_EXTRA_CARE) == pytest.approx(pounds)
    assert world.service.overstay_pounds_a_week == pytest.approx(7_385)


def test_a_child_who_moves_out_of_foster_care_is_settled_no_more():
    # a year in care, fostered to 18: settled until the move
    settings = service(
        placement_moves__same_kind=0, placement_moves__at_entry=1, placement_moves__settled=1,
        review__voice__attends=1, **TO_RESIDENTIAL,
    )  # fmt: skip
    to_18 = child("2025-04-07", route=Route.TO_18, planned="2033-04-07")
    for seed in range(1, 60):
        world = SmallWorld(settings, to_18, seed=seed).until("2028-03-31")
        if record_move(world) and record_move(world)[0] < "2026-01-01":
            break
    assert world.children[0].placement == Placement.RESIDENTIAL
    assert world.count(Count.ATTENDED) == world.count(Count.REVIEWS_HELD) > 5  # none on paper

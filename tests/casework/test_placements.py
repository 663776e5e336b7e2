"""Placement moves: they come to the child by time in care, and are counted as DfE counts them."""

import pytest
from small_worlds import SmallWorld, child, service

from sim.ledger import Count
from sim.words import What


def moves(world, c=0):
    """Return the dates of a child's placement moves."""
    return [
        world.date(entry.day)
        for entry in world.world.journal[1 : world.world.pools[3].high + 1]
        if entry.what == What.CHANGE and entry.detail == 0 and entry.subject == c
    ]


def test_without_a_rate_nobody_moves():
    world = SmallWorld(service(), child("2025-04-07")).through("2026-03-31")
    assert moves(world) == []
    assert world.count(Count.MARCH_THREE_PLACEMENTS) == 0


@pytest.mark.parametrize("rate", [0.5, 4.0])
def test_at_a_constant_rate_moves_come_at_that_rate(rate):
    settings = service(placement_moves__at_entry=rate, placement_moves__settled=rate)
    children = [child("2025-04-07") for _ in range(60)]
    world = SmallWorld(settings, *children).through("2026-04-06")
    number = sum(len(moves(world, c)) for c in range(60))
    assert number == pytest.approx(60 * rate, abs=4 * (60 * rate) ** 0.5)


def test_moves_are_frequent_after_entry_and_rarer_as_a_child_settles():
    # 4 a year falling to none by e every half year: 4 x 0.5 x (1 - e^-1) = 1.26 in the first half
    # year and 0.47 in the second
    settings = service(
        placement_moves__at_entry=4, placement_moves__settled=0, placement_moves__settling_years=0.5
    )
    children = [child("2025-04-07") for _ in range(100)]
    world = SmallWorld(settings, *children).through("2026-04-06")
    dates = [date for c in range(100) for date in moves(world, c)]
    early = sum(date < "2025-10-07" for date in dates)
    assert early == pytest.approx(126, abs=4 * 126**0.5)
    assert len(dates) - early == pytest.approx(47, abs=4 * 47**0.5)


def test_three_placements_in_the_year_are_two_moves_since_last_march():
    settings = service(placement_moves__at_entry=3, placement_moves__settled=3)
    children = [child("2025-04-07") for _ in range(30)]
    world = SmallWorld(settings, *children).through("2026-03-31")
    expected = sum(len(moves(world, c)) >= 2 for c in range(30))
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

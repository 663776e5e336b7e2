"""Places differ in practice: the same settings, times the place's own factors."""

import pytest
from worlds import SmallWorld, child, service

from sim.agents.authority import at_odds
from sim.engine.compile import called_from_python
from sim.ledger import Count
from sim.vocabulary import Route

ENTERED = "2025-04-07"


def place_of(**changes):
    return SmallWorld(service(**changes), child(ENTERED)).world.authorities[0]


def test_quality_s_factors_by_hand():
    # exp(-0.6 x -1), and over their mean between places, exp(0.6^2 / 2), where it is one of them
    alone = place_of(authority__practice_quality=-1, authority__quality_on_stalling=0.6)
    among = place_of(authority__practice_quality=-1, authority__quality_on_stalling=0.6,
                     authority__quality_spread=1)  # fmt: skip
    assert alone.quality_on_stalling == pytest.approx(1.8221, abs=1e-4)
    assert among.quality_on_stalling == pytest.approx(1.5220, abs=1e-4)


def test_the_average_authority_has_ratios_of_one():
    place = place_of()
    assert [place.quality_on_stalling, place.frictions, place.handovers, place.early_moves,
            place.settled_moves] == [1.0] * 5  # fmt: skip


@pytest.mark.parametrize(("frictions", "missing"), [(0, 0), (20, 1)])
def test_frictions_multiply_the_odds_of_what_keeps_reviews_from_their_day(frictions, missing):
    # nine of ten reports miss: at a ratio of 0 none; without one the review is adjourned
    settings = service(review__frictions__report_missing=0.9, authority__frictions=frictions,
                       review__frictions__adjourn_share=1)  # fmt: skip
    children = [child(ENTERED) for _ in range(8)]
    world = SmallWorld(settings, *children).through("2025-06-30")
    assert {bool(world.children[c].report_missing) for c in range(8)} == {bool(missing)}


@pytest.mark.parametrize(
    ("share", "ratio", "found"),
    [(0.1, 1, 0.1), (0.1, 9, 0.5), (0.5, 0, 0), (1, 0.5, 1), (0.9, 20, 0.994)],
)
def test_a_share_at_other_odds(share, ratio, found):
    assert called_from_python(at_odds)(share, float(ratio)) == pytest.approx(found, abs=5e-4)


def test_the_place_of_most_frictions_holds_its_reviews_late_but_holds_them():
    # ten times 10% is every meeting, again and again; at ten times the odds it is 53%
    settings = service(review__frictions__party_cancels=0.1, authority__frictions=10,
                       review__frictions__rearranged_days=2)  # fmt: skip
    world = SmallWorld(settings, *[child(ENTERED) for _ in range(8)]).through("2026-04-06")
    assert world.count(Count.REVIEWS_HELD) >= 16


def test_a_place_that_hands_nobody_over():
    often = {"social_worker__transfer_share": 0.5, "social_worker__reallocations": 3}
    children = [child(ENTERED) for _ in range(20)]

    def handed_over(handovers):
        settings = service(workers=4, authority__handovers=handovers, **often)
        world = SmallWorld(settings, *children).through("2026-03-31")
        return sum(world.children[c].last_worker_change > 0 for c in range(20))

    assert handed_over(0) == 0
    assert handed_over(1) > 10


@pytest.mark.parametrize(("early", "settled", "moves"), [(0, 1, False), (1, 0, True)])
def test_early_moves_are_those_on_entry(early, settled, moves):
    # a child's moves on entry are 20 a year, none when settled; or none on entry
    settings = service(placement_moves__at_entry=20, placement_moves__settled=0,
                       placement_moves__unsettled_share=0, authority__early_moves=early,
                       authority__settled_moves=settled)  # fmt: skip
    world = SmallWorld(settings, child(ENTERED, route=Route.TO_18)).through("2026-03-31")
    assert (world.children[0].moves > 0) == moves


def test_settled_moves_break_long_placements():
    def stable(settled):
        settings = service(placement_moves__at_entry=0, placement_moves__settled=1,
                           placement_moves__settling_years=0.1,
                           authority__settled_moves=settled)  # fmt: skip
        children = [child("2022-01-10", age=8.0) for _ in range(10)]
        world = SmallWorld(settings, *children).through("2026-03-31")
        assert world.count(Count.MARCH_LONG_TERM) == 10
        return world.count(Count.MARCH_LONG_TERM_STABLE)

    assert stable(0) == 10
    assert stable(20) == 0

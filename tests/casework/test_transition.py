"""The dip when an arrangement changes: who loses hours, and for how long.

65 working days from Tue 1 Apr 2025: 30 Apr is the 20th, 30 May the 40th, 30 Jun the 61st, so to
Fri 4 Jul.
"""

import pytest
from worlds import SmallWorld, service

from sim.ledger import Count

FIRST, LAST = "2025-04-01", "2025-07-04"
PRESENT = {"iro": Count.HOURS_PRESENT_IRO, "manager": Count.HOURS_PRESENT_TEAM_MANAGER,
           "worker": Count.HOURS_PRESENT_SOCIAL_WORKER}  # fmt: skip
FULL = {"iro": 6.0, "manager": 0.8, "worker": 7.5}
RELOCATE = {"iro__employer": "outside", "iro__outside_transfer_share": 1}
ABOLISH = {"iro__employer": "none", "review__chair": "team_manager"}


def hours_under(through, days=65, lost=0.1, **policy):
    """Return the hours present of each kind of person from the first day on, under a policy."""
    settings = service(iro_hours=6.0, transition__days=days, transition__hours_lost=lost)
    world = SmallWorld(settings).until(FIRST)
    if policy:
        world.under(**policy)
    world.through(through)
    return {who: world.count(count) for who, count in PRESENT.items()}


@pytest.mark.parametrize(
    ("policy", "dip"),
    [
        ({}, set()),
        ({"challenge__iro__acts": 0.9}, set()),  # no arrangement changes
        ({"social_worker__caseload": 50}, set()),
        (RELOCATE, {"iro"}),
        ({"review__chair": "team_manager"}, {"iro", "manager"}),
        (ABOLISH, {"manager"}),  # of IROs there is none
    ],
)
def test_those_whose_work_changes_lose_a_tenth_of_their_hours(policy, dip):
    hours = hours_under("2025-04-30", **policy)
    for who, full in FULL.items():
        posts = 0 if who == "iro" and policy == ABOLISH else 1
        factor = 0.9 if who in dip else 1
        assert hours[who] == pytest.approx(20 * posts * factor * full), who


def test_it_is_over_after_its_days():
    at_end, later = hours_under(LAST, **RELOCATE), hours_under("2025-07-07", **RELOCATE)
    assert at_end["iro"] == pytest.approx(65 * 0.9 * 6)
    assert later["iro"] - at_end["iro"] == pytest.approx(6)


@pytest.mark.parametrize(("days", "lost", "present"), [(0, 0.1, 20), (10, 0.5, 15), (10, 1, 10)])
def test_how_long_and_how_deep_it_is_are_settings(days, lost, present):
    hours = hours_under("2025-04-30", days=days, lost=lost, **RELOCATE)
    assert hours["iro"] == pytest.approx(present * 6)


def test_the_warm_up_knows_no_dip():
    settings = service(transition__days=65, warm_up_years=1)
    world = SmallWorld(settings).until(FIRST)
    days = world.day(FIRST) - world.calendar.first
    assert world.count(Count.HOURS_PRESENT_IRO) == pytest.approx(days * 6)


def test_to_share_a_pool_of_iros_is_a_change_of_arrangement_too():
    settings = service(iro_hours=6.0, transition__days=65)
    world = SmallWorld(settings, beside=[settings]).until(FIRST).under(pooled=True)
    world.through("2025-04-30")
    assert world.count(Count.HOURS_PRESENT_IRO) == pytest.approx(2 * 20 * 0.9 * 6)
    assert world.count(Count.HOURS_PRESENT_TEAM_MANAGER) == pytest.approx(2 * 20 * 0.8)

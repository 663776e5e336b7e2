"""The load of whoever chairs: IROs' under today's service, managers' where managers chair."""

import pytest
from worlds import SmallWorld, child, service

from sim.ledger import Count

ENTERED, AIM = "2025-04-07", "2025-04-30"


def counted(**settings):
    return SmallWorld(service(**settings), child(ENTERED)).through(AIM)


@pytest.mark.parametrize(
    ("settings", "role"),
    [
        ({}, "IRO"),
        ({"review__chair": "team_manager"}, "TEAM_MANAGER"),
        ({"review__chair": "team_manager", "iro__employer": "none"}, "TEAM_MANAGER"),
    ],
)
def test_the_chair_s_hours_are_those_of_the_role_that_chairs(settings, role):
    world = counted(**settings)
    for what in ("AROSE", "PRESENT"):
        own = world.count(Count[f"HOURS_{what}_{role}"])
        assert world.count(Count[f"HOURS_{what}_CHAIR"]) == own > 0

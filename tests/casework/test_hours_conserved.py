"""Hours of work are lost nowhere: all that arose was worked, waits, is owed, was cut or lapsed."""

import functools

import numpy as np
import pytest
from worlds import looked_after, policy, today_of, warmed_up

from sim.arms.resolve import resolve
from sim.initialise.build import calendar_of, fork_under, run_until
from sim.ledger import HOURS_AROSE, HOURS_CUT, HOURS_LAPSED, HOURS_WORKED
from sim.vocabulary import Role

# pressed desks, people who come and go, and IROs who owe hours on most days
PRESSED = {
    **looked_after(60), "iro.caseload": 60, "social_worker.caseload": 18,
    "iro.turnover": 40, "review.frictions.party_cancels": 0.3, "warm_up_years": 1, "years": 2,
    "review.frictions.rearranging_hours": 10,
}  # fmt: skip


def counted(world, first, role):
    return float(world.ledger[:, first[role]].sum())


def at_hand(world, role):
    """Return the hours that wait on a role's desks, and that its posts owe."""
    mine = world.posts["role"] == role
    return float(world.desks["waiting"][mine].sum()), float(world.posts["owed"][mine].sum())


def is_conserved(world):
    for role in Role:
        gone = sum(counted(world, first, role) for first in (
            HOURS_WORKED, HOURS_CUT, HOURS_LAPSED))  # fmt: skip
        arose = counted(world, HOURS_AROSE, role)
        assert arose == pytest.approx(gone + sum(at_hand(world, role)), abs=1e-6), role.name


@functools.cache
def on_the_eve():
    """Return today's settings, its calendar and a world on the evening before the first day."""
    today = today_of(PRESSED)
    return today, calendar_of(today), warmed_up(today, 8)


def under(scenario):
    today, _, world = on_the_eve()
    return fork_under(world.fork(), resolve(today, policy(scenario)).under_policy, today)


def test_under_today_s_service():
    _, when, world = on_the_eve()
    is_conserved(world)
    assert counted(world, HOURS_CUT, Role.IRO) > 0
    assert counted(world, HOURS_LAPSED, Role.IRO) > 0
    is_conserved(run_until(world.fork(), when.start, when.end))


@pytest.mark.parametrize("scenario", ["abolish", "relocate", "caseload_cap"])
def test_across_a_policy_s_first_day_and_after_it(scenario):
    _, when, _ = on_the_eve()
    world = under(scenario)
    is_conserved(world)
    is_conserved(run_until(world.fork(), when.start, when.start + 1))
    is_conserved(run_until(world, when.start, when.end))


def test_what_lay_on_iros_desks_is_the_managers_or_lapses_on_the_day_of_abolition():
    _, _, before = on_the_eve()
    waiting, owed = at_hand(before, Role.IRO)
    assert waiting > 0 and owed > 0
    after = under("abolish")
    assert at_hand(after, Role.IRO) == (0, 0)
    arose, lapsed, worked = (
        np.array([counted(after, first, role) - counted(before, first, role) for role in Role])
        for first in (HOURS_AROSE, HOURS_LAPSED, HOURS_WORKED)
    )
    assert lapsed[Role.IRO] == pytest.approx(waiting + owed)
    managers = at_hand(after, Role.TEAM_MANAGER)[0] - at_hand(before, Role.TEAM_MANAGER)[0]
    assert 0 < arose[Role.TEAM_MANAGER] == pytest.approx(managers)
    assert managers < waiting  # midway checks have nobody who is charged with them
    assert not worked.any()

"""A stable workforce: fewer leave, so fewer posts stand empty, from the policy's first day."""

import math

import pytest
from worlds import SmallWorld, service

from sim.ledger import Count
from sim.vocabulary import Role

FIRST, YEAR_END = "2025-04-01", "2026-04-01"
YEAR = 365 / 365.25


def a_year_under(settings, **policy):
    world = SmallWorld(settings).until(FIRST)
    return (world.under(**policy) if policy else world).until(YEAR_END)


def left(world):
    return int(world.posts(Role.SOCIAL_WORKER)["people"].sum())


def churning(**more):
    return service(workers=20, social_worker__turnover=60, social_worker__internal_moves=0.5,
                   warm_up_years=1, **more)  # fmt: skip


def test_where_nobody_leaves_from_the_first_day_nobody_leaves():
    settings = churning(social_worker__vacancy=20)
    before = left(SmallWorld(settings).until(FIRST))
    keep = a_year_under(settings)
    # leaving the authority and moving within it, of 20 in post: 22 a year
    assert left(keep) - before == pytest.approx(22, abs=4 * 22**0.5)
    stable = a_year_under(settings, social_worker__turnover=0, social_worker__internal_moves=0)
    assert left(stable) == before
    # and the posts that stood empty are filled one by one: a fifth of 25
    assert stable.count(Count.FTE_DAYS_SOCIAL_WORKER) > keep.count(Count.FTE_DAYS_SOCIAL_WORKER)
    assert stable.in_post[Role.SOCIAL_WORKER] >= 24


def test_moves_within_the_authority_are_no_turnover():
    settings = churning()
    moves = a_year_under(settings, social_worker__turnover=0)
    warm = SmallWorld(settings).until(FIRST)
    assert left(moves) > left(warm)
    assert moves.count(Count.FTE_LEFT_AUTHORITY) == warm.count(Count.FTE_LEFT_AUTHORITY) > 0


def test_less_turnover_only_keeps_more():
    # whoever leaves with half the turnover leaves with the whole of it, on the same day
    settings = service(workers=20, social_worker__turnover=60)
    first = {}
    for turnover in (60, 30):
        world = SmallWorld(settings).until(FIRST).under(social_worker__turnover=turnover,
                                                        challenge__iro__acts=0.9)  # fmt: skip
        days = {}
        for today in world.day_by_day("2025-12-31"):
            for p in world.rows(Role.SOCIAL_WORKER):
                if world.world.posts[p].people == 1:
                    days.setdefault(p, today)
        first[turnover] = days
    assert first[30].keys() < first[60].keys()
    assert all(first[60][p] <= day for p, day in first[30].items())


@pytest.mark.parametrize("spending", ["early_help", "retention"])
def test_what_it_takes_is_priced_where_somebody_says_it_and_else_not_included(spending):
    policy = {"early_help": {"early_help__entries_prevented": 0.1},
              "retention": {"social_worker__turnover": 5}}[spending]  # fmt: skip
    other = {"challenge__iro__acts": 0.9}
    price = f"cost__{spending}_spending"
    unset, priced = service(), service(**{price: 300_000})
    assert math.isnan(a_year_under(unset, **policy).count(Count.POUNDS_SPENDING))
    pounds = a_year_under(priced, **policy).count(Count.POUNDS_SPENDING)
    assert pounds == pytest.approx(300_000 * YEAR)
    for settings in (unset, priced):
        assert a_year_under(settings).count(Count.POUNDS_SPENDING) == 0
        assert a_year_under(settings, **other).count(Count.POUNDS_SPENDING) == 0

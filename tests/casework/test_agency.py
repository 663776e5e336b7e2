"""Agency workers: how many there are, how long they stay, what they cost and what stalls with them.

An agency worker costs 40% of a social worker post more: 24,000 a year.
"""

import numpy as np
import pytest
from worlds import SmallWorld, child, service

from sim.ledger import Count
from sim.vocabulary import Role

ENTERED = "2025-04-07"
YEAR = 365 / 365.25
A_QUARTER = {"workers": 12, "social_worker__agency_share": 25,
             "social_worker__vacancy": 25}  # fmt: skip


def agency(world):
    """Return which posts, from 0, agency workers hold."""
    return np.flatnonzero(world.posts(Role.SOCIAL_WORKER)["agency"]).tolist()


def test_agency_workers_are_dealt_by_quota_in_the_order_of_the_posts():
    # a quarter of the posts, every fourth from a random start
    world = SmallWorld(service(**A_QUARTER))
    assert agency(world) in ([0, 4, 8], [1, 5, 9], [2, 6, 10], [3, 7, 11])
    assert world.service.agency_fte == 3
    world.until("2026-04-01")
    assert world.count(Count.FTE_DAYS_AGENCY) == 3 * 365
    assert world.count(Count.POUNDS_AGENCY) == 0  # beyond today's share


def test_where_agency_workers_fill_every_vacancy_no_post_stands_empty():
    # a quarter vacant and a quarter of workers from agencies: twelve workers are twelve posts
    world = SmallWorld(service(social_worker__turnover=300, **A_QUARTER))
    assert len(world.posts(Role.SOCIAL_WORKER)) == 12
    for _ in world.day_by_day("2025-12-31"):
        assert world.posts(Role.SOCIAL_WORKER)["active"].all()
    assert world.posts(Role.SOCIAL_WORKER)["people"].sum() > 12


def test_whoever_comes_into_a_post_keeps_the_quota():
    # an agency worker stays a day, and permanent ones 84 on average: there are three all the same
    settings = service(social_worker__turnover=300, social_worker__agency_stay_days=1, **A_QUARTER)
    world = SmallWorld(settings)
    for _ in world.day_by_day("2025-12-31"):
        assert len(agency(world)) == world.service.agency_fte == 3


def test_agency_workers_who_leave_do_not_count_as_turnover():
    settings = service(social_worker__agency_stay_days=1, **A_QUARTER)
    world = SmallWorld(settings).until("2025-06-02")
    assert world.posts(Role.SOCIAL_WORKER)["people"].sum() > 100
    assert world.count(Count.FTE_LEFT_AUTHORITY) == 0


def test_a_policy_without_agency_workers_saves_their_premium_as_they_go():
    world = SmallWorld(service(social_worker__agency_stay_days=1, **A_QUARTER)).until("2025-04-01")
    world.under(social_worker__agency_share=0).through("2025-04-01")
    assert agency(world) == []  # all left on the first day, and permanent workers followed
    world.until("2026-04-01")
    assert world.count(Count.FTE_DAYS_AGENCY) == 0
    assert world.count(Count.POUNDS_AGENCY) == pytest.approx(-3 * 24_000 * YEAR)
    assert world.count(Count.FTE_DAYS_SOCIAL_WORKER) == 12 * 365


def test_more_stalls_with_an_agency_worker():
    # 0.4 x 2.5 is certain, and 0.4 x 0 never
    for factor, stalls in ((2.5, 12), (0, 0)):
        settings = service(plan__stalls=0.4, plan__agency_factor=factor, plan__new_worker_factor=1,
                           workers=1, social_worker__agency_share=100)  # fmt: skip
        world = SmallWorld(settings, *[child(ENTERED) for _ in range(12)]).through(ENTERED)
        assert agency(world) == [0]
        assert world.count(Count.STALLS) == stalls


@pytest.mark.parametrize(("workers", "seeds"), [(2, 40), (40, 2)])
def test_over_the_years_the_share_is_right_in_a_place_of_any_size(workers, seeds):
    settings = service(workers=workers, social_worker__agency_share=20, years=8,
                       social_worker__turnover=40)  # fmt: skip
    shares = []
    for seed in range(1, seeds + 1):
        world = SmallWorld(settings, seed=seed).until("2033-03-01")
        shares.append(
            world.count(Count.FTE_DAYS_AGENCY) / world.count(Count.FTE_DAYS_SOCIAL_WORKER)
        )
    error = np.std(shares) / np.sqrt(seeds)
    assert np.mean(shares) == pytest.approx(0.2, abs=max(0.004, 4 * error))
    assert error < 0.015

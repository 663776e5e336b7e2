"""What becomes of IROs whose posts a policy closes: case-holders, practitioners, or paid off.

Four full-time IROs; abolition closes all four posts on Tue 1 April 2025.
"""

import pytest
from worlds import SmallWorld, child, service

from sim.ledger import Count
from sim.vocabulary import Role

FIRST, YEAR_END = "2025-04-01", "2026-04-01"
YEAR = 365 / 365.25
ABOLISH = {"iro__employer": "none", "review__chair": "team_manager"}


def abolished(*children, through="2026-03-31", case_holders=0.0, child_protection=0.0, **more):
    settings = service(**{"iros": 4, "workers": 6, **more})
    world = SmallWorld(settings, *children).until(FIRST)
    world.under(**ABOLISH, redeployment__case_holders=case_holders,
                redeployment__child_protection=child_protection)  # fmt: skip
    return world.through(through)


@pytest.mark.parametrize(
    ("case_holders", "child_protection", "leave"),
    [(0, 0, 4), (0.5, 0, 2), (0, 0.25, 3), (0.5, 0.25, 1), (0.5, 0.5, 0)],
)
def test_so_many_leave_and_are_paid_off_and_the_rest_are_paid_for(
    case_holders, child_protection, leave
):
    world = abolished(case_holders=case_holders, child_protection=child_protection)
    assert world.count(Count.POUNDS_ONCE) == pytest.approx(leave * 10_000)
    assert world.count(Count.POUNDS_WORKER_POSTS) == pytest.approx((4 - leave) * 60_000 * YEAR)
    assert world.count(Count.POUNDS_POSTS_IRO) == 0


def test_case_holders_join_the_social_workers_on_the_first_day():
    world = abolished(through=FIRST, case_holders=0.5)
    assert world.in_post[Role.SOCIAL_WORKER] == 8
    workers = world.posts(Role.SOCIAL_WORKER)
    assert workers["active"].sum() == 8
    assert workers["fte"].sum() == 8
    # they are in teams like the others
    managers = world.rows(Role.TEAM_MANAGER)
    assert set(workers["team"]) <= set(managers)
    assert world.count(Count.FTE_DAYS_SOCIAL_WORKER) == 8


def test_a_part_post_stays_a_part_post():
    # 37.5% of four are a post and a half
    world = abolished(through=FIRST, case_holders=0.375)
    assert sorted(world.posts(Role.SOCIAL_WORKER)["fte"][6:].tolist()) == pytest.approx(
        sorted([0.5, 1.0] + [0.0] * (len(world.posts(Role.SOCIAL_WORKER)) - 8))
    )


def test_a_case_holder_who_was_an_iro_is_no_agency_worker():
    # with two posts more, a third of eight would be two or three agency workers: it stays two
    world = abolished(through=FIRST, case_holders=0.5, social_worker__agency_share=33.3,
                      social_worker__vacancy=33.3)  # fmt: skip
    workers = world.posts(Role.SOCIAL_WORKER)
    assert workers["agency"].sum() == 2
    assert not workers["agency"][6:].any()


def test_new_children_go_to_case_holders_too():
    children = [child("2025-04-07") for _ in range(8)]
    world = abolished(*children, through="2025-04-07", case_holders=0.5)
    assert sorted(set(world.children["social_worker"].tolist())) != list(range(6))
    assert world.posts(Role.SOCIAL_WORKER)["children"].sum() == 8
    assert world.posts(Role.SOCIAL_WORKER)["children"].max() == 1


def test_practitioners_relieve_social_workers_of_standing_work():
    # 54 hours a child-year; one practitioner takes over 25% of 7.5 hours a working day, shared by
    # the children. 100 children have 54 x 100 hours a year, about 21 a day, and 1.875 go
    children = [child(FIRST) for _ in range(100)]
    standing = {"social_worker__visits_per_year": 8, "social_worker__casework_hours": 38}
    none = abolished(*children, through="2025-06-30", **standing)
    one = abolished(*children, through="2025-06-30", child_protection=0.25, **standing)
    days = none.day("2025-07-01") - none.day(FIRST)
    less = none.count(Count.HOURS_AROSE_SOCIAL_WORKER) - one.count(Count.HOURS_AROSE_SOCIAL_WORKER)
    assert less == pytest.approx(0.25 * 7.5 * days)
    more = abolished(*children, through="2025-06-30", child_protection=0.25,
                     redeployment__relief=0.5, **standing)  # fmt: skip
    less = none.count(Count.HOURS_AROSE_SOCIAL_WORKER) - more.count(Count.HOURS_AROSE_SOCIAL_WORKER)
    assert less == pytest.approx(0.5 * 7.5 * days)


def test_practitioners_cannot_do_more_standing_work_than_there_is():
    standing = {"social_worker__visits_per_year": 8, "social_worker__casework_hours": 38}
    children = [child(FIRST)]
    all_of_it = abolished(*children, through="2025-06-30", child_protection=1,
                          redeployment__relief=1, **standing)  # fmt: skip
    nothing_stands = abolished(*children, through="2025-06-30")
    assert all_of_it.count(Count.HOURS_AROSE_SOCIAL_WORKER) == nothing_stands.count(
        Count.HOURS_AROSE_SOCIAL_WORKER
    )


def test_without_closed_posts_nobody_is_redeployed():
    settings = service(iros=4, workers=6, redeployment__case_holders=0.5,
                       redeployment__child_protection=0.5)  # fmt: skip
    world = SmallWorld(settings).until(FIRST).under(challenge__iro__acts=0.9).until(YEAR_END)
    assert world.in_post[Role.SOCIAL_WORKER] == 6
    assert world.service.practitioner_fte == 0
    assert world.count(Count.POUNDS_WORKER_POSTS) == 0


def test_a_higher_caseload_redeploys_those_whose_posts_it_closes():
    # 200 children to an IRO: two posts close, and half of these two hold cases
    settings = service(iros=4, workers=6)
    world = SmallWorld(settings).until(FIRST)
    world.under(iro__caseload=200, redeployment__case_holders=0.5).through(FIRST)
    assert world.in_post[Role.IRO] == 2
    assert world.in_post[Role.SOCIAL_WORKER] == 7
    assert world.count(Count.POUNDS_ONCE) == pytest.approx(10_000)

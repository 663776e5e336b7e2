"""Posts in parts: managers' posts, duties and cover that do not hang on the size of a place.

Children enter on Mon 7 Apr 2025; posts that a policy adds are filled on 7 Oct 2025.
"""

import numpy as np
import pytest
from worlds import SmallWorld, child, service

from sim.agents.load import drives_out, supervision_taken
from sim.engine.compile import called_from_python
from sim.initialise.posts import manager_parts, worker_parts
from sim.ledger import Count
from sim.vocabulary import Role

ENTERED = "2025-04-07"
drives = called_from_python(drives_out)
taken = called_from_python(supervision_taken)


@pytest.mark.parametrize("workers", [0.5, 1, 2.7, 6, 9, 10, 40])
def test_managers_are_workers_by_workers_to_a_manager_at_any_size(workers):
    # six workers to a manager
    managers = manager_parts(service(workers=workers, team_manager__workers=6))
    assert sum(managers) == pytest.approx(workers / 6)
    assert len(managers) == max(1, int(workers / 6 + 0.5))


def test_a_manager_s_post_is_as_large_as_the_team():
    # ten workers in two teams of five: 5 / 6 of a manager each; eleven are six and five
    assert manager_parts(service(workers=10)) == pytest.approx([5 / 6, 5 / 6])
    assert manager_parts(service(workers=11)) == pytest.approx([6 / 6, 5 / 6])


def test_the_looked_after_share_is_taken_once():
    # of workers 24 posts are needed for the same children at a quarter of each: as many managers
    settings = service(workers=6, social_worker__dedicated=False,
                       social_worker__looked_after_share=0.25)  # fmt: skip
    assert worker_parts(settings) == pytest.approx([0.25] * 24)
    assert manager_parts(settings) == pytest.approx([0.25] * 4)


def test_supervision_is_taken_from_the_whole_post():
    # 3.7 of 37 hours a week are 0.74 a day: a tenth of a whole post, and of a quarter's four
    for share, dedicated in ((1.0, True), (0.25, False)):
        settings = service(workers=6 * share, social_worker__dedicated=dedicated,
                           team_manager__workers=6,
                           social_worker__looked_after_share=0.25)  # fmt: skip
        world = SmallWorld(settings)
        (manager,) = world.rows(Role.TEAM_MANAGER)
        assert world.world.posts[manager].fte == pytest.approx(share)
        world.world.posts[manager].given_way = 0.74
        assert taken(world.world, manager) == pytest.approx(0.1)


def test_posts_of_a_place_are_alike():
    assert worker_parts(service(workers=2.5)) == pytest.approx([2.5 / 3] * 3)
    assert worker_parts(service(workers=3)) == pytest.approx([1] * 3)


@pytest.mark.slow
@pytest.mark.parametrize("iros", [1, 2, 5, 8])
def test_duties_are_the_same_of_any_number_of_posts_and_so_is_the_conflict(iros):
    # 62% x 40% of the hours; IROs with 60% of their hours left and 62% of the posts have 49.5% of
    # the children, 40% of them one who makes regulation 44 visits: 19.8%
    settings = service(iros=iros, iro__extra_duties__prevalence=0.62)
    found = []
    for seed in range(1, 250):
        posts = SmallWorld(settings, seed=seed).posts(Role.IRO)
        assert posts["duty_share"].sum() == pytest.approx(0.62 * 0.4 * iros)
        left = posts["fte"] * (1 - posts["duty_share"])
        found.append(left[posts["regulation_44"]].sum() / left.sum())
    error = np.std(found) / np.sqrt(len(found))
    assert np.mean(found) == pytest.approx(0.4 * 0.62 * 0.6 / (1 - 0.62 * 0.4), abs=4 * error)


def until_left(settings, role, seeds=range(1, 60)):
    """Return a world on the evening of the first day on which a post of a role was left."""
    for seed in seeds:
        world = SmallWorld(settings, child(ENTERED), seed=seed)
        for today in world.day_by_day("2025-12-31"):
            rows = [p for p in world.rows(role) if world.world.posts[p].people]
            if not rows:
                continue
            if today > "2025-05-01" and world.world.posts[rows[0]].fills > world.now + 40:
                return world, rows[0], today
            break
    raise AssertionError("no such seed")


def test_where_no_colleague_is_left_somebody_from_elsewhere_covers_an_iro_s_post():
    settings = service(iro__turnover=200, iro__vacant_days=60, desk__cover_days=20,
                       desk__cover_least=0.8)  # fmt: skip
    world, post, _ = until_left(settings, Role.IRO)
    row = world.world.posts[post]
    assert row.active
    assert row.fills > 0
    assert world.in_post[Role.IRO] == 0  # nobody is paid
    assert world.children[0].iro == post
    assert world.count(Count.IRO_CHANGES) == 1
    days = int(row.fills) - world.now
    before = float(row.repays)
    world.until(world.date(row.fills))
    # the days are given back over the years after
    years = settings.desk.repaid_over_years
    owed = before + days / (years * world.service.workdays_per_year)
    assert world.world.posts[post].repays == pytest.approx(owed)
    world.through(world.date(world.world.posts[post].fills))
    assert world.in_post[Role.IRO] == 1
    assert world.count(Count.IRO_CHANGES) == 2  # and the successor is somebody else


def test_a_manager_s_post_stands_empty_until_others_cover_it():
    settings = service(workers=6, team_manager__turnover=200, team_manager__vacant_days=60,
                       desk__cover_days=20)  # fmt: skip
    world, post, today = until_left(settings, Role.TEAM_MANAGER)
    assert not world.world.posts[post].active
    assert world.in_post[Role.TEAM_MANAGER] == 0
    assert taken(world.world, post) == 0  # from tomorrow on
    left = world.day(today)
    world.until(world.date(left + 20))
    assert not world.world.posts[post].active
    # supervision is remembered for twenty days: 1 - 0.95 ** 19
    assert taken(world.world, post) == pytest.approx(1 - 0.95**19)
    world.through(world.date(left + 20))
    assert world.world.posts[post].active
    assert world.in_post[Role.TEAM_MANAGER] == 0
    people = int(world.world.posts[post].people)
    world.through(world.date(world.world.posts[post].fills))
    assert world.in_post[Role.TEAM_MANAGER] == 1
    assert world.world.posts[post].people == people + 1  # whom no child has met


def test_load_and_lost_supervision_drive_people_out():
    world = SmallWorld(service(workers=6, desk__load_on_leaving=0.5))
    worker, (manager,) = world.rows(Role.SOCIAL_WORKER)[0], world.rows(Role.TEAM_MANAGER)
    posts = world.world.posts
    posts[worker].load = 0.4
    assert drives(world.world, worker) == 1  # as ever
    posts[worker].load = 2.25
    assert drives(world.world, worker) == pytest.approx(1.5)
    posts[worker].load = 1
    posts[manager].given_way = 7.4 * 0.44
    assert drives(world.world, worker) == pytest.approx(1.2)
    assert drives(world.world, manager) == pytest.approx(1.2)
    still = SmallWorld(service(workers=6, desk__load_on_leaving=0))
    still.world.posts[worker].load = 9
    assert drives(still.world, worker) == 1


def test_who_does_not_move_with_the_employer_is_the_same_share_of_any_post():
    for iros in (1, 4):
        settings = service(iros=iros, iro__outside_transfer_share=0.75)
        world = SmallWorld(settings).until("2025-04-01").under(iro__employer="outside")
        assert world.in_post[Role.IRO] == pytest.approx(0.75 * iros)
        assert world.posts(Role.IRO)["active"].sum() == iros
        world.until("2025-10-08")
        assert world.in_post[Role.IRO] == pytest.approx(iros)


@pytest.mark.parametrize(("workers", "posts"), [(2, 2), (10, 11)])
def test_a_policy_enlarges_posts_by_less_than_half_a_post_and_opens_others(workers, posts):
    # an eighth less of caseload: 0.29 of a post, or 1.43
    settings = service(workers=workers)
    world = SmallWorld(settings).until("2025-04-01")
    world.under(social_worker__caseload=settings.social_worker.caseload * 7 / 8)
    assert world.in_post[Role.SOCIAL_WORKER] == pytest.approx(workers)
    world.until("2025-10-08")
    assert world.in_post[Role.SOCIAL_WORKER] == pytest.approx(workers * 8 / 7)
    assert world.posts(Role.SOCIAL_WORKER)["active"].sum() == posts + (workers == 10)

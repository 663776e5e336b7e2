"""Posts that social workers leave: empty for a while, then filled; who has the children meanwhile.

A child enters on Mon 7 Apr 2025 with a permanence decision of 160 hours on its worker's desk. With
5% of posts without anybody and 400% leaving a year, a post that is left stands empty for
253 x 0.05 / 0.95 / 4 = 3.3 working days on average.
"""

import pytest
from worlds import SmallWorld, child, service

from sim.ledger import Count
from sim.task_kinds import TaskKind
from sim.vocabulary import Role

ENTERED = "2025-04-07"


def posts(number, vacancy=5, **more):
    """Return a service of so many social workers' posts, so many percent of them vacant."""
    leave = {"social_worker__turnover": 400, "social_worker__overtime_share": 0,
             "plan__actions__permanence__hours": 160, "worker_hours": 1}  # fmt: skip
    return service(workers=number * (1 - vacancy / 100), social_worker__vacancy=vacancy,
                   **leave | more)  # fmt: skip


def until_left(settings, *children, from_="2025-04-14", seeds=range(1, 60), alone=True):
    """Return a world and its child's post on the evening it was left and stands empty.

    Nobody else has left by then, unless `alone` is false.
    """
    for seed in seeds:
        world = SmallWorld(settings, *children, seed=seed)
        for today in world.day_by_day("2026-03-31"):
            workers = world.posts(Role.SOCIAL_WORKER)
            left = workers["people"].sum()
            p = world.children[0].social_worker
            empty = [row for row in world.rows(Role.SOCIAL_WORKER) if world.world.posts[row].fills]
            if not left:
                first = int(p)
                continue
            if today >= from_ and empty == [first] and (not alone or left == 1):
                return world, first, today
            break
    raise AssertionError("no such seed")


def test_where_no_post_stands_vacant_a_leaver_is_followed_the_same_day():
    world = SmallWorld(posts(1, vacancy=0), child(ENTERED))
    for _ in world.day_by_day("2026-03-31"):
        assert world.posts(Role.SOCIAL_WORKER)["active"].all()
    assert world.posts(Role.SOCIAL_WORKER)["people"].sum() > 1
    assert world.count(Count.FTE_LEFT_AUTHORITY) == world.posts(Role.SOCIAL_WORKER)["people"].sum()


@pytest.mark.parametrize("vacancy", [10, 30])
def test_so_many_posts_stand_empty_as_are_said_to(vacancy):
    # 40 workers in post; in two years after the first, a standard error of about 0.02
    empty = service(workers=40, social_worker__turnover=100, social_worker__vacancy=vacancy)
    world = SmallWorld(empty).until("2026-04-01")
    fte = world.posts(Role.SOCIAL_WORKER)["fte"].sum()
    assert fte == pytest.approx(40 / (1 - vacancy / 100))
    before = world.count(Count.FTE_DAYS_SOCIAL_WORKER)
    world.until("2028-03-31")
    in_post = (world.count(Count.FTE_DAYS_SOCIAL_WORKER) - before) / 730
    assert in_post == pytest.approx(40, abs=4 * 0.02 * 40)


def test_children_of_a_post_empty_for_a_short_time_wait_for_the_successor():
    settings = posts(2, desk__cover_days=520, social_worker__handover_hours=1.5)
    world, post, left = until_left(settings, child(ENTERED), child(ENTERED))
    filled = world.date(world.world.posts[post].fills)
    assert filled > left
    assert world.children[0].social_worker == post
    assert world.in_post[Role.SOCIAL_WORKER] == 1

    # nobody works at the desk until then
    worked = float(world.tasks()[TaskKind.ACTION][0].worked)
    (task,) = world.until(filled).tasks()[TaskKind.ACTION]
    assert (task.desk, task.worked) == (post, worked)
    # the successor reads in on that day, of one hour, and half of the next; then the desk has it
    owed = float(world.world.posts[post].owed)
    world.through(filled)
    row = world.world.posts[post]
    assert (row.active, row.fills, world.date(row.since)) == (True, 0, filled)
    assert row.owed == owed + 1.5 - 1
    assert world.children[0].social_worker == post
    world.through(world.date(world.day(filled) + 4))
    assert world.tasks()[TaskKind.ACTION][0].worked > worked


def test_a_child_whose_worker_left_and_was_followed_has_had_two_workers():
    # two leavers in the year before 31 March make three workers, however long the post was empty
    settings = posts(1, desk__cover_days=520, social_worker__turnover=200)
    found = set()
    for seed in range(1, 16):
        world = SmallWorld(settings, child(ENTERED), seed=seed).through("2026-03-31")
        (post,) = world.posts(Role.SOCIAL_WORKER)
        twice = post.left_before > world.children[0].entered_date  # the last but one who left
        assert world.count(Count.MARCH_THREE_WORKERS) == twice
        found.add(bool(twice))
    assert found == {True, False}


def test_children_of_a_post_that_stands_empty_for_longer_go_to_colleagues_siblings_together():
    settings = posts(3, desk__cover_days=0, social_worker__handover_hours=1.5)
    family = [child(ENTERED), child(ENTERED, sibling=True)]
    world, post, left = until_left(settings, *family)
    to = int(world.children[0].social_worker)
    assert to != post
    assert world.children["social_worker"].tolist() == [to, to]
    assert world.world.posts[post].children == 0
    assert {world.date(since) for since in world.children["worker_since"]} == {left}
    # the desk goes along, and the colleague must read in on both
    assert world.tasks()[TaskKind.ACTION][0].desk == to
    assert world.world.desks[post].tasks == 0
    assert world.in_post[Role.SOCIAL_WORKER] == pytest.approx(2)
    # once the post is filled they stay where they are
    world.through(world.date(world.world.posts[post].fills))
    assert world.children["social_worker"].tolist() == [to, to]


def test_where_nobody_else_is_in_post_the_children_wait_however_long():
    settings = posts(1, vacancy=60, desk__cover_days=0)
    world, post, _ = until_left(settings, child(ENTERED))
    fills = int(world.world.posts[post].fills)
    assert world.children[0].social_worker == post
    before = world.count(Count.HOURS_WORKED_SOCIAL_WORKER)
    world.until(world.date(fills))
    assert world.count(Count.HOURS_WORKED_SOCIAL_WORKER) == before
    assert world.through(world.date(fills)).count(Count.HOURS_WORKED_SOCIAL_WORKER) > before


def test_a_child_who_comes_while_no_worker_is_in_post_gets_whoever_fills_it():
    # the only worker leaves before 5 May and nobody follows by then
    settings = posts(1, vacancy=80, desk__cover_days=0)
    for seed in range(1, 60):
        world = SmallWorld(settings, child("2025-05-06"), seed=seed).until("2025-05-06")
        if world.in_post[Role.SOCIAL_WORKER] == 0:
            break
    world.through("2025-05-06")
    (post,) = world.rows(Role.SOCIAL_WORKER)
    assert world.children[0].social_worker == post
    assert world.posts(Role.SOCIAL_WORKER)["children"].tolist() == [1]


def test_a_child_is_not_given_to_a_post_that_stands_empty():
    # the freer of two workers leaves, the first: the next child goes to the other all the same
    settings = posts(2, vacancy=80, desk__cover_days=520)
    for seed in range(1, 400):
        world = SmallWorld(settings, child("2025-04-01"), child("2025-04-28"), seed=seed)
        filled = world.until("2025-04-28").posts(Role.SOCIAL_WORKER)["active"].tolist()
        if filled == [False, True] and world.children[0].social_worker == 1:
            break
    world.through("2025-04-28")
    assert world.children["social_worker"].tolist() == [1, 1]


def test_teams_share_an_authority_s_workers_and_a_child_goes_to_the_freest_team():
    # eleven workers at six to a team: two teams, of six and five
    world = SmallWorld(service(workers=11), *[child(ENTERED) for _ in range(11)]).through(ENTERED)
    managers = world.posts(Role.TEAM_MANAGER)
    assert managers["team_fte"].tolist() == pytest.approx([6, 5])
    assert managers["children"].tolist() == [6, 5]
    assert world.posts(Role.SOCIAL_WORKER)["children"].tolist() == [1] * 11


def test_illness_that_falls_in_an_empty_post_leaves_the_successor_as_any_other():
    # six of ten posts are filled on a mean day. A spell every 31.6 working days lasts two: 6% of
    # all days; of 3,000 days and 190 spells, a standard error of 0.5% or so
    often = posts(10, vacancy=40, desk__spells_per_year=8, desk__spell_days=2)
    world = SmallWorld(often).until("2026-04-01")
    at_work = ill = 0
    for today in world.day_by_day("2028-03-31"):
        workers = world.posts(Role.SOCIAL_WORKER)
        here = workers[workers["active"]]
        ill_today = here["sick_until"] > world.day(today)
        ill += int(ill_today.sum())
        at_work += int((~ill_today).sum())
    assert 2500 < at_work + ill < 3500
    assert ill / (at_work + ill) == pytest.approx(2 / 33.6, abs=4 * 0.005)


@pytest.mark.slow
def test_whoever_follows_somebody_who_was_ill_is_well():
    settings = posts(1, vacancy=0, desk__spells_per_year=20, desk__spell_days=60)
    followed = 0
    for seed in range(1, 30):
        world = SmallWorld(settings, seed=seed)
        people, was_ill = 0, False
        for today in world.day_by_day("2025-12-31"):
            (post,) = world.posts(Role.SOCIAL_WORKER)
            if post.people > people and was_ill:
                followed += 1
                assert post.sick_until <= world.day(today)
            people, was_ill = post.people, post.sick_until > world.day(today) + 1
    assert followed > 5


def test_children_of_a_post_that_closes_wait_for_the_successor_where_nobody_else_is_in_post():
    # of two posts the first stands empty on 1 Apr 2025, and the policy closes the second
    settings = posts(2, vacancy=80, desk__cover_days=520, warm_up_years=1)
    for seed in range(1, 99):
        world = SmallWorld(settings, child("2024-10-07"), seed=seed).until("2025-04-01")
        filled = world.posts(Role.SOCIAL_WORKER)["active"].tolist()
        if filled == [False, True] and world.children[0].social_worker == 1:
            break
    world.under(social_worker__caseload=settings.social_worker.caseload * 2)
    first, second = world.posts(Role.SOCIAL_WORKER)[:2]
    assert (second.active, second.fills, second.fte) == (False, 0, 0)  # closed
    assert world.children[0].social_worker == 0
    assert (first.children, second.children) == (1, 0)
    world.through(world.date(first.fills))
    assert world.posts(Role.SOCIAL_WORKER)["active"][0]

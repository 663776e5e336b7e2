"""Social workers leave and hand over; children keep their tasks and are counted once a year."""

import pytest
from worlds import SmallWorld, child, service

from sim.ledger import Count
from sim.task_kinds import TaskKind
from sim.vocabulary import Role

ENTERED = "2025-04-07"


def changes_of_worker(world, through, c=0):
    """Live day by day; return the dates on which a child got another worker."""
    dates, last = [], world.day(ENTERED)
    while world.now <= world.day_before(through):
        world.through(world.dates[world.now])
        post = world.world.posts[max(0, world.children[c].social_worker)]
        since = max(world.children[c].worker_since, post.since)
        if since > last:
            dates.append(world.date(since))
            last = since
    return dates


def test_a_leaver_s_successor_takes_over_the_desk_and_all_the_children():
    leaves = service(social_worker__turnover=150)
    world = SmallWorld(leaves, child(ENTERED), child(ENTERED))
    dates = changes_of_worker(world, "2026-12-31")
    (post,) = world.posts(Role.SOCIAL_WORKER)
    assert len(dates) >= 1
    assert post.children == 2
    assert world.date(post.since) == dates[-1]


@pytest.mark.parametrize("seed", range(1, 9))
def test_three_or_more_workers_by_31_march_are_two_changes_in_the_year(seed):
    leaves = service(social_worker__turnover=150)
    world = SmallWorld(leaves, child(ENTERED), seed=seed)
    first = changes_of_worker(world, "2026-03-31")
    assert world.count(Count.MARCH_CHILDREN) == 1
    assert world.count(Count.MARCH_THREE_WORKERS) == (len(first) >= 2)
    # the year after starts afresh: changes up to 31 March 2026 are not of it
    second = [when for when in changes_of_worker(world, "2027-03-31") if when > "2026-03-31"]
    assert world.count(Count.MARCH_CHILDREN) == 2
    assert world.count(Count.MARCH_THREE_WORKERS) == (len(first) >= 2) + (len(second) >= 2)


@pytest.mark.parametrize("seed", range(1, 5))
def test_the_first_team_hands_the_child_over_with_its_open_tasks(seed):
    # 85 working days on average, from half to one and a half of that: 42 to 127. Of a desk of
    # 0.02 hours a day little is done
    hands = service(workers=2, social_worker__transfer_share=1, worker_hours=0.02,
                    social_worker__overtime_share=0)  # fmt: skip
    world = SmallWorld(hands, child(ENTERED), seed=seed).until("2025-05-30")
    first = world.children[0].social_worker
    assert world.tasks()[TaskKind.ACTION][0].desk == first
    (date,) = changes_of_worker(world, "2025-10-31")
    assert 42 <= world.day(date) - world.day(ENTERED) <= 127
    second = world.children[0].social_worker
    assert second != first
    own = {TaskKind.ACTION, TaskKind.REPORT, TaskKind.PLAN_UPDATE}
    desks = [task.desk for kind, tasks in world.tasks().items() for task in tasks if kind in own]
    assert desks
    assert set(desks) == {second}
    assert sorted(world.posts(Role.SOCIAL_WORKER)["children"].tolist()) == [0, 1]
    assert world.until("2026-04-01").count(Count.MARCH_THREE_WORKERS) == 0  # two workers


def test_where_there_is_one_worker_nobody_can_take_over():
    world = SmallWorld(service(social_worker__transfer_share=1), child(ENTERED))
    assert changes_of_worker(world, "2026-03-31") == []


def test_a_child_knows_its_iro_from_the_day_it_is_seen_until_it_leaves():
    # spoken with on Tue 15 Apr, when work on the review opens; leaves on Thu 2 Oct
    world = SmallWorld(service(), child(ENTERED, planned="2025-10-02")).until("2025-10-02")
    assert world.service.children_knowing_iro == 1
    world.until("2026-04-01")
    assert world.service.children_knowing_iro == 0
    assert world.count(Count.CHILD_DAYS_KNOWING_IRO) == 170  # 16 + 31 + 30 + 31 + 31 + 30 + 1


def test_a_new_worker_s_actions_stall_more():
    # 0.4 x 2.5 is certain for a worker new to the child, which every worker is for 60 days
    for days, low, high in ((60, 20, 20), (0, 1, 19)):
        new = service(plan__stalls=0.4, plan__new_worker_factor=2.5,
                      social_worker__new_worker_days=days)  # fmt: skip
        world = SmallWorld(new, *[child(ENTERED) for _ in range(20)]).through(ENTERED)
        assert low <= world.count(Count.STALLS) <= high


def test_siblings_share_an_iro_though_the_first_of_them_is_made_known_late():
    # named late or not by a draw of each; whoever is named first has the IRO for all
    late = service(iros=4, review__frictions__known_late=0.5, review__frictions__known_late_days=15)
    family = [child(ENTERED), child(ENTERED, sibling=True), child(ENTERED, sibling=True)]
    others = [child("2025-04-15"), child("2025-04-17")]
    for seed in range(1, 13):
        world = SmallWorld(late, *family, *others, seed=seed).until("2025-12-01")
        first, second, third = world.children["iro"].tolist()[:3]
        assert first == second == third


def test_a_policy_that_says_nothing_of_social_workers_leaves_the_last_worker_s_hours_alone():
    # one child at 15 to a worker is 0.067 of a post, but nobody has a worker of under a tenth
    one = service(authority__children_looked_after=1, authority__started_in_year=0.5,
                  authority__ceased_in_year=0.5, social_worker__caseload=15)  # fmt: skip
    world = SmallWorld(one, child(ENTERED)).until("2025-04-01")
    assert world.in_post[Role.SOCIAL_WORKER] == pytest.approx(0.1)
    world.under(challenge__iro__acts=0.5).until("2026-04-01")
    assert world.in_post[Role.SOCIAL_WORKER] == pytest.approx(0.1)
    assert world.count(Count.POUNDS_WORKER_POSTS) == world.count(Count.POUNDS_ONCE) == 0

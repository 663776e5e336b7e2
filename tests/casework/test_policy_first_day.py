"""A policy's first day, Tue 1 April 2025: posts close and open, work changes hands, all is priced.

New posts are filled after 130 working days: 30 Apr is 19, 30 May 39, 30 Jun 60, 31 Jul 83, 29 Aug
103, 30 Sep 125, so Tue 7 Oct.
"""

import pytest
from worlds import AT_REVIEW, SmallWorld, child, days_between, service

from sim.ledger import Count
from sim.task_kinds import TaskKind
from sim.vocabulary import Role

FIRST, FILLED, YEAR_END = "2025-04-01", "2025-10-07", "2026-04-01"
YEAR = 365 / 365.25
ABOLISH = {"iro__employer": "none", "review__chair": "team_manager"}
RELOCATE = {"iro__employer": "outside", "iro__extra_duties__prevalence": 0}


def on_the_first_day(settings, *children):
    return SmallWorld(settings, *children).until(FIRST)


def in_the_middle_of_work():
    """A child amid an interval and one amid its first review, on the policy's first day.

    The first entered a year before; its midway check is open. The second entered on 18 Mar 2025:
    aimed at 8 Apr, limit 15 Apr; the IRO has yet to see the child. Neither task, of 160 hours, is
    soon done at 2.3 hours a day.
    """
    settings = service(
        iro_hours=2.3, warm_up_years=1, desk__cut_from_days=200,
        review__tasks__child_contact__hours=160, review__tasks__midway_check__hours=160,
    )  # fmt: skip
    return on_the_first_day(settings, child("2024-04-08", age=2), child("2025-03-18"))


def test_abolition_moves_the_chair_s_tasks_with_their_target_day_and_lapses_the_monitor_s():
    world = in_the_middle_of_work()
    iro = int(world.service.first_iro)
    (contact,), (check,) = (
        world.tasks(1)[TaskKind.CHILD_CONTACT],
        world.tasks(0)[TaskKind.MIDWAY_CHECK],
    )
    assert (contact.desk, check.desk) == (iro, iro)
    worked, target = float(contact.worked), int(contact.target)
    lapsed = world.count(Count.TASKS_LAPSED)

    world.under(**ABOLISH)
    (contact,) = world.tasks(1)[TaskKind.CHILD_CONTACT]
    assert contact.desk == int(world.world.authorities[0].first_manager)
    assert (contact.target, contact.worked) == (target, worked)
    assert world.date(target) == "2025-04-08"
    assert TaskKind.MIDWAY_CHECK not in world.tasks(0)
    assert world.count(Count.TASKS_LAPSED) == lapsed + 1

    # the post is closed that day, and nothing lies on its desk
    assert not world.world.posts[iro].active
    assert world.world.desks[iro].tasks == 0
    assert world.in_post[Role.IRO] == world.service.with_iro == 0
    assert world.children["iro"].tolist() == [-1, -1]
    # the review is held on its day, by the manager
    world.through("2025-04-08")
    assert world.held(1) == ["2025-04-08"]
    assert world.count(Count.HOURS_WORKED_TEAM_MANAGER) > 2.25


def ill_on_the_last_day(settings):
    """A review aimed at Mon 31 Mar 2025, on which its IRO is ill; on other days it is met."""
    world = SmallWorld(settings, child("2025-03-10")).until("2025-03-31")
    world.world.posts[int(world.service.first_iro)].sick_until = world.day(FIRST)
    return world.until(FIRST)


def test_a_meeting_that_waits_for_an_ill_chair_is_held_by_the_manager():
    world = ill_on_the_last_day(service(warm_up_years=1))
    assert TaskKind.MEETING in world.tasks()
    assert world.under(**ABOLISH).through(FIRST).held() == [FIRST]


def a_year_under(settings, *children, **policy):
    world = on_the_first_day(settings, *children)
    if policy:
        world.under(**policy)
    return world.until(YEAR_END)


def test_a_year_of_today_s_service_costs_its_iro_posts():
    world = a_year_under(service(iros=2))
    assert world.count(Count.DAYS) == 365
    assert world.count(Count.POUNDS_POSTS_IRO) == pytest.approx(2 * 70_000 * YEAR)
    beside = (Count.POUNDS_POSTS_IRO, Count.POUNDS_IRO_MANAGERS, Count.POUNDS_ADMINISTRATORS)
    others = [c for c in Count if c.name.startswith("POUNDS") and c not in beside]
    assert [world.count(c) for c in others] == [0] * len(others)


def test_a_year_of_abolition_costs_redundancies_duties_advocates_and_managers_hours():
    # three children, each with an advocate; 0.4 of a post of duties is still to be staffed
    settings = service(iros=2, iro__extra_duties__prevalence=0.5)
    children = [child("2025-04-01") for _ in range(3)]
    # the advocates' posts are filled at once; each takes children on the day it is
    world = a_year_under(settings, *children, advocate__offer="opt_out", recruitment_days=0,
                         advocate__uptake_opt_out=1, advocate__vacancy=0, **ABOLISH)  # fmt: skip
    assert world.count(Count.POUNDS_POSTS_IRO) == 0
    assert world.count(Count.POUNDS_ONCE) == pytest.approx(2 * 10_000)
    assert world.count(Count.POUNDS_DUTIES) == pytest.approx(0.4 * 70_000 * YEAR)
    assert world.count(Count.POUNDS_ADVOCACY) == pytest.approx(3 * 1_000 * YEAR)
    hours = world.count(Count.HOURS_WORKED_TEAM_MANAGER)
    assert hours > 3 * 2 * 2.25
    taken = world.count(Count.HOURS_OVERTIME_TEAM_MANAGER)
    assert hours == pytest.approx(taken + world.count(Count.HOURS_FREE_MANAGER))
    assert world.count(Count.POUNDS_MANAGERS_HOURS) == pytest.approx(taken * 75_000 / 1540)


def test_a_ring_fence_gives_the_hours_back_and_prices_the_duties():
    settings = service(iros=2, iro_hours=6, iro__extra_duties__prevalence=0.5,
                       iro__extra_duties__conferences=0)  # fmt: skip
    keep = a_year_under(settings)
    fence = a_year_under(settings, iro__extra_duties__prevalence=0)
    days = keep.day(YEAR_END) - keep.day(FIRST)
    assert keep.count(Count.HOURS_PRESENT_IRO) == pytest.approx(days * (6 + 0.6 * 6))
    assert fence.count(Count.HOURS_PRESENT_IRO) == pytest.approx(days * (6 + 6))
    assert keep.count(Count.POUNDS_DUTIES) == 0
    assert fence.count(Count.POUNDS_DUTIES) == pytest.approx(0.4 * 70_000 * YEAR)
    posts = Count.POUNDS_POSTS_IRO
    assert keep.count(posts) == pytest.approx(2 * 70_000 * YEAR)
    assert fence.count(posts) == pytest.approx(2 * 70_000 * YEAR)


def test_a_caseload_cap_opens_posts_that_are_filled_after_recruitment():
    world = on_the_first_day(service(iros=2), child("2025-04-07"))
    world.under(iro__caseload=50).until(FILLED)  # from 100
    assert world.in_post[Role.IRO] == sum(world.posts(Role.IRO)["active"]) == 2
    world.through(FILLED)
    assert world.in_post[Role.IRO] == sum(world.posts(Role.IRO)["active"]) == 4
    world.until(YEAR_END)
    fte_days = 2 * 365 + 2 * days_between(FILLED, YEAR_END)
    assert world.count(Count.FTE_DAYS_IRO) == fte_days
    assert world.count(Count.POUNDS_POSTS_IRO) == pytest.approx(fte_days / 365.25 * 70_000)
    assert world.count(Count.POUNDS_ONCE) == 0


@pytest.mark.parametrize(("levels", "dealt"), [(True, [2, 2, 2, 2]), (False, [4, 4, 0, 0])])
def test_children_go_to_newly_filled_posts_until_caseloads_are_level(levels, dealt):
    settings = service(iros=2, iro__levels_caseloads=levels)
    world = on_the_first_day(settings, *[child("2025-04-07") for _ in range(8)])
    world.under(iro__caseload=50).until(YEAR_END)
    assert world.posts(Role.IRO)["children"][:4].tolist() == dealt
    assert world.count(Count.IRO_CHANGES) == (4 if levels else 0)


def test_a_higher_caseload_closes_posts_and_deals_out_their_children():
    children = [child("2024-06-03") for _ in range(4)]
    world = on_the_first_day(service(iros=2, warm_up_years=1), *children)
    assert world.posts(Role.IRO)["children"].tolist() == [2, 2]
    world.under(iro__caseload=200)
    assert world.posts(Role.IRO)["children"][:2].tolist() == [4, 0]
    assert world.count(Count.IRO_CHANGES) == 2
    assert world.count(Count.POUNDS_ONCE) == pytest.approx(10_000)
    assert world.service.children_knowing_iro == 2  # the others have yet to meet theirs


def test_relocation_takes_the_same_share_of_every_post_until_others_are_recruited():
    # three quarters of four: one of the four does not move, and the children have another IRO
    children = [child("2024-06-03") for _ in range(4)]
    settings = service(iros=4, warm_up_years=1, iro__extra_duties__prevalence=0.5,
                       iro__outside_transfer_share=0.75)  # fmt: skip
    world = on_the_first_day(settings, *children)
    assert sorted(world.posts(Role.IRO)["children"].tolist()) == [1, 1, 1, 1]
    world.under(**RELOCATE)
    iros = world.posts(Role.IRO)
    assert iros["fte"][:4].tolist() == [0.75] * 4
    assert sorted(iros["people"][:4].tolist()) == [0, 0, 0, 1]
    assert world.count(Count.IRO_CHANGES) == 1
    assert world.count(Count.POUNDS_ONCE) == pytest.approx(4 * 10_000)
    # the quarter is filled again on 7 Oct; duties were 0.4 of half of four posts
    before, duties = world.count(Count.FTE_DAYS_IRO), world.count(Count.POUNDS_DUTIES)
    world.until(YEAR_END)
    fte_days = 3 * 365 + days_between(FILLED, YEAR_END)
    assert world.count(Count.FTE_DAYS_IRO) - before == pytest.approx(fte_days)
    assert world.count(Count.POUNDS_DUTIES) - duties == pytest.approx(0.8 * 70_000 * YEAR)


def test_siblings_whose_iro_goes_share_the_next_one():
    family = [child("2024-07-01"), child("2024-07-01", sibling=True),
              child("2024-07-01", sibling=True)]  # fmt: skip
    settings = service(iros=2, warm_up_years=1)
    world = on_the_first_day(settings, child("2024-06-03"), *family)
    last = int(world.service.first_iro) + 1
    assert world.children["iro"][1:].tolist() == [last] * 3
    world.under(iro__caseload=2 * settings.iro.caseload)  # one post is left
    assert world.children["iro"].tolist() == [last - 1] * 4


def nobody_moves(**more):
    """The only IRO, of two hours a day, does not move with the post: there is none until 7 Oct."""
    return service(**{"iro_hours": 2, "warm_up_years": 1, "iro__overtime_share": 0,
                      "iro__outside_transfer_share": 0, **more})  # fmt: skip


def test_a_child_named_while_no_iro_is_in_post_gets_one_when_the_post_is_filled():
    world = on_the_first_day(nobody_moves(), child("2024-06-03"), child("2025-05-06"))
    world.under(**RELOCATE).until(FILLED)
    assert world.children["iro"].tolist() == [-1, -1]
    world.through(FILLED)
    assert (world.children["iro"] >= 0).all()
    assert world.service.with_iro == 2
    world.until("2025-12-01")
    assert len(world.held(1)) == 1  # late, but held


def test_a_meeting_that_lapses_for_want_of_a_chair_is_held_once_there_is_one():
    # it waits on Mon 31 Mar, as above; nobody to hold it until 7 Oct
    world = ill_on_the_last_day(nobody_moves())
    assert TaskKind.MEETING in world.tasks()
    world.under(**RELOCATE)
    assert TaskKind.MEETING not in world.tasks()
    (held,) = world.until("2025-12-01").held()
    assert held >= FILLED
    assert world.count(Count.FIRST_DUE) - world.count(Count.FIRST_ON_TIME) == 1


def test_a_challenge_that_lapses_with_its_iro_can_be_made_by_the_next():
    # noticed at the review of Mon 31 Mar, and still on the desk of 2.3 hours the day after
    settings = nobody_moves(iro_hours=2.3, plan__stalls=1, desk__cut_from_days=200,
                            iro__outside_knowledge=1, **AT_REVIEW)  # fmt: skip
    world = on_the_first_day(settings, child("2025-03-10"))
    assert world.held() == ["2025-03-31"]
    assert TaskKind.INFORMAL in world.tasks()
    world.under(**RELOCATE)
    assert TaskKind.INFORMAL not in world.tasks()
    assert world.until("2026-03-02").count(Count.CHALLENGES_INFORMAL) >= 1


def test_to_tell_always_starts_on_the_first_day():
    settings = service(warm_up_years=1, change__contact=20, social_worker__notification_rate=0)
    world = on_the_first_day(settings, child("2024-04-08"))
    before = world.count(Count.CHANGES)
    assert before > 10
    assert world.count(Count.CHANGES_TOLD) == 0
    world.under(social_worker__notification_rate=1).until(YEAR_END)
    assert world.count(Count.CHANGES_TOLD) == world.count(Count.CHANGES) - before > 10


def test_the_arm_of_a_policy_leaves_today_s_arm_alone():
    world, twin = in_the_middle_of_work(), in_the_middle_of_work()
    today = world.world
    abolished = world.under(**ABOLISH).until(YEAR_END).counts()
    twin.until(YEAR_END)
    world.world, world.now = today, world.calendar.start
    assert world.until(YEAR_END).counts() == twin.counts() != abolished


def test_a_fork_loses_no_task_that_urgency_brought_before_the_first_day():
    # IROs whose duties take all their time do what the law asks on its day, and no more: records of
    # the first days, 120 days urgent, still lie in trays from before the run
    settings = service(iro__extra_duties__prevalence=1, iro__extra_duties__time_share=1,
                       review__tasks__record__urgency=120)  # fmt: skip
    world = SmallWorld(settings, *[child("2025-01-06") for _ in range(3)])
    world.until(world.date(world.world.service.start + 40))
    first = int(world.world.service.first)
    brought = [task for c in range(3) for tasks in world.tasks(c).values() for task in tasks]
    assert any(task.tray < first for task in brought)
    fork = world.world.fork()
    for d, desk in enumerate(fork.desks):
        in_trays = 0
        for head in fork.trays[d][fork.trays[d] > 0]:
            row = int(head)
            while True:
                in_trays += 1
                row = int(fork.tasks[row].next)
                if row == head:
                    break
        assert in_trays == desk.tasks

"""An IRO leaves: who has the children then, whom they know, and how often that was.

Children enter on Mon 7 Apr 2025, have their IRO from 14 Apr and are spoken with from 15 Apr.
"""

import pytest
from worlds import SmallWorld, child, service

from sim.ledger import Count
from sim.task_kinds import TaskKind
from sim.vocabulary import Role

ENTERED, KNOWN = "2025-04-07", "2025-04-16"


def until_an_iro_leaves(settings, *children, of=0, after=KNOWN, seeds=range(1, 90)):
    """Return a world on the evening on which a child's IRO left, the first who did; and the post.

    The post stands empty, or has a successor who came the same day.
    """
    for seed in seeds:
        world = SmallWorld(settings, *children, seed=seed)
        for today in world.day_by_day("2025-12-31"):
            iros = world.posts(Role.IRO)
            if not iros["people"].any():
                theirs = world.children["iro"].tolist()
                continue
            left = world.service.first_iro + int(iros["people"].argmax())
            if today > after and iros["people"].sum() == 1 and theirs[of] == left:
                return world, left, theirs
            break
    raise AssertionError("no such seed")


def leaving(iros=1, **more):
    return service(**{"iros": iros, "iro__turnover": 300, "iro__levels_caseloads": False, **more})


def test_a_successor_who_comes_the_same_day_has_yet_to_meet_the_children():
    world, post, theirs = until_an_iro_leaves(leaving(iro__vacant_days=0), child(ENTERED),
                                              child(ENTERED))  # fmt: skip
    assert world.world.posts[post].active
    assert world.children["iro"].tolist() == theirs == [post, post]
    assert world.children["met_iro"].tolist() == [False, False]
    assert world.service.children_knowing_iro == 0
    assert world.count(Count.IRO_CHANGES) == 2


def test_the_children_of_an_empty_post_are_dealt_to_colleagues():
    settings = leaving(3, iro__vacant_days=60, desk__cover_days=0)
    family = [child(ENTERED), child(ENTERED, sibling=True)]
    world, post, theirs = until_an_iro_leaves(settings, *family, child(ENTERED))
    assert not world.world.posts[post].active
    now = world.children["iro"].tolist()
    assert now[0] == now[1] not in (post, -1)  # siblings together
    assert now[2] == theirs[2] != post  # another IRO's child stays
    assert world.count(Count.IRO_CHANGES) == 2
    assert world.children["met_iro"].tolist() == [False, False, True]
    assert world.service.with_iro == 3
    assert world.posts(Role.IRO)["children"].sum() == 3
    # their open tasks lie with the new IRO
    for c in (0, 1):
        desks = {task.desk for kind, tasks in world.tasks(c).items() for task in tasks
                 if kind.in_week}  # fmt: skip
        assert desks <= {now[c]}


def test_siblings_stay_together_though_the_first_of_them_has_left_care():
    settings = leaving(4, iro__vacant_days=60, desk__cover_days=0)
    family = [child(ENTERED, planned="2025-05-06"), child(ENTERED, sibling=True),
              child(ENTERED, sibling=True)]  # fmt: skip
    world, post, _ = until_an_iro_leaves(settings, *family, of=1, after="2025-05-07")
    first, second, third = world.children["iro"].tolist()
    assert first == -1
    assert second == third != post


def test_children_wait_for_the_successor_where_the_post_is_empty_for_a_short_time():
    settings = leaving(2, iro__vacant_days=20, desk__cover_days=520)
    world, post, theirs = until_an_iro_leaves(
        settings, child(ENTERED), child(ENTERED), seeds=range(2, 90)
    )  # in the first the other IRO leaves too
    fills = world.date(world.world.posts[post].fills)
    assert not world.world.posts[post].active
    assert world.children["iro"].tolist() == theirs
    assert world.children[0].iro == post
    # whom they have met is gone; whom they get they have yet to meet
    assert world.children[0].met_iro == 0
    assert world.children[1].met_iro == 1
    assert world.service.children_knowing_iro == 1
    assert world.count(Count.IRO_CHANGES) == 0
    world.through(fills)
    assert world.children["iro"].tolist() == theirs
    changed = 1 + int(world.posts(Role.IRO)["people"].sum() > 1)  # the other may have left since
    assert world.count(Count.IRO_CHANGES) == changed
    assert world.children[0].met_iro == 0


def test_where_there_is_no_colleague_the_review_waits_for_the_successor():
    # the only IRO leaves between naming and the review of Wed 30 Apr
    settings = leaving(iro__vacant_days=60, desk__cover_days=0)
    for seed in range(1, 200):
        world = SmallWorld(settings, child(ENTERED), seed=seed).until("2025-04-30")
        post = int(world.children[0].iro)
        if post >= 0 and world.date(world.world.posts[post].fills or 0) > "2025-05-12":
            break
    assert world.world.posts[post].people == 1
    fills = world.date(world.world.posts[post].fills)
    world.until(fills)
    assert world.held() == []
    assert world.tasks()[TaskKind.MEETING][0].desk == post
    assert world.through(fills).held() == [fills]  # urgent: thirty days before its day
    assert world.count(Count.FIRST_DUE) - world.count(Count.FIRST_ON_TIME) == 1
    assert world.count(Count.FTE_DAYS_IRO) < world.count(Count.DAYS)


@pytest.mark.parametrize(("levels", "moved"), [(True, 1), (False, 0)])
def test_the_successor_is_dealt_children_until_caseloads_are_level(levels, moved):
    # one child each; the colleague has both until the post is filled
    settings = leaving(2, iro__vacant_days=60, desk__cover_days=0, iro__levels_caseloads=levels)
    for seed in range(1, 200):
        world, post, _ = until_an_iro_leaves(settings, child(ENTERED), child(ENTERED),
                                             seeds=range(seed, seed + 90))  # fmt: skip
        fills = world.date(world.world.posts[post].fills)
        changed = world.count(Count.IRO_CHANGES)
        world.through(fills)
        if world.posts(Role.IRO)["people"].sum() == 1:
            break
    assert changed == 1
    assert world.count(Count.IRO_CHANGES) == 1 + moved
    assert sorted(world.posts(Role.IRO)["children"].tolist()) == ([1, 1] if levels else [0, 2])


def test_iros_who_never_leave_are_never_changed():
    world = SmallWorld(service(iros=2), child(ENTERED), child(ENTERED)).until("2028-03-31")
    assert world.posts(Role.IRO)["people"].sum() == 0
    assert world.count(Count.IRO_CHANGES) == 0

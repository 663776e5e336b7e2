"""Several authorities in one world, each with its own staff, and with or without a pool of IROs."""

import functools

import numpy as np
import pytest
from worlds import (
    SmallWorld,
    child,
    lived_under,
    looked_after,
    service,
    today_of,
    warmed_up,
)

from sim.arms.resolve import resolve
from sim.initialise.build import calendar_of, fork_under, run_until
from sim.ledger import Count
from sim.vocabulary import EventKind, Role

FIRST, ENTERED = "2025-04-01", "2025-04-07"
SEED = 11
RELOCATE = {"iro.employer": "outside", "iro.extra_duties.prevalence": 0.0}
ABOLISH = (("iro.employer", "none"), ("review.chair", "team_manager"))


def authority(children, **more):
    figures = {
        **looked_after(children), "iro.caseload": 15, "social_worker.caseload": 12,
        "warm_up_years": 1, "years": 2, "social_worker.turnover": 40,
        "advocate.uptake_opt_in": 0.4,
    }  # fmt: skip
    return today_of({**figures, **more})


HOME, NEIGHBOURS = authority(40), (authority(70), authority(25))


@functools.cache
def lived(beside=NEIGHBOURS, policy=(), pooled=False, until="end"):
    """Return a world at its end, or on the policy's first day."""
    world = warmed_up(HOME, SEED, beside=beside, journal=True)
    (own, _), *others = [(resolve(s, dict(policy)).under_policy or s, s) for s in (HOME, *beside)]
    go_on = fork_under if until == "start" else lived_under
    return go_on(world, own, HOME, beside=others, pooled=pooled)


def test_posts_are_each_authority_s_own():
    world = lived(until="start")
    posts = world.posts
    for number, children in enumerate((40, 70, 25)):
        here = posts[posts["authority"] == number]
        fte = {role: here["fte"][here["role"] == role].sum() for role in Role}
        assert fte[Role.IRO] == pytest.approx(children / 15)
        place = world.authorities[number]
        rows = np.arange(place.first_worker, place.first_worker + place.workers)
        assert (posts["authority"][rows] == number).all()
        assert (posts["role"][rows] == Role.SOCIAL_WORKER).all()
        teams = here["team"][here["role"] == Role.SOCIAL_WORKER]
        assert (posts["authority"][teams] == number).all()
    assert len(set(posts["id"].tolist())) == len(posts)


WHO = {"iro": Role.IRO, "social_worker": Role.SOCIAL_WORKER, "advocate": Role.ADVOCATE}


@pytest.mark.parametrize("policy", [(), tuple(RELOCATE.items())])
def test_without_a_pool_nobody_works_for_another_authority_s_child(policy):
    world = lived(policy=policy)
    here = world.children[world.children["in_care"]]
    assert set(here["authority"]) == {0, 1, 2}
    for who, role in WHO.items():
        theirs = here[here[who] >= 0]
        assert len(theirs) > 0
        assert (world.posts["role"][theirs[who]] == role).all()
        assert (world.posts["authority"][theirs[who]] == theirs["authority"]).all()


def test_with_a_pool_iros_work_for_any_and_nobody_else_does():
    world = lived(policy=tuple(RELOCATE.items()), pooled=True)
    here = world.children[world.children["in_care"]]
    own = world.posts["authority"][here["iro"]] == here["authority"]
    assert 0.1 < np.mean(own) < 0.9
    for who in ("social_worker", "advocate"):
        theirs = here[here[who] >= 0]
        assert (world.posts["authority"][theirs[who]] == theirs["authority"]).all()


def test_a_pool_levels_caseloads_across_authorities():
    # one authority's IROs have eight children, the other's none: four and four from the first day
    settings = service()
    children = [child("2024-09-02") for _ in range(8)]
    for pooled, dealt in ((False, [8, 0]), (True, [4, 4])):
        world = SmallWorld(settings, *children, beside=[settings]).until(FIRST)
        world.under(pooled=pooled, challenge__iro__acts=0.9)
        assert world.posts(Role.IRO)["children"][:2].tolist() == dealt
        assert world.count(Count.IRO_CHANGES) == (4 if pooled else 0)


def test_a_new_child_in_a_pool_goes_to_whichever_authority_s_iro_is_free():
    settings = service()
    children = [child("2024-09-02"), child(ENTERED)]
    for pooled in (False, True):
        world = SmallWorld(settings, *children, beside=[settings]).until(FIRST)
        world.under(pooled=pooled, challenge__iro__acts=0.9).until("2025-05-30")
        iros = world.rows(Role.IRO)[:2]
        assert world.children["iro"].tolist() == [iros[0], iros[1] if pooled else iros[0]]


def test_to_share_a_pool_is_a_policy_of_its_own():
    settings = service()
    world = SmallWorld(settings, child("2024-09-02"), child("2024-09-02"), beside=[settings])
    world.until(FIRST).under(pooled=True)
    assert world.posts(Role.IRO)["children"][:2].tolist() == [1, 1]


def test_children_of_an_iro_who_leaves_a_pool_go_to_colleagues_in_another_authority():
    settings = service(iro__turnover=300, iro__vacant_days=60, desk__cover_days=0)
    for pooled in (False, True):
        moved = waited = 0
        for seed in range(1, 9):
            world = SmallWorld(settings, child(ENTERED), beside=[settings], seed=seed)
            world.until(FIRST).under(pooled=pooled, challenge__iro__acts=0.9)
            first, second = world.rows(Role.IRO)[:2]
            for _ in world.day_by_day("2025-12-31"):
                if world.children[0].iro == second:
                    moved += 1
                elif world.children[0].iro == first and not world.world.posts[first].active:
                    waited += 1
        assert (moved > 0) == pooled
        assert waited > 0 or pooled


def same(one, other):
    return all(
        getattr(one, name).tobytes() == getattr(other, name).tobytes() for name in one._fields
        if name != "drawn"
    )  # fmt: skip


@pytest.mark.parametrize("policy", [(), tuple(RELOCATE.items())])
def test_a_world_of_one_authority_is_a_world_with_nobody_beside(policy):
    under = resolve(HOME, dict(policy)).under_policy or HOME
    alone = lived_under(warmed_up(HOME, SEED, journal=True), under, HOME)
    assert same(alone, lived(beside=(), policy=policy))


def mine(world):
    """Return the rows of the first authority's children."""
    return np.flatnonzero(world.children["authority"] == 0)


ROWS = {"family", "social_worker", "next_of_worker", "before_of_worker", "iro", "advocate",
        "actions", "met_manager"}  # fmt: skip


def happened(world):
    """Return the journal of the first authority's children, by address."""
    rows = set(mine(world).tolist())
    kept = world.journal[1 : world.pools[3].used + 1]
    found = {}
    for entry in kept:
        if entry.subject in rows:
            what = (int(entry.day), int(entry.what), int(entry.detail))
            found.setdefault(int(world.children[entry.subject].id), []).append(what)
    return found


@pytest.mark.parametrize("policy", [(), tuple(RELOCATE.items()), ABOLISH])
def test_the_first_authority_s_children_meet_the_same_fate_whoever_stands_beside(policy):
    alone, beside = lived(beside=(), policy=policy), lived(policy=policy)
    first, second = alone.children[mine(alone)], beside.children[mine(beside)]
    assert len(first) == len(second) == len(alone.children) < len(beside.children)
    for name in first.dtype.names:
        if name not in ROWS:
            assert (first[name] == second[name]).all(), name
    # whatever happened to them happened on the same day
    assert happened(alone) == happened(beside)
    # they have the same people: posts are the same by their addresses
    for who in WHO:
        has = first[who] >= 0
        assert (has == (second[who] >= 0)).all()
        ids = alone.posts["id"][first[who][has]], beside.posts["id"][second[who][has]]
        assert (ids[0] == ids[1]).all(), who


@pytest.mark.parametrize("sizes", [(41, 70, 25), (33, 77, 52), (61, 83, 29)])
def test_abolition_leaves_no_trace_of_an_iro_s_post_anywhere(sizes):
    # part posts of thirds and tenths: whatever is added up and taken away again, nothing is left
    home, *beside = (authority(size, **{"iro.turnover": 200}) for size in sizes)
    when = calendar_of(home)
    world = warmed_up(home, SEED, beside=beside)
    under = [(resolve(s, dict(ABOLISH)).under_policy, s) for s in (home, *beside)]
    world = fork_under(world, *under[0], beside=under[1:])
    assert world.in_post[Role.IRO] == 0
    world = run_until(world, when.start, when.end)
    assert (world.ledger[list(when.reported), Count.FTE_DAYS_IRO] == 0).all()


def test_addresses_of_children_of_different_authorities_are_apart():
    world = lived()
    ids = world.children["id"].tolist()
    assert len(set(ids)) == len(ids)


def test_each_authority_has_the_children_it_says():
    world = lived(until="start")
    here = world.children[world.children["in_care"]]["authority"]
    for number, children in enumerate((40, 70, 25)):
        assert (here == number).sum() == pytest.approx(children, abs=4 * children**0.5)


def test_redeployed_iros_join_their_own_authority_s_social_workers():
    policy = (*ABOLISH, ("redeployment.case_holders", 0.5))
    before, after = lived(until="start"), lived(policy=policy, until="start")
    for number, children in enumerate((40, 70, 25)):

        def workers(world, n=number):
            posts = world.posts
            kept = (posts["active"] | (posts["fills"] > 0)) & (posts["authority"] == n)
            return posts["fte"][kept & (posts["role"] == Role.SOCIAL_WORKER)].sum()

        assert workers(after) - workers(before) == pytest.approx(0.5 * children / 15)


def test_the_journal_of_the_others_is_not_empty():
    world = lived()
    kept = world.journal[1 : world.pools[3].used + 1]
    about = world.children["authority"][kept["subject"][kept["what"] == EventKind.REVIEW_MEETS]]
    assert set(about) == {0, 1, 2}

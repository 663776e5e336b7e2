"""Early help keeps some out of care: each who would have entered, or not, by a draw of its own."""

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
from sim.ledger import Count
from sim.vocabulary import EventKind, Role

FIRST, ENTERED = "2025-04-01", "2025-04-07"
SIXTY = {**looked_after(60, moves=2 / 3), "warm_up_years": 1, "years": 2}


def helped(share, *children, through="2025-06-30", **more):
    settings = service(**more)
    world = SmallWorld(settings, *children).until(FIRST)
    return (world.under(early_help__entries_prevented=share) if share else world).through(through)


def kept_out(world):
    """Return which children, of those whose day has passed, are out of care."""
    return {c for c in range(len(world.children)) if not world.children[c].in_care}


def test_all_are_kept_out_or_none():
    children = [child(ENTERED) for _ in range(5)]
    assert kept_out(helped(0, *children)) == set()
    world = helped(1, *children)
    assert kept_out(world) == {0, 1, 2, 3, 4}
    assert world.count(Count.ENTRIES) == world.count(Count.CHILD_DAYS) == 0
    assert world.service.in_care == 0
    assert world.count(Count.HOURS_AROSE_SOCIAL_WORKER) == world.count(Count.HOURS_AROSE_IRO) == 0


def test_more_help_keeps_out_the_same_children_and_more():
    children = [child(ENTERED) for _ in range(200)]
    few, many = (kept_out(helped(share, *children)) for share in (0.2, 0.5))
    assert few < many
    # 200 x 0.2 and 200 x 0.5: standard errors of 5.7 and 7.1
    assert len(few) == pytest.approx(40, abs=4 * 5.7)
    assert len(many) == pytest.approx(100, abs=4 * 7.1)


def test_nobody_in_care_already_is_kept_out():
    world = helped(1, child("2025-03-24"), child(ENTERED), through="2025-05-30")
    assert kept_out(world) == {1}
    assert world.count(Count.REVIEWS_HELD) == 1


def test_help_begins_on_the_policy_s_first_day():
    settings = service(warm_up_years=1)
    before = child("2025-03-31")
    on_it = child(FIRST)
    world = SmallWorld(settings, before, on_it).until(FIRST).under(early_help__entries_prevented=1)
    assert kept_out(world.through(FIRST)) == {1}


def worlds():
    """Return the ends of one world under today's service and with a third of entrants kept out."""
    today = today_of(SIXTY)
    under = resolve(today, {"early_help.entries_prevented": 0.33}).under_policy
    warm = warmed_up(today, 5, journal=True)
    return [lived_under(warm, settings, today) for settings in (today, under)]


def lives(world):
    """Return what comes to each child who ever entered: its fate, and its changes, by address."""
    entered = world.children[: world.service.entered_rows]
    came = {int(c.id): c for c in entered if c.in_care or c.left}
    kept = world.journal[1 : world.pools[3].used + 1]
    changes = {address: [] for address in came}
    for entry in kept[kept["what"] == EventKind.CHANGE]:
        address = int(world.children[entry.subject].id)
        changes[address].append((int(entry.day), int(entry.detail)))
    return came, changes


def test_no_other_child_s_fate_changes():
    (keep, changes), (helped_, changes_too) = (lives(world) for world in worlds())
    gone = keep.keys() - helped_.keys()
    assert helped_.keys() < keep.keys()
    first = min(keep[address].entered for address in gone)
    assert first >= worlds()[0].service.start
    compared = 0
    for address in helped_:
        mine, twin = keep[address], helped_[address]
        for name in ("entered", "born_date", "route", "planned", "eighteenth", "proceedings_to"):
            assert mine[name] == twin[name]
        until = min(c.left or 10**6 for c in (mine, twin))
        before = [change for change in changes[address] if change[0] < until]
        assert before == [change for change in changes_too[address] if change[0] < until]
        compared += len(before)
    assert compared > 200


def test_entries_and_those_kept_out_are_all_who_would_have_entered():
    keep, under = worlds()
    (came, _), (came_too, _) = lives(keep), lives(under)
    entries, entries_too = (float(w.ledger[:, Count.ENTRIES].sum()) for w in (keep, under))
    assert entries - entries_too == len(came) - len(came_too) > 10
    # a third of two years' 80 entrants: 26.7, a standard error of 4.2
    assert len(came) - len(came_too) == pytest.approx(26.7, abs=4 * 4.2 + 4 * 3)


def test_siblings_of_a_child_kept_out_still_share_their_iro_and_worker():
    family = [child(ENTERED), child(ENTERED, sibling=True), child(ENTERED, sibling=True)]
    others = [child("2025-04-02") for _ in range(4)]
    for seed in range(1, 200):
        world = SmallWorld(service(iros=4, workers=4), *others, *family, seed=seed).until(FIRST)
        world.under(early_help__entries_prevented=0.4).through("2025-06-30")
        if kept_out(world) & {4, 5, 6} == {4}:
            break
    for who in ("iro", "social_worker"):
        _, second, third = world.children[who].tolist()[4:]
        assert second == third >= 0, who
    assert world.posts(Role.IRO)["children"].sum() == world.service.in_care

"""A change of worker stalls what was under way: more where nobody hands over, or nobody comes.

As in test_reading_in.py a child enters on Mon 7 Apr 2025 and is handed from the first team on Fri
8 Aug. The permanence decision, of 160 hours at half an hour a day, is under way by then.
"""

from collections import Counter

import numpy as np
import pytest
from worlds import AT_REVIEW, SmallWorld, child, service

from sim.arms.resolve import resolve
from sim.engine.agenda import MORNING
from sim.initialise.build import build, calendar_of, run_until
from sim.ledger import Count
from sim.replicate.replication import one_world, seed_of
from sim.settings import Settings, replace_values
from sim.task_kinds import TaskKind
from sim.vocabulary import ActionState, EventKind, Need, Noticer, Role

ENTERED, HANDED = "2025-04-07", "2025-08-08"
SLOW = dict(
    plan__actions__permanence__hours=160, worker_hours=0.5, social_worker__overtime_share=0,
    desk__cut_from_days=200,
)  # fmt: skip
TRANSFER = dict(
    workers=2, social_worker__transfer_share=1, social_worker__transfer_spread=0, **SLOW
)


def handed(*children, **more):
    """Return a world of two workers on the evening on which the first child is handed over."""
    world = SmallWorld(service(**{**TRANSFER, **more}), *(children or [child(ENTERED)]))
    assert all(a.state == ActionState.MOVING for a in world.until(HANDED).actions())
    return world.through(HANDED)


def stalled(world):
    """Return the children whose action stalls."""
    return {
        c for c in range(len(world.children)) if world.actions(c)[0].state == ActionState.STALLED
    }


def test_what_was_under_way_stalls_at_a_handover_and_its_task_is_gone():
    world = handed(plan__handover_stalls=1)
    (action,) = world.actions()
    assert action.state == ActionState.STALLED
    assert TaskKind.ACTION not in world.tasks()
    assert world.count(Count.STALLS) == world.service.stalls_unnoticed == 1
    # what was agreed for it stays
    assert world.date(action.due) == "2025-08-01"


def test_with_no_chance_it_goes_on():
    world = handed(plan__handover_stalls=0)
    assert world.actions()[0].state == ActionState.MOVING
    assert world.count(Count.STALLS) == 0


def test_a_greater_chance_stalls_what_a_smaller_does_and_more():
    family = [child(ENTERED) for _ in range(40)]
    few, many = (stalled(handed(*family, plan__handover_stalls=p)) for p in (0.2, 0.6))
    assert few < many
    assert 2 <= len(few) <= 16  # 40 x 0.2 is 8, give or take 2.5
    assert 15 <= len(many) <= 33  # 40 x 0.6 is 24, give or take 3.1


def test_a_reviewer_outside_keeps_some_from_stalling():
    # 1 x 0.6 while an IRO is to review
    family = [child(ENTERED) for _ in range(40)]
    world = handed(*family, plan__handover_stalls=1, plan__watched=0.6)
    assert 15 <= len(stalled(world)) <= 33


def test_what_waits_to_be_agreed_is_not_under_way():
    world = SmallWorld(
        service(**TRANSFER, plan__unprompted=0, plan__handover_stalls=1), child("2025-07-21")
    )
    handed_on = world.date(world.day("2025-07-21") + 85)
    world.until("2025-08-06")
    assert world.actions()[0].state == ActionState.WAITING
    world.through(handed_on)  # agreed by a review since: it is under way, and so stalls
    assert world.actions()[0].state == ActionState.STALLED


def test_what_an_outside_body_has_stalls_too_and_is_not_done_on_its_day():
    outside = dict(plan__actions__permanence__outside=1, plan__outside_wait=1.5,
                   plan__drift_after_days=200)  # fmt: skip
    lost = 0
    for seed in range(1, 12):
        going = SmallWorld(service(**TRANSFER, **outside), child(ENTERED), seed=seed)
        on = going.until("2027-03-31").done()
        if not on or on[0] <= HANDED:
            continue
        stalls = service(**TRANSFER, **outside, plan__handover_stalls=1)
        world = SmallWorld(stalls, child(ENTERED), seed=seed).until("2027-03-31")
        assert world.done() == []
        assert world.actions()[0].state == ActionState.STALLED
        # once it is noticed at the review of 14 Jan it moves, and takes another wait
        seen = service(**TRANSFER, **outside, **AT_REVIEW, plan__handover_stalls=1, years=6,
                       challenge__iro__succeeds=1)  # fmt: skip
        world = SmallWorld(seen, child(ENTERED), seed=seed).until("2031-03-31")
        moved = world.dates_of(EventKind.MOVED)
        assert len(moved) == 1
        assert [when for when in world.done() if when > moved[0]] == world.done()
        lost += 1
    assert lost > 2


def until_followed(settings, *children):
    """Return worlds on the evening on which the one worker's first follower has come."""
    for seed in range(1, 60):
        world = SmallWorld(settings, *children, seed=seed)
        for _ in world.day_by_day("2025-12-31"):
            post = world.posts(Role.SOCIAL_WORKER)[0]
            if post["people"] > 1:
                break
            if post["people"] == 1 and post["since"] > world.day(ENTERED) and post["active"]:
                if post["left_day"] > world.day(ENTERED):
                    yield world
                break


ONE = dict(plan__handover_stalls=0.4, plan__gone_factor=2.5, desk__cover_days=520, **SLOW)
FAMILY = [child(ENTERED) for _ in range(12)]


def first_of(worlds):
    return next(iter(worlds))


def test_an_agency_worker_leaves_without_handing_over():
    # 0.4 x 2.5 is certain, though the next comes on the same day
    agency = service(**ONE, social_worker__agency_share=100, social_worker__agency_stay_days=60)
    world = first_of(until_followed(agency, *FAMILY))
    assert len(stalled(world)) == 12


def test_a_leaver_who_is_followed_the_same_day_hands_over():
    world = first_of(until_followed(service(**ONE, social_worker__turnover=200), *FAMILY))
    assert 1 <= len(stalled(world)) <= 10  # 12 x 0.4 is 4.8, give or take 1.7


def test_a_leaver_whose_post_stood_empty_is_gone():
    empty = service(**ONE, social_worker__turnover=200, social_worker__vacancy=30,
                    workers=0.7)  # fmt: skip
    world = first_of(until_followed(empty, *FAMILY))
    assert len(stalled(world)) == 12


def test_who_moves_within_the_authority_can_be_asked_still():
    moves = service(**ONE, social_worker__internal_moves=2, social_worker__turnover=1e-6,
                    social_worker__vacancy=30, workers=0.7)  # fmt: skip
    world = first_of(until_followed(moves, *FAMILY))
    assert 1 <= len(stalled(world)) <= 10


@pytest.mark.parametrize(("vacancy", "stalls"), [(0, 0), (30, 12)])
def test_a_week_without_a_worker_stalls_what_was_under_way(vacancy, stalls):
    # at a chance of 1 a week any day without a worker stalls all
    weeks = service(**{**ONE, "plan__handover_stalls": 0}, plan__uncovered_stalls=1,
                    social_worker__turnover=200, social_worker__vacancy=vacancy,
                    workers=1 - vacancy / 100)  # fmt: skip
    world = first_of(until_followed(weeks, *FAMILY))
    assert len(stalled(world)) == stalls


@pytest.mark.slow
def test_the_longer_the_more_weeks_stall():
    # 1 - 0.8 ^ weeks of twelve
    found = []
    weeks = service(**{**ONE, "plan__handover_stalls": 0}, plan__uncovered_stalls=0.2,
                    social_worker__turnover=100, social_worker__vacancy=60,
                    workers=0.4)  # fmt: skip
    for world in until_followed(weeks, *FAMILY):
        post = world.posts(Role.SOCIAL_WORKER)[0]
        gap = (world.dates[post["since"]] - world.dates[post["left_day"]]).astype(int) / 7
        found.append((0.8**gap, len(stalled(world))))
    expected = sum(12 * (1 - left) for left, _ in found)
    spread = np.sqrt(sum(12 * left * (1 - left) for left, _ in found))
    assert len(found) > 5
    assert abs(sum(stalls for _, stalls in found) - expected) < 4 * spread


def test_what_is_begun_while_there_is_no_worker_stalls():
    empty = service(**ONE, social_worker__turnover=200, social_worker__vacancy=60, workers=0.4)
    weekly = [child(f"2025-{month:02}-{day:02}") for month in range(4, 13) for day in (7, 14, 21)]
    alone = 0
    for seed in range(1, 7):
        world = SmallWorld(empty, *weekly, seed=seed)
        for today in world.day_by_day("2025-12-31"):
            active = world.posts(Role.SOCIAL_WORKER)["active"][0]
            for c, each in enumerate(world.children):
                if world.date(each.entered) == today and each.in_care:
                    assert (world.actions(c)[0].state == ActionState.STALLED) == (not active)
                    alone += not active
    assert alone > 2


def test_what_stalls_again_is_noticed_and_moved_again():
    # handed on again and again; the IRO sees at each review and prevails
    often = service(**{**TRANSFER, "worker_hours": 0.05}, **AT_REVIEW,
                    plan__handover_stalls=1, challenge__iro__succeeds=1,
                    social_worker__reallocations=3, years=6)  # fmt: skip
    world = SmallWorld(often, child(ENTERED, planned="2032-01-02")).until("2031-03-31")
    stalls, noticed = world.count(Count.STALLS), world.of_noticer(EventKind.NOTICED, Noticer.IRO)
    assert stalls > 3
    assert len(noticed) == world.count(Count.STALLS_NOTICED) > 2
    assert len(noticed) == len(world.of_noticer(EventKind.MOVED, Noticer.IRO)) + sum(
        a.state == ActionState.STALLED and a.noticed for a in world.actions()
    )
    assert stalls - len(noticed) == world.service.stalls_unnoticed <= 1
    assert world.count(Count.STALLS_IRO_NOTICED) == pytest.approx(len(noticed), abs=1)
    assert world.count(Count.STALLS_FOLLOWED_UP) == world.count(Count.STALLS_IRO_NOTICED)


def test_in_a_usual_world_each_stall_is_counted_once_and_the_team_looks_at_it_once():
    usual = {"authority.children_looked_after": 150, "authority.started_in_year": 60,
             "authority.ceased_in_year": 60, "warm_up_years": 1, "years": 2,
             "plan.handover_stalls": 0.5, "social_worker.turnover": 40}  # fmt: skip
    today = resolve(replace_values(Settings(), usual), {}).today
    when = calendar_of(today)
    world = run_until(build(today, 3), when.first, when.end - 30)
    opened = [row for row in range(1, len(world.actions)) if world.actions[row].address != 0]
    stuck = [row for row in opened if world.actions[row].state == ActionState.STALLED]
    unnoticed = [
        row for row in stuck
        if not world.actions[row].noticed and world.actions[row].kind != Need.UNSUITABLE
    ]  # fmt: skip
    assert len(unnoticed) == world.service.stalls_unnoticed > 10
    looks = Counter()
    for row in world.day_first[when.end - 30 :, MORNING]:
        while row:
            event = world.events[row]
            if event.kind == EventKind.TEAM_NOTICES:
                looks[int(event.detail), int(event.tag), int(event.subject)] += 1
            row = event.next
    for row in stuck:
        action = world.actions[row]
        assert looks[row, int(action.address), int(action.child)] <= 1  # 0: it is after the end


def drift_days(runs=6, **changes):
    """Return drift days a child-year of the average authority, and one standard error."""
    values = {name.replace("__", "."): value for name, value in changes.items()}
    today = resolve(replace_values(Settings(), values), {}).today
    each = []
    for replication in range(runs):
        counts = one_world(today, (), seed_of(today, replication)).months[0].sum(axis=0)
        each.append(counts[Count.ACTION_DAYS_IN_DRIFT] / counts[Count.CHILD_DAYS] * 365.25)
    return np.mean(each), np.std(each, ddof=1) / np.sqrt(runs)


@pytest.mark.slow
@pytest.mark.parametrize("churn", ["turnover", "agency_share", "vacancy"])
def test_drift_follows_churn_in_the_average_authority(churn):
    less, much = (drift_days(**{f"social_worker__{churn}": at}) for at in (0, 35))
    assert much[0] - less[0] > 8
    assert much[0] - less[0] > 2 * np.hypot(less[1], much[1])

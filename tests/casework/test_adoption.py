"""The way out by adoption: decision, match, placing and order, one after the other.

A child enters on Mon 7 Apr 2025 to be adopted on Wed 7 Apr 2027, 504 working days later. So it is
to be decided by 30% of these, the 151st; matched by 58%, the 292nd; placed by 62%, the 312th.
"""

import pytest
from worlds import AT_REVIEW, SmallWorld, child, days_between, service

from sim.ledger import Count
from sim.measures.catalogue import MEASURES
from sim.vocabulary import ActionState, EventKind, Need, NeedCause, Route

ENTERED, PLANNED = "2025-04-07", "2027-04-07"
PER_CAUSE = 1 << 16
DECISION, MATCH, PLACED, ORDER = range(4)
SHARES = {"care__adoption__decision": 0.30, "care__adoption__match": 0.58,
          "care__adoption__placed": 0.62}  # fmt: skip


def adopted(entered=ENTERED, planned=PLANNED, eighteenth=None, **more):
    to_be = child(entered, planned=planned, age=1.0, route=Route.ADOPTION, eighteenth=eighteenth)
    return SmallWorld(service(**SHARES, **more), to_be)


def steps(world):
    """Return the open steps out of care by number."""
    opened = world.actions()
    return {a.address % PER_CAUSE: a for a in opened if a.address // PER_CAUSE == NeedCause.ROUTE}


def done(world):
    """Return the dates on which the steps were done, by number."""
    found = world.happened(EventKind.OUTSIDE_DONE)
    return {at % PER_CAUSE: when for when, at in found if at // PER_CAUSE == NeedCause.ROUTE}


def measured(world, name):
    (measure,) = [measure for measure in MEASURES if measure.id == name]
    top, bottom = measure.parts(world.world.ledger.sum(axis=0))
    return top / bottom


def test_each_step_arises_when_the_one_before_is_agreed_for_and_all_are_critical():
    world = adopted(plan__stalls=1)
    due = {DECISION: 151, MATCH: 292, PLACED: 312, ORDER: 504}
    assert world.day(PLANNED) - world.day(ENTERED) == 504
    arisen = {}
    for today in world.day_by_day(PLANNED):
        for step, action in steps(world).items():
            arisen.setdefault(step, today)
            assert action.critical
            assert action.kind == Need.LEAVING
            assert action.due == world.day(ENTERED) + due[step]
    entered = world.day(ENTERED)
    assert arisen == {
        DECISION: ENTERED, MATCH: world.date(entered + 151),
        PLACED: world.date(entered + 292), ORDER: world.date(entered + 312),
    }  # fmt: skip


def test_a_step_that_nothing_hinders_is_done_the_day_it_arises_and_the_child_goes_as_planned():
    # six hours each: the permanence decision comes first on the first day, the other on the next
    world = adopted().until("2027-06-01")
    entered = world.day(ENTERED)
    assert done(world) == {
        DECISION: "2025-04-08", MATCH: world.date(entered + 151), PLACED: world.date(entered + 292),
        ORDER: world.date(entered + 312),
    }  # fmt: skip
    assert world.dates_of(EventKind.PLANNED_EXIT) == [PLANNED]
    assert world.count(Count.EXTRA_CARE_DAYS) == 0
    # how DfE counts: entry to placing, and placing to the order, with which the child leaves
    placed = world.date(entered + 292)
    assert world.count(Count.ADOPTIONS) == 1
    assert world.count(Count.ADOPTION_DAYS_TO_PLACED) == days_between(ENTERED, placed)
    assert world.count(Count.ADOPTION_DAYS_PLACED_TO_ORDER) == days_between(placed, PLANNED)
    assert measured(world, "adoption_months") == pytest.approx(
        days_between(ENTERED, placed) / 365.25 * 12
    )
    assert measured(world, "adoption_order_months") == pytest.approx(
        days_between(placed, PLANNED) / 365.25 * 12
    )


def test_a_step_held_back_begins_on_the_day_the_one_before_is_done():
    # 160 hours each at 0.7 hours a day, so that the decision is not made when the match arises
    world = adopted(worker_hours=0.7, social_worker__overtime_share=0,
                    plan__actions__leaving__hours=160)  # fmt: skip
    world.until(world.date(world.day(ENTERED) + 151))
    assert set(steps(world)) == {DECISION}
    for today in world.day_by_day("2027-12-31"):
        opened, gone = steps(world), done(world)
        if DECISION in gone and PLACED in opened:
            break
        if MATCH in opened:
            moving = opened[MATCH].state == ActionState.MOVING
            assert moving == (DECISION in gone)
            assert not moving or today >= gone[DECISION]
    assert gone[DECISION] > world.date(world.day(ENTERED) + 151)
    assert opened[PLACED].state == ActionState.WAITING  # for the match
    assert opened[MATCH].state == ActionState.MOVING


def test_steps_that_wait_on_outside_bodies_come_in_order_however_long_each_takes():
    settings = dict(plan__actions__leaving__outside=1, plan__outside_wait=3)
    orders = 0
    for seed in range(1, 9):
        to_be = child(ENTERED, planned="2026-04-07", age=1.0, route=Route.ADOPTION)
        world = SmallWorld(service(**SHARES, **settings, years=6), to_be, seed=seed).until(
            "2031-03-31"
        )
        dates = done(world)
        assert [dates[step] for step in sorted(dates)] == sorted(dates.values())
        assert sorted(dates) == list(range(len(dates)))
        if len(dates) == 4:
            orders += 1
            assert world.dates_of(EventKind.PLANNED_EXIT) == [max("2026-04-07", dates[ORDER])]
            assert world.count(Count.ADOPTION_DAYS_TO_PLACED) == days_between(
                ENTERED, dates[PLACED]
            )
            assert world.count(Count.EXTRA_CARE_DAYS) == days_between(
                "2026-04-07", world.dates_of(EventKind.PLANNED_EXIT)[0]
            )
    assert orders > 4


def test_a_child_found_in_care_has_had_the_steps_planned_for_before():
    # entered two years before the first day to be adopted two years after: half-way, so decided
    world = adopted(entered="2023-04-03", planned="2027-04-01", plan__stalls=1)
    assert world.children[0].steps_done == 1
    assert world.children[0].placed_date == 0
    world.until("2027-03-31")
    assert set(steps(world)) == {MATCH, PLACED, ORDER}
    # and one planned for in a few weeks has long been placed: at 62% of its time
    world = adopted(entered="2023-04-03", planned="2025-06-02")
    child_ = world.children[0]
    assert child_.steps_done == 3
    at = int(child_.entered) + int(0.62 * (child_.planned - child_.entered))
    assert child_.placed_date == world.dates[at].astype(int)
    world.until("2025-07-01")
    assert world.count(Count.ADOPTION_DAYS_TO_PLACED) == days_between("2023-04-03", world.date(at))


def test_a_child_who_is_eighteen_before_the_order_is_not_adopted():
    # placed, and then the order stalls
    for hinder, adoptions in ((0, 1), (1, 0)):
        world = adopted(entered="2023-04-03", planned="2025-06-02", eighteenth="2025-09-01",
                        plan__stalls=hinder)  # fmt: skip
        world.until("2025-12-01")
        assert world.count(Count.EXITS) == 1
        assert world.count(Count.ADOPTIONS) == adoptions
        assert (world.count(Count.ADOPTION_DAYS_TO_PLACED) > 0) == adoptions


def test_a_challenge_to_a_step_held_back_does_not_silence_the_one_after():
    # the decision stalls; both it and the match drift, and reviews notice both. The match cannot be
    # got moving before the decision; once it begins, it stalls, and is challenged again
    world = adopted(planned="2026-04-07", plan__stalls=1, years=5, plan__outside_wait=2,
                    plan__actions__leaving__outside=1, challenge__iro__succeeds=1,
                    **AT_REVIEW)  # fmt: skip
    world.until("2030-03-29")
    # every step was noticed and moved in the end
    assert sorted(done(world)) == [DECISION, MATCH, PLACED, ORDER]


@pytest.mark.parametrize("route", [Route.HOME, Route.GUARDIANSHIP])
def test_other_ways_out_have_one_step_and_are_no_adoptions(route):
    world = SmallWorld(service(), child(ENTERED, planned="2025-12-01", route=route))
    world.until("2026-02-02")
    assert list(done(world)) == [0]
    assert world.count(Count.EXITS) == 1
    assert world.count(Count.ADOPTIONS) == 0

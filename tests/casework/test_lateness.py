"""What is done by its day, by kind; what is behind on 31 March; who leaves by the planned route.

A child enters on Mon 7 Apr 2025 with a permanence decision (80 working days: Fri 1 Aug) and the
initial health assessment (20: Thu 8 May). In the calm service a worker who acts unprompted does
both within days. The first review decides on Wed 30 Apr.
"""

from worlds import SmallWorld, child, service

from sim.ledger import DUE, IN_TIME, Count, of
from sim.vocabulary import Need, Route

ENTERED = "2025-04-07"


def with_health(*, planned="2030-01-02", route=Route.OTHER, **more):
    settings = service(plan__needs_at_entry=1, **more)
    return SmallWorld(settings, child(ENTERED, planned=planned, route=route))


def of_kind(world, kind):
    """Return how many actions of a kind came due, and how many were done by their day."""
    return (
        world.count(of(DUE, kind)),
        world.count(of(IN_TIME, kind)),
    )


def test_each_kind_that_has_a_day_has_its_own_counts():
    for kind in Need:
        if kind != Need.UNSUITABLE:
            assert of(DUE, kind).name == f"DUE_{kind.name}"
            assert of(IN_TIME, kind).name == f"IN_TIME_{kind.name}"


def test_what_is_done_before_its_day_counts_once_and_in_time():
    world = with_health().until("2026-01-05")
    assert of_kind(world, Need.INITIAL_HEALTH) == (1, 1)
    assert of_kind(world, Need.PERMANENCE) == (1, 1)


def test_an_assessment_that_waits_for_the_first_review_and_comes_out_of_time_is_late_once():
    # begun on the decision of 30 April; the outside body then takes its mean of many weeks
    late = with_health(
        plan__unprompted=0, plan__actions__initial_health__outside=1, plan__outside_wait=5
    )
    done = late.until("2026-06-01").done()
    assert max(done) > "2025-06-09"  # after it came into drift, so it was counted then
    assert of_kind(late, Need.INITIAL_HEALTH) == (1, 0)
    assert of_kind(late, Need.PERMANENCE) == (1, 1)


def test_a_stall_counts_late_on_the_day_it_comes_into_drift():
    # 20 working days past 8 May is Fri 6 Jun: in drift from Mon 9 Jun
    world = with_health(plan__stalls=1).until("2025-06-09")
    assert of_kind(world, Need.INITIAL_HEALTH) == (0, 0)
    world.through("2025-06-09")
    assert of_kind(world, Need.INITIAL_HEALTH) == (1, 0)
    world.until("2026-06-01")
    assert of_kind(world, Need.INITIAL_HEALTH) == (1, 0)


def test_a_child_who_leaves_before_the_day_counts_in_nothing_and_after_it_as_late():
    # leaves on Fri 16 May: the assessment's day has passed, the decision's has not
    world = with_health(plan__stalls=1, planned="2025-05-16").until("2025-07-01")
    assert world.count(Count.EXITS) == 1
    assert of_kind(world, Need.INITIAL_HEALTH) == (1, 0)
    assert of_kind(world, Need.PERMANENCE) == (0, 0)


def test_an_update_of_the_plan_is_in_time_or_not():
    # asked for at the reviews of 30 April and July, each due ten working days later
    for missed, in_time in ((0, 2), (1, 0)):
        world = with_health(review__frictions__update_missed=missed,
                            review__frictions__update_missed_days=520)  # fmt: skip
        world.until("2025-08-29")
        assert len(world.held()) == 2
        assert world.count(Count.PLAN_UPDATES_DUE) == 2
        assert world.count(Count.PLAN_UPDATES_IN_TIME) == in_time


def march(world):
    return tuple(
        world.count(what)
        for what in (
            Count.MARCH_IN_CARE_SIX_MONTHS, Count.MARCH_NO_PROGRESS, Count.MARCH_IN_DRIFT,
            Count.MARCH_IN_CARE_A_YEAR, Count.MARCH_HEALTH_UP_TO_DATE,
        )
    )  # fmt: skip


def test_on_31_march_a_child_of_a_stalled_plan_is_without_progress_and_behind_in_health():
    # on 31 March 2026 almost a year in care, in 2027 almost two
    stalled = with_health(plan__stalls=1)
    assert march(stalled.until("2026-03-31")) == (0, 0, 0, 0, 0)
    assert march(stalled.until("2026-04-02")) == (1, 1, 1, 0, 0)
    assert march(stalled.until("2027-04-02")) == (2, 2, 2, 1, 0)


def test_on_31_march_a_child_whose_plan_is_done_is_behind_in_nothing():
    # nothing was done in the second year, for nothing was due
    assert march(with_health().until("2027-04-02")) == (2, 0, 0, 1, 1)


def test_something_done_in_the_year_is_progress_though_the_rest_drifts():
    # the assessment is done in the autumn of 2025, the decision stalls: progress until autumn 2026
    world = with_health(plan__stalls=1).until("2025-10-01")
    (health,) = (a for a in world.actions() if a.kind == Need.INITIAL_HEALTH)
    assert health.in_drift
    world.children[0].progressed_date = world.dates[world.now].astype(int)
    assert march(world.until("2026-04-02"))[:3] == (1, 0, 1)
    assert march(world.until("2027-04-02"))[:3] == (2, 1, 2)


def test_who_leaves_by_the_planned_route_and_the_days_of_those_who_are_to():
    # guardianship on Thu 2 Oct 2025: 178 days in care; a child on another route is not counted
    world = with_health(planned="2025-10-02", route=Route.GUARDIANSHIP).until("2026-01-05")
    assert world.count(Count.LEFT_BY_PLAN) == world.count(Count.EXITS) == 1
    days = world.count(Count.CHILD_DAYS_TO_LEAVE)
    assert days == world.count(Count.CHILD_DAYS) == 178
    other = with_health(planned="2025-10-02").until("2026-01-05")
    assert other.count(Count.EXITS) == 1
    assert other.count(Count.LEFT_BY_PLAN) == other.count(Count.CHILD_DAYS_TO_LEAVE) == 0

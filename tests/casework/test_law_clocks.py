"""The law's clocks: settled in the placement, placed for adoption, a review required, entry."""

import numpy as np
import pytest
from worlds import SmallWorld, child, service

from sim.engine.working_days import months_on
from sim.ledger import Count
from sim.vocabulary import EventKind, Need, NeedCause, Route

ENTERED = "2025-04-07"
PER_CAUSE = 1 << 16


def meetings(world, until):
    """Live up to a date; return for each review held whether there was a meeting to attend."""
    found, held, attended = {}, len(world.held()), world.count(Count.ATTENDED)
    for _ in world.day_by_day(until):
        if len(world.held()) > held:
            held += 1
            number = int(world.children[0].review) - 1
            found[number] = world.count(Count.ATTENDED) > attended
            attended = world.count(Count.ATTENDED)
    return found


def fostered_to_18(**more):
    settings = service(review__voice__attends=1, **more)
    return SmallWorld(settings, child(ENTERED, planned="2042-01-06", route=Route.TO_18))


def test_a_child_is_settled_a_year_after_the_match_not_after_entry():
    # matched on 7 Oct 2025. The fourth review, in June 2026, is over a year after entry; the sixth,
    # in May 2027, over a year after the match, and only that is held on paper
    world = fostered_to_18()
    held = meetings(world, "2027-10-01")
    assert world.held()[3] > "2026-04-07"
    assert held == {1: True, 2: True, 3: True, 4: True, 5: True, 6: False}


def test_a_policy_s_months_hold_for_reviews_held_from_its_first_day():
    # one child's first review is held before the policy's first day, the other's after it
    before, after = child("2025-02-03"), child("2025-03-24")
    world = SmallWorld(service(warm_up_years=1), before, after).until("2025-04-01")
    dated = int(world.children[0].limit)
    world.under(review__timetable__second_months=2, review__timetable__later_months=4)
    assert world.children[0].limit == dated  # a limit that was set before stands
    world.until("2025-04-28")
    assert world.children["review"].tolist() == [2, 2]
    assert world.children[0].limit == dated
    (held,) = (np.datetime64(date, "D") for date in world.held(1))
    assert world.children[1].limit == world.day_before(months_on(np.array([held]), 2)[0])
    world.until("2026-03-01")  # and later reviews are due within four months of each other
    for c in (0, 1):
        second, third = world.held(c)[1:3]
        assert np.datetime64(third) - np.datetime64(second) < np.timedelta64(124, "D")


def test_a_child_never_matched_is_never_settled():
    assert all(meetings(fostered_to_18(plan__unprompted_for_18=0), "2027-10-01").values())


def test_a_move_sets_the_clock_of_the_placement_back():
    world = fostered_to_18().until("2026-06-15")
    world.children[0].last_move = world.dates[world.now].astype(int)
    assert meetings(world, "2027-06-14") == {5: True, 6: True}


def adopted(entered=ENTERED, planned="2027-04-07", **more):
    to_be = child(entered, planned=planned, age=1.0, route=Route.ADOPTION)
    return SmallWorld(service(**more), to_be)


def test_a_child_placed_for_adoption_is_reviewed_after_4_weeks_3_months_and_6():
    world = adopted(plan__actions__leaving__hours=0)
    days = world.day_by_day("2026-12-31")
    placed = np.datetime64(next(day for day in days if world.children[0].placed_date))
    before = world.held()
    # the limit moves to four weeks on (or the working day before), the meeting five days sooner
    mine = world.children[0]
    assert mine.limit == world.day_before(placed + np.timedelta64(28, "D"))
    assert mine.aim == mine.limit - 5
    first, third = int(mine.review), int(mine.aim)
    world.through(world.dates[third])
    assert world.held() == [*before, world.date(third)]
    assert world.children[0].limit == world.world.second_limits[third]
    second = int(world.children[0].aim)
    world.through(world.dates[second])
    assert world.children[0].limit == world.world.later_limits[second]
    assert world.children[0].review == first + 2


def test_each_review_s_limit_counts_once_though_it_was_moved():
    world = adopted(plan__actions__leaving__hours=0).until("2027-04-06")
    due = (Count.FIRST_DUE, Count.SECOND_DUE, Count.LATER_DUE)
    met = (Count.FIRST_ON_TIME, Count.SECOND_ON_TIME, Count.LATER_ON_TIME)
    # all are held, on time; the limit of the last is still to come if it is after today
    last = int(world.children[0].review) - 1
    passed = sum(world.count(each) for each in due)
    assert passed in (last, last - 1)
    assert sum(world.count(each) for each in met) == passed


def test_a_child_found_placed_for_adoption_is_amid_those_reviews():
    # placed on Thu 28 Nov 2024: first reviewed by Christmas Eve, again within three months of that,
    # in February, and next by August
    world = adopted("2023-04-03", "2025-09-01", care__adoption__placed=0.69)
    mine = world.children[0]
    assert np.datetime64(int(mine.placed_date), "D") == np.datetime64("2024-11-28")
    assert mine.placed_reviews == 2
    first = world.day_before("2024-12-26") - 5
    second = world.world.second_limits[first] - 12
    assert mine.last_held == second
    assert mine.limit == world.world.later_limits[second]


def a_move(**more):
    """Return a world on the morning of the child's one move, between second and third review."""
    settings = service(placement_moves__at_entry=0.7, placement_moves__settled=0.7,
                       placement_moves__same_kind=1, **more)  # fmt: skip
    for seed in range(1, 99):
        world = SmallWorld(settings, child(ENTERED), seed=seed).until("2025-11-03")
        dates = world.dates_of(EventKind.CHANGE)
        if len(dates) == 1 and "2025-07-15" <= dates[0] < "2025-10-10":
            return SmallWorld(settings, child(ENTERED), seed=seed).until(dates[0]), dates[0]
    raise AssertionError("no such seed")


@pytest.mark.parametrize("brought_forward", [0, 1])
def test_a_reviewer_may_require_a_review_within_20_working_days_of_a_told_move(brought_forward):
    world, when = a_move(review__requested_share=1, review__brought_forward_share=brought_forward)
    assert world.date(world.children[0].limit) == "2026-01-14"
    told = world.day(when)
    mine = world.through(when).children[0]
    assert (mine.limit, mine.aim) == (told + 20, told + 15)
    world.through(world.dates[told + 20])
    assert world.held()[2:] == [world.date(told + 15)]
    assert (world.count(Count.LATER_DUE), world.count(Count.LATER_ON_TIME)) == (1, 1)
    world.through("2026-01-14")  # the limit that was moved counts no more
    assert world.count(Count.LATER_DUE) == 1


def test_a_move_after_which_none_is_required_moves_neither_limit_nor_aim():
    world, when = a_move(review__requested_share=0, review__brought_forward_share=1)
    mine = world.through(when).children[0]
    assert world.date(mine.limit) == "2026-01-14"
    assert world.date(mine.aim) == "2025-12-24"


def test_a_review_required_and_not_held_in_time_is_late():
    # from now on every meeting is cancelled
    world, when = a_move(review__requested_share=1)
    world.world.settings.review.frictions.party_cancels = 1.0
    world.through(world.dates[world.day(when) + 20])
    assert (world.count(Count.LATER_DUE), world.count(Count.LATER_ON_TIME)) == (1, 0)


def test_what_the_law_dates_at_entry():
    world = SmallWorld(service(plan__needs_at_entry=5, plan__stalls=1), child(ENTERED))
    world.through(ENTERED)
    entered = world.day(ENTERED)
    due = {
        a.kind: a.due - entered
        for a in world.actions()
        if a.address // PER_CAUSE == NeedCause.ENTRY
    }
    assert due == {
        Need.PERMANENCE: 80, Need.INITIAL_HEALTH: 20, Need.EDUCATION: 30, Need.CONTACT: 30,
        Need.PLACEMENT_PLAN: 5, Need.CARE_PLAN: 10,
    }  # fmt: skip

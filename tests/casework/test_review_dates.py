"""When reviews fall due, are aimed and are held: the law's limits on the working calendar.

With idle desks every review is held on the day that the service aims for: five working days before
the first limit, twelve before each later one.
"""

import pytest
from worlds import SmallWorld, child, service

from sim.ledger import Count
from sim.vocabulary import Route


def test_the_first_four_limits_of_a_child_who_enters_in_april():
    # Mon 7 Apr 2025 + 20 working days, Good Friday 18 Apr, Easter Monday 21 Apr and the bank
    # holiday of 5 May left out: 8-11 (4), 14-17 (8), 22-25 (12), 28-2 May (17), 6, 7, 8 May.
    world = SmallWorld(service(), child("2025-04-07")).through("2025-04-14")
    first = world.children[0]
    assert (first.review, world.date(first.limit)) == (1, "2025-05-08")
    assert world.date(first.aim) == "2025-04-30"  # 7, 6, 2, 1 May, 30 Apr

    # held on 30 Apr; three months on is Wed 30 Jul; twelve working days before it, Mon 14 Jul
    second = world.through("2025-04-30").children[0]
    assert second.review == 2
    assert (world.date(second.limit), world.date(second.aim)) == ("2025-07-30", "2025-07-14")

    # held on 14 Jul; six months on is Wed 14 Jan 2026; twelve working days before it, over New
    # Year, Boxing Day and Christmas: 13, 12, 9, 8, 7, 6, 5, 2 Jan, 31, 30, 29, 24 Dec
    third = world.through("2025-07-14").children[0]
    assert third.review == 3
    assert (world.date(third.limit), world.date(third.aim)) == ("2026-01-14", "2025-12-24")

    # held on Christmas Eve; six months on is Wed 24 Jun 2026
    fourth = world.through("2025-12-24").children[0]
    assert world.date(fourth.limit) == "2026-06-24"
    assert world.held() == ["2025-04-30", "2025-07-14", "2025-12-24"]


def test_twenty_working_days_reach_across_christmas():
    # Mon 15 Dec 2025: 16-19 (4), 22-24 (7), 29-31 (10), 2 Jan (11), 5-9 (16), 12-15 (20)
    world = SmallWorld(service(), child("2025-12-15")).until("2026-01-08")
    assert world.date(world.children[0].limit) == "2026-01-15"
    assert world.through("2026-01-08").held() == ["2026-01-08"]


@pytest.mark.parametrize(
    ("entered", "held", "limit"),
    [
        ("2025-11-07", "2025-11-28", "2026-02-27"),  # the 28th is a Saturday: the day before
        ("2026-03-10", "2026-03-31", "2026-06-30"),  # June has no 31st
        ("2025-10-10", "2025-10-31", "2026-01-30"),  # the 31st is a Saturday
        ("2026-09-04", "2026-09-25", "2026-12-24"),  # the 25th is Christmas Day, a Friday
    ],
)
def test_calendar_months_end_within_the_month_and_on_a_working_day(entered, held, limit):
    world = SmallWorld(service(), child(entered)).through(held)
    assert world.held() == [held]
    assert world.date(world.children[0].limit) == limit


def test_six_months_from_the_end_of_august_is_the_end_of_february():
    # later reviews aimed on their limit itself. Entered Wed 7 May 2025: first held Thu 29 May,
    # second Fri 29 Aug; there is no 29 Feb 2026, and the 28th is a Saturday
    exact = service(review__timetable__aim_later_days=0)
    world = SmallWorld(exact, child("2025-05-07")).through("2025-08-29")
    assert world.held() == ["2025-05-29", "2025-08-29"]
    assert world.date(world.children[0].limit) == "2026-02-27"


def test_a_chair_is_named_five_working_days_after_entry():
    world = SmallWorld(service(), child("2025-04-07")).through("2025-04-11")
    assert world.children[0].iro == -1
    assert world.through("2025-04-14").children[0].iro >= 0


def test_a_review_held_by_its_limit_counts_on_time_at_the_limit():
    world = SmallWorld(service(), child("2025-04-07")).until("2025-05-08")
    assert world.count(Count.FIRST_DUE) == 0  # held on 30 Apr, but the limit is 8 May
    world.through("2025-05-08")
    assert (world.count(Count.FIRST_DUE), world.count(Count.FIRST_ON_TIME)) == (1, 1)
    assert world.count(Count.REVIEWS_LATE) == 0


@pytest.mark.parametrize(("left", "due"), [("2025-05-07", 0), ("2025-05-08", 0), ("2025-05-09", 1)])
def test_a_limit_counts_only_if_the_child_is_in_care_at_the_end_of_its_day(left, due):
    # the limit is Thu 8 May
    world = SmallWorld(service(), child("2025-04-07", planned=left)).through("2025-06-30")
    assert world.count(Count.EXITS) == 1
    assert world.count(Count.FIRST_DUE) == due


THIN = {"review__frictions__adjourn_share": 0}  # known late, there is no time for a report


def test_a_child_made_known_late_has_its_review_late_by_the_right_days():
    # named only on the limit itself, Thu 8 May: the meeting needs five working days' notice and is
    # held on Thu 15 May, five working days late
    late = service(review__timetable__named_days=20, **THIN)
    world = SmallWorld(late, child("2025-04-07")).through("2025-05-30")
    assert world.held() == ["2025-05-15"]
    assert (world.count(Count.FIRST_DUE), world.count(Count.FIRST_ON_TIME)) == (1, 0)
    assert (world.count(Count.REVIEWS_LATE), world.count(Count.WORKING_DAYS_LATE)) == (1, 5)


def test_a_child_made_known_late_is_reviewed_by_plan_or_at_five_days_notice():
    late = service(review__frictions__known_late=1, review__frictions__known_late_days=60, **THIN)
    world = SmallWorld(late, *[child("2025-04-07") for _ in range(5)])
    named = {}
    for day in range(world.now, world.day("2026-03-31")):
        world.through(world.dates[day])
        for c in range(5):
            if world.children[c].iro >= 0:
                named.setdefault(c, day)
    assert all(day >= world.day("2025-04-14") for day in named.values())
    assert len(set(named.values())) > 1
    for c, day in named.items():
        assert world.held(c)[0] == world.date(max(world.day("2025-04-30"), day + 5))


def test_a_child_found_in_care_is_in_the_middle_of_its_reviews():
    # entered Mon 6 Jan 2025: limit 20 working days on, Mon 3 Feb; first review Mon 27 Jan; second
    # limit Sun 27 Apr, so Fri 25 Apr; aimed twelve working days before: 24, 23, 22, 17, 16, 15,
    # 14, 11, 10, 9, 8, 7 Apr (Easter from 18 to 21)
    world = SmallWorld(service(), child("2025-01-06"))
    found = world.children[0]
    assert (found.review, world.date(found.last_held)) == (2, "2025-01-27")
    assert (world.date(found.limit), world.date(found.aim)) == ("2025-04-25", "2025-04-07")
    assert world.through("2025-04-07").held() == ["2025-04-07"]


def test_a_child_found_before_its_first_review_is_named_a_chair_once():
    # entered Mon 24 Mar 2025, five working days before the first day; limit Thu 24 Apr, aimed
    # Tue 15 Apr. Made known late or not, it gets one IRO, and its second review keeps its aim
    for known_late in (0, 1):
        late = service(
            review__frictions__known_late=known_late, review__frictions__known_late_days=30, **THIN
        )
        for seed in range(1, 9):
            world = SmallWorld(late, child("2025-03-24"), seed=seed).until("2026-02-02")
            assert world.count(Count.IRO_CHANGES) == 0
            first, second = world.held()[:2]
            limit = world.world.second_limits[world.day(first)]
            assert world.day(second) == limit - 12


def test_a_settled_foster_child_meets_at_every_second_review():
    # fostered to 18 and over a year in care; everybody attends a review that has a meeting
    attends = service(review__voice__attends=1)
    world = SmallWorld(attends, child("2023-01-09", route=Route.TO_18, planned="2033-01-10"))
    numbers = []
    for _ in range(4):
        before = world.count(Count.ATTENDED)
        number = int(world.children[0].review)
        world.through(world.dates[world.children[0].aim])
        assert world.children[0].review == number + 1
        assert world.count(Count.ATTENDED) - before == number % 2  # even ones are on paper
        numbers.append(number)
    assert numbers == list(range(numbers[0], numbers[0] + 4))


def test_a_child_who_is_not_settled_meets_at_every_review():
    attends = service(review__voice__attends=1)
    world = SmallWorld(attends, child("2023-01-09", planned="2033-01-10")).until("2027-04-01")
    assert world.count(Count.ATTENDED) == world.count(Count.REVIEWS_HELD) > 3

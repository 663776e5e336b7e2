"""The work of a review: what is done, what lapses, what thoroughness and lateness come of it.

The child enters on Mon 7 Apr 2025: limit Thu 8 May, aimed at Wed 30 Apr.
"""

import pytest
from worlds import SmallWorld, child, service

from sim.ledger import Count
from sim.task_kinds import TaskKind

ENTERED, AIM, LIMIT = "2025-04-07", "2025-04-30", "2025-05-08"
NEVER_DONE = 160  # hours that no desk gives to one task in a few weeks
NO_CUTS = {"desk__cut_from_days": 200}


def reviewed(settings, age=10.0, through="2025-05-30"):
    return SmallWorld(settings, child(ENTERED, age=age)).through(through)


def test_with_an_idle_desk_all_of_full_practice_is_done():
    world = reviewed(service())
    assert world.held() == [AIM]
    assert world.count(Count.THOROUGHNESS) == 1
    assert world.count(Count.SEEN) == world.count(Count.REVIEWS_OF_SPEAKING) == 1
    assert world.count(Count.VIEWS_INDEPENDENT) == world.count(Count.PARTICIPATED) == 1
    assert world.children[0].met_iro
    # IRO: preparation 0.5 + child 1.4 + worker 0.3 + meeting 2.25 + decisions 0.25 + record 1.5
    assert world.count(Count.HOURS_WORKED_IRO) == pytest.approx(6.2)
    # worker: report 3 + meeting the IRO 0.3 + attendance 1.5 + plan update 1.5 + permanence 6
    assert world.count(Count.HOURS_WORKED_SOCIAL_WORKER) == pytest.approx(12.3)


@pytest.mark.parametrize(
    ("lapses", "older", "younger"),
    [
        ("child_contact", 3 / 4, 1.0),  # a child under four is not spoken with: three parts
        ("preparation", 3 / 4, 2 / 3),
        ("social_worker_meeting", 3 / 4, 2 / 3),
    ],
)
def test_what_lapses_is_missing_from_thoroughness(lapses, older, younger):
    # behind all else on the desk and never done
    late = {f"review__tasks__{lapses}__hours": NEVER_DONE,
            f"review__tasks__{lapses}__urgency": -120}  # fmt: skip
    for age, share in ((10, older), (2, younger)):
        world = reviewed(service(**late, **NO_CUTS), age)
        assert world.held() == [AIM]
        assert world.count(Count.THOROUGHNESS) == pytest.approx(share)
        assert world.count(Count.TASKS_LAPSED) == (0 if share == 1 else 1)
        assert world.count(Count.SEEN) == (1 if age == 10 and lapses != "child_contact" else 0)


def test_a_child_under_four_is_not_counted_among_those_who_speak():
    world = reviewed(service(), age=2)
    assert world.count(Count.REVIEWS_HELD) == 1
    assert world.count(Count.REVIEWS_OF_SPEAKING) == 0


def test_a_review_without_a_report_is_adjourned_and_counts_on_its_later_day():
    # ten working days from 30 Apr: 1, 2, 6-9 (6), 12-15 May (10). That is 5 after the limit.
    settings = service(review__frictions__report_missing=1, review__frictions__adjourn_share=1)
    world = reviewed(settings, through="2025-05-14")
    assert world.held() == []
    assert world.count(Count.FIRST_DUE) == 1
    world.through("2025-05-15")
    assert world.held() == ["2025-05-15"]
    assert world.count(Count.FIRST_ON_TIME) == 0
    assert (world.count(Count.REVIEWS_LATE), world.count(Count.WORKING_DAYS_LATE)) == (1, 5)
    assert world.count(Count.THOROUGHNESS) == 1  # by then there was a report
    # the second limit is three months from the day on which it was held
    assert world.date(world.children[0].limit) == "2025-08-15"


def test_a_review_without_a_report_that_goes_ahead_is_thin():
    # held on its day, but not prepared: three parts of four
    settings = service(review__frictions__report_missing=1, review__frictions__adjourn_share=0)
    world = reviewed(settings)
    assert world.held() == [AIM]
    assert world.count(Count.THOROUGHNESS) == pytest.approx(3 / 4)


def test_a_report_that_the_worker_has_not_finished_is_missing_too():
    settings = service(worker_hours=0.01, review__frictions__adjourn_share=0, **NO_CUTS)
    world = reviewed(settings)
    assert world.held() == [AIM]
    assert world.count(Count.THOROUGHNESS) == pytest.approx(3 / 4)


def test_parties_that_always_cancel_leave_the_review_unheld_and_late():
    world = reviewed(service(review__frictions__party_cancels=1))
    assert world.held() == []
    assert (world.count(Count.FIRST_DUE), world.count(Count.FIRST_ON_TIME)) == (1, 0)
    assert world.count(Count.REVIEWS_LATE) == 0  # lateness is of reviews held


@pytest.mark.parametrize("friction", ["party_cancels", "chair_ill"])
def test_a_cancelled_meeting_is_held_on_a_later_day(friction):
    # rearranged for the next working day each time, until nobody cancels
    often = {f"review__frictions__{friction}": 0.5, "review__frictions__rearranged_days": 0}
    held = []
    for seed in range(1, 13):
        world = SmallWorld(service(**often), child(ENTERED), seed=seed).through("2025-05-30")
        first = world.held()[0]
        days_late = max(0, world.day(first) - world.day(LIMIT))
        assert world.count(Count.WORKING_DAYS_LATE) == days_late
        assert world.count(Count.FIRST_ON_TIME) == (days_late == 0)
        held.append(first)
    assert min(held) == AIM < max(held)


def test_the_record_counts_in_time_only_if_written_by_the_fifteenth_working_day():
    # held 30 Apr; 1, 2, 6-9 (6), 12-16 (11), 19-22 May (15)
    world = reviewed(service(), through="2025-05-21")
    assert world.count(Count.RECORDS_DUE) == 0
    world.through("2025-05-22")
    assert world.count(Count.RECORDS_DUE) == world.count(Count.RECORDS_ON_TIME) == 1

    slow = service(review__tasks__record__hours=NEVER_DONE, review__tasks__record__least=1)
    world = reviewed(slow, through="2025-05-22")
    assert (world.count(Count.RECORDS_DUE), world.count(Count.RECORDS_ON_TIME)) == (1, 0)


def test_a_plan_not_updated_within_ten_working_days_is_out_of_date_until_it_is():
    # asked for on Wed 30 Apr, due Thu 15 May. 160 hours at 7.5 a day: 160 / 7.5 = 21.3 days and 1.5
    # hours on the meeting, so from 1 May the 22nd working day, Tue 3 Jun (5 and 26 May are off)
    slow = service(review__tasks__plan_update__hours=160, review__tasks__plan_update__least=1,
                   **NO_CUTS)  # fmt: skip
    world = reviewed(slow, through="2025-05-14")
    assert world.service.plans_overdue == 0
    assert world.through("2025-05-15").service.plans_overdue == 1
    world.until("2025-06-03")
    assert TaskKind.PLAN_UPDATE in world.tasks()
    assert world.through("2025-06-03").service.plans_overdue == 0
    assert TaskKind.PLAN_UPDATE not in world.tasks()
    # out of date at the end of each day from 15 May to 2 Jun: 19 calendar days
    assert world.count(Count.CHILD_DAYS) - world.count(Count.CHILD_DAYS_PLAN_CURRENT) == 19


def test_a_midway_check_is_done_between_two_reviews_six_months_apart():
    # second review Mon 14 Jul 2025, third 24 Dec: over four months. The check of the interval
    # before, from 30 Apr, is none: it is under three months.
    world = reviewed(service(), through="2025-12-24")
    assert world.held() == [AIM, "2025-07-14", "2025-12-24"]
    assert (world.count(Count.LONG_INTERVALS), world.count(Count.LONG_INTERVALS_CHECKED)) == (1, 1)


def test_a_midway_check_not_done_lapses_fifteen_working_days_before_the_review():
    # 24 Dec less 15: 23, 22 (2), 19-15 (7), 12-8 (12), 5, 4, 3 Dec. 2.3 hours a day are enough for
    # a meeting, and not in 60 days for a check of 160 hours
    slow = service(review__tasks__midway_check__hours=NEVER_DONE, iro_hours=2.3, **NO_CUTS)
    world = reviewed(slow, through="2025-12-02")
    assert TaskKind.MIDWAY_CHECK in world.tasks()
    lapsed = world.count(Count.TASKS_LAPSED)
    world.through("2025-12-03")
    assert TaskKind.MIDWAY_CHECK not in world.tasks()
    assert world.count(Count.TASKS_LAPSED) == lapsed + 1
    world.through("2026-01-30")
    assert (world.count(Count.LONG_INTERVALS), world.count(Count.LONG_INTERVALS_CHECKED)) == (1, 0)


def test_a_permanence_decision_is_made_by_the_second_review_or_not():
    for stalls, decided in ((0, 1), (1, 0)):
        world = reviewed(service(plan__stalls=stalls), through="2025-07-14")
        assert world.count(Count.SECOND_REVIEWS) == 1
        assert world.count(Count.PERMANENCE_BY_SECOND) == decided


def test_a_team_manager_in_the_chair_reviews_in_the_manager_s_own_hours():
    # 4 hours a week: 0.8 a day, and 2 more that give way. Preparation, contact, meeting with the
    # worker, decisions and record are 37.5% the team's own: (0.5+1.4+0.3+0.25+1.5) x 0.625
    managers = service(iro__employer="none", review__chair="team_manager")
    world = reviewed(managers)
    assert world.held() == [AIM]
    assert world.count(Count.THOROUGHNESS) == 1
    assert world.count(Count.HOURS_WORKED_IRO) == 0
    assert world.count(Count.HOURS_WORKED_TEAM_MANAGER) == pytest.approx(2.25 + 3.95 * 0.625)
    assert world.count(Count.SEEN) == 1
    assert world.count(Count.VIEWS_INDEPENDENT) == 0  # the case-holding team's own
    assert not world.children[0].met_iro

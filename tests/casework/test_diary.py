"""A full diary: a meeting that must find a new day waits longer the further behind the desk is.

The child enters on Mon 7 Apr 2025; its review is aimed at Wed 30 Apr. As in test_hours.py, an IRO
of two hours a day with a contact of 160 hours has by then worked 18 hours on it all, and 142.8 are
left: 71.4 days' work, 61.4 over the ten from which a desk is behind. A cancelled meeting lets its
own contact lapse; another child's of 160 hours, for which no time was left, is 80 days' work.
"""

import pytest
from worlds import SmallWorld, child, service

ENTERED, AIM = "2025-04-07", "2025-04-30"
BEHIND = {"iro_hours": 2, "iro__overtime_share": 0, "review__tasks__child_contact__hours": 160,
          "desk__cut_per_day": 0}  # fmt: skip
CANCELLED = {"review__frictions__party_cancels": 1, "review__frictions__rearranged_days": 0}
ADJOURNED = {"review__frictions__report_missing": 1, "review__frictions__adjourn_share": 1}


def days_put_off(children=1, **more):
    world = SmallWorld(service(**more), *[child(ENTERED)] * children).through(AIM)
    assert world.held() == []
    return world.children[0].aim - world.day(AIM)


@pytest.mark.parametrize(
    ("share", "days"),
    [
        (0, 1),  # the next working day
        (0.3, 1 + 21),  # 0.3 x 70
        (0.6, 1 + 30),  # 42, but some day is found in six weeks
    ],
)
def test_a_cancelled_meeting_waits_for_a_share_of_the_days_the_desk_is_behind(share, days):
    put_off = days_put_off(2, review__frictions__diary_share=share, **BEHIND, **CANCELLED)
    assert put_off == days


def test_the_diary_of_a_desk_that_is_not_behind_is_free():
    assert days_put_off(review__frictions__diary_share=1, **CANCELLED) == 1


@pytest.mark.parametrize(
    ("share", "days"),
    [
        (0, 10),
        (0.1, 16),  # 10 + 6.1
        (0.3, 20),  # 28.4, but an adjourned review resumes within twenty working days
    ],
)
def test_an_adjourned_meeting_waits_besides_but_never_over_twenty_days(share, days):
    assert days_put_off(review__frictions__diary_share=share, **BEHIND, **ADJOURNED) == days


def test_it_is_the_chair_s_diary_whoever_chairs():
    # a manager needs 62.5% of the time. In nine days there are 25.2 hours, none of them for the
    # other child's 100 hours' contact: 13.5 days of the 7.4 hours that a manager is at work
    managers = dict(iro__employer="none", review__chair="team_manager")
    days = days_put_off(2, review__frictions__diary_share=1, **BEHIND, **CANCELLED, **managers)
    assert days == 1 + 3
    assert days_put_off(review__frictions__diary_share=1, **CANCELLED, **managers) == 1

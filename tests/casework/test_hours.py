"""Hours: what a desk gives, what it cuts, overtime, sickness, extra duties and who gets a child."""

import numpy as np
import pytest
from worlds import SmallWorld, child, service

from sim.ledger import Count
from sim.vocabulary import Role

ENTERED, AIM = "2025-04-07", "2025-04-30"


def test_a_post_is_present_for_its_contracted_hours_every_working_day():
    # April 2025 has 22 weekdays less Good Friday and Easter Monday: 20 working days
    world = SmallWorld(service(iro_hours=6)).through("2025-04-30")
    assert world.count(Count.HOURS_PRESENT_IRO) == pytest.approx(20 * 6)
    assert world.count(Count.HOURS_WORKED_IRO) == world.count(Count.HOURS_OVERTIME_IRO) == 0


def pressed(cut_per_day):
    """An IRO of 2 hours a day with a child contact of 160 hours that is never done.

    Work opens on 15 Apr and meets on the tenth working day. In the nine days before, 18 hours are
    worked: 0.3 with the worker, 0.5 on preparation, 17.2 with the child. On the day the desk holds
    142.8 + 2.25 (meeting) = 145.05 hours, 72.525 days' work, 62.525 over ten.
    """
    settings = service(
        iro_hours=2, iro__overtime_share=0, desk__cut_per_day=cut_per_day,
        review__tasks__child_contact__hours=160,
    )  # fmt: skip
    return SmallWorld(settings, child(ENTERED)).through(AIM)


@pytest.mark.parametrize(
    ("cut_per_day", "given"),
    [
        (0.2 / 62.525, 0.8),
        (1.0, 0.65),  # never below the least share
    ],
)
def test_a_pressed_desk_cuts_work_down_to_the_least(cut_per_day, given):
    world = pressed(cut_per_day)
    assert world.held() == [AIM]
    # prepared, the worker met, the child not seen, so much of the time given
    assert world.count(Count.THOROUGHNESS) == pytest.approx((1 + 1 + 0 + given) / 4)


def test_an_uncut_meeting_too_long_for_the_day_is_held_and_the_rest_is_owed():
    world = pressed(0.0)  # 2.25 hours at 2 hours a day
    assert world.held() == [AIM]
    assert world.count(Count.THOROUGHNESS) == pytest.approx(3 / 4)
    assert world.count(Count.HOURS_FOUND_CHAIR) == pytest.approx(0.25)
    assert world.posts(Role.IRO)["owed"].sum() == pytest.approx(0.25)
    # of the next day's two hours the desk has 1.75
    world.through("2025-05-01")
    assert world.posts(Role.IRO)["owed"].sum() == 0
    assert world.count(Count.HOURS_IRO_OWED) == pytest.approx(0.25)


def test_overtime_is_worked_when_behind_and_is_bounded():
    behind = service(iro_hours=2, iro__overtime_share=0.08, review__tasks__child_contact__hours=160)
    world = SmallWorld(behind, child(ENTERED)).until("2025-04-15")
    assert world.count(Count.HOURS_OVERTIME_IRO) == 0
    world.until(AIM)  # nine working days with over ten days' work on the desk
    assert world.count(Count.HOURS_OVERTIME_IRO) == pytest.approx(9 * 2 * 0.08)
    assert world.count(Count.HOURS_WORKED_IRO) == pytest.approx(9 * 2 * 1.08)


def test_a_desk_that_is_not_behind_works_no_overtime():
    world = SmallWorld(service(), child(ENTERED)).until("2026-04-01")
    assert world.count(Count.HOURS_WORKED_IRO) > 0
    assert world.count(Count.HOURS_OVERTIME_IRO) == 0


def test_nobody_ill_is_present():
    world = SmallWorld(service(iro_hours=6, desk__spells_per_year=6, desk__spell_days=10))
    iro = int(world.service.first_iro)
    well = ill = 0
    while world.now < world.day("2026-04-01"):
        day = world.now
        world.through(world.dates[day])
        at_work = day >= world.world.posts[iro].sick_until
        well += at_work
        ill += not at_work
    assert world.count(Count.HOURS_PRESENT_IRO) == pytest.approx(6 * well)
    spells = world.world.posts[iro].sick_spells
    assert spells > 1
    assert ill >= spells  # none overlaps another, and each takes at least a day


def test_duties_other_than_conferences_take_their_share_of_every_day():
    duties = service(iro_hours=6, iro__extra_duties__prevalence=1,
                     iro__extra_duties__conferences=0)  # fmt: skip
    world = SmallWorld(duties).through("2025-04-30")
    assert world.count(Count.HOURS_PRESENT_IRO) == pytest.approx(20 * 6 * 0.6)


def test_conferences_take_half_days_and_on_average_their_share():
    chairs = service(iro_hours=6, iro__extra_duties__prevalence=1,
                     iro__extra_duties__conferences=1)  # fmt: skip
    world = SmallWorld(chairs)
    hours, before = [], 0.0
    while world.now < world.day("2028-03-31"):
        world.through(world.dates[world.now])
        hours.append(round(world.count(Count.HOURS_PRESENT_IRO) - before, 6))
        before = world.count(Count.HOURS_PRESENT_IRO)
    assert set(hours) == {0, 3, 6}
    # 1,500 half-days, each lost with chance 0.4: a standard error of 0.013 of the day
    assert np.mean(hours) == pytest.approx(6 * 0.6, abs=4 * 0.013 * 6)


def test_extra_duties_are_dealt_by_quota_in_the_order_of_the_posts():
    # 62% of eight posts from a random start are five, or four
    for seed in range(1, 20):
        settings = service(iros=8, iro__extra_duties__prevalence=0.62)
        iros = SmallWorld(settings, seed=seed).posts(Role.IRO)
        if (iros["duty_share"] > 0).sum() == 5:
            break
    # five of eight are 62.5%, so that each gives 0.4 x 62 / 62.5: in all 62% x 40% of eight posts
    assert sorted(iros["duty_share"]) == pytest.approx([0.0] * 3 + [0.3968] * 5)
    assert iros["duty_share"].sum() == pytest.approx(0.62 * 0.4 * 8)
    # of these five, 81% chair conferences, 40% make regulation 44 visits and 27% train
    with_duties = iros[iros["duty_share"] > 0]
    assert with_duties["conferences"].sum() in (4, 5)
    assert with_duties["regulation_44"].sum() in (1, 2)
    assert with_duties["training"].sum() in (1, 2)


@pytest.mark.parametrize(("allocation", "dealt"), [("capacity", [3, 5]), ("equal", [4, 4])])
def test_children_are_shared_in_proportion_to_hours_left(allocation, dealt):
    # the first of two IROs has duties of 40%: hours left 0.6 to 1, so of eight children 3 and 5
    half = service(iros=2, iro__extra_duties__prevalence=0.5, iro__allocation=allocation)
    world = SmallWorld(half, *[child(ENTERED) for _ in range(8)]).until("2025-05-30")
    assert world.posts(Role.IRO)["children"].tolist() == dealt


def test_siblings_share_one_iro_and_one_worker():
    family = [child(ENTERED), child(ENTERED, sibling=True), child(ENTERED, sibling=True)]
    world = SmallWorld(service(iros=3, workers=3), *family, child(ENTERED)).until("2025-05-30")
    for who in ("iro", "social_worker"):
        theirs = world.children[who].tolist()
        assert theirs[0] == theirs[1] == theirs[2] != theirs[3]


def test_statutory_visits_and_casework_stand_ahead_of_a_worker_s_desk():
    # 8 visits of 2 hours and 38 hours of casework a year for one child: 54 hours
    visits = service(social_worker__visits_per_year=8, social_worker__casework_hours=38)
    world = SmallWorld(visits, child("2025-04-01")).until("2026-04-01")
    dated = SmallWorld(service(), child("2025-04-01")).until("2026-04-01")
    days = world.day("2026-04-01") - world.day("2025-04-01")
    more = world.count(Count.HOURS_AROSE_SOCIAL_WORKER) - dated.count(
        Count.HOURS_AROSE_SOCIAL_WORKER
    )
    assert more == pytest.approx(54 * days / world.service.workdays_per_year)
    assert world.held() == dated.held()

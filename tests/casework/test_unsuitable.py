"""Parts of a plan that do not fit: how long they stand so, who sees it, and what ends it.

The child enters on Mon 7 Apr 2025 with a plan of which one part does not fit; the permanence
decision is done that day. The first review is held on Wed 30 Apr. What is challenged is answered a
day later, and the plan is changed at the worker's desk in five hours.
"""

import pytest
from worlds import SmallWorld, child, days_between, service

from sim.ledger import Count
from sim.vocabulary import ActionState, EventKind, Need, Route

ENTERED, REVIEW = "2025-04-07", "2025-04-30"
UNFIT = {"plan__unsuitable__at_entry": 1, "plan__unsuitable__seen": 1,
         "plan__unsuitable__hours": 5, "team_manager__objectivity": 0}  # fmt: skip
SURE = {"challenge__iro__sees__at_thin_review": 1, "challenge__iro__sees__at_full_review": 1,
        "challenge__iro__succeeds": 1}  # fmt: skip
PARTS = {
    "placement": {"plan__unsuitable__placement": 1, "plan__unsuitable__contact": 0},
    "contact": {"plan__unsuitable__placement": 0, "plan__unsuitable__contact": 1},
    "route": {"plan__unsuitable__placement": 0, "plan__unsuitable__contact": 0},
}
MOVING = {"placement_moves__at_entry": 4, "placement_moves__settled": 4}
TEAM = {"team_manager__objectivity": 1, "challenge__team__sees_days": 5, "challenge__team__acts": 1,
        "challenge__team__succeeds": 1, "challenge__team__kept": 1, "challenge__team__days": 0,
        "plan__unsuitable__hours": 0}  # fmt: skip


def unfit(through="2025-06-30", seed=1, given=None, **more):
    settings = service(**{**UNFIT, **more})
    return SmallWorld(settings, given or child(ENTERED), seed=seed).through(through)


def days(world):
    return world.count(Count.UNSUITABLE_DAYS)


def test_whoever_disbelieves_it_switches_it_off():
    world = unfit("2026-12-31", plan__unsuitable__at_entry=0, plan__unsuitable__per_year=0)
    assert days(world) == world.count(Count.PARTS_UNSUITABLE) == 0
    assert world.dates_of(EventKind.UNSUITABLE) == []


def test_a_part_stands_unsuitable_from_its_first_day_in_stocks_of_its_own():
    world = unfit("2026-04-06")
    (action,) = world.actions()
    assert (action.kind, action.state) == (Need.UNSUITABLE, ActionState.STALLED)
    assert world.dates_of(EventKind.UNSUITABLE) == [ENTERED]
    # calendar days, weekends and bank holidays included; counted until the next working day
    assert days(world) == days_between(ENTERED, "2026-04-07") == 365
    assert world.service.parts_unsuitable == world.count(Count.PARTS_UNSUITABLE) == 1
    # never late, and no stall: one need, the permanence decision, which was done
    assert world.count(Count.NEEDS) == world.count(Count.ACTIONS_DONE) == 1
    assert world.count(Count.ACTION_DAYS_IN_DRIFT) == world.count(Count.CHILD_DAYS_IN_DRIFT) == 0
    assert world.count(Count.STALLS) == world.count(Count.STALL_WORKING_DAYS_UNNOTICED) == 0
    assert world.service.stalls_unnoticed == 0


def test_a_chair_sure_to_notice_and_to_win_ends_it_at_the_next_review():
    world = unfit(**SURE)
    assert world.dates_of(EventKind.RAISED) == [REVIEW]
    # answered on 1 May. Of that day's 7.5 hours the worker gives 1.5 to the meeting, 0.5 to the
    # answer and 1.5 to the plan, so the five-hour change ends on 2 May
    assert world.done()[1:] == ["2025-05-02"]
    assert days(world) == days_between(ENTERED, "2025-05-02") == 25
    assert world.count(Count.PARTS_PUT_RIGHT) == 1
    assert world.service.parts_unsuitable == 0
    assert world.count(Count.CHALLENGES_INFORMAL) == world.count(Count.CHALLENGES_MOVED) == 1
    assert world.count(Count.STALLS_NOTICED) == world.count(Count.STALLS_IRO_NOTICED) == 0


def test_a_change_that_waits_on_an_outside_body_takes_none_of_the_worker_s_hours():
    outside = {"plan__unsuitable__outside": 1, "plan__outside_wait": 0}
    world = unfit(**SURE, **outside)
    assert days(world) == days_between(ENTERED, "2025-05-02")  # answered on 1 May, then a day


@pytest.mark.parametrize("short", [{"challenge__iro__acts": 0}, {"challenge__iro__kept": 0},
                                   {"plan__unsuitable__seen": 0}])  # fmt: skip
def test_what_nobody_sees_or_wins_stays_unsuitable(short):
    world = unfit(**{**SURE, **short})
    assert days(world) == days_between(ENTERED, "2025-07-01")


def test_a_child_who_leaves_ends_it():
    # planned for Thu 2 Oct
    world = unfit("2026-04-01", given=child(ENTERED, planned="2025-10-02"))
    assert world.count(Count.EXITS) == 1
    assert days(world) == days_between(ENTERED, "2025-10-02") == 178
    assert world.service.parts_unsuitable == world.count(Count.PARTS_PUT_RIGHT) == 0


def test_it_holds_no_child_in_care():
    world = unfit("2026-04-01", given=child(ENTERED, planned="2025-10-02", route=Route.HOME))
    assert world.dates_of(EventKind.PLANNED_EXIT) == ["2025-10-02"]


@pytest.mark.parametrize("part", PARTS)
def test_a_move_ends_an_unsuitable_placement_and_nothing_else(part):
    world = unfit("2026-12-31", **MOVING, **PARTS[part])
    moved = [when for when, kind in world.happened(EventKind.CHANGE) if kind == 0]
    assert ENTERED < moved[0] < "2026-12-01"
    ends = moved[0] if part == "placement" else "2027-01-04"
    assert days(world) == days_between(ENTERED, ends)


def test_a_move_takes_the_work_of_changing_the_placement_off_the_desk():
    # conceded on 1 May, of 160 hours; a move comes before they are done
    long = {"plan__unsuitable__hours": 160, "worker_hours": 2.0}
    world = unfit("2026-12-31", **SURE, **long, **MOVING, **PARTS["placement"])
    moved = [when for when, kind in world.happened(EventKind.CHANGE) if kind == 0]
    ends = next(when for when in moved if when > ENTERED)
    assert days(world) == days_between(ENTERED, ends)
    assert world.count(Count.PARTS_PUT_RIGHT) == 0
    assert len(world.done()) == 1  # the permanence decision


def test_a_part_is_unsuitable_once_at_a_time():
    many = {"plan__unsuitable__per_year": 10, **PARTS["contact"]}
    assert days(unfit("2026-04-06", **many)) == 365
    all_three = unfit("2028-03-31", plan__unsuitable__per_year=10)
    assert all_three.service.parts_unsuitable == len(all_three.actions()) == 3


def test_parts_turn_unsuitable_at_the_rate_of_the_stream():
    # each is put right a day or two later
    stream = {**TEAM, "challenge__team__sees_days": 1, "plan__unsuitable__at_entry": 0,
              "plan__unsuitable__per_year": 2}  # fmt: skip
    settings = service(workers=12, **{**UNFIT, **stream})
    world = SmallWorld(settings, *[child(ENTERED) for _ in range(60)]).through("2026-04-06")
    assert world.count(Count.PARTS_UNSUITABLE) == pytest.approx(120, abs=4 * 120**0.5)
    # and the same comes where nobody sees it, but for what is unsuitable already
    settings = service(workers=12, **{**UNFIT, **stream, "plan__unsuitable__seen": 0})
    unseen = SmallWorld(settings, *[child(ENTERED) for _ in range(60)]).through("2026-04-06")
    for c in range(60):
        came = world.happened(EventKind.UNSUITABLE, c)
        assert set(unseen.happened(EventKind.UNSUITABLE, c)) <= set(came)
        assert unseen.happened(EventKind.UNSUITABLE, c)[:1] == came[:1]


@pytest.mark.parametrize(("entered", "stands"), [("2024-03-25", 0), ("2024-04-08", 91)])
def test_of_the_past_what_came_in_the_year_before_the_first_day_stands(entered, stands):
    # the first day is Tue 1 Apr 2025; 91 days are those of April, May and June
    assert days(unfit("2025-06-30", given=child(entered), **PARTS["contact"])) == stands


def test_of_the_past_a_placement_that_the_child_has_left_is_not_unsuitable_still():
    world = unfit("2025-04-04", given=child("2024-04-08"), **PARTS["placement"], **MOVING)
    assert world.children[0].last_move > world.children[0].entered_date
    assert world.dates_of(EventKind.UNSUITABLE) == []


def test_the_stream_goes_on_from_the_year_before_the_first_day():
    stream = {"plan__unsuitable__at_entry": 0, "plan__unsuitable__per_year": 10}
    world = unfit("2025-06-30", given=child("2022-04-11"), **stream)
    assert world.dates_of(EventKind.UNSUITABLE)[0] == "2025-04-02"


def waited(world):
    """Return the working days until the team saw it, and had it changed the day after."""
    assert days(world) == days_between(ENTERED, world.done()[-1])
    assert world.count(Count.PARTS_PUT_RIGHT) == 1
    return world.day(world.done()[-1]) - world.day(ENTERED) - 1


@pytest.mark.parametrize("seed", range(1, 5))
@pytest.mark.parametrize("half", ["team_manager__objectivity", "plan__unsuitable__seen"])
def test_the_team_alone_sees_it_after_its_days_and_later_as_it_sees_less(seed, half):
    whole = waited(unfit("2027-03-31", seed=seed, **TEAM))
    slower = waited(unfit("2027-03-31", seed=seed, **{**TEAM, half: 0.5}))
    assert slower - 1 in (2 * (whole - 1), 2 * (whole - 1) + 1)  # whole days of twice the wait


MANAGED = {"iro__employer": "none", "review__chair": "team_manager",
           **{name.replace("iro", "team_manager"): value for name, value in SURE.items()},
           "challenge__team_manager__acts": 1, "challenge__team_manager__kept": 1,
           "challenge__team_manager__days": 0}  # fmt: skip


@pytest.mark.parametrize(("own", "right"), [(True, 0), (False, 1)])
def test_a_manager_sees_less_of_what_is_wrong_with_the_own_plan(own, right):
    world = unfit(team_manager__reviews_own_team=own, **MANAGED)
    assert world.count(Count.PARTS_PUT_RIGHT) == right


ADVOCATE = {"advocate__uptake_opt_in": 1, "advocate__vacancy": 0, "challenge__advocate__sees": 1,
            "challenge__advocate__acts": 1, "challenge__advocate__succeeds": 1,
            "challenge__advocate__kept": 1, "challenge__advocate__over_plan": 0}  # fmt: skip


@pytest.mark.parametrize(
    ("part", "seen", "right"),
    [("contact", 1, 1), ("placement", 1, 1), ("route", 1, 0), ("contact", 0, 0)],
)
def test_an_advocate_gets_it_changed_unless_it_is_of_the_plan_itself(part, seen, right):
    world = unfit(**ADVOCATE, **PARTS[part], plan__unsuitable__seen=seen)
    assert world.count(Count.PARTS_PUT_RIGHT) == right


@pytest.mark.parametrize(("seen", "right"), [(1, 1), (0, 0)])
def test_a_guardian_gets_it_changed_before_a_hearing(seen, right):
    heard = {"challenge__guardian__sees": 1, "challenge__guardian__acts": 1,
             "challenge__guardian__succeeds": 1, "challenge__guardian__kept": 1,
             "plan__unsuitable__seen": seen}  # fmt: skip
    given = child(ENTERED, proceedings=(ENTERED, "2026-04-07"))
    assert unfit("2025-12-31", given=given, **heard).count(Count.PARTS_PUT_RIGHT) == right

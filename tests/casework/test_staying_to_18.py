"""What matters for children who stay to 18: when it arises, who sees it, who leaves with all done.

A child who enters on Mon 7 Apr 2025 is to be matched from six months (182 days) on: Mon 6 Oct. It
has its second review on 14 Jul and its third on 24 Dec 2025.
"""

import numpy as np
import pytest
from worlds import SmallWorld, child, service

from sim.casework.action import PER_CAUSE
from sim.engine.working_days import calendar, months_on
from sim.ledger import Count
from sim.measures.catalogue import MEASURES
from sim.vocabulary import ActionState, EventKind, Need, NeedCause, Placement, Route

ENTERED, MATCH_SOUGHT = "2025-04-07", "2025-10-06"
LATER = "2042-01-05"  # planned: at 18, whenever that is
FOSTER_ONLY = {"care__placement__foster": 1, "care__placement__residential": 0}
LAST_FOUR = [Need.PATHWAY_PLAN, Need.PERSONAL_ADVISER, Need.HOME_AT_18, Need.MONEY_AT_18]
SEES_AT_REVIEWS = {
    "challenge__iro__sees__at_thin_review": 1, "challenge__iro__sees__at_full_review": 1
}  # fmt: skip


def staying(entered=ENTERED, **more):
    return child(entered, planned=LATER, route=Route.TO_18, **more)


def for_18(world):
    """Return a child's open actions of staying to 18, by kind."""
    return {a.kind: a for a in world.actions() if a.address // PER_CAUSE == NeedCause.STAYING}


def arisen(world, until):
    """Live up to a date; return the day on which each need for 18 arose, and the day it was due."""
    found = {}
    for today in world.day_by_day(until):
        for kind, action in for_18(world).items():
            found.setdefault(Need(kind), (today, world.date(action.due)))
    return found


def test_a_match_and_the_carer_s_authority_are_sought_some_months_into_foster_care():
    world = SmallWorld(service(plan__unprompted_for_18=0), staying())
    found = arisen(world, "2025-10-10")
    day = world.day(MATCH_SOUGHT)
    assert found == {
        Need.LONG_TERM_MATCH: (MATCH_SOUGHT, world.date(day + 120)),
        Need.DELEGATED_AUTHORITY: (MATCH_SOUGHT, world.date(day + 40)),
    }


@pytest.mark.parametrize(
    "no_match",
    [
        staying(placement=Placement.RESIDENTIAL),
        staying(age=15.6),  # less than two years to 18 when a match would be sought
        child(ENTERED, planned=LATER),  # another way out of care
    ],
)
def test_who_is_not_fostered_to_18_for_long_is_not_matched(no_match):
    assert arisen(SmallWorld(service(), no_match), "2025-11-03").keys() <= set(LAST_FOUR)


def test_a_child_who_moves_to_foster_care_is_matched_from_then_on():
    moves = service(placement_moves__at_entry=2, placement_moves__settled=2, plan__stalls=1,
                    placement_moves__same_kind=0, **FOSTER_ONLY)  # fmt: skip
    dates = set()
    for seed in range(1, 13):
        world = SmallWorld(moves, staying(placement=Placement.RESIDENTIAL), seed=seed)
        found = arisen(world, "2026-02-02")
        if not world.dates_of(EventKind.CHANGE):
            assert Need.LONG_TERM_MATCH not in found
            continue
        moved = world.date(world.day(world.happened(EventKind.CHANGE)[0][0]) + 1)
        dates.add(found[Need.LONG_TERM_MATCH][0])
        assert found[Need.LONG_TERM_MATCH][0] == max(MATCH_SOUGHT, moved)
    assert len(dates) > 1


def test_what_the_worker_thinks_of_is_done_unprompted():
    # ten hours and one and a half, of 7.5 a day
    world = SmallWorld(service(), staying()).through("2025-10-07")
    assert world.dates_of(EventKind.OUTSIDE_DONE)[-2:] == [MATCH_SOUGHT, "2025-10-07"]
    assert not for_18(world)
    assert world.children[0].matched_date == world.dates[world.day("2025-10-07")].astype(int)


def test_what_nobody_thinks_of_no_review_agrees_and_it_drifts():
    # the delegated authority is due 40 working days after 6 Oct, Mon 1 Dec; 21 more, over Christmas
    # and New Year: 5 (4), 12 (9), 19 (14), 24 (17), 31 Dec (20), 2 Jan (21)
    world = SmallWorld(service(plan__unprompted_for_18=0), staying()).through("2025-12-24")
    assert len(world.held()) == 3
    assert {a.state for a in for_18(world).values()} == {ActionState.OVERLOOKED}
    assert world.service.stalls_unnoticed == 0
    world.through("2026-01-02")
    assert world.dates_of(EventKind.DRIFT) == ["2026-01-02"]
    assert for_18(world)[Need.DELEGATED_AUTHORITY].in_drift


def test_a_chair_who_sees_it_agrees_it_at_the_review_without_a_challenge():
    seen = service(plan__unprompted_for_18=0, **SEES_AT_REVIEWS)
    world = SmallWorld(seen, staying()).through("2025-12-24")
    assert {a.state for a in for_18(world).values()} == {ActionState.MOVING}
    assert world.count(Count.CHALLENGES_INFORMAL) == world.count(Count.STALLS) == 0
    assert not for_18(world.through("2026-01-02"))


def test_who_is_told_of_a_change_may_see_it():
    told = service(plan__unprompted_for_18=0, change__contact=20,
                   challenge__iro__sees__at_told_change=1)  # fmt: skip
    world = SmallWorld(told, staying()).until(MATCH_SOUGHT)
    for today in world.day_by_day("2025-12-01"):
        if today > MATCH_SOUGHT and world.dates_of(EventKind.CHANGE_TOLD)[-1] == today:
            break
    assert ActionState.OVERLOOKED not in {a.state for a in for_18(world).values()}


def test_the_team_itself_may_see_it():
    world = SmallWorld(service(plan__unprompted_for_18=0, challenge__team__sees_days=1), staying())
    assert not for_18(world.through("2025-11-03"))
    assert world.children[0].matched_date > 0


def test_a_sixteenth_birthday_brings_a_pathway_plan_and_a_personal_adviser():
    # born 6 Jun 2009 or so; 18 on Fri 4 Jun 2027. Sixteen years (5844 days) after birth: Fri 6 Jun
    # 2025; a home is sought from 365 days before 18, money from 273
    growing = staying(age=15.835, eighteenth="2027-06-04")
    world = SmallWorld(service(plan__unprompted_for_18=0, years=3), growing)
    sixteen = np.datetime64(int(world.children[0].born_date) + 5844, "D")
    found = arisen(world, "2027-06-03")
    begins = world.date(world.day(sixteen))
    assert sixteen == np.datetime64("2025-06-06")
    assert found == {
        Need.PATHWAY_PLAN: (begins, world.date(world.day(begins) + 59)),
        Need.PERSONAL_ADVISER: (begins, world.date(world.day(begins) + 40)),
        Need.HOME_AT_18: ("2026-06-04", world.date(world.day("2026-06-04") + 180)),
        Need.MONEY_AT_18: ("2026-09-04", world.date(world.day("2026-09-04") + 120)),
    }


def test_fifty_nine_working_days_end_within_three_months_of_every_birthday():
    days = calendar("2025-04-01", 10, 2).days["date"]
    dates = days.astype("datetime64[D]")
    assert (dates[59:] <= months_on(dates[:-59], 3)).all()
    assert not (dates[60:] <= months_on(dates[:-60], 3)).all()


def test_a_child_who_enters_late_has_what_still_makes_sense_at_once_in_the_room_there_is():
    # 18 on Fri 5 Sep 2025: all is due by Thu 4 Sep, what takes less time by its usual length
    late = staying(age=17.5, eighteenth="2025-09-05")
    world = SmallWorld(service(plan__unprompted_for_18=0), late)
    found = arisen(world, "2025-09-04")
    due = {Need.PATHWAY_PLAN: 59, Need.PERSONAL_ADVISER: 40}
    assert found == {
        need: (ENTERED, world.date(world.day(ENTERED) + due[need]) if need in due else "2025-09-04")
        for need in LAST_FOUR
    }
    # under thirteen weeks before 18 there is no duty to plan and advise; a home is needed
    late = staying(age=17.8, eighteenth="2025-06-06")
    found = arisen(SmallWorld(service(plan__unprompted_for_18=0), late), "2025-06-05")
    assert set(found) == {Need.HOME_AT_18, Need.MONEY_AT_18}


@pytest.mark.parametrize(
    ("settings", "ready"),
    [
        ({"plan__unprompted_for_18": 1}, 1),
        ({"plan__unprompted_for_18": 0}, 0),
        ({"plan__unprompted_for_18": 0, **SEES_AT_REVIEWS}, 1),
        ({"plan__unprompted_for_18": 0, "challenge__team__sees_days": 1}, 1),
        # begun, but at a desk with no hours for them
        ({"plan__unprompted_for_18": 1, "plan__stalls": 1}, 0),
    ],
)
def test_ready_at_18_is_who_leaves_with_all_of_it_done(settings, ready):
    leaving = staying(age=17.3, eighteenth="2026-01-30")
    other = child(ENTERED, planned=LATER, age=17.3, eighteenth="2026-01-30")
    world = SmallWorld(service(**settings), leaving, other).until("2026-02-02")
    assert world.count(Count.EXITS) == 2
    assert world.count(Count.LEFT_AT_18) == 1
    assert world.count(Count.READY_AT_18) == ready
    (measure,) = [each for each in MEASURES if each.id == "ready_at_18"]
    top, bottom = measure.parts(world.world.ledger.sum(axis=0))
    assert top / bottom == ready


def test_of_a_child_found_in_care_what_was_due_is_done_and_the_rest_is_still_to_come():
    # in care since 2020, 16 on 6 Mar 2025: the match is made, the pathway plan is still due
    found = staying("2020-04-06", age=11.085)
    world = SmallWorld(service(plan__unprompted_for_18=0), found)
    assert world.children[0].matched_date > 0
    kinds = arisen(world, "2025-04-07")
    assert set(kinds) == {Need.PATHWAY_PLAN, Need.PERSONAL_ADVISER}
    sixteen = np.datetime64(int(world.children[0].born_date) + 5844, "D")
    due = world.date(world.day(sixteen) + 59)
    assert kinds[Need.PATHWAY_PLAN] == ("2025-04-01", due)

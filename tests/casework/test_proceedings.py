"""Care proceedings: their hearings, the children's guardian, and what guardian and IRO tell.

A child enters on Mon 7 Apr 2025 into proceedings that end on Mon 1 Dec. A hearing comes every 40
working days: 6 Jun (40), 1 Aug (80), 29 Sep (120), 24 Nov (160). Its permanence decision stalls on
the first day; the reviews of 30 Apr and 14 Jul notice nothing, unless a test says so.
"""

import numpy as np
import pytest
from worlds import AT_REVIEW, SmallWorld, child, days_between, dotted, service

from sim.arms.resolve import resolve
from sim.initialise.build import build, calendar_of
from sim.ledger import Count
from sim.settings import Settings, replace_values
from sim.task_kinds import TaskKind
from sim.vocabulary import (
    ActionState,
    EventKind,
    LegalStatus,
    Noticer,
    Route,
)

ENTERED, ENDS = "2025-04-07", "2025-12-01"
HEARINGS = ["2025-06-06", "2025-08-01", "2025-09-29", "2025-11-24"]
NOTHING = {"challenge__guardian__sees": 0, "challenge__guardian__succeeds": 0, "court__liaison": 0}
BLIND = dict.fromkeys(AT_REVIEW, 0)


def in_proceedings(through="2025-06-30", planned="2030-01-02", seed=1, **more):
    settings = service(**{"plan__stalls": 1, **NOTHING, **BLIND, **more})
    mine = child(ENTERED, planned=planned, proceedings=(ENTERED, ENDS))
    return SmallWorld(settings, mine, seed=seed).through(through)


def test_a_child_is_in_proceedings_from_their_beginning_to_the_final_order():
    world = SmallWorld(service(), child(ENTERED, proceedings=("2025-05-06", ENDS)))
    footing = {}
    for today in world.day_by_day("2025-12-05"):
        if today >= ENTERED:
            footing.setdefault(LegalStatus(int(world.children[0].legal)).name, today)
    assert footing == {"VOLUNTARY": ENTERED, "IN_PROCEEDINGS": "2025-05-06", "ORDER": ENDS}
    assert world.count(Count.PROCEEDINGS_ENDED) == 1
    assert world.count(Count.PROCEEDINGS_DAYS) == days_between("2025-05-06", ENDS) == 209


def test_proceedings_end_with_the_child_s_leaving_and_are_counted_until_then():
    world = in_proceedings("2025-12-31", planned="2025-10-02")
    assert world.count(Count.EXITS) == world.count(Count.PROCEEDINGS_ENDED) == 1
    assert world.count(Count.PROCEEDINGS_DAYS) == days_between(ENTERED, "2025-10-02") == 178


def test_a_child_found_in_care_is_amid_them_or_has_had_its_order():
    during = child("2025-01-06", proceedings=("2025-01-06", "2025-06-02"))
    after = child("2025-01-06", proceedings=("2025-01-06", "2025-03-03"))
    never = child("2025-01-06")
    world = SmallWorld(service(), during, after, never)
    assert world.children["legal"].tolist() == [
        LegalStatus.IN_PROCEEDINGS,
        LegalStatus.ORDER,
        LegalStatus.VOLUNTARY,
    ]
    world.until("2026-04-01")
    assert world.count(Count.PROCEEDINGS_ENDED) == 1  # the other's are of the time before
    assert world.count(Count.PROCEEDINGS_DAYS) == days_between("2025-01-06", "2025-06-02")


def test_each_hearing_takes_eight_hours_of_the_social_worker():
    world = SmallWorld(service(court__hearing_hours=8), child(ENTERED, proceedings=(ENTERED, ENDS)))
    twin = SmallWorld(service(court__hearing_hours=0), child(ENTERED, proceedings=(ENTERED, ENDS)))
    more, heard = 0.0, []
    for today in world.day_by_day("2026-03-31"):
        arose = [
            each.count(Count.HOURS_AROSE_SOCIAL_WORKER) for each in (world, twin.through(today))
        ]
        if arose[0] - arose[1] != pytest.approx(more):
            more = arose[0] - arose[1]
            heard.append((today, more))
    assert [today for today, _ in heard] == HEARINGS
    assert [hours for _, hours in heard] == pytest.approx([8, 16, 24, 32])


def test_after_the_final_order_there_is_no_guardian():
    # found in care with the order made: what stalls is noticed by nobody
    late = child("2025-01-06", proceedings=("2025-01-06", "2025-03-03"))
    settings = service(**{**NOTHING, **BLIND, "challenge__guardian__sees": 1, "plan__stalls": 1,
                          "plan__needs_per_year": 5})  # fmt: skip
    world = SmallWorld(settings, late).through("2026-03-31")
    assert world.count(Count.STALLS) > 0
    assert world.count(Count.STALLS_NOTICED) == 0


@pytest.mark.parametrize(("succeeds", "done"), [(1, ["2025-06-09"]), (0, [])])
def test_a_guardian_who_notices_says_so_in_court_and_it_moves_or_not(succeeds, done):
    # noticed on Fri 6 Jun, in the morning; that day the hearing has the worker's hours (8 of 7.5).
    # Of Mon 9 Jun it has half an hour and the answer another, before the six of the action
    world = in_proceedings(challenge__guardian__sees=1, challenge__guardian__succeeds=succeeds)
    assert world.count(Count.STALLS_NOTICED) == 1
    assert world.count(Count.STALL_WORKING_DAYS_UNNOTICED) == 40
    assert world.done() == done
    assert world.count(Count.CHALLENGES_INFORMAL) == world.count(Count.STALLS_IRO_NOTICED) == 0


def test_a_guardian_who_did_not_see_it_looks_again_before_the_next_hearing():
    noticed = set()
    for seed in range(1, 13):
        world = in_proceedings(ENDS, seed=seed, challenge__guardian__sees=0.5,
                               challenge__guardian__succeeds=1)  # fmt: skip
        noticed |= set(world.of_noticer(EventKind.NOTICED, Noticer.GUARDIAN))
    assert noticed <= set(HEARINGS)
    assert len(noticed) > 1


HEARD = {"court__liaison": 1, "challenge__guardian__sees": 1, "challenge__iro__succeeds": 1}


def test_with_liaison_the_iro_hears_from_the_guardian_and_challenges():
    world = in_proceedings(**HEARD)  # in court it does not move: guardian_succeeds is 0
    # raised on Fri 6 Jun, answered on Mon 9 Jun, of whose 7.5 hours 0.5 are the hearing's and 0.5
    # the answer's; so the six hours are done that day
    assert world.raised(Noticer.IRO) == ["2025-06-06"]
    assert world.count(Count.CHALLENGES_CONCEDED) == 1
    assert world.done() == ["2025-06-09"]


def test_without_liaison_the_iro_does_not_hear():
    world = in_proceedings(**{**HEARD, "court__liaison": 0})
    assert world.count(Count.STALLS_NOTICED) == 1
    assert world.count(Count.CHALLENGES_INFORMAL) == 0
    assert world.done() == []


@pytest.mark.parametrize(("liaison", "done"), [(1, 1), (0, 0)])
def test_with_liaison_the_guardian_hears_from_the_iro(liaison, done):
    # the IRO notices at the review of 30 Apr and has not the will to challenge; the guardian, who
    # sees nothing, is told
    world = in_proceedings(challenge__iro__acts=0, court__liaison=liaison,
                           challenge__guardian__succeeds=1, **AT_REVIEW)  # fmt: skip
    assert world.count(Count.STALLS_NOTICED) == 1
    assert world.count(Count.STALL_WORKING_DAYS_UNNOTICED) == 15  # to 29 Apr
    assert len(world.done()) == done


def test_where_there_is_no_iro_nobody_hears_from_the_guardian():
    world = in_proceedings(**{**HEARD, "challenge__guardian__succeeds": 1}, iro__employer="none",
                           review__chair="team_manager")  # fmt: skip
    assert world.done() == ["2025-06-09"]  # said in court all the same
    assert world.count(Count.CHALLENGES_INFORMAL) == 0


def test_nobody_hears_from_the_guardian_while_the_iro_s_post_stands_empty():
    # the only IRO leaves some time before the hearing of 6 Jun, and nobody has followed by then
    empty = dict(iro__turnover=300, iro__vacant_days=200, desk__cover_days=0)
    for seed in range(1, 99):
        world = in_proceedings("2025-06-05", seed=seed, **HEARD, **empty)
        post = world.world.posts[world.service.first_iro]
        if world.children[0].iro >= 0 and post.fills > world.day("2025-06-13"):
            break
    world.through("2025-06-13")
    assert world.count(Count.STALLS_NOTICED) == 1  # by the guardian
    assert TaskKind.INFORMAL not in world.tasks()
    assert world.actions()[0].seen_by_iro == 0


@pytest.mark.parametrize(("liaison", "state"), [(1, ActionState.STALLED), (0, ActionState.WAITING)])
def test_the_iro_agrees_what_has_arisen_when_the_papers_of_the_final_order_come(liaison, state):
    # needs arise in the course of care and wait; here the last review was held on 14 Jul
    waits = dict(plan__unprompted=0, plan__needs_per_year=8)
    for seed in range(1, 40):
        world = in_proceedings("2025-11-28", seed=seed, court__liaison=liaison, **waits)
        waiting = [a.address for a in world.actions() if a.state == ActionState.WAITING]
        if waiting and world.through(ENDS).happened(EventKind.NEED_LATER)[-1][0] < ENDS:
            break
    now = {a.address: a.state for a in world.actions()}
    assert {now[address] for address in waiting} == {state}


def test_the_iro_may_see_a_stall_in_the_papers_of_the_final_order():
    for liaison in (1, 0):
        world = in_proceedings("2025-12-31", court__liaison=liaison,
                               challenge__iro__sees__at_told_change=1,
                               challenge__iro__succeeds=1)  # fmt: skip
        assert world.raised(Noticer.IRO) == ([ENDS] if liaison else [])
        assert len(world.done()) == liaison


def test_so_many_children_are_in_liaison_and_the_same_ones_whoever_asks():
    settings = service(**{**NOTHING, **BLIND, "plan__stalls": 1, "challenge__guardian__sees": 1,
                          "plan__actions__permanence__hours": 0})  # fmt: skip
    mine = [child(ENTERED, proceedings=(ENTERED, ENDS)) for _ in range(60)]
    raised = []
    for liaison in (0.3, 0.6):
        changed = SmallWorld(settings, *mine).until("2025-04-01").under(court__liaison=liaison)
        changed.until("2025-07-01")
        raised.append({c for c in range(60) if changed.raised(Noticer.IRO, c)})
    assert raised[0] < raised[1]
    # 60 x 0.3 and 60 x 0.6: standard errors of 3.5 and 3.8
    assert [len(each) for each in raised] == pytest.approx([18, 36], abs=4 * 3.8)


ALL = {f"court.{route}": 1.0 for route in ("home", "guardianship", "adoption", "to_18", "other")}


def entrants(**more):
    """Return the children whom an authority's stream brings, and the world's calendar."""
    figures = {"authority.children_looked_after": 200, "authority.started_in_year": 80,
               "authority.ceased_in_year": 80}  # fmt: skip
    asked = replace_values(Settings(), {**figures, **ALL, **dotted(more)})
    settings = resolve(asked, {}).today
    world = build(settings, 3)
    return world.children, calendar_of(settings)


def test_proceedings_last_their_weeks_and_end_by_the_planned_day():
    # 41 weeks of 7 days, 252.8 working days in 365.25: 198.6 working days, and a day begun
    children, when = entrants(court__weeks=41, court__spread=0, court__late_share=0)
    assert (children["proceedings_from"] == children["entered"]).all()
    lasted = children["proceedings_to"] - children["proceedings_from"]
    cut = children["planned"] - children["entered"] < 199
    assert set(lasted[~cut]) == {1 + int(41 * 7 * when.per_year / 365.25)} == {199}
    assert (children["proceedings_to"] == children["planned"])[cut].all()
    assert cut.any()


def test_some_begin_some_time_after_entry_and_none_after_the_planned_day():
    children, _ = entrants(court__late_share=1, court__late_days=60)
    some = children[children["proceedings_from"] > 0]
    waited = some["proceedings_from"] - some["entered"]
    assert (waited >= 1).all()
    assert (some["proceedings_from"] < some["planned"]).all()
    assert (some["proceedings_to"] <= some["planned"]).all()
    # the others were planned to leave before theirs would have begun
    assert len(some) < len(children)
    assert 30 < np.mean(waited) <= 61


def test_who_is_in_proceedings_hangs_on_the_route():
    children, _ = entrants(court__home=0, court__other=0, court__late_share=0)
    has = children["proceedings_from"] > 0
    never = np.isin(children["route"], [Route.HOME, Route.OTHER])
    assert (has == ~never).all()


def test_a_hearing_s_work_goes_ahead_of_the_desk():
    # a desk of four hours a day gives two whole days to it, Fri 6 and Mon 9 Jun
    settings = service(worker_hours=4, plan__actions__permanence__hours=160,
                       desk__cut_from_days=200)  # fmt: skip
    world = SmallWorld(settings, child(ENTERED, proceedings=(ENTERED, ENDS))).until("2025-06-06")
    worked = []
    for _ in world.day_by_day("2025-06-10"):
        worked.append(float(world.tasks()[TaskKind.ACTION][0].worked))
    assert worked[0] == worked[1] == worked[2] - 4

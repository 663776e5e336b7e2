"""An advocate's desk: the visit before a review, what is raised after it, and places for children.

The child enters on Mon 7 Apr 2025; work on its review opens on 15 Apr and it is held on Wed 30 Apr.
One advocate has 6.1 hours a working day.
"""

import pytest
from worlds import SmallWorld, child, days_between, service

from sim.ledger import Count
from sim.task_kinds import TaskKind
from sim.vocabulary import Need, Role

ENTERED, OPENS, REVIEW = "2025-04-07", "2025-04-15", "2025-04-30"
FIRST, FILLED, YEAR_END = "2025-04-01", "2025-10-07", "2026-04-01"
ONE = {  # advocate for everybody, and nobody else who sees or notices
    "advocate__uptake_opt_in": 1, "advocate__vacancy": 0, "advocate__caseload": 100,
    "advocate__brings_views": 1, "challenge__advocate__sees": 1, "challenge__advocate__succeeds": 1,
    "challenge__advocate__over_plan": 1, "challenge__iro__succeeds": 1,
    "review__tasks__child_contact__hours": 160, "review__tasks__child_contact__urgency": -120,
    "desk__cut_from_days": 200,
}  # fmt: skip


def advocated(through=REVIEW, children=(), **more):
    mine = children or [child(ENTERED)]
    return SmallWorld(service(**{**ONE, **more}), *mine).through(through)


def test_an_advocate_visits_when_work_on_the_review_opens_and_brings_the_views():
    world = advocated(through="2025-04-14")
    assert not world.children[0].advocate_visited
    assert world.count(Count.HOURS_WORKED_ADVOCATE) == 0
    world.through(OPENS)
    assert world.children[0].advocate_visited
    assert world.count(Count.HOURS_WORKED_ADVOCATE) == pytest.approx(2.5)
    world.through(REVIEW)
    assert world.count(Count.SEEN) == 0  # by the chair
    assert world.count(Count.SEEN_BY_ADVOCATE) == world.count(Count.VIEWS_INDEPENDENT) == 1
    assert world.count(Count.PARTICIPATED) == 1
    # the next review is a visit of its own
    assert not world.children[0].advocate_visited


def test_an_advocate_who_has_seen_the_child_may_not_bring_the_views():
    world = advocated(advocate__brings_views=0)
    assert world.count(Count.SEEN_BY_ADVOCATE) == 1
    assert world.count(Count.VIEWS_INDEPENDENT) == world.count(Count.PARTICIPATED) == 0


def test_a_visit_not_made_by_the_review_lapses_and_nothing_is_brought_or_noticed():
    world = advocated(advocate__visit__hours=160, advocate__visit__least=1, plan__stalls=1)
    assert TaskKind.ADVOCATE_VISIT not in world.tasks()
    assert world.count(Count.TASKS_LAPSED) == 2  # and the chair's contact
    assert world.count(Count.SEEN_BY_ADVOCATE) == world.count(Count.VIEWS_INDEPENDENT) == 0
    assert world.count(Count.STALLS_NOTICED) == 0


def test_to_raise_a_stall_takes_hours_of_both():
    calm, stalled = (advocated("2025-05-01", plan__stalls=stalls) for stalls in (0, 1))
    assert stalled.count(Count.STALLS_NOTICED) == 1
    # an hour of the advocate's; half an hour of the worker's to answer it, and the action begun
    for count, more in ((Count.HOURS_WORKED_ADVOCATE, 1), (Count.HOURS_AROSE_SOCIAL_WORKER, 0.5)):
        assert stalled.count(count) - calm.count(count) == pytest.approx(more)
    pounds = stalled.count(Count.POUNDS_WORKERS_HOURS) - calm.count(Count.POUNDS_WORKERS_HOURS)
    assert pounds == pytest.approx(0.5 * 60_000 / 1540)


def test_of_decisions_of_the_plan_advocates_get_less_changed():
    # the need beside the permanence decision is the initial health assessment
    for reach, left in ((1, set()), (0, {Need.PERMANENCE})):
        world = advocated("2025-06-30", plan__stalls=1, plan__needs_at_entry=1,
                          challenge__advocate__over_plan=reach)  # fmt: skip
        assert {action.kind for action in world.actions()} == left
        assert world.count(Count.STALLS_NOTICED) == 2


def test_to_get_the_way_out_of_care_moving_is_a_decision_of_the_plan_too():
    # the step home arises half-way to Mon 30 Jun and stalls; its next review is on 14 Jul
    home = child(ENTERED, planned="2025-09-01", route=0)
    for reach, left in ((1, 1), (0, 0)):
        settings = service(**{**ONE, "plan__stalls": 1, "challenge__advocate__over_plan": reach})
        world = SmallWorld(settings, home).until("2025-12-24")
        assert world.count(Count.EXITS) == left


def test_advocacy_is_paid_by_the_child():
    world = advocated(YEAR_END, children=[child(ENTERED), child(ENTERED, planned="2025-05-13")])
    child_days = days_between(ENTERED, YEAR_END) + days_between(ENTERED, "2025-05-13")
    assert world.count(Count.CHILD_DAYS_WITH_ADVOCATE) == pytest.approx(child_days, abs=1)
    assert world.count(Count.POUNDS_ADVOCACY) == pytest.approx(child_days / 365.25 * 1_000, abs=3)


# Two places: two children looked after, one advocate to two
TWO_PLACES = {
    **ONE, "authority__children_looked_after": 2, "authority__started_in_year": 1,
    "authority__ceased_in_year": 1, "iro__caseload": 2, "social_worker__caseload": 2,
    "advocate__caseload": 2,
}  # fmt: skip


def test_an_advocate_takes_whoever_is_to_have_one_for_places_are_made_for_their_share():
    # in a small place they are now more than the places, now fewer
    settings = service(**TWO_PLACES, advocate__stretch=0)
    world = SmallWorld(settings, *[child(ENTERED) for _ in range(3)]).through(ENTERED)
    assert world.posts(Role.ADVOCATE)["fte"].tolist() == [1]
    assert (world.children["advocate"] >= 0).all()
    assert world.service.waiting_for_advocate == 0
    assert world.service.with_advocate == 3


def test_what_children_bring_stands_ahead_of_the_desk():
    # 18 hours for a child-year
    bring = advocated("2026-03-31", advocate__casework_hours=18)
    idle = advocated("2026-03-31")
    days = bring.day(YEAR_END) - bring.day(ENTERED)
    more = bring.count(Count.HOURS_AROSE_ADVOCATE) - idle.count(Count.HOURS_AROSE_ADVOCATE)
    assert more == pytest.approx(18 * days / bring.service.workdays_per_year)


OPT_IN = {**ONE, "advocate__uptake_opt_in": 0.15, "advocate__uptake_opt_out": 0.75}


def test_more_children_have_an_advocate_where_they_must_decline_and_none_fewer():
    # posts: 100 children x uptake / 25 to an advocate: 0.6, and 3 from 7 Oct on
    settings = service(**{**OPT_IN, "advocate__caseload": 25})
    children = [child("2025-03-31") for _ in range(60)]
    keep = SmallWorld(settings, *children).until(FIRST)
    asked = set((keep.children["advocate"] >= 0).nonzero()[0].tolist())
    world = SmallWorld(settings, *children).until(FIRST).under(advocate__offer="opt_out")
    assert keep.posts(Role.ADVOCATE)["fte"].sum() == pytest.approx(0.6)
    now = set((world.children["advocate"] >= 0).nonzero()[0].tolist())
    assert asked <= now  # those who had one keep it
    wants = int(world.children["wants_advocate"].sum())
    assert world.service.waiting_for_advocate == wants - len(now) > 0
    # the posts are filled after 130 working days; they are another body's, so nobody is paid off
    world.until(FILLED)
    assert world.in_post[Role.ADVOCATE] == pytest.approx(0.6)
    world.through(FILLED)
    assert world.in_post[Role.ADVOCATE] == pytest.approx(3)
    assert world.service.waiting_for_advocate == 0
    assert world.service.with_advocate == wants
    # 60 x 0.75: a standard error of 3.4
    assert wants == pytest.approx(45, abs=4 * 3.4)
    assert world.count(Count.POUNDS_ONCE) == 0


@pytest.mark.parametrize(("stretch", "share"), [(0, 0.15), (1, 0.3)])
def test_until_posts_are_filled_those_readiest_to_ask_have_one_as_far_as_advocates_stretch(
    stretch, share
):
    # 0.6 of the three posts are filled: of the 75% who would have one a fifth, or two
    settings = service(**{**OPT_IN, "advocate__caseload": 25, "advocate__stretch": stretch})
    children = [child(ENTERED) for _ in range(100)]
    world = SmallWorld(settings, *children).until(FIRST).under(advocate__offer="opt_out")
    world.through(ENTERED)
    assert world.service.with_advocate == pytest.approx(100 * share, abs=4 * 4.6)
    assert world.service.waiting_for_advocate > 20
    # their places come with the posts, at the end of the month at the latest
    assert world.through("2025-10-31").service.waiting_for_advocate == 0


def test_a_child_who_waited_and_leaves_waits_no_more():
    settings = service(**{**OPT_IN, "advocate__caseload": 25, "advocate__stretch": 0})
    children = [child(ENTERED, planned="2025-05-13") for _ in range(40)]
    world = SmallWorld(settings, *children).until(FIRST).under(advocate__offer="opt_out")
    assert world.until("2025-05-13").service.waiting_for_advocate > 10
    assert world.through("2025-05-13").service.waiting_for_advocate == 0


def test_where_fewer_are_offered_one_posts_close_and_visits_lapse():
    # entered on 18 Mar 2025: its review is aimed at 8 Apr, and the visit of 160 hours is begun
    settings = service(**ONE, warm_up_years=1, advocate__visit__hours=160)
    world = SmallWorld(settings, child("2025-03-18")).until(FIRST)
    assert world.service.with_advocate == 1
    assert world.tasks()[TaskKind.ADVOCATE_VISIT][0].worked > 0
    lapsed = world.count(Count.TASKS_LAPSED)
    world.under(advocate__uptake_opt_in=0)
    assert world.service.with_advocate == world.service.waiting_for_advocate == 0
    assert world.in_post[Role.ADVOCATE] == 0
    assert world.count(Count.POUNDS_ONCE) == 0
    assert TaskKind.ADVOCATE_VISIT not in world.tasks()
    assert world.count(Count.TASKS_LAPSED) == lapsed + 1


def test_so_many_have_none_because_no_skilled_one_is_found():
    settings = service(**{**ONE, "advocate__vacancy": 0.4})
    world = SmallWorld(settings, *[child(ENTERED) for _ in range(100)]).through(ENTERED)
    # 100 x 0.6: a standard error of 4.9
    assert world.children["wants_advocate"].sum() == pytest.approx(60, abs=4 * 4.9)
    assert world.posts(Role.ADVOCATE)["fte"].sum() == pytest.approx(0.6)

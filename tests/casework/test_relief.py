"""What relieves a desk that is behind, what it costs, and what children lose by it."""

import numpy as np
import pytest
from worlds import SmallWorld, child, service

from sim.arms.resolve import resolve
from sim.initialise.build import build, calendar_of, run_until
from sim.ledger import Count
from sim.measures.catalogue import MEASURES
from sim.settings import Settings, replace_values
from sim.vocabulary import Role

FIRST = "2025-04-01"
DRIFT = next(one for one in MEASURES if one.id == "drift_days_per_child_year")


def behind(hours, **changes):
    """A worker of 4 hours a day, one of them standing work, with an action of so many hours.

    The pace without relief is 3 hours a day: 15 hours are 5 days behind, 45 are 15.
    """
    per_year = calendar_of(service()).per_year
    settings = service(**{
        "worker_hours": 4, "social_worker__visits_per_year": per_year / 10,
        "social_worker__visit_hours": 5, "social_worker__casework_hours": per_year / 2,
        "plan__actions__permanence__hours": hours, "desk__relief_from_days": 5,
        "desk__relief_days": 10, "desk__standing_gives": 0.3, "social_worker__help_share": 0.15,
        "social_worker__visits_missed": 0.1, "desk__load_memory_days": 1,
        "social_worker__overtime_share": 0, **changes,
    })  # fmt: skip
    return SmallWorld(settings, child(FIRST)).through(FIRST)


@pytest.mark.parametrize(("hours", "far"), [(15, 0.0), (30, 0.5), (45, 1.0), (90, 1.0)])
def test_relief_rises_evenly_and_ends(hours, far):
    world = behind(hours)
    helped = 0.15 * far * 4
    left = 0.3 * far * 1
    assert world.count(Count.HOURS_HELPED) == pytest.approx(helped)
    assert world.count(Count.HOURS_CUT_SOCIAL_WORKER) == pytest.approx(left)
    assert world.count(Count.HOURS_WORKED_SOCIAL_WORKER) == pytest.approx(4 + helped)
    # hours that stay with nobody: worked, cut and waiting are all that arose
    waiting = world.world.desks["waiting"].sum()
    assert waiting == pytest.approx(hours - (3 + left + helped))
    assert world.count(Count.HOURS_AROSE_SOCIAL_WORKER) == pytest.approx(hours + 1)


def test_standing_work_left_undone_makes_visits_late():
    for hours, undone in ((15, 0.0), (30, 0.15), (90, 0.3)):
        world = behind(hours)
        assert world.count(Count.VISITS_DUE) == pytest.approx(0.1)
        in_time = 0.1 * (1 - undone) * 0.9
        assert world.count(Count.VISITS_IN_TIME) == pytest.approx(in_time)


def test_hours_of_other_teams_and_overtime_have_their_price_beside_cash():
    # 90 hours: the pace with relief is 4 - 0.7 + 0.6 = 3.9 hours, so 23 days wait: overtime
    world = behind(90, social_worker__overtime_share=0.1)
    assert world.count(Count.HOURS_OVERTIME) == pytest.approx(0.4)
    assert world.count(Count.HOURS_OVERTIME_SOCIAL_WORKER) == pytest.approx(0.4)
    assert world.count(Count.POUNDS_HELP) == pytest.approx(0.6 * 60_000 / 1540)
    assert world.count(Count.POUNDS_OVERTIME) == pytest.approx(0.4 * 60_000 / 1540)
    assert world.count(Count.POUNDS_WORKERS_HOURS) == 0


def test_relief_sets_in_before_a_desk_is_overloaded():
    # 33 hours are 11 days' work at 3 hours a day, but 9 with relief: no overtime
    world = behind(33, social_worker__overtime_share=0.1)
    assert world.count(Count.HOURS_OVERTIME) == 0
    without = {"desk__standing_gives": 0, "social_worker__help_share": 0}
    world = behind(33, social_worker__overtime_share=0.1, **without)
    assert world.count(Count.HOURS_OVERTIME) == pytest.approx(0.4)


def test_an_advocate_leaves_standing_work_too_and_gets_no_hours():
    settings = service(
        advocate__uptake_opt_in=1, advocate__vacancy=0, advocate__casework_hours=1000,
        advocate__hours_per_year=100, advocate__visit__hours=160, advocate__visit__least=1,
        desk__standing_gives=0.5, social_worker__help_share=0.3, desk__least_dated_share=0.25,
    )  # fmt: skip
    world = SmallWorld(settings, child("2025-04-07")).until("2025-04-30")
    advocates = world.posts(Role.ADVOCATE)
    assert advocates["gives"].max() == 0.5
    assert not advocates["helped"].any()
    assert world.count(Count.HOURS_HELPED) == 0


def test_iros_and_managers_have_no_standing_work_and_no_other_teams():
    settings = service(
        iro_hours=0.2, review__tasks__child_contact__hours=160, social_worker__help_share=0.3,
        desk__standing_gives=0.5,
    )  # fmt: skip
    world = SmallWorld(settings, child("2025-04-07")).until("2025-04-30")
    assert world.world.desks["waiting"][int(world.service.first_iro)] > 100
    assert world.count(Count.HOURS_HELPED) == 0
    assert not world.posts(Role.IRO)["gives"].any()


def stuck(undone, **changes):
    """A permanence action that stalls, and a worker who left so much standing work undone."""
    sure = {"plan__stalls": 1, "challenge__team__sees_days": 1, "social_worker__undone_unseen": 1}
    world = SmallWorld(service(**{**sure, **changes}), child("2025-04-07"))
    world.world.posts["undone"] = undone  # it has no standing work, so that this stays
    return world.until("2025-05-30")


def test_a_team_that_leaves_all_visits_out_never_sees_a_stall():
    assert stuck(0.0).count(Count.NOTICED_BY_TEAM) == 1
    assert stuck(1.0).count(Count.NOTICED_BY_TEAM) == 0
    assert stuck(1.0, social_worker__undone_unseen=0).count(Count.NOTICED_BY_TEAM) == 1


def test_what_nobody_saw_waits_for_the_review():
    # nothing stalls: an action begun unprompted is done at the desk, the same day or soon
    assert stuck(0.0, plan__stalls=0).done() < ["2025-04-20"]
    world = stuck(1.0, plan__stalls=0)
    (held,) = world.held()
    assert world.done() >= [held]


def drift(cases):
    """Drift days a child-year in an authority of 300 children, three seeds of three years."""
    asked = replace_values(Settings(), {
        "authority.children_looked_after": 300, "authority.started_in_year": 122,
        "authority.ceased_in_year": 122, "social_worker.caseload": cases, "years": 3,
        "warm_up_years": 1,
    })  # fmt: skip
    settings = resolve(asked, {}).today
    when = calendar_of(settings)
    lived = [run_until(build(settings, seed), when.first, when.end) for seed in (1, 2, 3)]
    top, bottom = DRIFT.parts(np.array([world.ledger.sum(axis=0) for world in lived]))
    return float(top.sum() / bottom.sum())


@pytest.mark.slow
def test_load_settles_and_still_matters():
    usual, high, highest = (drift(cases) for cases in (15.2, 21.0, 24.0))
    assert usual < high < highest < 2 * usual  # it was ten times as much at 24

"""Children who pass through: how many, for how long, and what is done for them."""

import numpy as np
import pytest
from worlds import SmallWorld, child, service

from sim.arms.resolve import resolve
from sim.data import authorities
from sim.initialise.build import build, calendar_of
from sim.initialise.entries_and_stays import (
    entries_of,
    passing_a_year,
    planned_years,
    planned_years_of_all,
)
from sim.ledger import Count
from sim.settings import Settings, replace_values
from sim.vocabulary import Placement, Role, Route


def of(name, **changes):
    asked = {"authority.name": name, **{key.replace("__", "."): v for key, v in changes.items()}}
    return resolve(replace_values(Settings(), asked), {}).today


def test_the_stream_is_solved_from_the_published_flow():
    # 2,000 children and 4,000 entries; the others are to stay 2 years, those who pass 36.525 days:
    # 2,000 = (4,000 - F) 2 + 0.1 F gives F = 6,000 / 1.9
    figures = {
        "authority__children_looked_after": 2000, "authority__started_in_year": 4000,
        "authority__ceased_in_year": 4000, "care__transfer_scheme__others_years": 2,
        "care__transfer_scheme__stay_days": 36.525, "care__delay_days": 0,
    }  # fmt: skip
    settings = of("average", **figures)
    assert passing_a_year(settings) == pytest.approx(6000 / 1.9)
    assert planned_years(settings) == pytest.approx(2)
    assert planned_years_of_all(settings) == pytest.approx(0.5)
    assert passing_a_year(of("average", **figures, care__transfer_scheme__below_years=0.4)) == 0


def test_kent_alone_is_a_place_of_arrival():
    through = [name for name in authorities.names() if passing_a_year(of(name)) > 0]
    assert through == ["Kent"]
    kent = of("Kent")
    assert 0.5 < passing_a_year(kent) / entries_of(kent) < 0.9


def test_as_many_come_and_stay_as_long_as_they_should():
    kent = of("Kent", years=2, warm_up_years=1)
    world, when = build(kent, 3), calendar_of(kent)
    children = world.children
    later = children["entered_date"] > world.days["date"][when.first]
    passing = children[later & children["passes_through"]]
    years = (world.days["date"][when.end] - world.days["date"][when.first]) / 365.25
    expected = passing_a_year(kent) * years
    assert abs(len(passing) - expected) < 4 * np.sqrt(expected)
    stays = world.days["date"][passing["planned"]] - passing["entered_date"]
    assert stays.mean() == pytest.approx(18, abs=1.2)
    assert set(passing["route"]) == {Route.OTHER}
    assert set(passing["placement"]) == {Placement.OTHER}
    ages = (passing["entered_date"] - passing["born_date"]) / 365.25
    assert ages.min() >= 14.9 and ages.max() < 18
    assert len(np.unique(children["id"])) == len(children)  # addresses of their own
    assert not (children["family"][later & children["passes_through"]]
                != np.flatnonzero(later & children["passes_through"])).any()  # fmt: skip


def passes(planned="2025-04-25", **changes):
    given = child("2025-04-07", planned=planned, age=16.5, placement=Placement.OTHER)
    settings = service(
        care__transfer_scheme__hours=6, plan__needs_at_entry=4, plan__needs_per_year=20, **changes
    )
    world = SmallWorld(settings, given)
    world.world.children["passes_through"] = True
    return world


def test_the_work_of_arrival_is_done_and_no_permanence_is_planned():
    world = passes().until("2025-04-25")
    assert world.count(Count.NEEDS) == 1  # the placement plan
    assert len(world.done()) == 1
    assert not world.children[0].permanence_decided
    plan = world.settings.plan.actions.placement_plan.hours
    assert world.count(Count.HOURS_WORKED_SOCIAL_WORKER) >= 6 + plan
    assert world.posts(Role.SOCIAL_WORKER)["owed"].sum() == 0
    world.through("2025-04-25")
    assert world.count(Count.EXITS) == 1


def test_who_stays_on_is_reviewed_but_is_no_child_without_a_permanence_plan():
    world = passes(planned="2025-12-01").until("2025-12-01")
    assert len(world.held()) >= 2
    assert world.count(Count.SECOND_REVIEWS) == 0


def test_early_help_keeps_nobody_out_who_comes_alone_from_abroad():
    world = passes(early_help__entries_prevented=1).through("2025-04-07")
    assert world.count(Count.ENTRIES) == 1

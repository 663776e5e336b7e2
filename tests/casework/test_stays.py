"""How long children stay: each route its own time, a place's longer stays from the mix of routes.

All children start between 10 and 16, evenly, so they have 5 years to 18 on average. Half return
home after a year, half stay to 18: 3 years on average. Stays on other routes are two years.
"""

import numpy as np
import pytest

from sim.arms.resolve import resolve
from sim.data.authorities import names
from sim.initialise.build import planned_years
from sim.initialise.planned_stays import mean_planned_years, stay_tables, tables_at
from sim.ledger import Count
from sim.measures.catalogue import MEASURES
from sim.replicate.replication import one_world, seed_of
from sim.settings import Settings, replace_values
from sim.settings.care import AgeAtStart, Care, Routes, RoutesByAge, Stay, Stays
from sim.vocabulary import Route

TEENS = 3  # the group of 10 to 15
HOME, GUARDIANSHIP, ADOPTION, OTHER = range(4)  # rows of stays
MIDDLE = 128  # of 256 quantiles: the median


def care(**routes):
    """Return a care of children of 10 to 15 on given routes, without spread."""
    own = Routes(**{"home": 0.5, "guardianship": 0.0, "adoption": 0.0, "to_18": 0.5, **routes})
    return Care(
        age_at_start=AgeAtStart(0.0, 0.0, 0.0, 1.0),
        routes=RoutesByAge(own, own, own, own, own),
        stays=Stays(Stay(1.0, 0.0), Stay(2.0, 0.0), Stay(2.0, 0.0), Stay(1.0, 0.0)),
        most_to_18=0.95,
    )


@pytest.mark.parametrize(("years", "to_18"), [(2, 0.25), (3, 0.5), (4, 0.75)])
def test_longer_stays_come_from_more_children_who_stay_to_18(years, to_18):
    # home x 1 + to 18 x 5 years
    found = stay_tables(care(), years)
    assert found.routes[TEENS, Route.TO_18] == pytest.approx(to_18, abs=1e-3)
    assert found.routes[TEENS, Route.HOME] == pytest.approx(1 - to_18, abs=1e-3)
    assert mean_planned_years(found) == pytest.approx(years, abs=1e-3)
    assert found.stays[:, MIDDLE] == pytest.approx([365.25, 730.5, 730.5, 365.25])


def test_guardianship_and_adoption_keep_their_shares_and_their_time():
    # of ten 2 to relatives and 1 adopted after 2 years; of the 7 others to 18 as many as it takes:
    # 0.3 x 2 + (0.7 - x) x 1 + x x 5 = 2.3, so x = 0.25
    found = stay_tables(care(home=0.2, guardianship=0.2, adoption=0.1, to_18=0.3), 2.3)
    routes = found.routes[TEENS]
    # of the 0.45 who leave early as many go home as otherwise, as before
    assert routes == pytest.approx([0.225, 0.2, 0.1, 0.25, 0.225], abs=1e-3)
    assert routes.sum() == pytest.approx(1)


def test_the_odds_are_what_is_multiplied():
    # 3 to 1 in place of 1 to 1
    assert tables_at(care(), 3.0).routes[TEENS, Route.TO_18] == pytest.approx(0.75)
    # and never more than the most
    assert tables_at(care(), 1000.0).routes[TEENS, Route.TO_18] == pytest.approx(0.95)


def test_where_no_mix_is_quick_enough_those_who_leave_early_leave_sooner():
    # everybody home after half a year; an adoption would take as long as ever
    found = stay_tables(care(), 0.5)
    assert found.routes[TEENS, Route.TO_18] < 0.01
    assert mean_planned_years(found) == pytest.approx(0.5, abs=1e-3)
    assert found.stays[HOME, MIDDLE] == pytest.approx(0.5 * 365.25, rel=0.01)
    assert found.stays[ADOPTION, MIDDLE] == pytest.approx(730.5)


@pytest.mark.slow
def test_in_every_authority_an_adoption_is_planned_to_take_as_long():
    asked = Settings()
    own = asked.care.stays.adoption.median_years * 365.25
    for name in names():
        place = resolve(replace_values(asked, {"authority.name": name}), {}).today
        wanted = planned_years(place)
        found = stay_tables(place.care, round(wanted, 6))
        assert found.stays[ADOPTION, MIDDLE] == pytest.approx(own), name
        assert mean_planned_years(found) == pytest.approx(wanted, abs=2e-3), name
        assert np.all(found.routes >= -1e-12), name
        assert found.routes.sum(axis=1) == pytest.approx(1), name


def test_a_care_without_children_who_stay_to_18_has_only_the_time_of_those_who_leave():
    none = care(home=1.0, to_18=0.0)
    found = stay_tables(none, 2.0)
    assert found.routes[TEENS, Route.TO_18] == 0
    assert found.stays[HOME, MIDDLE] == pytest.approx(2 * 365.25, rel=0.01)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["Sheffield", "Wolverhampton", "Stoke-on-Trent"])
def test_adoptions_take_as_long_where_stays_are_short_as_where_they_are_long(name):
    # children stay for 1.7, 3.9 and 4.7 years; adoptions took 13, 32 and 41 months when their
    # steps went with that
    place = resolve(replace_values(Settings(), {"authority.name": name}), {}).today
    runs = [one_world(place, (), seed_of(place, r)).months[0].sum(axis=0) for r in range(4)]
    counts = sum(runs)
    (months,) = [measure for measure in MEASURES if measure.id == "adoption_months"]
    top, bottom = months.parts(counts)
    assert 16 < top / bottom < 21.5
    children = counts[Count.CHILD_DAYS] / 365.25 / place.years / 4
    assert children == pytest.approx(place.authority.children_looked_after, rel=0.1)

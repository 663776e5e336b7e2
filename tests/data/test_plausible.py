"""The stored plausible worlds, their order, and the typical world, as studies use them."""

import dataclasses
import subprocess
import sys

import numpy as np
import pytest

from experiments.beliefs import beliefs
from experiments.calibrate.bands import in_order
from experiments.calibrate.effect_of_noticing import LEAST, MOST
from experiments.calibrate.simulator import POLICIES, Service, ratio
from experiments.calibrate.standing import largest_error, left_out, order, sides
from experiments.calibrate.typical import OUTER, RUNS, fitted_of
from sim.arms.resolve import resolve
from sim.data.plausible_settings import members, typical
from sim.measures.catalogue import HEADLINE
from sim.settings import Settings, register, replace_values
from sim.settings.smallest_differences import Matters

STATED = {setting.name: setting for setting in register(Settings())}
BELIEFS = beliefs(register(Settings()))


def test_the_set_is_large_enough_and_each_member_is_another():
    every = members()
    assert len(every) >= 200
    assert len({tuple(member.values.values()) for member in every}) == len(every)
    assert len({member.number for member in every}) == len(every)


def test_worlds_are_numbered_in_their_order():
    assert [member.world for member in members()] == list(range(1, len(members()) + 1))


def test_every_member_is_inside_the_plausible_ranges():
    for member in members():
        for name, value in member.values.items():
            low, high = STATED[name].plausible
            assert low <= value <= high, name
            assert isinstance(value, STATED[name].type), name


@pytest.mark.slow
def test_every_member_can_be_run():
    for member in members():
        resolve(replace_values(Settings(), dict(member.values)), {})


def test_worlds_and_the_typical_one_hold_the_beliefs_that_are_drawn():
    sampled = [belief.name for belief in BELIEFS]
    assert list(members()[0].values) == sampled, "run python -m experiments.calibrate again"
    assert list(typical()) == sampled, "run python -m experiments.calibrate again"


def test_what_worlds_lead_to_is_told_for_every_headline_measure():
    told = {f"{arm}.{measure.id}" for arm in ("today", *POLICIES) for measure in HEADLINE}
    assert set(members()[0].leads_to) == told, "run python -m experiments.calibrate --members-kept"


def test_drift_is_no_less_without_noticing_but_for_chance():
    assert all(member.drift_ratio > 0.95 for member in members())


def test_the_implied_rate_ratio_of_every_world_is_one_that_the_evidence_allows():
    assert all(LEAST <= member.leaving_rate_ratio <= MOST for member in members())


@pytest.mark.slow
def test_the_stored_order_is_the_one_that_is_found():
    found = sorted(members(), key=lambda member: member.number)
    assert [found[place] for place in order(found, POLICIES)] == list(members())


def test_the_first_worlds_stand_for_all():
    for first, most in ((10, 0.15), (20, 0.08), (50, 0.05), (100, 0.03)):
        assert largest_error(members(), first, POLICIES) <= most, first


def test_they_stand_better_than_worlds_taken_by_chance():
    chance = np.random.default_rng(0)
    for first in (10, 20, 50, 100):
        errors = [
            largest_error([members()[place] for place in chance.permutation(200)], first, POLICIES)
            for _ in range(20)
        ]
        assert largest_error(members(), first, POLICIES) < min(errors)


@pytest.mark.slow
def test_they_stand_for_all_under_a_policy_that_had_no_part_in_the_order():
    half, whole = left_out(members(), (50, 100), POLICIES)
    assert half <= 0.12
    assert whole <= 0.08


def test_sides_are_told_by_what_matters_and_which_way_is_better():
    names = [measure.id for measure in HEADLINE]
    found = sides(members(), "abolish")
    assert found.shape == (len(members()), len(names), 3)
    assert (found.sum(axis=2) == 1).all()
    for member, row in zip(members(), found, strict=True):
        late = member.leads_to["abolish.reviews_on_time"] < -Matters().reviews_on_time
        assert row[names.index("reviews_on_time"), 0] == late
        drift = member.leads_to["abolish.drift_days_per_child_year"]
        side = 0 if drift > 2 else 2 if drift < -2 else 1
        assert row[names.index("drift_days_per_child_year"), side] == 1


def test_each_belief_s_default_is_the_typical_world_s_value():
    defaults = {name: STATED[name].default for name in typical()}
    assert defaults == typical(), "run python -m experiments.calibrate --defaults"


@pytest.mark.slow
def test_the_typical_world_is_central_where_no_target_narrows():
    fitted = {belief.name for belief in fitted_of(BELIEFS, members())}
    assert 0 < len(fitted) < len(BELIEFS) / 2
    for belief in BELIEFS:
        place = (typical()[belief.name] - belief.low) / (belief.high - belief.low)
        if belief.name in fitted:
            assert OUTER <= place <= 1 - OUTER, belief.name
        else:
            middle = belief.rounded((belief.low + belief.high) / 2)
            assert typical()[belief.name] == middle, belief.name


@pytest.mark.slow
def test_the_typical_world_is_as_published_and_gives_way_as_described():
    service = Service()
    parts = np.array([service.run(typical(), 1, run) for run in range(RUNS)])
    for target, value in zip(service.targets, ratio(parts), strict=True):
        if target.told:
            continue
        assert target.low <= value <= target.high, target.measure
    assert in_order(service.caseloads, service.by_caseload(typical(), 1))


def test_worlds_are_read_without_scipy_and_without_optuna():
    code = (
        "import sys, sim.data.plausible_settings as p; p.members(); p.typical();"
        "sys.exit('scipy' in sys.modules or 'optuna' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_an_order_needs_no_figure_of_a_policy_that_is_not_told():
    every = [
        dataclasses.replace(
            member,
            leads_to={k: v for k, v in member.leads_to.items() if k != "abolish.service_cost"}
            | {"relocate.sw_load": float("nan")},
        )
        for member in members()[:30]
    ]
    assert sorted(order(every, POLICIES)) == list(range(30))

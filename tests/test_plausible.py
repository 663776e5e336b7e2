"""The stored set of plausible settings, as later work draws from it."""

import numpy as np
import pandas as pd
import pytest

from experiments.calibration.beliefs import beliefs
from sim.settings import Settings, register
from sim.settings.arms import resolve
from sim.settings.plausible import medoid, members
from sim.settings.policy import with_values

STATED = {setting.name: setting for setting in register(Settings())}


def test_the_set_is_large_enough_and_each_member_is_another():
    every = members()
    assert len(every) >= 200
    assert len({tuple(member.values.values()) for member in every}) == len(every)
    assert len({member.number for member in every}) == len(every)


def test_every_member_is_inside_the_plausible_ranges():
    for member in members():
        for name, value in member.values.items():
            low, high = STATED[name].plausible
            assert low <= value <= high, name
            assert isinstance(value, STATED[name].type), name


@pytest.mark.slow
def test_every_member_can_be_run():
    for member in members():
        resolve(with_values(Settings(), dict(member.values)), {})


def test_the_set_holds_the_settings_that_calibration_samples():
    sampled = [belief.name for belief in beliefs(register(Settings()))]
    assert list(medoid().values) == sampled, "run python -m experiments.calibrate again"


def test_the_medoid_is_a_member_and_what_it_leads_to_is_central():
    figures = pd.DataFrame([{"ratio": m.drift_ratio, **m.leads_to} for m in members()])
    places = figures.dropna(axis=1).rank().to_numpy()
    total = [np.sqrt(((places - place) ** 2).sum(axis=1)).sum() for place in places]
    assert medoid() is members()[int(np.argmin(total))]
    # and so it is near the middle of what matters most
    central = {"ratio", "abolish.drift_days_per_child_year", "today.reviews_on_time"}
    own = figures.rank(pct=True).iloc[members().index(medoid())]
    assert all(0.2 < own[name] < 0.8 for name in central), own[list(central)]


def test_drift_is_no_less_without_noticing_but_for_chance():
    assert all(member.drift_ratio > 0.95 for member in members())


def test_each_sampled_settings_default_is_the_medoids_value():
    defaults = {name: STATED[name].default for name in medoid().values}
    assert defaults == medoid().values, "run python -m experiments.calibrate --defaults"

"""What is drawn for a place: given what is published of it, as wide as places differ."""

import math

import numpy as np
import pandas as pd
import pytest

from sim.arms.practice_of_places import (
    CHURN,
    GRADE,
    Drawn,
    drawn_for,
    log_normal,
    practice_of,
    quality_given,
    scores,
    with_place,
)
from sim.arms.resolve import resolve
from sim.cli.main import main
from sim.data import authorities
from sim.replicate.replication import point_of
from sim.settings import Settings, replace_values
from sim.settings.draw import Draw

WORLDS = range(1, 41)


def named(name, **more):
    values = {"authority.name": name} | {key.replace("__", "."): it for key, it in more.items()}
    return resolve(replace_values(Settings(), values), {}).today


@pytest.fixture(scope="module")
def england():
    """Return what is drawn in 40 worlds for every authority, by name: shape (places, worlds)."""
    every = [named(name) for name in authorities.names()]
    drawn = [[drawn_for(today, world) for world in WORLDS] for today in every]
    return {
        setting: np.array([[each[setting] for each in place] for place in drawn])
        for setting in drawn[0][0]
    }


def correlation(values, published):
    """Return the correlation with what is published of each place, where it is."""
    known = ~np.isnan(published)
    return np.corrcoef(values[known].mean(axis=1), published[known])[0, 1]


def published(what):
    return np.array([scores(name).get(what, np.nan) for name in authorities.names()])


def test_grades_are_of_authorities_that_there_are():
    assert len(authorities.grades()) > 140
    assert set(authorities.grades()) <= set(authorities.names())
    assert authorities.GRADES[authorities.grades()["Barnet"]] == "Outstanding"


def test_quality_is_given_by_churn_alone_where_there_is_no_grade():
    middle, left = quality_given({CHURN: 1.0}, Draw())
    assert middle == pytest.approx(-0.50)
    assert left == pytest.approx(0.866, abs=0.001)


def test_quality_is_given_by_grade_and_churn():
    # correlations .5 and -.5, of the two -.54: weights (.5 - .5 x .54) / (1 - .54^2) = .32
    # and -.32; left is the root of 1 - 2 x .32 x .5
    of_grade, left = quality_given({CHURN: 0.0, GRADE: 1.0}, Draw())
    of_churn, _ = quality_given({CHURN: 1.0, GRADE: 0.0}, Draw())
    assert of_grade == pytest.approx(0.32, abs=0.01)
    assert of_churn == pytest.approx(-0.32, abs=0.01)
    assert left == pytest.approx(0.82, abs=0.01)


def test_of_a_place_of_which_nothing_is_published_nothing_is_known():
    assert quality_given({}, Draw()) == (0.0, 1.0)


def test_the_average_authority_is_no_place():
    assert drawn_for(named("average"), 3) == {}
    assert drawn_for(named("Leeds", authority__draw__on=False), 3) == {}


def test_what_is_set_holds():
    leeds = named("Leeds", authority__practice_quality=1.0, authority__frictions=2.0)
    drawn = drawn_for(leeds, 3)
    assert not {"authority.practice_quality", "authority.frictions"} & set(drawn)
    assert with_place(leeds, 3).authority.practice_quality == 1.0


def test_a_draw_hangs_on_place_and_world_alone():
    assert drawn_for(named("Leeds"), 3) == drawn_for(named("Leeds", seed=77), 3)
    others = [drawn_for(named("Leeds"), 4), drawn_for(named("Bradford"), 3)]
    assert all(other != drawn_for(named("Leeds"), 3) for other in others)


def test_ratios_are_1_over_england_on_average(england):
    assert england["authority.frictions"].mean() == pytest.approx(Draw().frictions_mean, rel=0.05)
    for name in ("handovers", "early_moves", "settled_moves"):
        assert england[f"authority.{name}"].mean() == pytest.approx(1.0, abs=0.03)


def test_stalling_is_over_england_as_in_the_average_authority(england):
    b = Settings().authority.quality_on_stalling
    quality = england["authority.practice_quality"]
    assert abs(quality).max() <= Draw().furthest
    assert quality.std() == pytest.approx(1.0, abs=0.05)
    assert np.exp(-b * quality - b * b / 2).mean() == pytest.approx(1.0, abs=0.05)


def test_quality_goes_with_what_is_published(england):
    quality = england["authority.practice_quality"]
    assert correlation(quality, published(GRADE)) > 0.8
    assert correlation(quality, published(CHURN)) < -0.8
    with_frictions = np.corrcoef(quality.ravel(), england["authority.frictions"].ravel())[0, 1]
    assert with_frictions < -0.25


def test_what_is_to_be_expected_is_the_mean_over_worlds():
    leeds = named("Leeds")
    many = [drawn_for(leeds, world) for world in range(1, 3001)]
    expected = drawn_for(leeds, 0)
    for name in ("frictions", "handovers", "early_moves", "settled_moves"):
        mean = np.mean([one[f"authority.{name}"] for one in many])
        assert expected[f"authority.{name}"] == pytest.approx(mean, rel=0.06)
    b = leeds.authority.quality_on_stalling

    def stalling(one):
        spread = one["authority.quality_spread"]
        return math.exp(-b * one["authority.practice_quality"] - (b * spread) ** 2 / 2)

    assert stalling(expected) == pytest.approx(np.mean([stalling(one) for one in many]), rel=0.04)


def test_an_expected_ratio_by_hand():
    # exp(0.5 x 1 - 0.5 x 0.5^2 x (1 - 0.6^2)): what is not known is averaged
    found = log_normal(Draw(), 0.5, 1.0, 0.6, "Leeds", 0, Drawn.HANDOVERS)
    assert found == pytest.approx(math.exp(0.5 - 0.08))


@pytest.mark.slow
def test_a_run_of_a_named_place_says_what_was_drawn(tmp_path, capsys):
    words = ["authority.name=Rutland", "years=1", "warm_up_years=1", "replications=3",
             "authority.frictions=0.5", f"hydra.run.dir={tmp_path / 'run'}"]  # fmt: skip
    assert main(words) == 0
    worlds = pd.read_csv(tmp_path / "run" / "worlds.csv")
    today = named("Rutland", authority__frictions=0.5)
    for world, quality in zip(worlds["world"], worlds["authority.practice_quality"], strict=True):
        assert quality == practice_of(today, world)["authority.practice_quality"]
    assert set(worlds["authority.frictions"]) == {0.5}


def test_every_replication_of_a_named_place_passes_the_draw():
    arms = resolve(replace_values(Settings(), {"authority.name": "Leeds"}), {})
    point = point_of(0, arms, "")
    (today,) = point.settings(4)[0]
    drawn = practice_of(arms.today, point.world(4))
    assert today.authority.practice_quality == drawn["authority.practice_quality"]
    assert set(drawn) <= set(point.drawn_settings)

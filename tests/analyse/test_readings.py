"""How counts of worlds read."""

import math

import numpy as np
import pytest

from sim.analyse.closeness import half_width_of_median
from sim.analyse.readings import (
    Counts,
    by_chance,
    count,
    is_settled,
    of_hundred,
    plain_reading,
    reading,
)

ALL = 200


def test_worlds_are_counted_by_what_matters_by_hand():
    found = np.array([-3.0, -2.0, -1.0, 0.0, 2.0, 2.5, np.nan])
    assert count(found, "higher", 2.0) == (1, 4, 1)  # exactly as much as matters is still the same
    assert count(found, "lower", 2.0) == (1, 4, 1)
    assert count(found, "lower", 1.0) == (2, 2, 2)
    assert count(found[:2], "higher", 0.0) == (2, 0, 0)


@pytest.mark.parametrize(
    ("counted", "of_100"),
    [((192, 2, 6), (96, 1, 3)), ((1, 1, 1), (34, 33, 33)), ((0, 0, 7), (0, 0, 100)),
     ((153, 9, 38), (77, 4, 19)), ((0, 0, 0), (0, 0, 0))],
)  # fmt: skip
def test_of_100_worlds_adds_up(counted, of_100):
    found = of_hundred(counted)
    assert sum(found) in (0, 100)
    if counted != (153, 9, 38):  # 76.5, 4.5, 19: equal remainders
        assert found == of_100


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ((100, 0, 0), "worse"), ((95, 0, 5), "worse"), ((94, 6, 0), "mostly worse"),
        ((0, 4, 96), "better"), ((75, 0, 25), "mostly worse"), ((10, 15, 75), "mostly better"),
        ((2, 96, 2), "about the same"), ((0, 90, 10), "mostly about the same"),
        ((42, 58, 0), "same or worse"), ((42, 53, 5), "same or worse"), ((42, 52, 6), "depends"),
        ((0, 60, 40), "same or better"), ((43, 7, 50), "depends"), ((72, 11, 17), "depends"),
    ],
)  # fmt: skip
def test_readings_by_hand(counts, words):
    assert plain_reading(Counts(*counts)) == words
    assert reading(tuple(2 * one for one in counts), ALL) == words  # all worlds were run
    assert is_settled(words) == (words in ("worse", "better", "about the same"))


def test_a_reading_says_where_too_few_worlds_leave_it_open():
    assert reading((16, 2, 2), ALL) == "mostly worse, or depends"
    assert reading((19, 1, 0), ALL) == "worse, or mostly worse"
    assert reading((38, 1, 1), ALL) == "worse, or mostly worse"
    assert reading((100, 0, 0), ALL) == "worse"
    assert reading((18, 1, 1), 20) == "mostly worse"  # there are no others


def test_the_open_part_closes_as_worlds_are_run():
    open_ = [", or " in reading((round(0.78 * n), 0, n - round(0.78 * n)), ALL) for n in
             (20, 50, 100, 150, 190, 200)]  # fmt: skip
    assert open_[0] and not open_[-1]
    assert open_ == sorted(open_, reverse=True)


def test_chance_near_a_border_leaves_a_reading_open():
    # twenty worlds at the border, which chance takes to either side, and 180 far beyond it
    found = np.array([-2.0] * 20 + [-50.0] * 180)
    error = by_chance(found, 2.0, 1.0)
    assert error == pytest.approx(np.sqrt(20 * 0.25) / 200)
    assert by_chance(found, 2.0, 0.0) == by_chance(found, 2.0, float("nan")) == 0
    assert reading((190, 10, 0), ALL, error) == "worse, or mostly worse"
    assert reading((190, 10, 0), ALL) == "worse"
    assert reading((198, 2, 0), ALL, error) == "worse"
    draw = np.random.default_rng(2)
    counts = [(found + draw.normal(size=200) < -2).sum() / 200 for _ in range(2000)]
    assert np.std(counts) == pytest.approx(error, rel=0.1)


@pytest.mark.parametrize("share", [0.02, 0.5, 0.8, 0.95])
def test_the_truth_is_among_what_a_small_study_says(share):
    # every set of 200 worlds with this share worse, of which 40 are run: its whole reading is named
    draw = np.random.default_rng(3)
    worse = round(share * ALL)
    whole = reading((worse, 0, ALL - worse), ALL)
    held = [
        whole in reading((k, 0, 40 - k), ALL).split(", or ")
        for k in draw.hypergeometric(worse, ALL - worse, 40, size=500)
    ]
    assert np.mean(held) >= 0.9


def test_half_the_width_of_a_medians_interval():
    # of 0 to 99: places 49.5 -+ 9.8, so from 39 to 60
    assert half_width_of_median(np.arange(100.0)) == pytest.approx(10.5)
    assert math.isnan(half_width_of_median(np.arange(5.0)))
    draw = np.random.default_rng(1)
    held = []
    for _ in range(400):
        values = draw.normal(size=60)
        middle = np.median(values)
        held.append(abs(middle) <= 2 * half_width_of_median(values))
    assert np.mean(held) > 0.95


def test_only_all_of_up_to_200_worlds_are_100_of_100():
    for worlds in range(2, 201):
        for place in range(3):
            counted = [0, 0, 0]
            counted[place], counted[place - 1] = worlds - 1, 1
            assert max(of_hundred(counted)) < 100

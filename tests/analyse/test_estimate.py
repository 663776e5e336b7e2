"""Estimates against hand-worked figures, simulated coverage and properties."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sim.analyse.estimate import (
    Ratio,
    estimate,
    holm,
    paired_difference,
    residuals,
    verdict,
)


def parts(numerators, denominators):
    return Ratio(np.array(numerators, dtype=float), np.array(denominators, dtype=float))


def test_ratio_and_interval_by_hand():
    # R = (9 + 8 + 10) / (10 + 10 + 10) = 0.9; residuals 0, -0.1, 0.1; s = 0.1;
    # se = 0.1 / sqrt(3) = 0.057735; t(0.975, 2) = 4.302653
    found = estimate(parts([9, 8, 10], [10, 10, 10]))
    assert found.value == pytest.approx(0.9)
    assert found.low == pytest.approx(0.9 - 4.302653 * 0.0577350, abs=1e-6)
    assert found.high == pytest.approx(0.9 + 4.302653 * 0.0577350, abs=1e-6)


def test_replications_weigh_by_their_denominator():
    # R = 30 / 60; residuals (10 - 5) / 20, (20 - 25) / 20 ... by hand
    data = parts([10, 5, 15], [10, 20, 30])
    assert estimate(data).value == pytest.approx(0.5)
    assert residuals(data).tolist() == pytest.approx([0.25, -0.25, 0.0])


def test_difference_by_hand():
    # baseline 0.9 with residuals 0, -0.1, 0.1; scenario 0.8 with residuals 0, -0.2, 0.2;
    # difference of residuals 0, -0.1, 0.1: s = 0.1, so se = 0.057735
    found = paired_difference(parts([9, 8, 10], [10, 10, 10]), parts([8, 6, 10], [10, 10, 10]))
    assert found.value == pytest.approx(-0.1)
    assert found.high - found.value == pytest.approx(4.302653 * 0.0577350, abs=1e-6)
    # t = 1.7320508 with 2 degrees of freedom: p = 1 - t / sqrt(2 + t^2) = 1 - sqrt(0.6)
    assert found.p_value == pytest.approx(1 - math.sqrt(0.6))
    assert found.variance_ratio == pytest.approx((0.01 + 0.04) / 0.01)
    assert not found.identical


def test_intervals_hold_the_truth_95_percent_of_the_time():
    draw = np.random.default_rng(20)
    n, repetitions = 30, 2_000
    due = draw.poisson(60, size=(n, repetitions)).astype(float)
    level = draw.normal(0, 0.05, size=(n, repetitions))  # what both arms of a pair share
    baseline = Ratio(due * (0.8 + level + draw.normal(0, 0.03, due.shape)), due)
    fewer = due - draw.poisson(5, due.shape)
    scenario = Ratio(fewer * (0.7 + level + draw.normal(0, 0.03, due.shape)), fewer)
    alone = estimate(baseline)
    paired = paired_difference(baseline, scenario)
    assert 0.93 <= np.mean((alone.low <= 0.8) & (alone.high >= 0.8)) <= 0.97
    assert 0.93 <= np.mean((paired.low <= -0.1) & (paired.high >= -0.1)) <= 0.97
    # apart 2 (0.05^2 + 0.03^2), paired 2 x 0.03^2
    assert np.median(paired.variance_ratio) == pytest.approx(3.78, rel=0.05)


def test_one_replication_has_a_value_and_no_interval():
    found = estimate(parts([9], [10]))
    assert found.value == 0.9
    assert math.isnan(found.low) and math.isnan(found.high)
    pair = paired_difference(parts([9], [10]), parts([8], [10]))
    assert pair.value == pytest.approx(-0.1)
    assert math.isnan(pair.low) and math.isnan(pair.p_value) and math.isnan(pair.variance_ratio)


def test_nothing_below_the_line_is_empty():
    empty = parts([0, 0], [0, 0])
    assert math.isnan(estimate(empty).value)
    pair = paired_difference(parts([1, 2], [4, 4]), empty)
    assert np.isnan([pair.value, pair.low, pair.high, pair.p_value]).all()


def test_no_replication_is_empty():
    assert math.isnan(estimate(parts([], [])).value)


def test_one_empty_replication_is_not_an_empty_measure():
    assert estimate(parts([0, 3], [0, 4])).value == 0.75


def test_few_events_show_no_interval():
    data = parts([[1, 1], [3, 3]], [[10, 10], [10, 10]])
    found = estimate(data, events=np.array([4.9, 5.0]))
    assert np.isfinite(found.value).all()
    assert np.isnan(found.low).tolist() == [True, False]
    pair = paired_difference(data, parts([[0, 0], [1, 1]], [[10, 10], [10, 10]]), np.array([4, 5]))
    assert np.isnan(pair.p_value).tolist() == [True, False]


def test_unequal_arms_are_no_pairs():
    with pytest.raises(ValueError, match="2 and 1"):
        paired_difference(parts([1, 2], [4, 4]), parts([1], [4]))


def test_pairs_all_apart_by_the_same_amount():
    # halves and quarters, so that the arithmetic is exact
    pair = paired_difference(parts([1, 2, 3], [4, 4, 4]), parts([2, 3, 4], [4, 4, 4]))
    assert pair.value == pair.low == pair.high == 0.25
    assert pair.p_value == 0 and math.isinf(pair.variance_ratio)


def test_identical_arms():
    arm = parts([0.1, 0.7, 0.3], [1.1, 2.3, 0.9])
    pair = paired_difference(arm, arm)
    assert pair.identical and pair.value == pair.low == pair.high == 0
    assert pair.p_value == 1


def test_holm_by_hand():
    # sorted 0.01, 0.02, 0.03, 0.04 times 4, 3, 2, 1: 0.04, 0.06, 0.06 (kept up), 0.06
    assert holm([0.04, 0.01, math.nan, 0.03, 0.02]) == pytest.approx(
        [0.06, 0.04, math.nan, 0.06, 0.06], nan_ok=True
    )
    assert holm([0.9, 0.8]) == [1.0, 1.0]
    assert holm([]) == []


@pytest.mark.parametrize(
    ("value", "low", "high", "better", "adjusted", "expected"),
    [
        (0.004, -0.01, 0.01, "higher", 0.001, "about the same"),
        (0.02, 0.001, 0.03, "higher", 0.01, "better"),
        (0.02, 0.001, 0.03, "lower", 0.01, "worse"),
        (-0.02, -0.03, -0.001, "lower", 0.01, "better"),
        (-0.02, -0.03, -0.001, "neither", 0.01, "lower"),
        (0.02, 0.001, 0.03, "neither", 0.01, "higher"),
        (0.02, 0.001, 0.03, "higher", 0.05, "not distinguishable"),
        (0.02, math.nan, math.nan, "higher", math.nan, "not distinguishable"),
        (math.nan, math.nan, math.nan, "higher", math.nan, "does not apply"),
    ],
)
def test_verdicts(value, low, high, better, adjusted, expected):
    assert verdict(value, low, high, better, 0.01, adjusted) == expected


def test_identical_pairs_are_about_the_same_even_without_an_interval():
    nan = math.nan
    assert verdict(0, nan, nan, "higher", 0.0, nan, identical=True) == "about the same"


amounts = arrays(float, (6,), elements=st.floats(0, 1e6, width=32))
bottoms = arrays(float, (6,), elements=st.floats(0.5, 1e6, width=32))


@given(amounts, bottoms, amounts, bottoms)
def test_swapping_the_arms_turns_the_sign(a, b, c, d):
    there = paired_difference(Ratio(a, b), Ratio(c, d))
    back = paired_difference(Ratio(c, d), Ratio(a, b))
    assert there.value == -back.value
    assert there.low == pytest.approx(-back.high)
    assert there.p_value == pytest.approx(back.p_value)


@given(amounts, bottoms, st.permutations(range(6)))
def test_the_order_of_replications_does_not_matter(a, b, order):
    one, other = estimate(Ratio(a, b)), estimate(Ratio(a[order], b[order]))
    assert other.value == pytest.approx(one.value, rel=1e-9)
    assert other.low == pytest.approx(one.low, rel=1e-6, abs=1e-6 * (1 + abs(float(one.value))))


@given(amounts, bottoms)
def test_an_interval_surrounds_its_value_and_residuals_cancel(a, b):
    found = estimate(Ratio(a, b))
    assert found.low <= found.value <= found.high
    assert residuals(Ratio(a, b)).sum() == pytest.approx(0, abs=1e-6 * (1 + a.max()))


@given(st.lists(st.floats(0, 1), max_size=12))
def test_holm_keeps_the_order_and_never_helps(p_values):
    adjusted = holm(p_values)
    assert all(p <= q <= 1 for p, q in zip(p_values, adjusted, strict=True))
    by_p = [q for _, q in sorted(zip(p_values, adjusted, strict=True))]
    assert by_p == sorted(by_p)

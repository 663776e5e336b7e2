"""Intervals of a mean: by hand, by simulation, and what they are where rows are draws."""

import math

import numpy as np
import pytest
from scipy import stats

from sim.analyse.interval import of_mean


def parts(rows):
    """Return the mean of rows, and what each adds to it."""
    rows = np.asarray(rows, dtype=float)
    return rows.mean(axis=0), rows - rows.mean(axis=0)


def holds(of, made, truth, studies, rows):
    """Return how often the interval of so many rows holds the truth."""
    chance = np.random.default_rng(7)
    value, errors = parts(made(chance, (rows, studies)))
    found = of(value, errors)
    return float(np.mean((found.low <= truth) & (truth <= found.high)))


def test_symmetric_rows_have_student_s_interval():
    value, errors = parts([1, 2, 3, 4, 5])
    found = of_mean(value, errors)
    student = stats.t.interval(0.95, 4, loc=3, scale=np.sqrt(2.5 / 5))
    assert (found.low, found.high) == pytest.approx(student)
    assert found.p_value == pytest.approx(stats.ttest_1samp([1, 2, 3, 4, 5], 0).pvalue)


def test_a_long_tail_to_the_right_moves_the_interval_to_the_right():
    value, errors = parts([0, 0, 0, 0, 0, 0, 0, 1, 2, 9])
    found = of_mean(value, errors)
    assert found.high - value > 1.3 * (value - found.low)
    mirrored = of_mean(-value, -errors)
    assert (mirrored.low, mirrored.high) == pytest.approx((-found.high, -found.low))


def test_by_hand_for_ten_rows():
    # nine rows at 0 and one at 10: mean 1, spread sqrt(10), skewness 72 / 27; excess kurtosis
    # 657 / 81 - 3, without bias 10, so 3 degrees of freedom at least, whose quantile is 3.1824.
    # Student's interval reaches 3.1824 each way, Hall's farther up:
    # x = -3.1824 / sqrt(10) - skewness / 60 = -1.0508; 3 / skewness x (cbrt(1 + skewness x) - 1)
    # = -2.494, and 1 + sqrt(10) x 2.494 = 8.887
    found = of_mean(*parts([0.0] * 9 + [10.0]))
    assert (found.low, found.high) == pytest.approx((1 - 3.1824, 8.887), rel=1e-3)


def test_a_few_rows_show_no_skewness():
    found = of_mean(*parts([0.0, 0.0, 3.0]))
    assert (found.low, found.high) == pytest.approx((1 - 4.3027, 1 + 4.3027), rel=1e-4)


def test_rows_that_lie_far_out_leave_fewer_degrees_of_freedom():
    # symmetric, 8 rows at 0 and one each at -3 and 3: excess kurtosis 5 - 3 = 2, without bias
    # 9 / (8 * 7) * (11 * 2 + 6) = 4.5; 2 / (4.5 / 10 + 2 / 9) = 2.98, but 3 at least
    value, errors = parts([-3, 0, 0, 0, 0, 0, 0, 0, 0, 3])
    half = stats.t.ppf(0.975, 3) * np.sqrt(2.0 / 10)
    assert of_mean(value, errors).high == pytest.approx(half)


@pytest.mark.parametrize("seed", range(5))
def test_the_interval_and_the_p_value_agree(seed):
    chance = np.random.default_rng(seed)
    value, errors = parts(chance.exponential(size=(12, 400)) - 0.6)
    found = of_mean(value, errors)
    without_zero = (found.low > 0) | (found.high < 0)
    assert np.array_equal(without_zero, found.p_value < 0.05)


def test_skewed_rows_are_held_more_often_than_by_student():
    def made(chance, shape):
        return chance.exponential(size=shape) ** 1.5

    truth = math.gamma(2.5)
    corrected = holds(of_mean, made, truth, 4000, 30)

    def student(value, errors):
        half = stats.t.ppf(0.975, 29) * errors.std(axis=0, ddof=1) / np.sqrt(30)
        return type("", (), {"low": value - half, "high": value + half})

    assert holds(student, made, truth, 4000, 30) < 0.915
    assert corrected > 0.925


def test_normal_rows_are_held_as_often_as_said():
    assert holds(of_mean, lambda c, s: c.normal(size=s), 0.0, 4000, 30) == pytest.approx(
        0.95, abs=0.01
    )


def test_one_row_has_no_interval_and_equal_rows_have_no_width():
    assert np.isnan(of_mean(*parts([[1.0, 2.0]])).low).all()
    same = of_mean(*parts([2.0, 2.0, 2.0]))
    assert (same.low, same.high, same.p_value) == (2.0, 2.0, 0.0)
    nought = of_mean(*parts([0.0, 0.0]))
    assert (nought.low, nought.high, nought.p_value) == (0.0, 0.0, 1.0)

"""Whole numbers of 100 add up to it."""

import pandas as pd
import pytest

from sim.report.of_hundred import best_of_hundred, of_hundred


@pytest.mark.parametrize(
    "counted, whole",
    [
        ([1, 1, 1], [34, 33, 33]),
        ([0.125, 0.125, 0.125, 0.625], [13, 13, 12, 62]),
        ([199, 1, 0], [99, 1, 0]),
        ([1 / 3, 1 / 6, 0.5], [33, 17, 50]),
        ([0, 0], [0, 0]),
        ([], []),
    ],
)
def test_by_hand(counted, whole):
    assert of_hundred(counted) == whole


def test_the_best_of_a_measure_add_up():
    rows = pd.DataFrame({"policy": ["a", "b", "c", "a"], "rank": [1, 1, 1, 2],
                         "share": [0.005, 0.115, 0.88, 0.5]})  # fmt: skip
    assert best_of_hundred(rows) == {"a": 1, "b": 11, "c": 88}

"""A measure's scale follows from its unit: a year of days, a week of seven; an unknown has none."""

from dataclasses import replace

import pytest

from sim.ledger import Count
from sim.measures.measure import Measure

DAYS_IN_DRIFT = Measure("drift", "Plans", "days in drift", "calendar days per child-year", "lower",
                        (Count.ACTION_DAYS_IN_DRIFT,), (Count.CHILD_DAYS,))  # fmt: skip


def test_a_day_in_drift_of_every_day_is_a_year_of_them():
    assert DAYS_IN_DRIFT.scale == 365.25
    assert replace(DAYS_IN_DRIFT, unit="hours a week").scale == 7
    assert replace(DAYS_IN_DRIFT, unit="months").scale == pytest.approx(1 / 30.4375)
    assert replace(DAYS_IN_DRIFT, unit="share").scale == 1


def test_a_unit_that_nobody_gave_a_scale_is_no_ratio_as_it_stands():
    with pytest.raises(KeyError):
        _ = replace(DAYS_IN_DRIFT, unit="hours per week").scale

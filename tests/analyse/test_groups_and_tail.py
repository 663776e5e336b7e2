"""Tables of whom it concerns and of the tail, by arithmetic that can be done by hand."""

import math

import numpy as np
import pandas as pd
import pytest

from sim.analyse.by_group import CLASSIFICATIONS, MEASURED, groups
from sim.analyse.drift_tables import MONTH, percentile, share_long, tail
from sim.ledger import BY_GROUP, COUNTS, Count
from sim.measures.catalogue import HEADLINE
from sim.replicate.arm_results import ArmResults
from sim.vocabulary import Group


def arm(name="keep", by_group=None, lengths=None, runs=3):
    """Return an arm of so many alike runs with these counts by group and lengths of drift."""
    counted = np.zeros((runs, len(Group), COUNTS))
    for (group, what), value in (by_group or {}).items():
        counted[:, group, what] = value
    months = np.zeros((runs, 61))
    for month, number in (lengths or {}).items():
        months[:, month] = number
    seeds = tuple(range(runs))
    return ArmResults(
        name, seeds, seeds, ("2025-04",), np.zeros((runs, 1, COUNTS)), counted, months
    )


def test_every_group_stands_in_one_classification():
    listed = [group for members in CLASSIFICATIONS.values() for group in members]
    assert listed == list(Group)


def test_the_headline_measures_of_children_are_given_for_groups():
    ids = {measure.id for measure in MEASURED}
    assert {m.id for m in HEADLINE} - ids == {
        "chair_load", "sw_load", "service_cost", "unsuitable_days_per_child_year", "ready_at_18",
    }  # fmt: skip
    for measure in MEASURED:
        assert set(measure.numerator + measure.denominator) <= set(BY_GROUP)


def test_a_group_s_drift_is_its_own_days_over_its_own_days():
    today = arm(by_group={
        (Group.PLACED_FOSTER, Count.CHILD_DAYS): 3652.5,
        (Group.PLACED_FOSTER, Count.ACTION_DAYS_IN_DRIFT): 400,
        (Group.PLACED_RESIDENTIAL, Count.CHILD_DAYS): 365.25,
        (Group.PLACED_RESIDENTIAL, Count.ACTION_DAYS_IN_DRIFT): 80,
    })  # fmt: skip
    table = groups(today).set_index(["by", "group", "measure"]).sort_index()
    value = table.loc[("placement", "foster care or placed for adoption"), "today"]
    assert value["drift_days_per_child_year"] == pytest.approx(40)
    value = table.loc[("placement", "children's or secure home"), "today"]
    assert value["drift_days_per_child_year"] == pytest.approx(80)
    empty = table.loc[("age", "under 1", "drift_days_per_child_year"), "today"]
    assert math.isnan(empty)


def test_percentiles_are_read_within_the_month():
    # ten drifts of under a month, ten of the fourth: the median ends the first month
    lengths = np.zeros(61)
    lengths[0], lengths[3] = 10, 10
    assert percentile(lengths, 0.5) == pytest.approx(MONTH)
    assert percentile(lengths, 0.25) == pytest.approx(0.5 * MONTH)
    assert percentile(lengths, 0.9) == pytest.approx(3.8 * MONTH)
    assert share_long(lengths) == 0
    lengths[6] = 5
    assert share_long(lengths) == pytest.approx(0.2)


def test_no_drift_and_drift_without_end_have_no_percentile():
    assert math.isnan(percentile(np.zeros(61), 0.9))
    assert math.isnan(share_long(np.zeros(61)))
    endless = np.zeros(61)
    endless[60] = 3
    assert math.isnan(percentile(endless, 0.5))


def test_a_jackknife_interval_of_a_share_is_about_the_usual_one():
    drawn = np.random.default_rng(3)
    runs = 200
    lengths = np.zeros((runs, 61))
    lengths[:, 0] = drawn.poisson(900, runs)
    lengths[:, 8] = drawn.poisson(100, runs)
    one = arm(runs=runs)
    one = ArmResults(one.policy, one.replications, one.seeds, one.periods, one.counts, one.groups,
                  lengths)  # fmt: skip
    row = tail(one).set_index("quantity").loc["drift_over_six_months"]
    error = (row.today_high - row.today_low) / 2 / 1.972
    assert row.today == pytest.approx(0.1, abs=0.005)
    assert error == pytest.approx(math.sqrt(0.1 * 0.9 / (1000 * runs)), rel=0.15)


def test_arms_that_drift_alike_differ_by_nothing():
    today, policy = arm(lengths={1: 5, 7: 2}), arm("notify", lengths={1: 5, 7: 2})
    table = tail(today, policy)
    assert (table.difference == 0).all()
    assert isinstance(table, pd.DataFrame)
    assert tail(today).shape[1] < table.shape[1]

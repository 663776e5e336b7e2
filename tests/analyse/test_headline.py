"""The headline table: counts of worlds, their order, and what cannot differ; by hand."""

import numpy as np
import pytest

from sim.analyse.headline import headline
from sim.ledger import COUNTS, Count
from sim.measures.catalogue import HEADLINE
from sim.replicate.arm_results import ArmResults
from sim.report.headline_cells import cells
from sim.settings.smallest_differences import Matters

WORLDS = tuple(range(1, 11))


def arm(name, by_count, worlds=WORLDS):
    """Return an arm of ten worlds, in each of which these are the counts; 1 of all others."""
    counts = np.ones((len(worlds), 1, COUNTS))
    for which, values in by_count.items():
        counts[:, 0, which] = values
    numbers = tuple(range(len(worlds)))
    return ArmResults(name, numbers, numbers, ("whole",), counts, worlds=worlds, alike=worlds)


def table(by_count, fixed=frozenset(), **matters):
    """Return the headline of a policy that differs from today by these counts."""
    return headline(arm("keep", {}), arm("p", by_count), Matters(**matters), fixed)


def row(found, measure):
    return found.set_index("measure").loc[measure]


def test_worlds_are_counted_and_medians_told_by_hand():
    # of ten worlds the days in drift per child-year rise by 10 in three and fall by 5 in six
    rises = np.array([10.0] * 3 + [0.5] + [-5.0] * 6)
    found = table({Count.ACTION_DAYS_IN_DRIFT: 1 + rises / 365.25})
    drift = row(found, "drift_days_per_child_year")
    assert drift[["worse", "same", "better_in", "worlds"]].tolist() == [30, 10, 60, 10]
    assert drift["difference"] == pytest.approx(-5)
    assert drift["difference_low"] == pytest.approx(-5)
    assert drift["difference_high"] == pytest.approx(10)
    assert drift["reading"].startswith("depends") and not drift["settled"]


def test_what_does_not_differ_is_about_the_same_in_all_worlds():
    found = table({})
    assert (found["same"] == 100).all() and (found["worse"] + found["better_in"] == 0).all()
    assert {words.split(", or ")[0] for words in found["reading"]} == {"about the same"}


def test_the_strongest_findings_stand_first_and_drift_and_timeliness_always():
    split = np.array([10.0] * 5 + [-10.0] * 5)
    found = table(
        {
            Count.SEEN: 0.0,  # seen in all today, in none under the policy: settled
            Count.LONG_INTERVALS_CHECKED: 0.5,  # settled too, half as large
            Count.ACTION_DAYS_IN_DRIFT: 1 + split / 365.25,  # depends
        },
        midway_coverage=0.02, child_seen_before_review=0.02,
    )  # fmt: skip
    assert found["measure"].tolist()[:3] == [
        "child_seen_before_review", "midway_coverage", "drift_days_per_child_year",
    ]  # fmt: skip
    assert set(found["measure"]) == {measure.id for measure in HEADLINE}


def test_what_is_fixed_by_construction_says_so_and_is_not_counted_as_settled():
    found = table({}, frozenset({"sw_load"}))
    assert row(found, "sw_load")["reading"] == "fixed by construction"
    assert not row(found, "sw_load")["settled"]
    cell = cells(found).set_index("measure").loc["social worker load"]
    assert cell["reading"] == "fixed by construction"
    assert cell[["changes by (median)", "90% of worlds", "worse"]].tolist() == ["", "", ""]


def test_cells_never_contradict_their_reading():
    draw = np.random.default_rng(5)
    for worse in (0.94, 0.945, 0.95, 0.955, 0.745, 0.75, 0.05):
        worlds = tuple(range(1, 201))
        today = arm("keep", {}, worlds)
        falls = np.where(np.arange(200) < 200 * worse, 0.0, 1.0)
        policy = arm("p", {Count.SEEN: draw.permutation(falls)}, worlds)
        found = row(headline(today, policy), "child_seen_before_review")
        assert (found["reading"] == "worse") == (found["worse"] >= 95)
        assert (found["reading"] == "mostly worse") == (75 <= found["worse"] < 95)


def test_one_world_is_told_by_chance_and_says_no_counts():
    counts = np.random.default_rng(1).uniform(20, 40, (30, 1, COUNTS))
    numbers = tuple(range(30))
    today = ArmResults("keep", numbers, numbers, ("whole",), counts)
    found = headline(today, today)
    assert "worse" not in found and set(found["reading"]) == {"about the same"}
    assert list(cells(found).columns) == [
        "measure", "today", "under the policy", "paired difference", "95% interval", "reading",
    ]  # fmt: skip

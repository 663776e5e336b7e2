"""Tidy tables from small ledgers worked out by hand, and from larger drawn ones."""

import io
import math

import numpy as np
import pandas as pd
import pytest

from sim.grounds import grounds
from sim.ledger import COUNTS, Count
from sim.measures import HEADLINE, MEASURES
from sim.settings.matters import Matters
from sim.study import tables
from sim.study.events import of_arm, of_difference
from sim.study.ledgers import Ledgers

COLUMNS = [
    *("measure", "unit", "better"),
    *("today", "today_low", "today_high"),
    *("scenario", "scenario_low", "scenario_high"),
    *("difference", "difference_low", "difference_high"),
    *("grade", "empty"),
]
ABOVE_OF_SHARES = [c for m in MEASURES if m.unit == "share" for c in m.numerator]


def arm(scenario="keep", runs=(0, 1, 2), months=("2025-04", "2025-05"), seed=1, lift=0.0):
    """Return ledgers drawn at random: all counts positive, shares below 1, a run's number fate."""
    counts = np.stack(
        [np.random.default_rng([seed, run]).uniform(20, 40, (len(months), COUNTS)) for run in runs]
    )
    counts[..., ABOVE_OF_SHARES] /= 4
    counts[..., Count.LONG_INTERVALS_CHECKED] += lift
    return Ledgers(scenario, tuple(runs), tuple(1000 + r for r in runs), tuple(months), counts)


def row(table, measure):
    return table.set_index("measure").loc[measure]


def without(ledgers, *counts):
    changed = ledgers.counts.copy()
    changed[..., list(counts)] = 0
    return Ledgers(ledgers.scenario, ledgers.replications, ledgers.seeds, ledgers.periods, changed)


def unpriced(ledgers):
    """Return the ledgers as a policy leaves them whose spending nobody has set."""
    changed = ledgers.counts.copy()
    changed[..., Count.POUNDS_SPENDING] = np.nan
    return Ledgers(ledgers.scenario, ledgers.replications, ledgers.seeds, ledgers.periods, changed)


def test_summary_has_every_measure_and_column_in_order():
    table = tables.summary(arm(), arm("abolish", lift=5))
    assert list(table.columns) == COLUMNS
    assert table["measure"].tolist() == [m.id for m in MEASURES]
    assert row(table, "midway_coverage")["difference"] > 0
    assert row(table, "reviews_on_time")["difference"] == 0


def test_a_value_by_hand():
    ledgers = arm(months=("2025-04",), runs=(0, 1))
    counts = np.zeros_like(ledgers.counts)
    counts[:, 0, Count.SEEN] = [30, 50]
    counts[:, 0, Count.REVIEWS_OF_SPEAKING] = [60, 100]
    by_hand = Ledgers("keep", (0, 1), (5, 6), ("2025-04",), counts)
    seen = row(tables.summary(by_hand), "child_seen_before_review")
    assert seen["today"] == seen["today_low"] == seen["today_high"] == 0.5


def test_without_a_scenario_only_the_baseline_is_filled():
    table = tables.summary(arm())
    assert list(table.columns) == COLUMNS
    assert table.loc[:, "scenario":"difference_high"].isna().all(axis=None)
    assert table.loc[:, "today":"today_high"].notna().all(axis=None)


def test_an_empty_side_empties_the_difference():
    gone = without(arm("abolish"), Count.HOURS_PRESENT_IRO, Count.HOURS_AROSE_IRO)
    found = row(tables.summary(arm(), gone), "iro_load")
    assert found["today"] > 0
    assert found[["scenario", "scenario_low", "difference", "difference_high"]].isna().all()
    assert found["empty"] == "does not apply"
    assert (tables.summary(arm(), arm("abolish"))["empty"] == "").all()


NO_COST = ["service_cost", "total_cost", "service_cost_authority", "total_cost_authority"]


@pytest.mark.filterwarnings("error")
def test_a_cost_that_nobody_has_set_is_not_included_and_spoils_nothing_else():
    baseline, priced = arm(), arm("early_help", seed=2)
    scenario = unpriced(priced)
    table = tables.summary(baseline, scenario).set_index("measure")
    expected = tables.summary(baseline, priced).set_index("measure")
    assert list(table.index[table["empty"] != ""]) == NO_COST
    assert (table.loc[NO_COST, "empty"] == "cost not included").all()
    assert table.loc[NO_COST, "today":"today_high"].notna().all(axis=None)
    assert table.loc[NO_COST, "scenario":"difference_high"].isna().all(axis=None)
    pd.testing.assert_frame_equal(table.drop(index=NO_COST), expected.drop(index=NO_COST))

    judged = tables.headline(baseline, scenario).set_index("measure")
    assert judged.loc["service_cost", "verdict"] == "cost not included"
    assert judged["adjusted_p"].isna().sum() == 1  # Holm counts the others alone
    assert "cost not included" not in judged["verdict"].drop("service_cost").tolist()

    for made in (tables.monthly, tables.replications):
        whole = made([baseline, scenario])
        empty = whole[whole["value"].isna()]
        assert set(empty["measure"]) == set(NO_COST)
        assert set(empty["scenario"]) == {"early_help"}


def test_where_there_is_no_child_a_cost_does_not_apply_whether_it_is_priced_or_not():
    nobody = unpriced(without(arm(), Count.CHILD_DAYS))
    table = tables.summary(nobody).set_index("measure")["empty"]
    assert table["service_cost"] == "does not apply"
    assert table["service_cost_authority"] == "cost not included"


def test_pairs_are_what_finished_in_both_arms():
    whole = tables.summary(arm(runs=(0, 2)), arm("abolish", runs=(0, 2), lift=3))
    failed = tables.summary(arm(runs=(0, 1, 2)), arm("abolish", runs=(2, 0, 5), lift=3))
    pd.testing.assert_frame_equal(whole, failed)


def test_headline_measures_carry_the_weakest_grade_of_what_drives_them():
    grades = tables.summary(arm()).set_index("measure")["grade"]
    for measure in MEASURES:
        assert grades[measure.id] == grounds(measure.driven_by).grade
        assert grades[measure.id] or not measure.headline
    assert tables.headline(arm())["grade"].tolist() == [grades[m.id] for m in HEADLINE]


def test_verdicts_and_holm_stand_with_the_headline():
    enough = tuple(range(12))  # three drawn runs may or may not tell a difference
    today, policy = arm(runs=enough), arm("abolish", runs=enough, lift=12)
    table = tables.headline(today, policy, Matters())
    assert table["measure"].tolist() == [m.id for m in HEADLINE]
    midway = row(table, "midway_coverage")
    assert midway["verdict"] == "better"
    assert midway["matters"] == 0.02
    others = table[table["measure"] != "midway_coverage"]
    assert set(others["verdict"]) == {"about the same"}
    wide = tables.headline(today, policy, Matters(midway_coverage=9.0))
    assert row(wide, "midway_coverage")["verdict"] == "about the same"


def test_holm_counts_only_headline_measures_that_have_a_difference():
    gone = without(arm("abolish", seed=2), Count.LONG_INTERVALS)
    table = tables.headline(arm(), gone)
    assert row(table, "midway_coverage")["verdict"] == "does not apply"
    p = tables.difference(HEADLINE, arm(), gone).p_value
    assert np.isnan(p).sum() == 1
    smallest = np.nanmin(p)
    assert table["adjusted_p"].min() == pytest.approx(min(1, (len(HEADLINE) - 1) * smallest))


def test_replications_are_tidy_and_scaled():
    table = tables.replications([arm(), arm("abolish")])
    assert list(table.columns) == (
        ["scenario", "replication", "seed", "measure", "value", "numerator", "denominator"]
    )
    assert len(table) == 2 * 3 * len(MEASURES)
    one = table.query("scenario == 'abolish' and replication == 1").set_index("measure")
    assert set(one["seed"]) == {1001}
    counts = arm().counts[1].sum(axis=0)
    informal = one.loc["challenges_informal"]
    assert informal["numerator"] == pytest.approx(36525 * counts[Count.CHALLENGES_INFORMAL])
    assert (one["value"] == one["numerator"] / one["denominator"]).all()


def test_a_replication_with_nothing_below_the_line_is_empty():
    table = tables.replications([without(arm(), Count.EXITS)])
    stay = table[table["measure"] == "mean_stay_years"]
    assert stay["value"].isna().all() and (stay["denominator"] == 0).all()


def test_monthly_by_month():
    table = tables.monthly([arm(), arm("abolish")])
    assert list(table.columns) == ["scenario", "month", "measure", "value", "low", "high"]
    assert table["month"].unique().tolist() == ["2025-04", "2025-05"]
    counts = arm().counts[:, 1]
    may = row(table.query("scenario == 'keep' and month == '2025-05'"), "iro_caseload")
    expected = counts[:, Count.CHILD_DAYS_WITH_IRO].sum() / counts[:, Count.FTE_DAYS_IRO].sum()
    assert may["value"] == pytest.approx(expected)
    assert may["low"] < may["value"] < may["high"]


def test_csv_gives_every_number_back(tmp_path):
    table = tables.summary(arm(), without(arm("abolish", lift=1), Count.EXITS))
    tables.write_csv(table, tmp_path / "summary.csv")
    text = (tmp_path / "summary.csv").read_bytes()
    again = pd.read_csv(io.BytesIO(text)).fillna({"grade": "", "empty": ""})
    pd.testing.assert_frame_equal(again, table, check_exact=True, check_dtype=False)
    assert b"\r" not in text and b",nan" not in text.lower() and b",inf" not in text
    stay = next(line for line in text.decode().splitlines() if line.startswith("mean_stay"))
    assert stay.endswith(",,,,,,,does not apply")


def test_only_ratios_of_few_events_lose_their_interval():
    totals = np.full(COUNTS, 1000.0)
    totals[[Count.CAFCASS_REFERRALS, Count.CHALLENGES_ENDED]] = 3
    totals[Count.CHALLENGES_SUCCEEDED] = 1
    totals[Count.SEEN] = 996  # four not seen of a thousand
    named = dict(zip([m.id for m in MEASURES], of_arm(MEASURES, totals), strict=True))
    assert named["cafcass_referrals"] == 3
    assert named["challenges_resolved"] == 1
    assert named["child_seen_before_review"] == 4
    assert math.isinf(named["drift_days_per_child_year"])
    assert named["reviews_per_child_year"] == 1000


def test_what_a_policy_ends_keeps_the_interval_of_its_difference():
    before, after = np.full((2, COUNTS), 1000.0)
    after[[Count.CHALLENGES_FORMAL, Count.CHALLENGES_ENDED]] = 0
    named = dict(zip([m.id for m in MEASURES], of_difference(MEASURES, before, after), strict=True))
    assert named["challenges_formal"] == 1000
    assert named["challenges_resolved"] == 0  # no cases on one side

"""Tidy tables from small ledgers worked out by hand, and from larger drawn ones."""

import io
import math
import re
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from sim.analyse import tables
from sim.analyse.by_time import monthly
from sim.analyse.event_counts import behind
from sim.analyse.headline import headline
from sim.evidence.weakest_source import grounds
from sim.ledger import COUNTS, Count
from sim.measures.catalogue import HEADLINE, MEASURES
from sim.replicate.arm_results import ArmResults
from sim.settings.smallest_differences import Matters

COLUMNS = [
    *("policy", "measure", "unit", "better"),
    *("today", "today_low", "today_high"),
    *("under_policy", "under_policy_low", "under_policy_high"),
    *("difference", "difference_low", "difference_high"),
    *("range", "fixed", "grade", "empty"),
]
ABOVE_OF_SHARES = [c for m in MEASURES if m.unit == "share" for c in m.numerator]


def arm(scenario="keep", runs=(0, 1, 2), months=("2025-04", "2025-05"), seed=1, lift=0.0):
    """Return ledgers drawn at random: all counts positive, shares below 1, a run's number fate."""
    counts = np.stack(
        [np.random.default_rng([seed, run]).uniform(20, 40, (len(months), COUNTS)) for run in runs]
    )
    counts[..., ABOVE_OF_SHARES] /= 4
    counts[..., Count.HOURS_LEAST_CHAIR] /= 4  # so that those who chair can do it
    counts[..., Count.LONG_INTERVALS_CHECKED] += lift
    return ArmResults(scenario, tuple(runs), tuple(1000 + r for r in runs), tuple(months), counts)


def row(table, measure):
    return table.set_index("measure").loc[measure]


def without(ledgers, *counts):
    changed = ledgers.counts.copy()
    changed[..., list(counts)] = 0
    return ArmResults(ledgers.policy, ledgers.replications, ledgers.seeds, ledgers.periods, changed)


def unpriced(ledgers):
    """Return the ledgers as a policy leaves them whose spending nobody has set."""
    changed = ledgers.counts.copy()
    changed[..., Count.POUNDS_SPENDING] = np.nan
    return ArmResults(ledgers.policy, ledgers.replications, ledgers.seeds, ledgers.periods, changed)


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
    by_hand = ArmResults("keep", (0, 1), (5, 6), ("2025-04",), counts)
    seen = row(tables.summary(by_hand), "child_seen_before_review")
    assert seen["today"] == seen["today_low"] == seen["today_high"] == 0.5


def test_without_a_scenario_only_the_baseline_is_filled():
    table = tables.summary(arm())
    assert list(table.columns) == COLUMNS
    assert table.loc[:, "under_policy":"difference_high"].isna().all(axis=None)
    assert table.loc[:, "today":"today_high"].notna().all(axis=None)


def test_an_empty_side_empties_the_difference():
    gone = without(arm("abolish"), Count.HOURS_PRESENT_IRO, Count.HOURS_AROSE_IRO)
    found = row(tables.summary(arm(), gone), "iro_load")
    assert found["today"] > 0
    assert found[["under_policy", "under_policy_low", "difference", "difference_high"]].isna().all()
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
    assert table.loc[NO_COST, "under_policy":"difference_high"].isna().all(axis=None)
    pd.testing.assert_frame_equal(table.drop(index=NO_COST), expected.drop(index=NO_COST))

    judged = headline(baseline, scenario).set_index("measure")
    assert judged.loc["service_cost", "reading"] == "cost not included"
    assert judged["adjusted_p"].isna().sum() == 1  # Holm counts the others alone
    assert "cost not included" not in judged["reading"].drop("service_cost").tolist()

    whole = tables.replications("here", [baseline, scenario])
    empty = whole[whole["value"].isna()]
    assert set(empty["measure"]) == set(NO_COST)
    assert set(empty["policy"]) == {"early_help"}
    by_month = monthly("here", baseline, scenario)
    empty = by_month[by_month["under_policy"].isna()]
    assert set(empty["measure"]) == set(NO_COST)
    assert by_month["today"].notna().all()


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
    assert headline(arm())["grade"].tolist() == [grades[m.id] for m in HEADLINE]


def test_verdicts_and_holm_stand_with_the_headline():
    enough = tuple(range(12))  # three drawn runs may or may not tell a difference
    today, policy = arm(runs=enough), arm("abolish", runs=enough, lift=12)
    table = headline(today, policy, Matters())
    assert table["measure"].tolist() == [m.id for m in HEADLINE]
    midway = row(table, "midway_coverage")
    assert midway["reading"] == "better"
    assert midway["matters"] == 0.02
    others = table[table["measure"] != "midway_coverage"]
    assert set(others["reading"]) == {"about the same"}
    wide = headline(today, policy, Matters(midway_coverage=9.0))
    assert row(wide, "midway_coverage")["reading"] == "about the same"


def test_holm_counts_only_headline_measures_that_have_a_difference():
    gone = without(arm("abolish", seed=2), Count.LONG_INTERVALS)
    table = headline(arm(), gone)
    assert row(table, "midway_coverage")["reading"] == "does not apply"
    p = tables.difference(HEADLINE, arm(), gone).p_value
    assert np.isnan(p).sum() == 1
    smallest = np.nanmin(p)
    assert table["adjusted_p"].min() == pytest.approx(min(1, (len(HEADLINE) - 1) * smallest))


def test_replications_are_tidy_and_scaled():
    table = tables.replications("here", [arm(), arm("abolish")])
    assert list(table.columns) == [
        *("authority", "policy", "world", "replication", "seed", "measure", "unit"),
        *("value", "numerator", "denominator"),
    ]
    assert len(table) == 2 * 3 * len(MEASURES)
    one = table.query("policy == 'abolish' and replication == 1").set_index("measure")
    assert set(one["seed"]) == {1001}
    counts = arm().counts[1].sum(axis=0)
    informal = one.loc["challenges_informal"]
    assert informal["numerator"] == pytest.approx(36525 * counts[Count.CHALLENGES_INFORMAL])
    assert (one["value"] == one["numerator"] / one["denominator"]).all()


def test_a_replication_with_nothing_below_the_line_is_empty():
    table = tables.replications("here", [without(arm(), Count.EXITS)])
    stay = table[table["measure"] == "mean_stay_years"]
    assert stay["value"].isna().all() and (stay["denominator"] == 0).all()


def test_monthly_by_month():
    table = monthly("here", arm(), arm("abolish", seed=2))
    assert [str(month) for month in table["month"].unique()] == ["2025-04-01", "2025-05-01"]
    counts, after = arm().counts[:, 1], arm("abolish", seed=2).counts[:, 1]
    may = row(table[table["month"].astype(str) == "2025-05-01"], "iro_caseload")
    values = [
        each[:, Count.CHILD_DAYS_WITH_IRO].sum() / each[:, Count.FTE_DAYS_IRO].sum()
        for each in (counts, after)
    ]
    assert [may["today"], may["under_policy"]] == pytest.approx(values)
    assert may["difference"] == pytest.approx(values[1] - values[0])
    assert may["difference_low"] < may["difference"] < may["difference_high"]
    assert list(table.columns) == [
        *("authority", "policy", "month", "part", "measure", "unit"), *COLUMNS[4:13], "range",
    ]  # fmt: skip


def test_up_to_the_policy_both_arms_are_one_world():
    today, policy = (
        replace(one, before=arm(months=("2025-02", "2025-03"), seed=7).counts,
                periods_before=("2025-02", "2025-03"))
        for one in (arm(), arm("abolish", seed=2))
    )  # fmt: skip
    table = monthly("here", today, policy)
    before = table[table["part"] == "before the policy"]
    assert {str(month) for month in before["month"]} == {"2025-02-01", "2025-03-01"}
    assert (before["difference"] == 0).all()
    assert (table[table["part"] == "reported"]["difference"] != 0).any()


def test_over_worlds_a_table_holds_medians_and_the_range_of_worlds():
    worlds = tuple(range(1, 41))
    today, policy = (
        replace(arm(name, runs=tuple(range(41)), seed=seed), worlds=(*worlds, 1),
                alike=(*worlds, 1))
        for name, seed in (("keep", 1), ("abolish", 2))
    )  # fmt: skip
    found = row(tables.summary(today, policy), "iro_caseload")
    pooled = [np.concatenate([each.counts[:1] + each.counts[40:], each.counts[1:40]]).sum(axis=1)
              for each in (today, policy)]  # fmt: skip
    before, after = (
        one[:, Count.CHILD_DAYS_WITH_IRO] / one[:, Count.FTE_DAYS_IRO] for one in pooled
    )
    assert found["today"] == pytest.approx(np.median(before))
    assert found["difference"] == pytest.approx(np.median(after - before))
    expected = np.quantile(after - before, [0.05, 0.95])
    assert found[["difference_low", "difference_high"]].to_numpy(float) == pytest.approx(expected)
    assert found["range"] == "90% of worlds"


def test_csv_gives_every_number_back(tmp_path):
    table = tables.summary(arm(), without(arm("abolish", lift=1), Count.EXITS))
    tables.write_csv(table, tmp_path / "summary.csv")
    text = (tmp_path / "summary.csv").read_bytes()
    again = pd.read_csv(io.BytesIO(text)).fillna({"grade": "", "empty": ""})
    pd.testing.assert_frame_equal(again, table, check_exact=True, check_dtype=False)
    assert b"\r" not in text and not re.search(rb",-?(nan|inf)[,\n]", text.lower())
    stay = next(line for line in text.decode().splitlines() if ",mean_stay_years," in line)
    assert stay.endswith(",,,,,,,95% interval (chance),False,,does not apply")


def test_only_ratios_of_few_events_lose_their_interval():
    totals = np.full(COUNTS, 1000.0)
    totals[[Count.CAFCASS_REFERRALS, Count.CHALLENGES_ENDED]] = 3
    totals[Count.CHALLENGES_MOVED] = 1
    totals[Count.SEEN] = 996  # four not seen of a thousand
    named = dict(zip([m.id for m in MEASURES], behind(MEASURES, totals), strict=True))
    assert named["cafcass_referrals"] == 3
    assert named["challenges_resolved"] == 1
    assert named["child_seen_before_review"] == 4
    assert math.isinf(named["drift_days_per_child_year"])
    assert named["reviews_per_child_year"] == 1000


def test_what_a_policy_ends_keeps_the_interval_of_its_difference():
    before, after = np.full((2, COUNTS), 1000.0)
    after[[Count.CHALLENGES_FORMAL, Count.CHALLENGES_ENDED]] = 0
    named = dict(zip([m.id for m in MEASURES], behind(MEASURES, before, after), strict=True))
    assert named["challenges_formal"] == 1000
    assert named["challenges_resolved"] == 0  # no cases on one side

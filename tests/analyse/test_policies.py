"""Several policies at once: adjusted for their number, ranked, and weighed against each other."""

import numpy as np
import pandas as pd
import pytest

from experiments.study_command import named_scenarios
from sim.analyse.comparison import comparison, cost_and_drift, ranks, shares_of_ranks, trade_offs
from sim.analyse.headline import headline
from sim.errors import UserError
from sim.ledger import Count
from sim.measures.catalogue import HEADLINE, TRADED
from sim.replicate.arm_results import ArmResults
from sim.report.figures.rank_strips import title
from sim.settings.smallest_differences import Matters


def arm(name, on_time, drift=40.0, worlds=(), seed=1):
    """Return an arm of 20 replications in which so large a share of 1,000 reviews is on time."""
    chance = np.random.default_rng(seed)
    counts = np.zeros((20, 1, len(Count)))
    counts[:, 0, Count.LATER_DUE] = 1000
    counts[:, 0, Count.LATER_ON_TIME] = np.round(1000 * on_time + chance.normal(0, 5, 20))
    counts[:, 0, Count.CHILD_DAYS] = 365.25 * 100
    counts[:, 0, Count.ACTION_DAYS_IN_DRIFT] = 100 * (drift + chance.normal(0, 2, 20))
    return ArmResults(name, tuple(range(20)), tuple(range(20)), ("whole",), counts, worlds=worlds,
                   alike=worlds)  # fmt: skip


NOTHING_FIXED = {"good": frozenset(), "bad": frozenset()}
ARMS = [arm("keep", 0.90), arm("good", 0.95, 30, seed=2), arm("bad", 0.80, 60, seed=3)]


def test_each_policy_has_the_rows_that_it_has_alone_but_for_what_is_adjusted():
    table = comparison(ARMS, Matters(), NOTHING_FIXED)
    assert list(dict.fromkeys(table["policy"])) == ["good", "bad"]
    alone = headline(ARMS[0], ARMS[2], Matters())
    own = table[table["policy"] == "bad"].reset_index(drop=True)
    kept = [c for c in alone.columns if c not in ("adjusted_p", "reading")]
    pd.testing.assert_frame_equal(own[kept], alone[kept])
    both = own["adjusted_p"].notna()
    assert (own.loc[both, "adjusted_p"] >= alone.loc[both, "adjusted_p"] - 1e-15).all()


def test_intervals_for_all_together_are_wider():
    table = comparison(ARMS, Matters(), NOTHING_FIXED)
    table = table.dropna(subset=["difference_low", "adjusted_low"])
    varies = table["difference_low"] < table["difference_high"]
    assert varies.any()
    assert (table["adjusted_low"] < table["difference_low"])[varies].all()
    assert (table["adjusted_high"] > table["difference_high"])[varies].all()


def test_over_worlds_each_policy_reads_as_it_does_alone():
    worlds = tuple(range(1, 21))
    arms = [arm("keep", 0.90, worlds=worlds), arm("good", 0.95, 30, worlds, seed=2),
            arm("bad", 0.80, 60, worlds, seed=3)]  # fmt: skip
    table = comparison(arms, Matters(), NOTHING_FIXED)
    for number, name in ((1, "good"), (2, "bad")):
        own = table[table["policy"] == name].reset_index(drop=True)
        pd.testing.assert_frame_equal(own, headline(arms[0], arms[number], Matters()))
        row = own.set_index("measure").loc["reviews_on_time"]
        assert row["reading"].startswith({"good": "better", "bad": "worse"}[name])
        assert row["worlds"] == 20
    assert "p_value" not in table and "adjusted_low" not in table


def test_ranks_by_hand():
    # three arms in four rows; higher is better; the third row has a tie for the best
    each = np.array([[3, 2, 1], [3, 1, 2], [2, 2, 1], [1, 2, 3]], dtype=float)
    shares = shares_of_ranks(each, higher=True)
    assert shares[0] == pytest.approx([2.5 / 4, 0.5 / 4, 1 / 4])
    assert shares[1] == pytest.approx([0.5 / 4, 2.5 / 4, 1 / 4])
    assert shares[2] == pytest.approx([1 / 4, 1 / 4, 2 / 4])
    turned = shares_of_ranks(each, higher=False)
    assert turned[0] == pytest.approx(shares[0][::-1])


def test_an_arm_without_a_value_has_no_rank():
    each = np.array([[1, np.nan, 2], [1, np.nan, 2]])
    shares = shares_of_ranks(each, higher=False)
    assert np.isnan(shares[1]).all()
    assert shares[0][0] == 1 and shares[2][1] == 1


def test_ranks_of_a_measure_add_up_and_the_best_is_best():
    table = ranks(ARMS)
    on_time = table[table["measure"] == "reviews_on_time"]
    assert on_time.groupby("policy")["share"].sum().to_numpy() == pytest.approx(1)
    assert on_time.groupby("rank")["share"].sum().to_numpy() == pytest.approx(1)
    best = on_time[on_time["rank"] == 1].set_index("policy")["share"]
    assert best["good"] == pytest.approx(1)
    judged = {m.id for m in HEADLINE if m.better != "neither"}
    assert set(table["measure"]) <= judged


def test_ranks_of_draws_add_the_two_runs_of_a_draw():
    draws = tuple(number // 2 for number in range(20))
    table = ranks([arm("keep", 0.9, worlds=draws), arm("other", 0.9, worlds=draws, seed=5)])
    shares = table[table["measure"] == "reviews_on_time"]["share"]
    assert shares.tolist() == pytest.approx((10 * shares).round() / 10)  # ten draws of two runs


def test_a_policy_worse_in_everything_is_dominated():
    table = comparison(ARMS, Matters(), NOTHING_FIXED)
    # what has no value here is made equal, so that two measures decide
    table.loc[table["measure"].isin(TRADED), "difference"] = table["difference"].fillna(0.0)
    voice = table["measure"] == "views_heard_independently"
    cost = table["measure"] == "service_cost"
    good, bad = table["policy"] == "good", table["policy"] == "bad"
    table.loc[voice & good, "difference"], table.loc[cost & good, "difference"] = 0.1, -5.0
    table.loc[voice & bad, "difference"], table.loc[cost & bad, "difference"] = -0.1, 5.0
    found = trade_offs(table).set_index("policy")["dominated_by"]
    assert found["good"] == ""
    assert found["bad"] == "good, keep"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("[keep,abolish]", ("keep", "abolish")),
        ("abolish", ("keep", "abolish")),
        ("[abolish, relocate ,abolish]", ("keep", "abolish", "relocate")),
    ],
)
def test_scenarios_are_read_as_they_are_typed(text, names):
    assert named_scenarios(text) == names


def test_all_scenarios():
    assert len(named_scenarios("all")) == 17


@pytest.mark.parametrize(
    ("text", "says"),
    [("[abolsh]", "near it: abolish"), ("[keep]", "a policy beside keep"), ("", "nothing")],
)
def test_a_wrong_list_is_one_line(text, says):
    with pytest.raises(UserError, match=says):
        named_scenarios(text)


def with_cost(name, drift, pounds, worlds=(), seed=1):
    """Return an arm whose service cost goes with its drift, in part."""
    made = arm(name, 0.9, drift, worlds, seed)
    chance = np.random.default_rng(seed + 100)
    days = made.counts[:, 0, Count.ACTION_DAYS_IN_DRIFT]
    made.counts[:, 0, Count.POUNDS_POSTS_IRO] = 100 * pounds + days + 50 * chance.normal(size=20)
    return made


def test_cost_and_drift_are_the_paired_differences_of_each_run_or_world():
    runs = tuple(range(20))
    for worlds in ((), (*range(1, 20), 1)):
        today = with_cost("keep", 40, 1000, worlds)
        policy = with_cost("good", 30, 900, worlds, seed=2)
        table = cost_and_drift("here", [today, policy])
        # all replications have the same child-days, so a difference is a plain one
        apart = (policy.counts - today.counts)[:, 0] / 100.0
        if worlds:
            apart = np.vstack([(apart[0] + apart[19]) / 2, apart[1:19]])
            assert list(table["world"]) == list(range(1, 20))
        else:
            assert list(table["replication"]) == list(runs)
        drift = table["drift_days_per_child_year"]
        assert drift.to_numpy() == pytest.approx(apart[:, Count.ACTION_DAYS_IN_DRIFT])
        cost = table["service_cost"]
        assert cost.to_numpy() == pytest.approx(apart[:, Count.POUNDS_POSTS_IRO])


def test_a_cost_that_nobody_set_is_empty():
    arms = [with_cost("keep", 40, 1000), with_cost("p", 30, 900, seed=2)]
    arms[1].counts[:, 0, Count.POUNDS_SPENDING] = np.nan
    table = cost_and_drift("here", arms)
    assert table["service_cost"].isna().all()
    assert table["drift_days_per_child_year"].notna().all()


def test_a_title_of_ranks_names_all_that_are_best_equally_often():
    rows = [("reviews_on_time", name, 1, share)
            for name, share in (("keep", 0.2), ("good", 0.4), ("bad", 0.4))]  # fmt: skip
    table = pd.DataFrame(rows, columns=["measure", "policy", "rank", "share"])
    for order in (table, table.iloc[::-1].reset_index(drop=True)):
        told = title(order, ["reviews_on_time"])
        assert told == "Best on reviews on time: bad and good (40 of 100 each)"
    rows[1] = ("reviews_on_time", "good", 1, 0.6)
    alone = pd.DataFrame(rows[:2], columns=table.columns)
    assert title(alone, ["reviews_on_time"]).endswith("reviews on time: good (75 of 100)")

"""No table contradicts itself or another, under policies of many kinds, over worlds and in one."""

import math

import pytest
from reckoned import reading
from rows import close
from stated import HEADLINE
from studied import ran

pytestmark = pytest.mark.slow
NUMBERS = [name + end for name in ("today", "under_policy", "difference")
           for end in ("", "_low", "_high")]  # fmt: skip
SETTLED = ("worse", "about the same", "better")
SMALL = ["replications=6", "years=1"]


@pytest.fixture(
    scope="module",
    params=["abolish", "one abolish", "caseload_cap", "early_help", "relocate", "one empower"],
)
def told(request, tmp_path_factory):
    """A study's folder and its tables."""
    *one, scenario = request.param.split()
    words = [*SMALL, "worlds=one"] if one else SMALL
    return ran(tmp_path_factory.mktemp("agree") / "run", *words, scenario=scenario)


def same(row, other, names=NUMBERS):
    for name in names:
        assert close(row[name], other[name], 10.0), (row.name, name)


def test_ends_hold_what_is_between(told):
    for name in ("headline", "summary", "years", "groups", "drift", "drift_by_cause", "tail",
                 "week", "monthly"):  # fmt: skip
        table = told.table(name)
        for value in ("today", "under_policy", "difference"):
            low, high, middle = (table[value + end] for end in ("_low", "_high", ""))
            there = low.notna() & high.notna()
            slack = 1e-9 * (1 + middle[there].abs())
            assert (low[there] <= middle[there] + slack).all(), (name, value)
            assert (middle[there] <= high[there] + slack).all(), (name, value)
            assert (low.isna() == high.isna()).all(), (name, value)
            assert middle[there].notna().all()
            if "unit" in table and value != "difference":
                shares = table[there & (table["unit"] == "share")]
                assert shares[value + "_high"].le(1 + 1e-12).all()
                assert shares[value + "_low"].ge(-1e-12).all()


def test_rows_agree_with_how_they_read(told):
    table = told.table("headline")
    for row in table.itertuples():
        if row.fixed:
            assert row.difference == 0 and row.reading == "fixed by construction"
        if row.empty:
            assert math.isnan(row.today) or math.isnan(row.under_policy)
            assert math.isnan(row.difference) and row.reading == row.empty
            continue
        assert not math.isnan(row.difference)
        if not told.in_worlds:
            certain = row.difference_low > 0 or row.difference_high < 0
            if row.reading in ("better", "worse"):
                assert certain and row.adjusted_p < 0.05
                assert (row.reading == "better") == ((row.difference > 0)
                                                     == (row.better == "higher"))  # fmt: skip
            continue
        assert row.worse + row.same + row.better_in == 100
        if not row.fixed:
            options = row.reading.split(", or ")
            assert options[0] == reading(row.worse, row.same, row.better_in)
            assert len(options) == len(set(options)) <= 2
            assert row.settled == (row.reading in SETTLED)
        if row.worse > 50 or row.better_in > 50:
            gain = row.difference if row.better == "higher" else -row.difference
            assert (gain > row.matters) == (row.better_in > 50)
        if row.same > 50:
            assert abs(row.difference) <= row.matters * (1 + 1e-9)
        assert math.isnan(row.chance_share) or 0 <= row.chance_share <= 1


def test_the_same_number_is_the_same_everywhere(told):
    summary = told.table("summary").set_index("measure", drop=False)
    for name in ("headline", "drift"):
        for _, row in told.table(name).iterrows():
            same(row, summary.loc[row["measure"]])
    years = told.table("years")
    assert years["year"].nunique() == 1  # all reported time is this one year
    for _, row in years.iterrows():
        same(row, summary.loc[row["measure"]])
    posts = told.table("week").query("duty == 'posts'").set_index("role")
    for role, measure in (("IROs", "posts_iro"), ("social workers", "posts_social_worker"),
                          ("team managers", "posts_team_manager"),
                          ("advocates", "posts_advocate")):  # fmt: skip
        same(summary.loc[measure], posts.loc[role])


def test_months_before_the_policy_are_alike_and_runs_are_those_of_the_worlds(told):
    monthly = told.table("monthly")
    before = monthly[monthly["part"] == "before the policy"]
    assert len(before) and (before["difference"].dropna() == 0).all()
    assert before["today"].equals(before["under_policy"].rename("today"))
    if not told.in_worlds:
        return
    runs = told.table("replications")
    runs = runs[runs["measure"].isin(HEADLINE)]
    worlds = told.table("worlds").set_index("replication")
    for row in runs.itertuples():
        side = "today" if row.policy == "keep" else "under_policy"
        assert close(worlds.loc[row.replication, f"{row.measure}.{side}"], row.value)
        assert worlds.loc[row.replication, "world"] == row.world


def test_costs_agree_with_the_measures(told):
    costs = told.table("costs")
    rows = costs[costs["discounted"] == "no"].set_index(["unit", "part"])
    summary = told.table("summary").set_index("measure")
    assert ((costs["empty"] == "") == costs["mean_difference"].notna()).all()
    for part, measure in (("cash", "service_cost_authority"), ("hours", "hours_cost_authority"),
                          ("extra care", "extra_care_cost_authority")):  # fmt: skip
        of_measure = summary.loc[measure]
        for _, row in rows.loc[("GBP a year", part)].iterrows():  # the one year, and all years
            assert row["empty"] == of_measure["empty"]
            if told.in_worlds:
                same(of_measure, row, ["difference_low", "difference_high"])
                continue
            for name in ("today", "under_policy", "difference"):
                assert close(row[f"mean_{name}"], of_measure[name], 1e3)

"""Every number in the tables of levels and differences, recomputed from the runs' records."""

import math

import pytest
from reckoned import chance_share, formula, percentile_days, ratio, share_over_six_months, told
from reckoned import interval as interval_of
from rows import FEW, apart, check, close, level, values
from stated import (
    A_YEAR,
    CAUSES,
    COUNTED,
    GROUPS,
    MEASURES,
    NOTICERS_IN_WORDS,
    OF_CHILDREN,
    OF_DRIFT,
    ROLES,
    week_of,
)

from sim.ledger import BY_GROUP
from sim.vocabulary import Group

pytestmark = pytest.mark.slow
FIRST, SECOND = slice(0, 12), slice(12, 24)  # the months of both reported years


def both(study, months=slice(None)):
    return study.runs(0, months), study.runs(1, months)


def test_every_measure(study):
    table = study.table("summary")
    assert list(table["measure"]) == list(MEASURES)
    for _, row in table.iterrows():
        check(study, row, formula(row["measure"]), *both(study))


def test_every_measure_of_each_year(study):
    table = study.table("years")
    months = {"2025-04 to 2026-03": FIRST, "2026-04 to 2027-03": SECOND, "settled years": SECOND}
    assert list(table["year"].drop_duplicates()) == list(months)
    assert len(table) == len(months) * len(MEASURES)
    for _, row in table.iterrows():
        assert row["part"] == ("transition" if months[row["year"]] == FIRST else "settled")
        check(study, row, formula(row["measure"]), *both(study, months[row["year"]]))


def test_headline_measures_of_each_group(study):
    table = study.table("groups")
    assert len(table) == len(GROUPS) * len(OF_CHILDREN)
    assert list(table["measure"][: len(OF_CHILDREN)]) == OF_CHILDREN
    for _, row in table.iterrows():
        group = Group[GROUPS[row["by"], row["group"]]]
        arms = study.in_group(0, group), study.in_group(1, group)
        check(study, row, formula(row["measure"]), *arms)


def test_groups_of_a_classification_hold_all_children(study):
    for record in study.records.values():
        for name in {by for by, _ in GROUPS}:
            members = [Group[group] for (by, _), group in GROUPS.items() if by == name]
            for arm in (0, 1):
                whole = record.months[arm].sum(axis=0)[list(BY_GROUP)]
                parts = record.groups[arm][members].sum(axis=0)[list(BY_GROUP)]
                assert parts == pytest.approx(whole)


def test_every_measure_of_each_month(study):
    table = study.table("monthly")
    before = len(table[table["part"] == "before the policy"]["month"].unique())
    assert before == len(next(iter(study.records.values())).before) > 0
    assert len(table) == len(MEASURES) * (before + 24)
    columns = list(table.columns)
    for place, cells in enumerate(table.itertuples(index=False)):
        row = dict(zip(columns, cells, strict=True))
        month = place // len(MEASURES)
        arms = (
            [study.before(arm, month) for arm in (0, 1)]
            if month < before
            else both(study, slice(month - before, month - before + 1))
        )
        one = formula(row["measure"])
        expected = {"today": level(study, one, row["unit"], arms[0]),
                    "under_policy": level(study, one, row["unit"], arms[1]),
                    "difference": apart(study, one, row["unit"], *arms)}  # fmt: skip
        for name, three in expected.items():
            scale = abs(expected["today"][0])
            for end, number in zip(("", "_low", "_high"), three, strict=True):
                where = (row["month"], row["measure"], name + end)
                assert close(row[name + end], number, 0 if math.isnan(scale) else scale), where


def test_each_run(study):
    table = study.table("replications").set_index(["policy", "replication", "measure"])
    assert len(table) == 2 * len(study.numbers) * len(MEASURES)
    for arm, name in enumerate(("keep", "abolish")):
        for number, counts in study.runs(arm).items():
            for measure in MEASURES:
                row = table.loc[name, number, measure]
                runs = {number: counts}
                value = level(study, formula(measure), "", runs)[0]
                assert close(row["value"], value)
                assert row["seed"] == study.point.seed(number)


def test_drift(study):
    table = study.table("drift")
    assert list(table["measure"]) == OF_DRIFT
    today, policy = both(study)
    for _, row in table.iterrows():
        one = formula(row["measure"])
        check(study, row, one, today, policy)
        share = 1.0
        if study.in_worlds:
            apart_ = [differences(one, today, policy)[number] for number in study.numbers]
            share = chance_share(apart_, [study.world(number) for number in study.numbers])
        assert close(row["chance_share"], share)


def test_drift_by_cause(study):
    table = study.table("drift_by_cause")
    assert list(table["cause"]) == list(CAUSES)
    today, policy = both(study)
    for _, row in table.iterrows():
        one = formula(CAUSES[row["cause"]])
        check(study, row, one, today, policy)
        each = [values(study, one, runs) for runs in (today, policy)]
        for column, name, found in zip(("today", "under_policy"), ("mean_today",
                                       "mean_under_policy"), each, strict=True):  # fmt: skip
            mean = sum(found) / len(found) if study.in_worlds else row[column]
            assert close(row[name], mean, 1.0)
        assert close(row["mean_difference"], row["mean_under_policy"] - row["mean_today"], 1.0)
    for arm, name in ((today, "mean_today"), (policy, "mean_under_policy")):
        every = values(study, formula("drift_days_per_child_year"), arm)
        whole = sum(every) / len(every)
        if not study.in_worlds:
            whole = level(study, formula("drift_days_per_child_year"), "days", arm)[0]
        assert table[name].sum() == pytest.approx(whole)


def differences(one, today, policy):
    """Return the difference of each pair of runs."""
    return {number: ratio(one, [policy[number]]) - ratio(one, [today[number]]) for number in today}


QUANTITIES = {
    "drift_over_six_months": share_over_six_months,
    "drift_days_median": lambda lengths: percentile_days(lengths, 0.5),
    "drift_days_90th_percentile": lambda lengths: percentile_days(lengths, 0.9),
}


def test_tail(study):
    table = study.table("tail")
    assert list(table["quantity"]) == list(QUANTITIES)
    lengths = [
        {n: [float(one) for one in study.records[n].drift_lengths[arm]] for n in study.numbers}
        for arm in (0, 1)
    ]
    for _, row in table.iterrows():
        of = QUANTITIES[row["quantity"]]
        of_arms = _over_worlds if study.in_worlds else _jackknifed
        for name, three in zip(("today", "under_policy", "difference"),
                               of_arms(study, of, *lengths), strict=True):  # fmt: skip
            value, low, high = three
            if not study.in_worlds:  # no interval says what cannot be
                most = 1.0 if row["unit"] == "share" else math.inf
                least = -most if name == "difference" else 0.0
                low, high = max(least, low), min(most, high)
            for end, number in zip(("", "_low", "_high"), (value, low, high), strict=True):
                assert close(row[name + end], number, 1.0), (row["quantity"], name + end)


def _added(many):
    return [sum(each) for each in zip(*many, strict=True)]


def _over_worlds(study, of, today, policy):
    before, after = (
        [of(_added(runs)) for runs in study.by_world(arm).values()] for arm in (today, policy)
    )
    return told(before), told(after), told([b - a for a, b in zip(before, after, strict=True)])


def _jackknifed(study, of, today, policy):
    made = []
    for arm in (today, policy):
        whole, n = of(_added(arm.values())), len(arm)
        without = [of(_added(arm[o] for o in arm if o != number)) for number in sorted(arm)]
        made.append((whole, [n * whole - (n - 1) * one for one in without]))
    (before, first), (after, second) = made
    made.append((after - before, [b - a for a, b in zip(first, second, strict=True)]))
    return [(value, *interval_of(value, [one - value for one in rest])[:2]) for value, rest in made]


def test_what_comes_of_noticing(study):
    table = study.table("noticers").set_index(["noticer", "quantity"])
    assert len(table) == 3 * len(NOTICERS_IN_WORDS)
    for who, words in NOTICERS_IN_WORDS.items():
        noticed = (100 * A_YEAR, f"NOTICED_BY_{COUNTED[who]}", "", "CHILD_DAYS")
        check(study, table.loc[(words, "noticed")], noticed, *both(study))
        hours = table.loc[(words, "hours each")]
        check(study, hours, formula(f"hours_for_{who}"), *both(study))
        moving = table.loc[(words, "of 100 moving")].copy()
        moving[moving.filter(regex="today|policy|difference").index.drop("policy")] /= 100
        moving["unit"] = "share"
        check(study, moving, formula(f"moved_for_{who}"), *both(study))


def test_posts_and_weeks(study):
    table = study.table("week")
    assert list(table["role"].drop_duplicates()) == list(ROLES)
    assert len(table) == 15 + 3 * 4
    for _, row in table.iterrows():
        check(study, row, week_of(row["role"], row["duty"]), *both(study))


def test_few_events_have_no_interval(in_one):
    """The reckoning here hides intervals by the same rule; it is not all it does."""
    table = in_one.table("summary")
    assert table["difference_low"].notna().sum() > 30 > FEW

"""Every number in the headline table and in worlds.csv, recomputed from the runs' records."""

import csv
from pathlib import Path

import pandas as pd
import pytest
from reckoned import chance_share, formula, holm, of_hundred, ratio, reading, residuals
from rows import apart, check, close, in_one_world, values
from stated import HEADLINE, OF_NOTICING

import sim

pytestmark = pytest.mark.slow


def each_world(study, measure):
    """Return the difference of each world, its runs together."""
    before, after = (values(study, formula(measure), study.runs(arm)) for arm in (0, 1))
    return [b - a for a, b in zip(before, after, strict=True)]


def each_run(study, measure):
    before, after = study.runs(0), study.runs(1)
    one = formula(measure)
    return [ratio(one, [after[n]]) - ratio(one, [before[n]]) for n in study.numbers]


def counted(differences, better, matters):
    """Return in how many worlds it is worse, about the same and better."""
    sign = 1 if better == "higher" else -1
    worse = sum(1 for one in differences if sign * one < -matters)
    better_in = sum(1 for one in differences if sign * one > matters)
    return worse, len(differences) - worse - better_in, better_in


def test_levels_and_differences(study):
    table = study.table("headline")
    assert sorted(table["measure"]) == sorted(HEADLINE)
    assert set(table["policy"]) == {"abolish"}
    for _, row in table.iterrows():
        check(study, row, formula(row["measure"]), study.runs(0), study.runs(1))
        assert (row["better"], row["matters"]) == HEADLINE[row["measure"]][:2]


def test_counts_of_worlds_and_how_they_read(in_worlds):
    for row in in_worlds.table("headline").itertuples():
        counts = counted(each_world(in_worlds, row.measure), row.better, row.matters)
        assert row.worlds == sum(counts) == 12
        assert [row.worse, row.same, row.better_in] == of_hundred(counts), row.measure
        plain = reading(*of_hundred(counts))
        assert row.reading.split(", or ")[0] == plain
        assert row.settled == (row.reading in ("worse", "about the same", "better"))


def test_chance_share(in_worlds):
    worlds = [in_worlds.world(number) for number in in_worlds.numbers]
    assert len(worlds) == 14 and len(set(worlds)) == 12
    for row in in_worlds.table("headline").itertuples():
        expected = chance_share(each_run(in_worlds, row.measure), worlds)
        assert close(row.chance_share, expected), row.measure


def test_p_values_in_one_world(in_one):
    table = in_one.table("headline")
    p_values, today, policy = [], in_one.runs(0), in_one.runs(1)
    for row in table.itertuples():
        one = formula(row.measure)
        p_values.append(in_one_world(one, row.unit, today, policy)[3])
        before, after = (residuals(one, list(runs.values())) for runs in (today, policy))
        errors = [b - a for a, b in zip(before, after, strict=True)]
        fewer = (_variance(before) + _variance(after)) / _variance(errors)
        assert close(row.variance_ratio, fewer)
    for row, p, adjusted in zip(table.itertuples(), p_values, holm(p_values), strict=True):
        assert row.p_value == pytest.approx(p, rel=1e-6)
        assert row.adjusted_p == pytest.approx(adjusted, rel=1e-6)
        _, low, high = apart(in_one, formula(row.measure), row.unit, today, policy)
        assert row.reading == _verdict(row, low, high, adjusted)


def _variance(errors):
    middle = sum(errors) / len(errors)
    return sum((one - middle) ** 2 for one in errors) / (len(errors) - 1)


def _verdict(row, low, high, p):
    if -row.matters <= low and high <= row.matters:
        return "about the same"
    if not p < 0.05:
        return "not distinguishable"
    return "better" if (row.difference > 0) == (row.better == "higher") else "worse"


def test_worlds_table(in_worlds):
    table = in_worlds.table("worlds")
    assert list(table["replication"]) == in_worlds.numbers
    assert list(table["world"]) == [in_worlds.world(number) for number in in_worlds.numbers]
    raw = pd.read_csv(in_worlds.folder / "worlds.csv", dtype={"seed": str})
    assert list(raw["seed"]) == [str(in_worlds.point.seed(number)) for number in in_worlds.numbers]
    today, policy = in_worlds.runs(0), in_worlds.runs(1)
    for measure in HEADLINE:
        one = formula(measure)
        for number, (_, row) in zip(in_worlds.numbers, table.iterrows(), strict=True):
            before, after = ratio(one, [today[number]]), ratio(one, [policy[number]])
            assert close(row[f"{measure}.today"], before)
            assert close(row[f"{measure}.under_policy"], after)
            assert close(row[f"{measure}.difference"], after - before, abs(before))
    for measure in OF_NOTICING:
        for number, (_, row) in zip(in_worlds.numbers, table.iterrows(), strict=True):
            assert close(row[f"{measure}.today"], ratio(formula(measure), [today[number]]))


def test_beliefs_are_those_of_the_stored_worlds(in_worlds):
    path = Path(sim.__file__).parent / "data" / "plausible_settings.csv"
    with path.open(encoding="utf-8") as file:
        lines = (line for line in file if not line.startswith("#"))
        stored = list(csv.DictReader(lines))
    table = in_worlds.table("worlds")
    names = [name for name in table.columns if name in stored[0] and "." in name]
    assert len(names) > 60
    for _, row in table.iterrows():
        world = stored[int(row["world"]) - 1]
        assert [row[name] for name in names] == [float(world[name]) for name in names]

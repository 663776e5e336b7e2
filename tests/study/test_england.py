"""England: every authority with its own figures, added up."""

import dataclasses

import numpy as np
import pandas as pd
import pytest

from sim.analyse import tables
from sim.analyse.dictionary import column, columns_of, write_dictionary
from sim.analyse.headline import headline
from sim.arms.practice_of_places import PRACTICE
from sim.arms.resolve import TOWARDS
from sim.cli.arguments import read
from sim.cli.ask import of_england
from sim.data import authorities
from sim.errors import UserError
from sim.ledger import Count
from sim.measures.catalogue import HEADLINE
from sim.replicate.runner import Runner, asked_of
from sim.report.document.places_apart_in_words import cautions
from sim.settings import Settings, register, replace_values
from sim.study.england import england as england_of
from sim.study.notes import stock_words

WORDS = ["authority.scope=england", "years=1", "warm_up_years=1", "replications=3"]


@pytest.fixture(scope="module")
def asked():
    return of_england(read([*WORDS, "+scenario=strengthen"]))


@pytest.fixture(scope="module")
def two(asked):
    """Return England of two small authorities, and its study, run."""
    some = [a for a in asked if a.today.authority.name in ("Rutland", "Hartlepool")]
    england = england_of(some, "strengthen")
    runner = Runner(england.how)
    runner.run(asked_of(england.points))
    return england, runner


@pytest.mark.slow
def test_every_authority_is_there_once_with_its_own_figures(asked):
    names = [arms.today.authority.name for arms in asked]
    assert names == authorities.names() and len(set(names)) == 151
    children = sum(float(arms.today.authority.children_looked_after) for arms in asked)
    assert children == pytest.approx(81_770, rel=0.02)
    assert {arms.today.authority.practice_quality for arms in asked} == {None}  # drawn


@pytest.mark.slow
def test_what_the_user_sets_holds_in_all():
    every_one = of_england(read([*WORDS, "authority.practice_quality=1", "iro.caseload=90"]))
    assert {a.today.authority.practice_quality for a in every_one} == {1}
    assert {a.today.iro.caseload for a in every_one} == {90}


@pytest.mark.slow
def test_england_is_the_sum_of_its_authorities(two):
    england, runner = two
    national = england.view(runner).national
    each = [runner.arms(point) for point in england.points]
    apart = [count for count in Count if count != Count.DAYS]
    for place, arm in enumerate(national):
        added = sum(one[place].counts for one in each)
        assert np.array_equal(arm.counts[..., apart], added[..., apart])
        assert np.array_equal(arm.counts[..., Count.DAYS], each[0][place].counts[..., Count.DAYS])
    assert not np.array_equal(each[0][0].seeds, each[1][0].seeds)  # chance of their own


def test_england_has_all_children_and_pounds_and_not_those_of_a_mean_authority(two):
    england, runner = two
    whole = tables.summary(*england.view(runner).national).set_index("measure")
    parts = [tables.summary(*runner.arms(point)).set_index("measure") for point in england.points]
    for measure in ("children_looked_after", "service_cost_authority", "posts_iro"):
        added = sum(part.loc[measure, "today"] for part in parts)
        # a median of sums is near the sum of medians; a mean authority would have half
        assert whole.loc[measure, "today"] == pytest.approx(added, rel=0.15), measure


def test_an_authority_that_runs_away_is_in_all_sums_and_marked(two):
    england, runner = two
    assert set(england.view(runner).authorities["caution"]) == {""}
    half = [
        dataclasses.replace(
            arms,
            today=replace_values(arms.today, {"authority.children_looked_after": 0.5 * children}),
        )
        for arms in england.view(runner).every
        if (children := arms.today.authority.children_looked_after)
    ]
    other = england_of(half, "strengthen")
    other.points = england.points  # the same runs, of twice the children that they should have
    found = other.view(runner)
    assert found.authorities["caution"].str.endswith("its levels are not its own").all()
    assert np.array_equal(found.national[1].counts, england.view(runner).national[1].counts)
    (line,) = cautions(found.authorities)
    assert line.startswith("In all sums, but not to be read by themselves: Hartlepool (")
    assert "Rutland (" in line


def test_one_that_is_far_off_is_marked_however_few_its_runs(two):
    england, runner = two
    arms = england.view(runner).every[0]
    first = runner.arms(england.points[0])[0].only([0])
    children = float(arms.today.authority.children_looked_after or 0)
    twice = replace_values(arms.today, {"authority.children_looked_after": 2 * children})
    assert stock_words(first, arms, 151) == ""
    assert stock_words(first, dataclasses.replace(arms, today=twice), 151)


def test_a_run_that_failed_somewhere_is_in_no_sum_and_no_authority_is_dropped(two):
    england, runner = two
    once = Runner(england.how)
    once.counted = {key: made for key, made in runner.counted.items() if key != (1, 2)}
    found = england_of(england.view(runner).every, "strengthen").view(once)
    assert [arms[0].replications for arms in found.each] == [(0, 1, 200)] * 2
    assert found.national[0].replications == (0, 1, 200)
    kept = found.replications.groupby("authority")["replication"].nunique()
    assert sorted(kept) == [3, 4]  # what finished stays in the records


def test_without_any_run_of_an_authority_there_is_no_england(two):
    england, runner = two
    once = Runner(england.how)
    once.counted = {key: made for key, made in runner.counted.items() if key[0] == 0}
    name = england.view(runner).every[1].today.authority.name
    with pytest.raises(UserError, match=f"no run finished in every authority; none did in {name}"):
        england_of(england.view(runner).every, "strengthen").view(once)


def test_each_authority_has_its_rows_over_the_same_worlds(two):
    england, runner = two
    table = england.view(runner).authorities
    assert len(table) == 2 * len(HEADLINE)
    assert set(table["rests_on"]) <= {"own", "national"}
    for name, point in zip(("Hartlepool", "Rutland"), england.points, strict=True):
        own = table[table["authority"] == name].set_index("measure")
        alone = headline(*runner.arms(point), england.how.matters).set_index("measure")
        assert own.loc[alone.index, "difference"].equals(alone["difference"])
        assert own["worlds"].max() == 3
    assert [[point.world(n) for n in point.numbers] for point in england.points] == [
        [1, 2, 3, 1]
    ] * 2


@pytest.mark.slow
def test_in_one_world_readings_allow_for_all_authorities(asked):
    two = [a for a in asked if a.today.authority.name in ("Rutland", "Hartlepool")]
    one = [dataclasses.replace(a, today=replace_values(a.today, {"worlds": "one"})) for a in two]
    england = england_of(one, "strengthen")
    runner = Runner(england.how)
    runner.run(asked_of(england.points))
    table = england.view(runner).authorities
    drift = table[table["measure"] == "drift_days_per_child_year"]
    alone = [
        tables.difference(HEADLINE, *runner.arms(point)).p_value[
            [m.id for m in HEADLINE].index("drift_days_per_child_year")
        ]
        for point in england.points
    ]
    assert drift["adjusted_p"].min() == pytest.approx(min(1, 2 * min(alone)))


def test_figures_say_where_they_come_from(two):
    england, runner = two
    figures = england.view(runner).figures_used
    assert set(figures["comes_from"]) <= {"own", TOWARDS, "national", "drawn", "assumed"}
    assumed = figures[figures["comes_from"] == "assumed"]
    assert set(assumed["figure"]) == {"iro.caseload"}
    drawn = figures[figures["comes_from"] == "drawn"]
    assert set(drawn["figure"]) == set(PRACTICE) and drawn["value"].notna().all()
    own = figures[(figures["authority"] == "Rutland")
                  & (figures["figure"] == "authority.children_looked_after")]  # fmt: skip
    assert own[["value", "comes_from"]].to_numpy().tolist() == [[32.0, "own"]]


@pytest.mark.slow
def test_it_writes_its_tables_and_their_dictionary(two, tmp_path):
    england, runner = two
    england.write(runner, tmp_path)
    write_dictionary(tmp_path)
    told = pd.read_csv(tmp_path / "dictionary.csv")
    for name in ("summary.csv", "authorities.csv", "figures_used.csv", "drift.csv",
                 "replications.parquet", "costs.csv", "worlds.csv", "totals.csv",
                 "places_apart.csv"):  # fmt: skip
        columns = columns_of(tmp_path / name)
        settings = {setting.name: setting for setting in register(Settings())}
        assert all(column(name, one, settings) for one in columns), name
        assert "changed" in columns, name
        assert told[told["file"] == name]["column"].tolist() == columns


def test_a_pool_is_not_of_england():
    with pytest.raises(UserError, match=r"policy\.pool"):
        of_england(read([*WORDS, "policy.pool=[Leeds,Bradford]"]))


def test_today_alone_has_no_difference(two):
    england, runner = two
    every = england.view(runner).every
    alone = england_of([dataclasses.replace(a, under_policy=None) for a in every], "keep")
    runner = Runner(alone.how)
    runner.run(asked_of(alone.points, 2))
    assert alone.view(runner).authorities["difference"].isna().all()
    assert alone.view(runner).apart is None
    assert alone.view(runner).totals["difference_chance"].isna().all()


@pytest.mark.parametrize("word", ["authority.name=Leeds", "authority.children_looked_after=300"])
def test_what_is_one_authority_s_own_is_refused(word):
    with pytest.raises(UserError, match="each has its own"):
        of_england(read([*WORDS, word]))

"""The same recomputations where runs failed, and where a world has nothing to count in an arm."""

import math

import pytest
import test_recomputed_costs as costs
import test_recomputed_headline as headline
import test_recomputed_tables as tables
import test_recomputed_why as why
from stated import HEADLINE
from studied import WORDS, Ran

from sim.analyse.tables import write_csv
from sim.cli.arguments import read
from sim.cli.ask import ask
from sim.ledger import Count
from sim.replicate.arm_results import common_replications
from sim.replicate.runner import Runner
from sim.study.one_policy import one_policy

pytestmark = pytest.mark.slow
FAILED = (3, 200)  # a world without its run, and one of two runs of another
BARE = 7  # a run of whose world nothing long is reviewed in one of the arms


@pytest.fixture(scope="module", params=["today", "policy", "a further arm"])
def gapped(request, in_worlds, tmp_path_factory):
    """The study over worlds with some of its records gone, told anew."""
    arm = {"today": 0, "policy": 1, "a further arm": 4}[request.param]
    records = {n: one for n, one in in_worlds.records.items() if n not in FAILED}
    months = records[BARE].months.copy()
    months[arm, :, [Count.LONG_INTERVALS, Count.LONG_INTERVALS_CHECKED]] = 0.0
    records[BARE] = records[BARE]._replace(months=months)
    study = one_policy(ask(read(["+scenario=abolish", "why=true", *WORDS])), "abolish")
    runner = Runner(study.how)
    runner.counted = {(0, number): one for number, one in records.items()}
    folder = tmp_path_factory.mktemp("gapped")
    for name, table in study.view(runner).tables().items():
        write_csv(table, folder / f"{name}.csv")
    return Ran(records=records, point=study.points[0], folder=folder, in_worlds=True, arm=arm)


def test_tables(gapped):
    tables.test_every_measure(gapped)
    tables.test_every_measure_of_each_month(gapped)
    tables.test_drift(gapped)
    tables.test_tail(gapped)
    tables.test_each_run(gapped)
    costs.test_every_part_of_the_cost(gapped)


def test_headline(gapped):
    headline.test_levels_and_differences(gapped)
    headline.test_worlds_table(gapped)
    table = gapped.table("headline").set_index("measure")
    assert set(gapped.by_world(gapped.runs(0))) == set(range(1, 13)) - {4}
    for measure in HEADLINE:
        one = [value for value in headline.each_world(gapped, measure) if not math.isnan(value)]
        bare = measure == "midway_coverage" and gapped.arm < 2
        assert table.loc[measure, "worlds"] == len(one) == 11 - bare


def test_pairs_of_arms_of_which_different_runs_finished_are_pairs(in_worlds):
    """Arms that were run apart, on an interrupted cluster say, are paired by number, not place."""
    study = one_policy(ask(read(["+scenario=abolish", *WORDS])), "abolish")
    runner = Runner(study.how)
    runner.counted = {(0, number): one for number, one in in_worlds.records.items()}
    today, policy = runner.arms(study.points[0])
    some = [number for number in policy.replications if number not in FAILED]
    before, after = common_replications(today, policy.only(some))
    assert before.replications == after.replications == tuple(some)
    assert before.seeds == tuple(in_worlds.point.seed(number) for number in some)
    assert before.worlds == after.worlds == tuple(map(in_worlds.world, some))
    for place, number in enumerate(some):
        for at, arm in enumerate((before, after)):
            assert (arm.counts[place] == in_worlds.records[number].months[at]).all()
            lengths = in_worlds.records[number].drift_lengths[at]
            assert (arm.drift_lengths[place] == lengths).all()


def test_why(gapped):
    every = [{}, *map(dict, gapped.point.policies.values())]
    why.test_every_part(gapped, every.index)

"""Several policies at once: each held to the records of its own arm, and ranks to all."""

import math

import pytest
from reckoned import chance_share, formula, of_hundred, ratio, reading
from rows import check, close, values
from stated import HEADLINE, MEASURES
from studied import ran
from test_recomputed_headline import counted

from experiments.compare.__main__ import PROGRAM
from sim.cli.command import run

pytestmark = pytest.mark.slow
POLICIES = ["abolish", "caseload_cap", "relocate"]
ARMS = ["keep", *POLICIES]


@pytest.fixture(scope="module")
def compared(tmp_path_factory):
    folder = tmp_path_factory.mktemp("compared") / "run"

    def main(words):
        return run(PROGRAM, words)

    return ran(folder, "years=1", asked=f"scenarios={','.join(POLICIES)}", program=main)


def each_world(study, measure, arm):
    before, after = (values(study, formula(measure), study.runs(at)) for at in (0, arm))
    return [b - a for a, b in zip(before, after, strict=True)]


def test_every_policy_against_today(compared):
    table = compared.table("comparison")
    assert len(table) == len(POLICIES) * len(HEADLINE)
    worlds = [compared.world(number) for number in compared.numbers]
    for _, row in table.iterrows():
        arm, one = ARMS.index(row["policy"]), formula(row["measure"])
        today, policy = compared.runs(0), compared.runs(arm)
        check(compared, row, one, today, policy)
        better, matters, _ = HEADLINE[row["measure"]]
        counts = of_hundred(counted(each_world(compared, row["measure"], arm), better, matters))
        if row["fixed"]:
            continue
        assert [row["worse"], row["same"], row["better_in"]] == counts
        assert row["reading"].split(", or ")[0] == reading(*counts)
        runs = [ratio(one, [policy[n]]) - ratio(one, [today[n]]) for n in compared.numbers]
        assert close(row["chance_share"], chance_share(runs, worlds))


def test_every_measure_of_every_policy(compared):
    table = compared.table("summary")
    assert len(table) == len(POLICIES) * len(MEASURES)
    for _, row in table.iterrows():
        arm = ARMS.index(row["policy"])
        check(compared, row, formula(row["measure"]), compared.runs(0), compared.runs(arm))


def test_what_is_gained_and_given_up(compared):
    table = compared.table("trade_offs").set_index("policy")
    rows = compared.table("comparison").set_index(["policy", "measure"])
    for policy in POLICIES:
        for measure in ("reviews_on_time", "drift_days_per_child_year",
                        "views_heard_independently", "service_cost"):  # fmt: skip
            for end in ("", "_low", "_high"):
                assert close(table.loc[policy, measure + end],
                             rows.loc[(policy, measure), "difference" + end])  # fmt: skip


def test_cost_and_drift_of_each_world(compared):
    table = compared.table("cost_and_drift")
    for arm, policy in enumerate(POLICIES, start=1):
        rows = table[table["policy"] == policy]
        worlds = list(compared.by_world(compared.runs(arm)))
        assert list(rows["world"]) == worlds
        for measure in ("drift_days_per_child_year", "service_cost"):
            wanted = each_world(compared, measure, arm)
            assert list(rows[measure]) == pytest.approx(wanted, rel=1e-9, abs=1e-9)


def test_ranks(compared):
    """The shares of worlds in which an arrangement has a rank; those that tie share ranks."""
    table = compared.table("ranks").set_index(["measure", "policy", "rank"])["share"]
    for measure, (better, _, _) in HEADLINE.items():
        arms = [values(compared, formula(measure), compared.runs(at)) for at in range(len(ARMS))]
        if any(math.isnan(value) for arm in arms for value in arm):
            continue
        sign = -1 if better == "higher" else 1
        shares = [[0.0] * len(ARMS) for _ in ARMS]
        for world in zip(*arms, strict=True):
            for place, value in enumerate(world):
                first = sum(sign * other < sign * value for other in world)
                tied = world.count(value)
                for rank in range(first, first + tied):
                    shares[place][rank] += 1 / tied / len(arms[0])
        for place, policy in enumerate(ARMS):
            found = [table[measure, policy, rank + 1] for rank in range(len(ARMS))]
            assert found == pytest.approx(shares[place], abs=1e-9), (measure, policy)

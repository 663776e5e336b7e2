"""Beliefs that are drawn: which, for whom, and what of the spread of runs is theirs."""

import collections

import numpy as np
import pandas as pd
import pytest
from studies import SMALL

from sim.asking import ask
from sim.command import main
from sim.command_line import read
from sim.measures import HEADLINE
from sim.settings.arms import flat
from sim.settings.plausible import members
from sim.study.estimate import (
    Parts,
    by_draw,
    estimate,
    paired_difference,
    residuals,
    share_of_belief,
)
from sim.study.ledgers import Ledgers
from sim.study.point import SEEDS_PER_DRAW, draw_of
from sim.study.run import Run
from sim.study.tables import difference, of_measures

MANY = range(2 * len(members()))


def sampled(*words):
    """Return the point of a study whose beliefs are drawn."""
    asked = Run(ask(read([*SMALL, "uncertainty=sampled", *words])), "policy")
    assert [point.sampled for point in asked.points] == [False, True]
    return asked.points[1]


@pytest.mark.parametrize("seed", [1, 2])
def test_every_member_is_drawn_once_before_any_is_drawn_twice(seed):
    drawn = [draw_of(seed, number) for number in MANY]
    assert drawn[::2] == drawn[1::2]  # two runs that share a draw stand together
    assert sorted(drawn[::2]) == list(range(len(members())))
    assert SEEDS_PER_DRAW == 2
    again = [draw_of(seed, number + len(MANY)) for number in MANY]
    assert again == drawn
    assert drawn[::2] != sorted(drawn[::2])


def test_the_seed_decides_the_order_and_two_runs_of_a_draw_differ_by_chance():
    assert [draw_of(1, n) for n in MANY] != [draw_of(2, n) for n in MANY]
    point = sampled()
    assert point.drawn(0) == point.drawn(1) != point.drawn(2)
    assert len({point.seed(number) for number in range(4)}) == 4


@pytest.mark.slow
def test_a_draw_holds_in_both_arms_and_is_the_same_for_every_scenario():
    one = sampled("+scenario=abolish")
    other = sampled("+scenario=relocate", "policy.iro.caseload=50")
    for number in (0, 5):
        ((today,), (under,)), ((today_too,), (under_too,)) = (
            one.settings(number),
            other.settings(number),
        )
        assert today == today_too
        member = members()[one.drawn(number)]
        assert {name: flat(today)[name] for name in member.values} == dict(member.values)
        for arm, changes in ((under, one.policies), (under_too, other.policies)):
            changed = next(iter(changes.values()))
            kept = {name: value for name, value in member.values.items() if name not in changed}
            assert {name: flat(arm)[name] for name in kept} == kept


@pytest.mark.slow
def test_what_the_user_set_is_not_drawn_and_a_policy_comes_after_the_draw():
    name, drawn_too = list(members()[0].values)[:2]
    held = flat(sampled().today)[name]
    point = sampled(f"{name}={held}", f"policy.{drawn_too}=1234")
    for number in (0, 2, 4):
        (today,), (under,) = point.settings(number)
        assert flat(today)[name] == held
        assert flat(today)[drawn_too] == members()[point.drawn(number)].values[drawn_too]
        assert flat(under)[drawn_too] == 1234
    asked = Run(ask(read([*SMALL, "uncertainty=sampled", f"{name}={held}"])), "keep")
    assert set(asked.about()["drawn"]) == set(members()[0].values) - {name}


def test_without_a_draw_there_is_none():
    asked = Run(ask(read(["+scenario=abolish", *SMALL])), "abolish")
    (point,) = asked.points
    assert point.drawn(0) == -1
    assert point.settings(0)[0] == [asked.arms.today]
    assert asked.about()["drawn"] == []


def test_counts_of_a_draw_are_added_up():
    counts = np.arange(10.0).reshape(5, 2)
    assert by_draw(counts, (7, 7, 3, 7, 3)).tolist() == [[8, 11], [12, 14]]


def of_errors(values):
    """Return two arms whose difference has these residuals but for their mean."""
    values = np.asarray(values, dtype=float)
    even = np.ones_like(values)
    return Parts(0 * values, even), Parts(values, even)


def test_the_share_of_beliefs_by_hand():
    # draws {1, 3}, {5, 7}, {6, 8}: means 2, 6, 7, grand mean 5; between 2 (9 + 1 + 4) / 2 = 14,
    # within (2 + 2 + 2) / 3 = 2; belief (14 - 2) / 2 = 6; share 6 / (6 + 2)
    arms = of_errors([1, 3, 5, 7, 6, 8])
    assert share_of_belief(*arms, (4, 4, 9, 9, 2, 2)) == pytest.approx(0.75)


def test_the_share_of_beliefs_by_hand_where_draws_are_unequal():
    # draws {1, 3}, {5, 7}, {6}: grand mean 4.4, means 2, 6, 6; between (2 x 5.76 + 2 x 2.56 +
    # 2.56) / 2 = 9.6; within 4 / 2 = 2; n0 = (5 - 9 / 5) / 2 = 1.6; belief 7.6 / 1.6 = 4.75
    arms = of_errors([1, 3, 5, 7, 6])
    assert share_of_belief(*arms, (4, 4, 9, 9, 2)) == pytest.approx(4.75 / 6.75)


def test_the_share_of_beliefs_where_it_cannot_be_told():
    arms = of_errors([1, 3, 5, 7])
    assert np.isnan(share_of_belief(*arms, (1, 2, 3, 4)))  # no two share a draw
    assert np.isnan(share_of_belief(*arms, (1, 1, 1, 1)))  # one draw
    assert np.isnan(share_of_belief(*of_errors([2, 2, 2, 2]), (1, 1, 2, 2)))  # nothing varies
    assert share_of_belief(*of_errors([1, 5, 5, 1]), (1, 1, 2, 2)) == 0  # draws alike
    assert share_of_belief(*of_errors([1, 1, 5, 5]), (1, 1, 2, 2)) == 1  # no chance


@pytest.mark.parametrize(("belief", "chance"), [(0.0, 1.0), (1.0, 1.0), (3.0, 1.0)])
def test_the_share_of_beliefs_finds_what_was_put_in(belief, chance):
    draw = np.random.default_rng(8)
    draws = np.repeat(np.arange(400), 2)
    shape = (800, 50)  # fifty studies
    values = np.sqrt(belief) * draw.normal(size=(400, 50))[draws]
    values += np.sqrt(chance) * draw.normal(size=shape)
    found = share_of_belief(*of_errors(values), tuple(draws))
    # cut at 0, it is a little above where belief is nothing
    assert found.mean() == pytest.approx(belief / (belief + chance), abs=0.03)


def test_an_interval_over_draws_holds_one_more_draw_95_percent_of_the_time():
    draw = np.random.default_rng(20)
    n, repetitions = 20, 4_000
    due = draw.uniform(50, 70, size=(n + 1, repetitions))
    share = 0.8 + draw.normal(0, 0.05, due.shape)
    held, one_more = Parts((due * share)[:n], due[:n]), share[n]
    found = estimate(held, drawn=True)
    assert 0.93 <= np.mean((found.low <= one_more) & (one_more <= found.high)) <= 0.97
    mean_alone = estimate(held)
    assert np.mean((mean_alone.low <= one_more) & (one_more <= mean_alone.high)) < 0.6


def test_a_difference_over_draws_holds_one_more_draw_and_by_hand():
    # residuals -0.1, 0, 0.1 round -0.1: s = 0.1, s sqrt(1 + 1/3) = 0.1154701; t(0.975, 2) = 4.3027
    one = Parts(np.array([9.0, 9, 9]), np.array([10.0, 10, 10]))
    other = Parts(np.array([7.0, 8, 9]), np.array([10.0, 10, 10]))
    assert residuals(other) - residuals(one) == pytest.approx([-0.1, 0, 0.1])
    found = paired_difference(one, other, drawn=True)
    assert found.high - found.value == pytest.approx(4.302653 * 0.1154701, abs=1e-6)


def test_more_runs_of_a_draw_do_not_narrow_its_interval():
    draw = np.random.default_rng(3)
    values = 0.5 + 0.1 * draw.normal(size=(12, 1))
    few, many = (
        estimate(Parts(by_draw(np.repeat(values, n, axis=0), np.repeat(range(12), n)),
                       by_draw(np.ones((12 * n, 1)), np.repeat(range(12), n))), drawn=True)
        for n in (2, 20)
    )  # fmt: skip
    assert few.high - few.low == pytest.approx(many.high - many.low)


@pytest.mark.slow
def test_both_intervals_of_drift_are_written_and_printed(tmp_path, capsys):
    words = ["+scenario=abolish", *SMALL, "replications=8"]
    assert main([*words, f"hydra.run.dir={tmp_path / 'held'}"]) == 0
    assert main([*words, "uncertainty=sampled", f"hydra.run.dir={tmp_path / 'drawn'}"]) == 0
    assert "beliefs" in capsys.readouterr().out
    held, drawn = (pd.read_csv(tmp_path / name / "drift.csv") for name in ("held", "drawn"))
    first = ["measure", "difference", "chance_low", "chance_high"]
    pd.testing.assert_frame_equal(held[first], drawn[first])  # the same runs, beliefs at default
    rest = ["drawn_difference", "belief_low", "belief_high", "belief_share"]
    assert held[rest].isna().all(axis=None)
    summary = pd.read_csv(tmp_path / "drawn" / "summary.csv").set_index("measure")
    told = summary.loc[drawn["measure"]]
    for column, same in zip(
        rest, ["difference", "difference_low", "difference_high"], strict=False
    ):
        assert list(drawn[column]) == list(told[same])
    drift = drawn.set_index("measure").loc["drift_days_per_child_year"]
    assert drift["belief_low"] < drift["drawn_difference"] < drift["belief_high"]
    assert 0 <= drift["belief_share"] <= 1
    rows = pd.read_csv(tmp_path / "drawn" / "replications.csv")
    assert collections.Counter(rows["scenario"]) == {
        name: 8 * rows["measure"].nunique() for name in ("keep", "abolish")
    }


def test_tables_take_a_draw_for_one_observation():
    counts = np.random.default_rng(1).poisson(40, size=(6, 1, 400)).astype(float)
    plain = Ledgers("keep", tuple(range(6)), (0,) * 6, ("whole",), counts)
    draws = (4, 4, 1, 1, 8, 8)
    drawn = Ledgers("keep", tuple(range(6)), (0,) * 6, ("whole",), counts, draws=draws)
    one, other = of_measures(HEADLINE, plain), of_measures(HEADLINE, drawn)
    assert np.allclose(one["today"], other["today"], equal_nan=True)
    added = Ledgers("keep", (0, 1, 2), (0,) * 3, ("whole",), by_draw(counts, draws))
    row = [m.id for m in HEADLINE].index("reviews_on_time")
    by_hand = estimate(Parts(*HEADLINE[row].parts(added.counts.sum(axis=1))), drawn=True)
    assert other["today_high"][row] == pytest.approx(min(1, by_hand.high))
    assert difference(HEADLINE, drawn, drawn).identical[row]

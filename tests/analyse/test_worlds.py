"""Plausible worlds: which replication is of which, and what they say together."""

import json
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from studies import SMALL

from sim.analyse.over_worlds import by_world, range_of, share_of_chance
from sim.cli.arguments import read
from sim.cli.ask import ask
from sim.cli.main import main
from sim.data.plausible_settings import members
from sim.replicate.worlds import alike, beliefs_of, numbers, stored, world_of
from sim.settings import to_dict
from sim.study.notes import runs_words
from sim.study.one_policy import one_policy

MANY = len(members())


def point(*words):
    """Return the point of a study over worlds."""
    return one_policy(ask(read([*SMALL, *words])), "policy").points[0]


def test_each_replication_is_of_the_next_world_and_a_tenth_are_run_twice():
    assert [world_of(number) for number in (0, 1, MANY - 1, MANY)] == [1, 2, MANY, 1]
    assert numbers(20) == [*range(20), MANY, MANY + 1]
    assert [world_of(number) for number in numbers(20)][-2:] == [1, 2]
    assert len(numbers(MANY)) == MANY + MANY // 10


def test_smaller_studies_are_part_of_larger_ones():
    for few, more in ((1, 7), (20, 50), (50, MANY), (MANY, 3 * MANY)):
        assert set(numbers(few)) <= set(numbers(more))
    assert numbers(2 * MANY) == list(range(2 * MANY))  # each twice, nothing added


@pytest.mark.parametrize("asked, said", [(20, ""), (MANY, ""), (2 * MANY, f", {2 * MANY}")])
def test_runs_are_told_where_worlds_have_several(asked, said):
    numbered = tuple(numbers(asked))
    today = SimpleNamespace(worlds=tuple(map(world_of, numbered)), replications=numbered)
    worlds = f"in {min(asked, MANY)} plausible worlds"
    assert runs_words(today) == worlds + (said and f"{said} pairs of runs")
    assert runs_words(today, paired=False) == worlds + (said and f"{said} runs")


def test_without_a_word_the_answer_is_over_all_worlds():
    asked = one_policy(ask(read(["+scenario=abolish"])), "abolish")
    (point,) = asked.points
    assert asked.how.worlds == "plausible" and asked.how.replications == stored()
    assert point.in_worlds and len(set(map(point.world, point.numbers))) == MANY
    one = one_policy(ask(read(["+scenario=abolish", "worlds=one"])), "abolish")
    (point,) = one.points
    assert not point.in_worlds and point.numbers == list(range(50))
    assert point.settings(0)[0] == [one.how]
    assert one.metadata()["drawn"] == []


@pytest.mark.slow
def test_a_world_holds_in_both_arms_and_is_the_same_for_every_scenario():
    one, other = point("+scenario=abolish"), point("+scenario=relocate", "policy.iro.caseload=50")
    for number in (0, 5, MANY):
        ((today,), (under,)), ((today_too,), (under_too,)) = (
            one.settings(number),
            other.settings(number),
        )
        assert today == today_too
        beliefs = members()[world_of(number) - 1].values
        assert {name: to_dict(today)[name] for name in beliefs} == dict(beliefs)
        for arm, changes in ((under, one.policies), (under_too, other.policies)):
            changed = next(iter(changes.values()))
            kept = {name: value for name, value in beliefs.items() if name not in changed}
            assert {name: to_dict(arm)[name] for name in kept} == kept


@pytest.mark.slow
def test_what_the_user_set_holds_in_every_world_and_a_policy_comes_after_it():
    name, other = list(members()[0].values)[:2]
    held = to_dict(point().today)[name]
    set_ = point(f"{name}={held}", f"policy.{other}=123")
    for number in (0, 2, 4):
        (today,), (under,) = set_.settings(number)
        assert to_dict(today)[name] == held
        assert to_dict(today)[other] == beliefs_of(set_.world(number), set_.fixed)[other]
        assert to_dict(under)[other] == 123
    assert name not in set_.drawn_settings and other in set_.drawn_settings


def test_two_runs_of_a_world_differ_by_chance_and_worlds_share_nothing_else():
    one = point()
    assert one.world(0) == one.world(MANY) and one.seed(0) != one.seed(MANY)
    assert len({one.seed(number) for number in one.numbers}) == len(one.numbers)


def test_worlds_are_alike_where_the_user_set_every_belief():
    assert alike([3, 1, 3], frozenset()) == [3, 1, 3]
    assert alike([3, 1, 3], frozenset(members()[0].values)) == [3, 3, 3]


def test_runs_of_a_world_are_added_up():
    counts = np.arange(10.0).reshape(5, 2)
    assert by_world(counts, (7, 7, 3, 7, 3)).tolist() == [[8, 11], [12, 14]]


@pytest.mark.parametrize("size", [1, 2, 7, 100])
def test_the_range_is_as_numpy_has_it_without_the_worlds_that_have_no_value(size):
    values = np.random.default_rng(size).normal(size=(size, 3))
    values[0, 1] = np.nan
    found = range_of(values)
    for column in (0, 2):
        expected = np.quantile(values[:, column], [0.5, 0.05, 0.95])
        assert [part[column] for part in found] == pytest.approx(expected)
    if size > 1:
        expected = np.quantile(values[1:, 1], [0.5, 0.05, 0.95])
        assert [part[1] for part in found] == pytest.approx(expected)
    else:
        assert all(np.isnan(part[1]) for part in found)


def test_the_share_of_chance_by_hand():
    # groups {1, 3}, {5, 7}, {6, 8}: means 2, 6, 7, grand mean 5; between 2 (9 + 1 + 4) / 2 = 14,
    # within (2 + 2 + 2) / 3 = 2; belief (14 - 2) / 2 = 6; chance 2 / (6 + 2)
    values = np.array([[1.0, 3, 5, 7, 6, 8]]).T
    assert share_of_chance(values, (4, 4, 9, 9, 2, 2)) == pytest.approx([0.25])


def test_the_share_of_chance_where_few_worlds_are_run_twice_by_hand():
    # {1, 3}, {5, 7}, {6}: grand mean 4.4, means 2, 6, 6; between (2 x 5.76 + 2 x 2.56 + 2.56) / 2
    # = 9.6; within 4 / 2 = 2; n0 = (5 - 9 / 5) / 2 = 1.6; belief 7.6 / 1.6 = 4.75
    values = np.array([[1.0, 3, 5, 7, 6]]).T
    assert share_of_chance(values, (4, 4, 9, 9, 2)) == pytest.approx([2 / 6.75])


def test_the_share_of_chance_where_it_cannot_be_told():
    values = np.array([[1.0, 3, 5, np.nan]]).T
    assert np.isnan(share_of_chance(values, (1, 2, 3, 3)))  # no two runs with a value are alike
    assert np.isnan(share_of_chance(np.ones((4, 1)), (1, 1, 2, 2)))  # nothing varies
    assert share_of_chance(np.array([[1.0, 5, 5, 1]]).T, (1, 1, 2, 2)) == 1
    assert share_of_chance(np.array([[1.0, 1, 5, 5]]).T, (1, 1, 2, 2)) == 0


@pytest.mark.parametrize(("belief", "chance"), [(0.0, 1.0), (1.0, 1.0), (9.0, 1.0)])
def test_the_share_of_chance_finds_what_was_put_in(belief, chance):
    draw = np.random.default_rng(8)
    groups = np.array([world_of(number) for number in numbers(MANY)])
    values = np.sqrt(belief) * draw.normal(size=(MANY, 200))[groups - 1]
    values += np.sqrt(chance) * draw.normal(size=values.shape)
    found = share_of_chance(values, groups)
    # cut at 1, it is a little below where all is chance; a tenth of the worlds tell it roughly
    assert found.mean() == pytest.approx(chance / (belief + chance), abs=0.12)


@pytest.mark.slow
def test_one_world_made_many_times_is_all_chance(tmp_path, monkeypatch, capsys):
    same = (members()[0],) * MANY
    for module in ("sim.data.plausible_settings", "sim.replicate.worlds"):
        monkeypatch.setattr(f"{module}.members", lambda: same)
    words = ["+scenario=abolish", *SMALL, "replications=40", f"hydra.run.dir={tmp_path / 'run'}"]
    assert main(words) == 0
    table = pd.read_csv(tmp_path / "run" / "headline.csv")
    varies = table["difference_low"] < table["difference_high"]
    assert varies.any() and (table.loc[varies, "chance_share"] == 1).all()
    # the counts say what chance does: those of 40 runs of one world with the same seeds
    worlds = pd.read_csv(tmp_path / "run" / "worlds.csv")
    runs = worlds[worlds["replication"] < MANY]["drift_days_per_child_year.difference"]
    row = table.set_index("measure").loc["drift_days_per_child_year"]
    assert abs(row["worse"] - 100 * (runs > row["matters"]).mean()) < 6
    assert not (tmp_path / "run" / "hangs_on.csv").exists()


@pytest.mark.slow
def test_under_a_policy_that_changes_nothing_all_is_about_the_same(tmp_path, capsys):
    folder = tmp_path / "run"
    words = ["policy.iro.caseload=70", *SMALL, "replications=30", f"hydra.run.dir={folder}"]
    assert main(words) == 0
    table = pd.read_csv(folder / "headline.csv")
    assert set(table["reading"]) <= {"about the same", "fixed by construction"}
    assert (table["difference"] == 0).all()
    worlds = pd.read_csv(folder / "worlds.csv")
    apart = worlds.filter(like=".difference")  # empty where a run had nothing to count
    assert ((apart == 0) | apart.isna()).all(axis=None)
    told = json.loads((folder / "run.json").read_text())
    assert told["policy"] == {}
    printed = capsys.readouterr().out
    assert "changes nothing that is measured here" in printed

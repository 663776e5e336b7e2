"""What an answer hangs on: planted beliefs are found with their thresholds, noise is not told."""

import functools
import re

import numpy as np
import pandas as pd
import pytest

from sim.analyse.hangs_on import COLUMNS, hangs_on, hangs_on_table
from sim.analyse.ranks_of_beliefs import among, beyond_chance, ranks, shuffled, that_move
from sim.analyse.readings import BETTER, SAME, WORSE, Counts, kinds
from sim.analyse.splits_of_worlds import best_splits, cuts, round_values, settling_parts
from sim.data.plausible_settings import members
from sim.report.document.beliefs_in_words import SAID, clause, subject
from sim.report.document.hangs_in_words import NOTHING, hangs_on_words
from sim.settings import Settings, register

DIRECTION, PROMISE = "challenge.team_manager.succeeds", "challenge.iro.kept"


def _beliefs(worlds: int = 200, others: int = 20, seed: int = 1) -> pd.DataFrame:
    chance = np.random.default_rng(seed)
    drawn = {DIRECTION: chance.random(worlds), PROMISE: chance.random(worlds)}
    drawn |= {f"noise.{number}": chance.random(worlds) for number in range(others)}
    return pd.DataFrame(drawn)


def _asked(*measures: str, settled: bool = False, fixed: bool = False) -> pd.DataFrame:
    return pd.DataFrame(
        {"measure": list(measures), "better": "lower", "matters": 2.0, "settled": settled,
         "fixed": fixed}
    )  # fmt: skip


def _drift(beliefs: pd.DataFrame, difference: np.ndarray, seed: int = 1):
    return hangs_on(beliefs, _asked("drift"), pd.DataFrame({"drift": difference}), seed)


def test_ranks_share_those_of_equals():
    """Worked by hand: 7 is 1st, the 8s share 2nd to 4th, 9 is 5th."""
    values = np.array([[8.0, 1], [9, 1], [8, 1], [7, 2], [8, 1]])
    assert ranks(values).tolist() == [[3, 2.5], [5, 2.5], [3, 2.5], [1, 5], [3, 2.5]]


def test_what_must_be_exceeded_lets_one_shuffle_in_twenty_through():
    assert beyond_chance(np.arange(1.0, 20)) == 19  # 19 shuffles and the study: one of 20
    assert beyond_chance(np.arange(1.0, 100)) == 95  # 95 to 99, and the study would be the fifth
    assert beyond_chance(np.arange(1.0, 19)) == np.inf


def test_orders_are_of_the_known_worlds_alone_and_always_the_same():
    orders = shuffled(6, 30, seed=4)
    assert (orders == shuffled(6, 30, seed=4)).all()
    assert (orders != shuffled(6, 30, seed=5)).any()
    kept = among(orders, np.array([True, False, True, True, False, True]))
    assert (np.sort(kept, axis=1) == np.arange(4)).all()


def test_rank_correlation_and_share_are_those_of_the_textbook():
    from scipy.stats import spearmanr

    beliefs = _beliefs(others=3)
    difference = np.round(10 * beliefs[DIRECTION] - 4 * beliefs[PROMISE], 1).to_numpy()
    (moved,) = that_move(beliefs.to_numpy(), difference[:, None], shuffled(200, 99, 1))
    assert [one.column for one in moved] == [0, 1]
    for one, name in zip(moved, (DIRECTION, PROMISE), strict=True):
        assert one.correlation == pytest.approx(spearmanr(beliefs[name], difference).statistic)
    placed = ranks(np.column_stack([beliefs[[DIRECTION, PROMISE]], difference]))
    x = np.column_stack([np.ones(200), placed[:, :2]])
    left = placed[:, 2] - x @ np.linalg.lstsq(x, placed[:, 2], rcond=None)[0]
    assert sum(one.share for one in moved) == pytest.approx(1 - left.var() / placed[:, 2].var())


def test_a_belief_that_alone_turns_the_sign_is_named_with_its_threshold():
    beliefs = _beliefs()
    found = _drift(beliefs, np.where(beliefs[DIRECTION] < 0.25, 30.0, -10.0))
    (finding,) = found
    assert (finding.belief, finding.best_split) == (DIRECTION, True)
    below = int((beliefs[DIRECTION] < 0.25).sum())
    assert finding.split[:3] == (0.25, Counts(below, 0, 0), Counts(0, 0, 200 - below))
    assert finding.split.gain == pytest.approx(1)
    assert finding.settles.side == Counts(0, 0, 200 - below)
    assert finding.settled_range[0] == pytest.approx(0.25, abs=0.05)


def test_a_planted_belief_is_found_under_noise():
    beliefs = _beliefs(others=72)
    noise = np.random.default_rng(5).normal(0, 15, 200)
    found = _drift(beliefs, 40 * (0.4 - beliefs[DIRECTION].to_numpy()) + noise)
    assert found[0].belief == DIRECTION
    assert found[0].correlation < -0.4
    assert found[0].split.threshold == pytest.approx(0.4, abs=0.15)


def test_two_planted_beliefs_are_both_found_the_stronger_first():
    beliefs = _beliefs(others=72)
    noise = np.random.default_rng(6).normal(0, 10, 200)
    difference = 30 * (beliefs[PROMISE] - 0.5) - 50 * (beliefs[DIRECTION] - 0.5) + noise
    findings = _drift(beliefs, difference.to_numpy())
    assert [one.belief for one in findings] == [DIRECTION, PROMISE]
    assert findings[0].correlation < 0 < findings[1].correlation
    assert [one.best_split for one in findings] == [True, False]


def _false_alarms(studies: int, measures: int) -> int:
    chance, alarms = np.random.default_rng(9), 0
    for study in range(studies):
        beliefs, shared = chance.random((100, 40)), chance.normal(size=(100, 1))
        differences = shared + chance.normal(size=(100, measures))  # measures go together
        moved = that_move(beliefs, differences, shuffled(100, 99, study))
        alarms += any(moved)
    return alarms


def test_of_a_hundred_studies_of_noise_five_name_a_belief():
    """5 of 100 are to be let through: of 400, 20, and within three standard errors of it."""
    alarms = _false_alarms(400, measures=3)
    assert 20 - 3 * 4.4 < alarms < 20 + 3 * 4.4


def test_shuffled_beliefs_are_not_told():
    """What the stored worlds differ in, with the beliefs of other worlds: at most 5 in 100."""
    beliefs, differences = _stored("abolish")
    values, chance = beliefs.to_numpy(float), np.random.default_rng(3)
    told = 0
    for study in range(60):
        shuffled_worlds = chance.permutation(len(beliefs))
        moved = that_move(
            values[shuffled_worlds], differences.to_numpy(), shuffled(len(beliefs), 39, study)
        )
        told += any(moved)
    assert told <= 3 + 3 * 1.7


def test_a_second_belief_of_noise_is_seldom_told_beside_a_true_one():
    chance, told = np.random.default_rng(8), 0
    for study in range(200):
        beliefs = chance.random((100, 40))
        difference = beliefs[:, :1] + chance.normal(0, 0.2, (100, 1))
        (moved,) = that_move(beliefs, difference, shuffled(100, 99, study))
        assert moved[0].column == 0
        told += len(moved) > 1
    assert told <= 10 + 3 * 3.1


def test_nothing_is_found_where_all_differences_are_nought():
    found = _drift(_beliefs(), np.zeros(200))
    assert found == []
    assert hangs_on_words(hangs_on_table(found), "drift", "lower") == NOTHING


def test_nothing_is_found_where_it_is_not_asked():
    beliefs, drift = _beliefs(), pd.DataFrame({"drift": np.arange(200.0)})
    assert hangs_on(beliefs[:99], _asked("drift"), drift[:99], 1) == []
    assert hangs_on(beliefs * 0, _asked("drift"), drift, 1) == []
    for known in (dict(settled=True), dict(fixed=True)):
        assert hangs_on(beliefs, _asked("drift", **known), drift, 1) == []
    missing = drift.where(drift["drift"] < 99)
    assert hangs_on(beliefs, _asked("drift"), missing, 1) == []


def test_constant_beliefs_are_left_out_and_missing_differences_too():
    beliefs = _beliefs()
    difference = np.where(beliefs[DIRECTION] < 0.25, 30.0, -10.0)
    beliefs.insert(0, "challenge.iro.acts", 0.5)
    difference[:40] = np.nan
    (finding,) = _drift(beliefs, difference)
    split = finding.split
    assert finding.belief == DIRECTION
    assert split.below.worlds + split.above.worlds == 160
    alone = _drift(beliefs[40:].reset_index(drop=True), difference[40:])[0]
    assert alone.split == split


def test_equal_values_stay_on_one_side():
    beliefs = _beliefs()
    beliefs[DIRECTION] = np.floor(4 * beliefs[DIRECTION])  # 0 to 3, whole numbers
    found = _drift(beliefs, np.where(beliefs[DIRECTION] < 2, 30.0, -10.0))
    assert found[0].split.threshold == 2
    assert found[0].split.below == Counts(int((beliefs[DIRECTION] < 2).sum()), 0, 0)


def test_worlds_are_counted_as_the_headline_counts_them():
    """A difference of just what matters is about the same."""
    differences = np.array([-3.0, -2, 0, 2, 3])
    assert kinds(differences, "lower", 2).tolist() == [BETTER, SAME, SAME, SAME, WORSE]
    assert kinds(differences, "higher", 2).tolist() == [WORSE, SAME, SAME, SAME, BETTER]


def test_round_values_lie_between_worlds_ten_on_each_side():
    values = np.arange(200) / 200
    assert round_values(values).tolist() == [round(0.05 * n, 2) for n in range(1, 20)]
    assert round_values(np.arange(30.0)).tolist() == list(range(10, 21))  # steps of whole numbers
    assert round_values(np.ones(50)).tolist() == []


def test_a_split_and_a_settling_part_by_hand():
    """Of 40 worlds the 14 lowest are worse and of the others three; the rest are the same."""
    values = np.arange(40.0)  # whole numbers, said in twos
    kind = np.where((values < 14) | np.isin(values, (20, 22, 24)), WORSE, SAME)
    where, orders = cuts(values[:, None]), shuffled(40, 99, 1)
    split = best_splits(where, kind, orders)[0]
    assert split[:3] == (14, Counts(14, 0, 0), Counts(3, 23, 0))
    share = 17 / 40  # of the variance share x (1 - share), what lies between the sides' means
    between = 14 / 40 * (1 - share) ** 2 + 26 / 40 * (3 / 26 - share) ** 2
    assert split.gain == pytest.approx(between / (share * (1 - share)))
    part = settling_parts(where, kind, orders)[0]
    assert part == (14, True, WORSE, Counts(14, 0, 0))


def test_where_nearly_nothing_is_worse_the_split_is_into_better_and_not():
    beliefs = _beliefs()
    difference = np.where(beliefs[DIRECTION] < 0.4, 0.0, -10.0)
    difference[:4] = 30
    split = _drift(beliefs, difference)[0].split
    assert split.threshold == 0.4
    assert split.above.better > 110
    assert split.below.better == 0


def test_no_split_is_told_of_a_belief_that_moves_only_what_does_not_matter():
    beliefs = _beliefs()
    finding = _drift(beliefs, beliefs[DIRECTION].to_numpy())[0]
    assert (finding.split, finding.best_split) == (None, False)
    assert finding.settles is None or finding.settles.kind == SAME


def test_the_table_adds_up_and_is_the_same_each_time():
    beliefs = _beliefs(others=72)
    noise = np.random.default_rng(5).normal(0, 15, 200)
    difference = 40 * (0.4 - beliefs[DIRECTION].to_numpy()) + noise
    table = hangs_on_table(_drift(beliefs, difference))
    assert tuple(table.columns) == COLUMNS
    assert table.to_csv() == hangs_on_table(_drift(beliefs, difference)).to_csv()
    row = table.iloc[0]
    assert row["below_worlds"] == (beliefs[DIRECTION] < row["threshold"]).sum()
    assert row["below_worlds"] + row["above_worlds"] == 200
    for side in ("below", "above"):
        assert sum(row[f"{side}_{kind}"] for kind in ("worse", "same", "better")) == 100
    above = difference[beliefs[DIRECTION] >= row["threshold"]]
    assert row["above_better"] == pytest.approx(100 * (above < -2).mean(), abs=1)
    empty = hangs_on_table(())
    assert (tuple(empty.columns), len(empty)) == (COLUMNS, 0)


def test_the_range_that_settles_ends_where_the_belief_does():
    beliefs = _beliefs()
    difference = np.where(beliefs[DIRECTION] < 0.6, 30.0, -10.0)
    asked, drift = _asked("drift"), pd.DataFrame({"drift": difference})
    row = hangs_on_table(hangs_on(beliefs, asked, drift, 1, {DIRECTION: (0.0, 1.0)})).iloc[0]
    assert (row["settles_from"], row["settles_as"], row["settles_below"]) == (0.0, "worse", True)
    low, high = beliefs[DIRECTION].to_numpy()[difference == 30].max(), row["settles_to"]
    assert high == pytest.approx(low, abs=0.05)


@functools.cache
def _stored(policy: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    worlds = members()
    names = [name for name in worlds[0].leads_to if name.startswith(policy + ".")]
    differences = {
        name.removeprefix(policy + "."): [world.leads_to[name] for world in worlds]
        for name in names
    }
    return pd.DataFrame([dict(world.values) for world in worlds]), pd.DataFrame(differences)


def test_abolitions_drift_hangs_on_promises_kept_and_on_managers():
    beliefs, differences = _stored("abolish")
    found = hangs_on(beliefs, _asked("drift_days_per_child_year"), differences, 1)
    names = [finding.belief for finding in found]
    assert "challenge.iro.kept" in names
    assert sum("team_manager." in name for name in names) >= 2
    by_name = {finding.belief: finding.correlation for finding in found}
    assert by_name["challenge.iro.kept"] > 0.2
    assert by_name["team_manager.supervision_lost"] > 0.2


def test_sentences_say_where_it_rises_and_where_it_falls():
    beliefs = _beliefs()
    difference = np.where(beliefs[DIRECTION] < 0.25, 30.0, -10.0)
    difference[np.flatnonzero(beliefs[DIRECTION] < 0.25)[:9]] = -10
    table = hangs_on_table(_drift(beliefs, difference))
    row = table.iloc[0]
    said = hangs_on_words(table, "drift", "lower")
    assert said.startswith(
        "It rises where fewer than 25 of 100 problems that a manager who chairs raises are "
        f"conceded (in {row['below_worse']} of 100 such worlds); in the others it falls "
        "(in 100 of 100). It would be settled if at least "
    )
    assert said.endswith("it then falls in at least 95 of 100 worlds.")


def test_sentences_where_both_sides_mostly_do_the_same():
    beliefs = _beliefs()
    chance = np.random.default_rng(2).random(200)
    falls = chance < np.where(beliefs[DIRECTION] < 0.5, 0.95, 0.65)
    table = hangs_on_table(_drift(beliefs, np.where(falls, 30.0, 0.0)))
    said = hangs_on_words(table, "drift", "lower")
    assert said.startswith("It rises in ")
    assert " of 100 worlds where fewer than " in said
    assert " of 100 of the others." in said


def test_beliefs_in_words_are_of_the_register():
    names = {setting.name for setting in register(Settings())}
    assert set(SAID) <= names
    drawn = {one.name for one in register(Settings()) if one.drawn}
    assert not {name for name in drawn - set(SAID) if name.startswith("challenge.")}
    for name in SAID:
        assert not re.search(r"[{}]|  |_", subject(name) + clause(name, 0.5, below=True)), name
    assert clause("plan.stalls", 0.07, below=True).startswith("fewer than 7 of 100 actions stall")
    assert clause("team_manager.supervision_lost", 0.75, below=False).endswith("at least 7.5%")
    unsaid = "court weeks (court.weeks)"
    assert subject("court.weeks") == unsaid
    assert clause("court.weeks", 40, below=True).startswith(f"{unsaid} is below 40 ")
    hours = clause("social_worker.visit_hours", 2.5, below=False)
    assert hours == "social worker visit hours (social_worker.visit_hours) is at least 2.5 hours"

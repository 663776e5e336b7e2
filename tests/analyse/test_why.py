"""Why: levers, mechanisms, and parts that add up to the last digit, by hand and in real runs."""

import itertools
import math
import random

import numpy as np
import pandas as pd
import pytest
from worlds import policy

from sim.analyse import tables
from sim.analyse.mechanisms import DIP, OF_CHAIRING, OF_OUTSIDE, arrangement, levers
from sim.analyse.parts_of_policy import FIRST, LAST, further_arms, parts_of_policy
from sim.analyse.tables import OF_CHANCE
from sim.analyse.why_table import INTERPLAY, WHOLE, why_table
from sim.arms.constraints import check_together
from sim.arms.resolve import resolve
from sim.arms.scenarios import KEEP, scenarios
from sim.ledger import COUNTS, Count
from sim.measures.catalogue import HEADLINE
from sim.replicate.arm_results import ArmResults
from sim.replicate.replication import Point
from sim.replicate.runner import Runner
from sim.settings import Settings, register, replace_values
from sim.settings.smallest_differences import Matters

DRIFT = "drift_days_per_child_year"
SCENARIOS = [name for name in scenarios() if name != KEEP]
STRENGTHENED = ["caseload_cap", "ring_fence", "empower", "notify", "liaise"]


def parts_of(changes, name="p", **today):
    return parts_of_policy(replace_values(Settings(), today), changes, name)


def test_a_lever_is_a_scenario_that_the_policy_contains_else_a_room_else_a_setting():
    assert [lever.id for lever in levers(policy("strengthen"))] == STRENGTHENED
    assert [lever.id for lever in levers(policy("empower"))] == ["iro", "challenge"]
    stable = ["social_worker.leavers_kept", "social_worker.agency_replaced"]
    assert [lever.id for lever in levers(policy("stable_workforce"))] == stable
    own = levers({"iro.caseload": 50, "social_worker.notification_rate": 1, "desk.spell_days": 3})
    assert [lever.id for lever in own] == ["iro", "notify", "desk"]
    assert [lever.words for lever in own[:2]] == ["children to an IRO", "IROs told of every change"]


@pytest.mark.parametrize("name", SCENARIOS)
def test_every_change_comes_into_one_lever(name):
    changes = policy(name)
    pulled = [lever.changes for lever in levers(changes)]
    assert sum(len(each) for each in pulled) == len(changes)
    assert {key: value for each in pulled for key, value in each.items()} == changes
    assert all(lever.words and "_" not in lever.words for lever in levers(changes))


@pytest.mark.parametrize("name", SCENARIOS)
def test_all_arms_are_policies_that_may_be_asked_for(name):
    changes = policy(name)
    known = {setting.name: setting for setting in register(Settings())}
    arms = further_arms(parts_of(changes, name), name)
    assert all(arm.startswith("why:") for arm in arms) and name not in arms
    for values in arms.values():
        check_together(replace_values(Settings(), values), values)
        for setting, value in values.items():
            assert known[setting].policy, setting
            known[setting].check(value)
    assert len({frozenset(values.items()) for values in arms.values()}) == len(arms)
    assert changes not in arms.values() and {} not in arms.values()


def test_parts_of_independent_levers_are_each_put_in_first_and_put_back_last():
    changes = policy("strengthen")
    parts = parts_of(changes, "strengthen")
    assert [part.id for part in parts] == STRENGTHENED
    for part in parts:
        without, alone = part.pairs[FIRST]
        assert without.name == KEEP and alone.changes == policy(part.id)
        without, whole = part.pairs[LAST]
        assert whole.name == "strengthen" and part.orders == "both"
        assert without.changes == {k: v for k, v in changes.items() if k not in policy(part.id)}


def test_a_policy_of_one_lever_is_its_own_part_and_needs_no_further_arm():
    parts = parts_of(policy("caseload_cap"), "caseload_cap")
    assert [part.id for part in parts] == ["iro.caseload"]
    assert further_arms(parts, "caseload_cap") == {}


def test_without_iros_steps_lead_to_managers_without_drawbacks_and_parts_start_there():
    parts = {part.id: part for part in parts_of(policy("abolish"), "abolish")}
    steps = ["noticing_lost", "unwatched", "managers_chair", "managers_notice"]
    mechanisms = ["short_of_hours", "supervision_lost", "self_review", "advocate.offer", "dip"]
    assert list(parts) == steps + mechanisms
    ways = [parts[step].pairs[FIRST] for step in steps]
    assert ways[0][0].name == KEEP
    assert [one[1] for one in ways[:-1]] == [one[0] for one in ways[1:]]
    base = ways[-1][1]
    assert base.changes["iro.employer"] == "none" and base.changes["team_manager.objectivity"] == 1
    for one in ("short_of_hours", "self_review", "advocate.offer"):
        assert parts[one].pairs[FIRST][0] == base
    for one in ("supervision_lost", "dip"):  # nothing is lost by those who have the hours
        assert parts[one].pairs[FIRST][0] == parts["short_of_hours"].pairs[FIRST][1]
    for one in ("supervision_lost", "self_review", "advocate.offer", "dip"):
        assert parts[one].pairs[LAST][1].name == "abolish"
    assert parts["advocate.offer"].pairs[LAST][0].changes == policy("abolish_bare")
    assert all(parts[step].orders == "in turn" for step in steps)


def test_what_a_policy_says_of_a_mechanism_belongs_to_that_mechanism():
    changes = policy("abolish") | {"team_manager.hours_per_week": 9.0, "transition.hours_lost": 0.1}
    parts = {part.id: part for part in parts_of(changes)}
    assert "team_manager" not in parts and "transition" not in parts
    without, with_it = parts["short_of_hours"].pairs[FIRST]
    assert without.changes["team_manager.hours_per_week"] == 40
    assert with_it.changes["team_manager.hours_per_week"] == 9
    assert parts["dip"].pairs[LAST][1].changes["transition.hours_lost"] == 0.1


def test_where_iros_work_for_another_body_its_drawbacks_are_told_apart():
    parts = [part.id for part in parts_of(policy("relocate"))]
    assert parts == ["independence", *(one.id for one in OF_OUTSIDE), "ring_fence", "dip"]
    both = parts_of(policy("manager_chairs") | policy("relocate"))
    named = {part.id for part in both}
    assert named >= {one.id for one in (*OF_OUTSIDE, *OF_CHAIRING, DIP)}
    assert len(named) == len(both)


def test_each_step_and_mechanism_switches_settings_of_its_own():
    found = arrangement("iro", "authority", policy("abolish"))
    assert [one.id for one in found.steps] == [
        "noticing_lost", "unwatched", "managers_chair", "managers_notice"]  # fmt: skip
    lost = next(one for one in found.mechanisms if one.id == "supervision_lost")
    assert (lost.words, lost.out) == ("supervision lost", {"team_manager.supervision_lost": 0.0})
    none = arrangement("iro", "authority", policy("strengthen"))
    assert (none.steps, none.mechanisms) == ((), ())


def test_a_pool_is_not_taken_apart():
    assert parts_of({"pool": "Leeds; Bradford", "iro.employer": "outside"}) == []


# ---- tables


def arms_of(parts, name, values, worlds):
    """Return arms whose drift is, in each world, what `values` gives for what the arm changes."""
    made = []
    for arm, changes in [(KEEP, {}), (name, None), *further_arms(parts, name).items()]:
        counts = np.ones((len(worlds), 1, COUNTS))
        counts[:, 0, Count.ACTION_DAYS_IN_DRIFT] = np.array(values(changes)) / 365.25
        numbers = tuple(range(len(worlds)))
        in_worlds = dict(worlds=worlds, alike=worlds) if 0 not in worlds else {}
        made.append(ArmResults(arm, numbers, numbers, ("whole",), counts, **in_worlds))
    return made


def by_hand(worlds, own=None):
    """Return the table of a policy of two levers that together do more than each alone."""
    changes = policy("notify") | policy("liaise")
    parts = parts_of(changes, "p")

    def values(changed):
        changed = changes if changed is None else changed
        notify, liaise = (
            ("social_worker.notification_rate" in changed),
            ("court.liaison" in changed),
        )
        size = np.arange(1, len(worlds) + 1) if own is None else own
        return 100 + size * (10 * notify - 4 * liaise + 3 * notify * liaise)

    table = why_table("a", "p", arms_of(parts, "p", values, worlds), parts, Matters())
    return table[table["measure"] == DRIFT].set_index("part")


def test_parts_by_hand_over_worlds():
    drift = by_hand((1, 2, 3))  # the worlds' sizes are 1, 2 and 3: 2 in the mean
    assert drift.index.tolist() == ["notify", "liaise", INTERPLAY, WHOLE]
    assert drift["first"].tolist()[:2] == pytest.approx([20, -8])
    assert drift["last"].tolist()[:2] == pytest.approx([26, -2])
    assert drift["mean_difference"].tolist() == pytest.approx([20, -8, 6, 18])
    assert drift.loc["notify", ["low", "high"]].tolist() == pytest.approx([11, 29])
    assert drift.loc[INTERPLAY, ["low", "high"]].tolist() == pytest.approx([3.3, 8.7])
    assert set(drift["orders"]) == {"both", ""} and set(drift["range"]) == {tables.OF_WORLDS}
    assert drift["first"].isna().tolist() == [False, False, True, True]


def test_parts_by_hand_in_one_world():
    drift = by_hand((0, 0, 0, 0), own=np.array([1.0, 2.0, 3.0, 2.0]))
    assert drift["mean_difference"].tolist() == pytest.approx([20, -8, 6, 18])
    assert drift.loc["notify", "low"] < 20 < drift.loc["notify", "high"]
    assert set(drift["range"]) == {OF_CHANCE}


def add_up(table):
    """Assert that parts add up exactly to the whole, in any order, and in a file read again."""
    shuffle = random.Random(3)
    for _, rows in table.groupby(["policy", "measure"]):
        values = rows["mean_difference"].tolist()
        parts, whole = values[:-1], values[-1]
        if math.isnan(whole):
            assert all(math.isnan(part) for part in parts)
            continue
        for _ in range(5):
            shuffle.shuffle(parts)
            assert list(itertools.accumulate(parts))[-1] == whole
        assert math.fsum(parts) == whole == np.sum(parts)


def test_parts_add_up_to_the_last_digit_whatever_the_values(tmp_path):
    draw = np.random.default_rng(7)
    changes = policy("strengthen")
    parts = parts_of(changes, "p")
    for size in (1e-9, 0.3, 1e6):
        arms = []
        for name in (KEEP, "p", *further_arms(parts, "p")):
            counts = size * draw.uniform(0.1, 3.0, (4, 1, COUNTS))
            numbers = tuple(range(4))
            arms.append(ArmResults(name, numbers, numbers, ("whole",), counts, worlds=(1, 2, 3, 4),
                                alike=(1, 2, 3, 4)))  # fmt: skip
        table = why_table("a", "p", arms, parts, Matters())
        add_up(table)
        table.to_csv(tmp_path / "why.csv", index=False)
        add_up(pd.read_csv(tmp_path / "why.csv"))


def test_an_empty_measure_has_empty_parts_and_a_world_without_a_value_is_left_out():
    parts = parts_of(policy("notify") | policy("liaise"), "p")
    arms = arms_of(parts, "p", lambda changed: [100.0, 100.0], (1, 2))
    arms[2].counts[0, 0, Count.HOURS_PRESENT_SOCIAL_WORKER] = 0.0
    arms[1].counts[:, 0, Count.POUNDS_ONCE] = np.nan
    table = why_table("a", "p", arms, parts, Matters()).set_index(["measure", "part"])
    assert table.loc["service_cost", "mean_difference"].isna().all()
    assert table.loc["sw_load", "mean_difference"].tolist() == [0, 0, 0, 0]


# ---- real runs


def run(name, worlds=4, in_worlds=True, **today):
    asked = replace_values(Settings(), {"authority.name": "Rutland", "years": 2, "warm_up_years": 1,
                                     **today})  # fmt: skip
    given, changes = resolve(asked, {}).today, policy(name)
    parts = parts_of_policy(given, changes, name)
    point = Point(0, given, {name: changes, **further_arms(parts, name)}, in_worlds=in_worlds,
                  fixed=frozenset(today), monthly=False)  # fmt: skip
    runner = Runner(given)
    runner.run([(point, number) for number in range(worlds)])
    assert not runner.failures
    table = why_table("Rutland", name, runner.arms(point), parts, given.matters)
    add_up(table)
    return table.set_index(["measure", "part"])["mean_difference"]


@pytest.mark.slow
def test_parts_of_abolition_are_what_they_say():
    # in two years three children leave at 18; of practice as usual, for a small place is extreme
    found = run("abolish", worlds=6, years=8, **{"authority.draw.on": False})
    drift, seen = found[DRIFT], found["child_seen_before_review"]
    assert drift["noticing_lost"] > 0 > drift["managers_notice"]
    assert min(drift["short_of_hours"], drift["supervision_lost"], drift["self_review"]) >= 0
    assert seen["short_of_hours"] < 0 and abs(seen["self_review"]) < 0.05
    assert found["views_heard_independently"]["advocate.offer"] > 0.1
    assert found["service_cost"]["advocate.offer"] > 200
    assert found["midway_coverage"]["managers_chair"] < -0.2
    for measure in HEADLINE:
        parts = found[measure.id].drop(WHOLE)
        largest = max(parts.drop(INTERPLAY).abs().max(), getattr(Matters(), measure.id))
        assert abs(parts[INTERPLAY]) < 0.3 * largest, measure.id


@pytest.mark.slow
def test_a_part_that_is_switched_off_is_nought():
    off = {"team_manager.supervision_lost": 0.0, "team_manager.objectivity": 1.0,
           "transition.hours_lost": 0.0}  # fmt: skip
    found = run("abolish", worlds=2, **off)
    for measure in HEADLINE:
        for part in ("supervision_lost", "self_review", "dip"):
            assert found[measure.id, part] == 0, (measure.id, part)


@pytest.mark.slow
def test_levers_of_strengthening_in_one_world():
    found = run("strengthen", worlds=4, in_worlds=False)
    assert found[DRIFT]["empower"] < 0 and found["midway_coverage"]["ring_fence"] > 0
    assert found["service_cost"]["caseload_cap"] > 0 == round(found["reviews_on_time"]["liaise"], 2)

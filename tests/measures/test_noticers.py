"""Of 100 stuck plans that each notices: the table from the ledger's counts, and its words."""

import math
import statistics

import numpy as np
import pytest

from sim.analyse.what_noticing_moves import EACH, NOTICED, OF_100, QUANTITIES, noticers
from sim.analyse.worlds_table import worlds_table
from sim.data.plausible_settings import members
from sim.ledger import COUNTS, Count
from sim.measures.catalogue import MEASURES
from sim.measures.noticers_measured import NOTICERS, counts_of, measures_of_noticing
from sim.replicate.arm_results import ArmResults
from sim.report.document.noticing_in_words import (
    noticers_table,
    noticing_in_words,
    of_noticers,
    sentence,
)
from sim.vocabulary import Noticer

BY = ("TEAM", "TEAM_MANAGER", "IRO", "GUARDIAN", "ADVOCATE", "TEAM_MANAGER_FORMAL", "IRO_FORMAL")
WORLDS = (1, 2, 3, 1)  # world 1 was run twice


def drawn(policy, seed, worlds=WORLDS):
    """Return runs with so many noticed, moved and hours; IROs notice nothing under a policy."""
    random = np.random.default_rng(seed)
    counts = np.zeros((len(WORLDS), 2, COUNTS))
    counts[..., Count.CHILD_DAYS] = random.uniform(5e4, 9e4, counts.shape[:2])
    for name in BY:
        noticed = random.integers(40, 90, counts.shape[:2]).astype(float)
        counts[..., Count[f"NOTICED_BY_{name}"]] = noticed
        counts[..., Count[f"MOVED_BY_{name}"]] = noticed - random.integers(5, 40, noticed.shape)
        counts[..., Count[f"HOURS_RAISING_{name}"]] = noticed * random.uniform(0.5, 3)
        if policy != "keep" and name.startswith("IRO"):
            for first in ("NOTICED_BY", "MOVED_BY", "HOURS_RAISING"):
                counts[..., Count[f"{first}_{name}"]] = 0
    numbers = tuple(range(len(WORLDS)))
    return ArmResults(policy, numbers, numbers, ("2025-04", "2025-05"), counts, worlds=worlds)


def spent_on(name):
    """Return the counts of hours of a noticer; a reviewer's hold those of the formal step too."""
    return [f"HOURS_RAISING_{one}" for one in (name, f"{name}_FORMAL") if one in BY]


def by_hand(arm, quantity, name):
    """Return a quantity of each world, its runs added up, from the counts alone."""
    found = []
    for world in dict.fromkeys(arm.worlds):
        runs = [run for run, number in enumerate(arm.worlds) if number == world]
        noticed, moved, days = (
            float(arm.counts[runs, :, Count[count]].sum()) for count in (
                f"NOTICED_BY_{name}", f"MOVED_BY_{name}", "CHILD_DAYS")
        )  # fmt: skip
        hours = sum(float(arm.counts[runs, :, Count[count]].sum()) for count in spent_on(name))
        if quantity == NOTICED:
            found.append(100 * 365.25 * noticed / days)
        elif noticed:
            found.append((100 * moved if quantity == OF_100 else hours) / noticed)
    return found


def test_every_noticer_of_the_ledger_is_told_of():
    ledger = {count.name.removeprefix("NOTICED_BY_") for count in Count
              if count.name.startswith("NOTICED_BY_")}  # fmt: skip
    assert ledger == set(BY)
    assert [counts_of(name)[0].name for name in NOTICERS] == [f"NOTICED_BY_{name}" for name in BY]
    assert list(BY[:5]) == [each.name for each in Noticer]
    assert {m.id for m in measures_of_noticing()} <= {m.id for m in MEASURES}


def test_every_number_is_recomputed_from_the_counts():
    today, policy = drawn("keep", 1), drawn("abolish", 2)
    table = noticers(today, policy).set_index(["noticer", "quantity"])
    assert len(table) == 3 * len(BY)
    for name, words in zip(BY, NOTICERS.values(), strict=True):
        for quantity in QUANTITIES:
            row = table.loc[(words, quantity)]
            for arm, ledgers in (("today", today), ("under_policy", policy)):
                values = by_hand(ledgers, quantity, name)
                if not values:
                    assert math.isnan(row[arm]) and row["empty"] == "does not apply"
                    continue
                assert row[arm] == pytest.approx(statistics.median(values))
                assert row[f"{arm}_low"] == pytest.approx(np.quantile(values, 0.05))
                assert row[f"{arm}_high"] == pytest.approx(np.quantile(values, 0.95))
    assert set(table["unit"]) == {"per 100 child-years", "of 100 noticed", "hours each"}


def test_in_one_world_they_are_ratios_over_all_runs():
    today = drawn("keep", 1, worlds=())
    table = noticers(today).set_index(["noticer", "quantity"])
    noticed, moved = (today.counts[..., Count[name]].sum() for name in (
        "NOTICED_BY_IRO", "MOVED_BY_IRO"))  # fmt: skip
    assert table.loc[("IROs", OF_100), "today"] == pytest.approx(100 * moved / noticed)
    assert table["under_policy"].isna().all()


def test_each_run_s_shares_today_stand_in_the_table_of_worlds():
    today, policy = drawn("keep", 1), drawn("abolish", 2)
    table = worlds_table("Leeds", today, policy, {})
    for name, of_measure in zip(BY, NOTICERS, strict=True):
        counts = today.counts.sum(axis=1)
        noticed = counts[:, Count[f"NOTICED_BY_{name}"]]
        for measure, above in (("moved_for", [f"MOVED_BY_{name}"]), ("hours_for", spent_on(name))):
            expected = sum(counts[:, Count[each]] for each in above) / noticed
            assert table[f"{measure}_{of_measure}.today"].to_numpy() == pytest.approx(expected)


def test_the_report_says_it_in_a_sentence_and_a_table():
    today, policy = drawn("keep", 1), drawn("abolish", 2)
    table = noticers(today, policy)
    moving, hours = (statistics.median(by_hand(today, what, "IRO")) for what in (OF_100, EACH))
    assert f"IROs {moving:.0f} ({hours:.1f} hours each)" in sentence(table)
    assert "formal" not in sentence(table)
    shown = noticers_table(table).frame
    assert list(shown["who notices"]) == list(NOTICERS.values())
    gone = shown[shown["who notices"] == "IROs"].filter(like="moving").iloc[0]
    assert gone.iloc[0].startswith(f"{moving:.1f} (") and gone.iloc[1] == "-"
    alone = of_noticers(noticers(today))
    assert not any("abolish" in column for column in alone[1].columns)


def test_where_nobody_notices_anything_it_says_so():
    today = drawn("keep", 1)
    today.counts[...] = 0
    assert sentence(noticers(today)) == "Nobody notices a stuck plan today."


def test_what_noticing_does_as_a_whole_stands_with_each_world_and_in_words():
    today, policy = drawn("keep", 1), drawn("abolish", 2)
    table = worlds_table("Leeds", today, policy, {})
    for _, row in table.iterrows():
        world = members()[int(row["world"]) - 1]
        assert row["drift_ratio"] == world.drift_ratio
        assert row["leaving_rate_ratio"] == world.leaving_rate_ratio
    leaving = [member.leaving_rate_ratio for member in members()]
    said = noticing_in_words()
    assert f"{min(leaving):.2f} to {max(leaving):.2f} times the rate" in said
    assert f"median {statistics.median(leaving):.2f}: the implied rate ratio" in said

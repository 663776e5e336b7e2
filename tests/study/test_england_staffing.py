"""Where an arrangement cannot be staffed in some places: rows with their cause, in all sums."""

import dataclasses
from functools import cache

import numpy as np
import pandas as pd
import pytest

from sim.cli.arguments import read
from sim.cli.ask import of_england
from sim.ledger import Count
from sim.replicate.arm_results import ArmResults
from sim.report.document.places_apart_in_words import apart_cells, apart_words, cautions
from sim.report.document.totals_in_words import cells, show_totals
from sim.report.terminal_comparison import ends_of, readings_words
from sim.settings import replace_values
from sim.study.england import England

PLACES, WORLDS, TWICE = ("Barnet", "Hartlepool", "Rutland"), 20, 2
CHILDREN, WEEK = (343.0, 332.0, 32.0), 1000.0


def arm(name, children, least, seed, drift=100.0, in_worlds=True):
    """Return an arm of a year: reviews late, drift, the law's least, a little by chance."""
    chance = np.random.default_rng(seed)
    runs = WORLDS + TWICE
    counts = np.zeros((runs, 1, len(Count)))
    counts[:, 0, Count.DAYS] = 365.25
    counts[:, 0, Count.CHILD_DAYS] = 365.25 * children
    counts[:, 0, Count.ACTION_DAYS_IN_DRIFT] = children * (drift + chance.normal(0, 0.1, runs))
    counts[:, 0, Count.FTE_DAYS_CHAIR] = 4 * 365.25
    counts[:, 0, Count.HOURS_WEEK_CHAIR] = WEEK
    counts[:, 0, Count.HOURS_LEAST_CHAIR] = WEEK * least + chance.normal(0, 1, runs)
    counts[:, 0, Count.LATER_DUE] = 3 * children
    counts[:, 0, Count.LATER_ON_TIME] = 2.9 * children
    worlds = (*range(1, WORLDS + 1), 1, 2) if in_worlds else ()
    numbers = (*range(WORLDS), 200, 201)
    return ArmResults(name, numbers, numbers, ("whole",), counts, worlds=worlds, alike=worlds)


@cache
def asked():
    """Return what is asked of each of the three places."""
    england = of_england(read(["authority.scope=england", "+scenario=abolish"]))
    return [arms for arms in england if arms.today.authority.name in PLACES]


def found(least, drift=(110.0, 110.0, 110.0), in_worlds=True):
    """Return England of three places, in which the law's least takes so much of the week."""
    every = asked()
    if not in_worlds:
        every = [
            dataclasses.replace(arms, today=replace_values(arms.today, {"worlds": "one"}))
            for arms in every
        ]
    each = [
        (arm("keep", children, 0.5, 10 + n, in_worlds=in_worlds),
         arm("abolish", children, least[n], 20 + n, drift[n], in_worlds))
        for n, children in enumerate(CHILDREN)
    ]  # fmt: skip
    return England(every, each)


@pytest.mark.slow
def test_a_place_that_cannot_staff_it_is_a_row_with_its_cause_and_in_the_sums():
    england = found((0.6, 1.5, 0.6))
    own = england.authorities.groupby("authority")
    assert set(own.get_group("Hartlepool")["reading"]) == {"cannot be staffed: needs 6 posts for 4"}
    assert own.get_group("Hartlepool")["difference"].isna().all()
    totals = england.totals.set_index("measure")
    assert totals.loc["children_looked_after", "today"] == pytest.approx(sum(CHILDREN))
    assert totals.loc["children_looked_after", "under_policy"] == pytest.approx(sum(CHILDREN))
    drift = england.sums.headline.set_index("measure").loc["drift_days_per_child_year"]
    assert drift["under_policy"] == pytest.approx(110, abs=0.1)

    assert cautions(england.authorities) == [
        "The arrangement cannot be staffed in 1 of 3 authorities (authorities.csv says what it "
        "needs); they are in all sums as simulated."
    ]
    apart = england.apart
    assert apart is not None
    assert apart[["authority", "measure", "in_kind", "beyond_chance"]].to_numpy().tolist() == [
        ["Hartlepool", "every measure", "cannot be staffed, where England can", "yes"]
    ]
    said = apart_words(apart, 3)
    assert said.startswith("Of 3 authorities 1 answers otherwise in kind than England, beyond ")
    assert "every measure in 1" in said
    assert apart_cells(apart)["changes by"].tolist() == ["-"]


def test_where_england_cannot_staff_it_those_that_can_differ_in_kind():
    apart = found((1.5, 1.5, 0.6)).apart
    assert apart is not None
    assert apart["authority"].tolist() == ["Rutland"] and apart["beyond_chance"].tolist() == ["yes"]
    assert apart["in_kind"].tolist() == ["can be staffed, where England cannot"]


def test_where_it_cannot_be_staffed_anywhere_nothing_is_forecast_and_it_is_said():
    england = found((1.5, 1.6, 1.7))
    assert england.apart is not None and england.apart.empty
    totals = england.totals
    assert totals["today"].notna().any()
    assert totals[["under_policy", "difference", "difference_chance"]].isna().all().all()
    assert totals["empty"].str.startswith("cannot be staffed: needs ").all()
    rows = england.authorities[england.authorities["measure"] == "drift_days_per_child_year"]
    assert readings_words(rows) == "cannot be staffed in 3"
    assert ends_of(england.authorities).empty


def test_a_hair_s_breadth_over_the_week_may_be_chance():
    apart = found((1.0005, 0.9995, 0.9999)).apart
    assert apart is not None and len(apart)
    assert set(apart["beyond_chance"]) == {"no"}


@pytest.mark.parametrize("in_worlds", [True, False])
def test_a_place_of_another_side_stands_apart_over_worlds_and_in_one(in_worlds):
    apart = found((0.6,) * 3, (110.0, 110.0, 80.0), in_worlds).apart
    assert apart is not None
    rows = apart[apart["measure"] == "drift_days_per_child_year"]
    assert rows["authority"].tolist() == ["Rutland"]
    assert rows["in_kind"].tolist() == ["better, where England is worse"]
    assert rows["beyond_chance"].tolist() == ["yes"]
    assert rows["p_value"].iloc[0] < 1e-6


@pytest.mark.parametrize("in_worlds", [True, False])
def test_where_all_say_the_same_the_table_is_empty(in_worlds):
    apart = found((0.6,) * 3, in_worlds=in_worlds).apart
    assert apart is not None and apart.empty
    assert apart_words(apart, 3).startswith("Of 3 authorities none answers otherwise in kind")


def test_totals_in_words(capsys):
    totals = found((0.6,) * 3).totals
    shown = cells(totals)
    first = shown.iloc[0]
    assert first["England's total"] == "children in care, mean day"
    assert first["today"] == "707" and first["changes by"] == "0"
    assert list(shown.columns) == [
        "England's total", "today", "today, 90% of worlds", "today, by chance", "abolish",
        "abolish, 90% of worlds", "abolish, by chance", "changes by", "change, 90% of worlds",
        "change, by chance",
    ]  # fmt: skip
    pounds = totals.assign(today=12_345_678.0, today_chance=49_226.0, difference=-650_000.0)
    row = cells(pounds[pounds["unit"] == "GBP a year"]).iloc[0]
    assert row["England's total"] == "service cost, cash, £ a year"
    assert [row["today"], row["today, by chance"], row["changes by"]] == [
        "£12.3m", "± £0.05m", "-£0.65m"
    ]  # fmt: skip
    show_totals(totals)
    said = " ".join(capsys.readouterr().out.split())
    assert "Sums over all authorities, made world by world" in said
    assert "reviews held late" in said and "advocates" not in said


def test_chance_is_empty_where_no_runs_share_their_beliefs():
    one = found((0.6,) * 3)
    once = [[side.only(range(WORLDS)) for side in arms] for arms in one.each]
    totals = England(one.every, once).totals
    assert totals["today_chance"].isna().all()
    assert isinstance(cells(totals), pd.DataFrame)

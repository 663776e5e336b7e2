"""Which places differ in kind from England, beyond chance, and what goes with it."""

import itertools
import math

import numpy as np
import pandas as pd
import pytest
from scipy.stats import norm, spearmanr

from sim.analyse.by_luck import adjusted, chances, counts_of, share_as_far, spread_of_places, usual
from sim.analyse.places_apart import differs, kind_of, said_of
from sim.analyse.published_of_places import FIGURES, figures_of, going_with, said_of_figure, why
from sim.analyse.published_of_places import unlike as most_unlike
from sim.report.document.places_apart_in_words import apart_caption, apart_cells, apart_words


@pytest.mark.parametrize(
    ("place", "england", "expected"),
    [
        ("worse", "mostly worse", False),
        ("worse", "same or worse", False),
        ("about the same", "same or worse", False),
        ("worse", "mostly better", True),
        ("worse", "about the same", True),
        ("same or better", "worse", True),
        ("same or better", "same or worse", False),
        ("depends", "worse", True),
        ("worse", "depends", True),
        ("depends", "depends", False),
        ("cannot be staffed: needs 12 posts for 3", "worse", True),
        ("cannot be staffed: needs 12 posts for 3", "cannot be staffed: needs 9 for 4", False),
        ("worse", "cannot be staffed: needs 9 posts for 4", True),
        ("fixed by construction", "fixed by construction", False),
        ("does not apply", "worse", False),
        ("not distinguishable", "worse", False),
        ("better, or depends", "better", False),
        ("depends, or better", "better", True),
    ],
)  # fmt: skip
def test_an_answer_of_another_kind(place, england, expected):
    assert differs(place, england) == expected


def test_how_they_differ_in_words():
    assert said_of("mostly worse, or depends", "better") == "worse, where England is better"
    cannot = "cannot be staffed: needs 3 posts for 1"
    assert said_of(cannot, "depends") == "cannot be staffed, where England can"
    assert said_of("worse", cannot) == "can be staffed, where England cannot"
    assert kind_of("mostly about the same") == "about the same"


def test_counts_are_as_likely_as_every_way_to_them_together():
    each = np.array([[0.2, 0.5, 0.3], [0.7, 0.1, 0.2], [0.0, 1.0, 0.0], [0.3, 0.3, 0.4]])
    found = counts_of(each)
    expected = np.zeros((5, 5))
    for ways in itertools.product(range(3), repeat=4):
        expected[ways.count(0), ways.count(2)] += math.prod(each[w, s] for w, s in enumerate(ways))
    assert found == pytest.approx(expected) and found.sum() == pytest.approx(1)
    assert share_as_far(each, (1, 2, 1)) == pytest.approx(
        sum(
            expected[w, b]
            for w in range(5)
            for b in range(5 - w)
            if abs(w - 1.2) + abs(4 - w - b - 1.9) + abs(b - 0.9) >= 0.2 + 0.1 + 0.1 - 1e-9
        )
    )


def test_a_world_is_worse_by_chance_as_often_as_the_normal_law_says():
    england, spread = np.array([-3.0, 0.0, 1.0]), np.array([2.0, 1.0, 0.0])
    lower = chances(england, spread, 1.0, "lower")  # a rise is worse
    assert lower[0] == pytest.approx([norm.cdf(-2), norm.cdf(-1) - norm.cdf(-2), 1 - norm.cdf(-1)])
    assert lower[1] == pytest.approx([norm.cdf(-1), 1 - 2 * norm.cdf(-1), norm.cdf(-1)])
    assert lower[2].tolist() == [0, 1, 0]  # just what matters still does not matter
    assert chances(england, spread, 1.0, "higher")[0].tolist() == pytest.approx(lower[0][::-1])


def test_ordinary_places_seldom_stand_apart():
    """Places that are as England, each with chance of its own: about one in twenty is below 5%."""
    chance, found = np.random.default_rng(7), []
    for _ in range(400):
        england, spread = chance.normal(2, 3, 20), np.full(20, chance.uniform(0.5, 6))
        here = england + spread * chance.normal(size=20)
        counted = ((here > 1).sum(), (abs(here) <= 1).sum(), (here < -1).sum())
        found.append(share_as_far(chances(england, spread, 1.0, "lower"), counted))
    assert 0.02 < np.mean(np.array(found) < 0.05) <= 0.065
    assert adjusted(np.array(found), 400).min() > 0.05


def test_adjusted_p_values_by_hand():
    found = adjusted(np.array([0.01, 0.0005, 0.04]), 10)
    assert found == pytest.approx([0.05, 0.005, 0.4 / 3])


def test_chance_of_a_place_is_drawn_towards_that_of_all_by_its_children():
    within = np.array([[4.0], [1.0], [math.nan]])
    found = spread_of_places(within, np.array([10, 10, 0]), np.array([100.0, 300.0, 50.0]))
    by_child = (4 * 100 + 1 * 300) / 2
    assert found[:, 0] == pytest.approx(
        np.sqrt([(40 + by_child / 10) / 20, (10 + by_child / 30) / 20, by_child / 50])
    )


def test_what_a_place_usually_moves_by_is_the_middle_place_s_without_chance():
    chance = np.random.default_rng(5)
    for worlds in (2, 20):
        beside = chance.normal(0, 2, (2000, worlds, 1)) + chance.normal(0, 3, (2000, worlds, 1))
        beside += chance.normal(0, 50, (2000, 1, 1))  # where a place stays is not what it moves by
        found = usual(beside, np.full((2000, 1), 9.0))
        assert found == pytest.approx([4.0], rel=0.25), worlds
    assert usual(beside, np.full((2000, 1), 99.0)).tolist() == [0.0]
    assert usual(beside[:, :1], np.full((2000, 1), 9.0)).tolist() == [0.0]
    beside[:900] = math.nan  # places where a world has no value say nothing
    assert usual(beside, np.full((2000, 1), 9.0)) == pytest.approx([4.0], rel=0.25)


def places(many=60, seed=3):
    """Return made-up figures of places: the more agency workers, the further from England."""
    chance = np.random.default_rng(seed)
    figures = pd.DataFrame({name: chance.uniform(10, 20, many) for name in FIGURES})
    figures["agency_pct"] = np.linspace(5, 50, many)
    return figures, 0.4 * figures["agency_pct"].to_numpy() + chance.normal(0, 1, many) - 11


def test_what_goes_with_it_is_found_and_named_for_places_far_from_the_middle():
    figures, away = places()
    found = going_with(figures, {"drift": away})
    row = found.set_index("figure").loc["agency_pct"]
    known = spearmanr(figures["agency_pct"], away)
    assert row["correlation"] == pytest.approx(known.statistic)
    assert row["p_value"] == pytest.approx(known.pvalue)
    assert row["adjusted_p"] == pytest.approx(min(1, len(FIGURES) * known.pvalue))
    others = found[found["figure"] != "agency_pct"]
    assert (others["adjusted_p"] > 0.05).all()
    assert why(59, away[59], figures, found) == ["agency_pct"]
    assert why(0, away[0], figures, found) == ["agency_pct"]
    assert why(30, away[30], figures, found) == []  # it is as the middle place
    assert why(59, -1.0, figures, found) == []  # it differs to the other side
    assert said_of_figure("agency_pct", 59, figures) == "agency workers 50% (middle place 28%)"


def test_few_places_and_missing_figures_tell_nothing():
    figures, away = places(15)
    assert going_with(figures, {"drift": away}).empty
    figures, away = places()
    figures.loc[59, "agency_pct"] = math.nan
    found = going_with(figures, {"drift": away})
    assert found.set_index("figure").loc["agency_pct", "places"] == 59
    assert why(59, away[59], figures, found) == []


def test_what_is_most_unlike_the_middle():
    figures, _ = places()
    figures.loc[3, "stay_years"] = 90.0
    assert most_unlike(3, figures)[0] == "stay_years"


@pytest.mark.slow
def test_figures_are_places_own():
    from sim.cli.arguments import read
    from sim.cli.ask import of_england
    from sim.data import authorities

    every = of_england(read(["authority.scope=england", "worlds=one"]))
    figures = figures_of(every, [70.0] * 151)
    names = [arms.today.authority.name for arms in every]
    assert names == authorities.names() and len(figures) == 151
    kent = figures.iloc[names.index("Kent")]
    assert kent["children_looked_after"] == 1896 and 0.3 < kent["stay_years"] < 1
    barnet = figures.iloc[names.index("Barnet")]
    assert math.isnan(barnet["pct_3plus_social_workers"])  # not published
    alike = figures_of(of_england(read(["authority.scope=england", "social_worker.caseload=15"])),
                       [70.0] * 151)  # fmt: skip
    assert alike["social_worker_caseload"].isna().all()  # the user set it, for all


def table(rows):
    columns = ("authority", "measure", "unit", "beyond_chance", "goes_with", "why", "in_kind",
               "difference", "england_difference", "rests_on")  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


def test_the_sentence_and_the_table():
    first = ("drift_days_per_child_year", "calendar days per child-year", "yes")
    found = table([
        ("Kent", *first, "years that children stay", "years that children stay 0.6 (middle place "
         "2.5)", "depends, where England is worse", -3.76, 15.9, "own"),
        ("Bolton", *first, "", "no published figure goes with it", "depends, where England is "
         "worse", 0.0, 15.9, "own"),
        ("Leeds", *first[:2], "no", "", "", "depends, where England is worse", 1.0, 15.9, "own"),
    ])  # fmt: skip
    assert apart_words(found, 151) == (
        "Of 151 authorities 2 answer otherwise in kind than England, beyond chance: drift days per "
        "child-year in 2; what goes with it most often: years that children stay (1); for 1 of 2 "
        "rows no published figure does; 1 more may be chance; places_apart.csv has each, and why."
    )
    cells = apart_cells(found)
    assert cells["authority"].tolist() == ["Kent", "Bolton"]
    assert cells.loc[0].tolist()[1:5] == [
        "drift days per child-year", "depends, where England is worse", "-3.8 days", "+15.9 days",
    ]  # fmt: skip
    assert "Corrected for chance" in apart_caption(found)


def test_nobody_apart():
    assert apart_words(table([]), 151) == (
        "Of 151 authorities none answers otherwise in kind than England by more than chance."
    )

"""The tables of validation, worked out again by hand from small records."""

import math
import re
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest

from experiments.validate import caseloads, england_figures, grades, relations, spreads
from experiments.validate.authority_records import (
    CASELOADS,
    KEPT,
    OF,
    QUANTILES,
    added_up,
    caseload_of,
    store,
    stored,
)
from experiments.validate.compared import Compared, band, misfits
from experiments.validate.held import crps, held, share_inside, worth
from experiments.validate.published import BETWEEN, AtCaseload, Between
from experiments.validate.reports import latest, reports
from experiments.validate.validation_page import HEADINGS, page, set_so
from experiments.validate.validation_results import ValidationResults
from sim.data import authorities

STABLE = next(one for one in BETWEEN if one.column == "pct_long_term_stable")


def records(values, measure="long_term_stability", **beside):
    """A row for each (authority, world, year) with a value of one measure and of those beside."""
    rows = [
        {"authority": name, "world": world, "year": year, measure: value, measure + OF: 100.0}
        for (name, world, year), value in values.items()
    ]
    return pd.DataFrame(rows).assign(**beside)


def report(name="Leeds", year=2020, **said):
    usual = {"grade": 2, "grade_poor": said.get("grade", 2) <= 1, "caseload_high": math.nan,
             "challenge_weak": math.nan, "monitoring_weak": math.nan, "drift": 0,
             "on_time": math.nan}  # fmt: skip
    return {"authority": name, "year": year, **usual, **said}


def compared(low=1.0, high=2.0, middle=1.5, least=1.0, most=2.0, words="a"):
    return Compared("group", words, "%", "1-2", low, high, middle, least, most, "a source")


def test_a_band_holds_nine_of_ten_and_passes_over_what_is_empty():
    assert band([*range(101), math.nan]) == (50.0, 5.0, 95.0)
    assert all(math.isnan(end) for end in band([math.nan]))


@pytest.mark.parametrize(
    ("middle", "least", "most", "reading"),
    [(1.5, 0, 3, "as published"), (2.5, 1.9, 3, "in some worlds"), (3, 2.5, 4, "not reproduced")],
)
def test_a_reading_goes_by_the_middle_and_then_by_the_band(middle, least, most, reading):
    assert compared(middle=middle, least=least, most=most).reading == reading


def test_misfits_are_what_is_outside_the_worst_first():
    near, far = compared(middle=2.5, words="near"), compared(3, 4, 1, 1, 2, words="far")
    assert [one.words for one in misfits([compared(), near, far])] == ["far", "near"]


def test_the_score_of_a_forecast_by_hand():
    # |1-2| and |3-2| are 1 on the mean; two drawn from (1, 3) are 1 apart on the mean, halved
    assert crps(np.array([1.0, 3.0]), 2.0) == pytest.approx(0.5)
    assert crps(np.array([2.0, 2.0]), 2.0) == 0
    assert crps(np.array([5.0]), 2.0) == pytest.approx(3)


def test_an_authority_is_inside_where_what_its_figure_was_rounded_from_may_be():
    figure = authorities.figures("Leeds")["pct_long_term_stable"].value / 100
    above = {("Leeds", world, 1): figure + 0.004 for world in (1, 2)}
    far = {("Kent", world, 1): 2.0 for world in (1, 2)}
    rows = held(STABLE, [], records({**above, **far}))
    assert [(row.authority, row.inside) for row in rows] == [("Kent", False), ("Leeds", True)]
    share, low, high = share_inside(rows)
    assert share == 0.5
    assert 0 < low < 0.5 < high < 1


def test_a_forecast_that_knows_beats_a_constant_one_and_one_that_knows_nothing_does_not():
    names = authorities.names()[:40]
    own = {name: authorities.figures(name)["pct_long_term_stable"].value / 100 for name in names}
    knows = worth(held(STABLE, [], records({(name, 1, 1): own[name] for name in names})))
    assert knows is not None
    assert (knows.error, knows.crps, knows.gain) == pytest.approx((0, 0, 1))
    others = [np.mean([own[o] for o in names if o != name]) for name in names]
    apart = [abs(own[name] - mean) for name, mean in zip(names, others, strict=True)]
    assert knows.constant_error == pytest.approx(100 * np.mean(apart))
    nothing = worth(held(STABLE, [], records({(name, 1, 1): 0.2 for name in names})))
    assert nothing is not None
    assert nothing.gain_high < 0


def test_reviews_on_time_are_held_against_what_reports_print():
    on_time = next(one for one in BETWEEN if not one.column)
    values = records({("Leeds", 1, 1): 0.90, ("Leeds", 2, 1): 0.96}, "reviews_on_time")
    said = [report(on_time=95.0), report(on_time=80.0), report(), report("City of London",
            on_time=90.0)]  # fmt: skip
    rows = held(on_time, pd.DataFrame(said), values)
    assert [(row.published, row.inside) for row in rows] == [(95.0, True), (80.0, False)]


def test_a_spread_is_that_of_authorities_within_a_year():
    between = Between("long_term_stability", "", "x", 10.0, ((50, 70),), 3, 0.0, "a source")
    first = {("A", 1, 1): 0.6, ("B", 1, 1): 0.7, ("C", 1, 1): 0.8}
    second = {("A", 2, 1): 0.7, ("B", 2, 1): 0.7, ("C", 2, 1): 0.7}
    sd, middle = spreads.spread(records({**first, **second}), [between])
    assert sd.middle == pytest.approx(5.0)  # of 10 and 0
    assert (sd.low, sd.high) == (7.5, 12.5)
    assert middle.middle == pytest.approx(70.0)
    assert middle.inside


def test_as_many_authorities_as_the_published_spread_is_of():
    between = Between("long_term_stability", "", "x", 1.0, (), 2, 0.0, "a source")
    values = {(name, 1, 1): 0.5 for name in "ABCDE"}
    assert [len(year) for year in spreads.yearly(between, records(values))] == [2]


def test_england_is_a_ratio_of_sums():
    values = records({("A", 1, 1): 0.5, ("B", 1, 1): 1.0})
    values.loc[values["authority"] == "B", "long_term_stability" + OF] = 300.0
    assert added_up(values, "long_term_stability", ["world", "year"]).tolist() == [(50 + 300) / 400]


def test_an_odds_ratio_by_hand():
    first = np.array([True] * 4 + [False] * 6)
    second = np.array([True, True, True, False, True, False, False, False, False, False])
    ratio, low, high = relations.odds_ratio(first, second)  # 3 and 1, 1 and 5, half a case each
    assert ratio == pytest.approx(3.5 * 5.5 / (1.5 * 1.5))
    error = math.sqrt(1 / 3.5 + 1 / 1.5 + 1 / 1.5 + 1 / 5.5)
    assert (low, high) == pytest.approx((ratio / math.exp(1.96 * error),
                                         ratio * math.exp(1.96 * error)))  # fmt: skip


def test_a_correlation_and_its_interval():
    r, low, high = relations.correlation(np.array([1, 2, 3, 4.0]), np.array([1, 2, 3, 5.0]))
    assert r == pytest.approx(np.corrcoef([1, 2, 3, 4], [1, 2, 3, 5])[0, 1])
    assert low < r < high <= 1
    assert math.isnan(relations.correlation(np.ones(5), np.arange(5.0))[0])


def test_codes_are_wrong_as_often_as_was_found_as_many_one_way_as_the_other():
    drawn = np.random.default_rng(1)
    flags = np.arange(100_000) < 30_000
    read = relations.misread(flags, 0.17, drawn)
    assert (read != flags).mean() == pytest.approx(0.17, abs=0.005)
    assert read.mean() == pytest.approx(0.30, abs=0.005)
    assert (relations.misread(flags, 0.0, drawn) == flags).all()
    assert (relations.misread(flags[:10], 0.17, drawn) == flags[:10]).all()  # all are flagged


def test_simulated_reports_flag_as_many_as_real_ones_those_furthest_out():
    said = {"caseload_high": 1, "challenge_weak": 0, "monitoring_weak": 1}
    every = pd.DataFrame([report(drift=drift, **said) for drift in (1, 0, 0, 0)])
    world = pd.DataFrame({
        "authority": ["Leeds", "Kent", "Bury", "Bolton"],
        "drift_days_per_child_year": [10.0, 400.0, 20.0, math.nan],
        "iro_caseload": 70.0, "challenge_followed_up": 0.5, "midway_coverage": 0.5,
    })  # fmt: skip
    seen = relations.Simulated(world, every)
    assert seen.flagged["drift"].tolist() == [False, True, False, False]
    two = pd.DataFrame([report("Kent"), report("Bolton")])
    rows = seen.rows(two, np.random.default_rng(1))
    assert rows.tolist() == [1, 3]


def _years(worlds=3):
    """Every authority's simulated years, each measure at a plausible value."""
    drawn = np.random.default_rng(5)
    rows = []
    for world in range(1, worlds + 1):
        for name in authorities.names():
            row = {"authority": name, "world": world, "year": 1}
            for measure in KEPT:
                row[measure.id] = drawn.uniform(0.4, 0.95)
                row[measure.id + OF] = 100.0
            children = authorities.figures(name)["children_looked_after"].value
            row |= {"iro_caseload": drawn.uniform(50, 139), "adoption_months": 19.0,
                    "children_looked_after": children,
                    "drift_days_per_child_year": drawn.uniform(20, 300)}  # fmt: skip
            rows.append(row)
    return pd.DataFrame(rows)


def test_drift_days_go_with_churn_where_they_are_made_of_it():
    years = _years(1)
    agency = {name: authorities.figures(name)["agency_pct"].value for name in authorities.names()}
    years["drift_days_per_child_year"] = years["authority"].map(agency)
    found = {one.words: one for one in relations.of_days(years)}
    assert found["drift days with agency share"].middle == pytest.approx(1)
    assert found["drift days with agency share"].inside
    flags = {one.words: one for one in relations.of_flags(reports(), years)}
    published = flags["drift flag with agency share"]
    assert published.low < 0.35 < published.high
    assert published.middle > 0.2  # as inspectors' codes show it, with their error


def test_children_and_adoption_everywhere():
    children, adoption = spreads.everywhere(_years())
    assert children.middle == 100
    assert adoption.middle == 100


def test_a_statistic_at_a_caseload_is_of_the_years_there():
    values = records({("A", 1, 1): 0.2, ("B", 1, 1): 0.4, ("C", 1, 1): 0.9}, "midway_coverage",
                     iro_caseload=[80.0, 89.9, 90.0])  # fmt: skip
    at = caseloads.by_world(values, "midway_coverage", (75, 90))
    assert at.tolist() == [pytest.approx(30.0)]
    every = caseloads.by_world(values, "midway_coverage", (75, 91), "median")
    assert every.tolist() == [pytest.approx(40.0)]
    one = AtCaseload("midway", "midway_coverage", (75, 90), "mean", "30%", 0.25, 0.35, "a source")
    values["reviews_on_time"] = 0.9
    assert caseloads.at_caseload(values, [one])[0].inside


def test_timeliness_by_grade_is_of_the_same_authorities():
    names = authorities.names()[:6]
    said = [report(name, grade=place // 3 * 2 + 1, on_time=on_time)  # three RI, three Outstanding
            for place, (name, on_time) in enumerate(zip(names, (90, 91, 92, 97, 98, 99),
                                                        strict=True))]  # fmt: skip
    values = {(name, 1, 1): 0.9 + 0.01 * place for place, name in enumerate(names)}
    values[authorities.names()[20], 1, 1] = 0.1  # no report of it prints the share
    years = records(values, "reviews_on_time")
    found = {one.words: one for one in grades.by_grade(pd.DataFrame(said), years)}
    assert found["Outstanding: mean"].middle == pytest.approx(94.0)
    assert found["Requires improvement: mean"].middle == pytest.approx(91.0)
    assert found["Requires improvement: mean"].published == "91.0 (n 3)"
    assert found["grade with timeliness"].middle > 0.8


def test_the_reports_are_202_of_authorities_known():
    every = reports()
    assert len(every) == 202
    known = {*authorities.names(), "City of London"}
    assert set(every["authority"]) <= known
    assert len(latest(every)) == 72
    assert every["on_time"].count() == 26
    assert every["drift"].sum() == 57
    assert (every["caseload_high"] == 1).sum() == 29
    assert (every["caseload_high"] == 0).sum() == 14


def test_caseloads_drawn_have_the_published_quartiles():
    drawn = [caseload_of(place, world) for place in range(151) for world in range(1, 21)]
    assert np.percentile(drawn, (25, 50, 75)) == pytest.approx((70, 82, 105), abs=2)
    assert caseload_of(3, 5) == caseload_of(3, 5) != caseload_of(3, 6)
    assert len(QUANTILES) == len(CASELOADS)


def test_records_are_stored_as_they_are(tmp_path):
    values = records({("A", 1, 1): 0.1 + 0.2, ("B", 1, 1): math.nan})
    store(values, tmp_path / "records.parquet")
    pd.testing.assert_frame_equal(stored(tmp_path / "records.parquet"), values)


@pytest.mark.slow
def test_the_page_holds_every_figure_and_lists_every_misfit():
    found = ValidationResults(_years(), reports())
    text = page(found)
    plain = " ".join(text.split())
    for one in found.compared:
        assert f"| {one.words.replace('|', '')} |" in text
    told = plain.split("## What the model does not reproduce")[1].split("## How it was done")[0]
    assert told.count(" - **") + told.startswith("- **") == len(misfits(found.compared))
    for _, picture, groups in HEADINGS:
        assert f"img/validation_{picture}.png" in text
        assert all(found.of(group) for group in groups)
    counted = re.search(
        r"Of (\d+) figures by which neither worlds nor settings were chosen, (\d+) are", plain
    )
    assert counted is not None
    rows = [one for one in found.compared if one.group != england_figures.USED and not set_so(one)]
    assert [int(n) for n in counted.groups()] == [len(rows), sum(one.inside for one in rows)]
    assert "nan" not in text
    assert "python -m experiments.validate --worlds 3 --years 1\n" in text


@pytest.mark.slow
def test_a_small_study_makes_the_page_and_its_records_make_it_again(tmp_path):
    command = [sys.executable, "-m", "experiments.validate", "--replications", "2", "--small"]
    first, again = tmp_path / "first", tmp_path / "again"
    subprocess.run([*command, "--into", first], check=True, capture_output=True)
    kept = stored(first / "records.parquet")
    assert kept.groupby("world")["authority"].nunique().tolist() == [13, 13]
    subprocess.run([*command, "--into", again, "--records", first / "records.parquet"],
                   check=True, capture_output=True)  # fmt: skip
    assert (first / "validation.md").read_bytes() == (again / "validation.md").read_bytes()
    pictures = sorted(file.name for file in (first / "img").iterdir())
    assert len(pictures) == 8
    for name in pictures:
        assert (first / "img" / name).read_bytes() == (again / "img" / name).read_bytes()


def test_relations_with_the_grade_are_of_the_newest_reports():
    old = [report(name, 2014, grade=1, drift=1) for name in ("Leeds", "Kent", "Bury")]
    new = [report("Leeds", 2022, grade=1, drift=1), report("Kent", 2023, grade=2),
           report("Bury", 2024, grade=3)]  # fmt: skip
    found = {one.words: one for one in relations.odds(pd.DataFrame([*old, *new]), _years(1))}
    graded = found["grade below good, drift (newest reports)"]
    assert graded.source.startswith("3 ")
    # drift and grade agree in all three: 1 of both, 2 of neither, half a case each
    assert graded.published.startswith("15 ")

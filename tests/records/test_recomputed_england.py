"""England's sums and the places apart, recomputed from the records of every authority's runs."""

import math
import statistics

import pandas as pd
import pytest
from reckoned import known, median, quantile, ratio
from rows import close
from stated import A_YEAR, MEASURES

from sim.cli.arguments import read
from sim.cli.ask import of_england
from sim.ledger import Count
from sim.replicate.runner import Runner, asked_of
from sim.study.england import england
from sim.study.session import write_dictionary

pytestmark = pytest.mark.slow
WORDS = ["authority.scope=england", "years=1", "warm_up_years=1", "replications=12",
         "+scenario=abolish"]  # fmt: skip
PLACES = ("Hartlepool", "Rutland", "Bracknell Forest", "Torbay")
WORLDS, TWICE = 12, 2
TOTALS = {
    "children_looked_after": (1, "CHILD_DAYS"),
    "children_in_drift_total": (1, "CHILD_DAYS_IN_DRIFT"),
    "children_in_long_drift_total": (1, "CHILD_DAYS_IN_LONG_DRIFT"),
    "extra_care_total": (1, "EXTRA_CARE_DAYS"),
    "reviews_total": (A_YEAR, "REVIEWS_HELD"),
    "reviews_late_total": (A_YEAR, "REVIEWS_LATE"),
    "reviews_seen_total": (A_YEAR, "SEEN"),
    **{name: MEASURES[name][:2] for name in (
        "posts_iro", "posts_social_worker", "posts_team_manager", "posts_reviewing",
        "posts_advocate", "service_cost_authority", "hours_cost_authority",
        "extra_care_cost_authority", "total_cost_authority")},
}  # fmt: skip


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    """Return every place's counts by run, and the tables."""
    asked = of_england(read(WORDS))
    some = [a for a in asked if a.today.authority.name in PLACES]
    study = england(some, "abolish")
    runner = Runner(study.how)
    runner.run(asked_of(study.points))
    folder = tmp_path_factory.mktemp("england")
    study.write(runner, folder)
    write_dictionary(folder)
    records = {
        arms.today.authority.name: {
            number: [counted.months[arm].sum(axis=0) for arm in (0, 1)]
            for (at, number), counted in sorted(runner.counted.items())
            if at == point.number
        }
        for arms, point in zip(some, study.points, strict=True)
    }
    tables = {
        name: pd.read_csv(folder / f"{name}.csv", keep_default_na=False, na_values=[""])
        for name in ("totals", "places_apart", "authorities", "headline", "dictionary")
    }
    return records, tables


def world(number):
    return number % 200


def by_world(runs):
    """Return the numbers of the runs of each world."""
    found = {}
    for number in sorted(runs):
        found.setdefault(world(number), []).append(number)
    return found


def total(one, counts):
    scale, above = one
    days = float(counts[Count.DAYS])
    return scale * sum(float(counts[Count[name]]) for name in above.split()) / days


def test_a_world_s_sum_is_of_all_places_in_that_world(ran):
    records, tables = ran
    assert set(records) == set(PLACES)
    worlds = by_world(records["Rutland"])
    assert len(worlds) == WORLDS and sum(len(runs) == 2 for runs in worlds.values()) == TWICE
    totals = tables["totals"].set_index("measure")
    assert set(totals.index) == set(TOTALS)
    for name, one in TOTALS.items():
        row = totals.loc[name]
        arms = [
            [sum(sum(total(one, place[n][arm]) for n in runs) / len(runs)
                 for place in records.values()) for runs in worlds.values()]
            for arm in (0, 1)
        ]  # fmt: skip
        arms.append([after - before for before, after in zip(*arms, strict=True)])
        for column, values in zip(("today", "under_policy", "difference"), arms, strict=True):
            scale = max(abs(value) for value in arms[0])
            assert close(row[column], median(values), scale), (name, column)
            assert close(row[f"{column}_low"], quantile(values, 0.05), scale), (name, column)
            assert close(row[f"{column}_high"], quantile(values, 0.95), scale), (name, column)


def test_chance_of_a_sum_is_that_of_every_place_together(ran):
    records, tables = ran
    totals = tables["totals"].set_index("measure")
    twins = [runs for runs in by_world(records["Rutland"]).values() if len(runs) == 2]
    for name, one in TOTALS.items():
        variance = 0.0
        for place in records.values():
            apart = [
                total(one, place[n][1]) - total(one, place[n][0])
                for runs in twins for n in runs
            ]  # fmt: skip
            pairs = zip(apart[::2], apart[1::2], strict=True)
            variance += sum((a - b) ** 2 / 2 for a, b in pairs) / len(twins)
        found = totals.loc[name, "difference_chance"]
        assert found == pytest.approx(1.96 * math.sqrt(variance), rel=1e-6, abs=1e-6), name


def test_the_sum_s_ends_are_not_the_sum_of_places_ends(ran):
    """Beliefs are shared, chance is not: the sum is narrower than its parts one after another."""
    records, tables = ran
    row = tables["totals"].set_index("measure").loc["children_in_drift_total"]
    one = TOTALS["children_in_drift_total"]
    apart = 0.0
    for place in records.values():
        values = [
            sum(total(one, place[n][0]) for n in runs) / len(runs)
            for runs in by_world(place).values()
        ]
        apart += quantile(values, 0.95) - quantile(values, 0.05)
    assert row["today_high"] - row["today_low"] < apart


def formula(measure):
    scale, above, below = MEASURES[measure]
    return scale, above, "", below


def differences(records, place, measure):
    """Return a place's difference in each world; England's where no place is named."""
    places = [records[place]] if place else list(records.values())
    one = formula(measure)
    return [
        ratio(one, [each[n][1] for n in runs for each in places])
        - ratio(one, [each[n][0] for n in runs for each in places])
        for runs in by_world(next(iter(records.values()))).values()
    ]


def by_run(records, place, measure, number):
    one = formula(measure)
    return ratio(one, [records[place][number][1]]) - ratio(one, [records[place][number][0]])


def chance_of(records, place, measure):
    """Return the standard deviation of chance in a run of a place, drawn towards all places'."""
    twins = [runs for runs in by_world(records[place]).values() if len(runs) == 2]

    def own(name):
        apart = [[by_run(records, name, measure, n) for n in runs] for runs in twins]
        return sum((a - b) ** 2 / 2 for a, b in apart) / len(twins)

    def children(name):
        runs = [pair[0] for pair in records[name].values()]
        return sum(run[Count.CHILD_DAYS] for run in runs) / sum(run[Count.DAYS] for run in runs)

    by_child = sum(own(name) * children(name) for name in records) / len(records)
    pooled = by_child / children(place)
    return math.sqrt((len(twins) * own(place) + 10 * pooled) / (len(twins) + 10))


def usual(records, measure):
    """Return the variance of the middle place beside England between worlds, chance taken off."""
    there, more = differences(records, None, measure), []
    runs = [len(numbers) for numbers in by_world(records["Rutland"]).values()]
    for place in records:
        here = differences(records, place, measure)
        if len(known(here)) < WORLDS:
            continue
        beside = [a - b for a, b in zip(here, there, strict=True)]
        chance = chance_of(records, place, measure) ** 2 * statistics.mean(1 / n for n in runs)
        middle = (1 - 2 / (9 * (WORLDS - 1))) ** 3
        more.append(statistics.variance(beside) / middle - chance)
    return max(0.0, statistics.median(more)) if more else 0.0


def below(away, spread):
    return 0.5 * math.erfc(-away / spread / math.sqrt(2))


def p_value(here, england, spreads, matters, better):
    """Return how likely counts so far off are, every way of counting the worlds gone through."""
    sign = 1 if better == "higher" else -1
    each = []
    for value, spread in zip(england, spreads, strict=True):
        worse = below(-matters - sign * value, spread)
        not_better = below(matters - sign * value, spread)
        each.append((worse, not_better - worse, 1 - not_better))
    likely = {(0, 0): 1.0}  # worse, better
    for worse, same, gain in each:
        grown = {}
        for (w, b), much in likely.items():
            for key, part in (((w + 1, b), worse), ((w, b), same), ((w, b + 1), gain)):
                grown[key] = grown.get(key, 0.0) + much * part
        likely = grown
    means = [sum(one[side] for one in each) for side in range(3)]

    def away(w, b):
        counts = (w, len(each) - w - b, b)
        return sum(abs(n - mean) for n, mean in zip(counts, means, strict=True))

    seen = away(sum(sign * v < -matters for v in here), sum(sign * v > matters for v in here))
    return sum(much for (w, b), much in likely.items() if away(w, b) >= seen - 1e-9)


def test_places_apart_differ_in_kind_and_by_how_much_is_chance(ran):
    records, tables = ran
    table = tables["places_apart"]
    each, england = tables["authorities"], tables["headline"].set_index("measure")
    assert len(table)
    judged = 0
    for row in table.itertuples():
        own = each[(each["authority"] == row.authority) & (each["measure"] == row.measure)].iloc[0]
        assert row.reading == own["reading"]
        assert row.england_reading == england.loc[row.measure, "reading"]
        assert close(row.difference, own["difference"])
        assert close(row.england_difference, england.loc[row.measure, "difference"])
        assert [row.worse, row.same, row.better_in] == own[["worse", "same", "better_in"]].tolist()
        assert (row.beyond_chance == "yes") == (row.adjusted_p < 0.05)
        here, there = (differences(records, who, row.measure) for who in (row.authority, None))
        if row.p_value == 1.0 or len(known(here)) < WORLDS:
            continue  # few events, or none in some world
        spread = chance_of(records, row.authority, row.measure)
        runs = by_world(records[row.authority]).values()
        more = usual(records, row.measure)
        spreads = [math.sqrt(spread**2 / len(numbers) + more) for numbers in runs]
        expected = p_value(here, there, spreads, own["matters"], row.better)
        assert row.p_value == pytest.approx(expected, rel=1e-6, abs=1e-12), row
        judged += 1
    assert judged


def test_what_differs_in_kind_is_there_and_nothing_else(ran):
    _, tables = ran
    there = {(row.authority, row.measure) for row in tables["places_apart"].itertuples()}
    england = tables["headline"].set_index("measure")["reading"]
    for row in tables["authorities"].itertuples():
        first, other = (
            words.split(", or ")[0].removeprefix("mostly ")
            for words in (row.reading, england[row.measure])
        )
        if "depends" in (first, other):
            differs = first != other
        else:
            sides = [set(words.replace("about the ", "").split(" or ")) for words in (first, other)]
            differs = not sides[0] & sides[1]
        if any(w in words for w in ("fixed", "apply") for words in (first, other)):
            differs = False
        assert ((row.authority, row.measure) in there) == differs, row


def test_adjusted_p_values_are_those_of_benjamini_and_hochberg(ran):
    _, tables = ran
    table = tables["places_apart"]
    headline = tables["headline"]
    judged = len(PLACES) * ((headline["reading"] != "fixed by construction").sum() + 1)
    ranked = sorted(table["p_value"])
    for p, found in zip(table["p_value"], table["adjusted_p"], strict=True):
        tail = [q * judged / rank for rank, q in enumerate(ranked, start=1) if q >= p]
        assert found == pytest.approx(min(1.0, *tail, 1.0))


def test_every_column_is_in_the_dictionary(ran):
    told = ran[1]["dictionary"]
    for name in ("totals.csv", "places_apart.csv", "authorities.csv"):
        assert told[told["file"] == name]["what"].notna().all(), name


def test_nobody_is_left_out(ran):
    _, tables = ran
    names = tables["authorities"]["authority"].unique()
    assert sorted(names) == sorted(PLACES)
    assert "in_england" not in tables["authorities"]

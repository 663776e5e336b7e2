"""Every number in costs.csv, recomputed from the runs' records: parts, totals, years, discounts."""

import pytest
from reckoned import ends, interval, ratio, residuals
from rows import close
from stated import A_YEAR, CASH, COSTS, HOURS, TOTALS

from sim.ledger import Count

pytestmark = pytest.mark.slow
RATE = 0.035  # the Green Book's
YEARS = {"2025-04 to 2026-03": [0], "2026-04 to 2027-03": [1], "settled years": [1],
         "all years": [0, 1]}  # fmt: skip
BELOW = {"GBP": None, "GBP a year": Count.DAYS, "GBP per child-year": Count.CHILD_DAYS}


def names_of(part):
    """Return the counts of pounds that a part, or a total, adds up."""
    if part in COSTS:
        return [COSTS[part][1]]
    return [pounds for kind, pounds in COSTS.values() if kind in TOTALS[part]]


def sides(months, part, unit, years, discounted):
    """Return pounds and what they are divided by, of the months of one run or mean of runs."""
    top = bottom = 0.0
    for year in years:
        weight = (1 + RATE) ** -year if discounted else 1.0
        counts = months[12 * year : 12 * year + 12].sum(axis=0)
        top += weight * sum(float(counts[Count[name]]) for name in names_of(part))
        if BELOW[unit] is not None:
            bottom += weight * float(counts[BELOW[unit]]) / A_YEAR
    return top, 1.0 if BELOW[unit] is None else bottom


def values(study, arm, *what):
    """Return a figure of each world: that of the mean of its runs."""
    months = {number: study.records[number].months[arm] for number in study.numbers}
    found = []
    for runs in study.by_world(months).values():
        top, bottom = sides(sum(runs) / len(runs), *what)
        found.append(top / bottom)
    return found


def expected(study, *what):
    """Return means of both arms and of the difference, and its ends."""
    if study.in_worlds:
        before, after = (values(study, arm, *what) for arm in (0, 1))
        apart = [b - a for a, b in zip(before, after, strict=True)]
        return (*(sum(each) / len(each) for each in (before, after, apart)), *ends(apart))
    arms = [[sides(study.records[n].months[arm], *what) for n in study.numbers] for arm in (0, 1)]
    means, errors = [], []
    for runs in arms:
        below = sum(bottom for _, bottom in runs)
        means.append(sum(top for top, _ in runs) / below)
        errors.append([(t - means[-1] * b) / (below / len(runs)) for t, b in runs])
    apart = [b - a for a, b in zip(*errors, strict=True)]
    return (*means, means[1] - means[0], *interval(means[1] - means[0], apart)[:2])


def test_every_part_of_the_cost(study):
    table = study.table("costs")
    assert len(table) == 18 * (4 * 3 + 2 + 2 * 3)
    for _, row in table.iterrows():
        discounted = row["discounted"] == "yes"
        assert row["discount_rate"] == (RATE if discounted else 0)
        assert row["kind"] == COSTS.get(row["part"], ("total",))[0]
        what = row["part"], row["unit"], YEARS[row["year"]], discounted
        names = ("mean_today", "mean_under_policy", "mean_difference", "difference_low",
                 "difference_high")  # fmt: skip
        found = expected(study, *what)
        for name, number in zip(names, found, strict=True):
            scale = max(abs(found[0]), abs(found[1]), 1.0)
            assert close(row[name], number, scale), (what, name)


def test_rows_are_all_there_are(study):
    table = study.table("costs")
    keys = table[["year", "unit", "discounted", "part"]]
    assert not keys.duplicated().any()
    several = table[table["year"].isin(["settled years", "all years"])]
    assert set(several["unit"]) == set(BELOW)
    years = table[~table.index.isin(several.index)]
    assert set(years[years["discounted"] == "yes"]["unit"]) == {"GBP"}


def test_parts_add_up_and_years_add_up(study):
    table = study.table("costs")
    for _, rows in table.groupby(["year", "unit", "discounted"]):
        by_part = rows.set_index("part")["mean_difference"]
        cash = sum(by_part[part] for part, (kind, _) in COSTS.items() if kind == CASH)
        scale = by_part.abs().max()
        assert close(by_part["cash"], cash, scale)
        hours = sum(by_part[part] for part, (kind, _) in COSTS.items() if kind == HOURS)
        assert close(by_part["hours"], hours, scale)
        assert close(by_part["cash with extra care"], cash + by_part["extra care"], scale)
    for (_, _), rows in table[table["unit"] == "GBP"].groupby(["part", "discounted"]):
        by_year = rows.set_index("year")["mean_difference"]
        single = sum(by_year[year] for year in list(YEARS)[:2])
        assert close(by_year["all years"], single, by_year.abs().max())


def test_the_service_is_what_the_headline_measures(in_one):
    """Of one world both are all pounds by all child-years; over worlds one is a mean."""
    row = in_one.table("headline").set_index("measure").loc["service_cost"]
    costs = in_one.table("costs").set_index(["year", "unit", "discounted", "part"])
    same = costs.loc["all years", "GBP per child-year", "no", "cash"]
    assert same["mean_today"] == pytest.approx(row["today"])
    assert same["mean_under_policy"] == pytest.approx(row["under_policy"])
    assert same["mean_difference"] == pytest.approx(row["difference"])
    from reckoned import formula

    one, runs = formula("service_cost"), list(in_one.runs(1).values())
    assert ratio(one, runs) == pytest.approx(row["under_policy"])
    assert sum(residuals(one, runs)) == pytest.approx(0, abs=1e-6)

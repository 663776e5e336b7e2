"""Results by reported year, also where a run starts inside a month."""

import datetime

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_tables import arm

from sim.analyse.by_time import SETTLED, spans, years
from sim.analyse.tables import summary
from sim.engine.working_days import calendar
from sim.measures.catalogue import MEASURES
from sim.replicate.arm_results import ArmResults


def months_of(start, number):
    return calendar(start, number, 0).months


def test_years_that_start_with_a_month():
    assert [tuple(span) for span in spans(months_of("2025-04-01", 3))] == [
        ("2025-04 to 2026-03", "transition", slice(0, 12)),
        ("2026-04 to 2027-03", "settled", slice(12, 24)),
        ("2027-04 to 2028-03", "settled", slice(24, 36)),
        (SETTLED, "settled", slice(12, 36)),
    ]


def test_the_part_of_a_month_at_the_end_belongs_to_the_last_year():
    assert len(months_of("2025-04-15", 2)) == 25
    assert [tuple(span) for span in spans(months_of("2025-04-15", 2))] == [
        ("2025-04 to 2026-03", "transition", slice(0, 12)),
        ("2026-04 to 2027-04", "settled", slice(12, 25)),
        (SETTLED, "settled", slice(12, 25)),
    ]


def test_one_year_is_the_transition_also_where_it_has_thirteen_months():
    for start, end, rows in (("2025-04-01", "2026-03", 12), ("2025-04-15", "2026-04", 13)):
        (only,) = spans(months_of(start, 1))
        assert only == (f"2025-04 to {end}", "transition", slice(0, rows))


@pytest.mark.parametrize("months", [1, 2])
def test_less_than_a_year_is_one_too(months):
    (only,) = spans(arm().periods[:months])
    assert only.months == slice(0, months)


@pytest.mark.slow
@given(
    start=st.dates(datetime.date(2015, 1, 1), datetime.date(2030, 12, 31)),
    number=st.integers(1, 4),
)
def test_whatever_the_start_there_are_as_many_years_as_asked_for(start, number):
    when = calendar(start.isoformat(), number, 0)
    found = [span for span in spans(when.months) if span.year != SETTLED]
    assert len(found) == number
    rows = [row for span in found for row in range(*span.months.indices(len(when.months)))]
    assert rows == list(range(len(when.months)))
    # with no 31 March in a year, what is counted on it would be empty
    reported = when.days[when.start : when.end]
    held = [when.periods[period] for period in reported["period"][reported["march"]]]
    if len(held) == number:  # Easter may put one more, or one fewer, into the run
        for span in found:
            assert sum(month in held for month in when.months[span.months]) == 1


def long_arm(scenario="keep", **more):
    return arm(scenario, months=months_of("2025-04-15", 2), **more)


def test_each_year_is_the_summary_of_its_months():
    baseline, scenario = long_arm(runs=(0, 1, 2)), long_arm("abolish", runs=(2, 0, 1), lift=5)
    table = years(baseline, scenario)
    assert list(table.columns) == ["year", "part", *summary(baseline).columns]
    assert len(table) == 3 * len(MEASURES)
    for span in spans(baseline.periods):
        of_year = table[table["year"] == span.year].reset_index(drop=True)
        assert set(of_year["part"]) == {span.part}
        cut = [
            ArmResults(a.policy, a.replications, a.seeds, a.periods, a.counts[:, span.months])
            for a in (baseline, scenario)
        ]
        expected = summary(*cut)
        pd.testing.assert_frame_equal(of_year.drop(columns=["year", "part"]), expected)


def test_without_a_scenario_its_columns_are_empty_in_every_year():
    table = years(long_arm())
    assert table["today"].notna().all()
    ends = [name for name in table if name.startswith(("under_policy", "difference"))]
    assert table[ends].isna().all(axis=None)
    assert all(table[name].dtype == np.float64 for name in ends)

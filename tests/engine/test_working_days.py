"""The working-day calendar and the law's months, against dates worked out one at a time."""

from datetime import date, timedelta

import holidays
import numpy as np
import pytest
from bench import bench
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from sim.engine.compile import kernel
from sim.engine.working_days import (
    calendar,
    day_on_or_after,
    day_on_or_before,
    months_later,
    months_on,
    plus_years,
)

WHEN = calendar("2025-04-01", 5, 2)
DATES = [date(1970, 1, 1) + timedelta(int(number)) for number in WHEN.days["date"]]
OPEN = set(DATES)
BANK_HOLIDAYS = [
    *("2025-01-01", "2025-04-18", "2025-04-21", "2025-05-05", "2025-05-26", "2025-08-25"),
    *("2025-12-25", "2025-12-26", "2026-01-01", "2026-04-03", "2026-04-06", "2026-05-04"),
    *("2026-05-25", "2026-08-31", "2026-12-25", "2026-12-28"),  # the 26th is a Saturday
    *("2020-12-25", "2020-12-28", "2021-12-27", "2021-12-28", "2022-01-03"),  # and substitutes
    *("2022-06-02", "2022-06-03"),  # the jubilee, with May's holiday moved beside it
    "2022-09-19",  # the Queen's funeral
    "2023-05-08",  # the coronation
    "2020-05-08",  # the early May holiday, moved from the 4th
]
ORDINARY = [
    *("2022-05-30", "2020-05-04", "2025-04-17", "2025-04-22", "2025-12-24", "2026-12-29"),
    *("2025-08-04", "2025-03-17", "2025-12-01"),  # holidays of Scotland and Northern Ireland
]


def step_back(day):
    """Return the working day on or before a date, one day at a time."""
    while day not in OPEN:
        day -= timedelta(1)
    return day


def place(day):
    return DATES.index(day)


@pytest.mark.parametrize("day", [*map(date.fromisoformat, BANK_HOLIDAYS)])
def test_nobody_works_on_a_bank_holiday_of_england(day):
    assert day.weekday() < 5, "a date that says nothing"
    assert day not in OPEN


@pytest.mark.parametrize("day", [*map(date.fromisoformat, ORDINARY)])
def test_other_weekdays_are_working_days(day):
    assert day in OPEN


def test_every_weekday_is_a_working_day_or_a_bank_holiday():
    off = holidays.country_holidays("GB", subdiv="ENG", years=range(2004, 2034))
    day = DATES[0]
    while day <= DATES[-1]:
        assert (day in OPEN) == (day.weekday() < 5 and day not in off), day
        day += timedelta(1)
    assert 252 < WHEN.per_year < 254


def test_spans_add_up_to_the_calendar():
    assert WHEN.days["span"].sum() == (DATES[-1] - DATES[0]).days + 1
    assert WHEN.days["span"][place(date(2025, 4, 17))] == 5  # over Easter
    assert WHEN.days["span"].max() == 5


def test_limits_are_months_of_the_law():
    """Three and six months on, no later than the month's end, and back to a working day."""
    last = DATES[-1] - relativedelta(months=7)
    for number, day in enumerate(DATES):
        if day > last:
            break
        for months in (3, 6):
            expected = step_back(day + relativedelta(months=months))
            assert DATES[months_later(WHEN, months)[number]] == expected, (day, months)


@pytest.mark.parametrize(
    ("held", "months", "limit"),
    [
        ("2026-11-30", 3, "2027-02-26"),  # 28 February is a Sunday
        ("2027-11-30", 3, "2028-02-29"),  # a leap year
        ("2028-11-30", 3, "2029-02-28"),
        ("2025-08-29", 6, "2026-02-27"),  # 28 February is a Saturday
        ("2025-03-31", 6, "2025-09-30"),  # September has no 31st
        ("2025-01-20", 3, "2025-04-17"),  # Easter Sunday, so the Thursday before
        ("2025-09-25", 3, "2025-12-24"),  # Christmas Day
        ("2025-07-01", 6, "2025-12-31"),  # New Year's Day
        ("2025-04-01", 6, "2025-10-01"),
    ],
)
def test_a_limit_on_a_day_off_means_the_working_day_before(held, months, limit):
    found = months_later(WHEN, months)[place(date.fromisoformat(held))]
    assert DATES[found] == date.fromisoformat(limit)


def test_later_days_never_have_earlier_limits():
    for months in (3, 6):
        limits = months_later(WHEN, months)
        assert (np.diff(limits) >= 0).all()
        assert (limits < len(DATES)).all()


@given(st.dates(date(1999, 1, 1), date(2060, 12, 31)), st.integers(0, 40))
def test_months_and_years_on_are_those_of_any_calendar(day, number):
    on = months_on(np.array([day], "datetime64[D]"), number)[0]
    assert on.astype(object) == day + relativedelta(months=number)
    years = plus_years(np.datetime64(day), number).astype(object)
    leap = (day.month, day.day) == (2, 29) and years.month == 3
    assert years == day + relativedelta(years=number) + timedelta(leap)


def test_a_year_from_a_leap_day_is_1_march():
    assert str(plus_years(np.datetime64("2024-02-29"), 1)) == "2025-03-01"
    assert str(plus_years(np.datetime64("2024-02-29"), -4)) == "2020-02-29"


def periods_of(when):
    """Return the period of each working day by name."""
    return [when.periods[row] for row in when.days["period"]]


def test_a_start_on_the_first_gives_whole_months():
    assert (WHEN.months[0], WHEN.months[-1]) == ("2025-04", "2030-03")
    assert len(WHEN.months) == 60
    assert DATES[WHEN.start] == date(2025, 4, 1)
    assert DATES[WHEN.first] == date(2023, 4, 3)  # the 1st is a Saturday
    assert DATES[WHEN.end] == date(2030, 4, 1)


def test_a_start_in_mid_month_splits_the_month():
    when = calendar("2025-04-16", 1, 1)
    assert when.months[0] == "2025-04"
    assert when.months[-1] == "2026-04"
    assert len(when.months) == 13
    names = dict(zip([str(d) for d in when.days["date"].astype("M8[D]")], periods_of(when),
                     strict=True))  # fmt: skip
    assert names["2025-04-15"] == "before 2025-04"
    assert names["2025-04-16"] == "2025-04"
    assert names["2026-04-15"] == "2026-04"
    assert names["2026-04-16"] == "after"
    assert names["2024-04-16"] == "before 2024-04"
    assert names["2024-04-15"] == "before"


def test_only_reported_days_fall_in_reported_months_and_in_order():
    for when in (WHEN, calendar("2025-04-16", 1, 1), calendar("2024-02-29", 2, 0)):
        reported = np.isin(when.days["period"], when.reported)
        assert reported.nonzero()[0].tolist() == list(range(when.start, when.end))
        assert list(when.months) == sorted(when.months)
        assert when.first <= when.start < when.end < len(when.days)


def test_a_start_on_a_day_off_begins_on_the_next_working_day():
    when = calendar("2025-04-19", 1, 0)  # Easter Saturday
    assert when.days["date"][when.start] == (date(2025, 4, 22) - date(1970, 1, 1)).days
    assert when.first == when.start


def test_31_march_is_marked_once_a_year_on_the_working_day_on_or_before():
    marked = [day for day, march in zip(DATES, WHEN.days["march"], strict=True) if march]
    assert marked == [step_back(date(year, 3, 31)) for year in range(DATES[0].year + 1, 2034)
                      if date(year, 3, 31) <= DATES[-1]]  # fmt: skip
    assert date(2024, 3, 28) in marked  # the 31st is Easter Sunday


@kernel
def look_up(w, dates, after, before):
    """Look up the working days on or after and on or before each date."""
    for n in range(len(dates)):
        after[n] = day_on_or_after(w, dates[n])
        before[n] = day_on_or_before(w, dates[n])


# nineteen years before the first day, 1 Apr 2023 or 2025: a Thursday and a Saturday
@pytest.mark.parametrize("when", [WHEN, calendar("2025-04-01", 1, 0)])
def test_any_date_has_a_working_day_after_it_and_one_before_it(when):
    w = bench(days=len(when.days), on_or_after=when.on_or_after)
    w.days[:] = when.days
    zero, last = int(when.days["date"][0]), int(when.days["date"][-1])
    dates = np.arange(zero - 50, last + 50)
    after, before = np.zeros(len(dates), np.int64), np.zeros(len(dates), np.int64)
    look_up(w, dates, after, before)
    assert after.tolist() == np.searchsorted(when.days["date"], np.minimum(dates, last)).tolist()
    inside = (dates >= zero) & (dates <= last)
    found = np.searchsorted(when.days["date"], dates[inside], side="right") - 1
    assert before[inside].tolist() == found.tolist()
    assert (before[dates < zero] == 0).all()
    assert (before[dates > last] == len(when.days) - 1).all()
    assert (after - before)[inside].max() == 1

"""The English working-day calendar, mapped to real dates.

A day is the index of a working day: Monday to Friday but for England's bank holidays. Limits in
calendar months end on the month's last day where needed, and a limit on a day off means the
working day before.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import holidays
import numpy as np

from sim.engine.compile import rule
from sim.engine.records import rows

YEAR_BEFORE = 12  # months of the warm-up that are told beside the reported ones


class Day:
    """One working day: its date, the days to the next and its period."""

    date: int  # days since 1970-01-01
    span: int  # calendar days to the next working day
    period: int  # row of the ledger
    march: bool  # the last working day on or before 31 March
    month_ends: bool  # the last working day of its period


@dataclass(frozen=True, eq=False)
class Calendar:
    """Working days from long before a run until after it.

    Attributes
    ----------
    days
        Records of `Day`.
    on_or_after
        For each calendar day from `days[0].date`, the working day on or after it.
    first, start, end
        The first simulated working day, the first reported one, and the one after the last.
    periods
        The name of each ledger row: a calendar month, with "before " for the warm-up.
    per_year
        Working days in a mean year.
    """

    days: np.ndarray
    on_or_after: np.ndarray
    first: int
    start: int
    end: int
    periods: tuple[str, ...]
    per_year: float

    @property
    def reported(self) -> tuple[int, ...]:
        """The rows of the ledger that are reported, in the order of their months."""
        return tuple(row for row, name in enumerate(self.periods) if name[0].isdigit())

    @property
    def months(self) -> tuple[str, ...]:
        """The months that are reported."""
        return tuple(self.periods[row] for row in self.reported)

    @property
    def before(self) -> tuple[tuple[int, ...], tuple[str, ...]]:
        """The places and names of the last months before the first reported day, a year at most."""
        told = [(row, name.split()[1]) for row, name in enumerate(self.periods) if " " in name]
        rows = tuple(row for row, _ in told[-YEAR_BEFORE:])
        return rows, tuple(name for _, name in told[-YEAR_BEFORE:])


def plus_years(day: np.datetime64, years: int) -> np.datetime64:
    """Return the same date some years on; 29 February becomes 1 March."""
    whole = date.fromisoformat(str(day))
    try:
        return np.datetime64(whole.replace(year=whole.year + years))
    except ValueError:
        return np.datetime64(whole.replace(year=whole.year + years, month=3, day=1))


def months_on(dates: np.ndarray, months: int) -> np.ndarray:
    """Return dates so many calendar months on, at the month's last day where needed."""
    month = dates.astype("datetime64[M]")
    target = month + np.timedelta64(months, "M")
    last = (target + np.timedelta64(1, "M")).astype("datetime64[D]") - np.timedelta64(1, "D")
    moved = target.astype("datetime64[D]") + (dates - month.astype("datetime64[D]"))
    return np.minimum(moved, last)


@lru_cache(maxsize=8)
def calendar(start: str, years: int, warm_up: int) -> Calendar:
    """Build the calendar of a run.

    Parameters
    ----------
    start
        First reported date, ISO.
    years, warm_up
        Reported years and the years before them.

    Notes
    -----
    It reaches 19 years back, for every child in care on the first day has entered since, and two
    years on, for what is booked past the end.
    """
    began = np.datetime64(start)
    first, end = plus_years(began, -warm_up), plus_years(began, years)
    dates = np.arange(plus_years(first, -19), plus_years(end, 3))
    off = holidays.country_holidays(
        "GB", subdiv="ENG", years=range(int(str(dates[0])[:4]), int(str(dates[-1])[:4]) + 1)
    )
    working = np.is_busday(dates, holidays=np.array(sorted(off), dtype="datetime64[D]"))
    opens = int(working.argmax())  # places are counted from the first working day
    dates, working = dates[opens:], working[opens:]
    on_or_after = np.cumsum(working) - working
    open_days = dates[working]
    within = on_or_after < len(open_days)

    def on_or_before(wanted: np.ndarray) -> np.ndarray:
        place = np.minimum((wanted - dates[0]).astype(np.int64), len(dates) - 1)
        return on_or_after[place] - ~working[place]

    days = rows(Day, len(open_days))
    days["date"] = open_days.astype(np.int64)
    days["span"][:-1] = np.diff(days["date"])
    days["span"][-1] = 1
    marches = np.array([f"{year}-03-31" for year in range(1970, 2200)], dtype="datetime64[D]")
    marches = marches[(marches >= dates[0]) & (marches <= dates[-1])]
    days["march"][on_or_before(marches)] = True
    at = {name: int(on_or_after[(day - dates[0]).astype(int)])
          for name, day in (("first", first), ("start", began), ("end", end))}  # fmt: skip
    months = open_days.astype("datetime64[M]").astype(str)
    index = np.arange(len(open_days))
    before = np.char.add(np.where(index < at["start"], "before ", ""), months)
    before[index < at["first"]] = "before"
    before[index >= at["end"]] = "after"
    names, numbers = np.unique(before, return_inverse=True)
    days["period"] = numbers
    days["month_ends"][:-1] = numbers[1:] != numbers[:-1]
    span = float((open_days[-1] - open_days[0]).astype(int) + 1)
    return Calendar(
        days=days, on_or_after=on_or_after[within].astype(np.int64),
        periods=tuple(str(name) for name in names),
        per_year=len(open_days) / span * 365.25, **at,
    )  # fmt: skip


@lru_cache(maxsize=32)
def months_later(when: Calendar, months: int) -> np.ndarray:
    """Return for each working day that on which a limit so many calendar months on falls."""
    dates = when.days["date"]
    wanted = months_on(dates.astype("datetime64[D]"), months).astype(np.int64)
    after = when.on_or_after[np.minimum(wanted - dates[0], len(when.on_or_after) - 1)]
    return after - (dates[after] > wanted)


@rule
def day_on_or_after(w, date):
    """Return the working day on or after a date (days since 1970-01-01), within the calendar."""
    place = max(0, min(date - w.days[0].date, len(w.on_or_after) - 1))
    return w.on_or_after[place]


@rule
def day_on_or_before(w, date):
    """Return the working day on or before a date, within the calendar."""
    day = day_on_or_after(w, date)
    if w.days[day].date > date and day > 0:
        return day - 1
    return day

"""What a policy changes by month, for the chart: values, band, ticks and their words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.ticker import MaxNLocator

from sim.report.document.word_tables import NAMES
from sim.report.numbers import capital, label, say_difference, say_range
from sim.report.table_words import BEFORE

DIGITS = 4  # of a value that is drawn
ABOUT = 5  # ticks
SHOWN = ("posts_iro", "service_cost_authority")  # beside the headline measures


@dataclass(frozen=True)
class Series:
    """The difference in one measure, policy less today, by month."""

    measure: str  # its id
    unit: str
    name: str  # in words
    months: tuple[str, ...]  # the first day of each, `YYYY-MM-DD`
    # middle, low, high: the line and its band; None where a month has no value
    middle: tuple[float | None, ...]
    low: tuple[float | None, ...]
    high: tuple[float | None, ...]
    holds: str  # what the band holds
    begins: int  # the place of the policy's first month

    def words(self, place: int) -> str:
        """Return what is said of one month."""
        month = f"{pd.Timestamp(self.months[place]):%B %Y}"
        middle, low, high = self.middle[place], self.low[place], self.high[place]
        if middle is None or low is None or high is None:
            return f"{month}: no value"
        ends = say_range(low, high, self.unit, True)
        return f"{month}: {say_difference(middle, self.unit)}; {self.holds}: {ends}"

    @property
    def chart(self) -> dict[str, Any]:
        """What the chart draws, in plain values."""
        known = [x for x in (*self.low, *self.high, *self.middle) if x is not None]
        finder = MaxNLocator(ABOUT, steps=[1, 2, 5, 10])  # round numbers, nought among them
        ticks = finder.tick_values(min([0.0, *known]), max([0.0, *known]))
        return {
            "middle": list(self.middle),
            "low": list(self.low),
            "high": list(self.high),
            "said": [self.words(place) for place in range(len(self.months))],
            "ticks": [
                {"at": at, "text": say_difference(at, self.unit) if at else "0"}
                for at in (round(float(tick), 9) for tick in ticks)
            ],
            "begins": self.begins,
            "years": [
                {"at": place, "text": month[:4]}
                for place, month in enumerate(self.months)
                if month[5:7] == "01"
            ],
        }


def series_of(monthly: pd.DataFrame, measures: Sequence[str]) -> tuple[Series, ...]:
    """Return the series of measures, of those that the table of months has.

    `monthly` is as `analyse.by_time.monthly` makes it, of a policy.
    """
    made = []
    for measure in measures:
        rows = monthly[monthly["measure"] == measure]
        if not len(rows):
            continue
        middle, low, high = (
            tuple(None if np.isnan(x) else float(f"{x:.{DIGITS}g}") for x in rows[column])
            for column in ("difference", "difference_low", "difference_high")
        )
        unit = str(rows["unit"].iloc[0])
        made.append(Series(
            measure=measure, unit=unit, name=capital(NAMES.get(measure, label(measure, unit))),
            months=tuple(str(day) for day in rows["month"]), middle=middle, low=low, high=high,
            holds=str(rows["range"].iloc[0]), begins=int((rows["part"] == BEFORE).sum()),
        ))  # fmt: skip
    return tuple(made)

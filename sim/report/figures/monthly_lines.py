"""The figure of timeliness and drift by month: what the policy changes, or today's level."""

from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import DateFormatter, MonthLocator, date2num
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from sim.arms.scenarios import KEEP
from sim.report.figures import style
from sim.report.numbers import capital, policy_name, say_range
from sim.report.table_words import BEFORE, DRIFT, ON_TIME

GAP, HEIGHT, FOOT = 0.7, 2.4, 0.8  # inches: above a panel, of a panel, below the last
LEFT, WIDE = 0.085, 0.865  # of the figure's width
HEADROOM = 0.16  # of a panel, for the words at its top
FEW_MONTHS = 14  # up to which a tick stands every second month
LEVEL, DIFFERENCE = "today", "difference"


class Panel(NamedTuple):
    """One panel: the measure, its unit, what it says above it and in the title.

    `least_span` is the least height shown of a level, as a share of it: less would make noise look
    like news.
    """

    measure: str
    unit: str
    heading: str
    of_difference: str
    words: str
    least_span: float


PANELS = (
    Panel(ON_TIME, "share", "Reviews held by their limit, %",
          "Reviews held by their limit, points more than today (up is better)",
          "reviews on time", 0.08),
    Panel(DRIFT, "calendar days per child-year",
          "Days of plan actions in drift, per child-year",
          "Days of plan actions in drift per child-year, more than today (down is better)",
          "drift", 0.25),
)  # fmt: skip


def over_time(monthly: pd.DataFrame, *, policy: str | None, authority: str, runs: str) -> Figure:
    """Draw both measures by month with their bands, the months before the policy included.

    With a policy the paired difference from today's service, without one the level of today's.

    `monthly` is as `analyse.by_time.monthly` makes it.
    """
    holds = str(monthly["range"].iloc[0])
    worlds = holds.endswith("worlds")
    value = "median over worlds" if worlds else "mean over runs"
    of = _whose(policy) + ("" if policy is None else " less today")
    below = f"{of}, by month: line, {value}; band, {holds}"
    told = style.said_of(runs, title(monthly, policy))
    drawing, head = style.begin(told, below, len(PANELS) * (GAP + HEIGHT), FOOT)
    inch = 1 / drawing.get_figheight()
    for place, panel in enumerate(PANELS, start=1):
        bottom = 1 - (head + place * (GAP + HEIGHT)) * inch
        axes = drawing.add_axes((LEFT, bottom, WIDE, HEIGHT * inch), label=panel.measure)
        _panel(axes, panel, monthly[monthly["measure"] == panel.measure], policy)
    style.foot(drawing, authority, runs, holds)
    return drawing


def title(monthly: pd.DataFrame, policy: str | None) -> str:
    """Return the title: the band in the last month, as the table has it, or the line without."""
    last = monthly[monthly["month"] == monthly["month"].max()].set_index("measure")
    month = f"{pd.Timestamp(last['month'].iloc[0]):%B %Y}"
    of = LEVEL if policy is None else DIFFERENCE
    said = []
    for panel in PANELS:
        low, high = last.loc[panel.measure, of + "_low"], last.loc[panel.measure, of + "_high"]
        if np.isnan(low):  # too few events for an interval
            low = high = last.loc[panel.measure, of]
        if np.isnan(low):
            continue
        ends = say_range(low, high, panel.unit, signed=policy is not None).replace("-", "−")
        ends = ends.partition(" to ")[0] if low == high else ends
        unit = "" if panel.unit == "share" and policy is None else (
            " points" if panel.unit == "share" else " days per child-year"
        )  # fmt: skip
        said.append(f"{panel.words} {ends}{unit}")
    return f"{_whose(policy)} in {month}: {', '.join(said) or 'nothing to count'}"


def _whose(policy: str | None) -> str:
    return capital(policy_name(KEEP if policy is None else policy))


def _panel(axes: Axes, panel: Panel, rows: pd.DataFrame, policy: str | None) -> None:
    of, colour = (LEVEL, style.TODAY) if policy is None else (DIFFERENCE, style.POLICY)
    style.bare(axes, axes.yaxis)
    heading = panel.heading if policy is None else panel.of_difference
    axes.set_title(heading, loc="left", size=style.WORDS, weight="bold", pad=10)
    scale = style.times(panel.unit)
    months = pd.DatetimeIndex(pd.to_datetime(rows["month"]))
    starts = np.asarray(date2num(months.to_numpy()))
    at = starts + months.days_in_month.to_numpy() / 2  # a month's value stands at its middle
    value, low, high = (scale * rows[of + end].to_numpy(float) for end in ("", "_low", "_high"))
    before = (rows["part"] == BEFORE).to_numpy()
    begins = int(before.sum())
    if policy is not None and 0 < begins < len(before):
        # up to the policy's first day nothing differs: without that point lines would say it did
        at = np.insert(at, begins, starts[begins])
        value, low, high = (np.insert(one, begins, 0.0) for one in (value, low, high))
    axes.fill_between(at, low, high, color=colour, alpha=0.2, lw=0, gid="band")
    axes.plot(at, value, color=colour, lw=2, gid="line")
    axes.set_xlim(starts[0], starts[-1] + months.days_in_month[-1])
    bottom, top = axes.get_ylim()
    if policy is None:
        more = max(0.0, panel.least_span * abs(top) - (top - bottom)) / 2
        axes.set_ylim(max(0.0, bottom - more), top + more)
    else:
        bottom, top = min(bottom, 0.0), max(top, 0.0)
        axes.set_ylim(bottom, top + HEADROOM * (top - bottom))
        axes.axhline(0, color="#333333", lw=1, zorder=1)
    # a tick every second month, each half-year, or each year, so that names have room
    step = 2 if len(starts) <= FEW_MONTHS else 6 if len(starts) <= 4 * FEW_MONTHS else 12
    axes.xaxis.set_major_locator(MonthLocator(bymonth=range(1, 13, step)))
    axes.xaxis.set_major_formatter(DateFormatter("%b %Y"))
    axes.yaxis.set_major_locator(MaxNLocator(5))
    signed = "+g" if policy is not None else "g"
    axes.yaxis.set_major_formatter(
        FuncFormatter(lambda y, _: "0" if y == 0 else format(y, signed).replace("-", "−"))
    )
    style.say_where_it_starts(axes)
    if policy is not None and not before.all():
        _first_day(axes, float(starts[~before][0]), bool(before.any()))


def _first_day(axes: Axes, at: float, inside: bool) -> None:
    """Mark the policy's first day."""
    axes.axvline(at, color="#333333", lw=1.2, ls=":", gid="first day")
    at_top: dict[str, Any] = dict(xy=(at, 1), xycoords=("data", "axes fraction"), va="top",
                                  textcoords="offset points", size=style.SMALL,
                                  color="#333333")  # fmt: skip
    axes.annotate("policy starts", xytext=(5, -2), **at_top,
                  bbox=dict(fc="white", ec="none", alpha=0.7, pad=1))  # fmt: skip
    if inside:
        axes.annotate("before", xytext=(-5, -2), ha="right", **at_top)

"""The figure of timeliness and drift by month, for both arms."""

import textwrap
from typing import NamedTuple

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from sim.report import style
from sim.report.numbers import say

YEAR = 12  # months
GAP, HEIGHT, FOOT = 0.7, 2.4, 0.8  # inches: above a panel, of a panel, below the last


class Panel(NamedTuple):
    """One panel: the measure, its unit, what it says above it and in the title.

    `least_span` is the least height shown, as a share of the level: less would make noise look
    like news.
    """

    measure: str
    unit: str
    heading: str
    words: str
    least_span: float


PANELS = (
    Panel("reviews_on_time", "share", "Reviews held by their limit, %", "reviews on time", 0.08),
    Panel(
        "drift_days_per_child_year",
        "calendar days per child-year",
        "Days of plan actions in drift, per child-year",
        "days in drift per child-year",
        0.25,
    ),
)


def over_time(
    monthly: pd.DataFrame,
    *,
    authority: str,
    replications: int,
    drawn: bool = False,
    years: pd.DataFrame | None = None,
) -> Figure:
    """Draw both panels by month with 95% bands; the policy starts in the first month.

    Parameters
    ----------
    monthly
        As `study.tables.monthly` makes it: today's service first, then at most one policy.
    authority
        Its name.
    replications
        Runs of each arm.
    drawn
        Whether beliefs were drawn.
    years
        As `study.years` makes it, for the title.
    """
    arms = list(monthly["policy"].unique())
    title = textwrap.fill(finding(monthly, years), style.TITLE_LETTERS)
    head = style.head_inches(title)
    drawing = style.figure(head + len(PANELS) * (GAP + HEIGHT) + FOOT)
    style.head(drawing, title, "By month, with 95% bands")
    inch = 1 / drawing.get_figheight()
    for place, panel in enumerate(PANELS, start=1):
        bottom = 1 - (head + place * (GAP + HEIGHT)) * inch
        axes = drawing.add_axes((0.085, bottom, 0.745, HEIGHT * inch))
        rows = monthly[monthly["measure"] == panel.measure]
        _panel(axes, panel, [rows[rows["policy"] == arm] for arm in arms])
    style.foot(drawing, authority, replications, drawn=drawn)
    return drawing


def finding(monthly: pd.DataFrame, years: pd.DataFrame | None = None) -> str:
    """Return the title: the last year, of both arms where there are two.

    As the years' table has it; without one, the mean of the last twelve months.
    """
    arms = list(monthly["policy"].unique())
    last = sorted(monthly["month"].unique())[-YEAR:]
    recent = monthly[monthly["month"].isin(last)]
    means = recent.groupby(["measure", "policy"], sort=False)["value"].mean()
    if years is not None:
        of_year = years[years["year"] == years["year"].iloc[-1]].set_index("measure")
        columns = dict(zip(arms, ("today", "under_policy"), strict=False))
        means = {(p.measure, a): of_year.loc[p.measure, columns[a]] for p in PANELS for a in arms}
    said = []
    for panel in PANELS:
        values = [say(means[panel.measure, arm], panel.unit) for arm in arms]
        against = f" (today {values[0]})" if len(arms) > 1 else ""
        joint = " of " if panel.unit == "share" else " "
        said.append(f"{values[-1]}{joint}{panel.words}{against}")
    name = _name(arms[-1], first=len(arms) == 1)
    span = "year" if len(last) == YEAR else f"{len(last)} months"
    return f"{name.capitalize()}, last {span}: {', '.join(said)}"


def _name(arm: str, first: bool) -> str:
    return "today's service" if first else arm.replace("_", " ")


def _panel(axes: Axes, panel: Panel, arms: list[pd.DataFrame]) -> None:
    style.bare(axes)
    axes.set_title(panel.heading, loc="left", size=style.WORDS, weight="bold", pad=10)
    axes.yaxis.grid(True, color="#E2E2E2", lw=0.8)
    axes.set_axisbelow(True)
    scale = 100 if panel.unit == "share" else 1
    ends = []
    for place, (arm, colour, dashes) in enumerate(
        zip(arms, (style.TODAY, style.POLICY), ("-", "--"), strict=False)
    ):
        month = np.arange(len(arm))
        value, low, high = (scale * arm[c].to_numpy(float) for c in ("value", "low", "high"))
        axes.fill_between(month, low, high, color=colour, alpha=0.2, lw=0)
        axes.plot(month, value, color=colour, lw=2, ls=dashes)
        known = value[~np.isnan(value)]
        if known.size:
            ends.append((known[-3:].mean(), _name(arm["policy"].iloc[0], place == 0), colour))
    months = arms[0]["month"].tolist()
    axes.set_xlim(0, max(len(months) - 1, 1))
    low, high = axes.get_ylim()
    more = max(0.0, panel.least_span * abs(high) - (high - low)) / 2
    axes.set_ylim(low - more, high + more)
    starts = [i for i, name in enumerate(months) if name.endswith("-01") and i >= YEAR / 2]
    named = [0, *starts[:: 1 + len(starts) // 7]]
    axes.set_xticks(named, [f"{pd.Timestamp(months[i]):%b %Y}" for i in named])
    axes.yaxis.set_major_locator(MaxNLocator(5))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
    ends_apart(axes, ends)
    if len(arms) > 1:
        axes.axvline(0, color="#333333", lw=1.2, ls=":")
        axes.annotate(
            "policy starts",
            (0, 1),
            xycoords=("data", "axes fraction"),
            xytext=(5, -2),
            textcoords="offset points",
            size=style.SMALL,
            va="top",
            color="#333333",
        )


def ends_apart(axes: Axes, ends: list[tuple[float, str, str]], letters: int = 10) -> None:
    """Name lines at their right ends, far enough apart to be read, and within the panel's height.

    Parameters
    ----------
    ends
        Where each line ends, its name and its colour.
    letters
        Of a name's line.
    """
    low, high = axes.get_ylim()
    room = axes.get_position().height * axes.get_figure(root=True).get_figheight()  # type: ignore[union-attr]
    line = 1.25 * style.WORDS / 72 / room * (high - low)
    ordered = [(at, textwrap.fill(name, letters), colour) for at, name, colour in sorted(ends)]
    halves = [0.5 * line * (1 + words.count("\n")) for _, words, _ in ordered]
    placed: list[float] = []
    for (at, _, _), half in zip(ordered, halves, strict=True):
        least = placed[-1] + halves[len(placed) - 1] + half if placed else -np.inf
        placed.append(max(at, least))
    ceiling = high + 0.5 * line
    for place in reversed(range(len(placed))):  # what stands over the panel moves down
        placed[place] = min(placed[place], ceiling - halves[place])
        ceiling = placed[place] - halves[place]
    for at, (_, words, colour) in zip(placed, ordered, strict=True):
        axes.annotate(
            words,
            (1, at),
            xycoords=("axes fraction", "data"),
            xytext=(8, 0),
            textcoords="offset points",
            size=style.WORDS,
            color=colour,
            weight="bold",
            va="center",
            annotation_clip=False,
        )

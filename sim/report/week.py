"""The figure of an IRO's week: hours by duty, today and under a policy."""

import math
import textwrap

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from sim.report import style

ROW, FOOT, LEFT, RIGHT = 0.46, 1.1, 2.5, 1.4  # inches: a duty, the foot, names, numbers
WHOLE = "whole week"
REVIEWS = ("preparing reviews", "seeing the child", "meeting the social worker", "review meetings",
           "decisions and records")  # fmt: skip


def week(
    table: pd.DataFrame,
    *,
    authority: str,
    scenario: str | None,
    replications: int,
    drawn: bool = False,
) -> Figure:
    """Draw the hours a week of a full-time IRO on each duty, with 95% intervals.

    Parameters
    ----------
    table
        As `study.week.week` makes it.
    authority
        Its name.
    scenario
        The policy's name; None for today's service alone.
    replications
        Runs of each arm.
    drawn
        Whether beliefs were drawn.
    """
    title = textwrap.fill(finding(table, scenario), style.TITLE_LETTERS, break_on_hyphens=False)
    head = style.head_inches(title) + 0.1
    rows = table[table["duty"] != WHOLE]
    high = ROW * len(rows)
    drawing = style.figure(head + high + FOOT)
    style.head(drawing, title, "Hours a week of a full-time IRO, overtime included, with 95% "
               "intervals")  # fmt: skip
    inch = 1 / drawing.get_figheight()
    room = (LEFT / style.WIDTH, FOOT * inch, (style.WIDTH - LEFT - RIGHT) / style.WIDTH,
            high * inch)  # fmt: skip
    axes = drawing.add_axes(room)
    style.bare(axes)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_yticks(range(len(rows)), list(rows["duty"]))
    axes.tick_params(axis="y", labelsize=style.WORDS)
    axes.xaxis.grid(True, color="#E2E2E2", lw=0.8)
    axes.set_axisbelow(True)
    both = scenario is not None and bool(rows["under_policy"].notna().any())
    for place, row in enumerate(rows.itertuples()):
        _bar(axes, place - 0.19 * both, row.today, row.today_low, row.today_high, "today")
        if both:
            ends = (row.under_policy, row.under_policy_low, row.under_policy_high)
            _bar(axes, place + 0.19, *ends, "policy")
        words = f"{row.today:.1f}" + (f" → {row.under_policy:.1f}" if both else "")
        axes.annotate(words, (1.03, place), xycoords=("axes fraction", "data"), va="center",
                      size=style.NUMBERS, annotation_clip=False)  # fmt: skip
    axes.set_xlim(left=0)
    axes.set_xlabel("hours a week", size=style.WORDS)
    if both:
        keys = [Patch(color=style.TODAY, label="today's service"),
                Patch(facecolor=style.POLICY, hatch="///", edgecolor="white",
                      label=str(scenario).replace("_", " "))]  # fmt: skip
        drawing.legend(
            handles=keys,
            loc="lower left",
            ncols=2,
            frameon=False,
            borderaxespad=0,
            fontsize=style.WORDS,
            bbox_to_anchor=(style.MARGIN, 0.33 * inch),
        )
    style.foot(drawing, authority, replications, drawn=drawn)
    return drawing


def finding(table: pd.DataFrame, scenario: str | None) -> str:
    """Return the title: the hours of the week that reviews take, in both arms."""
    hours = table.set_index("duty")
    said = []
    for arm in ("today", "under_policy"):
        whole = hours.loc[WHOLE, arm]
        reviews = hours.loc[list(REVIEWS), arm].sum()
        said.append(f"{reviews:.1f} of {whole:.1f}")
    if scenario is None:
        return f"Today an IRO gives reviews {said[0]} hours a week"
    name = scenario.replace("_", " ")
    if math.isnan(hours.loc[WHOLE, "under_policy"]):
        return f"Today an IRO gives reviews {said[0]} hours a week; under {name} there are none"
    return f"Under {name} an IRO gives reviews {said[1]} hours a week; today {said[0]}"


def _bar(axes: Axes, place: float, value: float, low: float, high: float, arm: str) -> None:
    if math.isnan(value):
        return
    today = arm == "today"
    axes.barh(place, value, 0.34, color=style.TODAY if today else style.POLICY, gid=arm,
              hatch=None if today else "///", edgecolor="white", lw=0)  # fmt: skip
    if not math.isnan(low):
        axes.plot([low, high], [place] * 2, color="#333333", lw=1.3, marker="|", ms=6)

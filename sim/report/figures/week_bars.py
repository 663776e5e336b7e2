"""The figure of posts and of a full-time week, of everyone whose week changes."""

import math
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from sim.report.figures import style
from sim.report.numbers import capital, policy_name
from sim.report.table_words import POSTS, WHOLE_WEEK, WORKED

ROW, OVER, GAP, FOOT = 0.31, 0.3, 0.62, 1.05  # inches: a row, over and between panels, the foot
LEFT, RIGHT = 2.75, 1.5  # inches for names, and for numbers
SEEN = 0.05  # FTE or hours, the least change that its figures show
TOLD = 0.5  # hours a week, the least change that a title tells
HATCH = "////"


def week(table: pd.DataFrame, *, policy: str | None, authority: str, runs: str) -> Figure:
    """Draw posts, and the hours a week of a full-time post, today and under a policy.

    Parameters
    ----------
    table
        As `analyse.weeks.week` makes it.
    policy
        The policy's name; None for today's service alone. With one, only roles whose posts or
        week it changes are drawn, and who is not is said.
    """
    shown = changed(table) if policy is not None else list(dict.fromkeys(table["role"]))
    rows = table[table["role"].isin(shown)]
    posts = list(rows[rows["duty"] == POSTS].itertuples())
    hours: list[Any] = []
    for role, own in rows.groupby("role", sort=False):
        hours += [role, *own[own["duty"] != POSTS].itertuples()]
    holds = str(table["range"].iloc[0])
    value = "medians over worlds" if holds.endswith("worlds") else "means over runs"
    below = f"Bars: {value}; lines: {holds}"
    others = [role for role in dict.fromkeys(table["role"]) if role not in shown]
    if others:
        below += f". Not drawn, as nothing changes for them: {', '.join(others)}"
    tall = (ROW * len(posts), ROW * len(hours))
    told = style.said_of(runs, title(rows, policy))
    parts = (tall[0], GAP, OVER, tall[1], FOOT)
    drawing, _ = style.begin(told, style.under(below), *parts, spare=OVER)
    bottom = FOOT
    for name, each, high in (("hours a week of a full-time post", hours, tall[1]),
                             ("posts, full-time equivalent", posts, tall[0])):  # fmt: skip
        _panel(drawing, name, each, bottom, high, policy)
        bottom += high + GAP + OVER
    if policy is not None:
        keys = [Patch(color=style.TODAY, label="today's service"),
                Patch(facecolor=style.POLICY, hatch=HATCH, edgecolor="white",
                      label=policy_name(policy))]  # fmt: skip
        style.key(drawing, keys, 0.36, columns=2, fontsize=style.WORDS)
    style.foot(drawing, authority, runs, holds)
    return drawing


def changed(table: pd.DataFrame) -> list[str]:
    """Return the roles whose posts or week differ by what its figures show; at least the first."""
    moved = (table["difference"].abs() >= SEEN) | (
        table["under_policy"].isna() & table["today"].notna()
    )
    found = list(dict.fromkeys(table.loc[moved, "role"]))
    return found or [str(table["role"].iloc[0])]


def title(rows: pd.DataFrame, policy: str | None) -> str:
    """Return the title: how posts and hours change, or what they are today."""
    posts = rows[rows["duty"] == POSTS]
    if policy is None:
        said = ", ".join(f"{row.role} {row.today:.1f}" for row in posts.itertuples())
        return f"Today's posts: {said} (full-time equivalent)"
    parts = []
    moved = posts[posts["difference"].abs() >= SEEN]
    if len(moved):
        parts.append("posts of " + _listed(moved, "role"))
    hours = rows[rows["duty"].isin([WORKED]) & (rows["difference"].abs() >= TOLD)]
    if len(hours):
        parts.append("hours worked a week by " + _listed(hours, "role"))
    elif len(rows):
        mine = rows["role"] == rows["role"].iloc[0]
        duties = rows[mine & ~rows["duty"].isin([POSTS, WHOLE_WEEK])]
        most = duties.loc[duties["difference"].abs().nlargest(2).index]
        if len(most):
            parts.append("an IRO's hours a week: " + _listed(most, "duty"))
    return f"{capital(policy_name(policy))}: {'; '.join(parts) or 'no posts change'}"


def _listed(rows: pd.DataFrame, named: str) -> str:
    return ", ".join(
        f"{getattr(row, named)} {row.today:.1f} → {row.under_policy:.1f}"
        for row in rows.itertuples()
    )


def _panel(
    drawing: Figure, name: str, each: list[Any], bottom: float, high: float, policy: str | None
) -> None:
    """Draw one panel: a row each, roles as heads of their rows."""
    axes = style.panel(drawing, LEFT, bottom, style.WIDTH - LEFT - RIGHT, high, name)
    style.bare(axes, axes.xaxis)
    axes.set_ylim(len(each) - 0.5, -0.5)
    axes.set_yticks([])
    inch = 1 / drawing.get_figheight()
    drawing.text(style.MARGIN, (bottom + high + 0.1) * inch, capital(name),
                 size=style.WORDS, weight="bold", va="bottom")  # fmt: skip
    bars: dict[str, list[tuple[float, ...]]] = {"today": [], "policy": []}
    for place, row in enumerate(each):
        if isinstance(row, str):
            style.beside(axes, -0.02, place, row, ha="right", weight="bold")
            continue
        both = policy is not None and not math.isnan(row.under_policy)
        words = row.role if row.duty == POSTS else row.duty
        style.beside(axes, -0.02, place, words, ha="right")
        tall = 0.36 if both else 0.6
        if not math.isnan(row.today):
            ends = (row.today, row.today_low, row.today_high)
            bars["today"].append((place - 0.19 * both, tall, *ends))
        if both:
            ends = (row.under_policy, row.under_policy_low, row.under_policy_high)
            bars["policy"].append((place + 0.19, tall, *ends))
        style.beside(axes, 1.03, place, _numbers(row, policy))
    for arm, drawn in bars.items():
        if drawn:
            _bars(axes, np.array(drawn), arm)
    axes.set_xlim(left=0)


def _numbers(row: Any, policy: str | None) -> str:
    if math.isnan(row.today) and (policy is None or math.isnan(row.under_policy)):
        return "no posts"
    ends = [row.today] if policy is None else [row.today, row.under_policy]
    return " → ".join("none" if math.isnan(end) else f"{end:.1f}" for end in ends)


def _bars(axes: Axes, drawn: np.ndarray, arm: str) -> None:
    """Draw an arm's bars and their ranges, from rows of place, height, value, low and high."""
    at, tall, value, low, high = drawn.T
    today = arm == "today"
    axes.barh(at, value, tall, color=style.TODAY if today else style.POLICY, gid=arm,
              hatch=None if today else HATCH, edgecolor="white", lw=0)  # fmt: skip
    axes.hlines(at, low, high, color="#333333", lw=1.2, gid=f"{arm} range")
    axes.plot([low, high], [at, at], color="#333333", marker="|", ms=5, ls="")

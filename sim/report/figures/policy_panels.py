"""The figure of several policies over plausible worlds: a panel a measure, all on one scale."""

import math
import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.measures.catalogue import HEADLINE
from sim.report.figures import style, world_dots
from sim.report.figures.multiples import dots, ends_named, jitter, multiples, set_scale
from sim.report.figures.paired_differences import MARKS
from sim.report.figures.world_dots import IN_BARS, WIDE
from sim.report.leaning import stands_apart
from sim.report.numbers import capital, label, policy_name, say_difference
from sim.report.table_words import COST, DRIFT, ON_TIME

ROW, OVER, UNDER, FOOT, HEAD = 0.28, 0.5, 0.62, 0.5, 1.3  # inches; the head's about
HIGHEST = 13.5  # inches of a figure; what is more goes to the next
NAMES, PANEL, STRIP, BESIDE = 1.85, 4.5, 2.85, 1.4  # inches: names, a panel, its strip, its counts
ACROSS = 2  # panels side by side
DOTS = 40  # of a row, at most
SIZE, TALL = 2.9, 0.62  # points; of a row, over which dots lie
TITLED = (DRIFT, "views_heard_independently", COST, ON_TIME)


def pages(policies: int) -> list[list[str]]:
    """Return the measures that each figure shows, as many as are readable on a page."""
    each = max(1, math.floor((HIGHEST - FOOT - HEAD) / (OVER + UNDER + ROW * policies)))
    ids = [measure.id for measure in HEADLINE]
    needed = math.ceil(len(ids) / (ACROSS * each))
    at_most = ACROSS * math.ceil(len(ids) / needed / ACROSS)
    return [ids[first : first + at_most] for first in range(0, len(ids), at_most)]


def many(
    compared: pd.DataFrame,
    worlds: pd.DataFrame | None,
    shown: Sequence[str],
    *,
    authority: str,
    runs: str,
) -> Figure:
    """Draw each policy's differences from today's service, a row a policy in a panel a measure.

    Parameters
    ----------
    compared
        As `analyse.comparison.comparison` makes it.
    worlds
        Every pair of runs of all policies; empty or None in one world, where the mean stands with
        its interval in place of dots.
    shown
        The measures of a page, see `pages`.
    """
    policies = list(dict.fromkeys(compared["policy"]))
    each = {}
    if worlds is not None and len(worlds):
        each = {one: world_dots.by_world(worlds[worlds["policy"] == one]) for one in policies}
    strips = {
        (row.policy, row.measure): _values(row, each.get(row.policy))
        for row in compared.itertuples()
    }
    everything = np.concatenate(list(strips.values()))
    holds = str(compared["range"].iloc[0])
    below = style.under(_below(max((len(one) for one in each.values()), default=0), holds), WIDE)
    high, bands = ROW * len(policies), math.ceil(len(shown) / ACROSS)
    told = style.said_of(runs, title(compared, shown, each))
    drawing, head = style.begin(told, below, bands * (OVER + high + UNDER), FOOT, width=WIDE)
    top = drawing.get_figheight() - head
    for place, measure in enumerate(shown):
        bottom = top - (place // ACROSS + 1) * (OVER + high + UNDER) + UNDER
        left = NAMES + PANEL * (place % ACROSS)
        rows = compared[compared["measure"] == measure].set_index("policy", drop=False)
        axes = style.panel(drawing, left, bottom, STRIP, high, measure)
        set_scale(axes, everything, len(policies))
        right = left + STRIP + 0.12
        beside = style.panel(drawing, right, bottom, BESIDE, high, f"{measure} counts")
        _panel(axes, beside, rows.loc[policies], strips, over_worlds=bool(each))
        if place % ACROSS == 0:
            style.name_rows(axes, policies, style.SMALL)
    style.foot(drawing, authority, runs, "" if each else holds)
    return drawing


def _values(row: Any, each: pd.DataFrame | None) -> np.ndarray:
    """Return the multiples of a row: its dots, or in one world its mean and ends."""
    if not world_dots.drawn(row):
        return np.array([])
    if each is None:
        ends = [row.difference, row.difference_low, row.difference_high]
        return multiples(ends, row.better, row.matters)
    known = np.sort(multiples(each[f"{row.measure}.difference"].dropna(), row.better, row.matters))
    return thinned(known)


def thinned(known: np.ndarray) -> np.ndarray:
    """Return at most `DOTS` of sorted values: the middle one of each run of equally many."""
    step = max(1, math.ceil(len(known) / DOTS))
    return known[step // 2 :: step] if len(known) > step // 2 else known[:1]


def _below(worlds: int, holds: str) -> str:
    if not worlds:
        return f"Paired difference from today's service, better to the right; lines: {holds}"
    step = max(1, math.ceil(worlds / DOTS))
    one, next_ = ("is one", "") if step == 1 else (f"stands for {step}", ", next in size")
    return (
        f"Each dot {one} of {worlds} plausible worlds{next_}; black: the median; paired difference "
        "from today, in times the smallest that matters. Bars: of 100 worlds those worse, same, "
        "better."
    )


def title(compared: pd.DataFrame, shown: Sequence[str], each: Mapping[str, pd.DataFrame]) -> str:
    """Return the title: which policy is the best on one measure of the page, if one stands apart.

    `each` has each policy's differences, as `by_world` makes them; it is empty in one world.
    """
    measure = next((one for one in TITLED if one in shown), shown[0])
    rows = compared[compared["measure"] == measure].dropna(subset=["difference"])
    rows = rows[~rows["fixed"].astype(bool)]
    name = capital(label(measure))
    if not len(rows):
        return f"{name}: no policy has a difference to show"
    of = "median" if each else "mean"
    said = {
        str(row.policy): f"{policy_name(row.policy)}, {of} "
        f"{say_difference(row.difference, row.unit).replace('-', '−')}"
        for row in rows.itertuples()
    }
    if len(rows) == 1:
        return f"{name}: under {next(iter(said.values()))}"
    first = rows.iloc[0]
    by_policy = pd.DataFrame({
        policy: each[policy].set_index("world")[f"{measure}.difference"]
        for policy in said if policy in each
    })  # fmt: skip
    best = stands_apart(by_policy, str(first["better"]), float(first["matters"])) if each else None
    if best is not None:
        return f"{name}: best under {said[best[0]]}, in {best[1]} of 100 worlds"
    ordered = rows.sort_values("difference")["policy"].tolist()
    none = "no policy stands apart as the best; " if each else ""
    return f"{name}: {none}from {said[ordered[0]]}, to {said[ordered[-1]]}"


def _panel(
    axes: Axes, beside: Axes, rows: pd.DataFrame, strips: dict[Any, np.ndarray], over_worlds: bool
) -> None:
    """Draw one measure, a row a policy, with the counts beside."""
    first = rows.iloc[0]
    name = label(str(first["measure"]), str(first["unit"]))
    once = say_difference(float(first["matters"]), str(first["unit"])).lstrip("+")
    axes.set_title(textwrap.fill(name, 40), size=style.NUMBERS, weight="bold", loc="left", pad=6)
    ends_named(axes, f"1× is {once}", lines=1)
    world_dots.counts_panel(beside, len(rows))
    for place, row in enumerate(rows.itertuples()):
        if not world_dots.drawn(row):
            world_dots.not_drawn(axes, row, place, IN_BARS, pad=1)
            continue
        values = strips[row.policy, row.measure]
        if over_worlds:
            at = place + TALL * jitter(range(1, len(values) + 1))
            dots(axes, values, at, SIZE, row.matters, alpha=None)
            world_dots.median(axes, row, place, 2)
            world_dots.counts(beside, row, place, 0.62)
            continue
        colour, marker = MARKS[row.reading]
        axes.plot(values[1:], [place] * 2, color=colour, lw=2.2, zorder=2, gid="interval")
        axes.plot(values[:1], [place], color=colour, marker=marker, ms=6, ls="", zorder=3,
                  gid="mean")  # fmt: skip
        words = say_difference(row.difference, row.unit).replace("-", "−")
        beside.text(0, place, words, size=IN_BARS, va="center", color=colour)

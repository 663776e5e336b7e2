"""The figure of ranks: for each measure a strip of ranks a policy, the best to the right."""

import textwrap
from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.report.figures import style
from sim.report.numbers import label, policy_name
from sim.report.of_hundred import best_of_hundred

ROW, OVER, FOOT, NAMES = 0.31, 0.55, 1.05, 1.55  # inches
NUMBERS = 0.55  # inches right of a strip
SHADES = "Blues"


def rank_strips(
    ranks: pd.DataFrame, measures: Sequence[str], *, authority: str, runs: str
) -> Figure:
    """Draw in how many worlds each arrangement has each rank, the darker the more.

    A dot marks the rank it has in most worlds; the number is in how many of 100 it is the best.

    `ranks` is as `analyse.comparison.ranks` makes it.
    """
    policies = list(dict.fromkeys(ranks["policy"]))
    of = "runs" if runs.startswith(style.ONE_WORLD) else "worlds"
    below = f"In how many {of} each arrangement has each rank: white, in none; darkest, in all"
    high = ROW * len(policies)
    told = style.said_of(runs, title(ranks, measures))
    drawing, _ = style.begin(told, below, OVER, high, FOOT, spare=0.1)
    inch = 1 / drawing.get_figheight()
    each = (style.WIDTH - NAMES - 0.05) / len(measures)
    for place, measure in enumerate(measures):
        axes = style.panel(drawing, NAMES + each * place, FOOT, each - NUMBERS, high, measure)
        _strip(axes, ranks[ranks["measure"] == measure], policies, measure)
        if place == 0:
            style.name_rows(axes, policies, style.NUMBERS)
    drawing.text(style.MARGIN, 0.4 * inch, f"● the rank it has in most {of};  number: of 100 {of}, "
                 "those in which it is the best", size=style.SMALL, color="#333333")  # fmt: skip
    style.foot(drawing, authority, runs)
    return drawing


def title(ranks: pd.DataFrame, measures: Sequence[str]) -> str:
    """Return the title: which arrangement is the best on each measure in most worlds."""
    said = []
    for measure in measures:
        first = ranks[(ranks["measure"] == measure) & (ranks["rank"] == 1)]
        if not len(first):
            continue
        best = sorted(first.loc[np.isclose(first["share"], first["share"].max()), "policy"])
        names = " and ".join(policy_name(name) for name in best)
        each = best_of_hundred(first)
        # those that tie may differ by one there, so that all add up; each has the least of these
        many = f"{min(each[name] for name in best)} of 100{' each' * (len(best) > 1)}"
        said.append(f"{label(measure)}: {names} ({many})")
    return f"Best on {'; '.join(said)}"


def _strip(axes: Axes, rows: pd.DataFrame, policies: Sequence[str], measure: str) -> None:
    shares = rows.pivot(index="policy", columns="rank", values="share").reindex(index=policies)
    many, ranked = shares.shape  # an arrangement without a value has no rank
    style.bare(axes)
    axes.spines["bottom"].set_visible(False)
    axes.pcolormesh(np.arange(ranked + 1) - 0.5, np.arange(many + 1) - 0.5, shares.to_numpy(),
                    cmap=SHADES, vmin=0, vmax=1, edgecolors="white", lw=0.6)  # fmt: skip
    axes.set_xlim(ranked - 0.5, -0.5)  # rank 1 to the right
    axes.set_ylim(many - 0.5, -0.5)
    axes.set_yticks([])
    axes.set_xticks([0, ranked - 1], ["best", "last"])
    words = textwrap.wrap(label(measure), 18, break_on_hyphens=False)
    axes.set_title("\n".join([""] * (2 - len(words)) + words), size=style.SMALL, loc="left")
    best = best_of_hundred(rows)
    for place, (policy, of_policy) in enumerate(shares.iterrows()):
        ranks_it = of_policy.notna().any()
        if ranks_it:
            usual = int(of_policy.idxmax()) - 1
            dark = of_policy.max() > 0.5
            axes.plot(usual, place, "o", ms=4.5, color="white" if dark else "black", zorder=3)
        style.beside(axes, 1.05, place, str(best[str(policy)]) if ranks_it else "–")

"""The figure of rank probabilities: for each measure a strip of ranks a policy, the best right."""

import textwrap
from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.report import style
from sim.report.numbers import label

ROW, OVER, FOOT, NAMES = 0.31, 0.55, 1.05, 1.55  # inches
NUMBERS = 0.55  # inches right of a strip
SHADES = "Blues"
KEEP = "keep"


def rank_strips(
    ranks: pd.DataFrame,
    measures: Sequence[str],
    *,
    authority: str,
    replications: int,
    drawn: bool = False,
) -> Figure:
    """Draw how often each arrangement has each rank, the darker the oftener.

    A dot marks the rank it has most often; the number is how often it is the best, in percent.

    Parameters
    ----------
    ranks
        As `study.policies.ranks` makes it.
    measures
        The measures to draw, side by side.
    authority
        Its name.
    replications
        Runs of each arrangement.
    drawn
        Whether beliefs were drawn.
    """
    policies = list(dict.fromkeys(ranks["policy"]))
    title = textwrap.fill(finding(ranks, measures), style.TITLE_LETTERS, break_on_hyphens=False)
    head = style.head_inches(title) + 0.1
    high = ROW * len(policies)
    drawing = style.figure(head + OVER + high + FOOT)
    style.head(drawing, title, "How often each arrangement has each rank in the same runs: white "
               "never, darkest always")  # fmt: skip
    inch = 1 / drawing.get_figheight()
    each = (style.WIDTH - NAMES - 0.05) / len(measures)
    for place, measure in enumerate(measures):
        room = ((NAMES + each * place) / style.WIDTH, FOOT * inch,
                (each - NUMBERS) / style.WIDTH, high * inch)  # fmt: skip
        axes = drawing.add_axes(room, label=measure)
        _strip(axes, ranks[ranks["measure"] == measure], policies, measure)
        if place == 0:
            axes.set_yticks(range(len(policies)), [_name(one) for one in policies])
            axes.tick_params(axis="y", labelsize=style.NUMBERS)
    drawing.text(style.MARGIN, 0.4 * inch, "● the rank it has most often;  %: of runs in which it "
                 "is the best" + ("; runs that share a draw count once" if drawn else ""),
                 size=style.SMALL, color="#333333")  # fmt: skip
    style.foot(drawing, authority, replications, drawn=drawn)
    return drawing


def finding(ranks: pd.DataFrame, measures: Sequence[str]) -> str:
    """Return the title: which arrangement is most often the best on each measure."""
    said = []
    for measure in measures:
        first = ranks[(ranks["measure"] == measure) & (ranks["rank"] == 1)]
        if not len(first):
            continue
        best = first.loc[first["share"].idxmax()]
        said.append(f"{label(measure)}: {_name(best['policy'])} ({best['probability']:.0%})")
    return f"Most often the best on {'; '.join(said)}"


def _name(policy: object) -> str:
    return "today's service" if policy == KEEP else str(policy).replace("_", " ")


def _strip(axes: Axes, rows: pd.DataFrame, policies: Sequence[str], measure: str) -> None:
    many = len(policies)
    shares = rows.pivot(index="policy", columns="rank", values="share")
    shares = shares.reindex(index=policies)
    ranked = shares.shape[1]  # an arrangement without a value has no rank
    style.bare(axes)
    axes.spines["bottom"].set_visible(False)
    axes.pcolormesh(
        [rank - 0.5 for rank in range(ranked + 1)],
        [p - 0.5 for p in range(many + 1)],
        shares.to_numpy(),
        cmap=SHADES,
        vmin=0,
        vmax=1,
        edgecolors="white",
        lw=0.6,
    )
    axes.set_xlim(ranked - 0.5, -0.5)  # rank 1 to the right
    axes.set_ylim(many - 0.5, -0.5)
    axes.set_yticks([])
    axes.set_xticks([0, ranked - 1], ["best", "last"])
    words = textwrap.wrap(label(measure), 18, break_on_hyphens=False)
    axes.set_title("\n".join([""] * (2 - len(words)) + words), size=style.SMALL, loc="left")
    for place, policy in enumerate(policies):
        of_policy = shares.loc[policy]
        if of_policy.isna().all():
            words_beside = "–"
        else:
            words_beside = f"{100 * of_policy[1]:.0f}%"
            usual = int(of_policy.idxmax()) - 1
            dark = of_policy.max() > 0.5
            axes.plot(usual, place, "o", ms=4.5, color="white" if dark else "black", zorder=3)
        axes.annotate(words_beside, (1.05, place), xycoords=("axes fraction", "data"),
                      va="center", size=style.SMALL, annotation_clip=False)  # fmt: skip

"""The figure of several policies: each headline measure's differences, a row a policy.

Measures stand side by side in their groups and own units; better is to the right in all.
"""

import math
import textwrap
from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.measures import HEADLINE
from sim.report import style
from sim.report.differences import MARKS
from sim.report.numbers import label, say_difference

ROW, OVER, UNDER, FOOT = 0.3, 0.85, 0.3, 0.75  # inches: a policy, above and below a band, the foot
HEAD = 1.3  # inches, about
HIGHEST = 13.0  # inches of a figure; what is more goes to the next
ACROSS = 3  # panels side by side
NAMES, PANEL, NUMBERS = 1.6, 2.45, 0.72  # inches: left of panels, a panel, its numbers in it
ROOM = 0.21  # of an axis from zero that the words of a tick need
SPARE = 0.08  # of a panel's reach, beyond the widest interval
LEAST_REACH = 1.6  # times the smallest difference that matters
TITLED = ("reviews_on_time", "drift_days_per_child_year", "views_heard_independently",
          "service_cost")  # fmt: skip

GROUPS: dict[str, list[str]] = {}
for _measure in HEADLINE:
    GROUPS.setdefault(_measure.group, []).append(_measure.id)


def bands() -> list[list[str]]:
    """Return the groups of measures that stand side by side, in bands one below the other."""
    found: list[list[str]] = []
    for group, measures in GROUPS.items():
        for band in found:
            if sum(len(GROUPS[other]) for other in band) + len(measures) <= ACROSS:
                band.append(group)
                break
        else:
            found.append([group])
    return found


def pages(policies: int) -> list[list[list[str]]]:
    """Return the bands that each figure shows, as many as are readable on a page."""
    band = OVER + UNDER + ROW * policies
    each = max(1, math.floor((HIGHEST - FOOT - HEAD) / band))
    every = bands()
    return [every[first : first + each] for first in range(0, len(every), each)]


def forest(
    compared: pd.DataFrame,
    shown: Sequence[Sequence[str]],
    *,
    authority: str,
    replications: int,
    drawn: bool = False,
) -> Figure:
    """Draw the differences of every policy from today's service, with 95% intervals.

    Parameters
    ----------
    compared
        As `study.policies.comparison` makes it.
    shown
        The bands of a page, each the groups of measures that stand side by side.
    authority
        Its name.
    replications
        Runs of each arrangement.
    drawn
        Whether beliefs were drawn.
    """
    policies = list(dict.fromkeys(compared["policy"]))
    measures = [measure for band in shown for group in band for measure in GROUPS[group]]
    compared = compared[compared["measure"].isin(measures)]
    title = textwrap.fill(finding(compared), style.TITLE_LETTERS, break_on_hyphens=False)
    head = style.head_inches(title) + 0.1
    high = ROW * len(policies)
    drawing = style.figure(head + len(shown) * (OVER + high + UNDER) + FOOT)
    below = "Paired, better to the right; 95% intervals: thick, alone; thin, for all together (cut "
    style.head(drawing, title, below + "at frame)")
    top = drawing.get_figheight() - head
    inch = 1 / drawing.get_figheight()
    for band in shown:
        top -= OVER + high
        column = 0
        for group in band:
            left = (NAMES + PANEL * column) / style.WIDTH if column else style.MARGIN
            drawing.text(left, (top + high + 0.56) * inch, group, size=style.WORDS, weight="bold")
            for measure in GROUPS[group]:
                rows = compared[compared["measure"] == measure].set_index("policy").loc[policies]
                left = (NAMES + PANEL * column) / style.WIDTH
                wide = (PANEL - NUMBERS - 0.08) / style.WIDTH
                axes = drawing.add_axes((left, top * inch, wide, high * inch), label=measure)
                _panel(axes, rows, measure)
                if column == 0:
                    axes.set_yticks(range(len(policies)), [_name(one) for one in policies])
                    axes.tick_params(axis="y", labelsize=style.NUMBERS)
                column += 1
        top -= UNDER
    _legend(drawing, compared)
    style.foot(drawing, authority, replications, drawn=drawn)
    return drawing


def finding(compared: pd.DataFrame) -> str:
    """Return the title: under how many policies each measure is better, and worse."""
    shown = list(dict.fromkeys(compared["measure"]))
    if len(shown) > ACROSS:
        shown = [measure for measure in shown if measure in TITLED] or shown[:ACROSS]
    many = compared["policy"].nunique()
    said: list[str] = []
    for measure in shown:
        verdicts = compared.loc[compared["measure"] == measure, "verdict"]
        better, worse = (int((verdicts == word).sum()) for word in ("better", "worse"))
        first = f" of {many} policies" if not said else ""
        worse_words = f"worse under {worse}" if not said else f"worse {worse}"
        better_words = f"better under {better}" if not said else f"better {better}"
        said.append(f"{label(measure)} {better_words}{first}, {worse_words}")
    words = "; ".join(said)
    return words[0].upper() + words[1:]


def _name(policy: object) -> str:
    return str(policy).replace("_", " ")


def _panel(axes: Axes, rows: pd.DataFrame, measure: str) -> None:
    """Draw one measure, a row a policy."""
    unit, better = rows["unit"].iloc[0], rows["better"].iloc[0]
    scale = 100.0 if unit == "share" else 1.0
    matters = scale * rows["matters"].iloc[0]
    style.bare(axes)
    ends = scale * rows[["difference", "difference_low", "difference_high"]]
    low, high = min(0.0, ends.min().min()), max(0.0, ends.max().max())  # where thin lines may end
    low, high = min(low, -LEAST_REACH * matters), max(high, LEAST_REACH * matters)
    spare = SPARE * (high - low)
    axes.set_xlim(low - spare, high + spare)
    if better == "lower":
        axes.invert_xaxis()
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_yticks([])
    axes.axvspan(-matters, matters, color=style.BAND, lw=0, zorder=0)
    axes.axvline(0, color=style.QUIET, lw=1.2, zorder=1)
    axes.hlines([place + 0.5 for place in range(len(rows) - 1)], *axes.get_xlim(),
                color="#E5E5E5", lw=0.6, zorder=0)  # fmt: skip
    axes.set_xticks(_ticks(low, high))
    axes.xaxis.set_major_formatter(lambda x, _: _plain(x, unit))
    axes.set_title(_heading(measure, unit), size=style.SMALL, loc="left", linespacing=1.1)
    for place, row in enumerate(rows.itertuples()):
        colour, marker = MARKS.get(row.verdict, (style.UNDECIDED, ""))
        if not math.isnan(row.difference):
            reach = [scale * row.difference_low, scale * row.difference_high]
            together = [scale * row.adjusted_low, scale * row.adjusted_high]
            axes.plot(together, [place] * 2, color=colour, lw=0.9, zorder=2)
            axes.plot(reach, [place] * 2, color=colour, lw=2.8, zorder=2, solid_capstyle="butt")
            axes.plot(scale * row.difference, place, color=colour, marker=marker, ms=8,
                      mec="white", mew=0.7, zorder=3)  # fmt: skip
        words = say_difference(row.difference, unit).split(" ")[0].replace("-", "−")
        if math.isnan(row.difference):
            words = "none" if "apply" in row.empty else "unpriced"
        axes.annotate(words, (1.03, place), xycoords=("axes fraction", "data"), va="center",
                      size=style.SMALL, color=colour, annotation_clip=False)  # fmt: skip


def _heading(measure: str, unit: str) -> str:
    of = "points" if unit == "share" else "£" if unit.startswith("GBP") else ""
    words = textwrap.wrap(label(measure, unit) + (f", {of}" if of else ""), 26,
                          break_on_hyphens=False)  # fmt: skip
    return "\n".join([""] * (2 - len(words)) + words)


def _ticks(low: float, high: float) -> list[float]:
    """Return zero and a round number on each side that has room for one."""
    ticks = [0.0]
    for end in (low, high):
        if end == 0:
            continue
        power = 10 ** math.floor(math.log10(abs(end)))
        round_ = next(step for step in (5, 2, 1) if step * power <= abs(end)) * power
        if round_ >= ROOM * (high - low):
            ticks.append(math.copysign(round_, end))
    return sorted(ticks)


def _plain(x: float, unit: str) -> str:
    pound = "£" if unit.startswith("GBP") else ""
    sign = "−" if x < 0 else "+" if x > 0 else ""
    return f"{sign}{pound}{abs(x):,.10g}"


def _legend(drawing: Figure, compared: pd.DataFrame) -> None:
    """Say below what the markers mean, of the verdicts there are."""
    import matplotlib.lines

    present = [verdict for verdict in MARKS if (compared["verdict"] == verdict).any()]
    keys = [
        matplotlib.lines.Line2D([], [], color=MARKS[verdict][0], marker=MARKS[verdict][1], ms=8,
                                mec="white", lw=2.8, label=verdict)
        for verdict in present
    ]  # fmt: skip
    band = matplotlib.lines.Line2D([], [], color="#D5D5D5", lw=9, label="too small to matter")
    drawing.legend(handles=[*keys, band], loc="lower left", ncols=len(keys) + 1, frameon=False,
                   fontsize=style.SMALL, borderaxespad=0, handletextpad=0.5, columnspacing=1.4,
                   bbox_to_anchor=(style.MARGIN, 0.36 / drawing.get_figheight()))  # fmt: skip

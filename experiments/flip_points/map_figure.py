"""The figure of a flip map: who wins in each cell, by colour and letter, hatched where unsure."""

import textwrap
from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from experiments.flip_points.flip_sentences import meaning
from sim.arms.scenarios import KEEP
from sim.report.figures import style
from sim.report.numbers import policy_name
from sim.settings.register import Setting

# Okabe and Ito's palette without black; arrangements beyond these differ by letter alone
COLOURS = ("#BBBBBB", style.ORANGE, style.SKY, style.GREEN, style.YELLOW, style.PURPLE, style.BLUE,
           style.VERMILION)  # fmt: skip
EMPTY = "#FFFFFF"
SIDE, FOOT, LEFT, LEGEND = 4.6, 1.25, 1.35, 2.5  # inches
HATCH = "///"
NAME_LETTERS = 60  # of an axis's line


def letters(arrangements: Sequence[str]) -> dict[str, str]:
    """Return a capital letter for each arrangement, from its name where that is free."""
    taken: dict[str, str] = {}
    for name in arrangements:
        first = "today" if name == KEEP else name
        spare = [*first.replace("_", "").upper(), *"ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
        taken[name] = next(letter for letter in spare if letter not in taken.values())
    return taken


def finding(rows: pd.DataFrame, question: str, arrangements: Sequence[str]) -> str:
    """Return the title: who is best in how many cells, and in how many surely."""
    said = []
    for name in arrangements:
        won = rows[rows["winner"] == name]
        if len(won):
            said.append((len(won), f"{policy_name(name)} in {len(won)} (surely {won.sure.sum()})"))
    said.sort(key=lambda one: -one[0])
    listed = ", ".join(words for _, words in said) or "nobody, for there is no value"
    return f"{question.capitalize()}: best of {len(rows)} cells is {listed}"


def flip_map(
    table: pd.DataFrame,
    question: str,
    settings: Sequence[Setting],
    arrangements: Sequence[str],
    *,
    authority: str,
    runs: str,
) -> Figure:
    """Draw who wins a question over two settings, the one across and the one up.

    The table is of `flip_map.table`; arrangements are all that were compared, today's service
    first; `runs` says how many runs of each there are in a cell.
    """
    rows = table[table["question"] == question]
    below = "Best arrangement at each pair of beliefs; hatched: not sure"
    title = finding(rows, question, arrangements)
    drawing, _ = style.begin(title, below, SIDE, FOOT, spare=0.15)
    wide, high = style.WIDTH, drawing.get_figheight()
    axes = style.panel(drawing, LEFT, FOOT, wide - LEFT - LEGEND, SIDE)
    marks = letters(arrangements)
    colours = {n: COLOURS[place % len(COLOURS)] for place, n in enumerate(arrangements)}
    _cells(axes, rows, [one.name for one in settings], marks, colours)
    _axes(axes, rows, settings)
    _legend(drawing, (wide - LEGEND + 0.15) / wide, (FOOT + SIDE) / high, marks, colours)
    style.foot(drawing, authority, f"{runs}; all other beliefs held at their defaults")
    return drawing


def _cells(
    axes: Axes,
    rows: pd.DataFrame,
    names: Sequence[str],
    marks: dict[str, str],
    colours: dict[str, str],
) -> None:
    places = [{value: n for n, value in enumerate(sorted(rows[name].unique()))} for name in names]
    for across, up, winner, sure in rows[[*names, "winner", "sure"]].itertuples(index=False):
        x, y = places[0][across], places[1][up]
        hatch = None if sure or winner not in colours else HATCH
        axes.add_patch(
            Rectangle((x - 0.5, y - 0.5), 1, 1, facecolor=colours.get(winner, EMPTY),
                      edgecolor="white", hatch=hatch, lw=1.5)
        )  # fmt: skip
        axes.text(x, y, marks.get(winner, ""), ha="center", va="center", size=style.WORDS,
                  weight="bold", color="black",
                  bbox=dict(boxstyle="round,pad=0.15", fc="white", ec="none", alpha=0.85)
                  if winner in marks else None)  # fmt: skip
    axes.set_xlim(-0.5, len(places[0]) - 0.5)
    axes.set_ylim(-0.5, len(places[1]) - 0.5)


def _axes(axes: Axes, rows: pd.DataFrame, settings: Sequence[Setting]) -> None:
    """Label both axes with what the settings are, and tick the values."""
    style.bare(axes)
    axes.spines["bottom"].set_visible(False)
    for one, axis in zip(settings, (axes.xaxis, axes.yaxis), strict=True):
        values = sorted(rows[one.name].unique())
        axis.set_ticks(range(len(values)), [f"{value:.3g}" for value in values])
        words = textwrap.shorten(meaning(one), 2 * NAME_LETTERS, placeholder="…")
        axis.set_label_text(
            f"{one.name}, default {one.default:g}\n{textwrap.fill(words, NAME_LETTERS)}",
            size=style.SMALL, color="#333333",
        )  # fmt: skip


def _legend(
    drawing: Figure, left: float, top: float, marks: dict[str, str], colours: dict[str, str]
) -> None:
    inch = 1 / drawing.get_figheight()
    wide = 0.28 / style.WIDTH
    entries: list[tuple[str, str, str, str | None]]
    entries = [(colours[n], marks[n], policy_name(n), None) for n in marks]
    entries.append((EMPTY, "", "not sure: the interval of\nits lead holds zero", HATCH))
    for place, (colour, letter, words, hatch) in enumerate(entries):
        bottom = top - (0.3 + 0.38 * place) * inch
        drawing.add_artist(
            Rectangle((left, bottom), wide, 0.28 * inch, facecolor=colour, hatch=hatch,
                      edgecolor="#888888", transform=drawing.transFigure)
        )  # fmt: skip
        middle = bottom + 0.14 * inch
        drawing.text(left + wide / 2, middle, letter, ha="center", va="center", size=style.SMALL,
                     weight="bold")  # fmt: skip
        drawing.text(left + 1.4 * wide, middle, words, va="center", size=style.SMALL)

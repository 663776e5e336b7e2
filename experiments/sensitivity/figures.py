"""The figures of a sensitivity study: the first pass, the closer look, and a tornado a question."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from experiments.sensitivity.design import CHANCE
from experiments.sensitivity.design_points import DIFFERENCE, told_of
from experiments.sensitivity.leading_settings import WIDE, amount, floor_and_leading
from sim.report.figures import style
from sim.report.numbers import label, say, say_difference, say_interval
from sim.study.drawn_figures import Drawn

QUESTIONS = ("drift_days_per_child_year", "reviews_on_time")
ROW, FOOT, PANEL = 0.46, 1.05, 0.42  # inches: a setting, the foot, the words over a panel
LEFT, RIGHT = 0.38, 0.96
SWINGS = 0.74  # where a tornado's bars end and the numbers beside them begin
GAP = 0.35  # inches between panels, for the scale
SHOWN = 10  # settings of the first pass that are drawn
LONG = 34  # letters of a setting's name that fit on a line


def of_question(table: pd.DataFrame, measure: str) -> pd.DataFrame:
    """Return the rows of a question: of the difference, or of the level without a policy."""
    return table[(table["measure"] == measure) & (table["of"] == told_of(table))]


def asked_about(row: Any) -> str:
    """Return what a row is about, in words."""
    name = label(row.measure)
    return f"change in {name}" if row.of == DIFFERENCE else f"{name} today"


def tornado(table: pd.DataFrame, *, measure: str, scenario: str, foot: str) -> Figure:
    """Draw how far one headline figure goes as each setting goes to the ends of its range."""
    rows = of_question(table, measure).dropna(subset=["at_low", "at_high"])
    order = rows["swing"].abs().sort_values(ascending=False, kind="stable")
    every = list(rows.loc[order.index].itertuples())
    first, default, unit = every[0], every[0].at_default, every[0].unit
    tell = say_difference if first.of == DIFFERENCE else say
    ends = [tell(end, unit) for end in sorted((first.at_low, first.at_high))]
    drawing, (axes,) = _panels(
        f"{_who(first, scenario)}: {label(measure)} {tell(default, unit)} at the defaults, "
        f"{ends[0]} to {ends[1]} with {first.setting} alone",
        "Each setting at either end of its plausible range, all else at its default",
        [len(every)], foot, SWINGS,
    )  # fmt: skip
    for place, row in enumerate(every):
        for at, value, colour, shift in (
            (row.at_low, row.low_value, style.TODAY, -0.19),
            (row.at_high, row.high_value, style.POLICY, 0.19),
        ):
            axes.barh(place + shift, at - default, 0.34, left=default, color=colour)
            side = "left" if at >= default else "right"
            axes.annotate(f"{value:g}", (at, place + shift), (4 if side == "left" else -4, 0),
                          textcoords="offset points", ha=side, va="center", size=style.SMALL,
                          color="#333333")  # fmt: skip
        swing, *_ = say_difference(row.swing, unit).split(" ")  # the unit stands above
        swing += f" {say_interval(row.swing_low, row.swing_high, unit, True)}"
        axes.annotate(_minus(swing), (1.02, place), xycoords=("axes fraction", "data"), va="center",
                      size=style.SMALL, annotation_clip=False)  # fmt: skip
    axes.axvline(default, color=style.QUIET, lw=1.2)
    axes.margins(x=0.2)
    _names(axes, [row.setting for row in every])
    axes.xaxis.set_major_locator(MaxNLocator(3, steps=[1, 2, 5, 10]))
    axes.xaxis.set_major_formatter(lambda x, _: _tick(tell(x, unit)))
    points = ", points" if unit == "share" else ""
    _over(axes, f"high end less low, 95% interval{points}", SWINGS)
    for x, words, colour in ((LEFT, "at the low end", style.TODAY),
                             (LEFT + 0.18, "at the high end", style.POLICY)):  # fmt: skip
        drawing.text(x, 0.4 / drawing.get_figheight(), f"■ {words}", color=colour,
                     size=style.SMALL, weight="bold")  # fmt: skip
    return drawing


def screening(table: pd.DataFrame, *, scenario: str, foot: str) -> Figure:
    """Draw the mean change that each of the first settings makes, and what chance alone makes."""
    parts = [of_question(table, measure) for measure in QUESTIONS]
    parts = [part for part in parts if len(part)]
    above = [int(part["above_chance"].fillna(False).sum()) for part in parts]
    varied = table[table["setting"] != CHANCE]["setting"].nunique()
    said = ", ".join(
        f"{number}{'' if place else ' move'} the {asked_about(part.iloc[0])}"
        f"{'' if place else ' beyond chance'}"
        for place, (number, part) in enumerate(zip(above, parts, strict=True))
    )
    finding = f"{_who(parts[0].iloc[0], scenario)}: of {varied} settings, {said}"
    settings = [floor_and_leading(part, SHOWN) for part in parts]
    drawing, panels = _panels(
        finding, "Mean change over the setting's plausible range, with its 95% interval",
        [len(leading) for _, leading in settings], foot,
    )  # fmt: skip
    for axes, (floor, leading) in zip(panels, settings, strict=True):
        reach = floor.mu_star + floor.mu_star_conf
        axes.axvspan(0, reach, color=style.BAND, lw=0, zorder=0)
        for place, row in enumerate(leading):
            colour = style.TODAY if row.above_chance else style.UNDECIDED
            ends = [max(0.0, row.mu_star - row.mu_star_conf), row.mu_star + row.mu_star_conf]
            axes.plot(ends, [place] * 2, color=colour, lw=2.5)
            axes.plot(row.mu_star, place, color=colour, marker="o" if row.above_chance else "X")
        axes.set_xlim(left=0)
        _names(axes, [row.setting for row in leading])
        unit = floor.unit
        axes.xaxis.set_major_formatter(_amounts(unit))
        _over(axes, f"{asked_about(floor)} (grey: within chance, {amount(reach, unit)})")
    return drawing


def indices(table: pd.DataFrame, *, scenario: str, foot: str) -> Figure:
    """Draw the share of variance that each setting explains by itself and in total."""
    parts = [of_question(table, measure).dropna(subset=["total"]) for measure in QUESTIONS]
    parts = [part.sort_values("total", ascending=False) for part in parts if len(part)]
    said = ", ".join(
        f"the {asked_about(part.iloc[0])} {'' if place else 'varies most '}with "
        f"{part.iloc[0]['setting']}{_share(part.iloc[0])}"
        for place, part in enumerate(parts)
    )
    finding = f"{_who(parts[0].iloc[0], scenario)}: {said}"
    drawing, panels = _panels(
        finding, "Share of variance by itself (●) and in total (■), with 95% intervals",
        [len(part) for part in parts], foot,
    )  # fmt: skip
    for axes, part in zip(panels, parts, strict=True):
        for place, row in enumerate(part.itertuples()):
            for value, half, colour, marker, shift in (
                (row.first, row.first_conf, style.TODAY, "o", -0.15),
                (row.total, row.total_conf, style.POLICY, "s", 0.15),
            ):
                axes.plot([value - half, value + half], [place + shift] * 2, color=colour, lw=2)
                axes.plot(value, place + shift, color=colour, marker=marker)
        axes.axvline(0, color=style.QUIET, lw=1.2, zorder=0)
        _names(axes, list(part["setting"]))
        axes.xaxis.set_major_formatter(lambda x, _: f"{100 * x:.0f}%".replace("-", "−"))
        _over(axes, asked_about(part.iloc[0]))
    return drawing


def drawn(
    screened: pd.DataFrame,
    closer: pd.DataFrame,
    ends: pd.DataFrame,
    *,
    scenario: str,
    authority: str,
) -> Iterator[Drawn]:
    """Give every figure that there is something to draw in."""
    source = f"IRO service simulator, {authority}"
    of_pass = f"{source}; one run a point, other settings anywhere in their plausible ranges"
    if any(len(of_question(screened, measure)) for measure in QUESTIONS):
        yield "screening", partial(screening, screened, scenario=scenario, foot=of_pass)
    known = closer.dropna(subset=["total"]) if len(closer) else closer
    if any(len(of_question(known, measure)) for measure in QUESTIONS):
        foot = f"{source}; one run a point, settings not named at their defaults"
        yield "indices", partial(indices, closer, scenario=scenario, foot=foot)
    foot = f"{source}; numbers at the bars are the setting's values"
    for measure in QUESTIONS:
        if len(of_question(ends, measure).dropna(subset=["at_low", "at_high"])):
            drawing = partial(tornado, ends, measure=measure, scenario=scenario, foot=foot)
            yield f"tornado_{measure}", drawing


def _panels(
    finding: str, below: str, heights: list[int], foot: str, right: float = RIGHT
) -> tuple[Figure, list[Axes]]:
    """Return a figure with its words and a panel for each number of rows, one below the other."""
    parts = [ROW * rows + PANEL + GAP for rows in heights]
    drawing, head = style.begin(_minus(finding), below, *parts, FOOT - GAP, spare=0.1)
    inch = 1 / drawing.get_figheight()
    top = drawing.get_figheight() - head
    panels = []
    for rows in heights:
        top -= PANEL + ROW * rows
        axes = drawing.add_axes((LEFT, top * inch, right - LEFT, ROW * rows * inch))
        top -= GAP
        style.bare(axes)
        axes.set_ylim(rows - 0.5, -0.5)
        axes.grid(axis="x", color="#DDDDDD", lw=0.6)
        axes.set_axisbelow(True)
        panels.append(axes)
    drawing.text(style.MARGIN, 0.1 * inch, foot, size=style.SMALL, color="#555555", va="bottom")
    return drawing, panels


def _names(axes: Axes, names: list[str]) -> None:
    """Write the settings' names, long ones on two lines."""
    words = []
    for name in names:
        room, dot, last = name.rpartition(".")
        words.append(f"{room}{dot}\n{last}" if len(name) > LONG and room else name)
    axes.set_yticks(range(len(names)), words)
    axes.tick_params(axis="y", labelsize=style.NUMBERS)
    axes.locator_params(axis="x", nbins=5)


def _over(axes: Axes, words: str, from_right: float = 0.0) -> None:
    """Write what a panel shows over it, from the margin or, small, over the numbers beside it."""
    drawing = axes.get_figure()
    assert drawing is not None
    y = axes.get_position().y1 + 0.08 / drawing.get_figheight()  # type: ignore[union-attr]
    if from_right:
        drawing.text(RIGHT + 0.02, y, words, size=style.SMALL, ha="right", color="#333333")
    else:
        drawing.text(style.MARGIN, y, words, size=style.WORDS, weight="bold")


def _who(row: Any, scenario: str) -> str:
    return scenario.replace("_", " ").capitalize() if row.of == DIFFERENCE else "Today's service"


def _share(row: Any) -> str:
    """Return a share of variance in brackets, where it is known well enough to say."""
    return f" ({100 * row['total']:.0f}%)" if row["total_conf"] <= WIDE else ""


def _amounts(unit: str) -> Callable[[float, float], str]:
    return lambda x, _: _tick(amount(x, unit))


def _tick(words: str) -> str:
    """Return a tick's label without decimals that say nothing."""
    return _minus(re.sub(r"\.0+(?=\D|$)", "", words))


def _minus(words: str) -> str:
    return re.sub(r"(?<![a-z])-(?=[£\d])", "−", words)

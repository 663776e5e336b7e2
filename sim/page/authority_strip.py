"""The strip of all authorities: a measure's stored medians and bands, sorted, as SVG and words."""

import html
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.ticker import MaxNLocator

from sim.data.bands_of_authorities import bands, made
from sim.measures.catalogue import MEASURES, Measure
from sim.report.figures import style
from sim.report.numbers import capital, label, say, say_difference, say_range

TODAY, DIFFERENCE = "today", "difference"
BY_ID = {measure.id: measure for measure in MEASURES}
# in units of the picture, of which a screen shows about one a pixel
STEP, HIGH, LEFT, TOP, FOOT = 6.0, 250.0, 84.0, 26.0, 22.0
TICKS = 5
NAME_LETTER = 8.0  # the width of a letter of the name that stands over the one marked


@dataclass(frozen=True)
class Place:
    """One authority: the median of worlds, the ends that hold 90% of them, what it published."""

    name: str
    median: float
    low: float
    high: float
    published: float
    caution: str


def measures() -> list[Measure]:
    """Return the measures of which something is stored, headline measures first."""
    stored = set(bands()["measure"])
    each = [measure for measure in MEASURES if measure.id in stored]
    return sorted(each, key=lambda measure: not measure.headline)


def places(measure: str, shown: str) -> list[Place]:
    """Return the authorities that have a value, by their median, the lowest first.

    `shown` is `today` or `difference`; nothing is published of a difference.
    """
    rows = bands()[bands()["measure"] == measure]
    each = [
        Place(
            row["authority"], row[shown], row[f"{shown}_low"], row[f"{shown}_high"],
            row["published"] if shown == TODAY else math.nan, row["caution"],
        )
        for row in rows.to_dict("records")
    ]  # fmt: skip
    known = [place for place in each if not math.isnan(place.median)]
    return sorted(known, key=lambda place: (place.median, place.name))


def told(place: Place, unit: str, shown: str) -> str:
    """Return an authority's values in words."""
    if shown == DIFFERENCE:
        between = say_range(place.low, place.high, unit, signed=True)
        return f"{place.name}: {say_difference(place.median, unit)} ({between})"
    words = f"{place.name}: {say(place.median, unit)} ({say_range(place.low, place.high, unit)})"
    if not math.isnan(place.published):
        words += f", published {say(place.published, unit)}"
    return words


def sentences(each: Sequence[Place], measure: Measure, shown: str, chosen: str) -> list[str]:
    """Return what the strip shows in sentences; none is called best or worst."""
    name, unit = capital(label(measure.id, measure.unit)), measure.unit
    of = "today's service" if shown == TODAY else f"{made()['policy']} against today's service"
    if not each:
        return [f"{name}, {of}: no authority has a value."]
    number = say if shown == TODAY else say_difference
    least, middle, most = (number(each[at].median, unit) for at in (0, len(each) // 2, -1))
    said = [f"{name}, {of}, in {len(each)} authorities: medians from {least} to {most}, the "
            f"middle authority's {middle}."]  # fmt: skip
    marked = next((at for at, place in enumerate(each) if place.name == chosen), None)
    if marked is not None:
        said.append(f"{told(each[marked], unit, shown)}; {marked} of the others stand lower.")
        if each[marked].caution:
            said.append(f"{chosen}: {each[marked].caution}.")
    own = [place for place in each if not math.isnan(place.published)]
    if own:
        held = sum(place.low <= place.published <= place.high for place in own)
        said.append(f"The band holds the published figure in {held} of the {len(own)} that "
                    "published one.")  # fmt: skip
    return said


def rows(each: Sequence[Place], unit: str, shown: str, chosen: str) -> list[list[str]]:
    """Return a table's rows: name, median, band, and what is published of today's service."""
    signed, number = shown == DIFFERENCE, say_difference if shown == DIFFERENCE else say
    made_ = []
    for place in each:
        name = f"{place.name} (marked)" if place.name == chosen else place.name
        cells = [name, number(place.median, unit), say_range(place.low, place.high, unit, signed)]
        if not signed:
            cells.append(say(place.published, unit))
        made_.append(cells)
    return made_


def strip(each: Sequence[Place], measure: Measure, shown: str, chosen: str, words: str) -> str:
    """Return the picture as SVG for a page; over each authority its values show.

    `words` say it for whoever cannot see it.
    """
    unit = measure.unit
    drawn = [(place.median, place.low, place.high, place.published) for place in each]
    ends = [end for values in drawn for end in values if not math.isnan(end)] or [0.0, 1.0]
    ticks = MaxNLocator(TICKS, steps=[1, 2, 5, 10]).tick_values(min(ends), max(ends))
    if unit == "share":
        ticks = [tick for tick in ticks if round(tick, 9) <= 1]  # no share is more than all
    low, high = float(ticks[0]), max(float(ticks[-1]), *ends)
    wide = LEFT + STEP * len(each) + STEP

    def y(value: float) -> float:
        return TOP + HIGH * (high - value) / (high - low)

    number = say if shown == TODAY else say_difference
    parts = []
    for tick in ticks:
        nought = ' stroke-width="1.5"' if tick == 0 and low < 0 else ""
        parts.append(f'<path d="M{LEFT:g} {y(tick):.1f}H{wide:g}" stroke="#D0D0D0"{nought}/>')
        parts.append(_text(LEFT - 8, y(tick) + 4, number(float(tick), unit), "end"))
    for at, place in enumerate(each):
        parts.append(_place(place, LEFT + STEP * (at + 1), y, place.name == chosen,
                            told(place, unit, shown)))  # fmt: skip
        if place.name == chosen:
            half = NAME_LETTER * len(place.name) / 2
            x = min(max(LEFT + STEP * (at + 1), LEFT + half), wide - half)
            parts.append(_text(x, TOP - 10, place.name, "middle", ' font-weight="700"'))
    return (
        f'<svg viewBox="0 0 {wide:g} {TOP + HIGH + FOOT:g}" role="img" '
        f'aria-label="{html.escape(words)}" xmlns="http://www.w3.org/2000/svg" '
        'style="display:block;width:100%;min-width:44rem;height:auto">'
        f"{''.join(parts)}</svg>"
    )


def _place(place: Place, x: float, y: Any, marked: bool, words: str) -> str:
    colour = style.POLICY if marked else style.TODAY
    width = 4 if marked else 2.4
    drawn = (
        f'<rect x="{x - STEP / 2:g}" y="{TOP:g}" width="{STEP:g}" height="{HIGH:g}" fill="#fff" '
        f'fill-opacity="0"/><path d="M{x:g} {y(place.low):.1f}V{y(place.high):.1f}" '
        f'stroke="{colour}" stroke-width="{width}" stroke-opacity="{1 if marked else 0.45}"/>'
        f'<circle cx="{x:g}" cy="{y(place.median):.1f}" r="{4.5 if marked else 2.6}" '
        f'fill="{colour}"/>'
    )
    if not math.isnan(place.published):
        drawn += (f'<path d="M{x - 3:g} {y(place.published):.1f}h6" stroke="#111" '
                  'stroke-width="2"/>')  # fmt: skip
    return f"<g{' class="marked"' if marked else ''}><title>{html.escape(words)}</title>{drawn}</g>"


def _text(x: float, y: float, words: str, anchor: str, more: str = "") -> str:
    return (f'<text x="{x:.1f}" y="{y:.1f}" font-size="13" fill="#333" text-anchor="{anchor}"'
            f"{more}>{html.escape(words)}</text>")  # fmt: skip

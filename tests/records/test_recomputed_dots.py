"""Every number in the figures of differences, read from what is drawn, from runs' records."""

import math

import pytest
from drawn import axes_of, marked, reads
from matplotlib.colors import to_rgb
from reckoned import formula
from rows import apart, level
from stated import HEADLINE
from test_recomputed_headline import counted, each_run, each_world

pytestmark = pytest.mark.slow
GOLDEN = (math.sqrt(5) - 1) / 2


def rows_of(in_worlds):
    return list(in_worlds.table("headline").itertuples())


def test_dots_are_the_differences_of_worlds(in_worlds):
    axes = axes_of(in_worlds.figures["differences"], "dots")
    dots = {side: marked(axes.lines, side) for side in ("worse", "same", "better")}
    drawn = sorted(
        (round(float(y), 9), float(x), side)
        for side, lines in dots.items() for line in lines for x, y in line.get_xydata()
    )  # fmt: skip
    wanted = []
    for place, row in enumerate(rows_of(in_worlds)):
        better, matters, _ = HEADLINE[row.measure]
        by_world = {}
        for number, apart_ in zip(in_worlds.numbers, each_run(in_worlds, row.measure), strict=True):
            by_world.setdefault(in_worlds.world(number), []).append(apart_)
        for world, runs in by_world.items():
            at = (1 if better == "higher" else -1) * sum(runs) / len(runs) / matters
            side = "worse" if at < -1 else "better" if at > 1 else "same"
            high = place + 0.66 * (world * GOLDEN % 1 - 0.5)
            wanted.append((round(high, 9), at, side))
    assert len(drawn) == len(wanted) == 12 * len(HEADLINE)
    for (y, x, side), (high, at, of) in zip(drawn, sorted(wanted), strict=True):
        assert (y, side) == (pytest.approx(high), of)
        assert x == pytest.approx(at, abs=1e-9)


def test_medians_and_the_numbers_beside_them(in_worlds):
    drawing = in_worlds.figures["differences"]
    axes = axes_of(drawing, "dots")
    medians = marked(axes.lines, "median")
    room = axes.get_position()
    for place, (row, line) in enumerate(zip(rows_of(in_worlds), medians, strict=True)):
        better, matters, words = HEADLINE[row.measure]
        one = formula(row.measure)
        three = apart(in_worlds, one, row.unit, in_worlds.runs(0), in_worlds.runs(1))
        at = (1 if better == "higher" else -1) * three[0] / matters
        assert line.get_xdata() == pytest.approx([at, at])
        assert sum(line.get_ydata()) / 2 == pytest.approx(place)
        middle = room.y1 - (place + 0.5) * room.height / len(HEADLINE)
        beside = sorted(
            (text.get_position()[0], text.get_text()) for text in drawing.texts
            if text.get_position()[1] == pytest.approx(middle, abs=1e-6)
        )  # fmt: skip
        name, median, ends = (text for _, text in beside)
        assert name.replace("\n", " ") == words
        times = 100 if row.unit == "share" else 1
        assert reads(median, times * three[0]), (median, three)
        assert reads(ends, times * three[1], times * three[2]), (ends, three)


def test_bars_of_counts(in_worlds):
    axes = axes_of(in_worlds.figures["differences"], "counts")
    for place, row in enumerate(rows_of(in_worlds)):
        bars = [bar for bar in axes.patches if bar.get_y() + bar.get_height() / 2
                == pytest.approx(place)]  # fmt: skip
        many = dict.fromkeys(("worse", "same", "better"), 0.0)
        end = 0.0
        for bar in bars:
            assert bar.get_x() == pytest.approx(end)
            end += bar.get_width()
            many[bar.get_gid()] += bar.get_width()
        assert end == 100
        counts = counted(each_world(in_worlds, row.measure), *HEADLINE[row.measure][:2])
        for width, count in zip(many.values(), counts, strict=True):
            assert abs(width - 100 * count / sum(counts)) < 1
        inside = sorted(
            (text.get_position()[0], text.get_text()) for text in axes.texts
            if text.get_position()[1] == pytest.approx(place)
        )  # fmt: skip
        assert [float(text) for _, text in inside] == [
            bar.get_width() for bar in sorted(bars, key=lambda bar: bar.get_x())
            if f"{bar.get_width():.0f}" in [text for _, text in inside]
        ]  # fmt: skip
    assert list(dict.fromkeys(bar.get_gid() for bar in sorted(
        axes.patches, key=lambda bar: ("worse", "same", "better").index(bar.get_gid())
    ))) == ["worse", "same", "better"]  # fmt: skip
    colours = {bar.get_gid(): to_rgb(bar.get_facecolor()) for bar in axes.patches}
    dots = axes_of(in_worlds.figures["differences"], "dots")
    for side in ("worse", "better"):
        assert {to_rgb(line.get_color()) for line in marked(dots.lines, side)} == {colours[side]}


def test_differences_in_one_world(in_one):
    drawing = in_one.figures["differences"]
    (axes,) = [axes for axes in drawing.axes if axes.lines]
    room = axes.get_position()
    for place, row in enumerate(rows_of(in_one)):
        better, matters, words = HEADLINE[row.measure]
        one, arms = formula(row.measure), [in_one.runs(0), in_one.runs(1)]
        three = apart(in_one, one, row.unit, *arms)
        sign = 1 if better == "higher" else -1
        lines = [line for line in axes.lines if set(line.get_ydata()) == {place}]
        marks = [line.get_xdata()[0] for line in lines if len(line.get_xdata()) == 1]
        assert marks == [pytest.approx(sign * three[0] / matters)]
        for line in lines:
            if len(line.get_xdata()) == 2:
                assert list(line.get_xdata()) == pytest.approx(
                    [sign * end / matters for end in three[1:]]
                )
        middle = room.y1 - (place + 0.5) * room.height / len(HEADLINE)
        texts = [text for text in drawing.texts if abs(text.get_position()[1] - middle) < 0.015]
        texts.sort(key=lambda text: (text.get_position()[0], -text.get_position()[1]))
        name, said, levels = (text.get_text() for text in texts)
        assert name.replace("\n", " ") == words
        times = 100 if row.unit == "share" else 1
        assert reads(said, *(times * number for number in three)), said
        values = [times * level(in_one, one, row.unit, runs)[0] for runs in arms]
        assert reads(levels.partition(": ")[2], *values), levels

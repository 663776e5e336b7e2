"""Numbers in figures of months, costs, weeks and why, read from what is drawn and recomputed."""

import datetime
import math

import pytest
from drawn import axes_of, marked, reads, title_of
from matplotlib.colors import to_rgb
from matplotlib.dates import date2num, num2date
from reckoned import formula
from rows import apart, close, level
from stated import CASH, COSTS, HEADLINE, HOURS, MEASURES, week_of
from studied import ran
from test_recomputed_costs import expected as cost_of
from test_recomputed_why import FIRST

pytestmark = pytest.mark.slow
PANELS = {"reviews_on_time": 100, "drift_days_per_child_year": 1}


def months_of(study, measure):
    """Return (month, three numbers) of the difference by month, those before the policy first."""
    one = formula(measure)
    unit = "share" if measure == "reviews_on_time" else "days"
    before = len(next(iter(study.records.values())).before)
    start = datetime.date.fromisoformat(str(study.point.today.start))
    found = []
    for place in range(before + 24):
        off = place - before
        month = datetime.date(start.year + (start.month - 1 + off) // 12,
                              (start.month - 1 + off) % 12 + 1, 1)  # fmt: skip
        arms = (
            [study.before(arm, place) for arm in (0, 1)] if off < 0
            else [study.runs(arm, slice(off, off + 1)) for arm in (0, 1)]
        )  # fmt: skip
        found.append((month, apart(study, one, unit, *arms)))
    return found


def test_over_time(study):
    drawing = study.figures["over_time"]
    ends = []
    for measure, times in PANELS.items():
        axes = axes_of(drawing, measure)
        wanted = months_of(study, measure)
        (line,), (band,) = marked(axes.lines, "line"), marked(axes.collections, "band")
        (first,) = marked(axes.lines, "first day")
        drawn = [(x, y) for x, y in zip(*line.get_data(), strict=True)
                 if x != first.get_xdata()[0]]  # fmt: skip
        # a month's value stands at its middle, and nought up to the policy's first day
        assert [num2date(x).date().replace(day=1) for x, _ in drawn] == [m for m, _ in wanted]
        assert all(13.9 < x - date2num(m) < 15.6 for (x, _), (m, _) in zip(drawn, wanted,
                                                                         strict=True))  # fmt: skip
        assert not any(y for x, y in zip(*line.get_data(), strict=True)
                       if x <= first.get_xdata()[0])  # fmt: skip
        corners = [tuple(each) for path in band.get_paths() for each in path.vertices]
        for (x, y), (_, (value, low, high)) in zip(drawn, wanted, strict=True):
            assert close(float(y), times * value, 100.0)
            if not math.isnan(low):
                ys = [each for at, each in corners if at == pytest.approx(float(x), abs=1e-6)]
                assert min(ys) == pytest.approx(times * low, abs=1e-7)
                assert max(ys) == pytest.approx(times * high, abs=1e-7)
        start = datetime.date.fromisoformat(str(study.point.today.start))
        assert num2date(first.get_xdata()[0]).date() == start
        before = [value for month, value in wanted if month < start]
        assert before and all(value[0] == 0 for value in before)
        ends.append([times * one for one in wanted[-1][1]])
    said = title_of(drawing).replace("\n", " ")
    assert "Abolish in March 2027: reviews on time" in said
    told = said.partition("March 2027: ")[2].split(", drift ")
    for text, (value, low, high) in zip(told, ends, strict=True):
        assert reads(text, *((value,) if math.isnan(low) else (low, high))), (text, low, high)


def test_over_time_of_today_alone_in_one_world_says_what_is_there(tmp_path):
    """Of a month with too few late reviews, which has no interval to tell, the value is told."""
    alone = ran(tmp_path / "alone", "worlds=one", scenario="keep")
    said = title_of(alone.figures["over_time"]).replace("\n", " ")
    month = alone.runs(0, slice(23, 24))
    values = [
        level(alone, formula(m), unit, month)
        for m, unit in (("reviews_on_time", "share"), ("drift_days_per_child_year", "d"))
    ]
    told = said.partition("2027: ")[2].split(", drift ")
    for text, (value, low, high), times in zip(told, values, (100, 1), strict=True):
        wanted = (value,) if math.isnan(low) else (low, high)
        assert reads(text, *(times * one for one in wanted)), (text, wanted)


def test_bars_of_costs(study):
    drawing = study.figures["costs"]
    (axes,) = [axes for axes in drawing.axes if axes.patches]
    assert [label.get_text() for label in axes.get_yticklabels()] == [
        "Apr 2025 to\nMar 2026", "Apr 2026 to\nMar 2027",
    ]  # fmt: skip
    for year in (0, 1):
        bars = {bar.get_gid(): bar for bar in axes.patches
                if bar.get_y() + bar.get_height() / 2 == pytest.approx(year)}  # fmt: skip
        ends = {True: 0.0, False: 0.0}
        sums = {CASH: 0.0, HOURS: 0.0}
        for part, (kind, _) in COSTS.items():
            if kind not in sums:
                assert part not in bars
                continue
            value = cost_of(study, part, "GBP", [year], False)[2]
            sums[kind] += value
            assert (part in bars) == (abs(value) > 1e-6), part
            if part in bars:
                bar = bars[part]
                assert bar.get_width() == pytest.approx(value)
                assert bar.get_x() == pytest.approx(ends[value > 0])
                ends[value > 0] += value
        marks = [line for line in marked(axes.lines, "cash") if line.get_ydata()[0] == year]
        assert [line.get_xdata()[0] for line in marks] == [pytest.approx(sums[CASH])]
        (words,) = [text.get_text() for text in axes.texts if text.xy[1] == year]
        cash, hours = words.split("\n")
        assert cash.startswith("cash ") and reads(cash, sums[CASH])
        assert hours.startswith("hours ") and reads(hours, sums[HOURS])
    said = title_of(drawing).replace("\n", " ")
    cash, hours = (
        cost_of(study, part, "GBP a year", [0, 1], False)[2] for part in ("cash", "hours")
    )
    assert said.startswith("Abolish saves" if cash < 0 else "Abolish costs")
    assert ("takes hours" in said) == (hours >= 0)
    assert reads(said, abs(cash), abs(hours))


def test_bars_of_weeks(study):
    drawing = study.figures["week"]
    table = study.table("week")
    drawn = 0
    for name in ("posts, full-time equivalent", "hours a week of a full-time post"):
        axes = axes_of(drawing, name)
        words = {round(text.xy[1]): text.get_text() for text in axes.texts if text.xy[0] < 0}
        beside = {round(text.xy[1]): text.get_text() for text in axes.texts if text.xy[0] > 1}
        role = None
        for place, word in sorted(words.items()):
            if place not in beside:
                role = word
                continue
            key = (word, "posts") if name.startswith("posts") else (role, word)
            unit = "FTE" if name.startswith("posts") else "hours a week"
            one = week_of(*key)
            arms = [level(study, one, unit, study.runs(arm)) for arm in (0, 1)]
            for (gid, side), (value, low, high) in zip((("today", -1), ("policy", 1)), arms,
                                                       strict=True):  # fmt: skip
                bars = [bar for bar in marked(axes.patches, gid)
                        if abs(bar.get_y() + bar.get_height() / 2 - place) < 0.45]  # fmt: skip
                if math.isnan(value):
                    assert not bars
                    continue
                (bar,) = bars
                drawn += 1
                assert close(bar.get_width(), value, 1.0)
                middle = bar.get_y() + bar.get_height() / 2
                assert (middle - place) * side >= 0
                lines = [line for each in marked(axes.collections, f"{gid} range")
                         for line in each.get_segments() if line[0][1] == middle]  # fmt: skip
                if not math.isnan(low):
                    assert [tuple(line[:, 0]) for line in lines] == [pytest.approx((low, high))]
            values = [value for value, _, _ in arms if not math.isnan(value)]
            if values:
                assert reads(beside[place], *values), (key, beside[place])
                assert ("none" in beside[place]) == (len(values) < 2)
            else:
                assert beside[place] == "no posts"
    assert drawn > 20
    shown = {role for role in table["role"] if role in str(drawing.get_label())}
    assert {"IROs", "team managers", "advocates"} <= shown


def test_bars_of_why(study):
    drawing = study.figures["why"]
    panels = [axes for axes in drawing.axes if axes.get_label() in MEASURES]
    assert len(panels) >= 2
    table = study.table("why").set_index(["measure", "part"])
    for axes in panels:
        measure = axes.get_label()
        better = HEADLINE[measure][0]
        bars = sorted(axes.patches, key=lambda bar: bar.get_y())
        rows = table.loc[measure]
        words = {rows.loc[part, "words"]: part for part in [*FIRST, "interplay", "whole"]}
        end, told = 0.0, 0.0
        assert bars[-1].get_gid() == "the whole difference"
        assert [label.get_text() for label in axes.get_yticklabels()] == [
            bar.get_gid() for bar in bars
        ]
        for place, bar in enumerate(bars):
            # the table's parts are recomputed from the records in test_recomputed_why.py
            size = rows["mean_difference"].get(words.get(bar.get_gid()), None)
            if size is None:
                assert bar.get_gid() == "the rest" and place == len(bars) - 2
                size = rows.loc["whole", "mean_difference"] - told
            whole = place == len(bars) - 1
            assert bar.get_width() == pytest.approx(size)
            assert bar.get_x() == pytest.approx(0.0 if whole else end, abs=1e-9)
            end, told = end + size, told + size
            if not whole and size:
                red, _, blue = to_rgb(bar.get_facecolor())
                assert (blue > red) == ((size > 0) == (better == "higher"))
            times = 100 if rows.loc["whole", "unit"] == "share" else 1
            text = next(one for one in axes.texts if one.xy[1] == place)
            assert reads(text.get_text(), times * size)
        assert axes.xaxis_inverted() == (better == "lower")

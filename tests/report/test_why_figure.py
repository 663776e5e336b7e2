"""The figure and the sentence of why: bars and sizes that add up."""

import math

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex

from sim.analyse import tables
from sim.report.document.why import (
    INTERPLAY,
    OF_WORLDS,
    WHOLE,
    adding_up,
    chosen,
    sentence,
    shown,
)
from sim.report.figures import style
from sim.report.figures.parts_bars import why

DRIFT = "drift_days_per_child_year"


def made_up(sizes, measure=DRIFT, unit="calendar days per child-year", better="lower"):
    named = [*(f"part {place}" for place in range(len(sizes) - 1)), INTERPLAY, WHOLE]
    rows = [{"policy": "p", "measure": measure, "unit": unit, "better": better, "part": name,
             "words": f"words of {name}", "mean_difference": size, "matters": 2.0,
             "range": tables.OF_WORLDS}
            for name, size in zip(named, [*sizes, sum(sizes)], strict=True)]  # fmt: skip
    return pd.DataFrame(rows)


def test_sizes_told_add_up():
    assert adding_up([12.4, -9.4, 1.4], 4.4, 1.0) == [12, -9, 1]
    draw = np.random.default_rng(1)
    for _ in range(100):
        sizes = draw.normal(0, 20, 6).tolist()
        told = adding_up(sizes, sum(sizes), 0.1)
        assert sum(told) == round(sum(sizes) / 0.1)
        assert all(abs(one * 0.1 - size) < 0.11 for one, size in zip(told, sizes, strict=True))


def test_a_sentence_says_the_parts_and_they_add_up():
    said = sentence(made_up([12.4, -9.4, 1.8, 0.1]), DRIFT)
    assert said == (
        "Drift days per child-year, +5 days in the mean of worlds: +12 words of part 0, "
        "-9 words of part 1 and +2 words of part 2."
    )
    assert sentence(made_up([math.nan] * 3), DRIFT) == ""
    assert sentence(made_up([0.0, 0.0]), DRIFT) == ""


def test_small_parts_are_the_rest_and_small_measures_are_not_chosen():
    table = made_up([30.0, -20.0, 0.5, 0.3, 0.1])
    assert shown(table)[-1] == ("the rest", pytest.approx(0.9))
    assert shown(table, always=[INTERPLAY])[-2][0] == "words of interplay"
    small = made_up([1.9, -1.0, 0.0], measure="sw_load", unit="ratio")
    other = made_up([90.0, 1.0, 0.0], measure="service_cost", unit="GBP per child-year")
    same = made_up([90.0, 1.0, 0.0], measure="children_in_drift", unit="share")
    assert chosen(pd.concat([small, other, same, table])) == [DRIFT, "service_cost"]


def test_bars_begin_where_others_end_and_better_lies_right():
    table = pd.concat([made_up([30.0, -20.0, 3.0]),
                       made_up([-0.4, 0.1, 0.02], "midway_coverage", "share", "higher").assign(
                           matters=0.02)])  # fmt: skip
    drawing = why(table, policy="p", authority="Leeds", runs="3 worlds")
    drift, midway = drawing.axes
    assert drift.xaxis_inverted() and not midway.xaxis_inverted()
    for axes, sizes in ((drift, [30, -20, 3, 13]), (midway, [-0.4, 0.1, 0.02, -0.28])):
        bars = [(bar.get_x(), bar.get_x() + bar.get_width()) for bar in axes.patches]
        assert [end - start for start, end in bars] == pytest.approx(sizes)
        assert [start for start, _ in bars[:-1]] == pytest.approx([0, *np.cumsum(sizes[:-2])])
        assert bars[-1][0] == 0 and bars[-2][1] == pytest.approx(bars[-1][1])
        shades = [to_hex(bar.get_facecolor()).upper() for bar in axes.patches]
        worse = [(size > 0) == (axes is drift) for size in sizes[:-1]]
        assert shades[:-1] == [style.WORSE if one else style.BETTER for one in worse]
    labels = [text.get_text() for text in drift.texts]
    assert labels[:4] == ["+30.0 days", "-20.0 days", "+3.0 days", "+13.0 days"]


def test_the_words_of_a_range_are_those_of_tables():
    assert OF_WORLDS == tables.OF_WORLDS


def test_where_no_part_matters_the_figure_says_so():
    drawing = why(made_up([0.1, 0.1, 0.0]), policy="own_policy", authority="Leeds", runs="3 worlds")
    assert not drawing.axes
    assert drawing.texts[0].get_text() == "Own policy: no part is large enough to matter"

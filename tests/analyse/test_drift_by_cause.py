"""Drift by cause: the table by hand, over worlds and in one, its sentence, figure and section."""

import math

import numpy as np
import pandas as pd
import pytest
from matplotlib.patches import Rectangle

from sim.analyse.drift_tables import drift_by_cause
from sim.analyse.tables import OF_CHANCE, OF_WORLDS
from sim.ledger import COUNTS, Count
from sim.measures.catalogue import DRIFT_CAUSES, MEASURES
from sim.replicate.arm_results import ArmResults
from sim.report.document.causes_in_words import moves_most, of_causes, sentence, title
from sim.report.document.content import Figure, Report, Rerun
from sim.report.figures.drift_cause_bars import causes

WAITING, DESK, OUTSIDE, UNNOTICED, ARGUED = [words for _, words, _ in DRIFT_CAUSES]
YEAR = 365.25


def arm(policy, rows, worlds=()):
    """Return runs of ten child-years, each with its days in drift by cause, in their order."""
    counts = np.zeros((len(rows), 1, COUNTS))
    counts[..., Count.CHILD_DAYS] = 10 * YEAR
    for run, row in enumerate(rows):
        for (_, _, count), days in zip(DRIFT_CAUSES, row, strict=True):
            counts[run, 0, count] = days
        counts[run, 0, Count.ACTION_DAYS_IN_DRIFT] = sum(row)
    numbers = tuple(range(len(rows)))
    return ArmResults(policy, numbers, numbers, ("2025-04",), counts, worlds=worlds)


TODAY = [(100, 10, 40, 200, 50), (300, 10, 40, 100, 50), (200, 10, 10, 240, 140)]
UNDER = [(120, 10, 40, 300, 30), (310, 10, 40, 180, 60), (200, 10, 10, 300, 80)]


def made(policy=True, worlds=()):
    under = arm("abolish", UNDER, worlds) if policy else None
    return drift_by_cause(arm("keep", TODAY, worlds), under)


def test_causes_are_days_a_child_year_in_one_world():
    table = made().set_index("cause")
    assert list(table.index) == [WAITING, DESK, OUTSIDE, UNNOTICED, ARGUED]
    assert list(table["today"]) == pytest.approx([20, 1, 3, 18, 8])
    assert list(table["under_policy"]) == pytest.approx([21, 1, 3, 26, 17 / 3])
    assert table["difference"][UNNOTICED] == pytest.approx(8)
    assert table["difference_low"][UNNOTICED] < 8 < table["difference_high"][UNNOTICED]
    assert set(table["range"]) == {OF_CHANCE} and set(table["policy"]) == {"abolish"}
    for column in ("today", "under_policy", "difference"):
        assert list(table[f"mean_{column}"]) == list(table[column])


def test_over_worlds_medians_stand_beside_means_that_add_up():
    # world 1 was run twice, world 2 once: the mean over worlds is not that over runs
    table = made(worlds=(1, 1, 2)).set_index("cause")
    assert set(table["range"]) == {OF_WORLDS}
    # unnoticed: (200 + 100) / 20 and 24 days a child-year; under the policy 24 and 30
    assert table["mean_today"][UNNOTICED] == pytest.approx((15 + 24) / 2)
    assert table["mean_under_policy"][UNNOTICED] == pytest.approx((24 + 30) / 2)
    assert table["mean_difference"][UNNOTICED] == pytest.approx((9 + 6) / 2)
    ends = [table[f"difference{end}"][UNNOTICED] for end in ("_low", "", "_high")]
    assert ends == pytest.approx([6.15, 7.5, 8.85])  # 90% of what lies between 6 and 9
    drift = next(one for one in MEASURES if one.id == "drift_days_per_child_year")
    every = [drift.parts(np.array(counts)) for counts in _worlds(TODAY)]
    assert table["mean_today"].sum() == pytest.approx(np.mean([top / low for top, low in every]))


def _worlds(rows):
    """Return the counts of both worlds, their runs added up."""
    counts = arm("keep", rows).counts[:, 0]
    return counts[0] + counts[1], counts[2]


def test_today_s_service_alone_has_no_difference():
    table = made(policy=False)
    assert list(table["mean_today"]) == list(table["today"]) == pytest.approx([20, 1, 3, 18, 8])
    empty = ["under_policy", "difference", "mean_under_policy", "mean_difference"]
    assert table[empty].isna().all().all()


def test_the_sentence_says_what_is_largest_and_which_moves_most():
    said = sentence(made())
    assert said.startswith(
        f"Today the largest part of drift is owed to time {WAITING}: 20.0 of 50.0 days a year for "
        f"each child, 40%. Time {UNNOTICED} is the cause that moves most under the policy: from "
        "18.0 to 26.0 days, +8.0 days (95% interval (chance): "
    )
    assert said.endswith("; all causes together, +6.7 days.")
    assert sentence(made(policy=False)).endswith("40%.")
    assert title(made(), "abolish_bare") == (
        f"Abolish bare, drift by cause: time {UNNOTICED} moves most, +8.0 days (+6.7 days in all)"
    )


def test_where_nothing_moves_or_drifts_it_says_so():
    still = drift_by_cause(arm("keep", TODAY), arm("relocate", TODAY))
    assert moves_most(still) is None
    assert title(still, "relocate") == "Relocate moves no cause of drift"
    assert sentence(still).endswith(" No cause differs under the policy.")
    none = drift_by_cause(arm("keep", [(0,) * 5] * 3))
    assert title(none, None) == "No plan is in drift"


def test_bars_are_the_means_stacked_in_the_order_of_the_table():
    table = made(worlds=(1, 1, 2))
    drawing = causes(table, policy="abolish", authority="Leeds", runs="in 200 plausible worlds")
    (axes,) = drawing.axes
    for place, column in enumerate(("mean_today", "mean_under_policy")):
        start = 0.0
        for row in table.to_dict("records"):
            (bar,) = [one for one in axes.patches if one.get_gid() == f"{column} {row['cause']}"]
            assert isinstance(bar, Rectangle)
            assert bar.get_x() == pytest.approx(start)
            assert bar.get_width() == pytest.approx(row[column])
            assert bar.get_y() + bar.get_height() / 2 == pytest.approx(place)
            start += row[column]
    assert axes.get_xlim()[0] == 0
    legend = [text.get_text() for text in drawing.legends[0].get_texts()]
    assert legend == [WAITING, DESK, OUTSIDE, UNNOTICED, ARGUED]
    alone = causes(
        made(policy=False), policy=None, authority="Leeds", runs="in 200 plausible worlds"
    )
    assert len(alone.axes[0].patches) == len(DRIFT_CAUSES)


def test_the_section_has_the_sentence_the_figure_and_every_cause():
    figure = Figure("drift_by_cause", "A finding")
    table = made()
    words, drawn, every = of_causes(table, (figure,))
    assert words.sentences[0] == sentence(table) and drawn is figure
    rows = {line[0]: line[1:] for line in every.rows}
    assert rows[UNNOTICED][:4] == ["18.0", "36%", "26.0", "+8.0 days"]
    assert rows["all drift"][:4] == ["50.0", "100%", "56.7", "+6.7 days"]
    report = Report("T", ("First.",), (), (), causes=of_causes(table, (figure,)))
    again = Rerun("python -m sim", "my/run", 7, {}, "abc")
    assert "Drift by cause" in [section.heading for section in report.sections(again)]


def test_over_worlds_the_section_says_that_its_days_are_means():
    assert "means over the worlds run" in of_causes(made(worlds=(1, 1, 2)))[0].sentences[-1]
    assert not any("means over" in said for said in of_causes(made())[0].sentences)


def test_there_is_no_section_where_no_run_has_a_value():
    nothing = drift_by_cause(arm("keep", TODAY).only([]))
    assert nothing["today"].isna().all() and math.isnan(nothing["mean_today"].iloc[0])
    assert of_causes(pd.DataFrame(nothing)) == ()

"""The chart by month: what it is drawn from, and what it says of the month that is pointed at."""

import re

import pytest

pytest.importorskip("solara", reason="the page's packages are not installed")

from sim.page.compare_answer import time_words
from sim.page.time_series import SHOWN
from sim.page.visitor_question import Question
from sim.page.worker import Answers, Pace
from sim.report.numbers import say_difference

LEFT = re.compile(r"\d+ of 150, about \d+ (s|min) left")
SMALL = Question(authority="Rutland", more="years=1 warm_up_years=1 replications=5")


def test_the_chart_holds_the_table_by_month():
    came = []
    Answers(came.append)._answer(SMALL)
    told = came[-1].told[0]
    table = told.found.monthly.set_index("measure")
    assert {one.measure for one in told.series} == {*told.found.headline["measure"], *SHOWN}
    for one in told.series:
        rows = table.loc[one.measure]
        assert list(one.months) == [str(day) for day in rows["month"]]
        for end, part in (("", one.middle), ("_low", one.low), ("_high", one.high)):
            for said, exact in zip(part, rows[f"difference{end}"], strict=True):
                assert said == pytest.approx(exact, rel=1e-3) or (said is None and exact != exact)
        chart = one.chart
        ticks = [tick["at"] for tick in chart["ticks"]]
        known = [x for x in (*one.low, *one.high) if x is not None]
        assert 0 in ticks
        assert ticks[0] <= min(known)
        assert max(known) <= ticks[-1]
        assert one.months[one.begins].startswith("2025-04")
        last = one.middle[-1]
        assert say_difference(last, one.unit) in chart["said"][-1]


def test_pace_tells_once_a_second_how_long_the_rest_takes():
    now = [0.0]
    pace = Pace(50, 40, lambda: now[0])
    assert pace.tell(SMALL, 1) is None
    now[0] = 2.0
    told = pace.tell(SMALL, 10)
    assert (told.done, told.most, told.left) == (8, 40, 8.0)
    now[0] = 2.5
    assert pace.tell(SMALL, 12) is None
    now[0] = 4.0
    assert pace.tell(SMALL, 0).left is None
    assert [time_words(x) for x in (0.2, 61, 90, 600)] == ["1 s", "61 s", "2 min", "10 min"]


@pytest.mark.slow
def test_a_month_that_is_pointed_at_is_said(visit):
    from in_browser import small, violations

    page = small(visit)
    chart = page.locator("figure.chart")
    plot = chart.locator("svg")
    last = chart.locator(".pointed").inner_text()
    plot.scroll_into_view_if_needed()
    box = plot.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_function("last => document.querySelector('.pointed').innerText !== last",
                           arg=last)  # fmt: skip
    month = page.get_by_label("Month", exact=True)
    month.focus()
    month.press("End")
    page.wait_for_function("last => document.querySelector('.pointed').innerText === last",
                           arg=last)  # fmt: skip
    assert month.get_attribute("aria-valuetext") == last
    page.get_by_label("Abolish: measure").select_option("posts_iro")
    page.wait_for_function("document.querySelector('.pointed').innerText.includes('-')")
    assert chart.locator("figcaption").inner_text().startswith("IRO posts (FTE): Abolish less")
    assert "monthly=posts_iro" in page.url
    assert violations(page) == []


@pytest.mark.slow
def test_progress_says_how_long_the_rest_takes(visit):
    page = visit(address="?authority=Leeds&more=years=2+replications=150")
    page.locator("p.left", has_text=LEFT).wait_for()
    assert page.get_by_role("progressbar").get_attribute("max") == "150"

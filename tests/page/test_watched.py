"""The service that is watched: the same as any other, and its days and journeys add up."""

import numpy as np
import pytest

pytest.importorskip("solara", reason="the page's packages are not installed")

from sim.ledger import Count
from sim.mesa_agents import IRO, Child
from sim.model import ReviewService
from sim.page.journey_in_words import events, iro_name, standing, worth_opening
from sim.page.view_watch import desk_rows
from sim.page.visitor_question import Question
from sim.page.watch_figure import by_week, drawn, in_words
from sim.page.watched_model import DUE, ON_TIME, Watched
from sim.page.worker import understood


@pytest.fixture(scope="module")
def arms():
    asked, _ = understood(Question(authority="Rutland", more="years=1 warm_up_years=1"))
    return asked[0][1]


@pytest.fixture(scope="module")
def lived(arms):
    model = Watched(arms.today, arms.today, 7)
    while model.running:
        model.step()
    return model


def test_what_is_watched_is_what_any_run_of_it_counts(arms, lived):
    plain = ReviewService(arms.today, arms.today, 7)
    plain.live_until(plain.calendar.end)
    assert np.array_equal(plain.world.ledger, lived.world.ledger)


def test_days_add_up_to_the_reported_time(lived):
    reported = lived.world.ledger[list(lived.calendar.reported)].sum(axis=0)
    assert len(lived.days) == lived.calendar.end - lived.calendar.start
    assert sum(day.held for day in lived.days) == round(reported[Count.REVIEWS_HELD])
    assert sum(day.due for day in lived.days) == round(sum(reported[one] for one in DUE))
    assert sum(day.on_time for day in lived.days) == round(sum(reported[one] for one in ON_TIME))
    assert lived.days[-1].in_care == len(lived.agents_by_type[Child])
    waiting = sum(iro.hours_waiting for iro in lived.agents_by_type[IRO])
    assert lived.days[-1].hours_waiting == pytest.approx(waiting)


def test_after_the_last_day_nothing_happens(lived):
    days = len(lived.days)
    lived.step()
    assert len(lived.days) == days
    assert not lived.running


def test_every_journey_can_be_told(lived):
    told = [events(lived, row) for row in range(lived.world.service.entered_rows)]
    said = {words for journey in told for _, words in journey}
    assert "comes into care" in said
    assert "leaves care" in said
    assert any(words.startswith("review ") for words in said)
    for journey in told:
        dates = [date for date, _ in journey]
        assert dates == sorted(dates)


def test_a_child_in_care_stands_as_the_record_says(lived):
    row, words = worth_opening(lived, 5)[0]
    record = lived.world.children[row]
    now = dict(standing(lived, row))
    assert f"Child {row}, " in words
    assert now["Open actions"].endswith(f"of which {record.actions_in_drift} in drift")
    assert now["IRO"] == iro_name(lived, record.iro)


def test_the_figure_and_the_desks_say_what_the_model_holds(lived):
    rows = desk_rows(lived)
    iros = list(lived.agents_by_type[IRO])
    assert [row[1] for row in rows] == [str(int(iro.children)) for iro in iros]
    desks, reviews, drift = drawn(lived).axes
    assert [bar.get_width() for bar in desks.patches] == [iro.days_waiting for iro in iros]
    assert list(drift.lines[0].get_ydata()) == [day.in_drift for day in lived.days]
    assert [bar.get_height() for bar in reviews.patches] == [w[0] for w in by_week(lived.days)]
    assert in_words(lived).startswith(f"{len(iros)} IROs' desks")

"""The services that are watched: the same as any other, the same world, and their days add up."""

import shlex
import threading

import numpy as np
import pandas as pd
import pytest

pytest.importorskip("solara", reason="the page's packages are not installed")

from experiments.journey import PROGRAM
from sim.cli.command import run
from sim.errors import UserError
from sim.ledger import Count
from sim.mesa_agents import IRO, Child
from sim.model import ReviewService
from sim.page.view_journey import command_of, event_rows, standing, worth_opening
from sim.page.visitor_question import Question
from sim.page.watch_figure import drawn, in_words, late_to_date
from sim.page.watched_arms import DUE, ON_TIME, OWN, WatchedArms, asked_of, opened, policy_options
from sim.page.watched_words import (
    NOTHING_YET,
    desks_of,
    difference_words,
    iro_rows,
    role_rows,
    rows,
)
from sim.study.one_child import in_care_on_first_day, journeys
from sim.vocabulary import Role

RUTLAND = Question(authority="Rutland", more="years=1 warm_up_years=1")


@pytest.fixture(scope="module")
def here():
    return opened(RUTLAND)


@pytest.fixture(scope="module")
def lived(here):
    arms = WatchedArms(**here.arms.made)
    while arms.running:
        arms.step()
    return arms


def test_what_is_watched_is_what_any_run_of_it_counts(here, lived):
    for model, under in ((lived.today, lived.today.settings),
                         (lived.policy, lived.policy.under_policy)):  # fmt: skip
        plain = ReviewService(lived.today.settings, under, here.point.seed(0))
        plain.live_until(plain.calendar.end)
        assert np.array_equal(plain.world.ledger, model.world.ledger)
    assert not np.array_equal(lived.today.world.ledger, lived.policy.world.ledger)


def test_days_add_up_to_the_reported_time(lived):
    for model in (lived.today, lived.policy):
        reported = model.world.ledger[list(model.calendar.reported)].sum(axis=0)
        assert len(model.days) == model.calendar.end - model.calendar.start
        assert sum(day.held for day in model.days) == round(reported[Count.REVIEWS_HELD])
        assert sum(day.due for day in model.days) == round(sum(reported[one] for one in DUE))
        on_time = round(sum(reported[one] for one in ON_TIME))
        assert sum(day.on_time for day in model.days) == on_time
        assert model.days[-1].in_care == len(model.agents_by_type[Child])
        waiting = sum(desk.hours for desk in desks_of(model))
        assert model.days[-1].hours_waiting == pytest.approx(waiting)


def test_both_live_the_same_days(lived):
    assert [day.date for day in lived.today.days] == [day.date for day in lived.policy.days]


def test_after_the_last_day_nothing_happens(lived):
    days = lived.lived
    lived.step()
    assert (lived.lived, lived.running) == (days, False)


def test_whoever_let_go_steps_no_more(here):
    first = WatchedArms(**here.arms.made)
    first.step()
    second = first.come_to(5)
    first.step()
    assert (first.running, second.running, second.lived) == (False, True, 5)
    assert second.today is first.today
    earlier = second.come_to(2)
    assert (earlier.lived, second.lived) == (2, 5)
    assert earlier.today.days == second.today.days[:2]
    assert earlier.come_to(10**6).lived == earlier.today.calendar.end - earlier.today.calendar.start


def test_two_threads_live_each_day_once(here):
    arms = WatchedArms(**here.arms.made)
    threads = [threading.Thread(target=lambda: [arms.step() for _ in range(10)]) for _ in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(arms.today.days) == len(arms.policy.days) == 20


def test_what_is_watched_follows_the_question():
    assert asked_of(RUTLAND, "").policies == ("abolish",)
    assert asked_of(RUTLAND, "notify").policies == ("notify",)
    assert asked_of(RUTLAND, "no such").policies == ("abolish",)
    own = Question(policies=(), more="policy.iro.caseload=50")
    assert asked_of(own, "").policies == ()
    assert policy_options(own)[0]["value"] == OWN
    assert OWN not in [one["value"] for one in policy_options(RUTLAND)]
    pool = Question(authority="Leeds", policies=("relocate",), more="policy.pool=[Leeds,Bradford]")
    with pytest.raises(UserError, match=r"policy\.pool is not allowed in Watch"):
        opened(pool)


def test_a_child_in_care_stands_as_the_record_says(here, lived):
    number, words = worth_opening(lived, 5)[0]
    row = in_care_on_first_day(here.arms.warmed)[number - 1]
    record = lived.today.world.children[row]
    now = {what: today for what, today, _ in standing(lived, number)}
    assert f"Child {number}, " in words
    assert now["Open actions"].endswith(f"of which {record.actions_in_drift} in drift")
    assert now["Placement moves"] == str(record.moves)


def test_the_figure_the_tables_and_the_words_say_what_the_models_hold(lived):
    today, under = desks_of(lived.today), desks_of(lived.policy)
    iros = list(lived.today.agents_by_type[IRO])
    assert [row[1] for row in iro_rows(lived.today, today, under)] == [
        str(int(iro.children)) for iro in iros
    ]
    assert len(role_rows(today, under)) == len(Role)
    assert role_rows(today, under)[Role.IRO][5] == "0"  # abolished
    desks, late, drift = drawn(lived, today, under, "abolish").axes
    assert len(desks.lines[0].get_xdata()) == len(today)
    assert list(late.lines[1].get_ydata()) == late_to_date(lived.policy.days)
    assert list(drift.lines[0].get_ydata()) == [day.in_drift for day in lived.today.days]
    ticks = [*late.get_yticks(), *drift.get_yticks()]
    assert ticks == [round(tick) for tick in ticks]  # of half a review nothing is to be said
    told = in_words(lived, today, under, "abolish")
    assert told.startswith(f"Today's service: {len(iros)} IROs' desks")
    assert "Under abolish: 0 IROs' desks" in told
    held = sum(day.held for day in lived.policy.days), sum(day.held for day in lived.today.days)
    said = difference_words(lived, "abolish")
    by = held[0] - held[1]
    expected = f"{abs(by)} {'more' if by > 0 else 'fewer'}" if by else "as many"
    assert f"{expected} review" in said
    assert rows(lived)[0] == ["reviews held", str(held[1]), str(held[0]), f"{by:+d}" if by else "0"]


def test_before_the_first_day_there_is_nothing_to_tell(here):
    first = here.arms.come_to(0)
    assert difference_words(first, "abolish") == NOTHING_YET
    assert rows(first) == []


@pytest.mark.slow
def test_the_journey_shown_is_the_commands(here, tmp_path):
    number = 3
    words = shlex.split(command_of(here, number))
    assert words[:3] == ["python", "-m", "experiments.journey"]
    assert run(PROGRAM, [*words[3:], f"hydra.run.dir={tmp_path / 'run'}"]) == 0
    written = pd.read_csv(tmp_path / "run" / "journey.csv", keep_default_na=False, dtype=str)
    made = journeys(here.point, 0, number)
    assert written[list(made)].to_dict("records") == made.astype(str).to_dict("records")
    told = event_rows(made[made["policy"] == "abolish"])
    assert len(told) == (made["policy"] == "abolish").sum()
    assert [row[0] for row in told] == sorted(row[0] for row in told)

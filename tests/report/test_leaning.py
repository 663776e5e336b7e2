"""To which side readings lean, and what is printed of councils."""

import pandas as pd
import pytest
from test_figures import authorities

from sim.report.leaning import NOBODY, side_of
from sim.report.terminal_comparison import readings_words, show_england


@pytest.mark.parametrize(
    "reading, side",
    [
        ("better", "better"),
        ("mostly worse", "worse"),
        ("better, or mostly better", "better"),
        ("better, or depends", "open"),
        ("mostly worse, or same or worse", "open"),
        ("same or better", "open"),
        ("depends", "open"),
        ("about the same", "open"),
    ],
)
def test_what_is_open_leans_to_no_side(reading, side):
    assert side_of(reading) == side


def test_of_two_readings_the_first_is_counted():
    rows = pd.DataFrame({"reading": ["better", "better, or mostly better", "depends"]})
    assert readings_words(rows) == "better in 2, depends in 1"


def told(capsys, **asked):
    table = authorities(**asked).assign(today=1.0)
    show_england(table, policy="notify", assumed="Assumed.", apart="Apart.")
    return capsys.readouterr().out


def test_councils_are_named_only_where_they_stand_apart(capsys):
    said = told(capsys)
    assert "Bournemouth" in said and "Council 2" in said and "Council 3" not in said
    assert NOBODY not in said


def test_where_none_stands_apart_none_is_named(capsys):
    said = told(capsys, apart=0)
    assert said.count(NOBODY) == 1 and "Council " not in said.replace(NOBODY, "")

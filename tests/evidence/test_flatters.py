"""Whom it flatters: every entry is whole, its command is understood, and the tables hold all."""

import shlex

import pytest

from experiments import docs
from sim.arms.figures_in_words import NAMED
from sim.arms.resolve import resolve
from sim.cli.arguments import read
from sim.cli.compose import compose
from sim.evidence.whom_it_flatters import FLATTERIES, LARGEST, SIDES, UNKNOWN, largest

COMMAND = "python -m sim "


@pytest.mark.parametrize("one", FLATTERIES, ids=lambda one: one.what[:40])
def test_an_entry_says_what_it_is_whom_it_flatters_and_how_much(one):
    assert one.what.endswith(".") and len(one.what) < 160
    assert one.sides and set(one.sides) <= set(SIDES)
    named = NAMED.sub("1", one.size)
    assert named.startswith(UNKNOWN) or any(sign.isdigit() for sign in named)
    assert "{" not in one.cells[2]


@pytest.mark.slow
@pytest.mark.parametrize("command", dict.fromkeys(one.shown_by for one in FLATTERIES))
def test_the_command_that_shows_it_is_understood(command):
    if not command:
        return
    assert command.startswith(COMMAND)
    line = read(shlex.split(command.removeprefix(COMMAND)))
    asked = compose(line.overrides)
    arms = resolve(asked.settings, asked.changes)
    assert arms.under_policy is not None


def test_nothing_is_said_twice():
    assert len({one.what for one in FLATTERIES}) == len(FLATTERIES)


def test_the_largest_flatter_more_than_one_side():
    sides = {side for one in largest() for side in one.sides}
    assert len(largest()) == LARGEST
    assert {"IROs", "abolition"} <= sides


@pytest.mark.parametrize("page, told", [("README.md", largest()), ("docs/model.md", FLATTERIES)])
def test_the_page_holds_the_table_as_it_is_made(page, told):
    text = (docs.ROOT / page).read_text("utf-8")
    assert docs.flatters_table(told) in text, "run python -m experiments.docs"
    assert docs.with_flatters(text, told) == text

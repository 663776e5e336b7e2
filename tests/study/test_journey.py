"""One child's journey is what happens in the run, and the command writes it."""

import datetime

import numpy as np
import pandas as pd
import pytest
from studies import undescribed

from experiments.journey import PROGRAM
from sim.cli.arguments import read
from sim.cli.ask import ask_in_one_world
from sim.cli.command import run
from sim.engine.journal import JOURNAL
from sim.errors import UserError
from sim.initialise.build import build, calendar_of, fork_under, run_until
from sim.ledger import Count
from sim.replicate.replication import point_of
from sim.study.one_child import in_care_on_first_day, journeys
from sim.vocabulary import EventKind

WORDS = ["authority.name=Rutland", "years=1", "warm_up_years=1", "+scenario=strengthen"]
CHILD = 5


@pytest.fixture(scope="module")
def point():
    return point_of(0, ask_in_one_world(read(WORDS)), "strengthen")


@pytest.fixture(scope="module")
def told(point):
    return journeys(point, 0, CHILD)


def ends(point, journal=False):
    """Return each arm's world at the end of the run, and the child's row."""
    today, policy = (arm[0] for arm in point.settings(0))
    when = calendar_of(today)
    world = run_until(build(today, point.seed(0), journal=journal), when.first, when.start)
    row = int(in_care_on_first_day(world)[CHILD - 1])
    arms = [fork_under(world, under, today) for under in (today, policy)]
    before = [(int(arm.children[row].review), int(arm.pools[JOURNAL].used)) for arm in arms]
    return [run_until(arm, when.start, when.end) for arm in arms], row, before


def test_reviews_held_are_those_of_the_run_without_a_journal(point, told):
    worlds, row, before = ends(point)
    for (_, rows), world, (first, _) in zip(
        told.groupby("policy", sort=False), worlds, before, strict=True
    ):
        held = rows[(rows["lane"] == "reviews") & rows["event"].isin(["held", "held late"])]
        assert len(held) == int(world.children[row].review) - first > 0
        late = held[held["event"] == "held late"]
        due = rows[rows["event"] == "due"].set_index("detail")["begins"]
        assert (late["begins"].to_numpy() > due[late["detail"]].to_numpy()).all()
        on_time = held[held["event"] == "held"]
        assert (on_time["begins"].to_numpy() <= due[on_time["detail"]].to_numpy()).all()


def test_a_journal_changes_nothing_and_holds_each_told_change_once(point):
    (plain, _), _, _ = ends(point)
    (kept, _), _, before = ends(point, journal=True)
    assert np.array_equal(plain.ledger, kept.ledger)
    entries = kept.journal[1 + before[0][1] : 1 + kept.pools[JOURNAL].used]
    what = [int(entry.what) for entry in entries]
    reported = list(calendar_of(point.today).reported)
    counted = kept.ledger[reported].sum(axis=0)
    assert what.count(EventKind.CHANGE) == counted[Count.CHANGES]
    assert what.count(EventKind.CHANGE_TOLD) == counted[Count.CHANGES_TOLD] > 0
    first = what.index(EventKind.CHANGE_TOLD)
    assert what[first - 1] != EventKind.CHANGE_TOLD


def test_what_lasts_ends_after_it_begins_and_drift_ends_with_its_action(told):
    spans = told[told["ends"] != ""]
    assert (spans["begins"] <= spans["ends"]).all()
    opened = spans[spans["event"] == "open"].set_index(["policy", "detail"])["ends"]
    drift = spans[spans["event"] == "drift"].set_index(["policy", "detail"])["ends"]
    assert (drift == opened[drift.index]).all()
    assert set(told["policy"]) == {"keep", "strengthen"}
    workers = told[told["lane"] == "social worker"].groupby("policy")
    for _, rows in workers:
        assert (rows["ends"].to_numpy()[:-1] < rows["begins"].to_numpy()[1:]).all()


def test_a_child_there_is_not_is_a_mistake_of_one_line(point):
    with pytest.raises(UserError, match=r"child=999 is not allowed: .* from 1 to \d+"):
        journeys(point, 0, 999)


@pytest.mark.slow
def test_the_command_writes_the_table_and_its_figure(tmp_path, capsys, told):
    folder = tmp_path / "run"
    assert run(PROGRAM, [*WORDS, f"child={CHILD}", f"hydra.run.dir={folder}"]) == 0
    table = pd.read_csv(folder / "journey.csv", keep_default_na=False)
    assert undescribed(folder) == []
    first = {"authority": "Rutland", "replication": 0, "child": CHILD}
    for name, value in first.items():
        assert set(table[name]) == {value}
    pd.testing.assert_frame_equal(table[list(told)], told)
    for day in {*told["begins"], *told["ends"]} - {""}:
        assert datetime.date.fromisoformat(day).isoformat() == day
    assert {path.name for path in (folder / "figures").iterdir()} == {"journey.png", "journey.svg"}
    said = capsys.readouterr().out
    assert f"Child {CHILD}, today's service" in said and "review" in said


@pytest.mark.parametrize(
    "word", ["child=0", "child=x", "replication=-1", "child=900", "worlds=plausible", "why=true"]
)
def test_bad_words_end_with_2(tmp_path, capsys, word):
    folder = tmp_path / "run"
    assert run(PROGRAM, [*WORDS, word, f"hydra.run.dir={folder}"]) == 2
    said = capsys.readouterr().err
    assert f"{word} is not allowed" in said
    assert list(tmp_path.iterdir()) == []


def test_the_help_lists_its_options(capsys):
    assert run(PROGRAM, ["--help"]) == 0
    assert "child=1" in capsys.readouterr().out

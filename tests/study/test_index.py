"""A run's folder says what was asked, and results/index.csv lists the runs."""

import csv
import datetime
import os
import re
import subprocess
import sys
import threading
from pathlib import Path

import pandas as pd
import pytest

from sim.cli.arguments import read
from sim.cli.ask import ask
from sim.cli.command import brief_of
from sim.errors import Exit
from sim.study.brief import Brief
from sim.study.choose_folder import LONGEST, RESULTS, new_folder
from sim.study.index import COLUMNS, LOCK, NAME, add
from sim.study.notes import authority_words

ROOT = Path(__file__).parents[2]
BRIEF = Brief("abolish", "Leeds", "abolish", ("iro.caseload=100",), 200, 200, 7)


@pytest.fixture
def here(tmp_path, monkeypatch):
    """Return an empty current folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def asked(*words, study="abolish"):
    line = read(words)
    arms = ask(line)
    return brief_of(line, study, authority_words(arms), arms.today)


def made(name, folder=RESULTS):
    place = folder / "abolish" / name
    place.mkdir(parents=True)
    return place


def rows():
    with (RESULTS / NAME).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_folder_says_authority_changes_and_worlds():
    brief = asked(
        "+scenario=abolish", "authority.name=Leeds", "iro.caseload=100", "compute.workers=2"
    )
    folder = new_folder(brief)
    assert folder.parts[:2] == ("results", "abolish")
    assert re.fullmatch(r"leeds_iro\.caseload=100_200-worlds_\d{8}-\d{6}-[0-9a-f]{6}", folder.name)


def test_one_world_few_worlds_and_none_are_told_apart():
    assert "_one-world_" in new_folder(asked("worlds=one", study="keep")).name
    assert "_30-worlds_" in new_folder(asked("replications=30", study="keep")).name
    assert "world" not in new_folder(Brief("sensitivity", "Leeds", "", (), None, 50, 1, True)).name


def test_more_runs_than_worlds_and_a_count_not_known_before_are_told():
    assert "_200-worlds-400-runs_" in new_folder(asked("replications=400", study="keep")).name
    until = asked("+scenario=abolish", "precision=0.01", "replications=40")
    assert "_up-to-40-worlds_" in new_folder(until).name
    readings = asked("+scenario=abolish", "precision_of=readings", "replications=300")
    assert "_200-worlds-up-to-300-runs_" in new_folder(readings).name


def test_a_long_name_is_cut_and_says_how_much_is_left_out():
    changed = tuple(f"social_worker.caseload={number}" for number in range(40))
    name = new_folder(Brief("x", "Bournemouth, Christchurch and Poole", "x", changed, 9, 9, 1)).name
    assert len(name) <= LONGEST
    shown = name.count("social_worker.caseload=")
    assert f"_and-{40 - shown}-more_9-worlds_" in name and shown


@pytest.mark.parametrize("word", ["a/b", "../up", "a:b", "[Leeds,Hull]", "ünï cödé", "a\nb", "…"])
def test_nothing_unsafe_stands_in_a_name(word):
    folder = new_folder(Brief("x", word, "x", (f"pool={word}",), 9, 9, 1))
    assert folder.parent == RESULTS / "x"
    assert re.fullmatch(r"[a-z0-9._=-]+", folder.name)
    assert not folder.name.startswith(".")


def test_the_policies_of_every_kind_of_study_are_named():
    assert asked("+scenario=abolish").policy == "abolish"
    assert asked("policy.iro.caseload=50", study="own_policy").policy == "own_policy"
    assert asked(study="keep").policy == "keep"
    of_another = asked("+scenario=abolish", study="sensitivity")
    assert (of_another.policy, of_another.changed) == ("abolish", ("abolish",))


def test_a_run_is_a_row(here):
    add(made("one"), "python -m sim +scenario=abolish", BRIEF, Exit.DONE)
    add(made("two"), "python -m sim 'authority.name=Bristol, City of'", BRIEF, Exit.SOME_FAILED)
    first, second = rows()
    assert tuple(first) == COLUMNS
    assert first["folder"] == "results/abolish/one"
    assert datetime.datetime.fromisoformat(first["ended"]).tzinfo
    assert (first["exit"], second["exit"]) == ("done", "some failed")
    assert second["command"] == "python -m sim 'authority.name=Bristol, City of'"
    table = pd.read_csv(RESULTS / NAME)
    assert list(table["worlds"]) == [200, 200] and list(table["seed"]) == [7, 7]
    assert sorted(path.name for path in RESULTS.iterdir()) == [LOCK, "abolish", NAME]


def test_of_a_folder_elsewhere_nothing_is_written(here):
    add(made("one", here / "mine"), "python -m sim", BRIEF, Exit.DONE)
    assert not RESULTS.exists()
    add(made("one", RESULTS / "mine"), "python -m sim", BRIEF, Exit.DONE)
    assert rows()[0]["folder"] == "results/mine/abolish/one"


@pytest.mark.parametrize(
    "text",
    ["name,value\n1,2\n", "\xff\xfe", ",".join(COLUMNS) + "\n1,2,3\n", '"open',
     ",".join(COLUMNS) + "\n" + ",".join("abcdefghijk")],
)  # fmt: skip
def test_a_foreign_or_broken_index_is_left_in_a_line(here, text, capsys):
    place = made("one")
    (RESULTS / NAME).write_bytes(text.encode("latin-1"))
    add(place, "python -m sim", BRIEF, Exit.DONE)
    assert (RESULTS / NAME).read_bytes() == text.encode("latin-1")
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and "results/index.csv is left as it is" in said


def test_an_empty_file_is_begun_anew(here, capsys):
    place = made("one")
    (RESULTS / NAME).touch()
    add(place, "python -m sim", BRIEF, Exit.DONE)
    assert [row["folder"] for row in rows()] == ["results/abolish/one"]
    assert capsys.readouterr().err == ""


def test_an_index_that_cannot_be_written_is_a_line(here, capsys):
    place = made("one")
    (RESULTS / NAME).mkdir()
    add(place, "python -m sim", BRIEF, Exit.DONE)
    assert capsys.readouterr().err.count("\n") == 1


def test_runs_that_end_at_once_all_stand_in_it(here):
    places = [made(str(number)) for number in range(16)]
    started = threading.Barrier(len(places))

    def end(place):
        started.wait()
        add(place, "python -m sim", BRIEF, Exit.DONE)

    racers = [threading.Thread(target=end, args=(place,)) for place in places]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join()
    assert sorted(row["folder"] for row in rows()) == sorted(one.as_posix() for one in places)


def test_processes_that_end_at_once_lose_no_row(here):
    code = (
        "import pathlib, sys; sys.path.insert(0, sys.argv[2])\n"
        "from sim.study.brief import Brief; from sim.study.index import add\n"
        "for n in range(20):\n"
        "    place = pathlib.Path('results') / sys.argv[1] / str(n); place.mkdir(parents=True)\n"
        "    add(place, 'x', Brief('x', 'Leeds', 'x', (), None, 1, 1), 0)\n"
    )
    ran = [
        subprocess.Popen([sys.executable, "-c", code, name, str(ROOT)], env=os.environ)
        for name in ("a", "b", "c")
    ]
    assert [one.wait() for one in ran] == [0, 0, 0]
    assert len({row["folder"] for row in rows()}) == 60

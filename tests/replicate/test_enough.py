"""Running until sure: when it looks, when it stops, and that it tells what it reached."""

import json
import math

import pandas as pd
import pytest
from studies import SMALL, tables

from sim.cli.main import main
from sim.replicate.stopping_rule import AIM, FIRST, LEAST, Enough, next_total, run_until_sure

NAN = float("nan")


@pytest.mark.parametrize(
    ("replications", "half_width", "asked", "most", "expected"),
    [
        # 1.1 x 40 x (0.006 / 0.005)^2 = 63.36
        (40, 0.006, 0.005, 1000, 64),
        # 1.1 x 30 x (0.02 / 0.005)^2 = 528, but twice as many at most
        (30, 0.02, 0.005, 1000, 60),
        # 1.1 x 100 x (0.00501 / 0.005)^2 = 110.44
        (100, 0.00501, 0.005, 1000, 111),
        # 1.1 x 30 x (0.00501 / 0.005)^2 = 33.1, but five more at least
        (30, 0.00501, 0.005, 1000, 35),
        (400, 0.006, 0.005, 500, 500),
        (498, 0.006, 0.005, 500, 500),
        (30, NAN, 0.005, 1000, 60),
        (30, math.inf, 0.005, 1000, 60),
    ],
)
def test_the_next_look_by_hand(replications, half_width, asked, most, expected):
    assert (FIRST, AIM, LEAST) == (30, 1.1, 5)
    assert next_total(replications, half_width, asked, most) == expected


def conducted(asked, most, spread):
    """Run until sure where n replications come to spread / sqrt(n)."""
    totals = []
    enough = run_until_sure(
        "service_cost", asked, most, totals.append, lambda: spread / math.sqrt(totals[-1])
    )
    return enough, totals


def test_it_stops_at_the_first_look_that_is_narrow_enough():
    assert conducted(0.02, 500, 0.1) == (
        Enough("service_cost", 0.02, 0.1 / math.sqrt(30), 30, 1),
        [30],
    )


def test_it_runs_on_until_it_is_met():
    enough, totals = conducted(0.01, 5_000, 0.1)
    assert totals == [30, 60, 110]  # doubled, then 1.1 x 60 x (0.01291 / 0.01)^2 = 110
    assert enough.met and enough.reached == pytest.approx(0.1 / math.sqrt(110))
    assert (enough.replications, enough.looks) == (110, 3)


def test_it_stops_at_the_most_and_says_that_it_is_not_met():
    enough, totals = conducted(0.001, 100, 0.1)
    assert totals == [30, 60, 100]
    assert not enough.met and enough.replications == 100


def test_fewer_than_a_first_look_are_one_look():
    enough, totals = conducted(0.001, 7, 0.1)
    assert totals == [7] and not enough.met


def test_without_an_interval_it_runs_to_the_most():
    totals = []
    enough = run_until_sure("reviews_on_time", 0.1, 200, totals.append, lambda: NAN)
    assert totals == [30, 60, 120, 200]
    assert not enough.met and math.isnan(enough.reached)


def test_readings_are_asked_until_none_is_open():
    left, totals = iter([4.0, 2.0, 0.0]), []
    enough = run_until_sure("readings", 0.0, 200, totals.append, lambda: next(left))
    assert totals == [30, 60, 120]
    assert enough.met and enough.reached == 0


@pytest.mark.slow
@pytest.mark.parametrize("more", [["worlds=one"], []])
def test_threads_change_neither_when_it_stops_nor_what_it_finds(more, tmp_path, capsys):
    asked = ["+scenario=abolish", *SMALL, "seed=3", "replications=200",
             "precision=90", "precision_of=service_cost", *more]  # fmt: skip
    found = {}
    for threads in (1, 2):
        folder = tmp_path / str(threads)
        assert main([*asked, f"compute.workers={threads}", f"hydra.run.dir={folder}"]) == 0
        printed = capsys.readouterr().out
        told = json.loads((folder / "run.json").read_text())["precision"]
        assert "Precision of £90 asked of service cost: reached, with" in printed
        assert f"after {told['replications']} replications" in printed
        found[threads] = told, tables(folder)
    assert found[1] == found[2]
    told = found[1][0]
    assert told["asked"] == 90 and told["reached"] <= 90
    assert told["replications"] < 200


@pytest.mark.slow
def test_it_goes_on_until_every_reading_is_settled_or_worlds_run_out(tmp_path, capsys):
    folder = tmp_path / "run"
    words = ["+scenario=abolish", *SMALL, "precision_of=readings", "replications=60"]
    assert main([*words, f"hydra.run.dir={folder}"]) == 0
    told = json.loads((folder / "run.json").read_text())["precision"]
    readings = pd.read_csv(folder / "headline.csv")["reading"]
    assert told["reached"] == readings.str.contains(", or ").sum()
    assert told["replications"] == 60 or told["reached"] == 0
    assert ("still open" in capsys.readouterr().out) == (told["reached"] > 0)


@pytest.mark.slow
def test_what_has_no_interval_is_written_all_the_same(tmp_path, capsys):
    folder = tmp_path / "run"
    words = ["+scenario=abolish", *SMALL, "worlds=one", "replications=1", "precision=0.01"]
    assert main([*words, f"hydra.run.dir={folder}"]) == 0
    assert "no interval" in capsys.readouterr().out
    told = json.loads((folder / "run.json").read_text())["precision"]
    assert told == {
        "of": "reviews_on_time", "asked": 0.01, "reached": None, "replications": 1, "looks": 1,
    }  # fmt: skip

"""Under what beliefs a policy beats today's service: boxes, thresholds, the map and its words."""

import json
import math
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest
from studies import undescribed

from experiments.beliefs import Belief, beliefs
from experiments.flip_points import flip_map, flip_study, outcome, prim_boxes
from experiments.flip_points import flip_sentences as sentences
from experiments.flip_points import sampled_worlds as worlds
from experiments.flip_points.__main__ import PROGRAM
from experiments.flip_points.map_figure import COLOURS, finding, letters
from experiments.flip_points.map_figure import flip_map as draw
from experiments.flip_points.numbered_points import Points
from experiments.flip_points.outcome import Outcome
from experiments.flip_points.prim_boxes import Box, Limit
from experiments.flip_points.questions import QUESTIONS, SIGN, bars_to_beat
from experiments.flip_points.thresholds import (
    ABOVE,
    ALWAYS,
    BELOW,
    NEVER,
    NO_VALUE,
    crossings,
    thresholds,
)
from sim.analyse.estimate import Estimate
from sim.cli.command import run
from sim.ledger import Count
from sim.replicate import runner
from sim.replicate.arm_results import ArmResults
from sim.settings import Settings, register
from sim.settings.smallest_differences import Matters

NAN = math.nan
LISTED = {setting.name: setting for setting in register(Settings())}
REACH, OBJECTIVE = "challenge.advocate.succeeds", "team_manager.objectivity"
DRIFT, _, COST = QUESTIONS
TINY = ["authority.name=Rutland", "years=1", "warm_up_years=1", "replications=2"]


def main(words):
    return run(PROGRAM, words)


def same(*values):
    """Return a gain of one question for each value, with an interval of 1 to either side."""
    return [
        Estimate(*(np.array([value + shift]) for shift in (0.0, -1.0, 1.0))) for value in values
    ]


def made_up(worlds=400, settings=6, seed=5):
    rng = np.random.default_rng(seed)
    names = [f"s{number}" for number in range(settings)]
    return pd.DataFrame(rng.random((worlds, settings)), columns=names)


@pytest.mark.slow
def test_prim_finds_the_box_that_was_put_in():
    x = made_up()
    sought = ((x["s1"] > 0.6) & (x["s4"] < 0.5)).to_numpy()
    box = prim_boxes.find_box(x, sought)
    assert [limit.setting for limit in box.limits] == ["s1", "s4"]
    first, second = box.limits
    assert first.low == pytest.approx(0.6, abs=0.12) and first.high is None
    assert second.high == pytest.approx(0.5, abs=0.12) and second.low is None
    assert box.density >= prim_boxes.DENSE and box.coverage > 0.8
    inside = (x["s1"] >= first.low) & (x["s4"] <= second.high)
    assert box.density == sought[inside].mean()
    assert box.coverage == sought[inside].sum() / sought.sum()


def test_there_is_no_box_in_chance_alone():
    found = []
    for seed in range(8):
        x = made_up(200, 40, seed)
        found.append(prim_boxes.find_box(x, np.random.default_rng(100 + seed).random(200) < 0.4))
    assert sum(box is not None for box in found) <= 1  # an alarm in 20 is what the rule allows


def test_quasi_p_by_hand():
    # within s <= 2: 2 of 2 sought; of all four worlds a half is: 0.5 squared
    x = pd.DataFrame({"s": [1.0, 2.0, 3.0, 4.0]})
    sought = np.array([True, True, False, False])
    assert prim_boxes.quasi_p(x, sought, {("s", 1): 2.0}, ("s", 1)) == pytest.approx(0.25)
    assert prim_boxes.prune(x, sought, {("s", 1): 2.0}) == {}


def test_the_box_told_of_follows_the_rule():
    some = (Limit("a", 0.5, None, 0.01),)
    wide, clear, clearer = Box(some, 0.6, 0.9), Box(some, 0.8, 0.5), Box(some, 0.95, 0.3)
    assert prim_boxes.best_box([wide, clear, clearer], 0.4) is clear  # dense, with most coverage
    assert prim_boxes.best_box([wide, Box(some, 0.7, 0.5)], 0.4) is wide  # 0.54 beats 0.35
    assert prim_boxes.best_box([wide], 0.6) is None  # no denser than all worlds


@pytest.mark.parametrize(
    ("gains", "where"),
    [
        ([-1, 1, 3], [0.5]),
        ([3, 1, -3], [1.25]),
        ([-1, 1, -1], [0.5, 1.5]),
        ([1, 0, 0], [1.0]),  # winning is more than zero
        ([0, 0, 0], []),
        ([2, 1, 3], []),
    ],
)
def test_crossings_by_hand(gains, where):
    assert crossings([0.0, 1.0, 2.0], gains) == pytest.approx(where)


def test_a_threshold_has_its_interval_and_side():
    # the gain rises by 2 a step from -3: zero at 1.5; its lower end at 2.0, its upper end at 1.0
    (one,) = thresholds([0.0, 1.0, 2.0, 3.0], same(-3, -1, 1, 3), 0)
    assert (one.flips_at, one.low, one.high, one.direction) == (1.5, 1.0, 2.0, ABOVE)
    (one,) = thresholds([0.0, 1.0], same(0.5, -0.5), 0)  # the interval reaches both ends
    assert (one.flips_at, one.low, one.high, one.direction) == (0.5, 0.0, 1.0, BELOW)


@pytest.mark.parametrize(
    ("gains", "direction"),
    [(same(1, 2), ALWAYS), (same(-1, 0), NEVER), (same(NAN, 2), NO_VALUE)],
)
def test_no_flip_says_so(gains, direction):
    (one,) = thresholds([0.0, 1.0], gains, 0)
    assert math.isnan(one.flips_at) and one.direction == direction


def test_without_an_interval_a_threshold_has_none():
    bare = [Estimate(np.array([v]), np.array([NAN]), np.array([NAN])) for v in (-1.0, 1.0)]
    (one,) = thresholds([0.0, 1.0], bare, 0)
    assert one.flips_at == 0.5 and math.isnan(one.low) and math.isnan(one.high)


def test_worlds_are_even_and_come_from_the_seed():
    varied = [Belief("a", 0.0, 1.0, False), Belief("b", 5, 8, True)]
    drawn = worlds.spread(varied, 40, 7)
    assert drawn == worlds.spread(varied, 40, 7) != worlds.spread(varied, 40, 8)
    a = sorted(world["a"] for world in drawn)
    assert all(n / 40 - 1e-3 <= value <= (n + 1) / 40 + 1e-3 for n, value in enumerate(a))
    assert sorted(world["b"] for world in drawn) == [5] * 10 + [6] * 10 + [7] * 10 + [8] * 10
    assert all(isinstance(world["b"], int) for world in drawn)


def test_every_point_has_a_number_of_its_own():
    some = beliefs(list(LISTED.values()))[:4]
    points = Points(Settings(), {}, some, samples=20, grid=3)
    numbers = [points.world(n, {}).number for n in range(20)]
    numbers += [point.number for one in some for point in points.along(one).values()]
    numbers += [point.number for up in some[1:] for point in points.cells(some[0], up).values()]
    assert len(numbers) == 20 + 4 * 3 + 3 * 9
    assert len(set(numbers)) == len(numbers)


def test_differences_turn_into_wins_by_direction_and_by_what_matters():
    gain = Estimate(np.array([1.5, 0.02, NAN]), *(np.full(3, NAN),) * 2)
    least = bars_to_beat("matters", Matters())
    assert list(least) == [2.0, 0.01, 25.0] and list(bars_to_beat("any", Matters())) == [0, 0, 0]
    table = worlds.table([{"a": 1.0}], [{"abolish": gain}], least)
    assert list(table["question"]) == ["drift", "timeliness", "cost"]
    assert list(table["difference"])[:2] == [-1.5, 0.02]  # fewer days in drift are better
    assert list(table["beats"])[:2] == [0, 1] and table["beats"].isna()[2]
    assert list(SIGN) == [-1, 1, -1]


def ledgers(name, drift):
    """Return an arm of three replications with these days in drift for each of 100 child-days."""
    counts = np.zeros((len(drift), 1, len(Count)))
    counts[:, 0, Count.CHILD_DAYS] = 100.0
    counts[:, 0, Count.ACTION_DAYS_IN_DRIFT] = drift
    numbers = tuple(range(len(drift)))
    return ArmResults(name, numbers, numbers, ("whole",), counts)


def test_the_best_of_a_cell_by_hand():
    today, one, other = (ledgers("keep", [10, 11, 12]), ledgers("one", [8, 9.1, 9.9]),
                         ledgers("other", [20, 1, 13]))  # fmt: skip
    won = flip_map.best([today, one, other], 0)
    assert won.winner == "one" and won.sure
    assert won.margin == pytest.approx(365.25 * (11 - 9) / 100)
    assert not flip_map.best([today, other], 0).sure  # they differ by chance
    assert flip_map.best([today, ledgers("same", [10, 11, 12])], 0) == ("keep", 0.0, False)
    assert flip_map.best([today, one], 1).winner == ""  # no review fell due


BOX = Box((Limit(OBJECTIVE, 0.8, None, 0.001), Limit(REACH, 0.1, 0.3, 0.01)), 0.82, 0.61)


def test_a_box_reads_as_a_sentence():
    said = sentences.of_outcome(Outcome("abolish", DRIFT, 200, 0.4, True, BOX))
    assert said == (
        "Abolish reduces drift in 40% of the 200 sampled worlds, mostly if "
        "team_manager.objectivity is above 0.8 and challenge.advocate.succeeds is from 0.1 to 0.3: "
        "in such worlds it does in 82%, and they hold 61% of the worlds in which it does."
    )
    every = Box(BOX.limits, 0.82, 0.97)
    assert "only if" in sentences.of_outcome(Outcome("abolish", DRIFT, 200, 0.4, True, every))
    losing = sentences.of_outcome(Outcome("abolish", DRIFT, 200, 0.9, False, BOX))
    assert "in such worlds it does not in 82%" in losing


@pytest.mark.parametrize(
    ("share", "worlds", "end"),
    [
        (1.0, 50, "costs less in all 50 sampled worlds."),
        (0.0, 50, "costs less in none of the 50 sampled worlds."),
        (0.999, 50, "costs less in over 99% of the 50 sampled worlds; no beliefs were found that "
         "tell them apart."),
        (NAN, 0, "it has no value."),
    ],
)  # fmt: skip
def test_where_there_is_no_box_the_share_is_said(share, worlds, end):
    assert sentences.of_outcome(Outcome("relocate", COST, worlds, share, True, None)).endswith(end)


def test_boxes_table_fills_open_ends_with_the_plausible_range():
    ranges = {OBJECTIVE: (0.4, 1.0), REACH: (0.0, 0.5)}
    found = [Outcome("abolish", DRIFT, 200, 0.4, True, BOX),
             Outcome("abolish", COST, 200, 0.0, True, None)]  # fmt: skip
    table = outcome.table(found, ranges)
    assert table[["setting", "from", "to"]].to_numpy().tolist()[:2] == [
        [OBJECTIVE, 0.8, 1.0], [REACH, 0.1, 0.3]]  # fmt: skip
    assert table["setting"][2] == "" and table["share_of_wins"][2] == 0
    assert outcome.most_restricted(found) == (OBJECTIVE, REACH)
    assert outcome.most_restricted(found[1:]) is None


def test_thresholds_read_as_sentences():
    found = {
        REACH: thresholds([0.0, 0.5], same(-2, 2), 0),
        OBJECTIVE: thresholds([0.4, 1.0], same(-2, -1), 0),
    }
    assert sentences.of_thresholds("costs less", "abolish", found, LISTED) == [
        "Abolish costs less with challenge.advocate.succeeds above 0.25 "
        "(95% interval 0.125 to 0.375).",
        "Abolish costs less at no plausible value of team_manager.objectivity: no flip.",
    ]


def test_the_figure_shows_what_the_table_holds():
    names = [OBJECTIVE, REACH]
    cells = [(0.4, 0.0, "keep", True), (0.4, 0.5, "abolish", False), (1.0, 0.0, "abolish", True),
             (1.0, 0.5, "strengthen", False)]  # fmt: skip
    table = pd.DataFrame(
        [("drift", x, y, won, 1.0, sure) for x, y, won, sure in cells],
        columns=["question", *names, "winner", "margin", "sure"],
    )
    arms = ["keep", "abolish", "strengthen"]
    drawing = draw(table, "drift", [LISTED[name] for name in names], arms,
                   authority="Rutland", runs="2 runs of each cell")  # fmt: skip
    axes = drawing.axes[0]
    shown = {(text.get_position(), text.get_text()) for text in axes.texts}
    assert shown == {((0, 0), "T"), ((0, 1), "A"), ((1, 0), "A"), ((1, 1), "S")}
    hatched = [(patch.get_x() + 0.5, patch.get_y() + 0.5) for patch in axes.patches
               if patch.get_hatch()]  # fmt: skip
    assert sorted(hatched) == [(0, 1), (1, 1)]
    assert [tick.get_text() for tick in axes.get_xticklabels()] == ["0.4", "1"]
    assert finding(table, "drift", arms) == (
        "Drift: best of 4 cells is abolish in 2 (surely 1), today's service in 1 (surely 1), "
        "strengthen in 1 (surely 0)"
    )


def test_letters_and_colours_tell_arrangements_apart():
    assert list(letters(["keep", "abolish", "abolish_bare", "tell"]).values()) == list("TABE")
    assert len(set(COLOURS)) == len(COLOURS)


@pytest.mark.parametrize(
    ("word", "part"),
    [
        ("scenarios=[abolsh]", "near it: abolish"),
        ("scenarios=[keep]", "a policy beside keep"),
        ("settings=[challenge.advocate.succeds]", "near it: challenge.advocate.succeeds"),
        ("settings=[authority.name]", "with a plausible range"),
        ("map=[challenge.advocate.succeeds]", "two settings"),
        ("samples=5", "from 20 to 20000"),
        ("grid=many", "from 2 to 25"),
        ("beats=all", "any or matters"),
        ("+scenario=abolish", "write scenarios=[abolish]"),
        ("policy.iro.caseload=50", "scenarios=[...]"),
        ("worlds=plausible", "varies beliefs itself"),
        ("authority.scope=england", "name one authority"),
    ],
)
def test_a_bad_word_is_one_line(word, part, capsys):
    assert main([word]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and part in said and word.partition("=")[0].strip("+") in said


@pytest.mark.slow
def test_a_setting_cannot_be_set_and_vary(capsys):
    assert main([f"settings=[{REACH}]", f"{REACH}=0.2"]) == 2
    assert f"not allowed with {REACH}=0.2" in capsys.readouterr().err


def test_the_help_names_every_option(capsys):
    assert main(["--help"]) == 0
    page = capsys.readouterr().out
    assert all(f"  {option.name}=" in page for option in PROGRAM.options)
    assert max(map(len, page.splitlines())) <= 96


@pytest.mark.slow
def test_the_workbench_is_loaded_only_when_needed_and_says_nothing():
    code = (
        "import sys, experiments.flip_points, experiments.flip_points.flip_study as s\n"
        "assert not any(name.startswith('ema_workbench') for name in sys.modules)\n"
        "import numpy as np, pandas as pd\n"
        "from experiments.flip_points.prim_boxes import find_box\n"
        "a = np.linspace(0, 1, 60); find_box(pd.DataFrame({'a': a}), a > 0.6)\n"
        "assert 'ema_workbench' in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.slow
def test_a_tiny_study_writes_what_it_says_and_goes_on(tmp_path, capsys, monkeypatch):
    folder = tmp_path / "flips"
    asked = ["scenarios=[abolish]", f"settings=[{OBJECTIVE},{REACH}]", f"map=[{OBJECTIVE},{REACH}]",
             "samples=20", "grid=2", *TINY]  # fmt: skip
    assert main([*asked, f"hydra.run.dir={folder}"]) == 0
    printed = " ".join(capsys.readouterr().out.split())
    told = json.loads((folder / "run.json").read_text())
    assert all(sentence in printed.replace("- ", "") for sentence in told["findings"])
    assert told["varied"] == [OBJECTIVE, REACH]
    found = pd.read_parquet(folder / "samples.parquet")
    assert undescribed(folder) == []
    for name in ("boxes", "thresholds", "map"):
        assert list(pd.read_csv(folder / f"{name}.csv"))[:2] == ["authority", "seed"]
    assert len(found) == 20 * 3 and found[OBJECTIVE].between(0.4, 1.0).all()
    assert len(pd.read_csv(folder / "map.csv")) == 3 * 4
    assert len(pd.read_csv(folder / "thresholds.csv")) >= 3 * 2
    assert set(pd.read_csv(folder / "boxes.csv")["question"]) == {"drift", "timeliness", "cost"}
    for question in QUESTIONS:
        for end in ("png", "svg"):
            assert (folder / "figures" / f"flip_map_{question.name}.{end}").stat().st_size > 0
    again = tmp_path / "again"

    def stopped(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as during:
        during.setattr(flip_study.FlipPoints, "_map", stopped)
        assert main([*asked, f"hydra.run.dir={again}"]) == 130
    left = capsys.readouterr().err.strip().rpartition("resume=")[2]
    ran = []
    right = runner.run_point
    monkeypatch.setattr(runner, "run_point", lambda *job: ran.append(job) or right(*job))
    assert main([f"resume={left}"]) == 0
    assert len(ran) == 4 * 2  # the map's cells alone: what was finished is not run again
    for name in ("boxes.csv", "thresholds.csv", "map.csv", "samples.parquet"):
        assert (folder / name).read_bytes() == (again / name).read_bytes()

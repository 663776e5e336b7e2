"""Sensitivity: known answers through the same designs, then the command on a made-up world."""

import re

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest
from studies import last_of_each, undescribed

from experiments.beliefs import beliefs
from experiments.sensitivity import design, figures
from experiments.sensitivity import leading_settings as words
from experiments.sensitivity.__main__ import PROGRAM
from experiments.sensitivity.morris import effects, most_important
from experiments.sensitivity.sobol import indices
from sim.cli.command import run
from sim.ledger import Count
from sim.replicate import runner
from sim.replicate.replication import Failure, ReplicationCounts
from sim.settings import Settings, register

TIMELY, DRIFT = ("reviews_on_time", "level"), ("drift_days_per_child_year", "level")
WILL, NEW, STALLS = "challenge.iro.acts", "social_worker.new_worker_odds", "plan.stalls"
RANGES = {one.name: one for one in beliefs(register(Settings()))}
THREE = f"settings=[{WILL},{STALLS},{NEW}]"
WORDS = ["+scenario=abolish", THREE, "trajectories=4", "sobol=2", "samples=8", "replications=3"]


def figures_of(*columns):
    """Return figures as `points.figures` does."""
    table = pd.DataFrame(dict(columns))
    table.columns = pd.MultiIndex.from_tuples(table.columns, names=["measure", "of"])
    return table


def part_of(settings, name):
    """Return where in its plausible range a setting is, from 0 to 1."""
    value = {one.name: one.default for one in register(settings)}[name]
    one = RANGES[name]
    return (value - one.low) / (one.high - one.low)


def made_up(point, replication):
    """Count a world in which timeliness follows the will alone, and abolishing undoes half of it.

    Drift follows stalls, and from one seed to the next it is 2 more days or not.
    """
    months = np.ones((2, 1, len(Count)))[: 1 + len(point.policies)]
    will, stalls = part_of(point.today, WILL), part_of(point.today, STALLS)
    for arm, effect in zip(months, (0.4, 0.2), strict=False):
        arm[0, [Count.FIRST_ON_TIME, Count.SECOND_ON_TIME, Count.LATER_ON_TIME]] = (
            0.5 + effect * will
        )
        days = 10 - 8 * stalls + 2 * (replication % 2)
        arm[0, Count.ACTION_DAYS_IN_DRIFT] = days / 365.25
    groups, lengths = np.zeros((len(months), 1, len(Count))), np.zeros((len(months), 1))
    return ReplicationCounts(months, groups, lengths, before=np.zeros((0, len(Count))))


@pytest.fixture
def undrawn(monkeypatch):
    """Leave the figures out, which take longest."""
    monkeypatch.setattr(figures, "drawn", lambda *_, **__: ())


@pytest.fixture
def world(monkeypatch, undrawn):
    """Put the made-up world in place of the simulation, and count the runs."""
    runs = []

    def one(point, replication):
        runs.append((point.number, replication))
        return made_up(point, replication)

    monkeypatch.setattr(runner, "run_point", one)
    return runs


def study(folder, *words):
    return run(PROGRAM, [*last_of_each(*WORDS, *words), f"hydra.run.dir={folder}"])


def test_a_linear_function_has_its_coefficients():
    walks = design.screening(["a", "b", "c"], 10, seed=1)
    table = effects(walks, figures_of((TIMELY, walks.rows @ [3.0, -0.5, 0.0, 0.0])), seed=1)
    found = table.set_index("setting")
    np.testing.assert_allclose(found.loc[["a", "b", "c"], "mu"], [3.0, -0.5, 0.0], atol=1e-12)
    np.testing.assert_allclose(found.loc[["a", "b", "c"], "mu_star"], [3.0, 0.5, 0.0], atol=1e-12)
    np.testing.assert_allclose(found["sigma"], 0, atol=1e-12)
    np.testing.assert_allclose(found.loc[["a", "b"], "share"], [3.0 / 3.5, 0.5 / 3.5])
    assert list(found["importance_rank"].dropna()) == [1, 2, 3]
    assert found.loc[["a", "b", "c"], "above_chance"].tolist() == [True, True, False]
    assert found.loc[["chance"], ["above_chance", "share", "importance_rank"]].isna().all(axis=None)


def test_ishigami_has_the_indices_known_of_it():
    sample = design.closer(["a", "b", "c"], 1024, seed=1)
    a, b, c = (np.pi * (2 * sample.rows[:, :3] - 1)).T
    values = np.sin(a) + 7 * np.sin(b) ** 2 + 0.1 * c**4 * np.sin(a)
    found = indices(sample, figures_of((TIMELY, values)), seed=1).set_index("setting")
    np.testing.assert_allclose(found["first"], [0.3139, 0.4424, 0, 0], atol=0.03)
    np.testing.assert_allclose(found["total"], [0.5576, 0.4424, 0.2437, 0], atol=0.03)
    assert (found["total_conf"] < 0.1).all()


def test_what_another_seed_does_is_chance_and_no_setting():
    noise = np.random.default_rng(1).normal(size=500)
    walks = design.screening(["a", "b"], 30, seed=2)
    found = effects(walks, figures_of((TIMELY, noise[walks.replications])), 1)
    found = found.set_index("setting")
    assert list(found.loc[["a", "b"], "mu_star"]) == [0, 0]
    # the mean of |x - y| of two normal draws, over a step of two thirds of the range
    assert found.loc["chance", "mu_star"] == pytest.approx(1.5 * 2 / np.sqrt(np.pi), rel=0.3)
    sample = design.closer(["a", "b"], 128, seed=2)
    found = indices(sample, figures_of((TIMELY, noise[sample.replications])), 1)
    found = found.set_index("setting")
    assert list(found.loc[["a", "b"], "total"]) == [0, 0]
    assert found.loc["chance", "total"] == pytest.approx(1, abs=0.35)


def test_a_walk_keeps_its_seed_but_for_the_step_of_chance():
    walks = design.screening([f"s{place}" for place in range(8)], 6, seed=3)
    numbers = walks.replications.reshape(6, walks.block)
    chance = walks.rows[:, -1].reshape(6, walks.block)
    assert (numbers[:, 0] == range(6)).all()
    assert ((numbers[:, 1:] != numbers[:, :-1]) == (chance[:, 1:] != chance[:, :-1])).all()
    assert (np.sort(np.unique(numbers)) < 12).all()
    sample = design.closer(["a"], 4, seed=3)
    assert sample.replications.reshape(4, 4)[:, [0, 1, 2, 3]].tolist() == [
        [n, n, n + 4, n + 4] for n in range(4)
    ]  # base, the setting moved, the seed moved, both moved


def test_a_trajectory_with_a_gap_is_left_out_of_that_figure_alone():
    walks = design.screening(["a", "b"], 5, seed=1)
    whole = walks.rows @ [1.0, 2.0, 0.0]
    gap = np.where(np.arange(len(whole)) == 4, np.nan, whole)  # in the second walk
    found = effects(walks, figures_of((TIMELY, whole), (DRIFT, gap)), 1)
    assert dict(zip(found["measure"], found["trajectories"], strict=True)) == {
        TIMELY[0]: 5, DRIFT[0]: 4,
    }  # fmt: skip
    np.testing.assert_allclose(found.query("setting == 'b'")["mu"], 2.0)
    empty = effects(walks, figures_of((TIMELY, np.full(len(whole), np.nan))), 1)
    assert empty.empty and most_important(empty, 6) == []


def test_what_leads_on_any_difference_comes_first():
    rows = [
        ("a", "x", 0.50, True), ("a", "y", 0.30, True), ("a", "z", 0.20, True),
        ("b", "z", 0.12, True), ("b", "x", 0.02, True), ("b", "y", 0.01, True),
        ("c", "w", 0.60, False), ("c", "x", 0.40, False),
    ]  # fmt: skip
    table = pd.DataFrame(rows, columns=["measure", "setting", "share", "above_chance"])
    table["above_chance"] = table["above_chance"].astype("boolean")
    levels = pd.DataFrame([("a", "w", 0.99, True, "level")], columns=[*table.columns, "of"])
    both = pd.concat([levels, table.assign(of="difference")])
    assert most_important(both, 9) == ["x", "z", "y", "w"]  # w leads within chance only
    assert most_important(both, 2) == ["x", "z"]
    assert most_important(table.assign(of="level"), 1) == ["x"]


@pytest.mark.slow
def test_the_command_finds_what_the_world_follows(tmp_path, world, capsys):
    assert study(tmp_path / "run") == 0
    morris = (
        pd.read_csv(tmp_path / "run" / "morris.csv")
        .set_index(["measure", "of", "setting"])
        .sort_index()
    )
    level, apart = morris.loc[TIMELY], morris.loc["reviews_on_time", "difference"]
    assert level.loc[WILL, "mu"] == pytest.approx(0.4, rel=0.02)  # values have three digits
    assert apart.loc[WILL, "mu"] == pytest.approx(-0.2, rel=0.02)
    assert morris.loc[DRIFT].loc[STALLS, "mu"] == pytest.approx(-8, rel=0.02)
    assert morris.loc[DRIFT].loc[WILL, "mu_star"] == 0
    assert set(level["importance_rank"].dropna()) == {1, 2, 3}
    sobol = (
        pd.read_csv(tmp_path / "run" / "sobol.csv")
        .set_index(["measure", "of", "setting"])
        .sort_index()
    )
    assert set(sobol.loc[TIMELY].index) == {WILL, STALLS, "chance"}
    assert sobol.loc[TIMELY].loc[STALLS, "total"] == 0
    # 4 walks of 5 points, 8 base samples of 5, and 5 points at ends, 3 replications each
    assert len(world) == 4 * 5 + 8 * 5 + 5 * 3
    said = " ".join(capsys.readouterr().out.split())
    assert f"reviews on time {WILL} 40.0 points up" in said
    assert f"reviews on time {WILL} 20.0 points down" in said
    assert "what another seed seems to move it by" in said


@pytest.mark.slow
def test_ends_and_their_swing(tmp_path, world):
    assert study(tmp_path / "run") == 0
    table = (
        pd.read_csv(tmp_path / "run" / "tornado.csv")
        .set_index(["measure", "of", "setting"])
        .sort_index()
    )
    will = table.loc["reviews_on_time", "difference"].loc[WILL]
    one = RANGES[WILL]
    assert (will["low_value"], will["high_value"]) == (one.low, one.high)
    assert will["default_value"] == Settings().challenge.iro.acts
    assert [will["at_low"], will["at_high"], will["swing"]] == pytest.approx([0, -0.2, -0.2])
    assert will["at_default"] == pytest.approx(-0.2 * part_of(Settings(), WILL))
    drift = table.loc[DRIFT].loc[STALLS]
    # the same seeds at both ends, so what a seed adds to drift is not in the swing
    assert [drift["swing"], drift["swing_low"], drift["swing_high"]] == pytest.approx([-8] * 3)


def read(folder):
    """Return the three tables as they were written."""
    tables = [pd.read_csv(folder / f"{name}.csv") for name in ("morris", "sobol", "tornado")]
    tables[0]["above_chance"] = tables[0]["above_chance"].astype("boolean")
    return tables


@pytest.mark.slow
def test_figures_hold_the_tables_numbers(tmp_path, world):
    assert study(tmp_path / "run") == 0
    morris, sobol, tornado = read(tmp_path / "run")
    named = dict(scenario="abolish", foot="")
    drawing = figures.tornado(tornado, measure="reviews_on_time", **named)
    rows = tornado.query("measure == 'reviews_on_time' and of == 'difference'")
    wanted = [*(rows["at_low"] - rows["at_default"]), *(rows["at_high"] - rows["at_default"])]
    drawn = sorted(bar.get_width() for bar in drawing.axes[0].patches)
    assert drawn == pytest.approx(sorted(wanted))
    # what abolishing changes of drift is nothing at all here, so its variance has no shares
    panels = (
        (figures.screening(morris, **named), morris, ["mu_star"], ["drift_days_per_child_year",
                                                                    "reviews_on_time"]),
        (figures.indices(sobol, **named), sobol, ["first", "total"], ["reviews_on_time"]),
    )  # fmt: skip
    for drawing, table, columns, measures in panels:
        for axes, measure in zip(drawing.axes, measures, strict=True):
            shown = [line.get_xdata()[0] for line in axes.lines if line.get_marker() in "oXs"]
            rows = table[(table["measure"] == measure) & (table["of"] == "difference")]
            if "mu_star" in columns:
                rows = rows[rows["setting"] != "chance"]
            assert sorted(shown) == pytest.approx(sorted(rows[columns].to_numpy().ravel()))
            assert len(shown) >= 3


@pytest.mark.slow
def test_titles_say_the_finding(tmp_path, world):
    assert study(tmp_path / "run") == 0
    morris, sobol, tornado = read(tmp_path / "run")
    named = dict(scenario="abolish", foot="")

    def title(drawing):
        return " ".join(drawing.texts[0].get_text().split())

    assert title(figures.tornado(tornado, measure="reviews_on_time", **named)).endswith(
        f"points at the defaults, −20.0 points to 0.0 points with {WILL} alone"
    )
    assert title(figures.screening(morris, **named)) == (
        "Abolish: of 3 settings, 0 move the change in drift days per child-year beyond chance, "
        "1 the change in reviews on time"
    )
    assert title(figures.indices(sobol, **named)).startswith(
        f"Abolish: the change in reviews on time varies most with {WILL}"
    )


@pytest.mark.slow
def test_every_run_is_there_with_the_settings_it_had(tmp_path, world):
    assert study(tmp_path / "run") == 0
    runs = pq.read_table(tmp_path / "run" / "points.parquet").to_pandas()
    assert set(runs.columns) == {
        "authority", "policy", "stage", "point", "replication", "seed", "measure", "of", "unit",
        "value", WILL, STALLS, NEW,
    }  # fmt: skip
    assert len(runs.drop_duplicates(["point", "replication"])) == len(world)
    timely = runs[(runs["measure"] == "reviews_on_time") & (runs["of"] == "level")]
    one = RANGES[WILL]
    expected = 0.5 + 0.4 * (timely[WILL] - one.low) / (one.high - one.low)
    np.testing.assert_allclose(timely["value"], expected)
    assert undescribed(tmp_path / "run") == []
    for name in ("morris", "sobol", "tornado"):
        table = pd.read_csv(tmp_path / "run" / f"{name}.csv")
        assert list(table)[:3] == ["authority", "policy", "seed"]
        assert set(table["policy"]) == {"abolish"} and set(table["seed"]) == {1}


@pytest.mark.slow
def test_today_alone_has_levels_only(tmp_path, world):
    words = [word for word in WORDS if not word.startswith("+")]
    assert run(PROGRAM, [*words, f"hydra.run.dir={tmp_path / 'run'}"]) == 0
    for name in ("morris", "sobol", "tornado"):
        assert set(pd.read_csv(tmp_path / "run" / f"{name}.csv")["of"]) == {"level"}


@pytest.mark.slow
def test_without_a_closer_look_there_is_no_table_of_it(tmp_path, world):
    assert study(tmp_path / "run", "sobol=0") == 0
    assert not (tmp_path / "run" / "sobol.csv").exists()
    assert len(pd.read_csv(tmp_path / "run" / "tornado.csv")["setting"].unique()) == 3


@pytest.mark.slow
def test_what_is_set_is_held_and_the_rest_varied(tmp_path, world):
    words = [
        "+scenario=abolish",
        "challenge.iro.acts=0.5",
        "trajectories=2",
        "sobol=0",
        "replications=1",
    ]
    assert run(PROGRAM, [*words, f"hydra.run.dir={tmp_path / 'run'}"]) == 0
    table = pd.read_csv(tmp_path / "run" / "morris.csv")
    assert set(table["setting"]) == {*RANGES, "chance"} - {WILL}


@pytest.mark.slow
def test_points_that_fail_are_rows_and_their_walks_are_left_out(
    tmp_path, monkeypatch, undrawn, capsys
):
    def some(point, replication):
        if point.number == 7:  # in the second walk
            return Failure(7, replication, 1, "UserError: shares sum to 1.1", "Traceback")
        return made_up(point, replication)

    monkeypatch.setattr(runner, "run_point", some)
    assert study(tmp_path / "run") == 3
    assert set(pd.read_csv(tmp_path / "run" / "morris.csv")["trajectories"]) == {3}
    assert list(pd.read_csv(tmp_path / "run" / "failures" / "failures.csv")["point"]) == [7]
    told = capsys.readouterr()
    assert "Of 4 trajectories 1 are left out" in told.out
    assert "1 replication failed: UserError: shares sum to 1.1" in told.err


@pytest.mark.slow
def test_where_no_walk_is_whole_it_says_so(tmp_path, monkeypatch, undrawn, capsys):
    def few(point, replication):
        if point.number % 5 == 2:
            return Failure(point.number, replication, 1, "UserError: no", "Traceback")
        return made_up(point, replication)

    monkeypatch.setattr(runner, "run_point", few)
    assert study(tmp_path / "run") == 3
    assert "No trajectory is whole" in capsys.readouterr().out


@pytest.mark.slow
@pytest.mark.parametrize("after", [6, 33, 65])
def test_it_goes_on_where_it_was_stopped(tmp_path, monkeypatch, world, after):
    assert study(tmp_path / "whole", "compute.workers=1") == 0
    asked = len(world)
    world.clear()

    def stopped(point, replication):
        if len(world) == after:
            raise KeyboardInterrupt
        world.append((point.number, replication))
        return made_up(point, replication)

    with monkeypatch.context() as patch:
        patch.setattr(runner, "run_point", stopped)
        assert study(tmp_path / "run", "compute.workers=1") == 130
    (left,) = tmp_path.glob("run.part-*")
    kept = len(list((left / "parts").iterdir()))
    world.clear()
    assert run(PROGRAM, [f"resume={left}"]) == 0
    assert len(world) == asked - kept
    for name in ("morris.csv", "sobol.csv", "tornado.csv", "points.parquet"):
        whole = (tmp_path / "whole" / name).read_bytes()
        assert (tmp_path / "run" / name).read_bytes() == whole, name


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("trajectories=1", "trajectories=1 is not allowed: it must be a whole number from 2"),
        ("trajectories=ten", "trajectories=ten is not allowed: it must be a whole number"),
        ("samples=60", "samples=60 is not allowed: it must be a power of two from 2 to"),
        ("sobol=-1", "sobol=-1 is not allowed: it must be a whole number from 0"),
        ("settings=[]", "settings=[] is not allowed: it must be auto or names"),
        ("settings=[plan.stals]", "there is no setting plan.stals; near it: plan.stalls"),
        (
            "settings=[years]",
            "settings=[years] is not allowed: years must be a setting with a plausible range",
        ),
        (
            "challenge.iro.acts=0.5",
            "is not allowed with challenge.iro.acts=0.5: a setting that is to vary must not be set",
        ),
        ("worlds=plausible", "worlds=plausible is not allowed here: this study varies beliefs"),
        ("precision_of=readings", "precision_of=readings is not allowed here"),
        ("why=true", "why=true is not allowed here"),
        ("precision=0.01", "precision=0.01 is not allowed here"),
        ("authority.scope=england", "england is not allowed here: name one authority"),
        ("trajectory=3", "there is no setting trajectory; near it: trajectories"),
    ],
)
def test_what_is_not_allowed_is_said_in_one_line(tmp_path, capsys, word, said):
    words = [word] if word.startswith("settings") else [THREE, word]
    assert run(PROGRAM, [*words, f"hydra.run.dir={tmp_path / 'run'}"]) == 2
    told = capsys.readouterr().err
    assert said in told and told.count("\n") == 1
    assert not (tmp_path / "run").exists()


def test_the_help_names_every_option_and_every_file(capsys):
    assert run(PROGRAM, ["--help"]) == 0
    text = capsys.readouterr().out
    for word in ("settings=auto", "trajectories=20", "sobol=6", "samples=64", "morris.csv"):
        assert word in text
    assert max(map(len, text.splitlines())) <= 100
    named = {
        name for words in re.findall(r"settings=\[([^]]+)\]", text) for name in words.split(",")
    }
    assert named and named <= set(RANGES)


def test_an_index_that_is_hardly_known_says_so(capsys):
    rows = [
        ("reviews_on_time", "level", "a", 0.6, 0.9),
        ("midway_coverage", "level", "a", 0.6, 0.1),
    ]
    table = pd.DataFrame(rows, columns=["measure", "of", "setting", "total", "total_conf"])
    words.show(pd.DataFrame({"of": []}), table, scenario="keep", authority="Leeds", notes=[])
    said = capsys.readouterr().out
    assert "reviews on time: a 60% (±90); too unsure to rank, ask for more samples" in said
    assert "midway coverage: a 60% (±10)\n" in said


@pytest.mark.slow
def test_a_small_authority_for_real(tmp_path, capsys):
    words = ["authority.name=Rutland", "years=1", "warm_up_years=1", "replications=2"]
    assert study(tmp_path / "run", *words, "trajectories=3", "samples=4") == 0
    table = pd.read_csv(tmp_path / "run" / "morris.csv")
    drift = table[table["measure"] == "drift_days_per_child_year"]
    assert (drift.loc[drift["setting"] == STALLS, "mu_star"] > 0).all()
    assert sorted(path.name for path in (tmp_path / "run" / "figures").glob("*.png")) == [
        "indices.png", "screening.png", "tornado_drift_days_per_child_year.png",
        "tornado_reviews_on_time.png",
    ]  # fmt: skip

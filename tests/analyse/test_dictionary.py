"""The dictionary beside results says of every column of every table what it is in that table."""

import pandas as pd
import pytest
from studies import SMALL, undescribed

from experiments import giving_way, journey
from experiments.compare.__main__ import PROGRAM as COMPARE
from experiments.flip_points.__main__ import PROGRAM as FLIP_POINTS
from experiments.sensitivity.__main__ import PROGRAM as SENSITIVITY
from sim.analyse.dictionary import COLUMNS, IN_FILE, ROW, column, columns_of, write_dictionary
from sim.cli import main
from sim.cli.command import run
from sim.measures.catalogue import MEASURES
from sim.settings import Settings, register

SETTINGS = {setting.name: setting for setting in register(Settings())}
RUNS = {
    "worlds": (main.PROGRAM, ["+scenario=abolish", "replications=3"]),
    "hangs_on": (main.PROGRAM, ["+scenario=abolish", "replications=100"]),
    "one": (main.PROGRAM, ["+scenario=abolish", "replications=3", "worlds=one"]),
    "today": (main.PROGRAM, ["replications=3"]),
    "why": (main.PROGRAM, ["+scenario=abolish", "replications=3", "why=true"]),
    "sweep": (main.PROGRAM, ["-m", "+scenario=abolish,relocate", "iro.caseload=60,90",
                                "replications=2"]),
    "compare": (COMPARE, ["scenarios=[abolish,notify]", "replications=3"]),
    "compare_one": (COMPARE, ["scenarios=[abolish]", "replications=3", "worlds=one"]),
    "sensitivity": (SENSITIVITY, ["+scenario=abolish",
                                          "settings=[challenge.iro.acts,plan.stalls]",
                                          "trajectories=2", "sobol=1", "samples=2",
                                          "replications=2"]),
    "flip_points": (FLIP_POINTS, ["scenarios=[abolish]", "samples=20", "grid=2",
                                          "settings=[challenge.iro.acts,plan.stalls]",
                                          "replications=2",
                                          "map=[challenge.iro.acts,plan.stalls]"]),
    "giving_way": (giving_way.PROGRAM, ["caseloads=[50,90]", "replications=2"]),
    "journey": (journey.PROGRAM, ["+scenario=abolish"]),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("study", RUNS)
def test_every_column_of_every_table_is_described(study, tmp_path, capsys):
    program, words = RUNS[study]
    assert run(program, [*SMALL, *words, f"hydra.run.dir={tmp_path / 'run'}"]) == 0
    assert undescribed(tmp_path / "run") == []
    for path in (tmp_path / "run").glob("*.csv"):
        if path.name != "dictionary.csv":
            assert "authority" in columns_of(path), path.name


@pytest.mark.slow
def test_every_column_of_england_is_described(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("sim.data.authorities.names", lambda: ["Rutland", "Camden"])
    words = ["authority.scope=england", "+scenario=abolish", "years=1", "warm_up_years=1",
             "replications=2", f"hydra.run.dir={tmp_path / 'run'}"]  # fmt: skip
    assert run(main.PROGRAM, words) == 0
    assert undescribed(tmp_path / "run") == []


def test_a_name_that_means_another_thing_has_other_words_there():
    for name in ("years.csv", "monthly.csv", "costs.csv"):
        assert column(name, "part", SETTINGS) == IN_FILE[name]["part"]
    assert column("summary.csv", "part", SETTINGS) is None
    said = {column(name, "share", SETTINGS).what for name in ("ranks.csv", "morris.csv",
                                                              "hangs_on.csv")}  # fmt: skip
    assert len(said) == 3
    assert "the study's seed" in column("morris.csv", "seed", SETTINGS).what
    assert "the run" in column("replications.csv", "seed", SETTINGS).what


def test_beliefs_and_measures_of_worlds_have_their_own_words_and_units():
    will = column("worlds.csv", "challenge.iro.acts", SETTINGS)
    assert will.what.startswith(SETTINGS["challenge.iro.acts"].words) and "belief" in will.what
    assert will.unit == SETTINGS["challenge.iro.acts"].unit
    for measure in MEASURES:
        for arm in ("today", "under_policy", "difference"):
            told = column("worlds.csv", f"{measure.id}.{arm}", SETTINGS)
            assert told.what.startswith(measure.words) and told.unit == measure.unit
    assert "what the policy sets" in column("sweep.csv", "policy.iro.caseload", SETTINGS).what


def test_every_entry_says_something_and_amounts_have_units():
    for known in (COLUMNS, *IN_FILE.values()):
        for name, told in known.items():
            assert told.what and not told.what.endswith("."), name
    for name in ("today", "under_policy", "difference"):
        for end in ("", "_low", "_high"):
            assert COLUMNS[name + end].unit == ROW


def test_an_unknown_column_is_left_without_words(tmp_path):
    pd.DataFrame({"measure": ["x"], "nonsense": [1]}).to_csv(tmp_path / "a.csv", index=False)
    write_dictionary(tmp_path)
    table = pd.read_csv(tmp_path / "dictionary.csv", keep_default_na=False)
    assert list(table) == ["file", "column", "what", "unit"]
    assert table["what"].ne("").tolist() == [True, False]
    assert undescribed(tmp_path) == [("a.csv", "nonsense")]

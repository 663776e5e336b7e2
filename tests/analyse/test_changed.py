"""The column that tells rows of several runs apart by what the user set."""

import pandas as pd
import pytest

from experiments.compare.__main__ import PROGRAM
from sim.analyse.dictionary import column
from sim.cli.arguments import read
from sim.cli.ask import ask
from sim.cli.command import run
from sim.cli.main import main
from sim.settings import Settings, register
from sim.study.changed import APART, changed_words, with_changed


def said(*words, scenario="abolish"):
    return changed_words(ask(read(words)), scenario)


def test_what_was_set_is_told_in_the_registers_order():
    assert said("+scenario=abolish", "iro.caseload=90", "years=2", "authority.name=Rutland") == (
        "years=2; iro.caseload=90"
    )
    assert said("+scenario=abolish") == ""
    assert said(scenario="") == ""


def test_what_has_no_say_in_a_row_is_left_out():
    names = {setting.name for setting in register(Settings())}
    assert names >= APART
    words = ["compute.workers=1", "replications=3", "worlds=one", "why=true", "precision=0.01",
             "precision_of=reviews_on_time", "compute.address=local"]  # fmt: skip
    assert said("+scenario=abolish", *words) == ""


def test_of_a_policy_what_its_file_does_not_state():
    assert said("policy.iro.caseload=50.5", scenario="own_policy") == "policy.iro.caseload=50.5"
    assert said("+scenario=strengthen", scenario="strengthen") == ""
    assert said("+scenario=strengthen", "policy.iro.caseload=50", scenario="strengthen") == (
        "policy.iro.caseload=50"
    )
    assert said("+scenario=strengthen", "policy.iro.caseload=null", scenario="strengthen") == (
        "policy.iro.caseload=null"
    )


def test_it_stands_behind_the_policy_and_leaves_a_seed_to_its_own_column():
    plain = pd.DataFrame({"authority": ["a"], "policy": ["b"], "measure": ["c"]})
    told = with_changed(plain, "seed=2; years=3")
    assert list(told) == ["authority", "policy", "changed", "measure"]
    assert told["changed"].tolist() == ["seed=2; years=3"]
    assert with_changed(plain.assign(seed=9), "seed=2; years=3")["changed"].tolist() == ["years=3"]
    assert list(with_changed(plain.drop(columns="policy"), "")) == [
        "authority", "changed", "measure"
    ]  # fmt: skip
    assert column("headline.csv", "changed", {}) is not None


@pytest.mark.slow
def test_every_table_of_a_run_and_a_comparison_tells_it(tmp_path, capsys):
    words = ["authority.name=Rutland", "years=1", "warm_up_years=1", "replications=3", "seed=4",
             "iro.caseload=90"]  # fmt: skip
    assert main(["+scenario=abolish", *words, f"hydra.run.dir={tmp_path / 'run'}"]) == 0
    more = ["scenarios=[abolish,notify]", *words]
    assert run(PROGRAM, [*more, f"hydra.run.dir={tmp_path / 'compare'}"]) == 0
    read_ = [path for path in tmp_path.rglob("*.csv") if path.name != "dictionary.csv"]
    tables = {path: pd.read_csv(path) for path in read_}
    tables |= {path: pd.read_parquet(path) for path in tmp_path.rglob("*.parquet")
               if path.parent.name != "parts"}  # fmt: skip
    assert len(tables) > 15
    for path, table in tables.items():
        seed = "" if "seed" in table else "seed=4; "
        assert set(table["changed"]) == {f"{seed}years=1; warm_up_years=1; iro.caseload=90"}, path
        assert list(table)[list(table).index("changed") - 1] == "policy", path


@pytest.mark.slow
def test_a_belief_that_is_held_stays_a_column(tmp_path, capsys):
    belief = "challenge.advocate.succeeds"
    words = ["+scenario=abolish", "authority.name=Rutland", "years=1", "warm_up_years=1",
             "replications=3"]  # fmt: skip
    for name, more in (("free", []), ("held", [f"{belief}=0.5"])):
        assert main([*words, *more, f"hydra.run.dir={tmp_path / name}"]) == 0
    free, held = (pd.read_csv(tmp_path / name / "worlds.csv") for name in ("free", "held"))
    assert list(free) == list(held)
    assert set(held[belief]) == {0.5} and free[belief].nunique() > 1
    assert set(held["changed"]) == {f"years=1; warm_up_years=1; {belief}=0.5"}

"""Runs' tables under one another can be told apart by their columns."""

import pandas as pd
import pytest

from sim.cli.main import main

pytestmark = pytest.mark.slow

RUNS = {
    "one": ["+scenario=abolish", "authority.name=Rutland"],
    "two": ["+scenario=relocate", "authority.name=Rutland"],
    "three": ["+scenario=abolish", "authority.name=Camden"],
    "four": ["+scenario=abolish", "authority.name=Rutland", "iro.caseload=90"],
}
KEYS = {
    "headline": ["authority", "policy", "changed", "measure"],
    "summary": ["authority", "policy", "changed", "measure"],
    "years": ["authority", "policy", "changed", "year", "measure"],
    "groups": ["authority", "policy", "changed", "by", "group", "measure"],
    "tail": ["authority", "policy", "changed", "quantity"],
    "week": ["authority", "policy", "changed", "role", "duty"],
    "drift": ["authority", "policy", "changed", "measure"],
    "drift_by_cause": ["authority", "policy", "changed", "cause"],
    "costs": ["authority", "policy", "changed", "year", "unit", "discounted", "part"],
    "noticers": ["authority", "policy", "changed", "noticer", "quantity"],
    "monthly": ["authority", "policy", "changed", "month", "measure"],
    "worlds": ["authority", "policy", "changed", "world", "seed"],
}


def test_rows_of_several_runs_are_told_apart(tmp_path, capsys):
    small = ["years=1", "warm_up_years=1", "replications=3"]
    for name, words in RUNS.items():
        assert main([*words, *small, f"hydra.run.dir={tmp_path / name}"]) == 0
    for table, key in KEYS.items():
        read = [pd.read_csv(tmp_path / name / f"{table}.csv") for name in RUNS]
        assert len({tuple(one) for one in read[1:]}) == 1, f"{table}: columns differ"
        together = pd.concat(read, ignore_index=True)
        assert not together.duplicated(key).any(), table
        assert together.groupby(["authority", "policy", "changed"]).ngroups == len(RUNS), table


def test_dates_are_dates(tmp_path, capsys):
    words = [*RUNS["one"], "years=1", "warm_up_years=1", "replications=2"]
    assert main([*words, f"hydra.run.dir={tmp_path / 'run'}"]) == 0
    months = pd.read_csv(tmp_path / "run" / "monthly.csv")["month"]
    dates = pd.to_datetime(months, format="%Y-%m-%d")
    assert (dates.dt.strftime("%Y-%m-%d") == months).all() and (dates.dt.day == 1).all()

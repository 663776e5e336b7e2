"""What is stored of every authority is what the command makes of it now."""

import json

import pandas as pd
import pytest

from experiments import strip
from sim.data import bands_of_authorities as stored

FEW = ("Rutland", "Isle of Wight")


@pytest.mark.slow
def test_rows_made_anew_are_those_stored(tmp_path):
    worlds = stored.made()["worlds"]
    told = []
    found = strip.bands(FEW, worlds, tell=lambda done, of: told.append((done, of)))
    assert told[-1][0] == told[-1][1] >= len(FEW) * worlds
    strip.store(found, worlds, tmp_path)
    made = (tmp_path / stored.STORED.name).read_text("utf-8").splitlines()
    there = stored.STORED.read_text("utf-8").splitlines()
    assert made[0] == there[0]
    assert sorted(made[1:]) == sorted(line for line in there if line.startswith(FEW)), (
        "the stored rows are of other rules: run python -m experiments.strip"
    )
    now = json.loads((tmp_path / stored.MADE.name).read_text("utf-8"))
    assert {**now, "rules": ""} == {**stored.made(), "rules": ""}


def test_figures_published_are_those_of_the_validation():
    rows = stored.bands()
    published = rows.loc[rows["published"].notna(), "measure"]
    assert set(published) == set(strip.OWN)


def test_the_stored_numbers_are_numbers():
    assert all(pd.api.types.is_float_dtype(stored.bands()[name]) for name in stored.NUMBERS)

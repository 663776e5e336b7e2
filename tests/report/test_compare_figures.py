"""What a comparison writes: every figure with the table that it is made from."""

import numpy as np
import pandas as pd
import pytest

from experiments.compare.__main__ import PROGRAM
from sim.cli.command import run
from sim.report.figures.cost_drift_dots import COST, DRIFT, trade_off
from sim.report.figures.world_dots import dots
from sim.report.leaning import stands_apart

WORDS = ["authority.name=Rutland", "years=1", "warm_up_years=1", "replications=4",
         "scenarios=[strengthen,abolish]"]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("worlds", ["plausible", "one"])
def test_a_comparison_writes_its_figures_beside_their_tables(tmp_path, worlds):
    folder = tmp_path / "run"
    assert run(PROGRAM, [*WORDS, f"worlds={worlds}", f"hydra.run.dir={folder}"]) == 0
    figures = {path.stem for path in (folder / "figures").iterdir()}
    wanted = {"differences_strengthen", "differences_abolish", "policies_1",
              "ranks_1", "ranks_2", "ranks_3", "cost_and_drift"}  # fmt: skip
    assert wanted <= figures
    table = pd.read_csv(folder / "cost_and_drift.csv")
    drawing = trade_off(table, authority="Rutland", runs="in 4 plausible worlds")
    compared = pd.read_csv(folder / "comparison.csv").set_index(["policy", "measure"])
    for axes in drawing.axes:
        policy = axes.get_label()
        drawn = np.concatenate([line.get_xydata() for line in axes.lines
                                if line.get_gid() in ("less", "more")])  # fmt: skip
        assert len(drawn) == 4
        if worlds == "plausible":
            middle = [compared.loc[(policy, one), "difference"] for one in (DRIFT, COST)]
            assert np.median(drawn, axis=0) == pytest.approx(middle)
    words = (folder / "figures" / "differences_abolish.svg").read_text("utf-8")
    assert ("plausible worlds" in words) == (worlds == "plausible")
    assert ("one world, the typical one" in words) == (worlds == "one")


@pytest.mark.slow
def test_the_dots_of_a_comparison_are_its_worlds(tmp_path):
    folder = tmp_path / "run"
    assert run(PROGRAM, [*WORDS, f"hydra.run.dir={folder}"]) == 0
    worlds = pd.read_csv(folder / "worlds.csv")
    compared = pd.read_csv(folder / "comparison.csv")
    mine, rows = (table[table["policy"] == "abolish"] for table in (worlds, compared))
    drawing = dots(rows, mine, policy="abolish", authority="Rutland", runs="in 4 plausible worlds")
    axes = next(axes for axes in drawing.axes if axes.get_label() == "dots")
    place = list(rows["measure"]).index("midway_coverage")
    drawn = sorted(x for line in axes.lines if line.get_gid() in ("worse", "same", "better")
                   for x, y in line.get_xydata() if round(y) == place)  # fmt: skip
    each = mine.groupby("world")["midway_coverage.difference"].mean()
    assert drawn == pytest.approx(sorted(each / rows["matters"].iloc[place]))


def test_a_policy_is_the_best_only_where_it_stands_apart():
    three = pd.DataFrame({"a": [-9.0, -8, -7, 5], "b": [-5.0, -5, -5, -5], "c": [0.0] * 4})
    assert stands_apart(three, "lower", 1.0) == ("a", 75)
    assert stands_apart(three, "lower", 4.0) is None  # by less than matters
    half = pd.DataFrame({"a": [-10.0, -10, 0, 0], "b": [-4.0] * 4})
    assert stands_apart(half, "lower", 0.1) is None  # in half of the worlds, not in most
    assert stands_apart(three[["a"]], "lower", 1.0) is None
    assert stands_apart(-three, "higher", 1.0) == ("a", 75)

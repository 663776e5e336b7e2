"""What a comparison writes: every figure with the table that it is made from."""

import pandas as pd
import pytest

from experiments.compare import PROGRAM
from sim.program import run
from sim.report.trade_off import trade_off
from sim.study.dictionary import COLUMNS

WORDS = ["authority.name=Rutland", "years=1", "warm_up_years=1", "replications=4",
         "scenarios=[strengthen,abolish]"]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("drawn", [False, True])
def test_a_comparison_writes_its_figures_beside_their_tables(tmp_path, drawn):
    folder = tmp_path / "run"
    more = ["uncertainty=sampled"] if drawn else []
    assert run(PROGRAM, [*WORDS, *more, f"hydra.run.dir={folder}"]) == 0
    figures = {path.stem for path in (folder / "figures").iterdir()}
    assert figures == {"differences_strengthen", "differences_abolish", "policies_1", "ranks_1",
                       "ranks_2", "ranks_3", "cost_and_drift"}  # fmt: skip
    for name in ("cost_and_drift", "trade_offs", "comparison", "ranks"):
        assert set(pd.read_csv(folder / f"{name}.csv").columns) <= set(COLUMNS)
    made = trade_off(pd.read_csv(folder / "cost_and_drift.csv"), authority="Rutland",
                     replications=4, drawn=drawn)  # fmt: skip
    (axes,) = made.axes
    compared = pd.read_csv(folder / "comparison.csv").set_index(["policy", "measure"])
    points = [line for line in axes.lines if line.get_ms() == 8 and len(line.get_xdata()) == 1]
    wanted = compared["difference"]
    for point, policy in zip(points, ("strengthen", "abolish"), strict=True):
        assert point.get_xdata()[0] == wanted[policy, "drift_days_per_child_year"]
        assert point.get_ydata()[0] == wanted[policy, "service_cost"]
    words = (folder / "figures" / "differences_abolish.svg").read_text("utf-8")
    assert ("for one more draw" in words) == drawn
    assert ("beliefs held at default" in words) != drawn

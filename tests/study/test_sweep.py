"""Sweeps: points that share their runs, one table, and points that cannot run."""

import json

import pandas as pd
import pytest

from sim.cli.main import main
from sim.errors import Exit

SMALL = ["authority.name=Rutland", "years=1", "warm_up_years=1", "replications=3"]


def sweep(folder, *words):
    return main(["-m", *words, *SMALL, f"hydra.sweep.dir={folder}"])


@pytest.mark.slow
def test_a_point_says_what_it_says_alone(tmp_path, capsys):
    words = ["+scenario=keep,abolish", "iro.caseload=60,100"]
    assert sweep(tmp_path / "sweep", *words) == Exit.DONE
    alone = ["+scenario=abolish", "iro.caseload=100", f"hydra.run.dir={tmp_path / 'alone'}"]
    assert main([*alone, *SMALL]) == Exit.DONE
    table = pd.read_csv(tmp_path / "sweep" / "sweep.csv")
    assert list(table.columns[:3]) == ["point", "authority", "policy"]
    one = table[(table["policy"] == "abolish") & (table["iro.caseload"] == 100)]
    summary = pd.read_csv(tmp_path / "alone" / "summary.csv")
    pd.testing.assert_frame_equal(
        one[summary.columns].reset_index(drop=True), summary, check_exact=False, rtol=1e-12
    )
    assert len(table) == 4 * len(summary)
    assert sorted(path.name for path in (tmp_path / "sweep" / "figures").iterdir()) == [
        "sweep.png", "sweep.svg",
    ]  # fmt: skip


@pytest.mark.slow
def test_points_that_cannot_run_are_rows_and_the_others_go_on(tmp_path, capsys):
    folder = tmp_path / "sweep"
    code = sweep(folder, "redeployment.case_holders=0.3,0.9", "redeployment.child_protection=0.4")
    assert code == Exit.SOME_FAILED
    states = pd.read_csv(folder / "points.csv")
    assert states["finished"].tolist() == [4, 0]  # three worlds, one of them twice
    assert "must sum to 1 or less" in states["cause"][1]
    assert set(pd.read_csv(folder / "sweep.csv")["point"]) == {0}
    printed = capsys.readouterr()
    assert "must sum to 1 or less" in printed.out
    assert "not run" in printed.err
    failed = pd.read_csv(folder / "failures" / "failures.csv")
    assert failed["point"].tolist() == [1]


@pytest.mark.slow
def test_where_no_point_can_run_it_is_a_mistake(tmp_path, capsys):
    folder = tmp_path / "sweep"
    code = sweep(folder, "redeployment.case_holders=0.8,0.9", "redeployment.child_protection=0.4")
    assert code == Exit.MISTAKE
    assert not folder.exists()


@pytest.mark.slow
def test_policies_of_one_s_own_may_vary(tmp_path, capsys):
    folder = tmp_path / "sweep"
    assert sweep(folder, "policy.iro.caseload=40,60", "seed=1,2") == Exit.DONE
    told = json.loads((folder / "run.json").read_text())
    assert [point["varied"] for point in told["points"]] == [
        {"policy.iro.caseload": "40", "seed": "1"}, {"policy.iro.caseload": "40", "seed": "2"},
        {"policy.iro.caseload": "60", "seed": "1"}, {"policy.iro.caseload": "60", "seed": "2"},
    ]  # fmt: skip
    table = pd.read_csv(folder / "headline.csv")
    posts = table[table["measure"] == "service_cost"]
    cost = posts.set_index(["policy.iro.caseload", "seed"])["difference"]
    assert (cost[40] > cost[60]).all()
    # points with one seed share their runs of today's service
    today = posts.groupby("seed")["today"].nunique()
    assert today.tolist() == [1, 1]


def test_precision_is_for_one_question(tmp_path, capsys):
    assert sweep(tmp_path / "sweep", "seed=1,2", "precision=0.01") == Exit.MISTAKE
    assert "precision" in capsys.readouterr().err


def test_england_is_not_swept(tmp_path, capsys):
    folder = tmp_path / "sweep"
    words = ["-m", "authority.scope=england", "seed=1,2", f"hydra.sweep.dir={folder}"]
    assert main(words) == Exit.MISTAKE
    assert "authority.scope=england is not allowed with -m" in capsys.readouterr().err


@pytest.mark.slow
def test_a_point_that_cannot_run_is_not_held_against_another(tmp_path, capsys):
    folder = tmp_path / "sweep"
    shares = "redeployment.case_holders=0.2,0.3,0.9"
    assert sweep(folder, shares, "redeployment.child_protection=0.4") == Exit.SOME_FAILED
    states = pd.read_csv(folder / "points.csv")
    assert states["finished"].tolist() == [4, 4, 0]
    assert states["failed"].tolist() == [0, 0, 0]
    assert states["cause"].isna().tolist() == [True, True, False]


@pytest.mark.slow
def test_all_worlds_and_one_may_stand_side_by_side(tmp_path, capsys):
    folder = tmp_path / "sweep"
    assert sweep(folder, "worlds=plausible,one", "+scenario=abolish") == Exit.DONE
    table = pd.read_csv(folder / "sweep.csv")
    assert table.groupby("point")["range"].unique().map(list).tolist() == [
        ["90% of worlds"], ["95% interval (chance)"],
    ]  # fmt: skip


def test_why_and_readings_are_asked_of_one_policy(tmp_path, capsys):
    for word in ("why=true", "precision_of=readings"):
        assert sweep(tmp_path / "sweep", "seed=1,2", word) == Exit.MISTAKE
        assert word in capsys.readouterr().err

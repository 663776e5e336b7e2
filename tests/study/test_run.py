"""The whole command: what it writes, what it prints, and what it does when runs fail."""

import json
import subprocess
import sys

import pandas as pd
import pytest
from studies import undescribed

from sim.cli.main import main
from sim.measures.catalogue import MEASURES
from sim.replicate import replication

SMALL = ["authority.name=Rutland", "years=1", "warm_up_years=1", "replications=4"]
COLUMNS = (
    "authority,policy,changed,measure,unit,better,today,today_low,today_high,under_policy,"
    "under_policy_low,under_policy_high,difference,difference_low,difference_high,range,fixed,"
    "grade,empty"
)
TABLES = [
    "costs.csv", "dictionary.csv", "drift.csv", "drift_by_cause.csv", "groups.csv", "headline.csv",
    "monthly.csv", "noticers.csv", "replications.csv", "summary.csv", "tail.csv", "week.csv",
    "worlds.csv", "years.csv",
]  # fmt: skip


@pytest.fixture
def failing(monkeypatch):
    """Let the replications with the given numbers fail, with a cause of two lines."""

    def fail(*numbers):
        right = replication.one_world

        def one_world(today, policies, seed, *more):
            if seed in [replication.seed_of(today, number) for number in numbers]:
                raise MemoryError("capacity reached:\nevents")
            return right(today, policies, seed, *more)

        monkeypatch.setattr(replication, "one_world", one_world)

    return fail


@pytest.mark.slow
def test_a_run_writes_its_tables_figures_and_settings(tmp_path, capsys):
    folder = tmp_path / "run"
    assert main(["+scenario=abolish", *SMALL, f"hydra.run.dir={folder}"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == f"The report: {folder}/report.html"
    assert (folder / "summary.csv").read_text().splitlines()[0] == COLUMNS
    summary = pd.read_csv(folder / "summary.csv")
    assert list(summary["measure"]) == [measure.id for measure in MEASURES]
    years = pd.read_csv(folder / "years.csv")
    assert set(zip(years["year"], years["part"], strict=True)) == {
        ("2025-04 to 2026-03", "transition")
    }
    pd.testing.assert_frame_equal(years.drop(columns=["year", "part"]), summary)
    assert sorted(path.name for path in (folder / "figures").iterdir()) == [
        "costs.png", "costs.svg", "differences.png", "differences.svg", "drift_by_cause.png",
        "drift_by_cause.svg", "over_time.png",
        "over_time.svg", "week.png", "week.svg",
    ]  # fmt: skip
    told = json.loads((folder / "run.json").read_text())
    assert told["policy"] == {
        "iro.employer": "none", "review.chair": "team_manager", "advocate.offer": "opt_out",
    }  # fmt: skip
    assert told["settings"]["authority.children_looked_after"] == 32
    assert told["authority_flags"]["authority.children_looked_after"] == "own"
    assert told["worlds"] == {
        "of": "plausible", "many": 4, "order": [1, 2, 3, 4], "run_twice": [1],
    }  # fmt: skip
    assert (
        told["kinds"]["challenge.iro.acts"] == "belief"
        and told["kinds"]["review.chair"] == "choice"
    )
    assert set(told["kinds"]) >= set(told["settings"])
    assert set(told["seconds"]) == {"simulation", "tables and figures", "report"}
    assert told["program"] == "python -m sim"
    assert told["words"] == ["+scenario=abolish", *SMALL]
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        [*TABLES, "figures", "report.html", "report.md", "run.json"]
    )
    assert undescribed(folder) == []
    worlds = pd.read_csv(folder / "worlds.csv")
    assert list(worlds["world"]) == [1, 2, 3, 4, 1]
    assert list(worlds["replication"]) == [0, 1, 2, 3, 200]
    for name in set(TABLES) - {"dictionary.csv"}:
        table = pd.read_csv(folder / name)
        assert next(iter(table)) == "authority", name
        assert set(table["authority"]) == {"Rutland"}, name
        assert set(table["policy"]) <= {"keep", "abolish"}, name


@pytest.mark.slow
def test_today_alone_fills_the_baseline_s_columns_only(tmp_path, capsys):
    folder = tmp_path / "run"
    assert main([*SMALL, f"hydra.run.dir={folder}"]) == 0
    summary = pd.read_csv(folder / "summary.csv")
    assert summary["today"].notna().sum() > 40
    assert summary.filter(regex="under_policy|difference").isna().all(axis=None)


@pytest.mark.slow
def test_a_policy_that_changes_nothing_makes_no_difference(tmp_path, capsys):
    folder = tmp_path / "run"
    assert main(["policy.iro.caseload=70", *SMALL, f"hydra.run.dir={folder}"]) == 0
    summary = pd.read_csv(folder / "summary.csv")
    assert (summary["difference"].dropna() == 0).all()
    assert " worse" not in pd.read_csv(folder / "headline.csv")["reading"].str.cat(sep="; ")


@pytest.mark.slow
def test_a_failed_replication_is_a_row_with_its_cause_and_an_exit_code(tmp_path, capsys, failing):
    failing(1, 2)
    folder = tmp_path / "run"
    assert main([*SMALL, f"hydra.run.dir={folder}"]) == 3
    lines = [line for line in capsys.readouterr().err.splitlines() if "failed" in line]
    assert lines == ["sim: 2 replications failed: MemoryError: capacity reached: events"]
    kept = pd.read_csv(folder / "replications.csv")["replication"].unique()
    assert list(kept) == [0, 3, 200]
    failed = json.loads((folder / "run.json").read_text())["failed_replications"]
    assert [one["replication"] for one in failed] == [1, 2]
    listed = pd.read_csv(folder / "failures" / "failures.csv")
    assert list(listed["cause"]) == ["MemoryError: capacity reached: events"] * 2
    for one, file in zip(failed, listed["file"], strict=True):
        told = json.loads((folder / "failures" / file).read_text())
        assert {name: told[name] for name in one} == one
        assert told["traceback"][0].startswith("Traceback")
        assert told["settings"]["authority.name"] == "Rutland"


def test_where_all_fail_it_says_that_there_are_no_results(tmp_path, capsys, failing):
    failing(0, 1, 2, 3, 200)
    assert main([*SMALL, f"hydra.run.dir={tmp_path / 'run'}"]) == 1
    assert "No replication finished" in capsys.readouterr().out
    left = sorted(path.name for path in (tmp_path / "run").iterdir())
    assert left == ["dictionary.csv", "failures", "run.json"]


@pytest.mark.slow
def test_whoever_reads_only_the_beginning_is_no_fault(tmp_path):
    words = f"{sys.executable} -m sim {' '.join(SMALL)} hydra.run.dir={tmp_path / 'run'}"
    done = subprocess.run(
        ["bash", "-c", f"{words} | head -1; exit ${{PIPESTATUS[0]}}"],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0
    assert "Traceback" not in done.stderr
    assert (tmp_path / "run" / "run.json").exists()

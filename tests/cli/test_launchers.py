"""A sweep by Hydra's own launchers: each point a run of its own, the same as by itself."""

import csv

import pytest

from sim.cli.main import main
from sim.errors import Exit

ASKED = ("worlds=one", "authority.name=Rutland", "replications=2", "years=1", "warm_up_years=0")
SWEEP = ("-m", "+scenario=keep,abolish", *ASKED)
BOTH = pytest.mark.parametrize("launcher", ["basic", "joblib"])


def rows(folder):
    with (folder / "jobs.csv").open() as file:
        return list(csv.DictReader(file))


@pytest.mark.slow
@BOTH
def test_each_point_is_the_run_that_it_is_alone(launcher, tmp_path, capfd):
    alone = tmp_path / "alone"
    assert main(["+scenario=abolish", *ASKED, f"hydra.run.dir={alone}"]) == Exit.DONE
    folder = tmp_path / "sweep, of two"
    jobs = ["hydra.launcher.n_jobs=2"] if launcher == "joblib" else []
    words = [*SWEEP, f"hydra/launcher={launcher}", *jobs, f"hydra.sweep.dir={folder}"]
    assert main(words) == Exit.DONE
    assert [row["exit"] for row in rows(folder)] == ["0", "0"]
    assert "+scenario=abolish" in rows(folder)[1]["words"]
    assert sorted(path.name for path in folder.iterdir()) == ["0", "1", "jobs.csv"]
    for table in alone.glob("*.csv"):
        assert (folder / "1" / table.name).read_bytes() == table.read_bytes(), table.name


def test_what_no_point_may_have_is_said_before_any_is_begun(tmp_path):
    folder = tmp_path / "sweep"
    words = ["-m", "policy.iro.caseload=50,60", "+scenario=abolish", "review.due_days=1"]
    assert main([*words, "hydra/launcher=basic", f"hydra.sweep.dir={folder}"]) == Exit.MISTAKE
    assert not folder.exists()  # what every point is refused for is said before any is begun


@pytest.mark.parametrize("word, said", [
    ("hydra/launcher=nobody", "hydra/launcher=nobody is not allowed: it must be one of basic"),
    ("hydra/launcher=", "hydra/launcher= is not allowed: it must be one of basic"),
    ("hydra.launcher.n_jobs=2", "hydra.launcher.n_jobs=2 is not allowed without hydra/launcher="),
    ("hydra/launcher=basic hydra.launcher.nobody=2", "hydra.launcher.nobody=2 is not allowed"),
    ("hydra/launcher=joblib hydra.launcher.n_jobs=two", "hydra.launcher.n_jobs=two is not allow"),
    ("hydra/launcher=joblib hydra/launcher=basic", "hydra/launcher=joblib stands before it"),
])  # fmt: skip
def test_what_no_launcher_takes_is_refused_in_one_line(word, said, tmp_path, capfd, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main([*SWEEP, *word.split()]) == Exit.MISTAKE
    err = capfd.readouterr().err
    assert said in err and err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_a_launcher_without_a_sweep_is_refused(capsys):
    assert main(["+scenario=abolish", "hydra/launcher=basic"]) == Exit.MISTAKE
    assert "-m" in capsys.readouterr().err

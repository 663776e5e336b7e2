"""What is installed runs without the checkout."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from sim.replicate.fingerprint import decided_by, made_by

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", folder, ROOT], check=True
    )
    return next(folder.glob("*.whl"))


@pytest.mark.slow
def test_the_wheel_holds_configs_experiments_and_figures(wheel):
    held = set(zipfile.ZipFile(wheel).namelist())
    for path in ("configs/config.yaml", *(f"configs/scenario/{p.name}" for p in scenario_files())):
        assert f"sim/{path}" in held
    assert {"sim/data/authorities_2025.csv", "sim/analyse/columns.yaml"} <= held
    assert {f"sim/report/templates/report.{end}" for end in ("html.j2", "md.j2", "css")} <= held
    assert {"experiments/templates/calibration.md.j2"} <= held
    assert {"experiments/__init__.py", "sim/examples/mine.yaml", "sim/py.typed"} <= held
    assert {"sim/page/page.css", "sim/page/stored/abolish.json.gz"} <= held
    assert not any(name.startswith(("configs/", "tests/")) for name in held)


@pytest.mark.slow
def test_an_installed_package_finds_its_scenarios(wheel, tmp_path):
    # unpacked onto the path: as installed, with this environment's libraries
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    code = (
        "import sim.cli.compose as c, sim.arms.scenario_files as s;"
        "print(c.compose(['+scenario=abolish']).changes);"
        "print(s.configs())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "site")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "team_manager" in done.stdout
    assert str(tmp_path / "site" / "sim" / "configs") in done.stdout


@pytest.mark.slow
def test_an_installed_package_finds_scenarios_of_the_working_folder(wheel, tmp_path):
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    own = tmp_path / "configs" / "scenario" / "mine.yaml"
    own.parent.mkdir(parents=True)
    own.write_text("# @package _global_\n# Mine.\npolicy:\n  iro:\n    caseload: 50\n", "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "sim", "+scenario=mine", "--cfg", "job"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "site")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.endswith("policy:\n  iro:\n    caseload: 50\n")


@pytest.mark.slow
def test_an_installed_package_runs_in_an_empty_folder(wheel, tmp_path):
    site, place, mine = tmp_path / "site", tmp_path / "empty", tmp_path / "mine" / "scenario"
    zipfile.ZipFile(wheel).extractall(site)
    place.mkdir()
    mine.mkdir(parents=True)
    own = "# @package _global_\n# Mine.\npolicy:\n  iro:\n    caseload: 50\n"
    (mine / "fifty.yaml").write_text(own, "utf-8")
    example = str(site / "sim" / "examples" / "mine.yaml")
    small = ["years=1", "warm_up_years=1", "replications=1", "worlds=one"]
    command = ["-m", "sim", "+scenario=fifty", "--config-dir", str(mine.parent),
               f"authority.file={example}", "hydra.run.dir=run", *small]  # fmt: skip
    python = (
        "import sim; r = sim.compare({'iro.caseload': 50}, authority='Rutland', years=1,"
        "warm_up_years=1, replications=1, worlds='one'); print(len(r.summary), sim.__file__)"
    )
    hashes = "from sim.replicate.fingerprint import *; print(made_by() + decided_by())"
    for words in (command, ["-c", hashes], ["-c", python]):
        done = subprocess.run(
            [sys.executable, *words], cwd=place, env={**os.environ, "PYTHONPATH": str(site)},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        if words[-1] == hashes:  # the rules are the same, so what is stored of them is shown
            assert done.stdout.strip() == made_by() + decided_by()
    assert done.stdout.strip().endswith(str(site / "sim" / "__init__.py"))
    assert (place / "run" / "report.html").is_file()


@pytest.mark.slow
def test_no_file_names_a_package_index_or_a_machines_path():
    tracked = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\0")
    index = ("index" + "-url", "/sim" + "ple/", "pypi" + ".org", "/wo" + "rk/", "/tm" + "p/")
    found = [
        (name, word)
        for name in filter(None, tracked)
        if (ROOT / name).is_file()
        for word in index
        if word in (ROOT / name).read_text(encoding="utf-8", errors="replace")
    ]
    assert found == []


def scenario_files():
    return (ROOT / "configs" / "scenario").glob("*.yaml")

"""Same settings and seed, same bytes: whatever the threads, the process and its hash seed."""

import os
import subprocess
import sys

import pytest
from studies import last_of_each

from sim.cli.main import main

pytestmark = pytest.mark.slow

ASKED = ["+scenario=relocate", "authority.name=Rutland", "years=1", "replications=4", "seed=3"]
COMPARED = ("headline.csv", "summary.csv", "replications.csv", "monthly.csv", "worlds.csv")


def here(folder, *more):
    assert main([*last_of_each(*ASKED, *more), f"hydra.run.dir={folder}"]) == 0
    return {name: (folder / name).read_bytes() for name in COMPARED}


def test_the_number_of_threads_changes_no_byte(tmp_path, capsys):
    one = here(tmp_path / "one", "compute.workers=1")
    assert one == here(tmp_path / "two", "compute.workers=2")
    assert one == here(tmp_path / "eight", "compute.workers=8")


def test_another_seed_changes_the_results(tmp_path, capsys):
    assert here(tmp_path / "one") != here(tmp_path / "other", "seed=4")


def test_another_process_and_hash_seed_changes_no_byte(tmp_path, capsys):
    mine = here(tmp_path / "mine")
    for hash_seed in ("1", "2"):
        folder = tmp_path / hash_seed
        subprocess.run(
            [sys.executable, "-m", "sim", *ASKED, f"hydra.run.dir={folder}"],
            env=os.environ | {"PYTHONHASHSEED": hash_seed},
            check=True,
            capture_output=True,
        )
        assert mine == {name: (folder / name).read_bytes() for name in COMPARED}


def test_more_replications_leave_the_first_ones_as_they_were(tmp_path, capsys):
    few = here(tmp_path / "few", "replications=2")["replications.csv"].splitlines()
    more = here(tmp_path / "more", "replications=4")["replications.csv"].splitlines()
    assert set(few) < set(more)

"""Real studies in processes of their own: started, killed in the middle, and their tables read."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd

from sim.analyse.dictionary import columns_of

ROOT = Path(__file__).parents[1]
SMALL = ["authority.name=Rutland", "years=1", "warm_up_years=1"]
PATIENCE = 600  # seconds for a process to get somewhere; on a busy machine it may have to compile


def surroundings():
    """Return what a process needs to run this package as Numba comes, without its flags."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("NUMBA_")}
    return env | {"PYTHONPATH": str(ROOT)}


def started(words, folder=None, module="sim", **more):
    """Start a program; its results go to a folder, or where it was going."""
    where = [] if folder is None else [f"hydra.run.dir={folder}"]
    return subprocess.Popen(
        [sys.executable, "-m", module, *words, *where], env=surroundings(), text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, **more,
    )  # fmt: skip


def ended(words, folder=None, **more):
    """Run a program to its end; return its exit code, stdout and stderr."""
    with started(words, folder, **more) as run:
        out, err = run.communicate(timeout=PATIENCE)
    return run.returncode, out, err


def line_of(err):
    """Return the one line on stderr that is the program's; all of it must be that or progress."""
    lines = [line for line in err.splitlines() if line.strip()]
    said = [line for line in lines if line.startswith("sim: ")]
    assert len(said) == 1, err
    others = [line for line in lines if line not in said]
    assert all(line.split()[0] in ("replications", "Compiling") for line in others), err
    return said[0]


def until(there):
    """Wait until something is there, and return it."""
    latest = time.monotonic() + PATIENCE
    while time.monotonic() < latest:
        found = there()
        if found:
            return found
        time.sleep(0.01)
    raise TimeoutError("it never came")


def part_of(folder):
    """Return the folder that an unfinished study writes to, or None."""
    return next(iter(folder.parent.glob(f"{folder.name}.part-*")), None)


def finished_in(folder):
    """Return the replications that are kept of an unfinished study."""
    return sorted(folder.parent.glob(f"{folder.name}.part-*/parts/*.parquet"))


def killed(words, folder, least=1):
    """Start a study and kill it once so many replications are kept; return what it left."""
    with started(words, folder) as run:
        until(lambda: len(finished_in(folder)) >= least or run.poll() is not None)
        run.kill()
        run.communicate()
    assert run.returncode == -9, "it ended before it could be killed"
    return part_of(folder)


def undescribed(folder):
    """Return the columns of tables that their folder's dictionary has no words for."""
    words = pd.read_csv(folder / "dictionary.csv", keep_default_na=False)
    told = {(row.file, row.column) for row in words.itertuples() if row.what}
    there = {
        (path.relative_to(folder).as_posix(), name)
        for path in folder.rglob("*")
        if path.suffix in (".csv", ".parquet") and path.name != "dictionary.csv"
        for name in columns_of(path)
    }
    return sorted(there - told)


def tables(folder):
    """Return the bytes of every table."""
    found = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.suffix in (".csv", ".parquet")
    }
    assert "summary.csv" in found
    return found


def last_of_each(*words):
    """Return the words of a command, of a setting that stands twice the last."""
    return list({word.partition("=")[0]: word for word in words}.values())

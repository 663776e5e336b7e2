"""Threads, a cluster here and workers elsewhere: the same bytes, also when one of them is lost."""

import contextlib
import itertools
import json
import os
import signal
import subprocess
import sys

import numpy as np
import pytest
from studies import (
    PATIENCE,
    SMALL,
    ended,
    finished_in,
    line_of,
    part_of,
    started,
    surroundings,
    tables,
    until,
)

from sim.cli.arguments import read
from sim.cli.ask import ask
from sim.cli.main import main
from sim.errors import Exit, UserError
from sim.replicate import dask_cluster
from sim.replicate.dask_cluster import OtherRules
from sim.replicate.fingerprint import days_hash, made_by
from sim.replicate.replication import Failure, point_of, run_point
from sim.replicate.runner import all_jobs

pytestmark = pytest.mark.slow

ASKED = ["+scenario=abolish", *SMALL, "replications=60"]
MANY = ["+scenario=abolish", *SMALL, "replications=2000"]


class Cluster:
    """A scheduler and two workers on the loopback address, each a process of its own."""

    def __init__(self, folder):
        self.folder = folder
        file = folder / "scheduler.json"
        self.scheduler = self._start("dask_scheduler", "--host", "127.0.0.1", "--port", "0",
                                     "--scheduler-file", str(file), "--no-show")  # fmt: skip
        self.address = until(lambda: self._address(file))
        self.workers = [self.worker(), self.worker()]

    @staticmethod
    def _address(file):
        with contextlib.suppress(OSError, ValueError, KeyError):  # not yet, or half of it
            return json.loads(file.read_text())["address"]

    def _start(self, command, *words):
        with (self.folder / f"{command}.log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", f"distributed.cli.{command}", *words, "--no-dashboard"],
                cwd=self.folder, env=surroundings(), stdout=log, stderr=log,
            )  # fmt: skip

    def worker(self):
        """Start a worker with one thread, which nobody starts again."""
        return self._start("dask_worker", self.address, "--nthreads", "1", "--no-nanny",
                           "--local-directory", str(self.folder))  # fmt: skip

    def words(self):
        """Return what asks for this cluster."""
        return ["compute.kind=dask", f"compute.address={self.address}"]

    def stop(self):
        """End every process of it."""
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()


@pytest.fixture
def cluster(tmp_path_factory):
    made = Cluster(tmp_path_factory.mktemp("cluster"))
    yield made
    made.stop()


@pytest.fixture(scope="module")
def alone(tmp_path_factory):
    """Return the tables of one thread."""
    folder = tmp_path_factory.mktemp("alone") / "run"
    assert ended([*ASKED, "compute.workers=1"], folder)[0] == Exit.DONE
    return tables(folder)


def test_two_threads_are_the_same_bytes(alone, tmp_path, capsys):
    assert main([*ASKED, "compute.workers=2", f"hydra.run.dir={tmp_path / 'run'}"]) == Exit.DONE
    assert tables(tmp_path / "run") == alone


def test_workers_are_the_same_bytes_and_stay_for_the_next_study(cluster, alone, tmp_path):
    code, _, err = ended([*ASKED, *cluster.words()], tmp_path / "run")
    assert code == Exit.DONE, err
    assert [line for line in err.splitlines() if "replications" not in line] == []
    assert tables(tmp_path / "run") == alone
    assert [worker.poll() for worker in (*cluster.workers, cluster.scheduler)] == [None] * 3


def test_a_worker_that_is_killed_changes_no_byte(cluster, alone, tmp_path):
    folder = tmp_path / "run"
    with started([*ASKED, *cluster.words()], folder) as run:
        until(lambda: finished_in(folder))
        cluster.workers[0].kill()
        assert len(finished_in(folder)) < 100, "it was nearly done before a worker could be killed"
        _, err = run.communicate(timeout=PATIENCE)
    assert run.returncode == Exit.DONE, err
    assert [line for line in err.splitlines() if "replications" not in line] == []
    assert tables(folder) == alone


def test_a_cluster_made_here_is_the_same_bytes(alone, tmp_path):
    code, _, err = ended([*ASKED, "compute.kind=dask", "compute.address=local"], tmp_path / "run")
    assert code == Exit.DONE, err
    assert [line for line in err.splitlines() if "replications" not in line] == []
    assert tables(tmp_path / "run") == alone


def test_a_scheduler_that_is_lost_is_one_line_and_nothing_finished_is_lost(cluster, tmp_path):
    folder = tmp_path / "run"
    with started([*MANY, *cluster.words()], folder) as run:
        until(lambda: finished_in(folder))
        cluster.scheduler.kill()
        out, err = run.communicate(timeout=PATIENCE)
    assert (run.returncode, out) == (Exit.FAULT, "")
    line = line_of(err)
    assert "the Dask cluster was lost" in line
    assert line.endswith(f"go on with resume={part_of(folder)}")
    assert finished_in(folder)


def test_a_stop_from_the_keyboard_ends_a_cluster_made_here_in_one_line(tmp_path):
    folder = tmp_path / "run"
    words = [*MANY, "compute.kind=dask"]
    with started(words, folder, start_new_session=True) as run:
        until(lambda: finished_in(folder))
        os.killpg(run.pid, signal.SIGINT)  # as the terminal does: to the workers too
        out, err = run.communicate(timeout=PATIENCE)
    assert (run.returncode, out) == (Exit.INTERRUPTED, "")
    assert f"go on with resume={part_of(folder)}" in line_of(err)


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "nowhere at all", "ftp://127.0.0.1:80"])
def test_a_wrong_address_is_one_line_and_nothing_is_left(address, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(dask_cluster, "PATIENCE", 2)
    (tmp_path / "here").mkdir()
    folder = tmp_path / "here" / "deep" / "run"
    words = ["compute.kind=dask", f"compute.address={address}", f"hydra.run.dir={folder}"]
    assert main([*ASKED, *words]) == Exit.MISTAKE
    printed = capsys.readouterr()
    assert printed.out == ""
    assert f"compute.address={address} is not allowed" in line_of(printed.err)
    assert "tcp://127.0.0.1:8786" in line_of(printed.err)
    assert list((tmp_path / "here").iterdir()) == []


def test_a_scheduler_without_a_worker_is_one_line(cluster, tmp_path, monkeypatch, capsys):
    import distributed

    for worker in cluster.workers:
        worker.kill()
        worker.wait()
    with distributed.Client(cluster.address) as seen:  # until the scheduler has noticed
        until(lambda: not seen.scheduler_info()["workers"])
    monkeypatch.setattr(dask_cluster, "PATIENCE", 2)
    folder = tmp_path / "run"
    assert main([*ASKED, *cluster.words(), f"hydra.run.dir={folder}"]) == Exit.MISTAKE
    assert "has no worker" in line_of(capsys.readouterr().err)
    assert list(tmp_path.iterdir()) == []


def two_jobs():
    arms = ask(read(["+scenario=abolish", *SMALL]))
    return all_jobs([point_of(0, arms, "abolish")], range(2))


def ends_its_worker(point, replication):
    """Take the process down, as a machine without memory would."""
    os._exit(1)


def test_a_job_that_ends_every_worker_is_a_failed_replication(monkeypatch):
    import distributed

    monkeypatch.setenv("PYTHONPATH", f"{surroundings()['PYTHONPATH']}:{sys.path[0]}")
    with distributed.LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None,
                                  silence_logs=60) as made:  # fmt: skip
        jobs = two_jobs()[:1]
        ((_, found),) = dask_cluster.on_dask(jobs, ends_its_worker, made.scheduler_address)
    assert isinstance(found, Failure) and found.cause.startswith("KilledWorker")


def test_a_worker_with_other_rules_is_refused(cluster, monkeypatch):
    monkeypatch.setattr(dask_cluster, "made_by", lambda: "0" * 20)  # here, not in the workers
    with pytest.raises(UserError, match=r"cannot run this simulator.*another version"):
        list(dask_cluster.on_dask(two_jobs(), run_point, cluster.address))


def test_the_rules_are_compared_where_a_job_runs():
    (job, _) = two_jobs()
    days = days_hash(job[0].today)
    with pytest.raises(OtherRules, match="another version"):
        dask_cluster._there("0" * 20, days, run_point, *job)
    with pytest.raises(OtherRules, match="other bank holidays"):
        dask_cluster._there(made_by(), "0" * 20, run_point, *job)
    there = dask_cluster._there(made_by(), days, run_point, *job)
    for one, other in itertools.zip_longest(there, run_point(*job)):
        assert np.array_equal(one, other)

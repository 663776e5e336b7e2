"""As many workers as are asked for, or the cores that the process may use."""

import os
import threading
from pathlib import Path

import pytest

from sim.replicate import threads
from sim.replicate.threads import on_threads
from sim.replicate.workers import workers

ROOT = Path(__file__).parents[2]


@pytest.fixture
def one_core():
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(before)})
    yield
    os.sched_setaffinity(0, before)


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="cores are not chosen here")
def test_a_process_that_may_use_one_core_has_one_worker(one_core):
    assert workers() == 1
    assert workers(3) == 3  # what is asked for holds


def test_work_is_shared_by_as_many_threads_as_are_asked_for(monkeypatch):
    monkeypatch.setattr(threads, "workers", lambda asked: asked or 2)
    for asked, there_are in ((1, 1), (3, 3), (0, 2)):
        together = threading.Barrier(there_are)  # opens when so many threads stand before it

        def run(point, number, together=together):
            together.wait(timeout=20)
            return threading.get_ident()

        jobs = [(None, number) for number in range(6 * there_are)]
        assert len({ident for _, ident in on_threads(jobs, run, asked)}) == there_are


def test_nothing_asks_how_many_cores_the_machine_has():
    asks = [
        str(path.relative_to(ROOT))
        for room in ("sim", "experiments")
        for path in (ROOT / room).rglob("*.py")
        if "os.cpu_count" in path.read_text("utf-8")
    ]
    assert asks == []

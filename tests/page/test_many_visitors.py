"""Thirty visitors at once: each gets its own answer, and the server keeps within its memory."""

import json
import re
import threading
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote, urlsplit

import numpy as np
import pytest

pytest.importorskip("solara", reason="the page's packages are not installed")

from sim.data import authorities
from sim.page.shared_workers import LARGE, begin, on_disk, pool
from sim.replicate.arm_results import ArmResults
from sim.replicate.threads import Pool, on_threads

VISITORS = 30
EACH = 20  # megabytes that a visitor may take of memory of the server's own
THREADS_EACH = 3  # its kernel's, and the one that answers
SMALL = "years=1 warm_up_years=1 replications={runs}"
PATIENCE = 240
TOLD = re.compile(r'"([^"\\]{1,60}): abolish against today, in (\d+) plausible')


def test_shared_threads_are_no_more_than_asked_for_and_each_gets_its_own():
    shared, ran_in = Pool(3), set()

    def run(point, replication):
        ran_in.add(threading.get_ident())
        return point, replication

    def made(point):
        return [what for _, what in on_threads([(point, n) for n in range(40)], run, 0, shared)]

    with ThreadPoolExecutor(VISITORS) as visitors:
        for point, found in enumerate(visitors.map(made, range(VISITORS))):
            assert sorted(found) == [(point, n) for n in range(40)]
    assert len(ran_in) <= 3


def test_whoever_goes_leaves_the_shared_threads_to_others():
    shared, ran = Pool(1), []
    going = on_threads([(0, n) for n in range(1000)], lambda *job: ran.append(job), 0, shared)
    next(going)
    going.close()
    left = [what for _, what in on_threads([(1, 0)], lambda *job: job, 0, shared)]
    assert left == [(1, 0)]
    assert len(ran) <= 3


def test_workers_are_begun_once():
    begin(2)
    assert pool() is pool()
    assert pool().threads == 2


def test_large_counts_lie_on_disk_the_same():
    counts = np.random.default_rng(1).random((20, 60, 208))
    arm = ArmResults("keep", (), (), (), counts)
    kept = on_disk(arm)
    assert counts.nbytes > LARGE
    assert isinstance(kept.counts.base, np.memmap)
    assert kept.counts.tobytes() == counts.tobytes()
    small = ArmResults("keep", (), (), (), counts[:1])
    assert on_disk(small) is small


class Visitor:
    """A visitor's line to the page, without a browser."""

    def __init__(self, url, address):
        from websockets.sync.client import connect

        own, at = str(uuid.uuid4()), urlsplit(url)
        self._line = connect(
            f"ws://{at.netloc}/jupyter/api/kernels/{own}/channels?session_id={uuid.uuid4()}",
            origin=f"http://{at.netloc}", max_size=None, max_queue=None, close_timeout=1,
            additional_headers={"Cookie": f"solara-session-id={uuid.uuid4()}"},
        )  # fmt: skip
        comm = str(uuid.uuid4())
        self._say("comm_open", {"comm_id": comm, "target_name": "solara.control", "data": {}})
        run = {"method": "run", "args": {"path": address}}
        self._say("comm_msg", {"comm_id": comm, "data": run})

    def _say(self, kind, content):
        header = {"msg_id": str(uuid.uuid4()), "msg_type": kind, "session": "1", "username": "",
                  "version": "5.3", "date": "2026-01-01T00:00:00Z"}  # fmt: skip
        said = {"channel": "shell", "header": header, "parent_header": {}, "metadata": {},
                "content": content, "buffers": []}  # fmt: skip
        self._line.send(json.dumps(said))

    def hears(self, *words):
        """Wait until the page has said all these words; return all that it said."""
        heard, missing = [], set(words)
        while missing:
            came = self._line.recv(timeout=PATIENCE)
            text = came if isinstance(came, str) else came.decode("utf-8", "ignore")
            heard.append(text)
            missing = {word for word in missing if word not in text}
        return "\n".join(heard)

    def close(self):
        self._line.close()


def own_memory(process):
    """Return a process's megabytes that no file could be read back from, and its threads."""
    status = Path(f"/proc/{process.pid}/status").read_text()
    return [int(re.search(rf"{name}:\s+(\d+)", status)[1]) for name in ("RssAnon", "Threads")]


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="read from /proc")
def test_thirty_at_once_each_get_their_own_answer(served):
    pytest.importorskip("websockets", reason="websockets is not installed")
    names = authorities.names()[:VISITORS]

    def visit(place):
        name, runs = names[place], 3 + place % 5
        words = SMALL.format(runs=runs)
        visitor = Visitor(served.url, f"/?authority={quote(name)}&more={quote(words)}")
        heard = visitor.hears(f"against today, in {runs} plausible worlds", "That is all")
        return visitor, heard

    first, _ = visit(0)  # what is loaded once
    before = own_memory(served.process)
    with ThreadPoolExecutor(VISITORS) as visiting:
        visitors = list(visiting.map(visit, range(VISITORS)))
    after = own_memory(served.process)
    try:
        for place, (_, heard) in enumerate(visitors):
            told = set(re.findall(TOLD, heard))
            others = set(names) - {names[place]}
            assert not {name for name, _ in told} & others
            assert (names[place], str(3 + place % 5)) in told
        grew = [(now - was) / VISITORS for now, was in zip(after, before, strict=True)]
        print(f"each of {VISITORS} took {grew[0] / 1024:.1f} MB and {grew[1]:.1f} threads")
        assert grew[0] / 1024 < EACH
        assert grew[1] <= THREADS_EACH
    finally:
        for visitor, _ in [(first, ""), *visitors]:
            visitor.close()
    assert served.complaints() == []

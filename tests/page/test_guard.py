"""Who may ask for the page, and for how long it computes for one who is gone."""

import json
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

import pytest

pytest.importorskip("solara", reason="the page's packages are not installed")

from sim.page.guard import HEADERS, is_ours

LOST = 30  # seconds after which nothing is computed for a connection that is lost
IDLE = 0.2  # of a processor


@pytest.mark.parametrize("asked, served, ours", [
    ("127.0.0.1:8765", "127.0.0.1", True),
    ("localhost:8765", "127.0.0.1", True),
    ("[::1]:8765", "::1", True),
    ("evil.example", "127.0.0.1", False),
    ("127.0.0.1.evil.example", "127.0.0.1", False),
    ("192.0.2.7:8765", "127.0.0.1", False),
    ("192.0.2.7:8765", "0.0.0.0", True),
    ("evil.example", "0.0.0.0", False),
    ("desk.example:8765", "desk.example", True),
    ("", "127.0.0.1", False),
    ("[::1", "127.0.0.1", False),
])  # fmt: skip
def test_only_its_own_address_is_the_pages(asked, served, ours):
    assert is_ours(asked, served) == ours


def ask(url, **headers):
    """Return the status and headers of an answer."""
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers)) as answer:
            return answer.status, answer.headers
    except urllib.error.HTTPError as refused:
        return refused.code, refused.headers


@pytest.mark.slow
def test_another_sites_page_is_refused(served):
    own = served.url.rstrip("/")
    assert ask(served.url)[0] == 200
    assert ask(served.url, Origin=own)[0] == 200
    for path in ("", "resourcez", "static/main-vuetify.js"):
        assert ask(served.url + path, Host="evil.example")[0] == 403
    for origin in ("http://evil.example", "null", "http://127.0.0.1:1"):
        assert ask(served.url, Origin=origin)[0] == 403


@pytest.mark.slow
def test_another_sites_websocket_is_refused(served):
    own = urlsplit(served.url)

    def status(host=own.netloc, origin=f"http://{own.netloc}"):
        """Return what a browser's handshake is answered with."""
        asked = (
            f"GET /jupyter/api/kernels/1/channels?session_id=1 HTTP/1.1\r\nHost: {host}\r\n"
            f"Origin: {origin}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            "Cookie: solara-session-id=1\r\n\r\n"
        )
        with socket.create_connection((own.hostname, own.port), 20) as line:
            line.sendall(asked.encode())
            return int(line.recv(64).split()[1])

    assert status() == 101
    assert status(origin="http://evil.example") == 403
    assert status(host="evil.example") == 403
    assert status(host="evil.example", origin="http://evil.example") == 403


@pytest.mark.slow
def test_headers_shut_others_out(served):
    for path in ("", "static/main-vuetify.js", "no/such"):
        headers = ask(served.url + path)[1]
        assert {name: headers[name] for name in HEADERS} == HEADERS


def used(process):
    """Return the seconds of processor that a process has used (Linux)."""
    fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / 100


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="read from /proc")
def test_nothing_is_computed_for_a_browser_that_was_killed(served, chromium, tmp_path):
    asked = f"{served.url}?policy=abolish,notify,strengthen&more=replications=400+years=10"
    process = subprocess.Popen(
        [chromium, "--headless", "--no-sandbox", f"--user-data-dir={tmp_path}", asked],
        start_new_session=True, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        before, began = used(served.process), time.monotonic()
        while used(served.process) - before < 4:  # it is being computed for
            assert time.monotonic() - began < 120
            time.sleep(0.2)
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    time.sleep(LOST)
    before = used(served.process)
    time.sleep(5)
    assert (used(served.process) - before) / 5 < IDLE
    with urllib.request.urlopen(served.url + "resourcez") as answer:
        kernels = json.load(answer)["kernels"]
    assert kernels["has_connected"] == kernels["total"]

"""A served page and a real browser to look at it with."""

import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "chrome")
ROOT = Path(__file__).parents[2]
READY = re.compile(r"the page is at (http://\S+/)")


@pytest.fixture(scope="session")
def chromium():
    """Return the path of a Chromium of this machine's."""
    for name in CHROMIUM:
        if path := shutil.which(name):
            return path
    return pytest.skip(f"no Chromium is installed: none of {', '.join(CHROMIUM)} was found")


class Served:
    """The page in a process of its own."""

    def __init__(self, log):
        self.log = log
        command = [sys.executable, "-m", "sim.app", "--port=0"]
        with log.open("w") as file:
            self.process = subprocess.Popen(command, cwd=ROOT, stderr=file, stdout=file)
        self.url = self._wait()

    def _wait(self):
        for _ in range(600):
            if found := READY.search(self.log.read_text()):
                return found[1]
            assert self.process.poll() is None, self.log.read_text()
            time.sleep(0.2)
        raise AssertionError(f"not served within two minutes: {self.log.read_text()}")

    def resident_megabytes(self):
        """Return the memory that the process holds (Linux)."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+) kB", status)[1]) / 1024

    def complaints(self):
        """Return what the server's log says beside that it serves."""
        lines = self.log.read_text().splitlines()
        return [line for line in lines if line and not line.startswith("sim: ")]


@pytest.fixture(scope="session")
def served(tmp_path_factory, chromium):
    pytest.importorskip("solara", reason="the page's packages are not installed")
    page = Served(tmp_path_factory.mktemp("page") / "log")
    yield page
    page.process.terminate()
    page.process.wait(20)


@pytest.fixture(scope="session")
def browser(chromium):
    sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def visit(browser, served):
    """Return a function that opens the page as a visitor of its own; hold it to be clean."""
    from sim.page.layout import TITLE  # while it loads, the page has another heading

    contexts, wrong, expected = [], [], []

    def look(request):
        if not request.url.startswith((served.url, "data:", "blob:")):
            wrong.append(f"foreign request: {request.url}")

    def listen(message):
        if message.type == "error" and not any(one in message.text for one in expected):
            wrong.append(f"console: {message.text}")

    def open_page(width=1280, height=900, address="", says=()):
        expected.extend(says)  # errors that a test brings about itself
        context = browser.new_context(viewport={"width": width, "height": height})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(120_000)  # a busy machine may have to compile
        page.on("request", look)
        page.on("websocket", lambda socket: wrong.append(f"foreign socket: {socket.url}")
                if served.url.split("//")[1] not in socket.url else None)  # fmt: skip
        page.on("console", listen)
        page.on("pageerror", lambda error: wrong.append(f"page error: {error}"))
        page.goto(served.url + address)
        page.locator("#app h1", has_text=TITLE).wait_for()
        page.locator("#beforehand").wait_for(state="detached")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert wrong == []
    assert served.complaints() == []

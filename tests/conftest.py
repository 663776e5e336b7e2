"""What every test runs under: in what order, and that none fails because a machine is slow.

Workers take one file after another. The engine is compiled in the first, where that was not done
before; of those that follow next hardly one needs it, so that no other worker compiles it too.
Files that take long come before short ones, so that no worker waits for another at the end. Those
of the page are one worker's: browsers beside each other would wait for one another's answers.
"""

import signal
from pathlib import Path

from xdist.scheduler import LoadFileScheduling

COMPILES = ("casework/test_hours.py",)
WITHOUT_WORLDS = ("settings", "cli", "evidence", "measures", "data", "report", "experiments")
TOGETHER = "page"  # whose files one worker takes
LONG = (
    TOGETHER, "records", "whole/test_authorities_differ.py", "whole/test_bounds.py", "replicate",
    "whole", "test_docs.py",
)  # fmt: skip
ORDER = (*COMPILES, *WITHOUT_WORLDS, *LONG)

# a shell that starts the tests in the background would have them, and what they start, ignore it
signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_sessionstart(session):
    """Have Hypothesis wait; the process that only hands tests out need not load it."""
    if hasattr(session.config, "workerinput") or not session.config.getoption("numprocesses"):
        from hypothesis import HealthCheck, settings

        slow = HealthCheck.too_slow
        settings.register_profile("unhurried", deadline=None, suppress_health_check=[slow])
        settings.load_profile("unhurried")


class ByFile(LoadFileScheduling):
    """Hands out files whole, and those of the page as one."""

    def _split_scope(self, nodeid):
        file = super()._split_scope(nodeid)
        return TOGETHER if f"/{TOGETHER}/" in file else file


def pytest_xdist_make_scheduler(config, log):
    """Have tests handed out so."""
    return ByFile(config, log)


def pytest_collection_modifyitems(items):
    """Put files in order; the tests of a file stay as they stand."""
    items.sort(key=lambda item: place_of(item.path.relative_to(Path(__file__).parent)))


def place_of(file):
    """Return a file's place in the order: its own, or its room's, or behind all that have one."""
    named = [place for place, name in enumerate(ORDER) if name in (file.as_posix(), file.parts[0])]
    return min(named, default=len(ORDER))

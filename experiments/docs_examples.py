"""Commands that the documentation shows with what they print.

In `docs/studies.md` a block of one command is followed by a block of its output; this runs the
command as its user would and puts the output there.
"""

import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = Path("docs/studies.md")
OWN_FIGURES = Path("docs/mine.yaml")
BLOCK = re.compile(
    r"(?P<before>```sh\npython -m (?P<command>[^\n]+)\n```\n\n```text\n)(?P<output>.*?)\n?```",
    re.DOTALL,
)


def commands(text: str) -> Iterator[tuple[str, str]]:
    """Give each command of a page, without `python -m`, and the output it shows."""
    for match in BLOCK.finditer(text):
        yield match["command"], match["output"]


def printed(command: str) -> str:
    """Run a command in a folder of its own and return what it prints, but for the last line.

    Raises
    ------
    subprocess.CalledProcessError
        Where it does not end well.
    """
    with tempfile.TemporaryDirectory() as place:
        shutil.copy(ROOT / OWN_FIGURES, place)
        words = [sys.executable, "-m", *shlex.split(command)]
        ran = subprocess.run(words, cwd=place, capture_output=True, text=True, check=True)
    lines = [line.rstrip() for line in ran.stdout.splitlines()]
    return "\n".join(lines[:-1]).rstrip()  # the last line names the report


def with_outputs(text: str) -> str:
    """Return a page with what each of its commands prints."""
    return BLOCK.sub(lambda match: match["before"] + printed(match["command"]) + "\n```", text)

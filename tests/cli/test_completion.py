"""A shell is told how a word goes on."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sim.cli.flags import going_on

ROOT = Path(__file__).parents[2]
BREAKS = " \t\n\"'><;|&("  # where bash cuts words, once its `=` and `:` are taken out


def told(begun, answer):
    """Return what a shell is answered at the end of a command line begun."""
    line = f"iro-sim {begun}"
    asks = {
        "_ARGCOMPLETE": "1", "COMP_LINE": line, "COMP_POINT": str(len(line)), "COMP_TYPE": "9",
        "_ARGCOMPLETE_COMP_WORDBREAKS": BREAKS, "PYTHONPATH": str(ROOT),
        "_ARGCOMPLETE_STDOUT_FILENAME": str(answer),
    }  # fmt: skip
    code = "from sim.__main__ import command; command()"
    done = subprocess.run(
        [sys.executable, "-c", code], env=dict(os.environ) | asks, capture_output=True, text=True
    )
    assert (done.stdout, done.stderr) == ("", "")
    return answer.read_text().split("\v")


@pytest.mark.parametrize("begun, goes_on", [
    ("+scenario=abol", "+scenario=abolish"),
    ("iro.casel", "iro.caseload="),
    ("policy.iro.casel", "policy.iro.caseload="),
    ("worlds=o", "worlds=one"),
    ("+scenario=abolish --mul", "--multirun"),
])  # fmt: skip
def test_a_word_goes_on(begun, goes_on, tmp_path):
    assert goes_on in [word.strip() for word in told(begun, tmp_path / "answer")]


def test_nothing_goes_on_where_nothing_is_allowed():
    assert list(going_on("iro.caseload=9")) == []
    assert "authority.name=Leeds" in going_on("authority.name=Le")
    assert not any(word.startswith("policy.seed") for word in going_on(""))

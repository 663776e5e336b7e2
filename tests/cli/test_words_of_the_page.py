"""What the page's program cannot serve it refuses in one line, with code 2."""

import pytest

from sim import app
from sim.errors import Exit


@pytest.mark.parametrize(
    "words",
    [["--port", "x"], ["--port", "99999"], ["--host", "x" * 300], ["--host", "a..b"], ["x"],
     ["--host", "a\x1b[2J", "--port", "y"], ["--port", "9" * 5000]],
    ids=range(7),
)  # fmt: skip
def test_a_mistake_is_one_printable_line(words, capsys):
    assert app.main(words) == Exit.MISTAKE
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert err.strip().isprintable() and len(err) < 500

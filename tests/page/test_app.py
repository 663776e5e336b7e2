"""`python -m sim.app`: where it serves, and what it refuses."""

import socket

import pytest

pytest.importorskip("solara", reason="the page's packages are not installed")

from sim import app
from sim.page.serve import _socket


@pytest.mark.parametrize("words, said", [
    (["--port=70000"], "--port=70000 is not allowed: it must be a whole number from 0 to 65535"),
    (["--port=x"], "--port=x is not allowed"),
    (["--prot=1"], "--prot=1"),
    (["--workers=-1"], "--workers=-1 is not allowed: it must be a whole number from 0 to 256"),
    (["--workers=many"], "--workers=many is not allowed"),
    (["--host=no.such.host.invalid"], "--host=no.such.host.invalid"),
    (["+scenario=abolish"], "+scenario=abolish"),
])  # fmt: skip
def test_mistakes_are_one_line(words, said, capsys):
    assert app.main(words) == 2
    shown = capsys.readouterr()
    assert shown.err.startswith("sim: ")
    assert said in shown.err
    assert shown.err.count("\n") == 1
    assert shown.out == ""


def test_a_port_that_is_taken_is_refused(capsys):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        assert app.main([f"--port={port}"]) == 2
    assert f"--port={port}" in capsys.readouterr().err


def test_the_help_says_what_the_page_is_and_where(capsys):
    with pytest.raises(SystemExit) as ended:
        app.main(["--help"])
    assert ended.value.code == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "127.0.0.1" in said
    assert "--host" in said
    assert "--port" in said
    assert "--workers" in said


def test_by_default_only_this_machine_is_served():
    with _socket(app.LOOPBACK, 0) as taken:
        assert taken.getsockname()[0] == "127.0.0.1"

"""Whatever is typed, a command runs what it is asked or refuses it in one line: no third way."""

import importlib
import logging
import os

import pytest
from each import each
from odd_words import OddWords

from sim.cli.command import run
from sim.errors import Exit
from sim.study import session

LINES = 500
LONGEST = 1500  # letters of the line that refuses
NEEDED = "children_looked_after: 400\nstarted_in_year: 160\nceased_in_year: 150\n"
FOREIGN = ("Traceback", "Error ", "Error:", "Exception", "<class", "the configs cannot be read")
STUDIES = ("compare.__main__", "flip_points.__main__", "journey", "sensitivity.__main__")


@pytest.fixture
def here(tmp_path, monkeypatch):
    """Return the working folder, with the files and what is none that the words may name."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.yaml").write_text(NEEDED, "utf-8")
    (tmp_path / "bad.yaml").write_text("a: [\n", "utf-8")
    (tmp_path / "latin.yaml").write_text(f"{NEEDED}# \xa3\n", "latin-1")
    (tmp_path / "folder").mkdir()
    (tmp_path / "loop").symlink_to("loop")
    os.mkfifo(tmp_path / "pipe")
    return tmp_path


@pytest.mark.slow
@pytest.mark.parametrize(
    ("module", "lines"),
    [("sim.cli.main", LINES), *((f"experiments.{name}", 100) for name in STUDIES)],
)
def test_what_is_typed_at_random_runs_or_is_refused_in_one_line(
    module, lines, here, monkeypatch, capsys
):
    program = importlib.import_module(module).PROGRAM
    held = []
    monkeypatch.setattr(session, "run_session", lambda *asked: held.append(asked) or Exit.DONE)
    before = sorted(here.rglob("*"))
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    odd = OddWords(2026, tuple(option.name for option in program.options))

    def holds(words):
        held.clear()
        root.handlers[:] = handlers  # --info has Hydra tell all that it does from then on
        root.setLevel(level)
        code = run(program, words)
        out, err = capsys.readouterr()
        assert code in (Exit.DONE, Exit.MISTAKE), err[-500:]
        if code == Exit.DONE:
            assert (bool(out) or len(held) == 1) and not err, err
        else:
            assert (out, err.count("\n"), held) == ("", 1, [])
            assert err.startswith("sim: ") and err.strip().isprintable() and len(err) < LONGEST, err
            assert not any(word in err.replace("Errno", "") for word in FOREIGN), err
        assert sorted(here.rglob("*")) == before

    huge = [[f"{option.name}={'7' * 5000}"] for option in program.options]
    each(huge + [odd.line() for _ in range(lines)], holds)

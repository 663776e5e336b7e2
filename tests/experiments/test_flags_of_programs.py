"""What a program that takes no settings cannot do, it refuses in one line, with code 2."""

import importlib
import subprocess
import sys
from pathlib import Path

import pytest
from each import each
from studies import surroundings

from sim.errors import Exit

MISTAKES = {
    "authorities": [[], ["--year", "x"], ["--from", "f", "--year", "2026", "--x"],
                    ["--from", "x" * 300, "--year", "2026"], ["--from", "~nobody-here/x",
                    "--year", "2026"], ["--from", "bytes.csv", "--year", "2026"]],
    "coverage": [["--repetitions", "x"], ["--repetitions", "9" * 30], ["--workers", "-1"], ["x"]],
    "benchmark": [["x"], ["--seed=1"]],
    "docs": [["--x"], ["x" * 5000]],
    "validate": [["--worlds", "0"], ["--records", "bytes.csv"], ["--records", "none"],
                 ["--worlds", "1e9"]],
    "calibrate": [["--x"], ["--replications", "0"], ["--replications", "many"],
                  ["--excuse", "no\x1b[2Jthing"]],
}  # fmt: skip
PLACES = ("authorities", "validate", "calibrate")  # of which __main__ holds the program


def module_of(program):
    return f"experiments.{program}{'.__main__' if program in PLACES else ''}"


def called(program, words, monkeypatch):
    """Return the exit code of a program called with these words."""
    module = importlib.import_module(module_of(program))
    monkeypatch.setattr(sys, "argv", [program, *words])
    try:
        return module.main(words) if program == "calibrate" else module.main()
    except SystemExit as ended:
        return ended.code


@pytest.mark.slow
def test_a_mistake_in_the_flags_is_one_line(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bytes.csv").write_bytes(b"\xff\xfe\x00a")

    def holds(case):
        program, words = case
        assert called(program, words, monkeypatch) == Exit.MISTAKE
        out, err = capsys.readouterr()
        assert (out, err.count("\n")) == ("", 1), err[-300:]
        assert err.strip().isprintable() and len(err) < 600, err

    each([(program, words) for program, every in MISTAKES.items() for words in every], holds)
    assert [path.name for path in tmp_path.iterdir()] == ["bytes.csv"]


def test_a_newer_years_figures_are_looked_for_in_the_home_folder(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "x").mkdir()
    code = called("authorities", ["--from", "~/x", "--year", "2026"], monkeypatch)
    assert code == Exit.MISTAKE
    assert f"{tmp_path / 'x'}: there is no .csv file" in capsys.readouterr().err


@pytest.mark.slow
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_standard_output_is_said_in_one_line(tmp_path):
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "experiments.calibrate", "--defaults"], stdout=full,
            stderr=subprocess.PIPE, text=True, check=False, cwd=tmp_path, env=surroundings(),
        )  # fmt: skip
    assert (done.returncode, done.stderr.count("\n")) == (Exit.SOME_FAILED, 1)
    assert "standard output cannot be written" in done.stderr

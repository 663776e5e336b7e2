"""Nothing computed is lost after the simulation: what fails of figures, report and printing."""

import json
import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from matplotlib.figure import Figure
from studies import SMALL, ended, line_of, part_of, surroundings, tables

from sim.cli.command import run as run_program
from sim.cli.main import main
from sim.errors import Exit

pytestmark = pytest.mark.slow

ASKED = ["+scenario=abolish", *SMALL, "replications=2", "worlds=one"]


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """Return the folder of the same study where nothing fails."""
    folder = tmp_path_factory.mktemp("whole") / "run"
    assert main([*ASKED, f"hydra.run.dir={folder}"]) == Exit.DONE
    return folder


@pytest.fixture
def fails(tmp_path, monkeypatch, capsys):
    """Return what runs the study where a function fails: its folder, exit code, stdout, stderr."""

    def run(function, error, program=main, words=ASKED):
        def fail(*_, **__):
            raise error

        monkeypatch.setattr(function, fail)
        folder = tmp_path / "run"
        code = program([*words, f"hydra.run.dir={folder}"])
        printed = capsys.readouterr()
        return folder, code, printed.out, printed.err

    return run


def in_figures(folder):
    return {path.name for path in (folder / "figures").iterdir()}


def test_a_figure_that_fails_is_named_and_takes_nothing_along(fails, whole):
    folder, code, out, err = fails("sim.report.figures.week_bars.week", ValueError("two\nlines"))
    assert code == Exit.SOME_FAILED
    assert tables(folder) == tables(whole)
    assert in_figures(folder) == in_figures(whole) - {"week.png", "week.svg"}
    assert "figure week could not be made (ValueError: two lines)" in line_of(err)
    assert str(folder) in line_of(err)
    assert out.endswith(f"The report: {folder / 'report.html'}\n")
    assert json.loads((folder / "run.json").read_text())["not_made"] == {
        "figure week": "ValueError: two lines"
    }
    assert "week_bars" not in (folder / "report.html").read_text()
    assert "ValueError: two\nlines" in (folder / "failures" / "figure_week.txt").read_text()


def test_half_a_figure_is_none(whole, tmp_path, monkeypatch):
    right = Figure.savefig

    def full(self, path, **more):
        if Path(path).name == "week.svg":
            Path(path).write_text("<svg")
            raise OSError(28, os.strerror(28))
        return right(self, path, **more)

    monkeypatch.setattr(Figure, "savefig", full)
    folder = tmp_path / "run"
    assert main([*ASKED, f"hydra.run.dir={folder}"]) == Exit.SOME_FAILED
    assert in_figures(folder) == in_figures(whole) - {"week.png", "week.svg"}
    assert tables(folder) == tables(whole)


def test_a_report_that_fails_leaves_tables_and_figures(fails, whole):
    folder, code, out, err = fails("sim.study.one_policy.of_run", RuntimeError("no words"))
    assert code == Exit.SOME_FAILED
    assert tables(folder) == tables(whole) and in_figures(folder) == in_figures(whole)
    assert "report could not be made (RuntimeError: no words)" in line_of(err)
    assert not list(folder.glob("report.*"))
    assert out.endswith(f"The tables: {folder}\n")


def test_a_fault_in_a_table_says_where_what_was_done_lies(fails, monkeypatch):
    folder, code, out, err = fails("sim.study.policy_study.write_csv", ValueError("odd"))
    part = part_of(folder)
    assert (code, out) == (Exit.FAULT, "")
    assert err.splitlines()[-1].endswith(
        f"odd; what was finished is kept, go on with resume={part}"
    )
    monkeypatch.undo()
    assert main([f"resume={part}"]) == Exit.DONE
    assert (folder / "summary.csv").is_file()


def test_a_fault_in_printing_says_where_the_results_are(fails, whole):
    folder, code, _, err = fails("sim.report.terminal.show", ValueError("odd"))
    assert code == Exit.FAULT
    assert err.splitlines()[-1].endswith(f"odd; the results are whole, in {folder}")
    assert tables(folder) == tables(whole)


@pytest.mark.parametrize("study", ["sensitivity", "compare", "journey", "giving_way"])
def test_in_every_study_a_figure_fails_alone(study, fails):
    where = "experiments." + study + ("" if study in ("journey", "giving_way") else ".__main__")
    program = import_module(where).PROGRAM
    words = {
        "sensitivity": ["+scenario=abolish", "settings=[challenge.iro.acts]", "trajectories=2",
                        "sobol=0", "replications=1"],
        "compare": ["scenarios=[abolish]", "worlds=one", "replications=2"],
        "journey": ["+scenario=abolish", "child=3"],
        "giving_way": ["caseloads=[50,90]", "replications=1"],
    }[study]  # fmt: skip
    folder, code, _, err = fails(
        "sim.report.figures.style.save", ValueError("no ink"),
        lambda asked: run_program(program, asked), [*words, *SMALL],
    )  # fmt: skip
    assert code == Exit.SOME_FAILED, err
    assert "could not be made (ValueError: no ink)" in err and "Traceback" not in err
    assert list(folder.glob("*.csv"))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_where_nothing_can_be_printed_it_says_where_the_results_are(whole, tmp_path):
    def into_nowhere(*words):
        with Path("/dev/full").open("w") as full:
            return subprocess.run([sys.executable, "-m", "sim", *words], env=surroundings(),
                                  stdout=full, stderr=subprocess.PIPE, text=True)  # fmt: skip

    run = into_nowhere(*ASKED, f"hydra.run.dir={tmp_path / 'run'}")
    assert run.returncode == Exit.SOME_FAILED
    line = line_of(run.stderr)
    assert "standard output cannot be written (No space left on device)" in line
    assert line.endswith(f"the results are whole, in {tmp_path / 'run'}")
    assert tables(tmp_path / "run") == tables(whole)
    for word in ("--help", "--version", "--cfg=job"):
        run = into_nowhere(word)
        assert run.returncode == Exit.MISTAKE
        assert line_of(run.stderr).endswith("cannot be written (No space left on device)")


def test_the_last_line_names_the_report_to_open(tmp_path):
    code, out, _ = ended(ASKED, tmp_path / "run")
    assert code == Exit.DONE
    assert out.splitlines()[-1] == f"The report: {tmp_path / 'run' / 'report.html'}"
    assert (tmp_path / "run" / "report.html").is_file()

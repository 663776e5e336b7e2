"""The run folder: refused, killed, raced for, and what is left each time."""

import errno
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import pytest

from sim.errors import UserError
from sim.replicate.replication import Failure
from sim.study import provenance
from sim.study.choose_folder import check_folder
from sim.study.results_folder import WritingFailed, run_folder


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else b""
        for path in sorted(folder.rglob("*"))
    }


def write(folder: Path, text: str = "results") -> None:
    with run_folder(folder) as part:
        (part / "figures").mkdir()
        (part / "summary.csv").write_text(text)


def test_results_appear_under_the_name_and_nothing_else(tmp_path):
    write(tmp_path / "keep" / "run")
    assert sorted(contents(tmp_path)) == [
        "keep",
        "keep/run",
        "keep/run/figures",
        "keep/run/summary.csv",
    ]


def test_nothing_stands_under_the_name_before_the_end(tmp_path):
    with run_folder(tmp_path / "run") as part:
        (part / "summary.csv").write_text("half")
        assert not (tmp_path / "run").exists()
        assert part.parent == tmp_path and part.name.startswith("run.part-")


def test_an_occupied_folder_is_refused_and_left_as_it_was(tmp_path):
    write(tmp_path / "run", "first")
    before = contents(tmp_path)
    with pytest.raises(UserError, match=r"hydra\.run\.dir=.*run is not allowed") as line:
        write(tmp_path / "run")
    assert "\n" not in str(line.value)
    assert contents(tmp_path) == before


def test_an_empty_folder_is_taken_also_through_a_link(tmp_path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "empty")
    write(tmp_path / "link")
    assert (tmp_path / "empty" / "summary.csv").read_text() == "results"
    assert (tmp_path / "link").is_symlink()


def test_a_file_and_a_path_below_a_file_are_refused(tmp_path):
    (tmp_path / "file").write_text("mine")
    for folder in (tmp_path / "file", tmp_path / "file" / "a" / "run"):
        with pytest.raises(UserError, match="file"):
            write(folder)
    assert contents(tmp_path) == {"file": b"mine"}


def test_a_name_the_system_refuses_is_refused_in_one_line(tmp_path):
    with pytest.raises(UserError, match="is not allowed"):
        write(tmp_path / ("n" * 300))
    assert contents(tmp_path) == {}


def test_a_killed_run_leaves_the_temporary_folder_alone(tmp_path):
    script = (
        "import sys, time, pathlib\n"
        "from sim.study.results_folder import run_folder\n"
        "with run_folder(pathlib.Path(sys.argv[1])) as part:\n"
        "    (part / 'summary.csv').write_text('half')\n"
        "    print('written', flush=True)\n"
        "    time.sleep(60)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path / "run")], stdout=subprocess.PIPE
    ) as killed:
        assert killed.stdout.readline() == b"written\n"
        killed.send_signal(signal.SIGKILL)
    left = list(tmp_path.iterdir())
    assert [path.name.split("-")[0] for path in left] == ["run.part"]
    assert (left[0] / "summary.csv").read_text() == "half"
    write(tmp_path / "run", "again")
    assert (tmp_path / "run" / "summary.csv").read_text() == "again"


def test_of_two_at_once_one_wins_and_nothing_is_lost(tmp_path):
    (tmp_path / "run").mkdir()  # the harder case: a folder that may be taken
    both_inside = threading.Barrier(2)
    refusals = []

    def race(text):
        try:
            with run_folder(tmp_path / "run") as part:
                (part / "summary.csv").write_text(text)
                both_inside.wait(timeout=20)
        except UserError as line:
            refusals.append((text, str(line)))

    racers = [threading.Thread(target=race, args=(text,)) for text in ("one", "two")]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join()
    ((lost, line),) = refusals
    won = {"one": "two", "two": "one"}[lost]
    assert (tmp_path / "run" / "summary.csv").read_text() == won
    (kept,) = tmp_path.glob("run.part-*")
    assert (kept / "summary.csv").read_text() == lost
    assert str(kept) in line


def test_a_full_disk_is_one_line_and_what_was_finished_is_kept(tmp_path):
    script = (
        "import sys, pathlib, signal\n"
        "from sim.study.results_folder import WritingFailed, run_folder\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "try:\n"
        "    with run_folder(pathlib.Path(sys.argv[1])) as part:\n"
        "        (part / 'small.csv').write_text('kept')\n"
        "        (part / 'large.csv').write_text('x' * 100_000)\n"
        "except WritingFailed as line:\n"
        "    print(line)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "run")],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (5_000, 5_000)),
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert os.strerror(errno.EFBIG) in ran.stdout and ran.stdout.count("\n") == 1
    (kept,) = tmp_path.iterdir()
    assert str(kept) in ran.stdout
    assert (kept / "small.csv").read_text() == "kept"


def test_a_fault_of_ours_keeps_what_was_written_and_passes_on(tmp_path):
    with pytest.raises(ZeroDivisionError), run_folder(tmp_path / "run") as part:
        (part / "a").write_text("a")
        raise ZeroDivisionError
    assert [path.name for path in tmp_path.iterdir()] == [part.name]
    with pytest.raises(ZeroDivisionError), run_folder(tmp_path / "other"):
        raise ZeroDivisionError
    assert len(list(tmp_path.iterdir())) == 1


def test_a_body_that_meets_an_existing_file_has_not_lost_a_race(tmp_path):
    with (
        pytest.raises(WritingFailed, match="could not be written"),
        run_folder(tmp_path / "run") as part,
    ):
        part.mkdir()


def git(folder: Path, *arguments: str) -> None:
    who = ["-c", "user.name=Tester", "-c", "user.email=tester@example.org"]
    clean = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, env=clean)


def test_commit_and_dirt_are_those_of_the_packages_own_checkout(tmp_path, monkeypatch):
    package = tmp_path / "house" / "sim"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("")
    assert provenance.checkout(package) is None
    git(package.parent, "init", "-q")
    assert provenance.checkout(package) is None
    git(package.parent, "add", "sim")
    git(package.parent, "commit", "-q", "-m", "Begin")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))  # as inside a hook
    found = provenance.checkout(package)
    assert len(found["commit"]) == 40 and found["dirty"] is False
    (package / "new.py").write_text("")
    assert provenance.checkout(package)["dirty"] is True


def test_a_foreign_repository_around_an_installed_package_is_not_ours(tmp_path):
    git(tmp_path, "init", "-q")
    installed = tmp_path / "site-packages" / "sim"
    installed.mkdir(parents=True)
    (installed / "__init__.py").write_text("")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "Theirs")
    assert provenance.checkout(installed) is None


def test_run_json_says_what_made_the_run(tmp_path):
    description = provenance.describe_run(
        {"seed": 7, "policy": {"iro.caseload": 60.0}, "program": "python -m sim"},
        {"notes": ["a note"]},
        [Failure(0, 3, 11, "capacity of agenda", "Traceback")],
        {"simulation": 1.235, "tables and figures": 2},
    )
    provenance.write_run(description, tmp_path / "run.json")
    text = (tmp_path / "run.json").read_text()
    again = json.loads(text)
    assert again["seed"] == 7 and again["policy"] == {"iro.caseload": 60.0}
    assert again["seconds"] == {"simulation": 1.235, "tables and figures": 2}
    assert again["failed_replications"] == [
        {"point": 0, "replication": 3, "seed": 11, "cause": "capacity of agenda"}
    ]
    assert again["notes"] == ["a note"]
    assert again["versions"]["numpy"] and again["versions"]["python"].count(".") == 2
    assert list(again) == sorted(again) and text.endswith("}\n")


def test_run_json_says_over_which_worlds():
    told = provenance.describe_worlds("plausible", [201, 0, 1, 2, 200])
    assert told == {"of": "plausible", "many": 3, "order": [1, 2, 3], "run_twice": [1, 2]}
    assert provenance.describe_worlds("one", [0, 1]) == {"of": "one"}


def test_run_json_holds_no_nan(tmp_path):
    with pytest.raises(ValueError, match="nan"):
        provenance.write_run({"value": float("nan")}, tmp_path / "run.json")


def test_asking_whether_a_folder_is_free_puts_nothing_into_it(tmp_path, monkeypatch):
    # a second run that asks at the same moment must find it as empty as the first did
    (tmp_path / "run").mkdir()
    tried = []
    right = tempfile.TemporaryDirectory

    def try_in(dir):
        tried.append(Path(dir))
        return right(dir=dir)

    monkeypatch.setattr(tempfile, "TemporaryDirectory", try_in)
    check_folder(tmp_path / "run")
    assert tried == [tmp_path]

"""A study that was killed goes on where it broke, and ends as if it never had."""

import datetime
import json
import shutil

import numpy as np
import pytest
from studies import PATIENCE, SMALL, ended, finished_in, killed, line_of, started, tables, until

from sim.cli.arguments import read
from sim.cli.ask import ask
from sim.cli.main import main
from sim.engine import working_days
from sim.errors import Exit
from sim.replicate import replication
from sim.replicate.checkpoints import Checkpoints
from sim.replicate.fingerprint import made_by
from sim.replicate.runner import Runner, all_jobs

pytestmark = pytest.mark.slow

ABOLISH = ["+scenario=abolish", *SMALL]
ASKED = [*ABOLISH, "replications=12", "worlds=one"]
DECIDING = ("build.py", "casework/drift.py", "data/figures.csv", "data/worlds.json",
            "data/words.yaml", "../configs/one.yaml")  # fmt: skip
ADDED = ("2025-09-03", "2025-10-07")  # bank holidays that another release may know
STUDIES = {
    "plain": ASKED,
    "worlds": [*ABOLISH, "replications=10", "records=[reviews,actions]"],
    # 30 pairs do not reach it, 38 would: what was run on before the kill must not be seen too early
    "until sure": [*ABOLISH, "worlds=one", "replications=200", "precision=0.01", "seed=3"],
}


@pytest.fixture(scope="module")
def cut_short(tmp_path_factory):
    """Return the folder that a killed study left, the name it was to get, and what it kept."""
    folder = tmp_path_factory.mktemp("killed") / "run"
    part = killed([*ASKED, "compute.workers=1"], folder)
    return part, folder


@pytest.fixture
def left(cut_short, tmp_path):
    """Return a copy of what a killed study left."""
    part, _ = cut_short
    return shutil.copytree(part, tmp_path / part.name)


def refused(words, capsys):
    assert main(words) == Exit.MISTAKE
    printed = capsys.readouterr()
    assert printed.out == "" and printed.err.count("\n") == 1
    return printed.err


@pytest.mark.slow
@pytest.mark.parametrize("study", STUDIES)
def test_what_was_killed_and_goes_on_ends_as_if_unbroken(study, tmp_path, capsys):
    words = STUDIES[study]
    part = killed(
        [*words, "compute.workers=1"], tmp_path / "run", least=38 if study == "until sure" else 1
    )
    kept = {path: path.stat().st_mtime_ns for path in (part / "parts").glob("*.parquet")}
    again = []
    right = replication.run_point
    code = None
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(
            "sim.replicate.runner.run_point",
            lambda p, n: (again.append((p.number, n)), right(p, n))[1],
        )
        code = main([f"resume={part}"])
    assert code == Exit.DONE
    begun = [tuple(map(int, path.stem.split("-"))) for path in kept]
    assert not set(begun) & set(again), "what was kept was run anew"
    words = [*words, "compute.workers=1"]
    assert main([*words, f"hydra.run.dir={tmp_path / 'unbroken'}"]) == Exit.DONE
    assert tables(tmp_path / "run") == tables(tmp_path / "unbroken")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["run", "unbroken"]
    assert sorted(path.name for path in (tmp_path / "run").iterdir()) == sorted(
        path.name for path in (tmp_path / "unbroken").iterdir()
    )
    told, too = (
        json.loads((tmp_path / name / "run.json").read_text()) for name in ("run", "unbroken")
    )
    assert {**told, "seconds": 0} == {**too, "seconds": 0}


def test_what_was_kept_is_not_seen_before_it_is_asked_for(tmp_path):
    arms = ask(read([*ABOLISH]))
    asked = replication.point_of(0, arms, "abolish")
    runner = Runner(arms.today, Checkpoints(tmp_path))
    runner.run(all_jobs([asked], range(4)))
    again = Runner(arms.today, Checkpoints(tmp_path))
    assert again.arms(asked)[0].replications == ()
    again.run(all_jobs([asked], range(2)))
    assert [arm.replications for arm in again.arms(asked)] == [(0, 1), (0, 1)]
    again.run(all_jobs([asked], range(4)))
    for before, after in zip(runner.arms(asked), again.arms(asked), strict=True):
        assert before.counts.dtype == after.counts.dtype
        for part in ("counts", "groups", "drift_lengths"):
            assert np.array_equal(getattr(before, part), getattr(after, part))


@pytest.mark.slow
def test_it_goes_on_by_the_plain_name_too(left, capsys):
    folder = left.with_name("run")
    assert main([f"resume={folder}"]) == Exit.DONE
    assert folder.is_dir() and not left.exists()
    assert capsys.readouterr().out.endswith(f"The report: {folder / 'report.html'}\n")


@pytest.mark.slow
def test_where_two_of_a_name_were_interrupted_it_asks_which(left, capsys):
    other = shutil.copytree(left, left.with_name("run.part-0123ab"))
    line = refused([f"resume={left.with_name('run')}"], capsys)
    assert str(left) in line and str(other) in line


@pytest.mark.slow
@pytest.mark.parametrize("word", ["seed=3", "replications=99", "+scenario=keep", "-m"])
def test_nothing_may_stand_beside_resume(word, left, capsys):
    before = sorted(left.rglob("*"))
    for words in ([f"resume={left}", word], [word, f"resume={left}"]):
        assert word in refused(words, capsys)
    assert sorted(left.rglob("*")) == before


def test_no_other_folder_goes_on(tmp_path, capsys):
    whole = tmp_path / "whole"
    (whole / "figures").mkdir(parents=True)
    assert "the study in it is whole" in refused([f"resume={whole}"], capsys)
    assert "it is not there" in refused([f"resume={tmp_path / 'nowhere'}"], capsys)
    empty = tmp_path / "run.part-abcdef"
    empty.mkdir()
    assert "run.json" in refused([f"resume={empty}"], capsys)
    (empty / "run.json").write_text("{")
    assert "run.json" in refused([f"resume={empty}"], capsys)


def test_a_name_that_was_taken_meanwhile_is_left_alone(left, capsys):
    taken = left.with_name("run")
    taken.mkdir()
    (taken / "mine").write_text("mine")
    assert "holds something already" in refused([f"resume={left}"], capsys)
    assert (taken / "mine").read_text() == "mine"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"program": "python -m sim.optimise"}, "go on with python -m sim.optimise resume="),
        ({"rules": "0" * 20}, "its rules became"),
        ({"files": {"data/coverage.csv": "0" * 20}}, "its data/coverage.csv became"),
        ({"working_days": {"hash": "0" * 20}}, "its working days became"),
        ({"settings": {"challenge.iro.acts": 0.123}}, "its challenge.iro.acts became"),
        ({"policy": {"iro.employer": "outside"}}, "its iro.employer became"),
        ({"words": [*ASKED, "seed=5"]}, "became"),
        ({"words": [*ASKED, "seed=many"]}, "seed=many is not allowed"),
    ],
)
def test_what_became_another_study_does_not_go_on(change, said, left, capsys):
    told = json.loads((left / "run.json").read_text())
    for name, value in change.items():
        told[name] = told[name] | value if isinstance(value, dict) else value
    (left / "run.json").write_text(json.dumps(told))
    kept = sorted(left.rglob("*"))
    line = refused([f"resume={left}"], capsys)
    assert said in line
    assert sorted(left.rglob("*")) == kept


@pytest.fixture
def other_holidays(monkeypatch):
    """Have the library of bank holidays know two more, as another release of it may."""
    right = working_days.holidays.country_holidays

    def more(*asked, **named):
        return {**right(*asked, **named), **dict.fromkeys(map(datetime.date.fromisoformat, ADDED))}

    working_days.calendar.cache_clear()
    monkeypatch.setattr(working_days.holidays, "country_holidays", more)
    yield
    monkeypatch.undo()
    working_days.calendar.cache_clear()


def test_where_bank_holidays_became_others_it_does_not_go_on(left, other_holidays, capsys):
    kept = sorted(left.rglob("*"))
    assert "since the study was begun its working days became others" in refused(
        [f"resume={left}"], capsys
    )
    assert sorted(left.rglob("*")) == kept


def test_run_json_tells_the_working_days_and_what_else_decides(left, tmp_path, other_holidays):
    folder = tmp_path / "other"
    assert main([*ABOLISH, "worlds=one", "replications=1", f"hydra.run.dir={folder}"]) == 0
    before, now = (json.loads((of / "run.json").read_text()) for of in (left, folder))
    days, other = before["working_days"], now["working_days"]
    assert days["hash"] != other["hash"]
    assert (days["from"], days["to"]) == ("2024-04-02", "2026-03-31")
    assert {"2024-12-25", "2025-04-18", "2025-12-26"} <= set(days["bank_holidays"])
    assert sorted({*days["bank_holidays"], *ADDED}) == other["bank_holidays"]
    assert before["rules"] == now["rules"] and before["files"] == now["files"]
    assert {"configs/scenario/abolish.yaml", "data/calibration.json",
            "data/authorities_2025.csv"} <= set(now["files"])  # fmt: skip
    assert {"scipy", "holidays", "pyarrow"} <= set(now["versions"])


def test_another_scipy_is_another_fingerprint(monkeypatch):
    before = made_by.__wrapped__()
    monkeypatch.setattr("sim.replicate.fingerprint.version", lambda name: f"{name} 9.9")
    assert made_by.__wrapped__() != before


@pytest.mark.parametrize("changed", DECIDING)
def test_what_replications_come_to_hangs_on_more_than_rules(changed, tmp_path):
    package = tmp_path / "sim"
    for name in (*DECIDING, "report/style.py"):
        (package / name).parent.mkdir(parents=True, exist_ok=True)
        (package / name).write_text("one")
    before = made_by.__wrapped__(package)
    (package / "report" / "style.py").write_text("two")
    assert made_by.__wrapped__(package) == before
    (package / changed).write_text("two")
    assert made_by.__wrapped__(package) != before


@pytest.mark.slow
def test_a_study_that_still_runs_is_not_gone_on_with(tmp_path, capsys):
    folder = tmp_path / "run"
    with started([*ABOLISH, "replications=2000", "compute.workers=1"], folder) as run:
        try:
            (first, *_) = until(lambda: finished_in(folder))
            part = first.parent.parent
            assert "still running" in refused([f"resume={part}"], capsys)
            assert run.poll() is None
        finally:
            run.kill()
            run.communicate()
    assert part.is_dir()


@pytest.mark.slow
def test_a_stop_from_the_keyboard_says_how_to_go_on(tmp_path):
    import signal

    folder = tmp_path / "run"
    with started([*ABOLISH, "replications=2000", "compute.workers=1"], folder) as run:
        until(lambda: finished_in(folder))
        run.send_signal(signal.SIGINT)
        _, err = run.communicate(timeout=PATIENCE)
    assert run.returncode == Exit.INTERRUPTED
    (part,) = tmp_path.iterdir()
    assert line_of(err).endswith(f"go on with resume={part}")


def test_a_replication_cut_short_is_run_anew(left):
    (first, *others) = sorted((left / "parts").glob("*.parquet"))
    first.write_bytes(first.read_bytes()[:100])
    (left / "parts" / "000000-000009.new").write_bytes(b"half")
    found = Checkpoints(left).read()
    assert sorted(found) == [(0, int(path.stem.split("-")[1])) for path in others]


@pytest.mark.slow
def test_what_failed_is_run_anew_and_leaves_no_trace_where_it_succeeds(left, capsys):
    (left / "failures").mkdir()
    (left / "failures" / "000000-000011.json").write_text("{}")
    assert main([f"resume={left}"]) == Exit.DONE
    assert not (left.with_name("run") / "failures").exists()


@pytest.mark.slow
def test_words_that_never_were_a_study_are_refused(capsys):
    assert "folder of an interrupted study" in refused(["resume="], capsys)
    code, out, err = ended(["resume=nowhere"])
    assert (code, out) == (Exit.MISTAKE, "")
    assert "resume=nowhere" in line_of(err)

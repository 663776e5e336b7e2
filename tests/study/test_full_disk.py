"""A disk that is full is one clear line, and what was finished is there to go on with."""

import errno
import json
import os
import resource

import pytest
from studies import SMALL, ended, line_of, part_of, tables

from sim.cli.main import main
from sim.errors import Exit
from sim.study import session

pytestmark = pytest.mark.slow

ABOLISH = ["+scenario=abolish", *SMALL]
ASKED = [*ABOLISH, "replications=6"]


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """Return the folder of the same study with room for it."""
    folder = tmp_path_factory.mktemp("whole") / "run"
    assert ended(ASKED, folder)[0] == Exit.DONE
    return folder


def with_room_for(bytes_a_file, folder):
    """Run the study where no file grows larger; Python turns the signal into an error."""
    limit = (bytes_a_file, bytes_a_file)
    return ended(ASKED, folder, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limit))


def size(whole, name):
    return (whole / name).stat().st_size


def test_where_the_tables_do_not_fit_the_replications_are_kept(whole, tmp_path, capsys):
    folder = tmp_path / "run"
    assert size(whole, "replications.csv") > size(whole, "run.json") + 10_000
    code, out, err = with_room_for(size(whole, "replications.csv") - 1_000, folder)
    assert (code, out) == (Exit.FAULT, "")
    line = line_of(err)
    part = part_of(folder)
    assert os.strerror(errno.EFBIG) in line and f"resume={part}" in line
    assert not folder.exists()
    assert len(list((part / "parts").glob("*.parquet"))) == 7  # one of 6 worlds is run twice
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("sim.replicate.runner.run_point", None)  # none is run anew
        assert main([f"resume={part}"]) == Exit.DONE
    assert tables(folder) == tables(whole)


def test_where_not_even_the_settings_fit_nothing_is_left(tmp_path):
    (tmp_path / "here").mkdir()
    code, out, err = with_room_for(1_000, tmp_path / "here" / "deep" / "run")
    assert (code, out) == (Exit.FAULT, "")
    line = line_of(err)
    assert os.strerror(errno.EFBIG) in line
    assert "nothing had finished" in line and "resume" not in line
    assert list((tmp_path / "here").iterdir()) == []


def test_where_the_last_file_does_not_fit_what_was_begun_is_still_known(tmp_path, monkeypatch):
    right = session.describe_run
    monkeypatch.setattr(session, "describe_run", lambda *a: right(*a) | {"notes": "x" * 900_000})
    folder = tmp_path / "run"
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, before[1]))
    try:
        assert main([*ABOLISH, "replications=2", f"hydra.run.dir={folder}"]) == Exit.FAULT
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    part = part_of(folder)
    assert json.loads((part / "run.json").read_text())["program"] == "python -m sim"
    monkeypatch.undo()
    assert main([f"resume={part}"]) == Exit.DONE
    assert (folder / "summary.csv").is_file()


def test_no_more_is_run_once_nothing_can_be_kept(tmp_path, monkeypatch):
    from sim.replicate import runner

    ran = []
    right = runner.run_point
    monkeypatch.setattr(runner, "run_point", lambda p, n: (ran.append(n), right(p, n))[1])

    def full(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("sim.replicate.checkpoints.Checkpoints.keep", full)
    words = [*ABOLISH, "replications=200", "compute.workers=2", f"hydra.run.dir={tmp_path / 'run'}"]
    assert main(words) == Exit.FAULT
    assert len(ran) < 20

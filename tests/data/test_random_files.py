"""Whatever a file holds, it is read or refused by its name in one line, and soon: no third way."""

import time
from pathlib import Path

import pytest
from each import each
from odd_files import OddFiles

from sim.arms.scenario_files import why_broken
from sim.cli.main import main
from sim.data.council_figures import NEEDED, read
from sim.errors import Exit, UserError, printable
from sim.study import session

FILES = {"council": 40, "scenario": 200}  # through the command, which takes longer than reading
COUNCILS = 400
LONGEST, SECONDS = 1000, 5  # letters of the line that refuses; of a processor
FOREIGN = ("Traceback", "Error ", "Error:", "Exception", "<class", "the configs cannot be read")
OPENS = "# @package _global_\n# Mine.\npolicy:\n  iro:\n    caseload: "
BROKEN = {  # a scenario's last line, and what is said of it
    "=": "= in line 5 can be read in two ways",
    "0000-00-00": "0000-00-00 in line 5 can be read in two ways",
    "...": "must be a number",
    '"\\UFFFFFFFF"': "it is no YAML",
    "50\n  pool: Atlantis": "policy.pool=Atlantis is not allowed",
    f"50\n{'a' * 500}: {'b' * 5000}": "there is no setting aaa",
    "50\nstart: '2025-02-30'": "start=2025-02-30 is not allowed",
    "50\ncompute:\n  address: here": "compute.address=here is not allowed",
}


@pytest.mark.slow
@pytest.mark.parametrize("kind", list(FILES))
def test_a_file_of_anything_is_read_or_refused_in_one_line(kind, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    held = []
    monkeypatch.setattr(session, "run_session", lambda *asked: held.append(asked) or Exit.DONE)
    path = Path("mine.yaml") if kind == "council" else Path("configs/scenario/mine.yaml")
    path.parent.mkdir(parents=True, exist_ok=True)
    word = "authority.file=mine.yaml" if kind == "council" else "+scenario=mine"
    odd = OddFiles(2026)

    def holds(written):
        held.clear()
        path.write_bytes(written)
        began = time.process_time()
        code = main([word])
        out, err = capsys.readouterr()
        assert time.process_time() - began < SECONDS
        assert code in (Exit.DONE, Exit.MISTAKE), err[-500:]
        if code == Exit.DONE:
            assert (out, err, len(held)) == ("", "", 1)
        else:
            assert (out, err.count("\n"), held) == ("", 1, [])
            assert err.startswith("sim: ") and err == f"{printable(err[:-1])}\n", err
            assert len(err) < LONGEST and str(path) in err, err
            assert not any(word in err for word in FOREIGN), err
        assert {one for one in tmp_path.rglob("*") if one.is_file()} == {path.absolute()}

    each([getattr(odd, kind)() for _ in range(FILES[kind])], holds)


@pytest.mark.slow
def test_a_council_s_file_of_anything_is_read_or_refused_by_its_name(tmp_path):
    path, odd = tmp_path / "mine.yaml", OddFiles(2027)

    def holds(written):
        path.write_bytes(written)
        try:
            own = read(str(path))
        except UserError as refused:
            said = str(refused)
            assert str(path) in said and said == printable(said) and len(said) < LONGEST, said
            assert not any(word in said for word in FOREIGN), said
        else:
            assert own.name == printable(own.name) and len(own.values) >= len(NEEDED)

    each([odd.council() for _ in range(COUNCILS)], holds)


def test_a_scenario_that_yaml_itself_falls_over_is_refused_by_name(tmp_path):
    path = tmp_path / "mine.yaml"

    def holds(last):
        path.write_text(OPENS + last, "utf-8")
        said = why_broken(path)
        assert BROKEN[last] in said and str(path) in said and len(said) < LONGEST, said

    each(BROKEN, holds)

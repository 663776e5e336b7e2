"""A scenario whose values were changed is headed so, also beside others and in a sweep."""

import pytest
from studies import SMALL, ended

from sim.errors import Exit


@pytest.mark.slow
@pytest.mark.parametrize(
    ("module", "words"),
    [
        ("experiments.compare", ["scenarios=[strengthen,notify]"]),
        ("sim", ["-m", "+scenario=strengthen,notify"]),
    ],
)
def test_a_changed_scenario_is_headed_so_among_others(module, words, tmp_path):
    more = ["policy.iro.caseload=200", "worlds=one", "replications=2", *SMALL]
    code, out, err = ended([*words, *more], tmp_path / "run", module=module)
    assert code == Exit.DONE, err
    assert " strengthen, changed " in out and " notify, changed " in out
    report = (tmp_path / "run" / "report.md").read_text("utf-8")
    assert "trengthen, changed" in report and "otify, changed" in report
    # nor does any table go by the old name alone
    assert "| strengthen |" not in report


@pytest.mark.slow
def test_a_line_of_a_sweep_has_one_name_where_one_of_its_points_is_as_the_scenario_states(tmp_path):
    words = ["-m", "+scenario=caseload_cap,notify", "policy.iro.caseload=50,60,70", "worlds=one",
             "replications=2", *SMALL]  # fmt: skip
    code, _, err = ended(words, tmp_path / "run")
    assert code == Exit.DONE, err
    assert "| caseload cap, changed |" in (tmp_path / "run" / "report.md").read_text("utf-8")
    drawn = (tmp_path / "run" / "figures" / "sweep.svg").read_text("utf-8")
    assert ">caseload cap<" in drawn.replace("<!-- ", ">").replace(" -->", "<")
    assert "caseload cap, changed" not in drawn

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

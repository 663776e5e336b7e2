"""The table of calibration targets: what it holds, and what it says of the baseline."""

import subprocess
import sys

import pytest

from experiments.validate.targets import TARGETS, validate
from sim.measures.catalogue import MEASURES
from sim.settings import Settings, register


def test_each_target_is_of_a_measure_and_has_a_range():
    ids = {measure.id for measure in MEASURES}
    for target in TARGETS:
        assert target.measure in ids
        assert target.low < target.high
        assert target.source


def test_what_a_target_was_fitted_by_is_a_setting():
    names = [setting.name for setting in register(Settings())]
    for target in TARGETS:
        assert any(name.startswith(target.fitted_by) for name in names)


@pytest.mark.slow
def test_the_baseline_is_as_published():
    compared = validate(50)
    assert {target.number for target, *_ in compared} == set(range(1, 24))
    counted = [one for one in compared if one[0] in TARGETS and not one[0].told]
    assert len({target.number for target, *_ in counted}) == 20
    assert {t.measure for t, value, _, _ in counted if not t.low <= value <= t.high} == set()


@pytest.mark.slow
def test_the_command_prints_every_target(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "experiments.validate", "--replications", "2", "--small",
         "--into", tmp_path],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert all(target.measure in done.stdout for target in TARGETS)

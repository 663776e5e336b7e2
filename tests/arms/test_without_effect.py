"""A policy's setting that nothing can come of is said, and a changed scenario is headed so."""

import pytest

from sim.arms.scenarios import changes_of, headed
from sim.arms.without_effect import OF_IROS, without_effect
from sim.cli.arguments import read
from sim.cli.ask import ask
from sim.settings import settings_by_name


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["+scenario=abolish", "policy.iro.caseload=50"],
         "policy.iro.caseload=50 has no effect: under policy.iro.employer=none there is no IRO."),
        (["+scenario=abolish", "policy.challenge.iro.acts=0.9"], "there is no IRO"),
        (["+scenario=strengthen", "policy.iro.outside_influence=0.7"],
         "it is of IROs employed outside, and policy.iro.employer is authority."),
        (["+scenario=notify", "policy.iro.caseload=70", "iro.caseload=70"],
         "policy.iro.caseload=70 has no effect: it is so today."),
        (["+scenario=abolish"], ""),
        (["+scenario=strengthen", "policy.iro.caseload=50"], ""),
        (["+scenario=relocate", "policy.iro.outside_influence=0.7"], ""),
        (["policy.iro.caseload=50"], ""),
        ([], ""),
    ],
)  # fmt: skip
def test_what_has_no_effect_is_said(words, said):
    line = read(words)
    found = without_effect(ask(line), line.scenario or "own_policy")
    assert len(found) == bool(said)
    assert said in "".join(found)


def test_what_is_said_of_are_settings():
    assert all(any(name.startswith(one) for name in settings_by_name()) for one in OF_IROS)


def test_a_changed_scenario_is_headed_so():
    stated = changes_of("strengthen")
    assert headed("strengthen", stated) == "strengthen"
    assert headed("strengthen", {**stated, "iro.caseload": 200.0}) == "strengthen, changed"
    assert headed("strengthen", {}) == "strengthen, changed"  # all of it taken back
    assert headed("own_policy", {"iro.caseload": 50.0}) == "own_policy"
    assert headed("keep", {}) == "keep"

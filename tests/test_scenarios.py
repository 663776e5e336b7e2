"""Each scenario's file composes, says what it stands for, and moves the policy alone."""

import functools

import pytest
from omegaconf import OmegaConf

from sim.composition import compose, thaw
from sim.scenarios import configs, scenarios
from sim.settings import Settings
from sim.settings.arms import resolve
from sim.settings.policy import Asked

MOVES = {
    "keep": {},
    "caseload_cap": {"iro.caseload": 60},
    "ring_fence": {"iro.extra_duties.prevalence": 0},
    "notify": {"social_worker.notification_rate": 1},
    "relocate": {"iro.employer": "outside", "iro.extra_duties.prevalence": 0},
    "abolish": {
        "iro.employer": "none", "review.chair": "team_manager", "advocate.offer": "opt_out",
    },
    "abolish_bare": {"iro.employer": "none", "review.chair": "team_manager"},
    "empower": {
        "challenge.iro.acts": 0.9, "challenge.employment_penalty": 0.05, "iro.conflict_penalty": 0.05,
        "challenge.iro.succeeds": 0.75, "challenge.iro.formal_succeeds": 0.85,
        "challenge.iro.days": 10, "challenge.iro.formal_days": 14,
    },
    "manager_chairs": {"review.chair": "team_manager"},
    "advocates_too": {"advocate.offer": "opt_out", "challenge.advocate.succeeds": 0.5},
}  # fmt: skip


@functools.cache
def composed(*overrides) -> Asked:
    return compose(overrides)


@pytest.mark.slow
@pytest.mark.parametrize("name", scenarios())
def test_it_composes_and_both_arms_hold(name):
    asked = composed(f"+scenario={name}")
    assert asked.settings == Settings()
    arms = resolve(asked.settings, asked.changes)
    assert (arms.under_policy is None) == (name == "keep")


@pytest.mark.parametrize("name", scenarios())
def test_it_writes_only_under_policy(name):
    written = OmegaConf.load(configs() / "scenario" / f"{name}.yaml")
    assert set(written) == {"policy"}


@pytest.mark.parametrize("name", scenarios())
def test_it_opens_with_a_paragraph_in_plain_words(name):
    text = (configs() / "scenario" / f"{name}.yaml").read_text(encoding="utf-8")
    assert text.startswith("# @package _global_\n")
    scenario = scenarios()[name]
    assert len(scenario.words.split()) > 40
    assert "assumption" in scenario.words
    assert scenario.line.endswith(".")
    assert len(scenario.line) < 100


@pytest.mark.slow
@pytest.mark.parametrize("name", MOVES)
def test_it_moves_what_it_says(name):
    assert composed(f"+scenario={name}").changes == MOVES[name]


def test_what_is_composed_is_frozen():
    asked = composed("+scenario=abolish")
    for room in (asked, asked.settings.iro, asked.policy, asked.policy.iro):
        with pytest.raises(AttributeError):
            room.caseload = 3


def test_the_thawed_schema_still_refuses_a_wrong_name_and_a_wrong_type():
    from omegaconf.errors import OmegaConfBaseException

    for wrong in ({"iro": {"caselod": 3}}, {"iro": {"caseload": "many"}}, {"policy": {"seed": 3}}):
        with pytest.raises(OmegaConfBaseException):
            OmegaConf.merge(thaw(Asked), wrong)


def test_hydra_writes_nothing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    compose(["+scenario=notify", "seed=3"])
    assert list(tmp_path.iterdir()) == []

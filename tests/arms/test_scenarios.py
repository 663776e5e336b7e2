"""Each scenario's file composes, says what it stands for, and moves the policy alone."""

import functools
import re

import pytest
from omegaconf import OmegaConf

from sim.arms.figures_in_words import NAMED, in_words, moved, with_figures
from sim.arms.policy import Request, request_of
from sim.arms.resolve import resolve
from sim.arms.scenario_files import configs
from sim.arms.scenarios import LAWS, changes_of, scenarios
from sim.cli.compose import compose
from sim.errors import UserError
from sim.evidence.weakest_source import known_settings
from sim.settings import Settings, replace_values

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
        "challenge.iro.acts": 0.9, "challenge.employment_penalty": 0.05,
        "iro.conflict_penalty": 0.05,
        "challenge.iro.succeeds": 0.75, "challenge.iro.formal_succeeds": 0.85,
        "challenge.iro.days": 10, "challenge.iro.formal_days": 14,
    },
    "manager_chairs": {"review.chair": "team_manager"},
    "advocates_too": {"advocate.offer": "opt_out", "challenge.advocate.succeeds": 0.6},
}  # fmt: skip

# figures in a paragraph that are evidence, not settings; years are allowed in all
EVIDENCE = {
    "caseload_cap": ("recommends 50 to 70",),
    "liaise": ("58% of IROs",),
    "ring_fence": ("62% of IROs had duties", "took 40% of their time"),
}
NUMBER_WORDS = r"\b(half as|twice|a quarter|a third|one in|two thirds|three quarters)\b"


@functools.cache
def composed(*overrides) -> Request:
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


@pytest.mark.parametrize("name", scenarios())
def test_no_figure_of_a_setting_is_written_in_its_paragraph(name):
    text = scenarios()[name].text
    assert re.findall(r"\{[^}]*\}", text) == [match[0] for match in NAMED.finditer(text)]
    text = re.sub(r"\b(19|20)\d\d\b", "", NAMED.sub("", text))
    for evidence in EVIDENCE.get(name, ()):
        assert evidence in text
        text = text.replace(evidence, "")
    assert not re.search(r"\d", text), "a figure stands for a setting: name the setting in braces"
    assert not re.search(NUMBER_WORDS, text)


@pytest.mark.parametrize("name", scenarios())
def test_every_setting_that_it_moves_is_told_with_todays_value_and_its_own(name):
    words, known = scenarios()[name].words, {one.name: one for one in known_settings()}
    assert ("Settings moved" in words) == (name != "keep")
    for moved_, value in changes_of(name).items():
        one = known[moved_]
        told = re.search(rf"`{re.escape(moved_)}` from (\S+).*? to {in_words(one, value)}", words)
        assert told and told[1] == in_words(one, one.default).split()[0]


@pytest.mark.parametrize("name", scenarios())
def test_it_says_the_law_it_needs(name):
    scenario = scenarios()[name]
    assert scenario.needs in LAWS
    assert len(scenario.law.partition(": ")[2].split()) > 4
    assert "Law:" not in scenario.words


def test_only_an_arrangement_without_its_officers_or_their_part_needs_an_act():
    acts = {name for name, one in scenarios().items() if one.needs == "primary legislation"}
    assert acts == {
        name for name in scenarios()
        if changes_of(name).get("iro.employer") or changes_of(name).get("review.chair")
    }  # fmt: skip


def test_a_text_tells_the_values_of_todays_settings_and_of_the_policy():
    text = "{iro.caseload} children, {policy.iro.caseload} then; {policy.court.liaison} in touch"
    assert with_figures(text, {"iro.caseload": 60}) == "70 children, 60 then; 42% in touch"
    today = replace_values(Settings(), {"iro.caseload": 1100.0})
    assert with_figures("{iro.caseload}", {}, today) == "1,100"
    with pytest.raises(KeyError):
        with_figures("{iro.caselod}", {})


def test_a_belief_is_told_with_its_range_where_nobody_set_it():
    changes = {"challenge.iro.acts": 0.9}
    assert moved(changes) == (
        "Settings moved: `challenge.iro.acts` from 65% (a belief, 40% to 90%) to 90%."
    )
    held = replace_values(Settings(), {"challenge.iro.acts": 0.5})
    assert moved(changes, held) == "Settings moved: `challenge.iro.acts` from 50% to 90%."
    assert moved({}) == ""


@pytest.mark.slow
@pytest.mark.parametrize("name", MOVES)
def test_it_moves_what_it_says(name):
    assert composed(f"+scenario={name}").changes == MOVES[name]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"iro.caselod": 3}, "^iro.caselod=3 is not allowed: .*near it: iro.caseload"),
        ({"policy.iro.caselod": 3}, "^policy.iro.caselod=3 .*near it: policy.iro.caseload"),
        ({"iro.caseload": "many"}, "^iro.caseload=many is not allowed: .* from 1 to 5000"),
        ({"iro.caseload": True}, "^iro.caseload=True is not allowed"),
        (
            {"policy.iro.caseload": 9999},
            "^policy.iro.caseload=9999.* from 1 to 5000",
        ),
        ({"policy.seed": 3}, "^policy.seed=3 .* holds in both arms"),
        ({"policy": None}, "policy.<setting>=value"),
    ],
)
def test_a_wrong_name_type_or_value_is_refused_in_one_way(values, said):
    with pytest.raises(UserError, match=said):
        asked = request_of(values)
        resolve(asked.settings, asked.changes)


def test_a_policy_given_as_a_mapping_is_checked_alike():
    with pytest.raises(UserError, match=r"^policy.iro.caselod=3 .*near it: policy.iro.caseload"):
        resolve(Settings(), {"iro.caselod": 3})


def test_hydra_writes_nothing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    compose(["+scenario=notify", "seed=3"])
    assert list(tmp_path.iterdir()) == []

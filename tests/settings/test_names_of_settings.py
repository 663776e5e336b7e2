"""Nothing names a setting that there is not: tables of words, drivers, mechanisms, texts."""

import re

import pytest

from experiments import docs
from sim.analyse import fixed_by_construction, mechanisms
from sim.arms.renamed_settings import RENAMED
from sim.arms.scenarios import changes_of, scenarios
from sim.cli import help
from sim.cli.arguments import read
from sim.errors import UserError
from sim.evidence import drivers
from sim.page import headline_settings
from sim.report.document import policy_assumed
from sim.report.document.beliefs_in_words import SAID
from sim.report.document.policy_phrase import PHRASES
from sim.settings import Settings, register

SETTINGS = {one.name for one in register(Settings())}
ROOMS = {
    ".".join(parts[:depth])
    for parts in (name.split(".") for name in SETTINGS)
    for depth in range(1, len(parts))
}
DRIVING = [name for names in vars(drivers).values() if isinstance(names, tuple) for name in names]
TAKEN_OUT = [
    name
    for part in (*mechanisms.OF_CHAIRING, *mechanisms.OF_OUTSIDE, mechanisms.DIP)
    for name in part.out
]
EXACT = {
    "words of beliefs": list(SAID),
    "phrases of policies": list(PHRASES),
    "sliders": list(headline_settings.MOVED),
    "main settings of the help": [*help.MAIN, *help.STUDY],
    "what policies hope for": [*policy_assumed.HOPED_FOR, *policy_assumed.CONCEDED],
    "mechanisms": [
        *TAKEN_OUT, *mechanisms.NOTHING_NOTICED, *mechanisms.IN_VAIN, *mechanisms.WHO_REVIEWS,
    ],
    "scenarios": [name for scenario in scenarios() for name in changes_of(scenario)],
}  # fmt: skip
IDS = {"who_reviews", *scenarios()}  # of levers, beside settings and rooms
TEXTS = ("README.md", "docs/model.md", "docs/scenarios.md", "docs/studies.md")


@pytest.mark.parametrize("what", EXACT)
def test_a_table_names_settings_that_are_there(what):
    assert EXACT[what]
    assert not set(EXACT[what]) - SETTINGS


def test_what_drives_measures_is_settings_or_rooms():
    assert DRIVING
    assert not set(DRIVING) - SETTINGS - ROOMS


def test_the_words_of_levers_are_of_settings_rooms_or_scenarios():
    assert not {name.split("=")[0] for name in mechanisms.WORDS} - SETTINGS - ROOMS - IDS


def test_what_is_fixed_hangs_on_settings_that_are_there():
    named = {
        name
        for names in vars(fixed_by_construction).values()
        if isinstance(names, tuple)
        for name in names
        if isinstance(name, str) and "." in name
    }
    assert named and not named - SETTINGS - ROOMS


def test_a_setting_that_was_renamed_says_its_name_now():
    assert not set(RENAMED) & SETTINGS and not set(RENAMED.values()) - SETTINGS - ROOMS
    for key in ("iro.will", "policy.iro.will"):
        with pytest.raises(UserError) as refused:
            read([f"{key}=0.9"])
        assert "it is challenge.iro.acts now" in str(refused.value)


@pytest.mark.parametrize("page", TEXTS)
def test_a_page_names_settings_that_are_there(page):
    text = (docs.ROOT / page).read_text("utf-8")
    rooms = {name.split(".")[0] for name in SETTINGS if "." in name}
    commands = "\n".join(re.findall(r"^python -m .*$|`[^`\n]+`", text, re.MULTILINE))
    said = re.findall(r"(?<![\w/.])(?:policy\.)?([a-z_]+(?:\.[a-z_0-9]+)+)\b(?!\.?\w*/)", commands)
    named = {name for name in said if name.split(".")[0] in rooms and not name.endswith(".py")}
    assert not {name for name in named if name not in SETTINGS | ROOMS}

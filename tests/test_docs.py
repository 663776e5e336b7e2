"""What the documentation shows is what the program says."""

import re
import shlex

import pytest

from experiments import docs, docs_examples, rooms
from sim.cli.arguments import read

README = (docs.ROOT / "README.md").read_text("utf-8")
STUDIES = (docs.ROOT / docs_examples.PAGE).read_text("utf-8")


@pytest.mark.parametrize("place", docs.pages(), ids=str)
def test_pages_made_from_the_registers_are_as_the_program_makes_them(place):
    assert (docs.ROOT / place).read_text("utf-8") == docs.pages()[place], (
        "run python -m experiments.docs"
    )


@pytest.mark.slow
def test_the_readme_shows_what_the_command_prints(tmp_path):
    printed = docs.shown_run(tmp_path / "run")
    assert "in 200 plausible worlds" in printed
    assert printed in README, "run python -m experiments.docs"


@pytest.mark.slow
@pytest.mark.parametrize("command", dict(docs_examples.commands(STUDIES)))
def test_the_studies_page_shows_what_its_commands_print(command):
    assert dict(docs_examples.commands(STUDIES))[command] == docs_examples.printed(command), (
        "run python -m experiments.docs"
    )


def test_the_picture_of_the_rooms_is_made_from_the_imports():
    text = (docs.ROOT / rooms.PAGE).read_text("utf-8")
    assert rooms.with_rooms(text) == text, "run python -m experiments.docs"
    assert text.count(" --> ") == len(rooms.arrows()) > 20


def test_every_file_that_the_page_of_rooms_names_is_there():
    text = (docs.ROOT / rooms.PAGE).read_text("utf-8")
    for name in re.findall(r"`([\w/]+(?:\.py|\.md|/))`", text):
        assert (docs.ROOT / "sim" / name).exists() or (docs.ROOT / name).exists(), name


def test_commands_in_the_readme_are_understood():
    lines = re.findall(r"^python -m sim (.*?)(?:\s+#.*)?$", README, re.MULTILINE)
    assert len(lines) >= 4
    for line in lines:
        read(shlex.split(line))  # raises on a mistake


def test_links_in_the_documentation_lead_somewhere():
    for page in [docs.ROOT / "README.md", *(docs.ROOT / "docs").glob("*.md")]:
        for link in re.findall(r"\]\(([^)#]+)\)", page.read_text("utf-8")):
            if "://" not in link:
                assert (page.parent / link).exists(), f"{page.name}: {link}"


def test_every_file_that_the_model_page_names_is_there():
    text = (docs.ROOT / "docs" / "model.md").read_text("utf-8")
    for name in re.findall(r"`((?:sim/)?[\w/]+\.py)`", text):
        places = (docs.ROOT / name, docs.ROOT / "sim" / "casework" / name)
        assert any(place.exists() for place in places), name

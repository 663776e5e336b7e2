"""The scenarios there are: one YAML file each, which says in its opening what it stands for.

The opening is a paragraph, in which a setting in braces stands for its value, and below it the law
that the scenario needs.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sim.arms.figures_in_words import moved, with_figures
from sim.settings import Settings

KEEP = "keep"
OWN_POLICY = "own_policy"  # what a policy is called that no scenario file states
LAW = "Law: "  # begins what a file says of the law
# what a scenario may need before it can be had, from the least to the most
LAWS = ("none", "guidance", "regulations", "primary legislation")


@dataclass(frozen=True)
class Scenario:
    """One scenario, as its file opens.

    Attributes
    ----------
    text
        The paragraph, with settings in braces for their values.
    law
        What law it needs, one of `LAWS`, and after a colon which and why.
    """

    name: str
    text: str
    law: str

    @property
    def words(self) -> str:
        """The paragraph with the values that the file and the defaults give."""
        return self.said(changes_of(self.name))

    @property
    def line(self) -> str:
        """The first sentence of the paragraph."""
        return re.split(r"(?<=[.])\s", self.words, maxsplit=1)[0]

    @property
    def needs(self) -> str:
        """The law it needs, one of `LAWS`."""
        return self.law.partition(":")[0]

    @property
    def law_in_words(self) -> str:
        """The law it needs, to follow "needs"."""
        return self.law.replace(f"{LAWS[0]}:", "no new law:", 1)

    def said(self, changes: Mapping[str, Any], today: Settings | None = None) -> str:
        """Return the paragraph, and what the policy moves, with the values of one study.

        Parameters
        ----------
        changes
            What the policy changes in it, by dotted names.
        today
            Today's settings; the defaults where none are given.
        """
        told = with_figures(self.text, changes, today)
        return " ".join(filter(None, (told, moved(changes, today))))


def configs() -> Path:
    """Return the folder of configs: inside the package where it is installed, else beside it."""
    package = Path(__file__).parents[1]
    inside = package / "configs"
    return inside if inside.is_dir() else package.parent / "configs"


def scenarios() -> dict[str, Scenario]:
    """Return the scenarios by name: today's service first, then in the order of the names."""
    read = [_read(path) for path in (configs() / "scenario").glob("*.yaml")]
    read.sort(key=lambda scenario: (scenario.name != KEEP, scenario.name))
    return {scenario.name: scenario for scenario in read}


def changes_of(name: str) -> dict[str, Any]:
    """Return what a scenario's file has its policy change, by dotted names of settings."""
    import yaml

    text = (configs() / "scenario" / f"{name}.yaml").read_text(encoding="utf-8")
    return dict(dotted(yaml.safe_load(text)["policy"]))


def dotted(room: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Give each value in a tree of mappings by its dotted name."""
    for name, value in room.items():
        if isinstance(value, Mapping):
            yield from dotted(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value


def _read(path: Path) -> Scenario:
    """Read the comment that opens a scenario's file, below the line meant for Hydra."""
    words: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# @package"):
            continue
        if not line.startswith("#"):
            break
        words += line.removeprefix("#").split()
    text, _, law = " ".join(words).partition(f" {LAW}")
    return Scenario(path.stem, text, law)

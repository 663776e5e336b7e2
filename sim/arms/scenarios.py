"""The scenarios there are: one YAML file each, which says in its opening what it stands for.

The opening is a paragraph, in which a setting in braces stands for its value, and below it the law
that the scenario needs.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sim.arms import pool
from sim.arms.figures_in_words import moved, with_figures
from sim.arms.policy import PREFIX
from sim.arms.scenario_files import FOLDER, configs, opening, own_files, values_in, why_broken
from sim.settings import Settings
from sim.settings.register import Value

KEEP = "keep"
OWN_POLICY = "own_policy"  # what a policy is called that no scenario file states
LAW = "Law: "  # begins what a file says of the law
# what a scenario may need before it can be had, from the least to the most
LAWS = ("none", "guidance", "regulations", "primary legislation")
UNSAID = "a law that its file does not say"


@dataclass(frozen=True)
class Scenario:
    """One scenario, as its file opens.

    Attributes
    ----------
    text
        The paragraph, with settings in braces for their values.
    law
        What law it needs, one of `LAWS`, and after a colon which and why.
    path
        The file.
    """

    name: str
    text: str
    law: str
    path: Path

    @property
    def changes(self) -> dict[str, Value]:
        """What its policy changes, by dotted names of settings."""
        return {name.removeprefix(PREFIX): value for name, value in values_in(self.path).items()
                if name.startswith(PREFIX) and value is not None}  # fmt: skip

    @property
    def words(self) -> str:
        """The paragraph with the values that the file and the defaults give."""
        return self.said(self.changes)

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

    def said(self, changes: Mapping[str, Value], today: Settings | None = None) -> str:
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


def scenarios() -> dict[str, Scenario]:
    """Return the scenarios by name, the user's own with them: today's service, then by name."""
    own = {path.stem: _read(path) for path in own_files() if not why_broken(path)}
    read = {**shipped(), **own}
    return {name: read[name] for name in sorted(read, key=lambda name: (name != KEEP, name))}


def shipped() -> dict[str, Scenario]:
    """Return the project's scenarios by name, without the user's own."""
    return {path.stem: _read(path) for path in (configs() / FOLDER).glob("*.yaml")}


def broken() -> dict[str, str]:
    """Return the user's own scenarios that cannot be used, by name, with why in one line."""
    return {path.stem: why for path in own_files() if (why := why_broken(path))}


def changes_of(name: str) -> dict[str, Value]:
    """Return what a scenario's file has its policy change, by dotted names of settings."""
    return scenarios()[name].changes


def headed(name: str, changes: Mapping[str, Value]) -> str:
    """Return a policy's name for headings, which say where it is not what its file states."""
    known = scenarios()
    if name not in known or name == KEEP or _kept(known[name].changes) == _kept(changes):
        return name
    return f"{name}, changed"


def _kept(changes: Mapping[str, Value]) -> dict[str, Value]:
    """Return what a policy changes, a pool by its authorities' full names."""
    shared = {pool.NAME: pool.canonical(str(changes[pool.NAME]))} if pool.NAME in changes else {}
    return {**changes, **shared}


def _read(path: Path) -> Scenario:
    text, _, law = opening(path).partition(LAW)
    return Scenario(path.stem, text.strip(), law or UNSAID, path)

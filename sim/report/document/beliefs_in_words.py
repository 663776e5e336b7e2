"""Beliefs as a director hears them: "a manager has fewer than 5 hours a week free for reviewing".

The register's words stand beside a name in a table; in a sentence many lack a subject.
`beliefs.yaml` has clauses for the beliefs on which answers hang most often; the others are named as
the register does.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import yaml

from sim.evidence.weakest_source import known_settings
from sim.report.numbers import say_setting
from sim.settings import Setting


class Belief(NamedTuple):
    """What a belief is about, "how many ...", and its clause, with a place for how much."""

    subject: str
    clause: str


def _said() -> Iterator[tuple[str, Belief]]:
    words = yaml.safe_load(Path(__file__).with_name("beliefs.yaml").read_text(encoding="utf-8"))
    for name, said in words["beliefs"].items():
        yield name, Belief(*said)
    for noticer, who in words["who"].items():
        for link, said in words["links"].items():
            when = words["when"].get(noticer, "")
            mine = [one.replace("{who}", who).replace("{when}", when) for one in said]
            yield f"challenge.{noticer}.{link}", Belief(*mine)


_KNOWN: dict[str, Setting] = {setting.name: setting for setting in known_settings()}
SAID = {name: words for name, words in _said() if name in _KNOWN}


def subject(belief: str) -> str:
    """Return what a belief is about; for one without own words, its name as words.

    Raises
    ------
    KeyError
        If no setting has that dotted name.
    """
    if belief in SAID:
        return SAID[belief].subject
    words = _KNOWN[belief].name.replace(".", " ").replace("_", " ")
    words = words.replace("iro ", "IRO ") if words.startswith("iro ") else words
    return f"{words} ({belief})"


def clause(belief: str, value: float, below: bool) -> str:
    """Return that a belief is below a value, or that value or more.

    Parameters
    ----------
    value
        In the unit of the setting.
    below
        Whether it is below it.
    """
    said = SAID.get(belief)
    fewer, less = ("fewer than", "less than") if below else ("at least", "at least")
    if said is None:
        unit = _KNOWN[belief].unit
        amount = f"{_of_hundred(value)}%" if unit == "share" else f"{say_setting(value)} {unit}"
        return f"{subject(belief)} is {'below' if below else 'at least'} {amount}"
    return said.clause.format(
        of=f"{fewer} {_of_hundred(value)} of 100",
        many=f"{fewer} {say_setting(value)}",
        much=f"{less} {_of_hundred(value)}%",
        tenth=f"{less} {_of_hundred(value / 10)}%",
    )


def _of_hundred(share: float) -> str:
    return f"{100 * share:.10g}"

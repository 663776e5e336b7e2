"""A policy as a phrase: "without IROs, with team managers chairing reviews and ...".

A phrase a lever, made from what the policy changes. Levers that are pulled together, such as those
that back IROs to challenge, are one phrase.
"""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import yaml

from sim.evidence.weakest_source import known_settings
from sim.report.numbers import listed, say_setting
from sim.settings.register import Value

Changes = Mapping[str, Value]
WITHOUT_IROS = "without IROs"
GIVEN_HOURS = ("reinvestment.team_managers", "team_manager.hours_per_week",
               "team_manager.gives_way_hours_per_week")  # fmt: skip
"""What gives managers who chair hours for it; else it comes on top of their other work."""
CHAIRING = "team managers chairing reviews"
UNFUNDED = f"{CHAIRING} on top of their other work"
STAYING = "IROs staying on to check plans between reviews"


def of_hundred(value: Value) -> str:
    """Return a share as so many of 100: "40 of 100"."""
    return f"{100 * float(value or 0):.10g} of 100"


_WORDS = Path(__file__).with_name("phrases.yaml").read_text(encoding="utf-8")
PHRASES: Mapping[str, str | Mapping[object, str]] = yaml.safe_load(_WORDS)


def _phrase(name: str, value: Value) -> str:
    """Return what a lever's value is, to follow "with"."""
    words = PHRASES[name]
    if not isinstance(words, str):
        words = words.get(value, words["otherwise"])
    said = {"value": say_setting(value), "places": _authorities(value)}
    if not isinstance(value, str):
        said |= {"of": of_hundred(value), "percent": f"{100 * float(value or 0):.10g}"}
    return words.format(**said)


def levers(changes: Changes) -> list[str]:
    """Return what a policy changes, a phrase a lever, each once, in the order of `PHRASES`."""
    without = changes.get("iro.employer") == "none"
    ordered = [*(name for name in PHRASES if name in changes), *changes]
    made = [WITHOUT_IROS] if without else []
    made += [_phrase(name, changes[name]) if name in PHRASES else _plain(name, changes[name])
             for name in ordered if not (without and name == "iro.employer")]  # fmt: skip
    return list(dict.fromkeys(made))


def policy_phrase(changes: Changes) -> str:
    """Return a policy as a phrase with which a sentence may begin; "as today" if it is none."""
    made = levers(changes)
    if not any(changes.get(name) for name in GIVEN_HOURS):
        made = [UNFUNDED if lever == CHAIRING else lever for lever in made]
    if changes.get("review.chair") == "team_manager" and WITHOUT_IROS not in made:
        made.append(STAYING)
    if WITHOUT_IROS in made:
        return ", with ".join(filter(None, [made[0], listed(made[1:])]))
    return f"with {listed(made) or 'nothing changed'}"


def _authorities(value: Value) -> str:
    """Return the authorities of a pool; a name that stands again is a copy."""
    names = Counter(name.strip(" []'") for name in str(value).replace(";", ",").split(","))
    return listed([f"{name} ({many} of it)" if many > 1 else name for name, many in names.items()])


def _plain(name: str, value: Value) -> str:
    """Return a lever without a phrase of its own: its name in words, and its value."""
    known = next(one for one in known_settings() if one.name == name)
    words = name.replace(".", ", ").replace("_", " ").replace("iro,", "IRO,")
    if isinstance(value, bool):
        return f"{words} {'on' if value else 'off'}"
    if known.unit == "share":
        return f"{words} at {of_hundred(value)}"
    amount = say_setting(value).replace("_", " ")
    unit = f" {known.unit}" if known.type in (int, float) else ""
    return f"{words} at {amount}{unit}"

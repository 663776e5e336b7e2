"""What is asked: today's settings, and what a policy changes of them, by the same names.

A policy is a mapping of dotted names to values; the register knows which names there are.
"""

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sim.arms.renamed_settings import RENAMED
from sim.errors import UserError, near, some
from sim.settings import Setting, Settings, register
from sim.settings.register import Value

PREFIX = "policy."
GONE = {  # settings that there were, and what to write now
    "uncertainty": "worlds took its place: worlds=plausible, the default, or worlds=one",
}


@dataclass(frozen=True)
class Request:
    """What is asked, before an authority's figures are filled in and values are checked.

    Attributes
    ----------
    settings
        Today's settings.
    changes
        What the policy changes of them, by dotted name, in the register's order.
    """

    settings: Settings
    changes: Mapping[str, Value]


@cache
def settings_by_name() -> Mapping[str, Setting]:
    """Return every setting, with its default, by its dotted name."""
    return {setting.name: setting for setting in register(Settings())}


def request_of(values: Mapping[str, Any]) -> Request:
    """Return what values ask for, by dotted name, those of the policy with `policy.` before it.

    Raises
    ------
    UserError
        Where a name is no setting's.
    """
    read = {name: _kept(named(name, f"{name}={value}"), value) for name, value in values.items()}
    today = {name: value for name, value in read.items() if not name.startswith(PREFIX)}
    asked = {name: read.get(PREFIX + name) for name in settings_by_name()}
    changes = {name: value for name, value in asked.items() if value is not None}
    return Request(with_values(Settings(), today), changes)


def named(name: str, word: str, others: Iterable[str] = ()) -> Setting:
    """Return the setting of a name, with `policy.` before it or without.

    Parameters
    ----------
    name
        A dotted name.
    word
        What was written, to say in a refusal.
    others
        Further names that may have been meant.

    Raises
    ------
    UserError
        Where it is no setting's, with what may have been meant.
    """
    plain = name.removeprefix(PREFIX)
    setting = settings_by_name().get(plain)
    if setting is None:
        raise UserError(f"{word} is not allowed: {_unknown(name, plain.rstrip('.'), word, others)}")
    return setting


def near_names(name: str, others: Iterable[str] = ()) -> str:
    """Return the settings, and others, that may have been meant, to end a line with."""
    start = PREFIX if name.startswith(PREFIX) else ""
    names = near(name.removeprefix(start), [*settings_by_name(), *others])
    return f"; near it: {some(start + one for one in names)}" if names else ""


def _unknown(name: str, plain: str, word: str, others: Iterable[str]) -> str:
    """Return what to say of a name that is no setting's."""
    if plain in GONE:
        return GONE[plain]
    if plain in RENAMED:
        return f"it is {RENAMED[plain]} now; others who notice have the same under challenge"
    inside = [one for known, one in settings_by_name().items() if known.startswith(plain + ".")]
    if inside:
        start, value = PREFIX if name.startswith(PREFIX) else "", word.partition("=")[2]
        meant = [f"{start}{one.name}={value}" for one in inside if value in one.choices]
        room = f"{plain} is a room of settings, one of {some(one.name for one in inside)}"
        return f"write {some(meant, ' or ')}; {room}" if meant else room
    if name == PREFIX.rstrip("."):
        return "write policy.<setting>=value, for what a policy changes"
    return f"there is no setting {plain}{near_names(name, others)}; --help lists them"


def _kept(setting: Setting, value: Value) -> Value:
    """Return a value as the setting keeps it: a whole number will do for a number."""
    return float(value) if setting.type is float and type(value) is int else value


def with_values[Room](room: Room, values: Mapping[str, Value]) -> Room:
    """Return a copy of a room of settings in which the settings named have other values.

    Parameters
    ----------
    room
        A room of settings.
    values
        Values by dotted name, as the register writes it.
    """
    inside: dict[str, dict[str, Value]] = {}
    for name, value in values.items():
        part, _, rest = name.partition(".")
        inside.setdefault(part, {})[rest] = value
    changed = {
        part: one[""] if "" in one else with_values(getattr(room, part), one)
        for part, one in inside.items()
    }
    return dataclasses.replace(room, **changed)  # type: ignore[type-var]

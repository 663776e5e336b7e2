"""What is asked: today's settings, and what a policy changes of them, by the same names.

A policy is a mapping of dotted names to values; the register knows which names there are.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sim.arms.renamed_settings import RENAMED
from sim.errors import UserError, echoed, near_it, shortened
from sim.settings import Setting, Settings, replace_values, settings_by_name, to_dict
from sim.settings.register import Value

PREFIX = "policy."
FURTHEST = 1e300  # beyond which no whole number is a number, nor allowed
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
    in_files
        The settings of today that a config file set, and no word of the command line.
    """

    settings: Settings
    changes: Mapping[str, Value]
    in_files: frozenset[str] = frozenset()


def request_of(values: Mapping[str, Any], typed: Collection[str] = ()) -> Request:
    """Return what values ask for, by dotted name, those of the policy with `policy.` before it.

    Parameters
    ----------
    values
        Today's and the policy's.
    typed
        The names of those that stood on the command line.

    Raises
    ------
    UserError
        Where a name is no setting's.
    """
    read = {
        name: _kept(named(name, echoed(f"{name}={value}")), value) for name, value in values.items()
    }
    today = {name: value for name, value in read.items() if not name.startswith(PREFIX)}
    asked = {name: read.get(PREFIX + name) for name in settings_by_name()}
    changes = {name: value for name, value in asked.items() if value is not None}
    usual = to_dict(Settings())
    in_files = {name for name, value in today.items() if value != usual[name]}
    return Request(
        replace_values(Settings(), today), changes, frozenset(in_files.difference(typed))
    )


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
    return near_it(name.removeprefix(start), [*settings_by_name(), *others], start)


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
        room = f"{plain} is a room of settings, one of {shortened(one.name for one in inside)}"
        return f"write {shortened(meant, ' or ')}; {room}" if meant else room
    if name == PREFIX.rstrip("."):
        return "write policy.<setting>=value, for what a policy changes"
    return f"there is no setting {echoed(plain)}{near_names(name, others)}; --help lists them"


def _kept(setting: Setting, value: Value) -> Value:
    """Return a value as the setting keeps it: a whole number will do for a number."""
    if setting.type is not float or isinstance(value, bool) or not isinstance(value, int):
        return value
    return float(value) if abs(value) < FURTHEST else value

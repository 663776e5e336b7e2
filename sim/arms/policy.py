"""What a policy may set: the same names as the settings, each unset until a policy sets it."""

import dataclasses
import typing
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sim.settings import Settings
from sim.settings.register import Value

PREFIX = "policy."


def _policy_room(room: type) -> type | None:
    """Return a room's twin whose settings are all unset; None where no policy may enter it."""
    hints = typing.get_type_hints(room)
    parts: list[tuple[str, Any, Any]] = []
    for part in dataclasses.fields(room):
        hint = hints[part.name]
        if dataclasses.is_dataclass(hint):
            twin = _policy_room(typing.cast(type, hint))
            if twin:
                parts.append((part.name, twin, field(default_factory=twin)))
        elif part.metadata["policy"]:
            parts.append((part.name, hint | None, field(default=None)))
    if not parts:
        return None
    return dataclasses.make_dataclass(f"Policy{room.__name__}", parts, frozen=True)


Policy = typing.cast(type, _policy_room(Settings))


@dataclass(frozen=True)
class Asked(Settings):
    """The settings and, under `policy`, what the scenario's arm changes of them."""

    policy: Any = field(default_factory=Policy)

    @property
    def settings(self) -> Settings:
        """Today's settings alone."""
        return Settings(**{part.name: getattr(self, part.name) for part in _parts(Settings)})

    @property
    def changes(self) -> dict[str, Value]:
        """The settings that the policy changes, by their dotted names."""
        return {name: value for name, value in listed_values(self.policy) if value is not None}


def with_values[Room](room: Room, values: Mapping[str, Value]) -> Room:
    """Return a copy of a room of settings in which the settings named have other values.

    Parameters
    ----------
    room
        A room of settings.
    values
        Values by dotted name, as the register writes it.
    """
    changed: dict[str, Any] = {}
    for part in _parts(room):
        if part.name in values:
            changed[part.name] = values[part.name]
            continue
        stem = part.name + "."
        inside = {
            name.removeprefix(stem): value
            for name, value in values.items()
            if name.startswith(stem)
        }
        if inside:
            changed[part.name] = with_values(getattr(room, part.name), inside)
    return dataclasses.replace(typing.cast(Any, room), **changed)


def _parts(room: Any) -> tuple[dataclasses.Field[Any], ...]:
    return dataclasses.fields(room)


def listed_values(room: Any, prefix: str = "") -> list[tuple[str, Value]]:
    """List the dotted name and the value of each setting of a room, in the register's order."""
    listed: list[tuple[str, Value]] = []
    for part in _parts(room):
        value = getattr(room, part.name)
        if dataclasses.is_dataclass(value):
            listed += listed_values(value, f"{prefix}{part.name}.")
        else:
            listed.append((prefix + part.name, value))
    return listed

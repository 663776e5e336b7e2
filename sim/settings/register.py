"""The register: one definition for each setting, from which help, docs and checks are made.

A room is a frozen dataclass whose fields are made by `setting`; rooms may hold rooms.
`register` walks them and lists every setting with its dotted name.
"""

import dataclasses
import functools
import math
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sim.errors import UserError, echoed

Value = float | int | bool | str | None
GRADES = {
    "P": "read in the primary source",
    "S": "read in a secondary source",
    "D": "derived by arithmetic from P and S figures",
    "M": "recalled, not verified",
    "assumption": "an assumption",
    "choice": "the user's choice of run",
}

KINDS = {
    "fact": "published or statutory",
    "belief": "measured by nobody",
    "choice": "made by whoever runs the arrangement, or this program",
    "price": "what something costs",
    "judgement": "what a reader holds to matter",
}
KIND_OF_GRADE = {
    "P": "fact", "S": "fact", "D": "fact", "M": "belief", "assumption": "belief",
    "choice": "choice",
}  # fmt: skip
OF_AUTHORITIES = "authority."  # what tells one authority from another is never drawn


def setting(
    default: Any,
    words: str,
    *,
    unit: str,
    source: str,
    low: float | None = None,
    high: float | None = None,
    plausible: tuple[float, float] | None = None,
    choices: tuple[str, ...] = (),
    column: str | None = None,
    policy: bool = True,
    optional: bool = False,
    kind: str = "",
) -> Any:
    """State one setting: a dataclass field that carries its own documentation.

    Parameters
    ----------
    default
        The value where nobody says otherwise; None where the authority's own figure is used.
    words
        What it is, in an analyst's words.
    unit
        The unit of the value.
    source
        A grade of `GRADES`, a colon, and where the figure comes from; "assumption: why".
    low, high
        What is allowed.
    plausible
        The range an analyst may believe in, narrower than what is allowed.
    choices
        The allowed words, for a setting that is a word.
    column
        The column of the authorities' table that gives the default.
    policy
        Whether a policy may change it (`policy.` before its name).
    optional
        Whether it may be left unset, which is None.
    kind
        One of `KINDS`, where the grade of the source does not tell it by `KIND_OF_GRADE`. It is of
        the value today: what a policy sets is the choice of whoever makes the policy.
    """
    grade = source.split(":")[0]
    if grade not in GRADES:
        raise ValueError(f"a setting's source begins with one of {', '.join(GRADES)}: {source!r}")
    kind = kind or KIND_OF_GRADE[grade]
    if kind not in KINDS:
        raise ValueError(f"a setting is one of {', '.join(KINDS)}: {kind!r}")
    facts = dict(
        words=words, unit=unit, source=source, grade=grade, low=low, high=high,
        plausible=plausible, choices=choices, column=column, policy=policy,
        optional=optional, kind=kind,
    )  # fmt: skip
    return field(default=default, metadata=facts)


def share(default: Any, words: str, *, source: str, **more: Any) -> Any:
    """State a setting that is a share: from 0 to 1."""
    return setting(default, words, unit="share", source=source, low=0.0, high=1.0, **more)


def hours(default: float, words: str, *, source: str, **more: Any) -> Any:
    """State a setting that is hours of work: 0 or more, at most a working month of 160."""
    return setting(default, words, unit="hours", source=source, low=0.0, high=160.0, **more)


def working_days(default: int, words: str, *, source: str, high: int = 520, **more: Any) -> Any:
    """State a setting in whole working days: 0 or more."""
    return setting(default, words, unit="working days", source=source, low=0, high=high, **more)


@dataclass(frozen=True)
class Setting:
    """One setting as the register lists it; `name` is dotted, as on the command line."""

    name: str
    type: type
    default: Value
    words: str
    unit: str
    source: str
    grade: str
    low: float | None
    high: float | None
    plausible: tuple[float, float] | None
    choices: tuple[str, ...]
    column: str | None
    policy: bool
    optional: bool
    kind: str

    @property
    def drawn(self) -> bool:
        """Whether its value differs from one plausible world to another.

        That is every belief in a number that has a plausible range.
        """
        return (
            self.kind == "belief"
            and self.type in (int, float)
            and self.plausible is not None
            and self.plausible[0] < self.plausible[1]
            and not self.name.startswith(OF_AUTHORITIES)
        )

    @property
    def said_kind(self) -> str:
        """Its kind as help and docs say it: of a belief, whether it is drawn or held."""
        if self.kind != "belief":
            return self.kind
        return "belief, drawn" if self.drawn else "belief, held"

    @property
    def allowed(self) -> str:
        """What is allowed, in words."""
        if self.choices:
            return "one of " + ", ".join(self.choices)
        if self.type is bool:
            return "true or false"
        if self.type is str:
            return "a text"
        number = "a whole number" if self.type is int else "a number"
        if self.low is None or self.high is None:
            return number
        return f"{number} from {self.low:.16g} to {self.high:.16g}"

    def check(self, value: Value) -> None:
        """Refuse a value that is not allowed.

        Raises
        ------
        UserError
            One line naming the setting, the value and what is allowed.
        """
        if value is None and (self.column or self.optional):
            return
        fine = isinstance(value, (int, float) if self.type is float else self.type)
        if isinstance(value, bool):
            fine = self.type is bool
        elif fine and self.choices:
            fine = value in self.choices
        elif fine and isinstance(value, int | float):
            low = -math.inf if self.low is None else self.low
            high = math.inf if self.high is None else self.high
            fine = low <= value <= high and math.isfinite(value)
        if not fine:
            said = echoed(value)
            raise UserError(f"{self.name}={said} is not allowed: it must be {self.allowed}")


@functools.cache
def _hints(room: type) -> dict[str, Any]:
    return typing.get_type_hints(room)


def _plain(hint: Any) -> type:
    """Return the type behind `X | None`, or the type itself."""
    if isinstance(hint, types.UnionType):
        return next(arg for arg in typing.get_args(hint) if arg is not types.NoneType)
    return hint


def register(room: Any, prefix: str = "") -> list[Setting]:
    """List the settings of a room and of the rooms in it, in the order they are stated.

    The defaults listed are the values that this room holds.
    """
    listed: list[Setting] = []
    hints = _hints(room.__class__)
    for part in dataclasses.fields(room):
        value = getattr(room, part.name)
        if dataclasses.is_dataclass(value):
            listed += register(value, f"{prefix}{part.name}.")
        else:
            listed.append(
                Setting(
                    name=prefix + part.name,
                    type=_plain(hints[part.name]),
                    default=value,
                    **part.metadata,
                )
            )
    return listed


def kinds(room: Any) -> dict[str, str]:
    """Return the kind of each setting of a room, by its dotted name."""
    return {known.name: known.kind for known in register(room)}


def to_dict(room: Any) -> dict[str, Value]:
    """Return the value of each setting of a room by its dotted name, in the register's order."""
    return {setting.name: setting.default for setting in register(room)}


def replace_values[Room](room: Room, values: Mapping[str, Value]) -> Room:
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
        part: one[""] if "" in one else replace_values(getattr(room, part), one)
        for part, one in inside.items()
    }
    return dataclasses.replace(room, **changed)  # type: ignore[type-var]

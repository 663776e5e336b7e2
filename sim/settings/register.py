"""The register: one definition for each setting, from which help, docs and checks are made.

A room is a frozen dataclass whose fields are made by `setting`; rooms may hold rooms.
`register` walks them and lists every setting with its dotted name.
"""

import dataclasses
import functools
import math
import types
import typing
from dataclasses import dataclass, field
from typing import Any

Value = float | int | bool | str | None
GRADES = {
    "P": "read in the primary source",
    "S": "read in a secondary source",
    "D": "derived by arithmetic from P and S figures",
    "M": "recalled, not verified",
    "assumption": "an assumption",
    "choice": "the user's choice of run",
}


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
    """
    grade = source.split(":")[0]
    if grade not in GRADES:
        raise ValueError(f"a setting's source begins with one of {', '.join(GRADES)}: {source!r}")
    facts = dict(
        words=words, unit=unit, source=source, grade=grade, low=low, high=high,
        plausible=plausible, choices=choices, column=column, policy=policy,
        optional=optional,
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

    @property
    def allowed(self) -> str:
        """What is allowed, in words."""
        if self.choices:
            return "one of " + ", ".join(self.choices)
        if self.type is bool:
            return "true or false"
        if self.type is str:
            return "a text"
        kind = "a whole number" if self.type is int else "a number"
        if self.low is None or self.high is None:
            return kind
        return f"{kind} from {self.low:.16g} to {self.high:.16g}"

    @property
    def field_name(self) -> str:
        """The name of its field in the record that the rules read."""
        return self.name.replace(".", "_")

    def check(self, value: Value) -> None:
        """Refuse a value that is not allowed.

        Raises
        ------
        ValueError
            One line naming the setting, the value and what is allowed.
        """
        if value is None and (self.column or self.optional):
            return
        fine = isinstance(value, self.type if self.type is not float else (int, float))
        if isinstance(value, bool) and self.type is not bool:
            fine = False
        if fine and self.choices:
            fine = value in self.choices
        if fine and isinstance(value, int | float) and not isinstance(value, bool):
            low = -math.inf if self.low is None else self.low
            high = math.inf if self.high is None else self.high
            fine = math.isfinite(value) and low <= value <= high
        if not fine:
            raise ValueError(f"{self.name}={value} is not allowed: it must be {self.allowed}")


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

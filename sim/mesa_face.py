"""What every Mesa agent of the service is: a face of a record, of which few fields can be written.

A face holds no state: each field of its record reads the world of its model, so what rules do shows
at once; a few may be written, and hold for the rules.
"""

import typing
from typing import Any, ClassVar

import mesa
import numpy as np

from sim.errors import UserError
from sim.vocabulary import LegalStatus, Placement, Role, Route

WORDS = {"route": Route, "placement": Placement, "legal": LegalStatus, "role": Role}
type Instead = dict[str, tuple[str, ...]]  # the settings, or rooms of them, that decide a field


def _field(name: str) -> property:
    """Return a property that reads a field of the face's record."""
    words = WORDS.get(name, lambda value: value)
    return property(lambda face: words(getattr(face._row, name)))


def shows[Face: type](record: type) -> typing.Callable[[Face], Face]:
    """Give a face a property for each field of a record class."""

    def with_fields(face: Face) -> Face:
        for name in typing.get_type_hints(record):
            if not hasattr(face, name):
                setattr(face, name, _field(name))
        return face

    return with_fields


def read_only(rows: Any, row: int) -> Any:
    """Return a record of an array, which shows what becomes of it and cannot be written."""
    shown = rows.view()
    shown.flags.writeable = False
    return shown[row]


class Face(mesa.Agent):
    """A Mesa agent that shows one row of a world's array `rows`.

    What it shows is read-only but for the fields in `writable`, which rules read afresh each day
    and no stock, count or booked event hangs on. Attributes of one's own may be added.
    """

    rows = ""
    writable: ClassVar[dict[str, type]] = {}  # fields that may be written, and their kind
    instead: ClassVar[Instead] = {}  # of others: what decides them

    def __init__(self, model: Any, row: int) -> None:
        super().__init__(model)
        self.row = row

    @property
    def _row(self) -> Any:
        """The record, as rules see it."""
        return getattr(self.model.world, self.rows)[self.row]

    @property
    def record(self) -> Any:
        """The record; it shows what rules do, and cannot be written."""
        return read_only(getattr(self.model.world, self.rows), self.row)

    def __setattr__(self, name: str, value: Any) -> None:
        shown = getattr(type(self), name, None)
        if name in self.writable:
            self._write(name, value)
        elif isinstance(shown, property) and shown.fset is None:
            raise AttributeError(self._why_not(name, value))
        else:
            super().__setattr__(name, value)

    def _write(self, name: str, value: Any) -> None:
        kind = self.writable[name]
        kinds = (bool, np.bool_) if kind is bool else (int, np.integer)
        if not isinstance(value, kinds) or (kind is int and isinstance(value, bool)):
            allowed = "True or False" if kind is bool else "a whole number"
            raise UserError(f"{self!r}.{name}={value!r} is not allowed: it must be {allowed}")
        setattr(self._row, name, value)

    def _why_not(self, name: str, value: Any) -> str:
        settings = " or ".join(self.instead.get(name, ()))
        why = f"set {settings} of ReviewService instead" if settings else (
            "stocks, counts or booked events hang on it, or it follows from them"
        )  # fmt: skip
        may = ", ".join(self.writable)
        return f"{self!r}.{name}={value!r} is not allowed: {why}; only {may} can be written"

    def remove(self) -> None:
        """Refuse: who is in care or in post leaves by the rules, and its face with it.

        Raises
        ------
        UserError
            Always; `forget` drops a face alone.
        """
        raise UserError(
            f"{self!r}.remove() is not allowed: people come and leave by the model's rules, and "
            "settings of ReviewService decide how many"
        )

    def forget(self) -> None:
        """Take the face off the model's agents; the record stays as it is."""
        super().remove()

"""Records: one row of a NumPy array for each agent, made from a class that states the fields."""

import functools
import typing
from typing import Any, Protocol

import numpy as np

DTYPES: dict[type, Any] = {int: np.int64, float: np.float64, bool: np.bool_, np.uint64: np.uint64}


class Records[Row](Protocol):
    """An array of records, as rules and the type checker see it."""

    def __getitem__(self, row: int, /) -> Row: ...
    def __len__(self) -> int: ...
    def copy(self) -> Any:
        """Return a copy."""


@functools.cache
def dtype_of(record: type) -> np.dtype:
    """Return the record type that a class states by its annotations.

    Raises
    ------
    KeyError
        If a field is not an int, float, bool or uint64: only these behave the same compiled and
        interpreted.
    """
    fields = [(name, DTYPES[hint]) for name, hint in typing.get_type_hints(record).items()]
    return np.dtype((np.record, fields))


def longer(array: Any, more: int) -> Any:
    """Return a copy of an array with `more` blank rows at its end, of the same record type."""
    copy = np.zeros((len(array) + more, *array.shape[1:]), array.dtype)
    copy[: len(array)] = array
    return copy


def one_record(record: type) -> Any:
    """Return one blank record, every field zero."""
    return rows(record, 1)[0]


def rows(record: type, number: int) -> Any:
    """Return `number` blank records, every field zero."""
    return np.zeros(number, dtype_of(record))

"""What is typed beside a name: texts in quotes, lists [a,b], whole numbers."""

import csv
from collections.abc import Callable

from sim.errors import LONGEST_ECHO, UserError, echoed


def unquoted(text: str) -> str:
    """Return a text without the quotes it was typed in."""
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        return text[1:-1]
    return text


def quoted(text: str) -> str:
    """Return a text that Hydra takes as it stands: a comma in it begins no sweep."""
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def names_in(text: str) -> list[str]:
    """Return the names of a list as it is typed, [a,b]; one that holds a comma stands in quotes."""
    inside = text.strip().removeprefix("[").removesuffix("]").replace('"', "'")
    row = next(csv.reader([inside], quotechar="'", skipinitialspace=True), [])
    return [name.strip() for name in row]


def whole_number(name: str, least: int, most: int) -> Callable[[str], int]:
    """Return a reader of a whole number, which refuses any other text with a `UserError`."""

    def read(text: str) -> int:
        whole = text.isascii() and text.isdigit() and len(text) < LONGEST_ECHO
        if not (whole and least <= int(text) <= most):
            raise UserError(
                f"{name}={echoed(text)} is not allowed: it must be a whole number from {least} to "
                f"{most}"
            )
        return int(text)

    return read

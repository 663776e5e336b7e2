"""What commands that take flags and no settings share: their flags, and printing what was found."""

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NoReturn

from sim.cli.command import to_be_read
from sim.errors import LONGEST_PATH, Exit, UserError, echoed

THREADS = "threads; 0 for the cores this process may use"


class OneLineParser(argparse.ArgumentParser):
    """The flags of `python -m experiments.<name>`; it says in one line what is not allowed."""

    def __init__(self, name: str, words: str | None) -> None:
        description = " ".join((words or "").split())
        super().__init__(prog=f"python -m experiments.{name}", description=description)
        self.allowed: dict[str, tuple[int, int | None]] = {}

    def whole(
        self, name: str, default: int, least: int, words: str, most: int | None = None
    ) -> None:
        """Take a flag that is a whole number, at least and perhaps at most so many."""
        self.add_argument(
            f"--{name}", type=int, default=default, help=f"{words} (default {default})"
        )
        self.allowed[name] = least, most

    def asked(self, words: Sequence[str] | None = None) -> argparse.Namespace:
        """Return what these words ask for, or those of the command line."""
        given = self.parse_args(words)
        for name, (least, most) in self.allowed.items():
            number = getattr(given, name)
            if number < least or (most is not None and number > most):
                allowed = f"{least} or more" if most is None else f"from {least} to {most:,}"
                self.error(f"--{name} {number} is not allowed: it must be {allowed}")
        return given

    def error(self, message: str) -> NoReturn:
        """Refuse in one line."""
        self.exit(
            Exit.MISTAKE,
            f"{self.prog.split('.')[-1]}: {echoed(message, LONGEST_PATH)}; --help says what is "
            "allowed\n",
        )


def printed(show: Callable[[], object], program: str) -> int:
    """Print, and return the exit code: the results are whole where printing fails.

    Parameters
    ----------
    show
        What prints.
    program
        Its name, which begins the line that says why nothing is printed.
    """
    try:
        with to_be_read():
            show()
    except UserError as unwritten:
        print(f"{program}: {unwritten}", file=sys.stderr)
        return Exit.SOME_FAILED
    return Exit.DONE


def write(texts: Mapping[Path, str]) -> None:
    """Write files whole: all under other names first, then each to its own."""
    beside = {place: place.with_name(place.name + ".new") for place in texts}
    try:
        for place, text in texts.items():
            beside[place].write_text(text, encoding="utf-8")
        for place, made in beside.items():
            made.replace(place)
    finally:
        for made in beside.values():
            made.unlink(missing_ok=True)

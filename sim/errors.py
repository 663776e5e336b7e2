"""A mistake of the user's, what they may have meant, and how a command ends."""

import difflib
import os
import sys
import unicodedata
from collections.abc import Iterable
from enum import IntEnum

LONGEST_ECHO = 80  # letters of what was typed that an error line repeats
LONGEST_PATH = 300  # of a path, whose end tells most
LISTED = 12  # names an error line lists before it says how many more there are


class UserError(ValueError):
    """What was asked cannot be run; the message is one line that says what is allowed."""


def passes_nowhere(letter: str) -> bool:
    """Whether a letter may move or colour what a terminal or a report shows: it is passed to none.

    Those are control characters, marks that turn the direction of writing, and halves of letters.
    """
    return unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")


def printable(text: str) -> str:
    """Return a text of which every letter may be printed; a question mark is in others' place."""
    return "".join("?" if passes_nowhere(letter) else letter for letter in text)


def echoed(text: object, longest: int = LONGEST_ECHO) -> str:
    """Return what was typed as an error line repeats it: printable, and cut where it is long."""
    said = printable(" ".join(str(text).split()))
    return said if len(said) <= longest else f"{said[: longest - 3]}..."


def shortened(names: Iterable[str], between: str = ", ") -> str:
    """Return the names as a list for one line, cut where it would grow too long."""
    every = list(names)
    more = len(every) - LISTED
    return between.join(every[:LISTED]) + (f" and {more} more" if more > 0 else "")


def close_matches(word: str, names: Iterable[str]) -> list[str]:
    """Return the names nearest to a word, best first: by their last part, then by spelling."""
    every = list(names)
    lower = {name.lower(): name for name in every}
    last = word.lower().rpartition(".")[2]
    same_end = [name for low, name in lower.items() if low.rpartition(".")[2] == last]
    alike = [lower[low] for low in difflib.get_close_matches(word.lower(), lower, n=4, cutoff=0.6)]
    return list(dict.fromkeys(same_end + alike))


def near_it(word: str, names: Iterable[str], start: str = "") -> str:
    """Return the names that a word may have meant, to end a line with; nothing without any."""
    meant = [start + name for name in close_matches(word, names)]
    return f"; near it: {shortened(meant)}" if meant else ""


def print_no_more() -> None:
    """Send what is still to be printed nowhere, so that the end of the process prints it in peace.

    Whoever read standard output has gone (`| head`), or there is no room where it goes.
    """
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class Exit(IntEnum):
    """How the command ended."""

    DONE = 0
    FAULT = 1
    MISTAKE = 2
    SOME_FAILED = 3
    INTERRUPTED = 130

    @property
    def words(self) -> str:
        """What it means to whoever started the command."""
        return {
            Exit.DONE: "done",
            Exit.FAULT: "a fault of ours",
            Exit.MISTAKE: "what was asked cannot be run, and nothing was written; or its folder "
            "was taken meanwhile, and the message says where the results are",
            Exit.SOME_FAILED: "done, but a replication, a figure, the report or printing failed; "
            "the tables are whole",
            Exit.INTERRUPTED: "stopped from the keyboard",
        }[self]

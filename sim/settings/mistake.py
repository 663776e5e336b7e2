"""A mistake of the user's, and what they may have meant."""

import difflib
from collections.abc import Iterable

LISTED = 12  # names an error line lists before it says how many more there are


class Mistake(ValueError):
    """What was asked cannot be run; the message is one line that says what is allowed."""


def some(names: Iterable[str], between: str = ", ") -> str:
    """Return the names as a list for one line, cut where it would grow too long."""
    every = list(names)
    more = len(every) - LISTED
    return between.join(every[:LISTED]) + (f" and {more} more" if more > 0 else "")


def near(word: str, names: Iterable[str]) -> list[str]:
    """Return the names nearest to a word, best first: by their last part, then by spelling."""
    every = list(names)
    lower = {name.lower(): name for name in every}
    last = word.lower().rpartition(".")[2]
    same_end = [name for low, name in lower.items() if low.rpartition(".")[2] == last]
    alike = [lower[low] for low in difflib.get_close_matches(word.lower(), lower, n=4, cutoff=0.6)]
    return list(dict.fromkeys(same_end + alike))

"""How sentences of a report name places, and join words."""

from collections.abc import Sequence


def capital(words: str) -> str:
    """Return words with a capital letter first."""
    return words[:1].upper() + words[1:]


def listed(words: Sequence[str], comma: str = ", ", last: str = " and ") -> str:
    """Return words as a list: "a", "a and b", "a, b and c"."""
    return last.join(filter(None, [comma.join(words[:-1]), *words[-1:]]))


def place(authority: str) -> str:
    """Return an authority as a sentence names it: "the average English authority", "Leeds"."""
    return f"the {authority}" if authority.startswith("average ") else authority

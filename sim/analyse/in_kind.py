"""Whether a place's answer differs from England's in kind: not in how much, but in what it says."""

from sim.report.table_words import DEPENDS, FIXED, PLAIN

CANNOT, CAN = "cannot be staffed", "can be staffed"
WORSE, SAME, BETTER = PLAIN
_SIDES = {
    WORSE: {WORSE},
    SAME: {SAME},
    BETTER: {BETTER},
    "same or worse": {SAME, WORSE},
    "same or better": {SAME, BETTER},
}
"""The sides on which a reading lets an answer be."""


def kind_of(reading: str) -> str:
    """Return what a reading says; empty text where it says nothing that can be held apart.

    Of two readings that are left open it is the first, without "mostly".
    """
    first = reading.partition(", or ")[0].removeprefix("mostly ")
    if first.startswith(CANNOT):
        return CANNOT
    return first if first in _SIDES or first == DEPENDS else ""


def differs(place: str, england: str) -> bool:
    """Whether readings of a place and of England say different things.

    They do where both cannot be true at once (worse here, better there; worse here, about the same
    there), where one depends on beliefs and the other does not, and where one alone cannot be
    staffed. "Same or worse" goes with either of the two.
    """
    one, other = kind_of(place), kind_of(england)
    if FIXED in (place, england) or not one or not other:
        return False
    if CANNOT in (one, other) or DEPENDS in (one, other):
        return one != other
    return not _SIDES[one] & _SIDES[other]


def said_of(place: str, england: str) -> str:
    """Return how they differ: "worse, where England is better"."""
    other = kind_of(england)
    if CANNOT in (kind_of(place), other):
        return f"{CANNOT}, where England can" if other != CANNOT else f"{CAN}, where England cannot"
    return f"{kind_of(place)}, where England {other if other == DEPENDS else f'is {other}'}"

"""Counts of plausible worlds in words: "in all 200 plausible worlds", "in 19 of the 20 worlds run".

Of few worlds it says how many they are; from there on, of 100.
"""

from typing import Any

FEW = 50  # worlds up to which they are counted one by one
VERY_FEW = 20  # worlds below which no share or range of them is told
THERE_ARE = 200  # plausible worlds


def number(row: Any, of_hundred: float) -> int:
    """Return how many worlds of those that are counted, from a count of 100."""
    return round(of_hundred * row.worlds / 100) if row.worlds <= FEW else int(of_hundred)


def in_worlds(row: Any, of_hundred: float) -> str:
    """Return in which worlds something is so: "in 96 of 100 plausible worlds"."""
    if row.worlds == 1:
        return "in the one world run"
    if of_hundred == 100:
        return f"in all {row.worlds} plausible worlds{' run' * bool(row.worlds < THERE_ARE)}"
    return f"in {number(row, of_hundred)} {of_worlds(row)}"


def of_worlds(row: Any) -> str:
    """Return of how many worlds counts are: "of 100 plausible worlds", "of the 20 worlds run"."""
    return f"of the {row.worlds} worlds run" if row.worlds <= FEW else "of 100 plausible worlds"


def brief(row: Any, of_hundred: float) -> str:
    """Return a count beside another: "96 of 100", "19 of 20"."""
    of = row.worlds if row.worlds <= FEW else 100
    return f"{number(row, of_hundred)} of {of}"

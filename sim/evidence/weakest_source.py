"""What a figure rests on: how sure the least sure of the settings is that drive it."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from sim.settings import Setting, Settings, register
from sim.settings.register import GRADES

SUREST_FIRST = tuple(grade for grade in GRADES if grade != "choice")  # a choice needs no source


class Grounds(NamedTuple):
    """What figures rest on."""

    # the weakest grade among the settings that drive them; empty text where no source is needed
    grade: str
    weakest: tuple[str, ...]  # the names of the settings that have it
    settings: int  # how many settings drive them, choices apart


@cache
def known_settings() -> tuple[Setting, ...]:
    """Return all settings with their defaults, listed once."""
    return tuple(register(Settings()))


def settings_of(driven_by: Sequence[str]) -> list[Setting]:
    """Return the settings that are named, or stand in a room that is, in the register's order."""
    rooms = tuple(f"{name}." for name in driven_by)
    return [
        known
        for known in known_settings()
        if known.name in driven_by or known.name.startswith(rooms)
    ]


@cache
def grounds(driven_by: tuple[str, ...]) -> Grounds:
    """Return the weakest grade among the settings that drive something, and which of them have it.

    Each setting counts once, and the user's choices of run not.
    """
    found = [known for known in settings_of(driven_by) if known.grade in SUREST_FIRST]
    grade = max((known.grade for known in found), key=SUREST_FIRST.index, default="")
    weakest = tuple(known.name for known in found if known.grade == grade)
    return Grounds(grade, weakest, len(found))

"""The levers that a policy pulls: its changes in groups, each of which could be had without others.

A lever is a scenario that the policy contains with the same values; of what is left, all that it
changes in one room of settings, or each setting by itself where one room would be all of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from sim.arms.scenarios import KEEP, changes_of, shipped
from sim.evidence.weakest_source import known_settings
from sim.settings.register import Value

Changes = Mapping[str, Value]

WHO_REVIEWS = ("iro.employer", "review.chair")  # one cannot always be had without the other

WORDS = yaml.safe_load(Path(__file__).with_name("levers.yaml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Change:
    """A change of several settings: its name in tables, its words beside a bar, and the values.

    A lever's name is a scenario, a room or a setting.
    """

    id: str
    words: str
    changes: Changes


def levers(changes: Changes, besides: int = 0) -> list[Change]:
    """Return the levers of a policy, in the order in which it states them.

    Parameters
    ----------
    changes
        Values by dotted name; every one comes into one lever.
    besides
        How many settings the policy changes besides: a scenario that is all of a policy is no lever
        of it.
    """
    left = dict(changes)
    found: list[Change] = []
    for name, values in _scenarios().items():
        if len(values) < len(changes) + besides and values.items() <= left.items():
            found.append(Change(name, WORDS.get(name, name.replace("_", " ")), values))
            left = {one: value for one, value in left.items() if one not in values}
    rooms: dict[str, dict[str, Value]] = {}
    for name, value in left.items():
        rooms.setdefault(_room(name), {})[name] = value
    if not found and len(rooms) == 1 and "who_reviews" not in rooms:
        rooms = {name: {name: value} for name, value in left.items()}
    found += [Change(room, _words(room, values), values) for room, values in rooms.items()]
    order = list(changes)
    return sorted(found, key=lambda lever: min(order.index(name) for name in lever.changes))


def _room(name: str) -> str:
    if name in WHO_REVIEWS:
        return "who_reviews"
    room, _, _ = name.rpartition(".")
    return "challenge" if room.startswith("challenge.") else room or name


def _words(room: str, values: Changes) -> str:
    """Return the words of what is changed in a room; of one setting they are its own."""
    (name, value), *more = values.items()
    if not more:
        registered = {setting.name: setting.words for setting in known_settings()}
        return WORDS.get(f"{name}={value}") or WORDS.get(name) or registered[name]
    return WORDS.get(room) or room.replace("_", " ").replace(".", ", ")


@cache
def _scenarios() -> Mapping[str, Changes]:
    """Return what each scenario changes, the smallest first: others contain them."""
    made = {name: changes_of(name) for name in shipped() if name != KEEP}
    return dict(sorted(made.items(), key=lambda item: (len(item[1]), item[0])))

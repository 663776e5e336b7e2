"""What a policy is taken apart into: the levers that it pulls, and by what mechanisms they work.

Levers are its changes in groups, each of which could be had without others: a scenario that the
policy contains with the same values; of what is left, all that it changes in one room of settings,
or each setting by itself where one room would be all of it. Where IROs go, or no longer chair, one
setting does many things at once. Each mechanism of such a change of who reviews can be taken out by
settings of the policy alone, and is measured by doing so (parts_of_policy.py).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import yaml

from sim.arms.scenarios import KEEP, changes_of, shipped
from sim.evidence.weakest_source import known_settings
from sim.settings.register import Value

Changes = Mapping[str, Value]

WHO_REVIEWS = ("iro.employer", "review.chair")  # one cannot always be had without the other

WORDS = yaml.safe_load(Path(__file__).with_name("levers.yaml").read_text(encoding="utf-8"))

NOTHING_NOTICED: Changes = {  # by managers who review
    "challenge.team_manager.sees.at_thin_review": 0.0,
    "challenge.team_manager.sees.at_full_review": 0.0,
    "challenge.team_manager.sees.at_midway_check": 0.0,
    "challenge.team_manager.sees.at_told_change": 0.0,
}
NOTHING_NOTICED_AT_REVIEWS: Changes = {  # by IROs who no longer chair
    "challenge.iro.sees.at_thin_review": 0.0,
    "challenge.iro.sees.at_full_review": 0.0,
}
# IROs look and challenge as today, and the hours go into it, but nothing moves for it; that they do
# none of it would free hours for other work, which is no part of losing what they notice
IN_VAIN: Changes = {
    "challenge.iro.kept": 0.0,
    "challenge.iro.formal_kept": 0.0,
    "challenge.cafcass": 0.0,
    "court.liaison": 0.0,  # nor do guardians hear of it
}
ENOUGH_HOURS = 40.0  # a week of a manager for reviewing alone: nothing is cut, nothing gives way


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


@dataclass(frozen=True)
class Mechanism:
    """One way in which a change of who reviews works."""

    id: str  # its name in tables
    words: str  # what it is, to stand beside a bar
    out: Changes  # the policy's settings that take it out
    # the mechanisms without which it does nothing: it is put in after them
    needs: tuple[str, ...] = ()
    inside: Changes = field(default_factory=dict)  # the policy's settings where it is in


DIP = Mechanism(
    "dip",
    "the dip at the start",
    {"transition.hours_lost": 0.0},
    needs=("short_of_hours",),  # managers with more than enough hours lose none that matter
)

# of managers who chair
OF_CHAIRING = (
    Mechanism(
        "short_of_hours",
        "thinner reviews: too few hours",
        {"team_manager.hours_per_week": ENOUGH_HOURS},
    ),
    Mechanism(
        "supervision_lost",
        "supervision lost",
        {"team_manager.supervision_lost": 0.0},
        needs=("short_of_hours",),
    ),
    Mechanism(
        "self_review", "managers reviewing own teams' plans", {"team_manager.objectivity": 1.0}
    ),
)

# of IROs whom another body employs
OF_OUTSIDE = (
    Mechanism("influence_lost", "less influence from outside", {"iro.outside_influence": 1.0}),
    Mechanism("knowledge_lost", "knowing the authority less", {"iro.outside_knowledge": 1.0}),
    Mechanism("told_less", "being told less", {"iro.outside_notification_odds": 1.0}),
    Mechanism("travel", "more travel", {"iro.outside_travel_hours": 0.0}),
    Mechanism("posts_left", "IROs who do not move along", {"iro.outside_transfer_share": 1.0}),
)


@dataclass(frozen=True)
class Arrangement:
    """A change of who reviews: the steps to it, and the mechanisms that then come in.

    `core` is what the policy must set for it. A step changes what differs from today's service once
    it, and those before it, are made; the last leads to the arrangement without its mechanisms.
    """

    core: Changes = field(default_factory=dict)
    steps: tuple[Change, ...] = ()
    mechanisms: tuple[Mechanism, ...] = ()


def arrangement(chair: str, employer: str, changes: Changes) -> Arrangement:
    """Return the change of who reviews that a policy makes; without steps where it makes none.

    Parameters
    ----------
    chair, employer
        Who chairs, and who employs IROs, today.
    changes
        The policy's settings.
    """
    managers = chair == "iro" and changes.get("review.chair") == "team_manager"
    outside = employer == "authority" and changes.get("iro.employer") == "outside"
    none = employer != "none" and changes.get("iro.employer") == "none"
    if none and not managers:
        return Arrangement()
    core: dict[str, Value] = {}
    steps: list[Change] = []
    mechanisms: tuple[Mechanism, ...] = ()
    if managers:
        core["review.chair"] = "team_manager"
        if none:
            core["iro.employer"] = "none"
        mechanisms += OF_CHAIRING
        steps += _to_managers(core, none)
    if outside:
        core["iro.employer"] = "outside"
        mechanisms += OF_OUTSIDE
        steps.append(Change("independence", "IROs independent of the authority",
                            core | outs((*mechanisms, DIP))))  # fmt: skip
    return Arrangement(core, tuple(steps), (*mechanisms, DIP) if steps else ())


def outs(mechanisms: Iterable[Mechanism]) -> dict[str, Value]:
    """Return the settings that take mechanisms out, all of them."""
    return {name: value for one in mechanisms for name, value in one.out.items()}


def _to_managers(core: Changes, none: bool) -> list[Change]:
    """Return the steps to managers who chair, with hours enough and as objective as an IRO."""
    without = {**core, **outs((*OF_CHAIRING, DIP))}
    if none:
        lost = [
            Change("noticing_lost", "IROs' noticing lost", IN_VAIN),
            Change(
                "unwatched", "nobody outside the team to look", {**IN_VAIN, "plan.watched": 1.0}
            ),
        ]
    else:  # IROs stay, and have the hours that challenge after reviews takes
        nothing = NOTHING_NOTICED_AT_REVIEWS
        lost = [Change("noticing_lost", "IROs' noticing at reviews lost", nothing)]
    return [
        *lost,
        Change("managers_chair", "managers doing the IROs' work", {**without, **NOTHING_NOTICED}),
        Change("managers_notice", "managers noticing and challenging", without),
    ]

"""The levers that a policy pulls: its changes in groups, each of which could be had without others.

A lever is a scenario that the policy contains with the same values; of what is left, all that it
changes in one room of settings, or each setting by itself where one room would be all of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from sim.arms.scenarios import KEEP, changes_of, shipped
from sim.evidence.weakest_source import known_settings
from sim.settings.register import Value

Changes = Mapping[str, Value]

WHO_REVIEWS = ("iro.employer", "review.chair")  # one cannot always be had without the other

WORDS = {  # of scenarios, settings with a value, settings and rooms
    "caseload_cap": "fewer children to an IRO",
    "ring_fence": "IROs' other duties ended",
    "notify": "IROs told of every change",
    "empower": "IROs backed to challenge",
    "liaise": "guardians and IROs in touch",
    "early_help": "fewer children entering care",
    "manager_chairs": "managers chairing",
    "advocate.offer=opt_out": "advocacy gained",
    "challenge.advocate.succeeds": "advocates who get more changed",
    "iro.caseload": "children to an IRO",
    "social_worker.leavers_kept": "social workers who stay",
    "social_worker.agency_replaced": "fewer agency workers",
    "social_worker.notification_rate": "IROs told of changes",
    "team_manager.reviews_own_team": "which team's plans managers review",
    "early_help.entries_prevented": "fewer children entering care",
    "court.liaison": "guardians and IROs in touch",
    "reinvestment.team_managers": "managers' hours bought with the money of IRO posts",
    "reinvestment.social_workers": "social workers' posts bought with the money of IRO posts",
    "reinvestment.advocates": "advocates bought with the money of IRO posts",
    "reinvestment.early_help": "early help paid with the money of IRO posts",
    "reinvestment.within_budget": "no more money than today",
    "who_reviews": "who reviews",
    "iro": "IROs' posts and will",
    "iro.extra_duties": "IROs' other duties",
    "challenge": "what challenge achieves",
    "court": "courts and guardians",
    "advocate": "advocacy",
    "redeployment": "former IROs in other work",
    "reinvestment": "what the money of IRO posts buys",
    "social_worker": "social workers",
    "team_manager": "team managers",
    "transition": "the dip at the start",
}


@dataclass(frozen=True)
class Lever:
    """One lever: its id (a scenario, a room or a setting), its words, and what it changes."""

    id: str
    words: str
    changes: Changes


def levers(changes: Changes, besides: int = 0) -> list[Lever]:
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
    found: list[Lever] = []
    for name, values in _scenarios().items():
        if len(values) < len(changes) + besides and values.items() <= left.items():
            found.append(Lever(name, WORDS.get(name, name.replace("_", " ")), values))
            left = {one: value for one, value in left.items() if one not in values}
    rooms: dict[str, dict[str, Value]] = {}
    for name, value in left.items():
        rooms.setdefault(_room(name), {})[name] = value
    if not found and len(rooms) == 1 and "who_reviews" not in rooms:
        rooms = {name: {name: value} for name, value in left.items()}
    found += [Lever(room, _words(room, values), values) for room, values in rooms.items()]
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

"""The chain of those who notice, in a sentence: each link said once, and who it is of.

Sees, acts, succeeds, kept, after so many days: the same words for everybody, as the rules are.
"""

import dataclasses
from collections.abc import Iterator, Mapping

from sim.report.document.belief import Belief
from sim.settings import Settings, register

ROOM = "challenge"
WHO = {
    "team": "the team",
    "team_manager": "a manager who chairs",
    "iro": "an IRO",
    "guardian": "a guardian",
    "advocate": "an advocate",
}
# of a link: its subject and its clause, where {who} is who notices
LINKS: Mapping[str, tuple[str, str]] = {
    "sees": ("how often {who} notices a stuck action", "{who} notices {{of}} stuck actions {when}"),
    "sees_days": (
        "how long {who} takes to notice a stall by itself",
        "{who} takes {{many}} working days to notice a stall by itself",
    ),
    "sees.at_thin_review": (
        "how often {who} notices a stuck action at a thin review",
        "at the thinnest review {who} notices {{of}} stuck actions",
    ),
    "sees.at_full_review": (
        "how often {who} notices a stuck action at a full review",
        "at a full review {who} notices {{of}} stuck actions",
    ),
    "sees.at_midway_check": (
        "how often {who} notices a stuck action at a midway check",
        "at a midway check {who} notices {{of}} stuck actions",
    ),
    "sees.at_told_change": (
        "how often {who} notices a stuck action when told of a change",
        "when told of a change {who} notices {{of}} stuck actions",
    ),
    "acts": ("how often {who} raises a problem noticed", "{who} raises {{of}} problems noticed"),
    "days": (
        "how long what {who} raises waits for an answer",
        "what {who} raises waits {{many}} working days for an answer",
    ),
    "succeeds": (
        "how often what {who} raises is conceded",
        "{{of}} problems that {who} raises are conceded",
    ),
    "over_plan": (
        "how much less {who} gets conceded on permanence and the way out of care",
        "on permanence and the way out of care {who} keeps {{much}} of that success",
    ),
    "kept": (
        "how often what is conceded to {who} really moves",
        "{{of}} actions conceded to {who} really move",
    ),
    "steps_up": (
        "how often {who} takes a formal step where the first failed",
        "{who} takes a formal step after {{of}} failures of the first",
    ),
    "formal_days": (
        "how long a formal step by {who} waits for an answer",
        "a formal step by {who} waits {{many}} working days for an answer",
    ),
    "formal_succeeds": (
        "how often a formal step by {who} is conceded",
        "{{of}} formal steps by {who} are conceded",
    ),
    "formal_kept": (
        "how often what is conceded formally to {who} really moves",
        "{{of}} actions conceded formally to {who} really move",
    ),
}
WHEN = {"guardian": "before a hearing", "advocate": "around a review"}
# what is of more than one of them
SHARED = {
    "unmet": Belief(
        "how much a reviewer notices for a child not met yet",
        "a reviewer notices {much} as much for a child not met yet",
    ),
    "employment_penalty": Belief(
        "what employment by the authority costs a reviewer's will to act",
        "employment by the authority costs a reviewer {much} of the will to act",
    ),
    "ends_at_team_manager": Belief(
        "how many formal challenges end with team managers",
        "{of} formal challenges end at or below team manager level",
    ),
}


def chain_said() -> dict[str, Belief]:
    """Return the words for every link of everybody's chain that is a setting, by dotted name."""
    there = {one.name for one in register(Settings())}
    return {name: words for name, words in _said() if name in there}


def _said() -> Iterator[tuple[str, Belief]]:
    for part in dataclasses.fields(Settings().challenge):
        if part.name in SHARED:
            yield f"{ROOM}.{part.name}", SHARED[part.name]
    for noticer, who in WHO.items():
        for link, (subject, clause) in LINKS.items():
            words = clause.format(who=who, when=WHEN.get(noticer, ""))
            yield f"{ROOM}.{noticer}.{link}", Belief(subject.format(who=who), words)

"""By what mechanisms a change of who reviews works, and which settings switch each on and off.

Where IROs go, or no longer chair, one setting does many things at once. Each mechanism here can be
taken out of such a policy by settings of the policy alone, and is measured by doing so (why.py).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from sim.analyse.levers import Change, Changes
from sim.settings.register import Value

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

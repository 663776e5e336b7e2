"""Significant changes, the care plan's actions, noticing and challenge."""

from dataclasses import dataclass, field

from sim.settings.register import hours, setting, share, working_days
from sim.settings.review import Work

BELIEF = "assumption: no published figure; the prior reaches from nil to twofold drift"
NEEDS = "assumption: no figure read"


def _rate(default: float, words: str, source: str) -> float:
    return setting(
        default, words, unit="per child-year", low=0, high=50, source=source, policy=False
    )


@dataclass(frozen=True)
class Change:
    """Significant changes other than placement moves, the same under every policy."""

    missing: float = _rate(0.35, "going missing", "assumption: 11% are missing in a year")
    school_or_health: float = _rate(0.30, "changes of school or health", "assumption: LAIT 8%")
    allegation: float = _rate(0.05, "allegations", NEEDS)
    contact: float = _rate(0.25, "changes of contact", NEEDS)
    plan_proposed: float = _rate(0.25, "proposals to change the plan", NEEDS)
    raises_need: float = share(0.60, "of changes that raise a need", source=NEEDS, policy=False)
    health_share: float = share(
        0.50, "of changes of school or health that are of health", source=NEEDS, policy=False
    )
    handling: Work = field(default_factory=lambda: Work(2.0, 0.7, 10))
    handling_days: int = working_days(5, "target for the worker's handling", source=NEEDS)
    response: Work = field(default_factory=lambda: Work(0.75, 1.0, 10))
    response_days: int = working_days(
        5, "target for the IRO's response to a told change",
        source="assumption: starting value from a toy desk",
    )  # fmt: skip


@dataclass(frozen=True)
class Kind:
    """One kind of plan action."""

    usual_days: int = working_days(30, "usual length, need to done", source=NEEDS)
    hours: float = hours(4.0, "of the social worker", source=NEEDS)
    outside: float = share(0.0, "wait on an outside body", source=NEEDS)


@dataclass(frozen=True)
class Actions:
    """The kinds of plan action."""

    permanence: Kind = field(default_factory=lambda: Kind(80, 6.0, 0.0))
    health: Kind = field(default_factory=lambda: Kind(40, 1.5, 0.7))
    education: Kind = field(default_factory=lambda: Kind(30, 3.0, 0.2))
    contact: Kind = field(default_factory=lambda: Kind(30, 3.0, 0.0))
    placement: Kind = field(default_factory=lambda: Kind(40, 5.0, 0.5))
    leaving: Kind = field(default_factory=lambda: Kind(60, 6.0, 0.4))
    urgency: int = setting(
        0, "days by which an action's target is brought forward on the desk",
        unit="working days", low=-120, high=120, source="assumption: as dated",
    )  # fmt: skip


@dataclass(frozen=True)
class Later:
    """The kinds of later needs; the rest are of placement."""

    health: float = share(0.25, "of later needs, of health", source=NEEDS, policy=False)
    education: float = share(0.25, "of later needs, of education", source=NEEDS, policy=False)
    contact: float = share(0.25, "of later needs, of contact", source=NEEDS, policy=False)


@dataclass(frozen=True)
class Plan:
    """Needs, plan actions, stalling and the team's own noticing."""

    needs_at_entry: int = setting(
        3, "needs at entry beside the permanence decision", unit="needs", low=0, high=20,
        source=NEEDS, policy=False,
    )  # fmt: skip
    needs_per_year: float = _rate(2.2, "needs that arise later, beside those of changes", NEEDS)
    later: Later = field(default_factory=Later)
    actions: Actions = field(default_factory=Actions)
    unprompted: float = share(
        0.5, "of needs that the worker acts on before a review or told change agrees them",
        source=NEEDS,
    )  # fmt: skip
    outside_wait: float = setting(
        0.7, "mean wait on an outside body that is not stalled, as a share of the kind's "
        "usual length", unit="ratio", low=0, high=5, source=NEEDS,
    )  # fmt: skip
    stalls: float = share(
        0.12, "chance that an action stalls, settled worker at ordinary load", source=BELIEF,
        plausible=(0.02, 0.35),
    )  # fmt: skip
    overload_factor: float = setting(
        1.5, "multiplies the chance of a stall on an overloaded desk", unit="ratio", low=0,
        high=10, plausible=(1, 2), source=BELIEF,
    )  # fmt: skip
    new_worker_factor: float = setting(
        1.61, "multiplies the chance of a stall with a worker new to the child", unit="ratio",
        low=0, high=10, plausible=(1, 2.5), source=BELIEF,
    )  # fmt: skip
    agency_factor: float = setting(
        1.5, "multiplies the chance of a stall with an agency worker", unit="ratio", low=0,
        high=10, plausible=(1, 2), source=BELIEF,
    )  # fmt: skip
    chased_days: int = working_days(
        10, "in which an outside body answers once a challenge has had it chased", source=NEEDS
    )
    team_notices_days: float = setting(
        176.0, "mean days until the worker or the manager, in supervision, notices a stall",
        unit="working days", low=1, high=5000, plausible=(40, 400), source=BELIEF,
    )  # fmt: skip
    drift_after_days: int = working_days(
        20, "past the agreed day after which an action is in drift",
        source="choice: the project's definition of drift", policy=False,
    )  # fmt: skip


@dataclass(frozen=True)
class Noticing:
    """The chance that an IRO or chair notices a stalled or drifting action."""

    at_thin_review: float = share(
        0.25, "at a review of no thoroughness", source=BELIEF, plausible=(0, 0.5)
    )
    at_full_review: float = share(
        0.725, "at a review of full practice", source=BELIEF, plausible=(0.5, 0.95)
    )
    at_midway_check: float = share(0.35, "at a midway check", source=BELIEF, plausible=(0.1, 0.6))
    at_told_change: float = share(
        0.35, "when told of a significant change", source=BELIEF, plausible=(0.1, 0.6)
    )


@dataclass(frozen=True)
class Challenge:
    """Informal and formal challenge by the IRO, and what comes of it."""

    noticing: Noticing = field(default_factory=Noticing)
    informal: Work = field(default_factory=lambda: Work(0.75, 1.0, 14))
    formal: Work = field(default_factory=lambda: Work(4.0, 1.0, 14))
    target_days: int = working_days(
        10, "target for raising what was noticed",
        source="assumption: starting value from a toy desk",
    )  # fmt: skip
    answer_hours: float = hours(
        0.5, "of the social worker to answer an informal challenge", source=NEEDS
    )
    formal_answer: Work = field(default_factory=lambda: Work(2.0, 1.0, 14))
    informal_succeeds: float = share(
        0.571, "of informal challenges that succeed", source=BELIEF, plausible=(0.4, 0.8)
    )
    formal_succeeds: float = share(
        0.7, "of formal challenges that succeed", source=BELIEF, plausible=(0.5, 0.9)
    )
    grave: float = share(
        0.03, "of challenges formal at once, where the harm is grave", source=NEEDS
    )
    formal_after_failed: float = share(
        0.736, "of failed informal challenges that a formal step follows",
        source="assumption: so that informal is about 75% of challenges", plausible=(0.3, 1.0),
    )  # fmt: skip
    informal_days: int = working_days(
        15, "mean days until an informal challenge is answered", source="assumption: 5-30"
    )
    formal_days: int = working_days(
        18, "mean days until a formal challenge is answered",
        source="assumption: 10-40, against the protocol's 20",
    )  # fmt: skip
    answer_spread: float = share(
        0.67, "of the mean by which days until an answer vary either way, evenly", source=NEEDS
    )
    ends_at_team_manager: float = share(
        0.804, "of formal challenges that end at or below team manager level",
        source="assumption: most do, by councils' reports", plausible=(0.6, 0.95),
    )  # fmt: skip
    promise_kept: float = share(
        0.5, "of challenges conceded after which the action really moves; the rest stay promises",
        source=BELIEF, plausible=(0.0, 1.0),
    )  # fmt: skip
    cafcass: float = share(
        0.001, "of failed formal challenges referred to Cafcass",
        source="D: Cafcass or court about nil", plausible=(0, 0.01),
    )  # fmt: skip
    followed_up_days: int = working_days(
        20, "within which a stall the IRO noticed must be acted on to count as followed up",
        source="S: the dispute protocol's 20 working days", policy=False,
    )  # fmt: skip

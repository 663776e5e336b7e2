"""Noticing and challenge: one chain for everybody who may notice that a plan is stuck.

Whoever notices sees it, acts or not, has it conceded or not, and what is conceded is kept or stays
a promise; it takes days and hours. Each link is a setting of each noticer. Where no evidence tells
two noticers apart their ranges are the same, and plausible worlds draw each for itself.
"""

from dataclasses import dataclass
from typing import Any

from sim.settings.register import hours, setting, share, working_days

BELIEF = "assumption: no published figure; the prior reaches from nil to twofold drift"
ALIKE = "assumption: no evidence tells those who notice apart, so the same range for each"
NEEDS = "assumption: no figure read"
IN_COURT = "assumption: no figure found of what guardians notice or get moving"


def _sees(default: float, words: str, plausible: tuple[float, float]) -> Any:
    return share(default, words, source=BELIEF, plausible=plausible)


def _acts(default: float) -> Any:
    return share(
        default, "chance that a problem noticed is raised, before what employers and practice "
        "take from it", source=ALIKE, plausible=(0.4, 0.9),
    )  # fmt: skip


def _raises(default: float) -> Any:
    return hours(
        default, "to raise it: of reviewer or advocate, or of the worker in supervision",
        source="assumption: starting value from a toy desk; no measured hours were found",
    )  # fmt: skip


def _succeeds(default: float) -> Any:
    return share(default, "of what is raised that is conceded", source=ALIKE, plausible=(0.4, 0.8))


def _kept(default: float) -> Any:
    return share(
        default, "of what is conceded that really moves; the rest stays a promise",
        source=ALIKE, plausible=(0.0, 1.0),
    )  # fmt: skip


def _days(default: int) -> Any:
    return working_days(default, "mean days until it is answered", source=ALIKE, plausible=(5, 30))


@dataclass(frozen=True)
class Sees:
    """The chance that a reviewer notices a stalled or drifting action."""

    at_thin_review: float = _sees(0.25, "at a review of no thoroughness", (0, 0.5))
    at_full_review: float = _sees(0.725, "at a review of full practice", (0.5, 0.95))
    at_midway_check: float = _sees(0.35, "at a midway check", (0.1, 0.6))
    at_told_change: float = _sees(0.35, "when told of a significant change", (0.1, 0.6))


@dataclass(frozen=True)
class Reviewer:
    """The chain of those who may review: IROs, and team managers where they chair."""

    sees: Sees = Sees()
    acts: float = _acts(0.65)
    raises_hours: float = _raises(0.75)
    days: int = _days(18)
    succeeds: float = _succeeds(0.6)
    kept: float = _kept(0.5)
    grave: float = share(
        0.03, "of challenges formal at once, where the harm is grave", source=NEEDS
    )
    steps_up: float = share(
        0.65, "of failed informal challenges that a formal step follows: the dispute protocol, or "
        "for a manager a step up the line", source=ALIKE, plausible=(0.3, 1.0),
    )  # fmt: skip
    formal_hours: float = hours(4.0, "to take it to the formal step", source=NEEDS)
    formal_days: int = working_days(
        25, "mean days until a formal challenge is answered, against the protocol's 20",
        source=ALIKE, plausible=(10, 40),
    )  # fmt: skip
    formal_succeeds: float = share(
        0.7, "of formal challenges that are conceded", source=ALIKE, plausible=(0.5, 0.9)
    )
    formal_kept: float = _kept(0.5)


@dataclass(frozen=True)
class Guardian:
    """The chain of the children's guardian, before a hearing."""

    sees: float = share(
        0.345, "chance that the guardian, before a hearing, notices a stalled or drifting action",
        source=IN_COURT, plausible=(0.1, 0.7),
    )  # fmt: skip
    acts: float = _acts(0.65)
    days: int = _days(18)
    succeeds: float = _succeeds(0.6)
    kept: float = _kept(0.5)


@dataclass(frozen=True)
class Advocate:
    """The chain of the child's advocate, around a review."""

    sees: float = share(
        0.3, "chance that an advocate notices a stalled or drifting action around a review",
        source="assumption: no outcome evidence", plausible=(0, 0.6),
    )  # fmt: skip
    acts: float = _acts(0.65)
    raises_hours: float = _raises(1.0)
    days: int = _days(18)
    succeeds: float = share(
        0.4, "of what an advocate raises that is conceded", plausible=(0.0, 0.8),
        source="assumption: from nothing, for advocates have no authority over the plan and a "
        "trial of volunteers found none, to what others get conceded",
    )  # fmt: skip
    over_plan: float = share(
        0.5, "of that success left for decisions of the plan: permanence, the way out of care",
        source="assumption: advocates have no authority over the plan", plausible=(0, 1),
    )  # fmt: skip
    kept: float = _kept(0.5)


@dataclass(frozen=True)
class Team:
    """The chain of the case-holding team itself: the worker, or the manager in supervision."""

    sees_days: float = setting(
        55.0, "mean days until the worker or the manager, in supervision, notices a stall",
        unit="working days", low=1, high=5000, plausible=(10, 100),
        source="assumption: supervision is monthly; what is noticed is then argued like all else",
    )  # fmt: skip
    acts: float = _acts(0.65)
    raises_hours: float = _raises(0.75)
    days: int = _days(18)
    succeeds: float = _succeeds(0.6)
    kept: float = _kept(0.711)


@dataclass(frozen=True)
class Challenge:
    """Who may notice that a plan is stuck, what they do about it, and what comes of it."""

    team: Team = Team()
    team_manager: Reviewer = Reviewer()
    iro: Reviewer = Reviewer(succeeds=0.613, steps_up=0.635)
    guardian: Guardian = Guardian()
    advocate: Advocate = Advocate()
    unmet: float = share(
        0.8, "of a reviewer's noticing for a child whom this reviewer has not met yet",
        source="assumption: a child who keeps one reviewer is better known", plausible=(0.6, 1.0),
    )  # fmt: skip
    employment_penalty: float = share(
        0.15, "of the will to act lost by a reviewer whom the authority employs, IRO or manager",
        source="assumption: 0-0.3, disputed", plausible=(0, 0.3),
    )  # fmt: skip
    target_days: int = working_days(
        10, "target for raising what was noticed",
        source="assumption: starting value from a toy desk",
    )  # fmt: skip
    urgency: int = setting(
        14, "days by which the target of raising and answering is brought forward on the desk",
        unit="working days", low=-120, high=120,
        source="assumption: urgencies are varied in sensitivity studies",
    )  # fmt: skip
    answer_hours: float = hours(
        0.5, "of the social worker to answer what anybody raises", source=NEEDS
    )
    formal_answer_hours: float = hours(
        2.0, "of the team manager to answer a formal challenge", source=NEEDS
    )
    answer_spread: float = share(
        0.67, "of the mean by which days until an answer vary either way, evenly", source=NEEDS
    )
    ends_at_team_manager: float = share(
        0.794, "of formal challenges that end at or below team manager level",
        source="assumption: most do, by councils' reports", plausible=(0.6, 0.95),
    )  # fmt: skip
    cafcass: float = share(
        0.001, "of an IRO's failed formal challenges referred to Cafcass",
        source="D: Cafcass or court about nil", plausible=(0, 0.01),
    )  # fmt: skip
    followed_up_days: int = working_days(
        20, "within which a stall the IRO noticed must be acted on to count as followed up",
        source="S: the dispute protocol's 20 working days", policy=False,
    )  # fmt: skip
    moves_within_days: int = working_days(
        60, "within which a stuck plan that was noticed counts as moving for it",
        source="choice: the project's, a quarter of a year", policy=False,
    )  # fmt: skip

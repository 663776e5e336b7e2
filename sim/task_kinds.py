"""Kinds of task: who is charged with each, and where the settings say its hours."""

from enum import IntEnum
from typing import Any


class Charged(IntEnum):
    """Who is charged with a kind of task (casework/tasks.py)."""

    CHAIR = 0
    CHECKER = 1  # who makes midway checks
    MONITOR = 2  # who is told of changes
    RAISER = 3  # the reviewer who noticed
    SOCIAL_WORKER = 4
    TEAM_MANAGER = 5
    ADVOCATE = 6


class TaskKind(IntEnum):
    """A kind of task. Its number stays: it is in addresses of chance.

    Attributes
    ----------
    charged
        Who is charged with it.
    standard
        The room of the settings with some of its full hours, least share of them and urgency in
        days; hours that it does not say are the need's or the noticer's.
    in_week
        What it is called in an IRO's week; empty for what is never a reviewer's.
    """

    charged: Charged
    standard: str
    in_week: str

    def __new__(cls, place: int, charged: Charged, standard: str, in_week: str = "") -> Any:
        """Set what is said of a kind beside its place."""
        kind = int.__new__(cls, place)
        kind._value_ = place
        kind.charged, kind.standard, kind.in_week = charged, standard, in_week
        return kind

    PREPARATION = 0, Charged.CHAIR, "review.tasks.preparation", "preparing reviews"
    CHILD_CONTACT = 1, Charged.CHAIR, "review.tasks.child_contact", "seeing the child"
    SOCIAL_WORKER_MEETING = (
        2, Charged.CHAIR, "review.tasks.social_worker_meeting", "meeting the social worker",
    )  # fmt: skip
    MEETING = 3, Charged.CHAIR, "review.tasks.meeting", "review meetings"
    DECISIONS = 4, Charged.CHAIR, "review.tasks.decisions", "decisions and records"
    RECORD = 5, Charged.CHAIR, "review.tasks.record", "decisions and records"
    MIDWAY_CHECK = 6, Charged.CHECKER, "review.tasks.midway_check", "midway checks"
    CHANGE_RESPONSE = 7, Charged.MONITOR, "change.response", "answering told changes"
    INFORMAL = 8, Charged.RAISER, "challenge", "challenge"
    FORMAL = 9, Charged.RAISER, "challenge", "challenge"
    REPORT = 10, Charged.SOCIAL_WORKER, "review.tasks.report"
    PLAN_UPDATE = 11, Charged.SOCIAL_WORKER, "review.tasks.plan_update"
    CHANGE_HANDLING = 12, Charged.SOCIAL_WORKER, "change.handling"
    ACTION = 13, Charged.SOCIAL_WORKER, "plan.actions"
    FORMAL_ANSWER = 14, Charged.TEAM_MANAGER, "challenge"
    ADVOCATE_VISIT = 15, Charged.ADVOCATE, "advocate.visit"
    ADVOCATE_RAISES = 16, Charged.ADVOCATE, "challenge"


DUTIES = (TaskKind.MEETING, TaskKind.DECISIONS, TaskKind.FORMAL_ANSWER)
"""What is met on its day whatever gives way (casework/duties.py)."""

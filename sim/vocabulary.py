"""The words of the simulated world as numbers: kinds of people, events, actions, draws.

Nothing hangs on the order within a list. A number once given stays: it is in addresses of chance.
"""

from enum import IntEnum, auto
from typing import Any


class Role(IntEnum):
    """Who holds a post, with a desk; what those of the role are called.

    The authority pays every post of those who are there for reviews alone; of others what a policy
    changes, or by the child.
    """

    words: str
    for_reviews: bool

    def __new__(cls, place: int, words: str, for_reviews: bool = False) -> Any:
        """Set what is said of a role beside its place."""
        role = int.__new__(cls, place)
        role._value_ = place
        role.words, role.for_reviews = words, for_reviews
        return role

    IRO = 0, "IROs", True
    SOCIAL_WORKER = 1, "social workers"
    TEAM_MANAGER = 2, "team managers"
    ADVOCATE = 3, "advocates"


class Noticer(IntEnum):
    """Who may notice that a plan is stuck."""

    TEAM = 0  # the worker, or the manager in supervision
    TEAM_MANAGER = 1  # as reviewer
    IRO = 2
    GUARDIAN = 3
    ADVOCATE = 4


REVIEWERS = (Noticer.TEAM_MANAGER, Noticer.IRO)  # who have a formal step too


class Employer(IntEnum):
    """Who employs IROs, in the order of the setting's choices."""

    AUTHORITY = 0
    OUTSIDE = 1
    NONE = 2


class Chair(IntEnum):
    """Who chairs reviews, in the order of the setting's choices."""

    IRO = 0
    TEAM_MANAGER = 1


class Midway(IntEnum):
    """Who makes midway checks, in the order of the setting's choices."""

    IRO = 0
    CHAIR = 1


class Route(IntEnum):
    """Planned route out of care."""

    HOME = 0
    GUARDIANSHIP = 1
    ADOPTION = 2
    TO_18 = 3
    OTHER = 4


class Placement(IntEnum):
    """Where a child lives."""

    FOSTER = 0
    RESIDENTIAL = 1
    OTHER = 2


class LegalStatus(IntEnum):
    """On what footing a child is in care."""

    VOLUNTARY = 0
    IN_PROCEEDINGS = 1
    ORDER = 2


class Group(IntEnum):
    """A group of children; each child is in one of every classification at any time."""

    AGE_UNDER_1 = 0
    AGE_1_TO_4 = auto()
    AGE_5_TO_9 = auto()
    AGE_10_TO_15 = auto()
    AGE_16_AND_OVER = auto()
    PLACED_FOSTER = auto()
    PLACED_RESIDENTIAL = auto()
    PLACED_OTHER = auto()
    LEGAL_VOLUNTARY = auto()
    LEGAL_IN_PROCEEDINGS = auto()
    LEGAL_ORDER = auto()
    SETTLED = auto()
    IN_PROCEEDINGS = auto()
    NEITHER = auto()


class AdvocacyOffer(IntEnum):
    """How children come by an advocate, in the order of the setting's choices."""

    OPT_IN = 0
    OPT_OUT = 1


class EventKind(IntEnum):
    """Kinds of event on the agenda; 0 is none."""

    ENTRY = 1
    NAMING = auto()
    REVIEW_OPENS = auto()
    REVIEW_MEETS = auto()
    REVIEW_LIMIT = auto()
    RECORD_DUE = auto()
    PLAN_DUE = auto()
    PLAN_REMINDED = auto()
    MIDWAY_OPENS = auto()
    MIDWAY_LAPSES = auto()
    CHANGE = auto()
    PLACEMENT_MOVE = auto()
    NEED_AT_ENTRY = auto()
    NEED_LATER = auto()
    NEED_OF_ROUTE = auto()
    OUTSIDE_DONE = auto()
    TEAM_NOTICES = auto()
    DRIFT = auto()
    LONG_DRIFT = auto()
    FOLLOW_UP_DUE = auto()
    REVIEWER_ANSWERED = auto()
    TEAM_ANSWERED = auto()
    GUARDIAN_ANSWERED = auto()
    ADVOCATE_ANSWERED = auto()
    FORMAL_ANSWERED = auto()
    PLANNED_EXIT = auto()
    EIGHTEEN = auto()
    SICKNESS = auto()
    PROCEEDINGS_BEGIN = auto()
    GUARDIAN_LOOKS = auto()
    FINAL_ORDER = auto()
    TRANSFER = auto()
    REALLOCATION = auto()
    POSTS_FILLED = auto()
    NEED_FOR_18 = auto()
    UNSUITABLE = auto()
    POST_COVERED = auto()
    # of the journal alone: a change was told; a stuck plan was noticed, raised, got moving
    CHANGE_TOLD = auto()
    NOTICED = auto()
    RAISED = auto()
    RAISED_FORMALLY = auto()
    MOVED = auto()


class Need(IntEnum):
    """Kinds of plan action, by the names of the settings `plan.actions`."""

    PERMANENCE = 0
    HEALTH = 1
    EDUCATION = 2
    CONTACT = 3
    PLACEMENT = 4
    LEAVING = 5
    INITIAL_HEALTH = 6
    PLACEMENT_PLAN = 7
    CARE_PLAN = 8
    LONG_TERM_MATCH = 9  # these six of children who stay to 18
    DELEGATED_AUTHORITY = 10
    PATHWAY_PLAN = 11
    PERSONAL_ADVISER = 12
    HOME_AT_18 = 13
    MONEY_AT_18 = 14
    UNSUITABLE = 15  # a part of the plan does not fit; of the settings `plan.unsuitable`


FOR_18 = (Need.LONG_TERM_MATCH, Need.DELEGATED_AUTHORITY, Need.PATHWAY_PLAN, Need.PERSONAL_ADVISER,
          Need.HOME_AT_18, Need.MONEY_AT_18)  # fmt: skip


class Part(IntEnum):
    """Parts of a plan that may not fit the child."""

    PLACEMENT = 0
    CONTACT = 1
    ROUTE = 2


class NeedCause(IntEnum):
    """What a need comes from; the first part of its address."""

    ENTRY = 1
    LATER = 2
    CHANGE = 3
    ROUTE = 4
    STAYING = 5
    UNSUITABLE = 6


class ActionState(IntEnum):
    """How a plan action stands."""

    WAITING = 0
    MOVING = 1
    STALLED = 2
    OVERLOOKED = 3  # nobody has thought of it: no review agrees it until somebody sees it


class Purpose(IntEnum):
    """What a random number is for; the third part of its address."""

    ENTRIES = 1
    SIBLING = auto()
    AGE_GROUP = auto()
    AGE = auto()
    ROUTE = auto()
    STAY = auto()
    PLACEMENT = auto()
    ADVOCATE = auto()
    KNOWN_LATE = auto()
    DAYS_LATE = auto()
    REPORT_MISSING = auto()
    PARTY_CANCELS = auto()
    REARRANGED = auto()
    ADJOURN = auto()
    ATTENDS = auto()
    SENDS_VIEWS = auto()
    ADVOCATE_VIEWS = auto()
    UNSETTLED = auto()
    MOVE_GAP = auto()
    MOVE = auto()
    CHANGE_GAP = auto()
    CHANGE_KIND = auto()
    CHANGE_TOLD = auto()
    CHANGE_NEED = auto()
    BROUGHT_FORWARD = auto()
    NEED_GAP = auto()
    NEED_KIND = auto()
    OUTSIDE = auto()
    UNPROMPTED = auto()
    STALL = auto()
    OUTSIDE_WAIT = auto()
    TEAM_NOTICES = auto()
    SEES = auto()
    ACTS = auto()
    GRAVE = auto()
    ANSWER_DAYS = auto()
    SUCCEEDS = auto()
    KEPT = auto()
    STEP_UP = auto()
    FORMAL_DAYS = auto()
    FORMAL_SUCCEEDS = auto()
    FORMAL_KEPT = auto()
    FORMAL_LEVEL = auto()
    CAFCASS = auto()
    TRANSFER = auto()
    TRANSFER_DAYS = auto()
    REALLOCATION = auto()
    SICKNESS = auto()
    SICK_DAYS = auto()
    LEAVING = auto()
    CONFERENCE = auto()
    VACANCY = auto()
    MOVE_KIND = auto()
    MOVE_SAME_KIND = auto()
    PROCEEDINGS = auto()
    PROCEEDINGS_LATE = auto()
    PROCEEDINGS_WAIT = auto()
    PROCEEDINGS_LENGTH = auto()
    LIAISON = auto()
    KEPT_OUT = auto()
    UPDATE_MISSED = auto()
    UPDATE_REMINDED = auto()
    UNSUITABLE_GAP = auto()
    UNSUITABLE_PART = auto()
    DUTIES = auto()
    AGENCY = auto()
    EMPLOYER = auto()
    TASK_URGENCY = auto()
    PERSON_URGENCY = auto()
    HANDOVER_STALL = auto()
    PASSING = auto()


DRAWS_PER_ACTION = 64  # ordinals kept apart for each action, for what is drawn more than once of it
NOTICERS = 8  # so many kinds of noticer fit beside an address in the journal

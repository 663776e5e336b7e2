"""The words of the simulated world as numbers: kinds of people, events, actions, draws.

Nothing hangs on the order within a list. A number once given stays: it is in addresses of chance.
"""

from enum import IntEnum
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
    """Who employs IROs, by the setting's words."""

    AUTHORITY = 0
    OUTSIDE = 1
    NONE = 2


class Chair(IntEnum):
    """Who chairs reviews, by the setting's words."""

    IRO = 0
    TEAM_MANAGER = 1


class Midway(IntEnum):
    """Who makes midway checks, by the setting's words."""

    IRO = 0
    CHAIR = 1


class Allocation(IntEnum):
    """Which IRO gets a child, by the setting's words."""

    CAPACITY = 0
    EQUAL = 1


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


Group = IntEnum(
    "Group",
    "AGE_UNDER_1 AGE_1_TO_4 AGE_5_TO_9 AGE_10_TO_15 AGE_16_AND_OVER PLACED_FOSTER "
    "PLACED_RESIDENTIAL PLACED_OTHER LEGAL_VOLUNTARY LEGAL_IN_PROCEEDINGS LEGAL_ORDER SETTLED "
    "IN_PROCEEDINGS NEITHER",
    start=0,
)
"""A group of children; each child is in one of every classification at any time."""


class AdvocacyOffer(IntEnum):
    """How children come by an advocate, by the setting's words."""

    OPT_IN = 0
    OPT_OUT = 1


EventKind = IntEnum(
    "EventKind",
    "ENTRY NAMING REVIEW_OPENS REVIEW_MEETS REVIEW_LIMIT RECORD_DUE PLAN_DUE PLAN_REMINDED "
    "MIDWAY_OPENS MIDWAY_LAPSES CHANGE PLACEMENT_MOVE NEED_AT_ENTRY NEED_LATER NEED_OF_ROUTE "
    "OUTSIDE_DONE TEAM_NOTICES DRIFT LONG_DRIFT FOLLOW_UP_DUE REVIEWER_ANSWERED TEAM_ANSWERED "
    "GUARDIAN_ANSWERED ADVOCATE_ANSWERED FORMAL_ANSWERED PLANNED_EXIT EIGHTEEN SICKNESS "
    "PROCEEDINGS_BEGIN GUARDIAN_LOOKS FINAL_ORDER TRANSFER REALLOCATION POSTS_FILLED "
    "NEED_FOR_18 UNSUITABLE POST_COVERED CHANGE_TOLD NOTICED RAISED RAISED_FORMALLY MOVED",
)
"""Kinds of event on the agenda; 0 is none.

The last five are of the journal alone: a change was told; a stuck plan was noticed, raised with the
team or by a formal step, got moving.
"""


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


class ChangeKind(IntEnum):
    """Kinds of significant change in a child's life."""

    PLACEMENT_MOVE = 0
    MISSING = 1
    SCHOOL_OR_HEALTH = 2
    ALLEGATION = 3
    CONTACT = 4
    PLAN_PROPOSED = 5


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


class WaitsFor(IntEnum):
    """What a review waits for until it is held, in words: why it is late if its limit passes."""

    words: str

    def __new__(cls, place: int, words: str) -> Any:
        """Set what is said of it beside its place."""
        one = int.__new__(cls, place)
        one._value_ = place
        one.words = words
        return one

    NAMING = 0, "chair not named yet"
    DAY = 1, "its day set beyond the limit"
    NOBODY = 2, "nobody to chair it"
    REARRANGED = 3, "a party cancelled or the chair was ill"
    REPORT = 4, "adjourned for the social worker's report"
    DESK = 5, "on the chair's desk"


class ActionState(IntEnum):
    """How a plan action stands."""

    WAITING = 0
    MOVING = 1
    STALLED = 2
    OVERLOOKED = 3  # nobody has thought of it: no review agrees it until somebody sees it


Purpose = IntEnum(
    "Purpose",
    "ENTRIES SIBLING AGE_GROUP AGE ROUTE STAY PLACEMENT ADVOCATE KNOWN_LATE DAYS_LATE "
    "REPORT_MISSING PARTY_CANCELS REARRANGED ADJOURN ATTENDS SENDS_VIEWS ADVOCATE_VIEWS "
    "UNSETTLED MOVE_GAP MOVE CHANGE_GAP CHANGE_KIND CHANGE_TOLD CHANGE_NEED BROUGHT_FORWARD "
    "NEED_GAP NEED_KIND OUTSIDE UNPROMPTED STALL OUTSIDE_WAIT TEAM_NOTICES SEES ACTS GRAVE "
    "ANSWER_DAYS SUCCEEDS KEPT STEP_UP FORMAL_DAYS FORMAL_SUCCEEDS FORMAL_KEPT FORMAL_LEVEL "
    "CAFCASS TRANSFER TRANSFER_DAYS REALLOCATION SICKNESS SICK_DAYS LEAVING CONFERENCE "
    "VACANCY MOVE_KIND MOVE_SAME_KIND PROCEEDINGS PROCEEDINGS_LATE PROCEEDINGS_WAIT "
    "PROCEEDINGS_LENGTH LIAISON KEPT_OUT UPDATE_MISSED UPDATE_REMINDED UNSUITABLE_GAP "
    "UNSUITABLE_PART DUTIES AGENCY EMPLOYER TASK_URGENCY PERSON_URGENCY HANDOVER_STALL "
    "PASSING",
)
"""What a random number is for; the third part of its address."""


DRAWS_PER_ACTION = 64  # ordinals kept apart for each action, for what is drawn more than once of it
NOTICERS = 8  # so many kinds of noticer fit beside an address in the journal

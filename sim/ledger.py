"""The ledger: what the rules count, by period, and nothing else.

One world's ledger is an array of float64, shape (periods, counts). A period is a calendar month;
the month of the first reported day is split there. Measures are made from counts (measures/).
What is of one child is also counted, in reported time, for the child's groups (groups.py).

What is counted for each role, noticer, need or kind of task makes a family: a count for each of
them by its name, and an array of their places to look one up by, `HOURS_AROSE[role]`.
"""

from enum import Enum, IntEnum
from typing import Any

import numpy as np

from sim.task_kinds import TaskKind
from sim.vocabulary import REVIEWERS, Need, Noticer, Role


class Unit(Enum):
    """What a count is a sum of."""

    EVENTS = "events"  # or of people, a part of a post a part of one
    DAYS = "days"  # calendar days that something stands, unless its name says otherwise
    HOURS = "hours"
    POUNDS = "pounds"
    SHARES = "shares"


class Count(IntEnum):
    """What is counted, and in what unit."""

    unit: Unit

    def __new__(cls, unit: Unit) -> Any:
        """Take the next place in the ledger."""
        count = int.__new__(cls, len(cls.__members__))
        count._value_ = len(cls.__members__)
        count.unit = unit
        return count

    _ignore_ = "role who need kind family step"

    DAYS = Unit.DAYS
    # children
    ENTRIES = Unit.EVENTS
    EXITS = Unit.EVENTS
    CHILD_DAYS = Unit.DAYS
    CHILD_DAYS_WITH_IRO = Unit.DAYS
    CHILD_DAYS_IN_DRIFT = Unit.DAYS
    CHILD_DAYS_IN_LONG_DRIFT = Unit.DAYS
    CHILD_DAYS_PLAN_CURRENT = Unit.DAYS
    CHILD_DAYS_KNOWING_IRO = Unit.DAYS
    CHILD_DAYS_WITH_ADVOCATE = Unit.DAYS
    ACTION_DAYS_IN_DRIFT = Unit.DAYS
    EXTRA_CARE_DAYS = Unit.DAYS
    IRO_CHANGES = Unit.EVENTS
    ADOPTIONS = Unit.EVENTS
    ADOPTION_DAYS_TO_PLACED = Unit.DAYS
    ADOPTION_DAYS_PLACED_TO_ORDER = Unit.DAYS
    PROCEEDINGS_ENDED = Unit.EVENTS
    PROCEEDINGS_DAYS = Unit.DAYS
    MARCH_CHILDREN = Unit.EVENTS
    MARCH_THREE_WORKERS = Unit.EVENTS
    MARCH_THREE_PLACEMENTS = Unit.EVENTS
    MARCH_LONG_TERM = Unit.EVENTS
    MARCH_LONG_TERM_STABLE = Unit.EVENTS
    LEFT_AT_18 = Unit.EVENTS  # of those planned to stay
    READY_AT_18 = Unit.EVENTS
    # reviews
    FIRST_DUE = Unit.EVENTS
    FIRST_ON_TIME = Unit.EVENTS
    SECOND_DUE = Unit.EVENTS
    SECOND_ON_TIME = Unit.EVENTS
    LATER_DUE = Unit.EVENTS
    LATER_ON_TIME = Unit.EVENTS
    REVIEWS_HELD = Unit.EVENTS
    REVIEWS_LATE = Unit.EVENTS
    WORKING_DAYS_LATE = Unit.DAYS
    THOROUGHNESS = Unit.SHARES
    LONG_INTERVALS = Unit.EVENTS
    LONG_INTERVALS_CHECKED = Unit.EVENTS
    REVIEWS_OF_SPEAKING = Unit.EVENTS
    SEEN = Unit.EVENTS
    SEEN_BY_ADVOCATE = Unit.EVENTS
    ATTENDED = Unit.EVENTS
    PARTICIPATED = Unit.EVENTS
    VIEWS_INDEPENDENT = Unit.EVENTS
    RECORDS_DUE = Unit.EVENTS
    RECORDS_ON_TIME = Unit.EVENTS
    SECOND_REVIEWS = Unit.EVENTS
    PERMANENCE_BY_SECOND = Unit.EVENTS
    # changes, actions, challenge
    CHANGES = Unit.EVENTS
    CHANGES_TOLD = Unit.EVENTS
    NEEDS = Unit.EVENTS
    ACTIONS_DONE = Unit.EVENTS
    STALLS = Unit.EVENTS
    STALL_WORKING_DAYS_UNNOTICED = Unit.DAYS
    STALLS_NOTICED = Unit.EVENTS
    STALLS_IRO_NOTICED = Unit.EVENTS
    STALLS_FOLLOWED_UP = Unit.EVENTS
    CHALLENGES_INFORMAL = Unit.EVENTS
    CHALLENGES_FORMAL = Unit.EVENTS
    CAFCASS_REFERRALS = Unit.EVENTS
    CHALLENGES_ENDED = Unit.EVENTS
    CHALLENGES_CONCEDED = Unit.EVENTS
    CHALLENGES_MOVED = Unit.EVENTS
    ENDED_BY_TEAM_MANAGER = Unit.EVENTS
    UNSUITABLE_DAYS = Unit.DAYS  # summed over parts of plans
    PARTS_UNSUITABLE = Unit.EVENTS
    PARTS_PUT_RIGHT = Unit.EVENTS
    # days in drift by cause: within a period they add up to ACTION_DAYS_IN_DRIFT (causes.py)
    DRIFT_DAYS_WAITING = Unit.DAYS
    DRIFT_DAYS_AT_DESK = Unit.DAYS
    DRIFT_DAYS_OUTSIDE = Unit.DAYS
    DRIFT_DAYS_UNNOTICED = Unit.DAYS
    DRIFT_DAYS_ARGUED = Unit.DAYS
    # desks: of whoever chairs reviews, IROs, or team managers where they do
    HOURS_AROSE_CHAIR = Unit.HOURS
    HOURS_PRESENT_CHAIR = Unit.HOURS
    HOURS_WEEK_CHAIR = Unit.HOURS  # in all, for whatever they do
    HOURS_LEAST_CHAIR = Unit.HOURS  # of what the law asks, at its least
    HOURS_FOUND_CHAIR = Unit.HOURS  # found on the day for what the law asks, and owed from then on
    FTE_DAYS_CHAIR = Unit.DAYS
    # of IROs' hours, those that no task has
    HOURS_IRO_OTHER_DUTIES = Unit.HOURS  # extra duties, and learning a new arrangement
    HOURS_IRO_SICK = Unit.HOURS
    HOURS_IRO_UNUSED = Unit.HOURS
    HOURS_IRO_OWED = Unit.HOURS  # rearranging, and found on a day before for what the law asks
    FTE_DAYS_AGENCY = Unit.DAYS
    FTE_DAYS_PERMANENT = Unit.DAYS  # of social workers
    FTE_LEFT_AUTHORITY = Unit.EVENTS
    TASKS_PUT = Unit.EVENTS
    TASKS_DONE = Unit.EVENTS
    TASKS_LAPSED = Unit.EVENTS
    TASKS_WITHDRAWN = Unit.EVENTS
    HOURS_FREE_MANAGER = Unit.HOURS  # of managers' hours worked, those free for reviewing anyway
    HOURS_ANSWERING = Unit.HOURS  # of social workers, telling of changes and answering challenges
    FTE_DAYS_REVIEWING = Unit.DAYS  # managers' posts bought for reviewing alone
    # pounds
    POUNDS_WORKER_POSTS = Unit.POUNDS
    POUNDS_AGENCY = Unit.POUNDS
    POUNDS_DUTIES = Unit.POUNDS
    POUNDS_ADVOCACY = Unit.POUNDS
    POUNDS_MANAGERS_HOURS = Unit.POUNDS  # taken from their other work
    POUNDS_WORKERS_HOURS = Unit.POUNDS
    POUNDS_ONCE = Unit.POUNDS
    POUNDS_SPENDING = Unit.POUNDS
    POUNDS_EXTRA_CARE = Unit.POUNDS
    POUNDS_IRO_MANAGERS = Unit.POUNDS
    POUNDS_ADMINISTRATORS = Unit.POUNDS
    POUNDS_MANAGER_POSTS = Unit.POUNDS
    # what relieves desks that are behind: hours of other teams, overtime of all but managers
    HOURS_HELPED = Unit.HOURS
    HOURS_OVERTIME = Unit.HOURS
    POUNDS_HELP = Unit.POUNDS
    POUNDS_OVERTIME = Unit.POUNDS
    VISITS_DUE = Unit.EVENTS
    VISITS_IN_TIME = Unit.EVENTS
    PLAN_UPDATES_DUE = Unit.EVENTS
    PLAN_UPDATES_IN_TIME = Unit.EVENTS
    # of children looked after on 31 March, by how long (lateness.py)
    MARCH_IN_CARE_A_YEAR = Unit.EVENTS
    MARCH_HEALTH_UP_TO_DATE = Unit.EVENTS
    MARCH_IN_CARE_SIX_MONTHS = Unit.EVENTS
    MARCH_NO_PROGRESS = Unit.EVENTS
    MARCH_IN_DRIFT = Unit.EVENTS
    # of children whose planned route has steps out of care (exit_steps.py)
    CHILD_DAYS_TO_LEAVE = Unit.DAYS
    LEFT_BY_PLAN = Unit.EVENTS
    # families
    for role in Role:
        vars()[f"FTE_DAYS_{role.name}"] = Unit.DAYS
        if role.for_reviews:
            vars()[f"POUNDS_POSTS_{role.name}"] = Unit.POUNDS
        for family in ("AROSE", "PRESENT", "OVERTIME", "WORKED", "CUT", "LAPSED"):
            vars()[f"HOURS_{family}_{role.name}"] = Unit.HOURS
    for kind in TaskKind:  # of IROs' hours, those worked on each kind of their tasks
        if kind.in_week:
            vars()[f"HOURS_IRO_{kind.name}"] = Unit.HOURS
    # of stuck plans: first noticed, or taken to the formal step; of these moving for it soon; the
    # hours it took
    for who in Noticer:
        for step in ("", "_FORMAL") if who in REVIEWERS else ("",):
            vars()[f"NOTICED_BY_{who.name}{step}"] = Unit.EVENTS
            vars()[f"MOVED_BY_{who.name}{step}"] = Unit.EVENTS
            vars()[f"HOURS_RAISING_{who.name}{step}"] = Unit.HOURS
    for need in Need:  # actions whose day has come, and of them done by it (lateness.py)
        if need != Need.UNSUITABLE:
            vars()[f"DUE_{need.name}"] = Unit.EVENTS
            vars()[f"IN_TIME_{need.name}"] = Unit.EVENTS


COUNTS = len(Count)
NONE = -1


def places(family: type[IntEnum], words: str, whom: type[IntEnum], step: str = "") -> np.ndarray:
    """Return where members of a family stand, by whom each is of; -1 where there is none."""
    found = np.full(max(whom) + 1, NONE)
    for one in whom:
        found[one] = family.__members__.get(f"{words}_{one.name}{step}", NONE)
    return found


FTE_DAYS = places(Count, "FTE_DAYS", Role)
POUNDS_POSTS = places(Count, "POUNDS_POSTS", Role)
HOURS_AROSE = places(Count, "HOURS_AROSE", Role)
HOURS_PRESENT = places(Count, "HOURS_PRESENT", Role)
HOURS_OVERTIME = places(Count, "HOURS_OVERTIME", Role)
HOURS_WORKED = places(Count, "HOURS_WORKED", Role)
# of what arose, at full practice: left undone of work that was done thinly, or not at all
HOURS_CUT = places(Count, "HOURS_CUT", Role)
HOURS_LAPSED = places(Count, "HOURS_LAPSED", Role)
HOURS_IRO = places(Count, "HOURS_IRO", TaskKind)
NOTICED_BY = places(Count, "NOTICED_BY", Noticer)
NOTICED_FORMAL = places(Count, "NOTICED_BY", Noticer, "_FORMAL")
MOVED_BY = places(Count, "MOVED_BY", Noticer)
MOVED_FORMAL = places(Count, "MOVED_BY", Noticer, "_FORMAL")
HOURS_RAISING = places(Count, "HOURS_RAISING", Noticer)
HOURS_RAISING_FORMAL = places(Count, "HOURS_RAISING", Noticer, "_FORMAL")
DUE = places(Count, "DUE", Need)
IN_TIME = places(Count, "IN_TIME", Need)


def of(family: np.ndarray, one: IntEnum) -> Count:
    """Return a family's count of one role, noticer, need or kind of task."""
    return list(Count)[family[one]]


BY_GROUP = (
    Count.CHILD_DAYS, Count.CHILD_DAYS_IN_DRIFT, Count.CHILD_DAYS_IN_LONG_DRIFT,
    Count.ACTION_DAYS_IN_DRIFT, Count.EXTRA_CARE_DAYS, Count.FIRST_DUE, Count.FIRST_ON_TIME,
    Count.SECOND_DUE, Count.SECOND_ON_TIME, Count.LATER_DUE, Count.LATER_ON_TIME,
    Count.REVIEWS_HELD, Count.REVIEWS_LATE, Count.WORKING_DAYS_LATE, Count.THOROUGHNESS,
    Count.LONG_INTERVALS, Count.LONG_INTERVALS_CHECKED, Count.REVIEWS_OF_SPEAKING, Count.SEEN,
    Count.SEEN_BY_ADVOCATE, Count.ATTENDED, Count.PARTICIPATED, Count.VIEWS_INDEPENDENT,
    Count.RECORDS_DUE, Count.RECORDS_ON_TIME, Count.SECOND_REVIEWS, Count.PERMANENCE_BY_SECOND,
)  # fmt: skip
"""What is counted for groups of children too."""

"""The ledger: what the rules count, by period, and nothing else.

One world's ledger is an array of float64, shape (periods, counts). A period is a calendar month;
the month of the first reported day is split there. Measures are made from counts (measures/).
What is of one child is also counted, in reported time, for the child's groups (groups.py).
"""

from enum import IntEnum, auto


class Count(IntEnum):
    """What is counted. Days are calendar days unless the name says otherwise."""

    DAYS = 0
    # children
    ENTRIES = auto()
    EXITS = auto()
    CHILD_DAYS = auto()
    CHILD_DAYS_WITH_IRO = auto()
    CHILD_DAYS_IN_DRIFT = auto()
    CHILD_DAYS_IN_LONG_DRIFT = auto()
    CHILD_DAYS_PLAN_CURRENT = auto()
    CHILD_DAYS_KNOWING_IRO = auto()
    CHILD_DAYS_WITH_ADVOCATE = auto()
    ACTION_DAYS_IN_DRIFT = auto()
    EXTRA_CARE_DAYS = auto()
    IRO_CHANGES = auto()
    ADOPTIONS = auto()
    ADOPTION_DAYS_TO_PLACED = auto()
    ADOPTION_DAYS_PLACED_TO_ORDER = auto()
    PROCEEDINGS_ENDED = auto()
    PROCEEDINGS_DAYS = auto()
    MARCH_CHILDREN = auto()
    MARCH_THREE_WORKERS = auto()
    MARCH_THREE_PLACEMENTS = auto()
    MARCH_LONG_TERM = auto()
    MARCH_LONG_TERM_STABLE = auto()
    LEFT_AT_18 = auto()  # of those planned to stay
    READY_AT_18 = auto()
    # reviews
    FIRST_DUE = auto()
    FIRST_ON_TIME = auto()
    SECOND_DUE = auto()
    SECOND_ON_TIME = auto()
    LATER_DUE = auto()
    LATER_ON_TIME = auto()
    REVIEWS_HELD = auto()
    REVIEWS_LATE = auto()
    WORKING_DAYS_LATE = auto()
    THOROUGHNESS = auto()
    LONG_INTERVALS = auto()
    LONG_INTERVALS_CHECKED = auto()
    REVIEWS_OF_SPEAKING = auto()
    SEEN = auto()
    SEEN_BY_ADVOCATE = auto()
    ATTENDED = auto()
    PARTICIPATED = auto()
    VIEWS_INDEPENDENT = auto()
    RECORDS_DUE = auto()
    RECORDS_ON_TIME = auto()
    SECOND_REVIEWS = auto()
    PERMANENCE_BY_SECOND = auto()
    # changes, actions, challenge
    CHANGES = auto()
    CHANGES_TOLD = auto()
    NEEDS = auto()
    ACTIONS_DONE = auto()
    STALLS = auto()
    STALL_WORKING_DAYS_UNNOTICED = auto()
    STALLS_NOTICED = auto()
    STALLS_IRO_NOTICED = auto()
    STALLS_FOLLOWED_UP = auto()
    CHALLENGES_INFORMAL = auto()
    CHALLENGES_FORMAL = auto()
    CAFCASS_REFERRALS = auto()
    CHALLENGES_ENDED = auto()
    CHALLENGES_CONCEDED = auto()
    CHALLENGES_MOVED = auto()
    ENDED_BY_TEAM_MANAGER = auto()
    # of stuck plans, by noticer in the order of Noticer, and the formal steps of managers and IROs:
    # first noticed, or taken to the formal step; of these moving for it soon; hours it took
    NOTICED_BY_TEAM = auto()
    NOTICED_BY_MANAGER = auto()
    NOTICED_BY_IRO = auto()
    NOTICED_BY_GUARDIAN = auto()
    NOTICED_BY_ADVOCATE = auto()
    NOTICED_BY_MANAGER_FORMAL = auto()
    NOTICED_BY_IRO_FORMAL = auto()
    MOVED_BY_TEAM = auto()
    MOVED_BY_MANAGER = auto()
    MOVED_BY_IRO = auto()
    MOVED_BY_GUARDIAN = auto()
    MOVED_BY_ADVOCATE = auto()
    MOVED_BY_MANAGER_FORMAL = auto()
    MOVED_BY_IRO_FORMAL = auto()
    HOURS_RAISING_TEAM = auto()
    HOURS_RAISING_MANAGER = auto()
    HOURS_RAISING_IRO = auto()
    HOURS_RAISING_GUARDIAN = auto()
    HOURS_RAISING_ADVOCATE = auto()
    HOURS_RAISING_MANAGER_FORMAL = auto()
    HOURS_RAISING_IRO_FORMAL = auto()
    UNSUITABLE_DAYS = auto()  # summed over parts of plans
    PARTS_UNSUITABLE = auto()
    PARTS_PUT_RIGHT = auto()
    # days in drift by cause: within a period they add up to ACTION_DAYS_IN_DRIFT (causes.py)
    DRIFT_DAYS_WAITING = auto()
    DRIFT_DAYS_AT_DESK = auto()
    DRIFT_DAYS_OUTSIDE = auto()
    DRIFT_DAYS_UNNOTICED = auto()
    DRIFT_DAYS_ARGUED = auto()
    # desks: four roles in the order of Role, so HOURS_AROSE_IRO + role is a role's count
    HOURS_AROSE_IRO = auto()
    HOURS_AROSE_SW = auto()
    HOURS_AROSE_MANAGER = auto()
    HOURS_AROSE_ADVOCATE = auto()
    HOURS_PRESENT_IRO = auto()
    HOURS_PRESENT_SW = auto()
    HOURS_PRESENT_MANAGER = auto()
    HOURS_PRESENT_ADVOCATE = auto()
    HOURS_OVERTIME_IRO = auto()
    HOURS_OVERTIME_SW = auto()
    HOURS_OVERTIME_MANAGER = auto()
    HOURS_OVERTIME_ADVOCATE = auto()
    HOURS_WORKED_IRO = auto()
    HOURS_WORKED_SW = auto()
    HOURS_WORKED_MANAGER = auto()
    HOURS_WORKED_ADVOCATE = auto()
    # of what arose, at full practice: left undone of work that was done thinly, or not at all
    HOURS_CUT_IRO = auto()
    HOURS_CUT_SW = auto()
    HOURS_CUT_MANAGER = auto()
    HOURS_CUT_ADVOCATE = auto()
    HOURS_LAPSED_IRO = auto()
    HOURS_LAPSED_SW = auto()
    HOURS_LAPSED_MANAGER = auto()
    HOURS_LAPSED_ADVOCATE = auto()
    # the same of whoever chairs reviews: IROs, or team managers where they do
    HOURS_AROSE_CHAIR = auto()
    HOURS_PRESENT_CHAIR = auto()
    HOURS_WEEK_CHAIR = auto()  # in all, for whatever they do
    HOURS_LEAST_CHAIR = auto()  # of what the law asks, at its least
    HOURS_FOUND_CHAIR = auto()  # found on the day for what the law asks, and owed from then on
    FTE_DAYS_CHAIR = auto()
    # of IROs' hours, those worked on each kind of task, in the order of TaskKind up to FORMAL, so that
    # HOURS_IRO_PREPARATION + kind is a kind's count; and those that no task has
    HOURS_IRO_PREPARATION = auto()
    HOURS_IRO_CHILD_CONTACT = auto()
    HOURS_IRO_SOCIAL_WORKER_MEETING = auto()
    HOURS_IRO_MEETING = auto()
    HOURS_IRO_DECISIONS = auto()
    HOURS_IRO_RECORD = auto()
    HOURS_IRO_MIDWAY_CHECK = auto()
    HOURS_IRO_CHANGE_RESPONSE = auto()
    HOURS_IRO_INFORMAL = auto()
    HOURS_IRO_FORMAL = auto()
    HOURS_IRO_OTHER_DUTIES = auto()  # extra duties, and learning a new arrangement
    HOURS_IRO_SICK = auto()
    HOURS_IRO_UNUSED = auto()
    HOURS_IRO_OWED = auto()  # rearranging, and what was found on a day before for what the law asks
    FTE_DAYS_IRO = auto()
    FTE_DAYS_SW = auto()
    FTE_DAYS_MANAGER = auto()
    FTE_DAYS_ADVOCATE = auto()
    FTE_DAYS_AGENCY = auto()
    FTE_DAYS_PERMANENT = auto()  # of social workers
    FTE_LEFT_AUTHORITY = auto()
    TASKS_PUT = auto()
    TASKS_DONE = auto()
    TASKS_LAPSED = auto()
    TASKS_WITHDRAWN = auto()
    HOURS_FREE_MANAGER = auto()  # of managers' hours worked, those free for reviewing anyway
    HOURS_ANSWERING = auto()  # of social workers, telling of changes and answering challenges
    FTE_DAYS_REVIEWING = auto()  # managers' posts bought for reviewing alone
    # pounds
    POUNDS_IRO_POSTS = auto()
    POUNDS_WORKER_POSTS = auto()
    POUNDS_AGENCY = auto()
    POUNDS_DUTIES = auto()
    POUNDS_ADVOCACY = auto()
    POUNDS_MANAGERS_HOURS = auto()  # taken from their other work
    POUNDS_WORKERS_HOURS = auto()
    POUNDS_ONCE = auto()
    POUNDS_SPENDING = auto()
    POUNDS_EXTRA_CARE = auto()
    POUNDS_IRO_MANAGERS = auto()
    POUNDS_ADMINISTRATORS = auto()
    POUNDS_MANAGER_POSTS = auto()
    # what relieves desks that are behind: hours of other teams, overtime of all but managers
    HOURS_HELPED = auto()
    HOURS_OVERTIME = auto()
    POUNDS_HELP = auto()
    POUNDS_OVERTIME = auto()
    VISITS_DUE = auto()
    VISITS_IN_TIME = auto()
    # actions whose day has come, and of them done by it, in the order of Need (lateness.py), so
    # that DUE_PERMANENCE + kind is a kind's count
    DUE_PERMANENCE = auto()
    DUE_HEALTH = auto()
    DUE_EDUCATION = auto()
    DUE_CONTACT = auto()
    DUE_PLACEMENT = auto()
    DUE_LEAVING = auto()
    DUE_INITIAL_HEALTH = auto()
    DUE_PLACEMENT_PLAN = auto()
    DUE_CARE_PLAN = auto()
    DUE_LONG_TERM_MATCH = auto()
    DUE_DELEGATED_AUTHORITY = auto()
    DUE_PATHWAY_PLAN = auto()
    DUE_PERSONAL_ADVISER = auto()
    DUE_HOME_AT_18 = auto()
    DUE_MONEY_AT_18 = auto()
    IN_TIME_PERMANENCE = auto()
    IN_TIME_HEALTH = auto()
    IN_TIME_EDUCATION = auto()
    IN_TIME_CONTACT = auto()
    IN_TIME_PLACEMENT = auto()
    IN_TIME_LEAVING = auto()
    IN_TIME_INITIAL_HEALTH = auto()
    IN_TIME_PLACEMENT_PLAN = auto()
    IN_TIME_CARE_PLAN = auto()
    IN_TIME_LONG_TERM_MATCH = auto()
    IN_TIME_DELEGATED_AUTHORITY = auto()
    IN_TIME_PATHWAY_PLAN = auto()
    IN_TIME_PERSONAL_ADVISER = auto()
    IN_TIME_HOME_AT_18 = auto()
    IN_TIME_MONEY_AT_18 = auto()
    PLAN_UPDATES_DUE = auto()
    PLAN_UPDATES_IN_TIME = auto()
    # of children looked after on 31 March, by how long (lateness.py)
    MARCH_IN_CARE_A_YEAR = auto()
    MARCH_HEALTH_UP_TO_DATE = auto()
    MARCH_IN_CARE_SIX_MONTHS = auto()
    MARCH_NO_PROGRESS = auto()
    MARCH_IN_DRIFT = auto()
    # of children whose planned route has steps out of care (exit_steps.py)
    CHILD_DAYS_TO_LEAVE = auto()
    LEFT_BY_PLAN = auto()


COUNTS = len(Count)
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

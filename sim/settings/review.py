"""The statutory review: its timetable, tasks, frictions and the child's voice in it."""

from dataclasses import dataclass

from sim.settings.register import hours, setting, share, working_days

REGS = "P: Care Planning, Placement and Case Review (England) Regulations 2010, regulation 33"
TOY = "assumption: starting value from a toy desk; no measured hours were found"
FRICTION = "assumption: set so that about 5% of reviews are late in an ordinary authority"
HANDBOOK = "S: IRO Handbook 2010, as digested by NIROMP and local procedures"


@dataclass(frozen=True)
class Timetable:
    """The law's limits and the service's own habits about them."""

    first_days: int = working_days(
        20, "limit of the first review after entry", source=REGS, policy=False
    )
    second_months: int = setting(
        3, "limit of the second review after the first was held", unit="calendar months",
        low=1, high=24, source=REGS,
    )  # fmt: skip
    later_months: int = setting(
        6, "limit of each later review after the one before was held", unit="calendar months",
        low=1, high=24, source=REGS,
    )  # fmt: skip
    aim_first_days: int = working_days(
        5, "the first review is aimed so many days before its limit", high=19,
        source="assumption: the service aims some days before the limit",
    )  # fmt: skip
    aim_later_days: int = working_days(
        12, "a later review is aimed so many days before its limit", high=40,
        source="assumption: the service aims some days before the limit",
    )  # fmt: skip
    opens_days: int = working_days(
        20, "work on a review begins so many days before its meeting", high=60,
        source="assumption: a working month",
    )  # fmt: skip
    named_days: int = working_days(
        5, "a chair is named after entry", high=20, source=HANDBOOK
    )  # fmt: skip
    notice_days: int = working_days(
        5, "notice that a review's meeting needs", high=20,
        source="assumption: people must be invited and the report written",
    )  # fmt: skip
    met_before_days: int = working_days(
        15, "chair and social worker meet before the review", high=60, source=HANDBOOK
    )  # fmt: skip
    report_before_days: int = working_days(
        3, "the social worker's report is due before the review", high=20, source=HANDBOOK
    )  # fmt: skip
    decisions_days: int = working_days(
        5, "decisions are out after the review", high=60, source=HANDBOOK
    )  # fmt: skip
    record_days: int = working_days(
        15, "the full record is written after the review", high=60,
        source="M: IRO Handbook 2010 chapter 3", kind="fact",
    )  # fmt: skip
    plan_update_days: int = working_days(
        10, "the care plan is updated after a review or a told change", high=60,
        source="P: an authority's IRO report, minutes of 2023",
    )  # fmt: skip
    long_interval_months: float = setting(
        4.0, "an interval between reviews that is longer should have a midway check",
        unit="calendar months", low=0, high=24,
        source="choice: the definition of midway_coverage", policy=False,
    )  # fmt: skip
    midway_opens_share: float = share(
        1 / 3, "of the way to the next review from which a midway check may be done",
        source="assumption: starting value from a toy desk",
    )  # fmt: skip
    midway_lapses_days: int = working_days(
        15, "before the next review at which a midway check lapses", high=120,
        source="assumption: starting value from a toy desk",
    )  # fmt: skip
    settled_after_months: int = setting(
        12, "months in the long-term placement, since entry, the last move or the match, from "
        "which a child fostered to 18 counts as settled",
        unit="calendar months", low=0, high=240,
        source="P: councils' procedures (Merton, Coventry, Newham): over 12 months in a "
        "designated long-term foster placement, no meeting at every review",
    )  # fmt: skip
    adoption_first_weeks: int = setting(
        4, "limit of the first review after a child is placed for adoption; the second's and later "
        "ones' months are those of any child", unit="weeks", low=1, high=52, policy=False,
        source="M: Adoption Agencies Regulations 2005, regulation 36", kind="fact",
    )  # fmt: skip


@dataclass(frozen=True)
class TaskStandard:
    """One task of a review: its hours at full practice and the least it can be cut to."""

    hours: float = hours(1.0, "at full practice", source=TOY)
    least: float = share(1.0, "of the full hours that a pressed desk still gives", source=TOY)
    urgency: int = setting(
        0, "days by which its target day is brought forward on the desk", unit="working days",
        low=-120, high=120, source="assumption: urgencies are varied in sensitivity studies",
    )  # fmt: skip


@dataclass(frozen=True)
class Tasks:
    """The tasks of a review; all but the report and plan update fall to the chair."""

    meeting: TaskStandard = TaskStandard(2.25, 0.65, 30)
    decisions: TaskStandard = TaskStandard(0.25, 0.4, 12)
    record: TaskStandard = TaskStandard(1.5, 0.4, 8)
    child_contact: TaskStandard = TaskStandard(1.4, 1.0, -1)
    preparation: TaskStandard = TaskStandard(0.5, 1.0, -2)
    social_worker_meeting: TaskStandard = TaskStandard(0.3, 1.0, -4)
    midway_check: TaskStandard = TaskStandard(0.75, 1.0, -57)
    report: TaskStandard = TaskStandard(3.0, 0.6, 20)
    plan_update: TaskStandard = TaskStandard(1.5, 0.6, 4)
    attendance_hours: float = hours(
        1.5, "of the social worker at the meeting, with travel", source=TOY
    )
    paper_hours: float = hours(
        1.25, "of the chair for a settled child's review without a meeting", source=TOY
    )


@dataclass(frozen=True)
class Frictions:
    """What keeps reviews from their day, the same for every chair."""

    report_missing: float = share(
        0.055, "of reviews lack the social worker's report on the day", source=FRICTION,
        policy=False, plausible=(0.01, 0.1),
    )  # fmt: skip
    party_cancels: float = share(
        0.0675, "of meetings a party cancels", source=FRICTION, policy=False, plausible=(0.02, 0.15)
    )
    chair_ill: float = share(
        0.03,
        "of meetings the chair is ill",
        source=FRICTION,
        policy=False,
        plausible=(0.01, 0.05),
    )
    known_late: float = share(
        0.065, "of new children are made known to the review service late", source=FRICTION,
        policy=False, plausible=(0.01, 0.12),
    )  # fmt: skip
    known_late_days: int = working_days(
        15, "mean days by which a child is made known late", source=FRICTION, policy=False, high=60
    )
    rearranged_days: int = working_days(
        7, "mean days until a cancelled meeting's new day", source=FRICTION, policy=False, high=60
    )
    rearranging_hours: float = hours(
        0.375, "of the chair to rearrange a cancelled meeting", plausible=(0.25, 0.5),
        source="assumption: no measured hours were found", policy=False,
    )  # fmt: skip
    prepared_again: float = share(
        0.5, "of preparation that a cancelled meeting's chair does again",
        source="assumption: no figure read", policy=False,
    )  # fmt: skip
    diary_share: float = share(
        0.18, "of the days' work by which the chair's desk is behind that a cancelled or adjourned "
        "meeting waits besides: a full diary", policy=False,
        source="assumption: so that high caseloads leave the median authority and fatten the tail",
    )  # fmt: skip
    diary_most_days: float = setting(
        30.0, "the most that a full diary adds", unit="working days", low=0, high=120,
        source="assumption: some day is found in six weeks", policy=False,
    )  # fmt: skip
    update_missed: float = share(
        0.125, "of updates of the care plan that the worker misses until reminded, in supervision "
        "or by the record", source="assumption: plans out of date are 4-32% (councils' reports), "
        "updated within ten working days 76-95% (Rotherham 2022-24), which 0.2 hardly reaches",
        plausible=(0.05, 0.2), policy=False,
    )  # fmt: skip
    update_missed_days: int = working_days(
        60, "mean days until that reminder", source="assumption: one to five rounds of supervision",
        policy=False, plausible=(20, 100),
    )  # fmt: skip
    adjourn_share: float = share(
        0.5, "of meetings without a report that the chair adjourns; the rest go ahead thinly",
        source="assumption: adjourning is at the chair's discretion",
    )  # fmt: skip
    adjourned_days: int = working_days(
        10, "until an adjourned meeting resumes", high=20,
        source="assumption: half of what is allowed",
    )  # fmt: skip
    adjourned_most_days: int = working_days(
        20, "the most until then, a full diary included", high=120,
        source="M: regulation 36(2) and Handbook: at most 20 working days", kind="fact",
    )  # fmt: skip


@dataclass(frozen=True)
class Voice:
    """How children take part in their reviews."""

    speaks_from_age: int = setting(
        4, "children of this age and over are spoken with", unit="years", low=0, high=18,
        source="assumption: the age used in councils' reports",
    )  # fmt: skip
    attends: float = share(
        0.72, "of children attend a review that has a meeting (so about 60% of all reviews)",
        source="D: about 60% (34-86) attend, councils' IRO reports", plausible=(0.50, 0.85),
    )  # fmt: skip
    sends_views: float = share(
        0.43, "of children neither seen nor attending send their views",
        source="assumption: so that about 94% take part in some way", plausible=(0.2, 0.85),
    )  # fmt: skip


@dataclass(frozen=True)
class Review:
    """Statutory reviews."""

    chair: str = setting(
        "iro", "who chairs reviews", unit="role", choices=("iro", "team_manager"),
        source="P: Children Act 1989 section 25B: the IRO", kind="choice",
    )  # fmt: skip
    midway_checks: str = setting(
        "iro", "who makes midway checks: IROs, where there are any, or whoever chairs", unit="role",
        choices=("iro", "chair"), source="P: councils' IRO reports: local custom of IROs, no law",
        kind="choice",
    )  # fmt: skip
    brought_forward_share: float = share(
        0.225, "of told significant changes, other than moves, that bring the next review's aim "
        "forward",
        source="assumption: no figure read", plausible=(0.05, 0.4),
    )  # fmt: skip
    brought_forward_days: int = working_days(
        15, "until a review brought forward", high=60, source="assumption: three weeks' notice"
    )
    requested_share: float = share(
        0.3, "of told placement moves after which the reviewer requires an early review",
        source="assumption: regulation 33 leaves it to the reviewer; no figure read",
        plausible=(0.1, 0.5),
    )  # fmt: skip
    requested_days: int = working_days(
        20, "within which a review so required is to be held, which becomes its limit if earlier",
        source="P: Bath and North East Somerset 2025: a 20-day review on disruption", kind="choice",
    )  # fmt: skip
    timetable: Timetable = Timetable()
    tasks: Tasks = Tasks()
    frictions: Frictions = Frictions()
    voice: Voice = Voice()

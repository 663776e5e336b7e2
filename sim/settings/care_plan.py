"""The care plan: needs that arise, the actions that meet them, and what keeps these from moving."""

from dataclasses import dataclass

from sim.settings.register import hours, setting, share, working_days

BELIEF = "assumption: no published figure; the prior reaches from nil to twofold drift"
NEEDS = "assumption: no figure read"
UNFIT = "assumption: nobody counts plans that do not fit; from none at all, for who doubts it"


@dataclass(frozen=True)
class ActionKind:
    """One kind of plan action."""

    usual_days: int = working_days(30, "usual length, need to done", source=NEEDS)
    hours: float = hours(4.0, "of the social worker", source=NEEDS)
    outside: float = share(0.0, "wait on an outside body", source=NEEDS)


CARE_REGS = "M: Care Planning, Placement and Case Review (England) Regulations 2010, regulation "


def _by_law(days: int, words: str, source: str) -> int:
    return working_days(days, words, source=source, kind="fact", policy=False)


@dataclass(frozen=True)
class InitialHealth(ActionKind):
    """The initial health assessment."""

    usual_days: int = _by_law(
        20, "limit of the initial health assessment after entry",
        "P: councils' minutes (Thurrock 2019-21) hold it to 20 working days of entry",
    )  # fmt: skip


@dataclass(frozen=True)
class PlacementPlan(ActionKind):
    """The placement plan: how the placement is to meet the child's needs day by day."""

    usual_days: int = _by_law(
        5, "limit of the placement plan after the placement began, where there was none before",
        CARE_REGS + "9",
    )  # fmt: skip


@dataclass(frozen=True)
class CarePlan(ActionKind):
    """The first care plan."""

    usual_days: int = _by_law(
        10, "limit of the first care plan after entry, where there was none before",
        CARE_REGS + "4",
    )  # fmt: skip


@dataclass(frozen=True)
class PathwayPlan(ActionKind):
    """The pathway plan, with the assessment it rests on."""

    usual_days: int = _by_law(
        59, "limit of the pathway plan after the 16th birthday: three months, the shortest and "
        "with the most bank holidays",
        CARE_REGS + "42: the assessment within three months of reaching 16",
    )  # fmt: skip


@dataclass(frozen=True)
class Actions:
    """The kinds of plan action."""

    permanence: ActionKind = ActionKind(80, 6.0, 0.0)
    health: ActionKind = ActionKind(40, 1.5, 0.7)
    education: ActionKind = ActionKind(30, 3.0, 0.2)
    contact: ActionKind = ActionKind(30, 3.0, 0.0)
    placement: ActionKind = ActionKind(40, 5.0, 0.5)
    leaving: ActionKind = ActionKind(60, 6.0, 0.4)
    initial_health: InitialHealth = InitialHealth(20, 1.5, 0.7)
    placement_plan: PlacementPlan = PlacementPlan(5, 1.0, 0.0)
    care_plan: CarePlan = CarePlan(10, 2.0, 0.0)
    long_term_match: ActionKind = ActionKind(120, 10.0, 0.3)
    delegated_authority: ActionKind = ActionKind(40, 1.5, 0.3)
    pathway_plan: PathwayPlan = PathwayPlan(59, 8.0, 0.0)
    personal_adviser: ActionKind = ActionKind(40, 1.0, 0.5)
    home_at_18: ActionKind = ActionKind(180, 8.0, 0.5)
    money_at_18: ActionKind = ActionKind(120, 3.0, 0.3)
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


LAST_YEAR = "assumption: the last year before 18 is when it is to be settled"


@dataclass(frozen=True)
class To18:
    """When what matters for children who stay to 18 arises."""

    match_after_months: float = setting(
        6.0, "months in care after which a long-term match is sought", unit="calendar months",
        low=0, high=60, source="assumption: after the permanence decision of the second review",
        policy=False,
    )  # fmt: skip
    match_least_months: float = setting(
        24.0, "months to 18 that a child must have left for a long-term match to make sense",
        unit="calendar months", low=0, high=216, source=NEEDS, policy=False,
    )  # fmt: skip
    eligible_weeks: int = setting(
        13, "weeks in care that give a child of 16 a pathway plan and a personal adviser",
        unit="weeks", low=0, high=104, policy=False, kind="fact",
        source="M: Care Planning, Placement and Case Review Regulations 2010, regulation 40",
    )  # fmt: skip
    home_months: float = setting(
        12.0, "months before 18 from which a home to go to is sought", unit="calendar months",
        low=0, high=36, source=LAST_YEAR, policy=False,
    )  # fmt: skip
    money_months: float = setting(
        9.0, "months before 18 from which savings, bank account and benefits are seen to",
        unit="calendar months", low=0, high=36, source=LAST_YEAR, policy=False,
    )  # fmt: skip


@dataclass(frozen=True)
class Unsuitable:
    """Parts of plans that are wrong, not late: the placement, contact or route does not fit."""

    per_year: float = setting(
        0.2, "parts of a plan (placement, contact, route) that turn unsuitable; 0 for whoever "
        "holds that plans are only ever late", unit="per child-year", low=0, high=10,
        plausible=(0, 0.4), policy=False, source=UNFIT,
    )  # fmt: skip
    at_entry: float = share(
        0.15, "of plans made at entry, that have an unsuitable part from the first day",
        plausible=(0, 0.3), policy=False, source=UNFIT,
    )  # fmt: skip
    placement: float = share(0.4, "of unsuitable parts, the placement", source=NEEDS, policy=False)
    contact: float = share(
        0.3, "of unsuitable parts, contact; the rest are the route", source=NEEDS, policy=False
    )
    seen: float = share(
        0.65, "of anybody's chance to notice a stall, left for an unsuitable part",
        plausible=(0.3, 1.0), policy=False,
        source="assumption: that a plan does not fit is harder to see than that it is late",
    )  # fmt: skip
    usual_days: int = working_days(
        40, "usual length of changing the plan, once somebody has it changed", source=NEEDS
    )
    hours: float = hours(5.0, "of the social worker to change the plan", source=NEEDS)
    outside: float = share(
        0.5, "of these changes that wait on an outside body, as a new placement", source=NEEDS
    )


@dataclass(frozen=True)
class Plan:
    """Needs, plan actions and stalling."""

    needs_at_entry: int = setting(
        4, "needs at entry beside the permanence decision: initial health assessment, placement "
        "plan, care plan (which settles contact), education; a fifth is contact by itself",
        unit="needs", low=0, high=20, policy=False,
        source="assumption: the three that the law dates, and a personal education plan",
    )  # fmt: skip
    needs_per_year: float = setting(
        2.2, "needs that arise later, beside those of changes", unit="per child-year", low=0,
        high=50, source=NEEDS, policy=False,
    )  # fmt: skip
    later: Later = Later()
    actions: Actions = Actions()
    to_18: To18 = To18()
    unsuitable: Unsuitable = Unsuitable()
    unprompted: float = share(
        0.79, "of needs that the worker acts on before a review or told change agrees them",
        source="assumption: most, for workers run their cases", plausible=(0.6, 0.98),
    )  # fmt: skip
    unprompted_for_18: float = share(
        0.45, "of what matters for staying to 18 (match, delegated authority, pathway plan, "
        "adviser, home, money) that the worker begins unprompted; the rest waits until somebody "
        "who looks at the plan sees that it was overlooked",
        source="assumption: less than of other needs, for nothing and nobody prompts it",
        plausible=(0.2, 0.7),
    )  # fmt: skip
    watched: float = setting(
        0.85, "multiplies the chance of a stall while somebody outside the case-holding team is to "
        "review the plan", unit="ratio", low=0, high=2, plausible=(0.7, 1.0),
        source="assumption: people may behave because someone will look; nobody measured it",
    )  # fmt: skip
    outside_wait: float = setting(
        0.7, "mean wait on an outside body that is not stalled, as a share of the kind's "
        "usual length", unit="ratio", low=0, high=5, source=NEEDS,
    )  # fmt: skip
    stalls: float = share(
        0.0735, "chance that an action stalls as it is begun, settled worker at ordinary load",
        source=BELIEF, plausible=(0.007, 0.14),
    )  # fmt: skip
    handover_stalls: float = share(
        0.3, "chance that an action under way stalls when the child's worker changes, and whoever "
        "had it is there to hand it over", plausible=(0.1, 0.5),
        source="assumption: inspectors name changes of worker first where plans drift; no figure",
    )  # fmt: skip
    gone_factor: float = setting(
        2.5, "multiplies that chance where whoever had it has left the authority before the next "
        "came; an agency worker always has", unit="ratio", low=0, high=10, plausible=(2, 3),
        source="assumption: nobody is there to say what was under way",
    )  # fmt: skip
    uncovered_stalls: float = share(
        0.11, "chance, for each week in which a child has no worker, that an action under way "
        "stalls", plausible=(0.02, 0.2),
        source="assumption: nobody chases it; no figure read",
    )  # fmt: skip
    overload_factor: float = setting(
        1.15, "multiplies the chance of a stall on an overloaded desk", unit="ratio", low=0,
        high=10, plausible=(1, 1.3),
        source="assumption: little, for inspectors' findings of drift do not go with caseloads "
        "(r -.005 over 72 authorities) but with changes of worker (.37)",
    )  # fmt: skip
    new_worker_factor: float = setting(
        1.75, "multiplies the chance of a stall with a worker new to the child", unit="ratio",
        low=0, high=10, plausible=(1, 2.5), source=BELIEF,
    )  # fmt: skip
    agency_factor: float = setting(
        1.5, "multiplies the chance of a stall with an agency worker", unit="ratio", low=0,
        high=10, plausible=(1, 2), source=BELIEF,
    )  # fmt: skip
    chased_days: int = working_days(
        10, "in which an outside body answers once a challenge has had it chased", source=NEEDS
    )
    drift_after_days: int = working_days(
        20, "past the agreed day after which an action is in drift",
        source="choice: the project's definition of drift", policy=False,
    )  # fmt: skip

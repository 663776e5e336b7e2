"""Team managers: hours, span, objectivity and what supervision loses to reviewing."""

from dataclasses import dataclass

from sim.settings.register import setting, share, working_days


@dataclass(frozen=True)
class TeamManager:
    """Team managers, who supervise social workers and review where there is no IRO."""

    workers: float = setting(
        6.5, "social workers to a team manager", unit="workers per manager", low=1, high=100,
        plausible=(5, 8), source="assumption: no figure read", policy=False,
    )  # fmt: skip
    hours_per_week: float = setting(
        5.0, "free for reviewing before other work gives way", unit="hours a week", low=0,
        high=40, plausible=(0, 10), source="assumption: no figure read",
    )  # fmt: skip
    gives_way_hours_per_week: float = setting(
        12.5, "more that reviewing takes from other work, supervision first, when it must",
        unit="hours a week", low=0, high=40, plausible=(5, 20),
        source="assumption: no figure read",
    )  # fmt: skip
    hours_per_year: float = setting(
        1550.0, "productive hours of a full-time post that a policy buys for reviewing alone "
        "(reinvestment.team_managers)", unit="hours a year", low=1, high=2000,
        plausible=(1450, 1650), source="assumption: as for IROs",
    )  # fmt: skip
    administration_kept: float = share(
        0.5, "of today's administration of reviews that goes on where managers chair them",
        source="assumption: meetings are arranged and records sent out whoever chairs; no figure "
        "read", plausible=(0, 1),
    )  # fmt: skip
    duplicated_share: float = share(
        0.375, "of a chair's work on a review, beside the meeting, that the case-holding team "
        "does anyway", plausible=(0, 0.75),
        source="assumption: the 2022 Review claimed three quarters, others none",
    )  # fmt: skip
    turnover: float = setting(
        7.5, "of team managers who leave in a year", unit="percent a year", low=0, high=400,
        plausible=(0, 15), source="assumption: no figure read; less than social workers' 11.8%",
    )  # fmt: skip
    vacant_days: int = working_days(
        75, "mean days for which a post that a manager leaves stands empty",
        source="assumption: as for IROs, a quarter of a year to recruit", plausible=(20, 130),
    )  # fmt: skip
    reviews_own_team: bool = setting(
        True, "whether a manager who chairs reviews the plans of the own team; else the next "
        "manager does", unit="yes or no", source="assumption: what the 2022 Review proposed",
        kind="choice",
    )  # fmt: skip
    told: float = share(
        0.95, "chance that a worker tells the own team's manager, who chairs, of a significant "
        "change", source="assumption: inside the line, a manager hears of nearly all",
        plausible=(0.9, 1.0),
    )  # fmt: skip
    objectivity: float = share(
        0.7, "of an independent chair's noticing that a manager keeps who reviews own plans",
        source="assumption: disputed, no data", plausible=(0.4, 1.0),
    )  # fmt: skip
    supervision_lost: float = setting(
        0.75, "how strongly hours taken from supervision slow the team's own noticing: the "
        "hazard falls by this x (hours taken / contracted hours)", unit="ratio", low=0, high=2,
        plausible=(0, 1.5), source="assumption: what gives way is supervision",
    )  # fmt: skip
    contract_hours_per_week: float = setting(
        37.0, "contracted", unit="hours a week", low=1, high=60,
        source="assumption: the usual local government week",
    )  # fmt: skip
    supervision_memory_days: int = setting(
        20, "over which the hours taken from supervision are averaged", unit="working days",
        low=1, high=260, source="assumption: supervision is monthly",
    )  # fmt: skip

"""The independent reviewing officer's post, hours, extra duties and independence."""

from dataclasses import dataclass

from sim.settings.register import hours, setting, share, working_days

NCB = "S: NCB survey 2013 of 295 IROs, via Community Care"
OUTSIDE = "assumption: no data either way on hosting IROs outside the authority"


@dataclass(frozen=True)
class ExtraDuties:
    """Duties beside reviewing; dealt by quota in the order of the posts, from a random start."""

    prevalence: float = share(0.62, "of IROs have extra duties", source=NCB)
    time_share: float = share(
        0.40, "of the hours of an IRO who has them that they take, on average", source=NCB
    )
    conferences: float = share(
        0.81, "of those with extra duties chair child protection conferences (50% of all)",
        source="D: NCB survey 2013, 50 / 62",
    )  # fmt: skip
    regulation_44: float = share(
        0.40, "of those with extra duties make regulation 44 visits (25% of all)",
        source="D: NCB survey 2013, 25 / 62",
    )  # fmt: skip
    training: float = share(
        0.27, "of those with extra duties train social workers (17% of all)",
        source="D: NCB survey 2013, 17 / 62",
    )  # fmt: skip


@dataclass(frozen=True)
class IRO:
    """Independent reviewing officers."""

    employer: str = setting(
        "authority", "who employs IROs; `none` abolishes the post", unit="employer",
        choices=("authority", "outside", "none"), source="P: Children Act 1989 section 25A",
        kind="choice",
    )  # fmt: skip
    caseload: float = setting(
        70.0, "children looked after per full-time IRO post", unit="children per FTE",
        low=1, high=5000, plausible=(50, 110),
        source="P: Handbook's 50-70; 12 published values since 2016 have median 71",
    )  # fmt: skip
    hours_per_year: float = setting(
        1570.0, "productive hours of a full-time post, after leave, training and supervision, "
        "before extra duties", unit="hours a year", low=1, high=2000, plausible=(1450, 1650),
        source="assumption: starting value from a toy desk",
    )  # fmt: skip
    overtime_share: float = share(
        0.1, "of a day's hours that an IRO adds when behind",
        source="assumption: most social workers work beyond contract", plausible=(0, 0.2),
    )  # fmt: skip
    allocation: str = setting(
        "capacity", "who gets a new child: the IRO with most free capacity, or all equally",
        unit="rule", choices=("capacity", "equal"), source="assumption: usual practice",
        kind="choice",
    )  # fmt: skip
    levels_caseloads: bool = setting(
        True, "whether children are moved to a newly filled post until caseloads are level",
        unit="yes or no", source="assumption: else a new IRO waits a year for a caseload",
        kind="choice",
    )  # fmt: skip
    extra_duties: ExtraDuties = ExtraDuties()
    iros_per_manager: float = setting(
        9.0, "full-time IRO posts to a manager of theirs", unit="FTE per manager", low=1,
        high=1000, plausible=(8, 10), source="assumption: no figure read", policy=False,
    )  # fmt: skip
    iros_per_administrator: float = setting(
        4.5, "full-time IRO posts to an administrator who arranges reviews and sends out their "
        "records", unit="FTE per administrator", low=1, high=1000, plausible=(4, 5),
        source="assumption: no figure read", policy=False,
    )  # fmt: skip
    turnover: float = setting(
        6.0, "of IROs who leave in a year", unit="percent a year", low=0, high=400,
        plausible=(0, 12), source="assumption: no figure found; half of social workers' 11.8%",
    )  # fmt: skip
    vacant_days: int = working_days(
        75, "mean days for which a post that an IRO leaves stands empty",
        source="assumption: a quarter of a year to recruit", plausible=(20, 130),
    )  # fmt: skip
    conflict_penalty: float = share(
        0.2, "of the will lost by an IRO who makes regulation 44 visits",
        source="assumption: NCB names the conflict of interest, not its size",
        plausible=(0, 0.4),
    )  # fmt: skip
    outside_influence: float = share(
        0.8, "of the success of informal challenge that an outside IRO keeps",
        source=OUTSIDE, plausible=(0.6, 1.0),
    )  # fmt: skip
    outside_knowledge: float = share(
        0.85, "of noticing that an outside IRO keeps, without knowing the authority from within",
        source=OUTSIDE, plausible=(0.7, 1.0),
    )  # fmt: skip
    outside_notification_odds: float = setting(
        0.65, "multiplies the odds that a worker tells an outside IRO of a change",
        unit="odds ratio", low=0, high=10, plausible=(0.3, 1.0), source=OUTSIDE,
    )  # fmt: skip
    outside_travel_hours: float = hours(
        0.5, "more for each meeting of an outside IRO, for travel", source=OUTSIDE,
        plausible=(0, 1),
    )  # fmt: skip
    outside_transfer_share: float = share(
        0.8, "of IROs who move with their post to an outside employer",
        source=OUTSIDE, plausible=(0.6, 1.0),
    )  # fmt: skip

"""Team managers, advocates, and how any desk behaves under pressure."""

from dataclasses import dataclass, field

from sim.settings.register import setting, share, working_days
from sim.settings.review import Work


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


@dataclass(frozen=True)
class Advocate:
    """Independent advocates, whom another body employs and the authority pays by the child."""

    offer: str = setting(
        "opt_in", "how a child comes by an advocate: by asking, or unless the child declines",
        unit="rule", choices=("opt_in", "opt_out"),
        source="S: advocacy is offered to those who ask (Ofsted reports 2014-19)", kind="choice",
    )  # fmt: skip
    uptake_opt_in: float = share(
        0.15, "of children who have an advocate where they must ask",
        source="D: eight authorities' uptake 2014-19, 3-25%, median 15%", plausible=(0.03, 0.25),
    )  # fmt: skip
    uptake_opt_out: float = share(
        0.75, "of children who have an advocate where they must decline",
        source="assumption: 60-90%, nowhere tried in full", plausible=(0.6, 0.9),
    )  # fmt: skip
    vacancy: float = share(
        0.2, "of children who would have an advocate for whom no skilled one is found",
        source="assumption: 70% of services failed national standards in 2022",
        plausible=(0, 0.4),
    )  # fmt: skip
    caseload: float = setting(
        50.0, "children to a full-time advocate, for which posts are paid",
        unit="children per FTE", low=1, high=5000, plausible=(30, 70),
        source="assumption: so that 1,000 pounds a child pays for it",
    )  # fmt: skip
    stretch: float = share(
        0.15, "more children than that an advocate takes before others must wait",
        source="assumption: no figure read",
    )  # fmt: skip
    hours_per_year: float = setting(
        1550.0, "productive hours of a full-time advocate", unit="hours a year", low=1,
        high=2000, plausible=(1450, 1650), source="assumption: as for IROs",
    )  # fmt: skip
    casework_hours: float = setting(
        17.5, "of work for a child beside reviews: what the child brings", plausible=(10, 25),
        unit="hours per child-year", low=0, high=1500,
        source="assumption: no measured hours were found",
    )  # fmt: skip
    visit: Work = field(default_factory=lambda: Work(2.5, 0.6, 0))
    brings_views: float = share(
        0.725, "chance that an advocate who has seen the child brings its views to the review",
        source="assumption: no figure read", plausible=(0.5, 0.95),
    )  # fmt: skip


@dataclass(frozen=True)
class Desk:
    """How any desk behaves under pressure, and sickness."""

    cut_from_days: float = setting(
        10.0, "days' work waiting from which work is cut and overtime worked",
        unit="working days", low=0, high=200, source="assumption: toy desk",
    )  # fmt: skip
    cut_per_day: float = share(
        0.105, "of full hours cut for each further day waiting, down to the least",
        source="assumption: work is shortened before it is dropped", plausible=(0.06, 0.15),
    )  # fmt: skip
    task_spread: float = setting(
        8.5, "by which one task of a reviewer is taken up sooner or later than another of its kind "
        "(scale of a logistic spread; meetings and decisions are held on their day)",
        unit="working days", low=0, high=60, plausible=(5, 12), policy=False,
        source="assumption: no figure read; so that midway checks and contact give way as gently "
        "with caseload as inspectors and councils report",
    )  # fmt: skip
    person_spread: float = setting(
        6.0, "by which one reviewer takes up a kind of task sooner or later than another (scale of "
        "a logistic spread)", unit="working days", low=0, high=60, plausible=(3, 9), policy=False,
        source="assumption: no figure read; as for a task's own spread",
    )  # fmt: skip
    least_dated_share: float = share(
        0.25, "of a day's hours kept for dated work however heavy the standing work",
        source="assumption: reports and decisions are not dropped entirely",
    )  # fmt: skip
    cover_days: int = setting(
        22, "for which the children of an empty post wait for the successor; if it stands empty "
        "for longer, colleagues take them over at once", unit="working days", low=0, high=520,
        source="assumption: a working month", plausible=(5, 40), policy=False,
    )  # fmt: skip
    cover_least: float = share(
        0.8, "of an authority's posts of a role that must be filled for colleagues to cover one "
        "that stands empty; where fewer are, as in small places, somebody of another place or "
        "team covers it", source="assumption: a fifth more children each can be borne",
        policy=False,
    )  # fmt: skip
    repaid_over_years: float = setting(
        10.0, "over which a post gives back the hours of whoever covered it from elsewhere",
        unit="years", low=0.1, high=100, policy=False,
        source="assumption: neighbours cover one another in turn, as an insurance",
    )  # fmt: skip
    own_from_children: float = setting(
        1000.0, "children looked after from which a place bears alone that they are now more, now "
        "fewer; of a smaller place's difference neighbours bear all but the root of its part of "
        "that", unit="children", low=0, high=100_000, policy=False,
        source="assumption: small services share cover with their neighbours",
    )  # fmt: skip
    load_on_leaving: float = setting(
        0.25, "elasticity of leaving to load: what waits on the desk, where it is more than the "
        "days from which work is cut, x (1 + share of supervision taken)", unit="elasticity",
        low=0, high=3, plausible=(0, 0.5), policy=False,
        source="assumption: workload is the reason named most, its size is unknown",
    )  # fmt: skip
    most_load: float = setting(
        3.0, "times the days from which work is cut: more than this waiting on a desk neither "
        "drives anybody out sooner nor has a part post borrow more", unit="ratio", low=1, high=100,
        source="assumption: so that no load runs away", policy=False,
    )  # fmt: skip
    load_memory_days: int = setting(
        60, "over which that load is averaged", unit="working days", low=1, high=520,
        source="assumption: a quarter of a year", policy=False,
    )  # fmt: skip
    relief_from_days: float = setting(
        5.0, "days' work waiting from which a desk is relieved: part of its standing work (visits "
        "and other casework) is left undone, and other teams give social workers hours",
        unit="working days", low=0, high=200, policy=False,
        source="assumption: a week behind, before work is cut",
    )  # fmt: skip
    relief_days: float = setting(
        10.0, "further days' work waiting over which that relief rises evenly to its most",
        unit="working days", low=0, high=200, policy=False,
        source="assumption: two weeks more",
    )  # fmt: skip
    standing_gives: float = share(
        0.3, "of standing work (social workers' visits and casework, advocates' casework) left "
        "undone at most on a desk that is behind; visits are then late",
        source="assumption: visits of children looked after are in time for 89-93% (Darlington "
        "2018-20), so little of it is ever left", plausible=(0.1, 0.5), policy=False,
    )  # fmt: skip
    spells_per_year: float = setting(
        1.5, "sickness spells of a worker", unit="per year", low=0, high=20,
        source="D: with their length, DfE's 3.5% sickness absence 2025",
    )  # fmt: skip
    spell_days: float = setting(
        6.0, "mean length of a sickness spell", unit="working days", low=1, high=200,
        source="D: with their rate, DfE's 3.5% sickness absence 2025",
    )  # fmt: skip

"""The case-holding social worker: caseload, hours, standing work, telling and turnover."""

from dataclasses import dataclass

from sim.settings.register import hours, setting, share, working_days

DFE = "P: DfE children's social work workforce 2025, the authority's own figure"


@dataclass(frozen=True)
class SocialWorker:
    """Case-holding social workers."""

    caseload: float | None = setting(
        None, "cases per full-time worker", unit="cases per FTE", low=1, high=5000,
        plausible=(12, 20), source=DFE, column="social_worker_caseload",
    )  # fmt: skip
    caseload_own: float = share(
        0.1, "of an authority's difference from what is to be expected of its published cases a "
        "worker that holds for looked-after children: published cases are of all children in "
        "need; of a caseload that is set here or in a council's own file all of it holds",
        source="assumption: no caseload of looked-after teams is published; so that drift hardly "
        "goes with the published one (r = -.005 in Ofsted's reports)",
        policy=False,
    )  # fmt: skip
    caseload_with_entries: float = setting(
        -0.12, "elasticity of the cases a worker that are to be expected of an authority with its "
        "entries and exits for each child looked after: where children come and go often, fewer",
        unit="ratio", low=-1, high=0, plausible=(-0.25, 0), policy=False,
        source="D: -.12 of published cases a worker over 151 authorities, 2025 (r = -.20)",
    )  # fmt: skip
    dedicated: bool = setting(
        True, "whether all a worker's cases are looked-after children", unit="yes or no",
        source="assumption: usual in looked-after teams", policy=False, kind="choice",
    )  # fmt: skip
    looked_after_share: float = setting(
        0.25, "of cases that are looked-after children, where workers are not dedicated",
        unit="share", low=0.01, high=1.0, policy=False,
        source="D: looked-after children are 25% of open cases, 2025",
    )  # fmt: skip
    hours_per_year: float = setting(
        1550.0, "productive hours of a full-time worker, after leave, training, supervision",
        unit="hours a year", low=1, high=2000, plausible=(1450, 1650),
        source="assumption: as for IROs",
    )  # fmt: skip
    overtime_share: float = share(
        0.125, "of a day's hours that a worker adds when behind",
        source="assumption: about 75% work beyond contract most weeks", plausible=(0, 0.25),
    )  # fmt: skip
    help_share: float = share(
        0.15, "of a worker's hours that other teams give at most to a worker who is behind",
        source="assumption: teams cover for each other; from not at all", plausible=(0, 0.3),
    )  # fmt: skip
    visits_per_year: float = setting(
        8.0, "statutory visits", unit="per child-year", low=0, high=60,
        source="assumption: from regulation 28's intervals",
    )  # fmt: skip
    visit_hours: float = hours(
        2.25, "of a statutory visit with travel", plausible=(1.5, 3),
        source="assumption: no measured hours were found",
    )  # fmt: skip
    visits_missed: float = share(
        0.07, "of statutory visits late however light the load: children away, visits put off",
        source="assumption: so that as many are in time as in Darlington, 89-93% (2018-20)",
        policy=False,
    )  # fmt: skip
    undone_unseen: float = setting(
        1.0, "how strongly standing work left undone keeps the team from seeing for itself what "
        "a child needs or what is stuck: both fall by this x the share left undone", unit="ratio",
        low=0, high=3, plausible=(0.5, 1.5), policy=False,
        source="assumption: who visits less sees less; in proportion, or half as much, or more",
    )  # fmt: skip
    casework_hours: float = setting(
        24.7, "other standing casework for a child: recording, contact, liaison",
        unit="hours per child-year", low=0, high=1500, plausible=(15, 45),
        source="assumption: no measured hours were found",
    )  # fmt: skip
    notification_rate: float = share(
        0.65, "chance that a settled worker at ordinary load tells the IRO of a significant "
        "change", source="assumption: 0.4-0.9, evidence only of failures", plausible=(0.4, 0.9),
    )  # fmt: skip
    telling_hours: float = hours(
        0.25, "to tell the IRO of a change", source="assumption: a call and a note"
    )
    overloaded_odds: float = setting(
        0.65, "multiplies the odds of telling when the worker's desk is overloaded",
        unit="odds ratio", low=0, high=10, plausible=(0.3, 1.0),
        source="assumption: no figure read",
    )  # fmt: skip
    new_worker_odds: float = setting(
        0.65, "multiplies the odds of telling when the worker is new to the child",
        unit="odds ratio", low=0, high=10, plausible=(0.3, 1.0),
        source="assumption: no figure read",
    )  # fmt: skip
    new_worker_days: int = working_days(
        60, "for which a worker counts as new to a child", source="assumption: three months"
    )
    turnover: float | None = setting(
        None, "of permanent workers who leave in a year", unit="percent a year", low=0,
        high=400, source=DFE, column="social_worker_turnover_pct",
    )  # fmt: skip
    agency_share: float | None = setting(
        None, "of workers from an agency", unit="percent", low=0, high=100, source=DFE,
        column="agency_pct",
    )  # fmt: skip
    leavers_kept: float = share(
        0.0, "of workers who would leave or move to another post who stay instead",
        source="choice: a policy's; sizes are assumptions", plausible=(0.0, 0.5),
    )  # fmt: skip
    agency_replaced: float = share(
        0.0, "of agency workers' posts that permanent workers come to hold",
        source="choice: a policy's; sizes are assumptions", plausible=(0.0, 0.9),
    )  # fmt: skip
    vacancy: float | None = setting(
        None, "of posts without a permanent worker; agency workers fill most", unit="percent",
        low=0, high=90, source=DFE, column="vacancy_pct", policy=False,
    )  # fmt: skip
    handover_hours: float = hours(
        2.25, "of a worker to read in on a child taken over", plausible=(0.5, 4),
        source="assumption: no measured hours were found",
    )  # fmt: skip
    handover_delay_days: int = working_days(
        15, "by which a child's actions on the desk wait when the worker changes",
        source="assumption: two to eight weeks are claimed, none is allowed for",
        plausible=(0, 30),
    )  # fmt: skip
    agency_stay_days: int = setting(
        210, "mean stay of an agency worker", unit="working days", low=1, high=2600,
        plausible=(120, 300), source="assumption: nine months",
    )  # fmt: skip
    internal_moves: float = setting(
        0.175, "moves of workers to other posts in the authority", unit="per worker-year",
        low=0, high=4, plausible=(0.05, 0.3), source="assumption: no figure read",
    )  # fmt: skip
    transfer_share: float = share(
        0.75, "of children handed from the first team to a looked-after team",
        source="assumption: over half of worker changes are transfers (Stability Index)",
        plausible=(0.5, 1.0), policy=False,
    )  # fmt: skip
    transfer_days: int = working_days(
        85, "mean days from entry to that handover",
        source="assumption: some months after entry", policy=False,
    )  # fmt: skip
    transfer_spread: float = share(
        0.5, "of those mean days by which the day varies either way, evenly",
        source="assumption: some months after entry", policy=False,
    )  # fmt: skip
    reallocations: float = setting(
        0.568, "handovers of a child for other reasons", unit="per child-year", low=0, high=6,
        plausible=(0.4, 0.75), source="assumption: so that 27% have three workers in a year",
        policy=False,
    )  # fmt: skip

"""Advocates: who is offered one, who accepts, and how many children each has."""

from dataclasses import dataclass

from sim.settings.register import setting, share
from sim.settings.review import TaskStandard


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
    visit: TaskStandard = TaskStandard(2.5, 0.6, 0)
    brings_views: float = share(
        0.725, "chance that an advocate who has seen the child brings its views to the review",
        source="assumption: no figure read", plausible=(0.5, 0.95),
    )  # fmt: skip

"""Prices: full cost a year, 2024-25."""

from dataclasses import dataclass
from typing import Any

from sim.settings.register import setting

FULL = "assumption: full cost at 2024-25 prices"


def _pounds(
    default: float, words: str, unit: str, low_high: tuple[float, float], source: str
) -> Any:
    return setting(
        default, words, unit=unit, low=0, high=1_000_000, plausible=low_high, source=source,
        policy=False, kind="price",
    )  # fmt: skip


@dataclass(frozen=True)
class Cost:
    """Prices of posts, hours and care."""

    iro_post: float = _pounds(70_000, "an IRO post", "GBP per FTE-year", (60_000, 80_000), FULL)
    iro_manager_post: float = _pounds(
        81_000, "the post of a manager of IROs", "GBP per FTE-year", (72_000, 90_000), FULL
    )
    administrator_post: float = _pounds(
        33_000, "the post of an administrator of reviews", "GBP per FTE-year", (28_000, 38_000),
        FULL,
    )  # fmt: skip
    social_worker_post: float = _pounds(
        60_000, "a social worker post", "GBP per FTE-year", (50_000, 75_000), FULL
    )
    team_manager_post: float = _pounds(
        75_000, "a team manager post", "GBP per FTE-year", (65_000, 90_000), FULL
    )
    paid_hours: float = setting(
        1540.0, "productive hours by which a post's cost is divided to price an hour",
        unit="hours a year", low=100, high=2000, source="assumption: as for IROs", policy=False,
        kind="price",
    )  # fmt: skip
    agency_premium: float = setting(
        0.40, "more that an agency worker costs than a permanent one", unit="share", low=0,
        high=3, plausible=(0.2, 0.6), source=FULL, policy=False, kind="price",
    )  # fmt: skip
    early_help_spending: float | None = setting(
        None, "early help that a policy adds; while unset its cost is not included",
        unit="GBP a year", low=0, high=1e9, optional=True, policy=False, kind="price",
        source="assumption: none; what it would take is for the user to say",
    )  # fmt: skip
    retention_spending: float | None = setting(
        None, "what a policy spends to keep social workers; while unset its cost is not included",
        unit="GBP a year", low=0, high=1e9, optional=True, policy=False, kind="price",
        source="assumption: none; what it would take is for the user to say",
    )  # fmt: skip
    advocacy: float = _pounds(
        1_000, "advocacy for a child who has an advocate", "GBP per child-year", (500, 1_500),
        FULL,
    )  # fmt: skip
    post_change: float = _pounds(
        10_000, "change of employer or redundancy, once", "GBP per FTE", (0, 25_000), FULL
    )
    foster_week: float = _pounds(
        765, "foster care, average, not marginal", "GBP per week", (765, 765),
        "P: LAIT section 251, 2024-25",
    )  # fmt: skip
    residential_week: float = _pounds(
        7_385, "residential care, average, not marginal", "GBP per week", (7_385, 7_385),
        "P: LAIT section 251, 2024-25",
    )  # fmt: skip
    other_week: float = _pounds(
        2_100, "other placements: the average of all children looked after", "GBP per week",
        (2_100, 2_100), "P: LAIT section 251, 2024-25",
    )  # fmt: skip
    discount_rate: float = setting(
        0.035, "by which money of a year counts for less than that of the year before; the first "
        "reported year counts in full", unit="share a year", low=0, high=1, policy=False,
        kind="price", source="P: HM Treasury, Green Book, social time preference rate, to year 30",
    )  # fmt: skip

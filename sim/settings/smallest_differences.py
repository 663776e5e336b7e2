"""The smallest difference that matters, for each headline measure."""

from dataclasses import dataclass

from sim.settings.register import setting

JUDGEMENT = "assumption: a judgement of what a service would notice"


def _matters(default: float, unit: str) -> float:
    return setting(
        default, "smallest difference that matters", unit=unit, low=0, high=1e9,
        source=JUDGEMENT, policy=False, kind="judgement",
    )  # fmt: skip


@dataclass(frozen=True)
class Matters:
    """Smallest differences that matter; a smaller one counts as about the same."""

    reviews_on_time: float = _matters(0.01, "share")
    review_thoroughness: float = _matters(0.02, "share")
    child_seen_before_review: float = _matters(0.02, "share")
    midway_coverage: float = _matters(0.02, "share")
    views_heard_independently: float = _matters(0.02, "share")
    drift_days_per_child_year: float = _matters(2.0, "days per child-year")
    children_in_drift: float = _matters(0.01, "share")
    extra_care_days_per_child_year: float = _matters(1.0, "days per child-year")
    unsuitable_days_per_child_year: float = _matters(2.0, "days per child-year")
    ready_at_18: float = _matters(0.02, "share")
    chair_load: float = _matters(0.05, "ratio")
    sw_load: float = _matters(0.02, "ratio")
    service_cost: float = _matters(25.0, "GBP per child-year")

"""Significant changes in a child's life: how often each is, what it raises, and handling it."""

from dataclasses import dataclass

from sim.settings.register import setting, share, working_days
from sim.settings.review import TaskStandard

NEEDS = "assumption: no figure read"


def _rate(default: float, words: str, source: str) -> float:
    return setting(
        default, words, unit="per child-year", low=0, high=50, source=source, policy=False
    )


@dataclass(frozen=True)
class Change:
    """Significant changes other than placement moves, the same under every policy."""

    missing: float = _rate(0.35, "going missing", "assumption: 11% are missing in a year")
    school_or_health: float = _rate(0.30, "changes of school or health", "assumption: LAIT 8%")
    allegation: float = _rate(0.05, "allegations", NEEDS)
    contact: float = _rate(0.25, "changes of contact", NEEDS)
    plan_proposed: float = _rate(0.25, "proposals to change the plan", NEEDS)
    raises_need: float = share(0.60, "of changes that raise a need", source=NEEDS, policy=False)
    health_share: float = share(
        0.50, "of changes of school or health that are of health", source=NEEDS, policy=False
    )
    handling: TaskStandard = TaskStandard(2.0, 0.7, 10)
    handling_days: int = working_days(5, "target for the worker's handling", source=NEEDS)
    response: TaskStandard = TaskStandard(0.75, 1.0, 10)
    response_days: int = working_days(
        5, "target for the IRO's response to a told change",
        source="assumption: starting value from a toy desk",
    )  # fmt: skip

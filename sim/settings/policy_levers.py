"""Levers that only policies pull, and what a change of arrangement costs at first."""

from dataclasses import dataclass
from typing import Any

from sim.settings.register import setting, share, working_days


@dataclass(frozen=True)
class EarlyHelp:
    """Early help for families."""

    entries_prevented: float = share(
        0.0, "of children who would enter care who do not: each entrant is kept out or not",
        source="choice: a policy's; what early help prevents is an assumption",
        plausible=(0.0, 0.2),
    )  # fmt: skip


@dataclass(frozen=True)
class Redeployment:
    """What becomes of IROs whose posts a policy closes; the rest leave and are paid off."""

    case_holders: float = share(
        0.0, "of their full-time equivalents that join social workers and hold cases",
        source="choice: a policy's",
    )  # fmt: skip
    child_protection: float = share(
        0.0, "of their full-time equivalents that become expert child protection practitioners",
        source="choice: a policy's",
    )  # fmt: skip
    relief: float = share(
        0.25, "of such a practitioner's hours that take work off those who hold looked-after "
        "children", source="D: looked-after children are 25% of open cases, 2025",
        plausible=(0.0, 0.5), kind="choice",
    )  # fmt: skip


def _bought(words: str) -> Any:
    return share(
        0.0, f"of the money no longer spent on IRO posts that {words}",
        source="choice: a policy's",
    )  # fmt: skip


@dataclass(frozen=True)
class Reinvestment:
    """What the money no longer spent on IRO posts buys; what no share names is saved.

    It is the money of the IROs' posts that a policy closes, their managers and administrators with
    them, less their extra duties, which others are then paid for.
    """

    team_managers: float = _bought(
        "buys team managers' hours for reviewing alone, there from the policy's first day"
    )
    social_workers: float = _bought("buys social workers' posts, recruited like others")
    advocates: float = _bought(
        "buys more advocates for the same children, and so more hours for each, recruited like "
        "others; nothing where no child would have an advocate"
    )
    early_help: float = _bought(
        "is spent on early help; it keeps children out of care only as far as "
        "early_help.entries_prevented is set too"
    )
    within_budget: bool = setting(
        False, "whether first all else that the policy newly pays for (advocacy, posts, one-off "
        "costs spread over the reported years) is paid out of that money, so that its net cash "
        "cost is about nil; the shares are then of what is left", unit="yes or no",
        source="choice: a policy's",
    )  # fmt: skip


@dataclass(frozen=True)
class Transition:
    """The dip when an arrangement changes: who reviews, or for whom IROs work."""

    days: int = working_days(
        130, "for which those whose work a policy changes lose hours to learning it",
        source="assumption: some months, nobody has measured it", plausible=(0, 260),
    )  # fmt: skip
    hours_lost: float = share(
        0.15, "of their hours lost in that time", source="assumption: no data either way",
        plausible=(0.0, 0.3),
    )  # fmt: skip

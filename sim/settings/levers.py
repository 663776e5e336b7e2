"""Levers that only policies pull, and what a change of arrangement costs at first."""

from dataclasses import dataclass

from sim.settings.register import share, working_days


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

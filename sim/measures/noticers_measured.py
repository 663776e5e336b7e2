"""What comes of noticing: of stuck plans each notices, how many move for it, for what hours."""

from sim import ledger
from sim.ledger import Count, of
from sim.measures.measure import Measure
from sim.vocabulary import Noticer

GROUP = "Noticing"
AT_ONCE = (ledger.NOTICED_BY, ledger.MOVED_BY, ledger.HOURS_RAISING)
FORMAL = (ledger.NOTICED_FORMAL, ledger.MOVED_FORMAL, ledger.HOURS_RAISING_FORMAL)
WHO = {
    "team": ("the team itself", AT_ONCE, Noticer.TEAM),
    "manager": ("team managers as reviewers", AT_ONCE, Noticer.TEAM_MANAGER),
    "iro": ("IROs", AT_ONCE, Noticer.IRO),
    "guardian": ("children's guardians", AT_ONCE, Noticer.GUARDIAN),
    "advocate": ("advocates", AT_ONCE, Noticer.ADVOCATE),
    "manager_formal": ("team managers, at the formal step", FORMAL, Noticer.TEAM_MANAGER),
    "iro_formal": ("IROs, at the formal step", FORMAL, Noticer.IRO),
}
"""Who notices: in words, and the families of counts that are theirs."""
NOTICERS = {name: words for name, (words, _, _) in WHO.items()}
MOVING, EACH = "moved_for", "hours_for"


def counts_of(name: str) -> tuple[Count, Count, Count]:
    """Return what a noticer noticed, got moving, and the hours."""
    _, families, who = WHO[name]
    noticed, moved, hours = (of(family, who) for family in families)
    return noticed, moved, hours


def stuck_plans(name: str) -> str:
    """Return in words what a noticer's shares are of."""
    words = NOTICERS[name]
    if name.endswith("_formal"):
        return f"of stuck plans that {words.split(',')[0]} took to the formal step"
    return f"of stuck plans that {words} noticed"


def noticed_of(name: str) -> Measure:
    """Return how many stuck plans a noticer notices, or takes to the formal step."""
    noticed, _, _ = counts_of(name)
    return Measure(f"noticed_by_{name}", GROUP, "stuck plans noticed", "per 100 child-years",
                   "neither", (noticed,), (Count.CHILD_DAYS,))  # fmt: skip


def moving_of(name: str) -> Measure:
    """Return how many move for it to a stuck plan noticed; in a month of few more may move."""
    noticed, moved, _ = counts_of(name)
    return Measure(f"{MOVING}_{name}", GROUP, f"{stuck_plans(name)}, moving for it within 60 "
                   "working days", "ratio", "higher", (moved,), (noticed,))  # fmt: skip


def hours_of(name: str) -> Measure:
    """Return the hours that it takes, whose they ever are, for each stuck plan noticed.

    What a reviewer gets moving may take the formal step, so its hours count too.
    """
    noticed, _, hours = counts_of(name)
    words = f"{stuck_plans(name)}, to raise and to answer it"
    spent: tuple[Count, ...] = (hours,)
    if f"{name}_formal" in NOTICERS:
        words += ", the formal step included"
        spent += (counts_of(f"{name}_formal")[2],)
    return Measure(f"{EACH}_{name}", GROUP, words, "hours each", "lower", spent, (noticed,))


def measures_of_noticing() -> list[Measure]:
    """Return the share moving and the hours of each who may notice."""
    return [measure(name) for measure in (moving_of, hours_of) for name in NOTICERS]

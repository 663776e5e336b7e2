"""What comes of noticing: of stuck plans each notices, how many move for it, for what hours."""

from sim.ledger import Count
from sim.measures.measure import YEAR, Measure

GROUP = "Noticing"
NOTICERS = {
    "team": "the team itself",
    "manager": "team managers as reviewers",
    "iro": "IROs",
    "guardian": "children's guardians",
    "advocate": "advocates",
    "manager_formal": "team managers, at the formal step",
    "iro_formal": "IROs, at the formal step",
}
"""Who notices, in the order of the ledger's counts by noticer; in words."""
MOVING, EACH = "moved_for", "hours_for"


def counts_of(place: int) -> tuple[Count, Count, Count]:
    """Return what a noticer, by its place in `NOTICERS`, noticed, got moving, and the hours."""
    return (
        Count(Count.NOTICED_BY_TEAM + place),
        Count(Count.MOVED_BY_TEAM + place),
        Count(Count.HOURS_RAISING_TEAM + place),
    )


def stuck_plans(name: str) -> str:
    """Return in words what a noticer's shares are of."""
    words = NOTICERS[name]
    if name.endswith("_formal"):
        return f"of stuck plans that {words.split(',')[0]} took to the formal step"
    return f"of stuck plans that {words} noticed"


def noticed_of(name: str) -> Measure:
    """Return how many stuck plans a noticer notices, or takes to the formal step."""
    noticed, _, _ = counts_of(list(NOTICERS).index(name))
    return Measure(f"noticed_by_{name}", GROUP, "stuck plans noticed", "per 100 child-years",
                   "neither", (noticed,), (Count.CHILD_DAYS,), 100 * YEAR)  # fmt: skip


def moving_of(name: str) -> Measure:
    """Return how many move for it to a stuck plan noticed; in a month of few more may move."""
    noticed, moved, _ = counts_of(list(NOTICERS).index(name))
    return Measure(f"{MOVING}_{name}", GROUP, f"{stuck_plans(name)}, moving for it within 60 "
                   "working days", "ratio", "higher", (moved,), (noticed,))  # fmt: skip


def hours_of(name: str) -> Measure:
    """Return the hours that it takes, whose they ever are, for each stuck plan noticed.

    What a reviewer gets moving may take the formal step, so its hours count too.
    """
    noticed, _, hours = counts_of(list(NOTICERS).index(name))
    words = f"{stuck_plans(name)}, to raise and to answer it"
    spent: tuple[Count, ...] = (hours,)
    if f"{name}_formal" in NOTICERS:
        words += ", the formal step included"
        spent += (counts_of(list(NOTICERS).index(f"{name}_formal"))[2],)
    return Measure(f"{EACH}_{name}", GROUP, words, "hours each", "lower", spent, (noticed,))


def measures_of_noticing() -> list[Measure]:
    """Return the share moving and the hours of each who may notice."""
    return [of(name) for of in (moving_of, hours_of) for name in NOTICERS]

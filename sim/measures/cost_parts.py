"""The parts of the cost: what each is, whether it is cash, and the totals that they make."""

from typing import NamedTuple

from sim.ledger import POUNDS_POSTS, Count, of
from sim.vocabulary import Role

CASH = "cash"
HOURS = "hours taken from other work or own time"
CARE = "extra care, average, not marginal"
TOTAL = "total"
POUNDS, A_YEAR, A_CHILD = "GBP", "GBP a year", "GBP per child-year"


class Part(NamedTuple):
    """A part of the cost: its name, its kind, and where the ledger has its pounds."""

    name: str
    kind: str
    pounds: Count


PARTS = (
    *(Part(f"{role.words.removesuffix('s')} posts", CASH, of(POUNDS_POSTS, role))
      for role in Role if role.for_reviews),
    Part("IROs' managers", CASH, Count.POUNDS_IRO_MANAGERS),
    Part("review administrators", CASH, Count.POUNDS_ADMINISTRATORS),
    Part("team manager posts", CASH, Count.POUNDS_MANAGER_POSTS),
    Part("other posts", CASH, Count.POUNDS_WORKER_POSTS),
    Part("agency workers", CASH, Count.POUNDS_AGENCY),
    Part("duties moved from IROs", CASH, Count.POUNDS_DUTIES),
    Part("advocacy", CASH, Count.POUNDS_ADVOCACY),
    Part("one-off", CASH, Count.POUNDS_ONCE),
    Part("early help and retention", CASH, Count.POUNDS_SPENDING),
    Part("managers' hours", HOURS, Count.POUNDS_MANAGERS_HOURS),
    Part("social workers' hours", HOURS, Count.POUNDS_WORKERS_HOURS),
    Part("other teams' hours", HOURS, Count.POUNDS_HELP),
    Part("overtime", HOURS, Count.POUNDS_OVERTIME),
    Part("extra care", CARE, Count.POUNDS_EXTRA_CARE),
)  # fmt: skip
TOTALS = {"cash": (CASH,), "hours": (HOURS,), "cash with extra care": (CASH, CARE)}
"""The kinds that each total adds up.

"cash" is what the measure `service_cost` measures, "hours" what `hours_cost` does and the last what
`total_cost` does. Nothing adds hours to cash: no money is paid for them, and what they cost
children shows in what becomes of the children.
"""

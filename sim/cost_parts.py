"""The parts of the cost: what each is, whether it is cash, and the totals that they make."""

from typing import NamedTuple

from sim.ledger import Count

CASH = "cash"
HOURS = "hours taken from other work"
CARE = "extra care, average, not marginal"
TOTAL = "total"
POUNDS, A_YEAR, A_CHILD = "GBP", "GBP a year", "GBP per child-year"


class Part(NamedTuple):
    """A part of the cost: its name, its kind, and where the ledger has its pounds."""

    name: str
    kind: str
    pounds: Count


PARTS = (
    Part("IRO posts", CASH, Count.POUNDS_IRO_POSTS),
    Part("other posts", CASH, Count.POUNDS_WORKER_POSTS),
    Part("agency workers", CASH, Count.POUNDS_AGENCY),
    Part("duties moved from IROs", CASH, Count.POUNDS_DUTIES),
    Part("advocacy", CASH, Count.POUNDS_ADVOCACY),
    Part("one-off", CASH, Count.POUNDS_ONCE),
    Part("early help and retention", CASH, Count.POUNDS_SPENDING),
    Part("hours moved", HOURS, Count.POUNDS_HOURS_MOVED),
    Part("extra care", CARE, Count.POUNDS_EXTRA_CARE),
)
TOTALS = {
    "cash": (CASH,),
    "hours": (HOURS,),
    "service": (CASH, HOURS),
    "service with extra care": (CASH, HOURS, CARE),
}
"""The kinds that each total adds up; "service" is what the measure `service_cost` measures."""

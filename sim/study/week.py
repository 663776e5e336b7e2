"""An IRO's week: the hours that a full-time IRO gives to each duty."""

import pandas as pd

from sim.ledger import Count
from sim.measures import Measure
from sim.study.ledgers import Ledgers
from sim.study.tables import of_measures

DUTIES: dict[str, tuple[Count, ...]] = {
    "preparing reviews": (Count.HOURS_IRO_PREPARATION,),
    "seeing the child": (Count.HOURS_IRO_CHILD_CONTACT,),
    "meeting the social worker": (Count.HOURS_IRO_SOCIAL_WORKER_MEETING,),
    "review meetings": (Count.HOURS_IRO_MEETING,),
    "decisions and records": (Count.HOURS_IRO_DECISIONS, Count.HOURS_IRO_RECORD),
    "midway checks": (Count.HOURS_IRO_MIDWAY_CHECK,),
    "answering told changes": (Count.HOURS_IRO_CHANGE_RESPONSE,),
    "challenge": (Count.HOURS_IRO_INFORMAL, Count.HOURS_IRO_FORMAL),
    "extra duties": (Count.HOURS_IRO_OTHER_DUTIES,),
    "sick": (Count.HOURS_IRO_SICK,),
    "hours unused": (Count.HOURS_IRO_UNUSED,),
}
"""What the week goes to; extra duties hold the hours lost while learning a new arrangement."""


def week(today: Ledgers, policy: Ledgers | None = None) -> pd.DataFrame:
    """Return the hours a week that a full-time IRO gives to each duty, a row each.

    Overtime is in the duty on which it was worked. Columns as `tables.summary`, after `duty`;
    values are empty in an arm without IROs.
    """
    every = tuple(count for counts in DUTIES.values() for count in counts)
    measures = [
        Measure("iro_week", "An IRO's week", name, "hours a week", "neither", counts,
                (Count.FTE_DAYS_IRO,), 7.0)
        for name, counts in (*DUTIES.items(), ("whole week", every))
    ]  # fmt: skip
    table = of_measures(measures, today, policy).drop(columns=["measure", "better", "grade", "fixed"])
    table.insert(0, "duty", [measure.words for measure in measures])
    return table

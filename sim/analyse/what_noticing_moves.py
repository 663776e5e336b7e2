"""Of 100 stuck plans that each notices, how many move for it, and for how many hours each."""

import numpy as np
import pandas as pd

from sim.analyse.tables import of_quantities
from sim.measures.noticers_measured import NOTICERS, hours_of, moving_of, noticed_of
from sim.replicate.arm_results import ArmResults
from sim.report.table_words import EACH, NOTICED, OF_100

QUANTITIES = {NOTICED: noticed_of, OF_100: moving_of, EACH: hours_of}
"""What is told of each who may notice, in the table's order."""


def noticers(today: ArmResults, policy: ArmResults | None = None) -> pd.DataFrame:
    """Return what comes of each one's noticing, a row for each noticer and quantity.

    `noticed` is stuck plans first noticed, or taken to the formal step, per 100 child-years; `of
    100 moving` how many of 100 of them move for it within 60 working days; `hours each` the hours
    of whoever raises and answers it. Formal steps stand apart too, and are part of what IROs and
    managers as reviewers get moving, and of its hours. Columns as `tables.summary`; values are
    empty where one notices nothing.
    """
    rows = [(name, quantity) for name in NOTICERS for quantity in QUANTITIES]
    measures = [QUANTITIES[quantity](name) for name, quantity in rows]
    table = of_quantities(measures, today, policy)
    shares = np.array([quantity == OF_100 for _, quantity in rows])
    values = [name for name in table if name.startswith(("today", "under", "difference"))]
    table.loc[shares, values] *= 100.0
    table.loc[shares, "unit"] = "of 100 noticed"
    table.insert(1, "noticer", [NOTICERS[name] for name, _ in rows])
    table.insert(2, "quantity", [quantity for _, quantity in rows])
    return table

"""What stands beside an abolition that funds nothing: the same with the hours that IROs had.

Who funds the chairs' hours decides much of what abolition does, so neither is told without the
other. It is told from what the stored worlds lead to in the average authority, without further
runs; the scenario itself is a command away.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from sim.analyse.over_worlds import range_of
from sim.analyse.readings import count, is_settled, of_hundred, reading
from sim.arms.scenarios import changes_of
from sim.data.plausible_settings import members
from sim.measures.catalogue import HEADLINE
from sim.replicate.worlds import stored
from sim.report.document.sentences import short_answer
from sim.settings.register import Value
from sim.settings.smallest_differences import Matters

FUNDED = "abolish_funded"
BOUGHT = "reinvestment."


def funded_beside(changes: Mapping[str, Value]) -> str | None:
    """Return a paragraph on the same abolition, funded; None for any other policy.

    `changes` is what the policy changes, by dotted name.
    """
    if changes.get("iro.employer") != "none" or any(name.startswith(BOUGHT) for name in changes):
        return None
    told = short_answer(changes_of(FUNDED), funded_table())
    where = f"{FUNDED}; the average authority, all stored worlds"
    return f"Beside it, the same with its chairs' hours funded ({where}). {told}"


def funded_table() -> pd.DataFrame:
    """Return the headline of the funded abolition in the average authority, a row a measure."""
    rows = []
    for measure in HEADLINE:
        differences, now = (
            np.array([member.leads_to.get(f"{of}.{measure.id}", np.nan) for member in members()])
            for of in (FUNDED, "today")
        )
        smallest = getattr(Matters(), measure.id)
        counted = count(differences, measure.better, smallest)
        hundred, found, before = of_hundred(counted), range_of(differences), range_of(now)
        words = reading(counted, stored())
        rows.append(
            {
                "measure": measure.id, "unit": measure.unit, "better": measure.better,
                "today": float(before.value), "under_policy": float(range_of(now + differences)[0]),
                "difference": float(found.value), "difference_low": float(found.low),
                "difference_high": float(found.high), "worlds": sum(counted),
                "worse": hundred.worse, "same": hundred.same, "better_in": hundred.better,
                "reading": words, "settled": is_settled(words), "matters": smallest, "empty": "",
                "fixed": False, "chance_share": np.nan,
            }
        )  # fmt: skip
    return pd.DataFrame(rows)

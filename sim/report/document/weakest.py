"""The one weakest thing about an answer, as a sentence."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from sim.evidence.weakest_source import known_settings
from sim.report.document.beliefs_in_words import subject
from sim.report.document.measure_phrases import said
from sim.report.document.policy_assumed import sets_beliefs
from sim.report.document.what_depends import SAME, by_chance, first_reading, is_open
from sim.report.document.worlds_in_words import THERE_ARE
from sim.report.numbers import listed, say_setting
from sim.report.table_words import DRIFT

WEAKEST = "The weakest thing about this answer: "
MANY = 100  # plausible worlds from which counts of 100 are good
FAR_FEWER = 0.9  # of the worlds there are
NOT_MEASURED = "no published figure measures drift, so what is said of it follows from beliefs"


def weakest(
    changes: Mapping[str, Any], rows: list[Any], hanging: pd.DataFrame | None, over_worlds: bool
) -> str:
    """Return the one weakest thing about the answer.

    Parameters
    ----------
    rows
        Of its headline table.
    hanging
        What its answer hangs on; None where it was not asked.
    over_worlds
        Whether plausible worlds were run.
    """
    if not over_worlds:
        return (
            f"{WEAKEST}it is of one set of beliefs, which nobody holds; other beliefs can turn any "
            "of it."
        )
    worlds = max((int(one.worlds) for one in rows), default=0)
    were = "was" if worlds == 1 else "were"
    if worlds < MANY or (worlds < FAR_FEWER * THERE_ARE and any(", or " in one.reading
                                                                for one in rows)):  # fmt: skip
        return (
            f"{WEAKEST}only {worlds} of {THERE_ARE} plausible worlds {were} run; "
            "replications=200 would settle what is open."
        )
    unsettled = [one for one in rows if is_open(one)]
    if sets_beliefs(changes):
        return f"{WEAKEST}that the policy reaches what it sets out to reach is assumed, not shown."
    chance = [one for one in unsettled if by_chance(one) and not first_reading(one).endswith(SAME)]
    if chance:
        nouns = listed([said(one.measure).noun for one in chance])
        return f"{WEAKEST}more than half of what differs between worlds in {nouns} is chance."
    belief = _most_important(unsettled, hanging)
    if belief:
        return f"{WEAKEST}nobody has measured {subject(belief)}; {_plausible(belief)}."
    return f"{WEAKEST}{NOT_MEASURED}."


def _most_important(unsettled: list[Any], hanging: pd.DataFrame | None) -> str:
    """Return the belief on which drift, or else the first measure that is open, hangs most."""
    if hanging is None or hanging.empty:
        return ""
    for measure in sorted((one.measure for one in unsettled), key=lambda measure: measure != DRIFT):
        mine = hanging[hanging["measure"] == measure]
        if len(mine):
            return str(mine.loc[mine["share"].idxmax(), "belief"])
    return ""


def _plausible(belief: str) -> str:
    one = next(known for known in known_settings() if known.name == belief)
    if one.plausible is None:
        return "what is plausible has no bounds here"
    low, high = one.plausible
    if one.unit != "share":
        return f"from {say_setting(low)} to {say_setting(high)} {one.unit} is plausible"
    if (low, high) == (0, 1):
        return "anything from none to all is plausible"
    return f"from {100 * low:.10g} to {100 * high:.10g} of 100 is plausible"

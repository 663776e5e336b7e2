"""In what order an IRO's duties give way as caseloads rise, and whether it is as described."""

import itertools
import math
from collections.abc import Sequence

import numpy as np

ORDER = (
    "midway_coverage",
    "child_seen_before_review",
    "records_on_time",
    "challenge_followed_up",
    "reviews_on_time",
)
FOUND = 110  # children per IRO: caseloads found in England go so far
USUAL = 70
HELD = 0.92  # of reviews in time that the median authority still holds there
TAIL = 0.02  # of reviews in time lost between the usual caseload and the highest run
ABOVE = math.inf  # above the highest caseload run


def gives_way_at(caseloads: Sequence[float], values: Sequence[float]) -> float:
    """Return the caseload, linear between runs, at which a quarter of the first value is lost."""
    threshold = 0.75 * values[0]
    for place in range(1, len(values)):
        if values[place] <= threshold:
            part = (values[place - 1] - threshold) / (values[place - 1] - values[place])
            return caseloads[place - 1] + part * (caseloads[place] - caseloads[place - 1])
    return ABOVE


def as_described(
    caseloads: Sequence[float], runs: Sequence[Sequence[float]], tolerance: float
) -> bool:
    """Say whether duties give way as inspectors describe, within a tolerance in children.

    Monitoring and contact give way first, within the caseloads found in England; then records,
    then challenge; timeliness hardly: at the highest caseloads found an average authority still
    holds 92% in time, and beyond them some points are lost.

    Parameters
    ----------
    caseloads
        Children per IRO, rising.
    runs
        For each caseload the measures of `ORDER`.
    """
    each = list(zip(*runs, strict=True))
    if any(not values[0] > 0 or any(map(math.isnan, values)) for values in each):
        return False
    lost = [gives_way_at(caseloads, values) for values in each]
    rising = all(early <= late + tolerance for early, late in itertools.pairwise(lost))
    on_time = each[ORDER.index("reviews_on_time")]
    held = np.interp(FOUND, caseloads, on_time) >= HELD
    tail = np.interp(USUAL, caseloads, on_time) - on_time[-1] >= TAIL
    timely = bool(held and tail) and lost[-1] == ABOVE
    return rising and lost[1] < FOUND + tolerance and timely

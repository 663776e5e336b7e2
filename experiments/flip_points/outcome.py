"""What came of one scenario and one question over the sampled worlds."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from experiments.flip_points.prim_boxes import DENSE, Box, find_box
from experiments.flip_points.questions import Question
from experiments.flip_points.sampled_worlds import BEATS

Range = tuple[float, float]
WINS, LOSSES = "wins", "losses"
COLUMNS = (
    "policy", "question", "setting", "from", "to", "plausible_low", "plausible_high", "box_of",
    "coverage", "density", "share_of_wins", "p",
)  # fmt: skip


@dataclass(frozen=True)
class Outcome:
    """One scenario and one question."""

    scenario: str
    question: Question
    worlds: int  # how many sampled worlds have an answer
    share: float  # share of them in which the policy wins
    # whether the box is of the worlds won; of those not won where the policy wins so often that
    # all worlds together would do for a box
    of_wins: bool
    box: Box | None  # None where it always or never wins, or no belief tells when


def outcome_of(
    worlds: pd.DataFrame, scenario: str, question: Question, varied: Sequence[str]
) -> Outcome:
    """Return what came of a scenario and a question in the worlds of `sampled_worlds.table`."""
    mine = (worlds["policy"] == scenario) & (worlds["question"] == question.name)
    rows = worlds[mine & worlds[BEATS].notna()]
    if rows.empty:
        return Outcome(scenario, question, 0, np.nan, True, None)
    won = rows[BEATS].to_numpy() == 1
    share = float(won.mean())
    of_wins = share < DENSE
    box = find_box(rows[list(varied)], won if of_wins else ~won)
    return Outcome(scenario, question, len(rows), share, of_wins, box)


def table(found: Sequence[Outcome], ranges: Mapping[str, Range]) -> pd.DataFrame:
    """Return every box, a row for each setting that it restricts; one without where there is none.

    `from` and `to` are the plausible range's where that end is not restricted.
    """
    rows: list[tuple[object, ...]] = []
    for one in found:
        head = (one.scenario, one.question.name)
        of = WINS if one.of_wins else LOSSES
        if one.box is None:
            rows.append((*head, "", *(np.nan,) * 4, of, np.nan, np.nan, one.share, np.nan))
            continue
        for limit in one.box.limits:
            low, high = ranges[limit.setting]
            rows.append(
                (*head, limit.setting, low if limit.low is None else limit.low,
                 high if limit.high is None else limit.high, low, high, of, one.box.coverage,
                 one.box.density, one.share, limit.p)
            )  # fmt: skip
    return pd.DataFrame(rows, columns=list(COLUMNS))


def most_restricted(found: Sequence[Outcome]) -> tuple[str, str] | None:
    """Return the two settings that most boxes restrict, of equals those met first; or None."""
    counted = Counter(limit.setting for one in found if one.box for limit in one.box.limits)
    names = [name for name, _ in counted.most_common(2)]
    return (names[0], names[1]) if len(names) == 2 else None

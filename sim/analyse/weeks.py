"""Posts, and a full-time week, of everyone whose work reviewing touches."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from sim.analyse.tables import of_quantities
from sim.ledger import FTE_DAYS, HOURS_AROSE, HOURS_IRO, HOURS_OVERTIME, HOURS_WORKED, Count, of
from sim.measures.catalogue import Measure
from sim.replicate.arm_results import ArmResults
from sim.task_kinds import TaskKind
from sim.vocabulary import Role

ROLES = {role.words: role for role in Role}
POSTS, WHOLE_WEEK = "posts", "whole week"
WORKED, OVERTIME, UNDONE = "hours worked", "of these beyond their hours", "hours arisen, not done"
HOURS, FTE = "hours a week", "FTE"
DUTIES: dict[str, tuple[Count, ...]] = {
    **{kind.in_week: tuple(of(HOURS_IRO, each) for each in TaskKind
                           if each.in_week == kind.in_week)
       for kind in TaskKind if kind.in_week},
    "hours owed from days before": (Count.HOURS_IRO_OWED,),
    "extra duties": (Count.HOURS_IRO_OTHER_DUTIES,),
    "sick": (Count.HOURS_IRO_SICK,),
    "hours unused": (Count.HOURS_IRO_UNUSED,),
}  # fmt: skip
"""What an IRO's week goes to; extra duties hold the hours lost while learning an arrangement."""


@dataclass(frozen=True)
class Rest(Measure):
    """A measure of what is left of its numerator once other counts, `less`, are taken off."""

    less: tuple[Count, ...] = ()

    @property
    def least(self) -> float:
        """The least it can be: what arose before the period may be worked in it."""
        return -np.inf

    def parts(self, ledgers: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return scaled numerator, less `less`, and denominator."""
        top, bottom = super().parts(ledgers)
        return top - self.scale * sum(ledgers[..., count] for count in self.less), bottom


def measures_of(role: str) -> list[Measure]:
    """Return what is told of a role: its posts, and the week of one of full time."""
    fte, arose, overtime, worked = (
        of(family, ROLES[role]) for family in (FTE_DAYS, HOURS_AROSE, HOURS_OVERTIME, HOURS_WORKED)
    )
    made = [Measure("week", role, POSTS, FTE, "neither", (fte,), (Count.DAYS,))]

    def hours(words: str, counts: tuple[Count, ...]) -> Measure:
        return Measure("week", role, words, HOURS, "neither", counts, (fte,))

    if ROLES[role] == Role.IRO:
        every = tuple(count for counts in DUTIES.values() for count in counts)
        made += [hours(words, counts) for words, counts in DUTIES.items()]
        made.append(hours(WHOLE_WEEK, every))
    else:
        made += [hours(WORKED, (worked,)), hours(OVERTIME, (overtime,))]
    made.append(Rest("week", role, UNDONE, HOURS, "neither", (arose,), (fte,), less=(worked,)))
    return made


def week(today: ArmResults, policy: ArmResults | None = None) -> pd.DataFrame:
    """Return posts, and hours a week of a full-time post, of every role, a row each.

    Of IROs the hours by duty, overtime in the duty on which it was worked. Of the others the hours
    worked on reviewing, plans and children in care; those of them beyond the hours there are for it
    (a manager's are taken from other work). Of all the hours of work that arose, at full practice,
    and were not worked: cut short, lapsed or waiting at the end.

    Columns as `tables.summary`, after `role` and `duty`; values are empty in an arm without posts
    of the role.
    """
    measures = [measure for role in ROLES for measure in measures_of(role)]
    table = of_quantities(measures, today, policy)
    table.insert(0, "role", [measure.group for measure in measures])
    table.insert(1, "duty", [measure.words for measure in measures])
    return table

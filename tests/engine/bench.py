"""A bench for the engine alone: a world of just the engine's arrays, as small as a test needs."""

from typing import NamedTuple

import numpy as np

from sim.engine.agenda import PHASES, Event
from sim.engine.desk import Desk, Task
from sim.engine.free_rows import Pool
from sim.engine.handle import by_address
from sim.engine.journal import Entry
from sim.engine.records import Records, rows
from sim.engine.working_days import Day


@by_address
class Bench(NamedTuple):
    """The arrays that the engine reads."""

    pools: Records[Pool]
    events: Records[Event]
    day_first: np.ndarray
    day_last: np.ndarray
    tasks: Records[Task]
    desks: Records[Desk]
    trays: np.ndarray
    subject_tasks: np.ndarray
    journal: Records[Entry]
    days: Records[Day]
    on_or_after: np.ndarray
    ledger: np.ndarray


def bench(days=1, desks=1, subjects=1, events=0, tasks=0, journal=0, **arrays):
    """Return a bench with room for so many events, tasks and entries, row 0 of each not counted."""
    blank = Bench(
        pools=rows(Pool, 4),
        events=rows(Event, 1 + events),
        day_first=np.zeros((days, PHASES), np.int64),
        day_last=np.zeros((days, PHASES), np.int64),
        tasks=rows(Task, 1 + tasks),
        desks=rows(Desk, desks),
        trays=np.zeros((desks, days), np.int64),
        subject_tasks=np.zeros(subjects, np.int64),
        journal=rows(Entry, 1 + journal),
        days=rows(Day, days),
        on_or_after=np.arange(days),
        ledger=np.zeros((2, 3)),
    )
    return blank._replace(**arrays)

"""The journal: kept in order where it was given room, and no burden where it was not."""

import pytest
from bench import bench

from sim.engine.compile import kernel
from sim.engine.journal import JOURNAL, note
from sim.engine.tally import count


@kernel
def write(w, day, what, subject, detail):
    """Write an entry, and count it."""
    note(w, day, what, subject, detail)
    count(w, day, what, 0.5)


def test_entries_stand_in_the_order_in_which_they_were_written():
    w = bench(journal=3)
    for entry in ((0, 2, 7, 70), (0, 1, 8, 80)):
        write(w, *entry)
    kept = w.journal[1 : 1 + w.pools[JOURNAL].used]
    assert [(e.day, e.what, e.subject, e.detail) for e in kept] == [(0, 2, 7, 70), (0, 1, 8, 80)]


def test_a_journal_that_is_not_kept_takes_any_number_and_writes_nothing():
    w = bench(journal=0)
    for _ in range(50):
        write(w, 0, 1, 2, 3)
    assert w.pools[JOURNAL].used == 0
    assert w.journal.tobytes() == bytes(w.journal.nbytes)


def test_a_full_journal_says_so():
    w = bench(journal=1)
    write(w, 0, 1, 2, 3)
    with pytest.raises(MemoryError, match="capacity reached: journal"):
        write(w, 0, 1, 2, 3)


def test_a_count_falls_in_the_period_of_its_day():
    w = bench(days=3)
    w.days["period"] = 0, 1, 1
    for day in (0, 1, 2, 2):
        write(w, day, 2, 0, 0)
    assert w.ledger.tolist() == [[0, 0, 0.5], [0, 0, 1.5]]

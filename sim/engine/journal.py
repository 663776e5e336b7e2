"""The journal: what happened to whom, kept only where it was given room."""

from sim.engine.compile import rule
from sim.engine.free_rows import take

JOURNAL = 3  # its place among the world's pools


class Entry:
    """One thing that happened."""

    day: int
    what: int
    subject: int
    detail: int
    next: int


@rule
def note(w, day, what, subject, detail):
    """Write an entry, if the journal is kept.

    Raises
    ------
    MemoryError
        If the journal is kept and full.
    """
    if len(w.journal) <= 1:
        return
    row = take(w.pools[JOURNAL], w.journal)
    if row == 0:
        raise MemoryError("capacity reached: journal")
    entry = w.journal[row]
    entry.day = day
    entry.what = what
    entry.subject = subject
    entry.detail = detail

"""Pools: rows of an array that are taken and given back, so that nothing is allocated mid-run.

Row 0 of every pooled array stands for "none", so blank links mean empty lists.
"""

from sim.engine.compile import rule
from sim.engine.prefetch import prefetch


class Pool:
    """The state of one pool: first free row, highest row ever taken, rows in use."""

    free: int
    high: int
    used: int


@rule
def take(pool, pooled):
    """Take a row, or 0 if none is left; the caller says whose pool was full."""
    row = pool.free
    if row != 0:
        pool.free = pooled[row].next
        prefetch(pooled, pool.free)
    else:
        row = pool.high + 1
        if row >= len(pooled):
            return 0
        pool.high = row
    pool.used += 1
    return row


@rule
def give_back(pool, pooled, row):
    """Give a row back."""
    pooled[row].next = pool.free
    pool.free = row
    pool.used -= 1


@rule
def is_tight(pool, pooled):
    """Whether over three quarters are in use, so that the pool should grow before the next day."""
    return 4 * pool.used > 3 * (len(pooled) - 1)

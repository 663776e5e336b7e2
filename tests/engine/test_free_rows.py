"""Pools: rows are lent, given back and lent again, and none twice at once."""

import numpy as np
from bench import bench
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.engine.compile import kernel
from sim.engine.free_rows import give_back, is_tight, take

ROOM = 5


@kernel
def lend(w, back):
    """Take a row, or give one back; return the row taken and whether the pool is tight."""
    row = 0
    if back > 0:
        give_back(w.pools[0], w.events, back)
    else:
        row = take(w.pools[0], w.events)
    return row, is_tight(w.pools[0], w.events)


@settings(max_examples=200)
@given(st.lists(st.integers(0, 9), max_size=40))
def test_no_row_is_lent_twice_and_none_is_lost(turns):
    w, out, most = bench(events=ROOM), [], 0
    for turn in turns:
        if out and turn > 4:
            _, tight = lend(w, out.pop(turn % len(out)))
        else:
            row, tight = lend(w, 0)
            if len(out) == ROOM:
                assert row == 0
            else:
                assert 1 <= row <= ROOM
                assert row not in out
                out.append(row)
        most = max(most, len(out))
        assert (w.pools[0].used, w.pools[0].high) == (len(out), most)
        assert tight == (len(out) > 0.75 * ROOM)


def test_no_row_stands_for_none():
    w = bench(events=3)
    assert sorted(lend(w, 0)[0] for _ in range(3)) == [1, 2, 3]
    assert lend(w, 0)[0] == 0
    assert w.pools[0].used == 3  # a row that was not there was not taken


def test_a_pool_with_more_room_goes_on_where_it_was():
    w = bench(events=1)
    assert [lend(w, 0)[0], lend(w, 0)[0]] == [1, 0]
    larger = w._replace(events=np.concatenate([w.events, np.zeros_like(w.events)]))
    assert [lend(larger, 0)[0], lend(larger, 0)[0], lend(larger, 0)[0]] == [2, 3, 0]


def test_a_pool_without_any_room_is_never_tight():
    w = bench(events=0)
    assert lend(w, 0) == (0, False)

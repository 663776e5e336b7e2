"""The agenda against a diary kept in plain Python: a list for each day and phase."""

from collections import defaultdict, deque

import numpy as np
import pytest
from bench import bench
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.engine.agenda import EVENING, EVENTS, LEAVING, MORNING, book, next_event
from sim.engine.compile import kernel

DAYS, ROOM = 2, 6
BOOK, NEXT = 0, 1


@kernel
def follow(w, orders, taken):
    """Book and take events in the order given; return nothing but what `taken` shows."""
    for n in range(len(orders)):
        if orders[n, 0] == BOOK:
            book(w, orders[n, 1], orders[n, 2], orders[n, 3], orders[n, 4], orders[n, 5],
                 orders[n, 6])  # fmt: skip
        else:
            kind, subject, detail, tag = next_event(w, orders[n, 1], orders[n, 2])
            taken[n, 0] = kind
            taken[n, 1] = subject
            taken[n, 2] = detail
            taken[n, 3] = tag


def followed(w, orders):
    """Return what was taken at each order, a booking's row blank."""
    orders = np.array(orders, np.int64).reshape(-1, 7)
    taken = np.zeros((len(orders), 4), np.int64)
    follow(w, orders, taken)
    return [tuple(int(number) for number in row) for row in taken]


def booking(day, phase, kind, subject=0, detail=0, tag=0):
    return BOOK, day, phase, kind, subject, detail, tag


def taking(day, phase):
    return NEXT, day, phase, 0, 0, 0, 0


# most orders are for one day and phase, where lists grow, end and begin again
phases = st.sampled_from([MORNING, MORNING, MORNING, LEAVING, EVENING])
numbers = st.integers(-3, 9)
bookings = st.builds(
    booking,
    st.sampled_from([0, 0, 0, 1, DAYS]),
    phases,
    st.integers(1, 9),
    numbers,
    numbers,
    numbers,
)
takings = st.builds(taking, st.sampled_from([0, 0, 0, 1]), phases)


def in_a_diary(orders):
    """Follow the orders in plain Python; stop before the first booking that finds no room."""
    diary, taken, waiting, most = defaultdict(deque), [], 0, 0
    for place, (order, day, phase, *event) in enumerate(orders):
        page = diary[day, phase]
        if order == NEXT:
            waiting -= bool(page)
            taken.append(tuple(page.popleft()) if page else (0, 0, 0, 0))
            continue
        taken.append((0, 0, 0, 0))
        if day < DAYS:
            if waiting == ROOM:
                return taken[:place], waiting, most, place
            page.append(event)
            waiting += 1
            most = max(most, waiting)
    return taken, waiting, most, None


@pytest.mark.slow
@settings(max_examples=300)
@given(st.lists(bookings | takings, min_size=10, max_size=60))
def test_any_orders_find_what_a_diary_would(orders):
    expected, waiting, most, full_at = in_a_diary(orders)
    w = bench(days=DAYS, events=ROOM)
    if full_at is None:
        assert followed(w, orders) == expected
    else:
        assert followed(w, orders[:full_at]) == expected
        with pytest.raises(MemoryError, match="events"):
            followed(w, [orders[full_at]])
    assert w.pools[EVENTS].used == waiting
    assert w.pools[EVENTS].high == most  # given-back rows are taken again before new ones


def test_what_an_event_books_for_its_own_phase_happens_in_that_phase():
    w = bench(days=DAYS, events=ROOM)
    happened = followed(w, [
        booking(1, MORNING, 1), taking(1, MORNING), booking(1, MORNING, 2), booking(1, EVENING, 3),
        taking(1, MORNING), taking(1, MORNING), taking(1, EVENING),
    ])  # fmt: skip
    assert [kind for kind, *_ in happened] == [0, 1, 0, 0, 2, 0, 3]


def test_an_event_past_the_calendar_is_let_go_and_takes_no_room():
    w = bench(days=DAYS, events=1)
    followed(w, [booking(DAYS, MORNING, 1), booking(10**9, EVENING, 1)])
    assert w.pools[EVENTS].used == 0
    followed(w, [booking(DAYS - 1, EVENING, 1)])
    assert w.pools[EVENTS].used == 1


def test_a_small_pool_serves_any_number_of_events_one_after_another():
    w = bench(days=1, events=2)
    followed(
        w, [order for n in range(1, 200) for order in (booking(0, LEAVING, n), taking(0, LEAVING))]
    )
    assert w.pools[EVENTS].high == 1


def test_a_row_taken_again_brings_nothing_along():
    """Given back one by one, rows hang together; an event booked in one ends its list."""
    w = bench(days=1, events=3)
    before, after = [1, 2], [3]
    orders = [*(booking(0, MORNING, n) for n in before), *[taking(0, MORNING)] * 2,
              *(booking(0, MORNING, n) for n in after), *[taking(0, MORNING)] * 2]  # fmt: skip
    assert [kind for kind, *_ in followed(w, orders)] == [0, 0, 1, 2, 0, 3, 0]


def test_a_full_pool_loses_nothing_that_was_booked():
    w = bench(days=1, events=2)
    with pytest.raises(MemoryError, match="capacity reached: events"):
        followed(w, [booking(0, MORNING, n) for n in (1, 2, 3)])
    assert [kind for kind, *_ in followed(w, [taking(0, MORNING)] * 3)] == [1, 2, 0]

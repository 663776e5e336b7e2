"""The desk against a plain list of tasks, sorted by tray and then by when they were laid there."""

import math
from dataclasses import dataclass

import numpy as np
import pytest
from bench import bench
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.engine.compile import kernel
from sim.engine.desk import TASKS, add_task, dequeue, enqueue, most_urgent, remove_task, work

DESKS, DAYS, SUBJECTS, ROOM = 3, 6, 3, 8
PUT, MOVE, CLEAR, WORK, LOOK = range(5)


@kernel
def act(w, what, row, d, subject, target, urgency, hours, least):
    """Do one thing at the desks; return a row and hours."""
    if what == PUT:
        return add_task(w, d, 1, subject, 0, target, urgency, target - urgency, hours, least), 0.0
    if what == MOVE:
        dequeue(w, row)
        enqueue(w, row, d, target - urgency)
        return row, 0.0
    if what == CLEAR:
        remove_task(w, row)
        return 0, 0.0
    if what == WORK:
        return work(w, d, hours, least)
    return most_urgent(w, d), 0.0


def do(w, what, row=0, d=0, subject=0, target=0, urgency=0, hours=0.0, least=0.0):
    return act(w, what, row, d, subject, target, urgency, hours, least)


@dataclass
class Paper:
    """One task as the reference knows it."""

    row: int
    desk: int
    tray: int
    laid: int
    subject: int
    hours: float
    least: float
    worked: float = 0.0


class Office:
    """The reference: every task in one list, looked through each time."""

    def __init__(self):
        self.papers = []
        self.laid = 0
        self.recent = {}

    def enqueue(self, paper, desk, day):
        self.laid += 1
        paper.desk, paper.tray, paper.laid = desk, max(0, min(day, DAYS - 1)), self.laid

    def pile(self, desk):
        return sorted(
            (p for p in self.papers if p.desk == desk), key=lambda p: (p.tray, p.laid)
        )  # fmt: skip

    def of(self, subject):
        return [p.row for p in reversed(self.papers) if p.subject == subject]


def pile_of(w, desk):
    """Return the rows on a desk in the order of its trays, read off the arrays."""
    found = []
    for head in w.trays[desk]:
        row = head
        while row != 0:
            found.append(int(row))
            row = w.tasks[row].next if w.tasks[row].next != head else 0
    return found


def list_of(w, subject):
    found, row = [], w.subject_tasks[subject]
    while row != 0:
        found.append(int(row))
        row = w.tasks[row].subject_next
    return found


def check(w, office):
    assert w.pools[TASKS].used == len(office.papers)
    for desk in range(DESKS):
        pile = office.pile(desk)
        assert pile_of(w, desk) == [p.row for p in pile]
        assert w.desks[desk].tasks == len(pile)
        assert w.desks[desk].waiting == sum(p.hours - p.worked for p in pile)
        assert do(w, LOOK, d=desk)[0] == (pile[0].row if pile else 0)
    for subject in range(SUBJECTS):
        assert list_of(w, subject) == office.of(subject)


# quarters of hours and of shares, so that every sum and product is exact
quarters = st.integers(0, 16).map(lambda n: n / 4)
shares = st.integers(0, 4).map(lambda n: n / 4)
desks, which = st.integers(0, DESKS - 1), st.integers(0, 99)
days, urgencies = st.integers(0, DAYS), st.integers(-3, 3)
orders = st.one_of(
    st.tuples(st.just(PUT), desks, st.integers(0, SUBJECTS - 1), days, urgencies, quarters, shares),
    st.tuples(st.just(MOVE), desks, which, days, urgencies),
    st.tuples(st.just(CLEAR), which),
    st.tuples(st.just(WORK), desks, quarters, shares),
)


@pytest.mark.slow
@settings(max_examples=200)
@given(st.lists(orders, max_size=40))
def test_any_orders_leave_the_desks_as_a_list_would(given_orders):
    w, office = bench(days=DAYS, desks=DESKS, subjects=SUBJECTS, tasks=ROOM), Office()
    for what, *said in given_orders:
        if what == PUT:
            desk, subject, target, urgency, hours, least = said
            order = dict(d=desk, subject=subject, target=target, urgency=urgency,
                         hours=hours, least=least)  # fmt: skip
            if len(office.papers) == ROOM:
                with pytest.raises(MemoryError, match="tasks"):
                    do(w, PUT, **order)
                continue
            row, _ = do(w, PUT, **order)
            assert row not in [p.row for p in office.papers]
            paper = Paper(row, desk, 0, 0, subject, hours, least)
            office.papers.append(paper)
            office.enqueue(paper, desk, target - urgency)
        elif what == WORK:
            desk, hours, squeeze = said
            row, left = do(w, WORK, d=desk, hours=hours, least=squeeze)
            pile = office.pile(desk)
            if not pile or hours <= 0:
                assert (row, left) == (0, hours)
                continue
            paper = pile[0]
            needed = max(0.0, paper.hours * max(paper.least, squeeze) - paper.worked)
            done = min(needed, hours)
            paper.worked += done
            assert (row, left) == (paper.row if needed <= hours else 0, hours - done)
            assert w.tasks[paper.row].worked == paper.worked
        elif office.papers:
            number = said[0] if what == CLEAR else said[1]
            paper = office.papers[number % len(office.papers)]
            if what == CLEAR:
                do(w, CLEAR, row=paper.row)
                office.papers.remove(paper)
            else:
                desk, _, target, urgency = said
                do(w, MOVE, row=paper.row, d=desk, target=target, urgency=urgency)
                office.enqueue(paper, desk, target - urgency)
        check(w, office)


def test_a_task_is_worked_over_several_days_and_keeps_its_hours():
    w = bench(days=DAYS, tasks=ROOM)
    row, _ = do(w, PUT, target=3, hours=2.0, least=0.5)
    assert do(w, WORK, hours=0.75, least=1.0) == (0, 0.0)
    assert do(w, WORK, hours=0.75, least=1.0) == (0, 0.0)
    assert do(w, WORK, hours=0.75, least=1.0) == (row, 0.25)
    assert (w.tasks[row].worked, w.desks[0].waiting) == (2.0, 0.0)


def test_a_pressed_desk_cuts_a_task_to_its_least_share_and_no_further():
    for squeeze, spent in ((1.0, 4.0), (0.75, 3.0), (0.25, 2.0), (0.0, 2.0)):
        w = bench(days=DAYS, tasks=ROOM)
        row, _ = do(w, PUT, hours=4.0, least=0.5)
        assert do(w, WORK, hours=10.0, least=squeeze) == (row, 10.0 - spent)


def test_what_was_begun_in_full_is_done_at_once_when_the_desk_is_pressed():
    w = bench(days=DAYS, tasks=ROOM)
    row, _ = do(w, PUT, hours=4.0, least=0.5)
    do(w, WORK, hours=3.0, least=1.0)
    assert do(w, WORK, hours=1.0, least=0.5) == (row, 1.0)


def test_hours_worked_and_hours_left_make_up_the_hours_given():
    w = bench(days=DAYS, tasks=ROOM)
    for target in (3, 1, 2):
        do(w, PUT, target=target, hours=1.5, least=1.0)
    left, order = 4.0, []
    while True:
        row, left = do(w, WORK, hours=left, least=1.0)
        if row == 0:
            break
        order.append(w.tasks[row].tray)
        do(w, CLEAR, row=row)
    assert (order, left, w.desks[0].waiting) == ([1, 2], 0.0, 0.5)


def test_hours_that_do_not_add_up_exactly_leave_a_clear_desk_with_nothing_waiting():
    w = bench(days=DAYS, tasks=ROOM)
    held = [do(w, PUT, hours=hours, least=1.0)[0] for hours in (0.1, 0.7, 0.3)]
    do(w, WORK, hours=0.07, least=1.0)
    assert math.isclose(w.desks[0].waiting, 1.03)
    for row in held:
        do(w, CLEAR, row=row)
    assert w.desks[0].waiting == 0.0


def test_trays_reach_no_further_than_the_calendar():
    w = bench(days=DAYS, tasks=ROOM)
    late, _ = do(w, PUT, target=10**6)
    early, _ = do(w, PUT, target=0, urgency=60)
    assert (w.tasks[late].tray, w.tasks[early].tray) == (DAYS - 1, 0)
    assert np.count_nonzero(w.trays) == 2
    assert do(w, LOOK)[0] == early


def test_a_full_pool_stops_and_leaves_what_lies_there():
    w = bench(days=DAYS, tasks=1)
    row, _ = do(w, PUT, hours=1.0)
    with pytest.raises(MemoryError, match="capacity reached: tasks"):
        do(w, PUT, hours=1.0)
    assert pile_of(w, 0) == [row]
    do(w, CLEAR, row=row)
    assert do(w, PUT)[0] == row

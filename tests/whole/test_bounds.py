"""No rule writes outside its arrays, and what runs out of room grows, or stops and names it.

Compiled code checks no bounds unless told to. So a canary first sees that the check is really on,
through every way in which rules reach an array; then whole worlds live under it.
"""

import json
import subprocess
import sys

import numpy as np
import pytest
from elsewhere import Guarded, elsewhere, told
from studies import surroundings
from worlds import arms, lived

from sim.arms.records_asked import KINDS
from sim.initialise import build
from sim.world import POOLED

CANARY = '''
"""Write one past the end, and far before the beginning, by every way that rules have."""

import json
from typing import NamedTuple

import numpy as np

from sim.engine.compile import kernel, rule
from sim.engine.handle import by_address
from sim.engine.records import rows


class Cell:
    """One record."""

    value: int


@by_address
class Cage(NamedTuple):
    """Three arrays."""

    cells: np.ndarray
    line: np.ndarray
    grid: np.ndarray


@kernel
def line_alone(line, n):
    line[n] = 7


@kernel
def cells_alone(cells, n):
    cells[n].value = 7


@kernel
def line_by_address(w, n):
    w.line[n] = 7


@kernel
def cells_by_address(w, n):
    w.cells[n].value = 7


@kernel
def grid_by_address(w, n):
    w.grid[1, n] += 7.0


@rule
def deeper(w, n):
    cell = w.cells[n]
    cell.value += 7


@kernel
def in_a_rule(w, n):
    deeper(w, n)


# each array stands amid a larger one, so that a write beyond it is seen and harms nothing
whole = Cage(rows(Cell, 30), np.zeros(30, np.int64), np.zeros((1, 30)))
cage = Cage(whole.cells[10:20], whole.line[10:20], whole.grid.reshape(3, 10)[:, 2:5])
fates = {}
for canary, given in (
    (line_alone, cage.line), (cells_alone, cage.cells), (line_by_address, cage),
    (cells_by_address, cage), (grid_by_address, cage), (in_a_rule, cage),
):
    end = 3 if canary is grid_by_address else 10
    for place in (end - 1, end, -end - 1):
        try:
            canary(given, place)
            fate = "written"
        except IndexError:
            fate = "IndexError"
        fates.setdefault(canary.py_func.__name__, []).append(fate)
fates["beyond"] = (
    int(whole.cells["value"].astype(bool).sum()), int(whole.line.astype(bool).sum()),
    int(whole.grid.astype(bool).sum()),
)
print(json.dumps(fates))
'''
CANARIES = ("line_alone", "cells_alone", "line_by_address", "cells_by_address", "grid_by_address",
            "in_a_rule")  # fmt: skip
CHECKED = {"NUMBA_BOUNDSCHECK": "1"}


def sing(tmp_path, flags):
    """Return what became of each canary in a process of its own."""
    (tmp_path / "canary.py").write_text(CANARY)
    done = subprocess.run([sys.executable, str(tmp_path / "canary.py")], env=surroundings() | flags,
                          capture_output=True, text=True)  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.slow
def test_the_check_sees_every_write_out_of_bounds(tmp_path):
    fates = sing(tmp_path, CHECKED)
    assert {name: fates[name] for name in CANARIES} == {
        name: ["written", "IndexError", "IndexError"] for name in CANARIES
    }
    assert fates["beyond"] == [1, 1, 1]


@pytest.mark.slow
def test_a_cache_of_unchecked_rules_does_not_switch_the_check_off(tmp_path):
    """The canary is compiled unchecked first, and writes where it should not."""
    kept = {"IRO_SIM_CACHE": str(tmp_path / "cache")}
    free = sing(tmp_path, kept)
    assert {fate for name in CANARIES for fate in free[name]} == {"written"}
    assert free["beyond"] == [3, 3, 3]
    assert sing(tmp_path, kept | CHECKED)["beyond"] == [1, 1, 1]


@pytest.mark.slow
def test_worlds_live_within_their_arrays():
    scenarios = ["keep", "relocate", "abolish", "more_of_both", "redeployed", "pool"]
    checked = elsewhere(CHECKED, scenarios=scenarios)
    assert checked == {name: told(lived(name)) for name in scenarios}


@pytest.mark.slow
def test_no_rule_reaches_for_a_row_before_the_first():
    """Row -1 stands for nobody; an array would give its last row for it, and no check would see."""
    scenarios = ["keep", "relocate", "abolish", "more_of_both", "redeployed", "pool"]
    guarded = elsewhere({"NUMBA_DISABLE_JIT": "1"}, scenarios=scenarios, guarded=True, years=1)
    assert guarded == {name: told(lived(name, years=1)) for name in scenarios}


def test_the_guard_sees_a_row_before_the_first():
    array = np.arange(6).reshape(2, 3).view(Guarded)
    assert array[1, 2] == 5
    for place in (-1, (0, -1), np.int64(-2)):
        with pytest.raises(IndexError, match="before the first"):
            array[place]
        with pytest.raises(IndexError, match="before the first"):
            array[place] = 0


def test_a_world_that_grows_on_the_way_is_the_same_world(monkeypatch):
    """Its few IROs cannot keep up, so that tasks pile up too."""
    roomy = lived(journal=True, records=KINDS, caseload=200.0)
    less = {"events": -6, "tasks": -24, "actions": -24, "journal": -24, "review_rows": -24,
            "action_rows": -24}  # fmt: skip
    monkeypatch.setattr(build, "ROOM", less)
    grown = lived(journal=True, records=KINDS, caseload=200.0)
    for place, name in enumerate(POOLED):
        here, there = getattr(grown, name), getattr(roomy, name)
        assert len(here) > 1024 + 40 * less[name], f"{name} never grew"
        used = int(grown.pools[place].high) + 1
        assert here[:used].tobytes() == there[:used].tobytes(), name
    for name in ("ledger", "children", "posts", "desks", "trays", "service", "pools"):
        assert getattr(grown, name).tobytes() == getattr(roomy, name).tobytes(), name


@pytest.mark.parametrize("name", POOLED)
def test_a_pool_that_runs_out_within_a_day_stops_the_run_and_is_named(name):
    """Pools grow between days; one row is never tight, and cannot hold a day of many."""
    today = arms().today
    when = build.calendar_of(today)
    world = build.build(today, 7, journal=True, records=KINDS)
    array = getattr(world, name)
    held = world.pools[POOLED.index(name)].high  # the events that are booked already
    room = np.concatenate([array[: held + 1], np.zeros_like(array[:1])])
    world.pools[POOLED.index(name)].used = 0
    with pytest.raises(MemoryError, match=f"capacity reached: {name}$"):
        build.run_until(world._replace(**{name: room}), when.first, when.start)

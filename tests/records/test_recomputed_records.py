"""The records themselves: of which worlds and months they are, and that pairs are pairs.

Everything else here is recomputed from the records; these are held to the model and the data.
"""

import csv
import datetime
from pathlib import Path

import holidays
import numpy as np
import pytest
from studied import STORED

import sim
from sim.arms.practice_of_places import with_place
from sim.engine.chance import replication_seed
from sim.initialise.build import build, calendar_of, fork_under, run_until
from sim.settings import Settings, replace_values, to_dict

pytestmark = pytest.mark.slow
ABOLISH = {"review.chair": "team_manager", "iro.employer": "none", "advocate.offer": "opt_out"}


def test_the_runs_are_those_of_the_worlds_and_months_that_the_tables_name(in_worlds):
    assert in_worlds.numbers == [*range(12), 200, 201]
    runs = in_worlds.table("replications")
    assert {(row.replication, row.world) for row in runs.itertuples()} == {
        (number, number % STORED + 1) for number in in_worlds.numbers
    }
    months = in_worlds.table("monthly").drop_duplicates("month")
    names = [datetime.date.fromisoformat(name) for name in months["month"]]
    reported = [part == "reported" for part in months["part"]]
    assert names == sorted(set(names))
    assert next(name for name, told in zip(names, reported, strict=True) if told) == (
        datetime.date.fromisoformat(str(in_worlds.point.today.start)).replace(day=1)
    )
    for record in in_worlds.records.values():
        counted = [*record.before[:, 0], *record.months[1][:, 0]]
        for name, after, days in zip(names, names[1:], counted, strict=False):
            assert days == (_opens(after) - _opens(name)).days


def _opens(first):
    """Return the first working day of a month: from it the month's days are counted."""
    closed = holidays.country_holidays("GB", subdiv="ENG", years=first.year)
    return next(
        day for day in (first + datetime.timedelta(days=n) for n in range(9))
        if day.weekday() < 5 and day not in closed
    )  # fmt: skip


def stored_world(number):
    """Return a world's beliefs from the file."""
    path = Path(sim.__file__).parent / "data" / "plausible_settings.csv"
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    assert len(rows) == STORED and int(rows[number - 1]["world"]) == number
    return {
        name: float(value)
        for name, value in rows[number - 1].items()
        if name in to_dict(Settings())
    }


@pytest.mark.parametrize("number", [4, 201])
def test_a_pair_is_one_world_from_which_both_arms_go_on(in_worlds, number):
    world = number % STORED + 1
    # Rutland's practice is drawn for the world, and tests/arms/test_places.py works the draw out
    today = with_place(replace_values(in_worlds.point.today, stored_world(world)), world)
    with np.errstate(over="ignore"):
        seed = int(replication_seed(in_worlds.point.today.seed, number))
    assert seed == in_worlds.point.seed(number)
    when = calendar_of(today)
    record = in_worlds.records[number]
    for place, changes in enumerate(({}, ABOLISH)):
        world = run_until(build(today, seed), when.first, when.start)
        arm = run_until(
            fork_under(world, replace_values(today, changes), today), when.start, when.end
        )
        periods = list(when.periods)
        first = np.datetime64(str(today.start), "M")
        for month in range(24):
            counts = arm.ledger[periods.index(str(first + np.timedelta64(month, "M")))]
            assert (record.months[place][month] == counts).all()
        before = [at for at, name in enumerate(periods) if name.startswith("before ")]
        assert (record.before == arm.ledger[before]).all()
        assert (record.groups[place] == arm.groups).all()
        assert (record.drift_lengths[place] == arm.drift_lengths).all()

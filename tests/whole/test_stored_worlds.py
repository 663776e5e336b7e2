"""The answer over worlds against what calibration stored, and how well fewer worlds stand for all.

`plausible_settings.csv` holds what each world leads to, means of ten runs with other seeds.
"""

import numpy as np
import pytest

from sim.analyse.readings import count
from sim.analyse.tables import differences_by_world
from sim.cli.arguments import read
from sim.cli.ask import ask
from sim.data.plausible_settings import members
from sim.measures.catalogue import HEADLINE
from sim.replicate.replication import Point
from sim.replicate.runner import Runner, asked_of
from sim.settings.smallest_differences import Matters

STORED = ("strengthen", "relocate", "abolish")
STORED_RUNS = 10  # of which a stored difference is the mean
FURTHER = "notify"  # a policy that the order of worlds was not made for
MATTERS = Matters()


def arms_of(scenarios, *words):
    """Return today's service and policies, each run in every world."""
    asked = {name: ask(read([f"+scenario={name}", *words])) for name in scenarios}
    today = next(iter(asked.values())).today
    policies = {name: arms.policy for name, arms in asked.items()}
    point = Point(0, today, policies, in_worlds=True, monthly=False)
    runner = Runner(today)
    runner.run(asked_of([point]))
    return runner.arms(point)


@pytest.fixture(scope="module")
def arms():
    return arms_of((*STORED, FURTHER))


def shares(values, measure):
    counted = count(values, measure.better, getattr(MATTERS, measure.id))
    return np.array(counted) / max(1, sum(counted))


def told(values, measure):
    """Return the median, the ends of the range of 90% of worlds, and the shares on each side."""
    return np.concatenate([np.nanquantile(values, [0.5, 0.05, 0.95]), shares(values, measure)])


@pytest.mark.slow
@pytest.mark.parametrize("name", STORED)
def test_medians_ranges_and_shares_are_those_stored_but_for_chance(arms, name):
    today, policy = arms[0], next(arm for arm in arms if arm.policy == name)
    found = differences_by_world(HEADLINE, today, policy)
    draw = np.random.default_rng(4)
    for place, measure in enumerate(HEADLINE):
        stored = np.array([member.leads_to[f"{name}.{measure.id}"] for member in members()])
        new = found[:, place]
        matters = getattr(MATTERS, measure.id)
        # in each world they differ by the chance of one run and of the ten that are stored
        apart = new - stored
        error = np.nanstd(apart) / np.sqrt(len(stored))
        assert abs(np.nanmean(apart)) <= 4 * error + 1e-3 * matters, measure.id
        # a single run shows what ten show, and the chance of its world that their mean has lost:
        # of the size found there, to either side
        chance = apart * np.sqrt((1 - 1 / STORED_RUNS) / (1 + 1 / STORED_RUNS))
        drawn = [told(stored + chance * draw.choice((-1, 1), len(stored)), measure)
                 for _ in range(300)]  # fmt: skip
        expected, moves = np.mean(drawn, axis=0), np.std(drawn, axis=0)
        room = np.array([*[0.25 * matters] * 3, *[0.03] * 3])
        off = np.abs(told(new, measure) - expected)
        assert (off <= 4 * moves + room).all(), (measure.id, off, moves, room)


@pytest.mark.slow
def test_fifty_worlds_stand_for_all_within_eleven_points(arms):
    today = arms[0]
    for policy in arms[1:]:
        found = differences_by_world(HEADLINE, today, policy)
        for place, measure in enumerate(HEADLINE):
            few, all_ = (shares(found[:many, place], measure) for many in (50, len(members())))
            assert np.abs(few - all_).max() <= 0.11, (policy.policy, measure.id, few, all_)

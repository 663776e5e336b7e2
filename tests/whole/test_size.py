"""The same authority from a twentieth to twenty times its size differs by chance alone.

Children, entries and posts are scaled together. A measure is a ratio of what all replications of a
size count, its error is jackknifed over them, and a policy's difference is taken in the same
worlds. Compared are all headline measures of today's service, and their differences under
abolition, relocation and strengthening.
"""

import functools

import numpy as np
import pytest
from worlds import policy

from sim.arms.resolve import resolve
from sim.measures.catalogue import HEADLINE
from sim.replicate.replication import one_world, seed_of
from sim.settings import Settings, replace_values

SIZES = {0.05: 300, 0.2: 120, 1: 24, 5: 6, 20: 4}  # replications, of as many child-years together
POLICIES = ("abolish", "relocate", "strengthen")
APART = 4.5  # standard errors; two hundred comparisons, and errors of few replications are rough
LEAST = 0.01  # of the measure itself: a difference of less is none


@functools.cache
def counted(size):
    """Return what the replications of an authority of that size count, (replications, arms, .)."""
    average = resolve(Settings(), {}).today
    own = average.authority
    today = replace_values(average, {
        "authority.children_looked_after": own.children_looked_after * size,
        "authority.started_in_year": own.started_in_year * size,
        "authority.ceased_in_year": own.ceased_in_year * size,
        "years": 2, "warm_up_years": 2,
    })  # fmt: skip
    arms = [replace_values(today, policy(name)) for name in POLICIES]
    first = int(100_000 * size)
    numbers = range(first, first + SIZES[size])
    return np.array(
        [one_world(today, arms, seed_of(today, number), monthly=False).months[:, 0]
         for number in numbers]
    )  # fmt: skip


def jackknifed(measure, size):
    """Return a measure in each arm, differences from today's service, and both errors."""
    top, bottom = measure.parts(counted(size))
    whole = top.sum(axis=0) / bottom.sum(axis=0)
    without = (top.sum(axis=0) - top) / (bottom.sum(axis=0) - bottom)
    runs = len(top)

    def error(each, all_):
        return np.sqrt((runs - 1) / runs * ((each - all_) ** 2).sum(axis=0))

    apart, each_apart = whole - whole[0], without - without[:, :1]
    return whole, error(without, whole), apart, error(each_apart, apart)


@pytest.mark.slow
@pytest.mark.parametrize("measure", HEADLINE, ids=[measure.id for measure in HEADLINE])
@pytest.mark.parametrize("size", [0.05, 0.2, 5, 20])
def test_size_is_no_cause(measure, size):
    value, error, apart, apart_error = jackknifed(measure, size)
    usual, usual_error, usual_apart, usual_apart_error = jackknifed(measure, 1)
    least = LEAST * abs(usual[0])
    assert value[0] == pytest.approx(
        usual[0], abs=least + APART * np.hypot(error[0], usual_error[0])
    )
    for arm in range(1, 1 + len(POLICIES)):
        chance = APART * np.hypot(apart_error[arm], usual_apart_error[arm])
        assert apart[arm] == pytest.approx(usual_apart[arm], abs=least + chance)

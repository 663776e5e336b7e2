"""The order of the worlds: the first N are those that stand best for all, for every N.

A greedy choice, as in kernel herding. What should be alike in the first N and in all is told by
yes-or-no questions of a world: does a policy make a headline measure worse, leave it about the
same, make it better; does its difference lie below so much; does a belief lie below so much. At
each step the world is taken that brings the counts of yes nearest to all worlds' shares, the
furthest off of them counting most, for a reading is as good as the worst share in it.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from experiments.calibrate.set_spread import values_of
from sim.data.plausible_settings import Member
from sim.measures.catalogue import HEADLINE, Measure
from sim.settings.smallest_differences import Matters

PREFIXES = (10, 20, 50, 100)  # numbers of worlds at which the page tells the errors
CUTS, CUTS_OF_BELIEFS = 10, 4  # equal parts that differences and beliefs are cut into
SIDES, BELOW, BELIEFS = 1.0, 0.5, 0.2  # how much a question of each kind weighs
POWER = 4  # to which what counts are off by is raised before it is added up


def order(members: Sequence[Member], policies: Sequence[str]) -> list[int]:
    """Return the places of the members in the order of standing, by these policies' differences."""
    asked = np.hstack(list(_questions(members, policies)))
    asked = asked - asked.mean(axis=0)
    left, total, found = list(range(len(members))), np.zeros(asked.shape[1]), []
    for _ in members:
        off = ((total + asked[left]) ** POWER).sum(axis=1)
        found.append(left.pop(int(off.argmin())))
        total = total + asked[found[-1]]
    return found


def sides(members: Sequence[Member], policy: str) -> np.ndarray:
    """Return which measures a policy makes worse, the same, better: 1 or 0.

    The shape is (members, headline measures, 3); where no difference is known all are 0.
    """
    return np.stack([_sides(members, policy, measure) for measure in HEADLINE], axis=1)


def largest_error(members: Sequence[Member], first: int, policies: Sequence[str]) -> float:
    """Return the largest error of a share worse, same or better in the first so many members.

    It is over the policies' headline measures, and a share of the worlds.
    """
    each = [sides(members, policy) for policy in policies]
    return max(float(abs(one[:first].mean(axis=0) - one.mean(axis=0)).max()) for one in each)


def left_out(members: Sequence[Member], firsts: Sequence[int], policies: Sequence[str]
             ) -> list[float]:  # fmt: skip
    """Return the largest errors for a policy that had no part in the order, by number of worlds.

    Each policy is left out in turn, the members put in the order that the others give.
    """
    errors = []
    for policy in policies:
        others = [other for other in policies if other != policy]
        ordered = [members[place] for place in order(members, others)]
        errors.append([largest_error(ordered, first, [policy]) for first in firsts])
    return np.max(errors, axis=0).tolist()


def _difference(members: Sequence[Member], policy: str, measure: Measure) -> np.ndarray:
    name = f"{policy}.{measure.id}"
    return np.array([member.leads_to.get(name, np.nan) for member in members])


def _sides(members: Sequence[Member], policy: str, measure: Measure) -> np.ndarray:
    gain = _difference(members, policy, measure) * (1 if measure.better == "higher" else -1)
    matters = getattr(Matters(), measure.id)
    return np.stack([gain < -matters, abs(gain) <= matters, gain > matters], axis=1).astype(float)


def _questions(members: Sequence[Member], policies: Sequence[str]) -> Iterator[np.ndarray]:
    """Yield answers by kind of question, shape (members, questions), by how much they weigh."""
    for policy in policies:
        for measure in HEADLINE:
            yield SIDES * _sides(members, policy, measure)
            yield BELOW * _below(_difference(members, policy, measure), CUTS)
    for name in members[0].values:
        yield BELIEFS * _below(values_of(members, name), CUTS_OF_BELIEFS)


def _below(values: np.ndarray, parts: int) -> np.ndarray:
    there = values[~np.isnan(values)]
    if not len(there):
        return np.zeros((len(values), 0))
    cuts = np.quantile(there, np.arange(1, parts) / parts)
    return (values[:, None] <= cuts).astype(float)

"""All authorities added up to England, replication by replication, none left out.

A replication is of one world, and the same beliefs hold in all places of a world: so a sum is made
of the same replication of every authority.
"""

import dataclasses
from collections.abc import Sequence

import numpy as np

from sim.errors import UserError, shortened
from sim.ledger import Count
from sim.replicate.arm_results import ArmResults


def finished_everywhere(
    names: Sequence[str], each: Sequence[Sequence[ArmResults]]
) -> list[list[ArmResults]]:
    """Return every authority's arms with the replications that finished in all authorities.

    Raises
    ------
    UserError
        Where no replication finished in all: a sum without some of them is not England.
    """
    shared = sorted(set.intersection(*(set(arms[0].replications) for arms in each)))
    if not shared:
        none = [name for name, arms in zip(names, each, strict=True) if not arms[0].replications]
        raise UserError(
            "England cannot be added up: no run finished in every authority"
            + (f"; none did in {shortened(none, '; ')}" if none else "")
        )
    return [[arm.only(shared) for arm in arms] for arms in each]


def added_up(each: Sequence[Sequence[ArmResults]]) -> list[ArmResults]:
    """Return England's arms: the same replications of every authority, their counts added up.

    The days are the same for all, and stay so many: a mean day's children, and a year's pounds, are
    then those of all authorities together.
    """
    added = []
    for arms in zip(*each, strict=True):
        counts = np.sum([arm.counts for arm in arms], axis=0)
        counts[..., Count.DAYS] /= len(arms)
        added.append(dataclasses.replace(arms[0], counts=counts))
    return added

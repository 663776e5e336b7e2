"""What one run is of: one authority, or a pool, today and under a policy, in the typical world."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.arms.keywords import asked_by_keyword, dotted_names
from sim.arms.practice_of_places import with_place
from sim.arms.resolve import resolve
from sim.errors import UserError
from sim.settings import Settings, replace_values

TYPICAL = 0  # the world in which a place's practice is what is to be expected of it
ONE = "it is one run in one world"
MANY = f"{ONE}; several are made by mesa.batch_run(..., rng=[1, 2, 3])"
NOT_OF_ONE = {  # settings, and rooms of them, that decide nothing in one run, and why
    "seed": "rng is its seed",
    "replications": MANY,
    "worlds": f"{ONE}, the typical one",
    "precision": MANY, "precision_of": MANY, "why": MANY,
    "records": MANY,
    "compute": ONE, "matters": ONE,
    "authority.scope": "it is of one authority",
    "authority.file": "write the file's figures as settings",
}  # fmt: skip


@dataclass(frozen=True)
class OneRun:
    """The settings of a run, resolved, and with what is to be expected of each place.

    `beside` holds the same pair, under the policy and today, for each further authority of a pool.
    """

    today: Settings
    under_policy: Settings
    beside: tuple[tuple[Settings, Settings], ...] = ()


def one_run(
    values: Mapping[str, Any] | Iterable[tuple[str, Any]],
    authority: str | None = None,
    policy: str | Mapping[str, Any] | None = None,
) -> OneRun:
    """Return what is asked for by keyword, as `asked_by_keyword` takes it.

    Raises
    ------
    UserError
        Where it cannot be run, or a setting decides nothing in one run.
    """
    for name, value in dotted_names(values).items():
        why = NOT_OF_ONE.get(name) or NOT_OF_ONE.get(name.partition(".")[0])
        if why:
            raise UserError(f"{name}={value} is not allowed of a model: {why}")
    asked = asked_by_keyword(values, authority, policy)
    arms = resolve(asked.settings, asked.changes)

    def pair(today: Settings) -> tuple[Settings, Settings]:
        here = with_place(today, TYPICAL)
        return replace_values(here, arms.policy), here

    under_policy, today = pair(arms.today)
    return OneRun(today, under_policy, tuple(pair(other) for other, _ in arms.beside))


def seed_from(rng: Any) -> int:
    """Return the seed of a world.

    Parameters
    ----------
    rng
        A whole number from 0 is the seed itself. Of a generator, a seed sequence or several numbers
        one is drawn, of None another each time.

    Raises
    ------
    UserError
        Where no seed can be had of it.
    """
    if isinstance(rng, int | np.integer) and not isinstance(rng, bool) and 0 <= rng < 2**64:
        return int(rng)
    try:
        if isinstance(rng, bool | int | np.integer | str | float):
            raise TypeError
        return int(np.random.default_rng(rng).integers(2**63))
    except (TypeError, ValueError):
        raise UserError(
            f"rng={rng} is not allowed: it must be a whole number from 0 to 2**64 - 1, or what "
            "numpy.random.default_rng takes"
        ) from None

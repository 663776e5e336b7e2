"""The plausible settings: what calibration kept of the beliefs nobody measured.

`sim/data/plausible_settings.csv` holds a member a row, made by `python -m experiments.calibrate`;
`docs/calibration.md` says how. Each member is as plausible as any other.
"""

import csv
import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sim.settings import Settings, register
from sim.settings.authorities import DATA

STORED = DATA / "plausible_settings.csv"
NUMBER, DRIFT = "proposal", "drift_ratio"  # the columns that are no settings


@dataclass(frozen=True)
class Member:
    """One plausible set of values.

    Attributes
    ----------
    number
        Which of the proposals that calibration tried it was.
    drift_ratio
        Drift days per child-year with all the IRO's noticing switched off, over drift days with
        it, in today's service.
    values
        Values by the settings' dotted names, for `with_values`; whole ones are int.
    """

    number: int
    drift_ratio: float
    values: Mapping[str, float]


@functools.cache
def members() -> tuple[Member, ...]:
    """Return the stored set, in the order of the proposals."""
    types = {setting.name: setting.type for setting in register(Settings())}
    with STORED.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return tuple(
        Member(
            number=int(row.pop(NUMBER)),
            drift_ratio=float(row.pop(DRIFT)),
            values={name: types.get(name, float)(cell) for name, cell in row.items()},
        )
        for row in rows
    )


def medoid() -> Member:
    """Return the stored set's medoid, whose values are the defaults."""
    return medoid_of(members())


def medoid_of(some: Sequence[Member]) -> Member:
    """Return the member with the smallest sum of distances to the others.

    A distance is Euclidean, with each setting scaled by its plausible range; of equals the first.
    """
    ranges = {s.name: s.plausible for s in register(Settings()) if s.plausible}
    names = [name for name in some[0].values if name in ranges]
    widths = [ranges[name][1] - ranges[name][0] for name in names]
    places = np.array([[m.values[name] for name in names] for m in some]) / widths
    apart = np.sqrt(((places[:, None, :] - places[None, :, :]) ** 2).sum(axis=2))
    return some[int(apart.sum(axis=1).argmin())]

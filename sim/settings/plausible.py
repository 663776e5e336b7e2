"""The plausible settings: what calibration kept of the beliefs nobody measured.

`sim/data/plausible_settings.csv` holds a member a row, made by `python -m experiments.calibrate`;
`docs/calibration.md` says how. Each member is as plausible as any other.
"""

import csv
import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import rankdata

from sim.settings import Settings, register
from sim.settings.authorities import DATA

STORED = DATA / "plausible_settings.csv"
NUMBER, DRIFT = "proposal", "drift_ratio"  # columns before the settings, and after them


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
    leads_to
        What simulated services come to under these values: figures of today's service, named
        "today.<measure>", and paired differences under policies, "<scenario>.<measure>".
    """

    number: int
    drift_ratio: float
    values: Mapping[str, float]
    leads_to: Mapping[str, float]


@functools.cache
def members() -> tuple[Member, ...]:
    """Return the stored set, in the order of the proposals."""
    types = {setting.name: setting.type for setting in register(Settings())}
    with STORED.open(encoding="utf-8", newline="") as lines:
        names, *rows = csv.reader(lines)
    settings, after = slice(1, names.index(DRIFT)), slice(names.index(DRIFT) + 1, None)
    return tuple(
        Member(
            number=int(row[0]),
            drift_ratio=float(row[settings.stop]),
            values={
                name: types.get(name, float)(cell)
                for name, cell in zip(names[settings], row[settings], strict=True)
            },
            leads_to=dict(zip(names[after], map(float, row[after]), strict=True)),
        )
        for row in rows
    )


def medoid() -> Member:
    """Return the stored set's medoid, whose values are the defaults."""
    return medoid_of(members())


def medoid_of(some: Sequence[Member]) -> Member:
    """Return the member with the smallest sum of distances to the others; of equals the first.

    Members are apart by what they lead to, not by their values, most of which no target constrains:
    the ratio of drift, today's figures and policies' differences. Each counts by its rank in the
    set, and the distance is Euclidean.
    """
    figures = np.array([[m.drift_ratio, *m.leads_to.values()] for m in some])
    places = rankdata(figures[:, ~np.isnan(figures).any(axis=0)], axis=0)
    apart = np.sqrt(((places[:, None, :] - places[None, :, :]) ** 2).sum(axis=2))
    return some[int(apart.sum(axis=1).argmin())]

"""The plausible worlds: what calibration kept of the beliefs nobody measured, and the typical one.

`sim/data/plausible_settings.csv` holds a world a row, made by `python -m experiments.calibrate`;
`docs/calibration.md` says how. Each is as plausible as any other. They stand in an order in which
the first N stand best for all, for every N. The typical world is not one of them: where no target
narrows a belief it holds the centre of the range. It stands in `sim/data/calibration.json`, and its
values are the defaults.
"""

import csv
import functools
import json
from collections.abc import Mapping
from dataclasses import dataclass

from sim.data.authorities import DATA
from sim.settings import Settings, register

STORED = DATA / "plausible_settings.csv"
CALIBRATION = DATA / "calibration.json"  # how the worlds were found, and the typical one
TYPICAL = "typical_world"
KNOWN = (0.9, 1.6)  # of the implied rate ratio of leaving, in a plausible world
TRIALS = "1.0 to 1.5"  # of other outsiders who look at plans, in the first months
WORLD, NUMBER = "world", "proposal"  # columns before the settings,
DRIFT, LEAVING = "drift_ratio", "leaving_rate_ratio"  # and the first two after them


@dataclass(frozen=True)
class Member:
    """One plausible world."""

    world: int  # its number, from 1: its place in the order in which the first N stand best for all
    number: int  # which of the proposals that calibration tried it was
    # drift days per child-year with all the IRO's noticing switched off, over drift days with
    # it, in today's service
    drift_ratio: float
    # the implied rate ratio: children who leave by their planned route to a year in care of
    # those who are to, with the IRO's noticing, over the same with all of it switched off
    leaving_rate_ratio: float
    # values by the settings' dotted names, for `replace_values`; whole ones are int
    values: Mapping[str, float]
    # what simulated services come to under these values: figures of today's service, named
    # "today.<measure>", and paired differences under policies, "<policy>.<measure>"
    leads_to: Mapping[str, float]


@functools.cache
def members() -> tuple[Member, ...]:
    """Return the stored worlds in their order, so that world w is `members()[w - 1]`."""
    types = _types()
    with STORED.open(encoding="utf-8", newline="") as lines:
        names, *rows = csv.reader(lines)
    drift = names.index(DRIFT)
    leaving = names.index(LEAVING)
    settings, after = slice(2, drift), slice(leaving + 1, None)
    return tuple(
        Member(
            world=int(row[0]),
            number=int(row[1]),
            drift_ratio=float(row[drift]),
            leaving_rate_ratio=float(row[leaving]),
            values={
                name: types.get(name, float)(cell)
                for name, cell in zip(names[settings], row[settings], strict=True)
            },
            leads_to=dict(zip(names[after], map(float, row[after]), strict=True)),
        )
        for row in rows
    )


@functools.cache
def typical() -> Mapping[str, float]:
    """Return the typical world's beliefs by setting, which are the defaults."""
    types = _types()
    stored = json.loads(CALIBRATION.read_text("utf-8"))[TYPICAL]
    return {name: types.get(name, float)(value) for name, value in stored.items()}


def _types() -> dict[str, type]:
    return {setting.name: setting.type for setting in register(Settings())}

"""A small world lived to its end, here or in a process of its own with other flags for Numba.

`python small_world.py '{"scenarios": ["keep"]}'` prints what became of it.
"""

import hashlib
import json
import os
import subprocess
import sys
from functools import cache, partial
from pathlib import Path

import numpy as np
import yaml

from sim.arms.resolve import Arms, resolve
from sim.arms.scenario_files import configs
from sim.initialise import build
from sim.ledger import Count
from sim.settings import Settings, replace_values
from sim.world import World

COMPARED = ("ledger", "children", "posts", "actions", "tasks", "events", "desks", "service")


OWN = {  # no file says this
    "more_of_both": {
        "social_worker.caseload": 9.0, "iro.caseload": 9.0, "early_help.entries_prevented": 0.1,
        "social_worker.agency_share": 50.0,
    },
    "redeployed": {
        "iro.employer": "none", "review.chair": "team_manager", "redeployment.case_holders": 0.4,
        "redeployment.child_protection": 0.4, "advocate.offer": "opt_out",
    },
    "pool": {"iro.employer": "outside", "iro.caseload": 20.0},
}  # fmt: skip
BESIDE = {"pool": (15, 25)}  # children of authorities beside, who share their IROs from now on


def policy(scenario: str) -> dict:
    """Return the values that a scenario's file sets, by dotted name."""
    if scenario in OWN:
        return OWN[scenario]
    read = yaml.safe_load((configs() / "scenario" / f"{scenario}.yaml").read_text("utf-8")) or {}
    values = {}

    def walk(part, prefix):
        for name, value in part.items():
            if isinstance(value, dict):
                walk(value, f"{prefix}{name}.")
            else:
                values[prefix + name] = value

    walk(read.get("policy") or {}, "")
    return values


@cache
def arms(scenario="keep", children=40, years=2, warm_up=1, caseload=15.0) -> Arms:
    """Return the settings of a small authority whose children come and go quickly."""
    moves = 0.6 * children
    today = replace_values(Settings(), {
        "iro.caseload": caseload,  # 15 is several IROs, some with extra duties
        "iro.hours_per_year": 300.0,  # and all with more to do than they can
        "authority.children_looked_after": float(children),
        "authority.started_in_year": moves, "authority.ceased_in_year": moves,
        "years": years, "warm_up_years": warm_up,
        "social_worker.turnover": 40.0,  # so that some of a few workers leave
        "cost.early_help_spending": 1000.0, "cost.retention_spending": 1000.0,
    })  # fmt: skip
    return resolve(today, policy(scenario))


def lived(scenario="keep", seed=7, journal=False, **asked) -> World:
    """Live a world through its warm-up under today's service, then under a scenario."""
    given = arms(scenario, **asked)
    others = [arms(scenario, **{**asked, "children": more}) for more in BESIDE.get(scenario, ())]
    when = build.calendar_of(given.today)
    world = build.build(given.today, seed, beside=[one.today for one in others], journal=journal)
    world = build.run_until(world, when.first, when.start)
    both = [(one.under_policy or one.today, one.today) for one in (given, *others)]
    world = build.fork_under(world, *both[0], beside=both[1:], pooled=scenario in BESIDE)
    return build.run_until(world, when.start, when.end)


def told(world: World) -> dict:
    """Return what became of a world: a hash of each array, and some counts to look at."""
    hashes = {name: hashlib.sha256(getattr(world, name).tobytes()).hexdigest() for name in COMPARED}
    counts = dict(zip([count.name for count in Count], world.ledger.sum(axis=0), strict=True))
    return {"hashes": hashes, "counts": counts}


class Guarded(np.ndarray):
    """An array that has no row before the first: Python and Numba would count from the end."""

    def __getitem__(self, place):
        """Look at rows from 0 alone."""
        refuse_before_the_first(place)
        return super().__getitem__(place)

    def __setitem__(self, place, value):
        """Write to rows from 0 alone."""
        refuse_before_the_first(place)
        super().__setitem__(place, value)


def refuse_before_the_first(place):
    """Raise IndexError at a number below 0."""
    for number in place if isinstance(place, tuple) else (place,):
        if isinstance(number, int | np.integer) and number < 0:
            raise IndexError(f"row {number} is before the first")


def guard_rules():
    """Hand every kernel, uncompiled, arrays that have no row before the first."""
    for name in ("advance", "draw_entrants"):
        setattr(build, name, partial(on_guarded, getattr(build, name)))


def on_guarded(plain, world, *rest):
    """Call a kernel, uncompiled, on a guarded view of a world."""
    arrays = {field: array.view(Guarded) if isinstance(array, np.ndarray) else array
              for field, array in world._asdict().items()}  # fmt: skip
    return plain(World(**arrays), *rest)


def environment() -> dict:
    """Return what a process needs to run this package as Numba comes, without its flags."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("NUMBA_")}
    return env | {"PYTHONPATH": str(Path(build.__file__).parents[2])}


def elsewhere(flags: dict, *, scenarios, guarded=False, **given) -> dict:
    """Live the same world in a process of its own with these flags; return what became of it."""
    asked = json.dumps({"scenarios": scenarios, "guarded": guarded, "given": given})
    done = subprocess.run([sys.executable, str(Path(__file__)), asked], env=environment() | flags,
                          capture_output=True, text=True)  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


if __name__ == "__main__":
    wanted = json.loads(sys.argv[1])
    if wanted["guarded"]:
        guard_rules()
    given = wanted["given"]
    print(json.dumps({name: told(lived(name, **given)) for name in wanted["scenarios"]}))

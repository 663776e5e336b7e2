"""The worlds of worlds.py in a process of their own, with other flags for Numba.

`python elsewhere.py '{"scenarios": ["keep"]}'` prints what became of them.
"""

import hashlib
import json
import subprocess
import sys
from functools import partial
from pathlib import Path

import numpy as np
from studies import surroundings
from worlds import lived

from sim.initialise import build
from sim.ledger import Count
from sim.world import World

COMPARED = ("ledger", "children", "posts", "actions", "tasks", "events", "desks", "service",
            "review_rows", "action_rows")  # fmt: skip


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


def elsewhere(flags: dict, *, scenarios, guarded=False, **given) -> dict:
    """Live the same world in a process of its own with these flags; return what became of it."""
    asked = json.dumps({"scenarios": scenarios, "guarded": guarded, "given": given})
    done = subprocess.run([sys.executable, str(Path(__file__)), asked], env=surroundings() | flags,
                          capture_output=True, text=True)  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


if __name__ == "__main__":
    wanted = json.loads(sys.argv[1])
    if wanted["guarded"]:
        guard_rules()
    given = wanted["given"]
    print(json.dumps({name: told(lived(name, **given)) for name in wanted["scenarios"]}))

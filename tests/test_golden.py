"""Every byte as it was: small worlds under each scenario, and the tables of five commands.

A change of the house moves none of these. A change of the model moves them, and says so: with
`GOLDEN=remake` in the environment, and -n 0, for one file is written, the hashes are made anew.
"""

import hashlib
import os
import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from studies import ended
from worlds import OWN, lived

from sim.arms.scenarios import scenarios
from sim.ledger import Count
from sim.vocabulary import Group

GOLDEN = Path(__file__).with_name("golden.csv")
RUTLAND = ["authority.name=Rutland", "years=1", "warm_up_years=1"]
WILL, KEPT = "challenge.iro.acts", "challenge.iro.kept"
COMMANDS = {
    "run": ("sim", "+scenario=abolish", "replications=3", *RUTLAND),
    "comparison": ("experiments.compare", "scenarios=[strengthen,abolish]", "replications=3",
                   *RUTLAND),
    "grid": ("sim", "-m", "+scenario=relocate", "iro.caseload=50,90", "replications=3", *RUTLAND),
    "sensitivity": ("experiments.sensitivity", "+scenario=abolish", f"settings=[{WILL},{KEPT}]",
                    "trajectories=3", "sobol=0", "replications=2", *RUTLAND),
    "flip points": ("experiments.flip_points", "scenarios=[abolish]", f"settings=[{WILL},{KEPT}]",
                    "samples=20", "grid=3", "replications=2", *RUTLAND),
}  # fmt: skip


# counts of groups are hashed where they stood when the hashes were made, of so many counts
COUNTS_THEN = 208
PLACES_THEN = {
    "CHILD_DAYS": 3, "CHILD_DAYS_IN_DRIFT": 5, "CHILD_DAYS_IN_LONG_DRIFT": 6,
    "ACTION_DAYS_IN_DRIFT": 10, "EXTRA_CARE_DAYS": 11, "FIRST_DUE": 25, "FIRST_ON_TIME": 26,
    "SECOND_DUE": 27, "SECOND_ON_TIME": 28, "LATER_DUE": 29, "LATER_ON_TIME": 30,
    "REVIEWS_HELD": 31, "REVIEWS_LATE": 32, "WORKING_DAYS_LATE": 33, "THOROUGHNESS": 34,
    "LONG_INTERVALS": 35, "LONG_INTERVALS_CHECKED": 36, "REVIEWS_OF_SPEAKING": 37, "SEEN": 38,
    "SEEN_BY_ADVOCATE": 39, "ATTENDED": 40, "PARTICIPATED": 41, "VIEWS_INDEPENDENT": 42,
    "RECORDS_DUE": 43, "RECORDS_ON_TIME": 44, "SECOND_REVIEWS": 45, "PERMANENCE_BY_SECOND": 46,
}  # fmt: skip


def named(count):
    """Return the name of a count when the hashes were made."""
    of_role = "HOURS_(AROSE|PRESENT|OVERTIME|WORKED|CUT|LAPSED)|FTE_DAYS"
    of_noticer = "NOTICED_BY|MOVED_BY|HOURS_RAISING"
    if count.name == "POUNDS_POSTS_IRO":
        return "POUNDS_IRO_POSTS"
    name = re.sub(f"^({of_role})_SOCIAL_WORKER$", r"\1_SW", count.name)
    return re.sub(f"^({of_role}|{of_noticer})_TEAM_MANAGER", r"\1_MANAGER", name)


def of_world(scenario):
    """Return hashes of what a small world counted, each by its own name, in whatever order."""
    world = lived(scenario)
    ledger = {named(count): world.ledger[:, count].tolist() for count in Count}
    groups = np.zeros((len(Group), COUNTS_THEN))
    for name, place in PLACES_THEN.items():
        groups[:, place] = world.groups[:, Count[name]]
    assert groups.sum() == pytest.approx(world.groups.sum())  # nothing else is counted for groups
    return {
        "ledger": hashed(repr(sorted(ledger.items())).encode()),
        "groups": hashed(groups.tobytes()),
        "drift lengths": hashed(world.drift_lengths.tobytes()),
    }


def of_command(name, folder):
    """Return a hash of every table that a command writes."""
    module, *words = COMMANDS[name]
    code, _, err = ended(words, folder, module=module)
    assert code == 0, err
    return {path.relative_to(folder).as_posix(): hashed(path.read_bytes())
            for path in sorted(folder.rglob("*.csv"))}  # fmt: skip


def hashed(what):
    return hashlib.sha256(what).hexdigest()[:16]


def hold(of, found):
    """Hold hashes against those kept, or keep them."""
    kept = pd.read_csv(GOLDEN, dtype=str) if GOLDEN.exists() else pd.DataFrame()
    if os.environ.get("GOLDEN") == "remake":
        new = pd.DataFrame([{"of": of, "what": what, "hash": one} for what, one in found.items()])
        rest = kept[kept["of"] != of] if len(kept) else kept
        pd.concat([rest, new]).sort_values(["of", "what"]).to_csv(GOLDEN, index=False)
        return
    before = kept[kept["of"] == of].set_index("what")["hash"].to_dict()
    assert found == before


@pytest.mark.parametrize("scenario", [*scenarios(), *OWN])
def test_worlds_are_as_they_were(scenario):
    hold(f"world: {scenario}", of_world(scenario))


@pytest.mark.slow
@pytest.mark.parametrize("name", COMMANDS)
def test_tables_are_as_they_were(name, tmp_path):
    hold(f"command: {name}", of_command(name, tmp_path / "results"))

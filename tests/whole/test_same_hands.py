"""The same hands: managers with an IRO's hours, independence and chain change nothing.

If a rule held for one side only, one of the headline differences would show it.
"""

from pathlib import Path

import numpy as np
import pytest
import yaml

from sim.analyse.estimate import Ratio, paired_difference
from sim.arms.policy import PREFIX
from sim.arms.resolve import resolve
from sim.measures.catalogue import HEADLINE
from sim.replicate.replication import one_world, seed_of
from sim.settings import Settings, replace_values

SCENARIO = Path(__file__).parent / "same_hands.yaml"
RUNS = 12
SURELY = 3.5  # standard errors, for 13 measures are looked at
# what a manager must have as an IRO has it, and what managers' own work must not take or give
ALIKE = {
    "team_manager.hours_per_week": 0.0, "team_manager.gives_way_hours_per_week": 0.0,
    "team_manager.supervision_lost": 0.0, "team_manager.duplicated_share": 0.0,
    "team_manager.turnover": 0.0, "team_manager.contract_hours_per_week": 1.0,
    "team_manager.workers": 4.7, "team_manager.administration_kept": 1.0,
    "challenge.formal_answer_hours": 0.0, "cost.iro_manager_post": 0.0, "cost.post_change": 0.0,
    "transition.days": 0, "authority.children_looked_after": 540.0,
}  # fmt: skip


def dotted(room, prefix=""):
    for name, value in room.items():
        if isinstance(value, dict):
            yield from dotted(value, f"{prefix}{name}.")
        else:
            yield prefix + name, value


def arms(years=2):
    """Return both arms: the manager's chain, hours and price are the IRO's."""
    given = dict(dotted(yaml.safe_load(SCENARIO.read_text("utf-8"))))
    policy = {n.removeprefix(PREFIX): v for n, v in given.items() if n.startswith(PREFIX)}
    today = {name: value for name, value in given.items() if not name.startswith(PREFIX)}
    start = replace_values(Settings(worlds="one", replications=RUNS, years=years), today | ALIKE)
    alike = replace_values(start, {
        "team_manager.hours_per_year": start.iro.hours_per_year,
        "cost.team_manager_post": start.cost.iro_post,
    })  # fmt: skip
    chain = vars(alike.challenge)["iro"]
    return resolve(replace_values(alike, dict(dotted(as_room(chain), "challenge.team_manager."))),
                   policy)  # fmt: skip


def as_room(part):
    return {
        n: as_room(v) if hasattr(v, "__dataclass_fields__") else v for n, v in vars(part).items()
    }


@pytest.mark.slow
def test_managers_with_an_iro_s_hours_independence_and_chain_change_nothing():
    both = arms()
    months = [
        one_world(both.today, [both.under_policy], seed_of(both.today, run)).months.sum(axis=1)
        for run in range(RUNS)
    ]
    counts = np.array(months)
    before, after = (
        Ratio(
            *(np.array(p) for p in zip(*(m.parts(counts[:, arm]) for m in HEADLINE), strict=True))
        )
        for arm in (0, 1)
    )
    found = paired_difference(
        Ratio(before.numerators.T, before.denominators.T),
        Ratio(after.numerators.T, after.denominators.T),
    )
    told = {m.id: (v, lo, hi) for m, v, lo, hi in zip(HEADLINE, found.value, found.low, found.high,
                                                      strict=True)}  # fmt: skip
    off = {}
    for name, (value, low, high) in told.items():
        error = (high - low) / 4.4  # of 12 pairs Student's t is 2.2 either way
        if abs(value) > SURELY * error:
            off[name] = (value, error)
    assert not off, told

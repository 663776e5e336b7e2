"""Every setting that a policy may change does change the policy's arm, and only that."""

import numpy as np
import pytest
from each import each
from worlds import lived_under, looked_after, today_of, warmed_up

from sim.arms.resolve import resolve
from sim.settings import Settings, register

pytestmark = pytest.mark.slow

# the arrangements in which a setting may come to bear
ARRANGEMENTS = (
    {"iro.caseload": 100.0},  # so that desks are pressed
    {"iro.caseload": 15.0, "iro.extra_duties.prevalence": 0.7, "iro.turnover": 100.0},  # some leave
    {"iro.employer": "outside", "iro.caseload": 100.0},
    {"review.chair": "team_manager", "iro.caseload": 100.0, "challenge.iro.grave": 0.5},
    {"review.chair": "team_manager", "iro.caseload": 100.0, "challenge.iro.grave": 0.5,
     "team_manager.hours_per_week": 1.0, "team_manager.gives_way_hours_per_week": 1.0},
    {"iro.employer": "none", "review.chair": "team_manager", "advocate.offer": "opt_out",
     "redeployment.child_protection": 0.5},
    {"advocate.offer": "opt_out", "advocate.hours_per_year": 400.0, "challenge.advocate.sees": 1.0,
     "challenge.advocate.succeeds": 1.0},
)  # fmt: skip
# what these worlds are too small or short to show, or what comes to bear almost nowhere: training
# takes its time evenly like other duties, and a desk pressed enough to cut work never reaches the
# midway checks, the last of its tasks; managers have bought hours, or midway checks, or a budget to
# keep within only where the policy sets that too, and few of a few managers leave in two years
RARE = {
    "challenge.cafcass", "iro.extra_duties.training", "review.tasks.midway_check.least",
    "team_manager.hours_per_year", "challenge.team_manager.sees.at_midway_check",
    "reinvestment.within_budget", "team_manager.vacant_days",
}  # fmt: skip


@pytest.fixture(scope="module")
def worlds():
    """The warm world of the small authority, and each arrangement's ledger."""
    today = today_of({**looked_after(90, moves=4 / 9), "years": 2, "warm_up_years": 1})
    warm = warmed_up(today, 11)

    def ledger(policy):
        return lived_under(warm, resolve(today, policy).under_policy, today).ledger

    return ledger, [ledger(policy) for policy in ARRANGEMENTS]


def other_values(setting):
    """Values that are allowed and far from the default."""
    if setting.choices:
        return [choice for choice in setting.choices if choice not in (setting.default, "none")]
    if setting.type is bool:
        return [not setting.default]
    low, high = setting.low, min(setting.high, max(10 * float(setting.default or 1), 30))
    return [setting.type(low), setting.type(high)]


def together(policy):
    """Return a policy that redeploys no more IROs than there are."""
    if policy.get("redeployment.case_holders") == 1:
        return policy | {"redeployment.child_protection": 0.0}
    return policy


# a pool brings other authorities: test_pool.py
MOVABLE = {s.name: s for s in register(resolve(Settings(), {}).today)
           if s.policy and s.name != "pool"}  # fmt: skip


def test_a_policy_that_may_be_set_does_something(worlds):
    ledger, before = worlds

    def moves(setting, value):
        """Whether a value moves an arrangement; all are lived, for each must bear the value."""
        moved = [
            not np.array_equal(ledger(together(policy | {setting.name: value})), base)
            for policy, base in zip(ARRANGEMENTS, before, strict=True)
            if setting.name != "review.chair" or policy.get("iro.employer") != "none"
        ]
        return any(moved)

    def does_something(name):
        moved = [moves(MOVABLE[name], value) for value in other_values(MOVABLE[name])]
        assert any(moved) or name in RARE

    each(MOVABLE, does_something)

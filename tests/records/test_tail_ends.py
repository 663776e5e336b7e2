"""Intervals of the tail of drift say nothing that cannot be: no share below 0 or above 1."""

import numpy as np

from sim.analyse.drift_tables import tail
from sim.ledger import COUNTS
from sim.replicate.arm_results import ArmResults


def arm(policy, long_ones):
    """Return an arm with ten short drifts a run, and so many of over six months."""
    runs = tuple(range(len(long_ones)))
    lengths = np.zeros((len(runs), 20))
    lengths[:, 0], lengths[:, 8] = 10, long_ones
    counts = np.zeros((len(runs), 1, COUNTS))
    return ArmResults(policy, runs, runs, ("2025-04",), counts, drift_lengths=lengths)


def test_ends_in_one_world_are_shares_and_days():
    table = tail(arm("keep", [0, 0, 0, 1]), arm("abolish", [0, 90, 0, 900])).set_index("quantity")
    for name in ("today", "under_policy"):
        assert (table[f"{name}_low"].dropna() >= 0).all()
        assert (table[f"{name}_low"] <= table[name]).all()
    shares = table.loc["drift_over_six_months"]
    assert shares["today_high"] <= 1 and shares["under_policy_high"] <= 1
    assert -1 <= shares["difference_low"] <= shares["difference_high"] <= 1

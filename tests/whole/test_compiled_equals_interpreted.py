"""Compiled or interpreted, the rules do the same: whole worlds agree in every byte."""

import numpy as np
import pytest
from elsewhere import COMPARED, elsewhere, told
from worlds import arms, lived

from sim.arms.records_asked import KINDS
from sim.initialise.build import calendar_of

ONE = ("keep", "relocate", "abolish", "more_of_both", "redeployed")  # of one authority
SCENARIOS = (*ONE, "pool")
# what a world of a few years may see none of
RARE = {"CAFCASS_REFERRALS", "FTE_DAYS_REVIEWING", "POUNDS_MANAGER_POSTS"}


@pytest.mark.slow
def test_worlds_agree_in_every_byte():
    interpreted = elsewhere({"NUMBA_DISABLE_JIT": "1"}, scenarios=SCENARIOS, records=KINDS)
    for scenario in SCENARIOS:
        compiled = told(lived(scenario, records=KINDS))
        for name in COMPARED:
            same = compiled["hashes"][name] == interpreted[scenario]["hashes"][name]
            assert same, f"{name} differs under {scenario}"
        assert compiled == interpreted[scenario]


def test_the_worlds_compared_see_everything_that_is_counted():
    """Else a rule that no world reaches would be compared with nothing."""
    seen = {}
    for scenario in SCENARIOS:
        for count, number in told(lived(scenario))["counts"].items():
            seen[count] = max(seen.get(count, 0), number)
    assert {count for count, most in seen.items() if most == 0} <= RARE


def test_the_scenarios_compared_lead_to_different_worlds_from_one_beginning():
    ledgers = [lived(scenario).ledger for scenario in ONE]
    reported = list(calendar_of(arms().today).reported)
    assert len({ledger.tobytes() for ledger in ledgers}) == len(ONE)
    before = [np.delete(ledger, reported, axis=0).tobytes() for ledger in ledgers]
    assert len(set(before)) == 1

"""Beside an abolition that funds nothing stands the same with its chairs' hours funded."""

import pytest

from sim.arms.scenarios import changes_of
from sim.data.plausible_settings import members
from sim.settings.smallest_differences import Matters
from sim.study.funded import FUNDED, funded_beside, funded_table


@pytest.mark.parametrize("scenario", ["abolish", "abolish_bare", "abolish_redeploy"])
def test_an_abolition_that_funds_nothing_is_told_with_the_funded_one_beside_it(scenario):
    told = funded_beside(changes_of(scenario))
    assert told and FUNDED in told and "drift" in told


@pytest.mark.parametrize("scenario", [FUNDED, "abolish_same_money", "strengthen", "manager_chairs"])
def test_nothing_stands_beside_another_policy(scenario):
    assert funded_beside(changes_of(scenario)) is None


def test_its_counts_are_those_of_the_stored_worlds():
    table = funded_table().set_index("measure")
    matters = Matters().drift_days_per_child_year
    differences = [one.leads_to[f"{FUNDED}.drift_days_per_child_year"] for one in members()]
    of = len(members()) / 100
    row = table.loc["drift_days_per_child_year"]
    assert row["worse"] == pytest.approx(sum(d > matters for d in differences) / of, abs=1)
    assert row["better_in"] == pytest.approx(sum(d < -matters for d in differences) / of, abs=1)
    assert (table[["worse", "same", "better_in"]].sum(axis=1) == 100).all()

"""Patterns that are known of the service, and what nobody knows, held against the whole model.

The order in which duties give way stands in test_giving_way.py, the tail of timeliness across
authorities in test_authorities_differ.py.
"""

import dataclasses
from functools import cache

import pytest

from sim.arms.resolve import resolve
from sim.data.plausible_settings import members
from sim.measures.catalogue import MEASURES
from sim.replicate.two_arms import replicate
from sim.settings import Settings, replace_values

pytestmark = pytest.mark.slow

LOOKS = ("at_thin_review", "at_full_review", "at_midway_check", "at_told_change")
BLIND = tuple(f"challenge.iro.sees.{look}" for look in LOOKS)


@cache
def today(*changes, replications=10):
    """Return each measure of the average authority under changed settings, over some runs."""
    asked = dataclasses.replace(Settings(), replications=replications)
    given = resolve(replace_values(asked, dict(changes)), {})
    counts = replicate(given).baseline.counts.sum(axis=1)
    parts = {measure.id: measure.parts(counts) for measure in MEASURES}
    return {id: top.sum() / bottom.sum() for id, (top, bottom) in parts.items() if bottom.any()}


def test_most_challenge_is_informal_and_ends_with_the_team_manager():
    assert today()["informal_share"] > 0.7
    assert today()["settled_by_team_manager"] > 0.9
    assert today()["cafcass_referrals"] < 0.1


def test_churn_of_social_workers_does_not_by_itself_break_placements():
    churn = today(("social_worker.turnover", 40.0), ("social_worker.internal_moves", 0.4))
    assert churn["three_plus_social_workers"] > today()["three_plus_social_workers"] + 0.1
    assert churn["three_plus_placements"] == pytest.approx(
        today()["three_plus_placements"], abs=0.01
    )
    assert churn["long_term_stability"] == pytest.approx(today()["long_term_stability"], abs=0.03)


def test_poor_practice_is_a_common_cause_of_weak_challenge_and_drift():
    # it goes with churn too, for a named place's practice is drawn given its published churn
    poor = today(("authority.practice_quality", -1.5))
    good = today(("authority.practice_quality", 1.5))
    assert poor["drift_days_per_child_year"] > 1.2 * good["drift_days_per_child_year"]
    assert poor["challenge_followed_up"] < good["challenge_followed_up"]


def test_that_challenge_does_nothing_for_drift_can_be_believed():
    # poor practice drives weak challenge and drift all the same
    idle = ("challenge.iro.kept", 0.0)
    alone = (idle, ("challenge.iro.formal_kept", 0.0), ("plan.unprompted_for_18", 1.0))
    with_it = today(*alone)["drift_days_per_child_year"]
    without = today(*alone, *((name, 0.0) for name in BLIND))["drift_days_per_child_year"]
    assert without / with_it == pytest.approx(1, abs=0.05)
    poor = today(idle, ("authority.practice_quality", -1.5))
    good = today(idle, ("authority.practice_quality", 1.5))
    assert poor["challenge_followed_up"] < good["challenge_followed_up"]
    assert poor["drift_days_per_child_year"] > 1.2 * good["drift_days_per_child_year"]


def test_the_plausible_settings_reach_down_to_no_effect_of_noticing():
    # what is overlooked for children who stay to 18 an IRO begins on seeing it in every world
    assert min(member.drift_ratio for member in members()) < 1.05


def test_the_plausible_settings_reach_up_to_a_twofold_effect():
    assert max(member.drift_ratio for member in members()) >= 2.0

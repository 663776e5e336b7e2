"""Each scenario moves what it says it moves, the way it says, and leaves alone what it does not.

On paired runs of the average authority; what must not move may move by less than matters.
"""

import dataclasses
from functools import cache

import pytest
from worlds import policy

from sim.analyse.tables import summary
from sim.arms.resolve import resolve
from sim.replicate.two_arms import replicate
from sim.settings import Settings

pytestmark = pytest.mark.slow

UP, DOWN = 1, -1
# scenario: what must move, which way, and what must not, by more than so much
MOVES = {
    "caseload_cap": ({"midway_coverage": UP, "posts_iro": UP}, ("sw_load", 0.01)),
    "ring_fence": ({"child_seen_before_review": UP, "service_cost": UP}, ("sw_load", 0.01)),
    "notify": ({"changes_notified": UP, "sw_load": UP}, ("reviews_on_time", 0.005)),
    "empower": ({"challenges_informal": UP, "drift_days_per_child_year": DOWN},
                ("reviews_on_time", 0.005)),
    "relocate": ({"challenges_formal": UP, "changes_notified": DOWN}, ("reviews_on_time", 0.01)),
    "abolish": ({"review_thoroughness": DOWN, "children_knowing_iro": DOWN},
                ("child_attendance", 0.01)),
    "abolish_funded": ({"posts_reviewing": UP, "review_thoroughness": UP},
                       ("child_attendance", 0.01)),
    "abolish_same_money": ({"posts_reviewing": UP, "children_knowing_iro": DOWN},
                           ("service_cost", 60)),
    "abolish_bare": ({"views_heard_independently": DOWN, "midway_coverage": DOWN},
                     ("children_with_advocate", 1.0)),
    "advocates_too": ({"views_heard_independently": UP, "children_with_advocate": UP},
                      ("midway_coverage", 0.02)),
    "abolish_redeploy": ({"sw_load": DOWN, "midway_coverage": DOWN}, ("child_attendance", 0.01)),
    "liaise": ({"challenges_informal": UP, "drift_days_per_child_year": DOWN},
               ("midway_coverage", 0.02)),
    "strengthen": ({"midway_coverage": UP, "drift_days_per_child_year": DOWN},
                   ("child_attendance", 0.01)),
    "early_help": ({"children_looked_after": DOWN, "entries_per_child_year": DOWN},
                   ("reviews_on_time", 0.01)),
    "stable_workforce": ({"three_plus_social_workers": DOWN, "agency_share": DOWN},
                         ("posts_iro", 0.2)),
    "manager_chairs": ({"manager_load": UP, "midway_coverage": UP}, ("child_attendance", 0.01)),
}  # fmt: skip


@cache
def differences(scenario):
    """Return the paired differences of every measure, with their intervals."""
    asked = dataclasses.replace(Settings(), replications=10, years=3)
    arms = resolve(asked, policy(scenario))
    ran = replicate(arms, scenario)
    return summary(ran.baseline, ran.scenario).set_index("measure")


@pytest.mark.parametrize("scenario", MOVES)
def test_a_scenario_moves_what_it_says(scenario):
    for measure, way in MOVES[scenario][0].items():
        row = differences(scenario).loc[measure]
        low, high = sorted((way * row.difference_low, way * row.difference_high))
        if low != low:  # no interval: nothing of it is left under the policy
            low = way * row.difference
        assert low > 0, f"{measure}: {row.difference:.4g} ({low:.4g} to {high:.4g})"


@pytest.mark.parametrize("scenario", MOVES)
def test_a_scenario_leaves_the_rest_alone(scenario):
    measure, most = MOVES[scenario][1]
    assert abs(differences(scenario).loc[measure].difference) <= most


def test_every_scenario_is_held_to_what_it_says():
    from sim.arms.scenarios import scenarios

    assert set(MOVES) == set(scenarios()) - {"keep"}

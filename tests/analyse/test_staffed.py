"""An arrangement whose chairs lack even the hours that the law asks at least is not forecast."""

import numpy as np
import pytest

from sim.analyse.headline import cannot_be_staffed, headline
from sim.ledger import Count
from sim.replicate.arm_results import ArmResults
from sim.settings.smallest_differences import Matters


def arm(name, least, worlds=(1, 2, 3)):
    """Return an arm of three years with four chairs, 100 hours of work a year in each world."""
    counts = np.zeros((len(least), 1, len(Count)))
    counts[:, 0, Count.DAYS] = 365.25
    counts[:, 0, Count.CHILD_DAYS] = 36525
    counts[:, 0, Count.FTE_DAYS_CHAIR] = 4 * 365.25
    counts[:, 0, Count.HOURS_WEEK_CHAIR] = 100.0
    counts[:, 0, Count.HOURS_LEAST_CHAIR] = least
    counts[:, 0, Count.LATER_DUE], counts[:, 0, Count.LATER_ON_TIME] = 100, 90
    numbers = tuple(range(len(least)))
    return ArmResults(name, numbers, numbers, ("whole",), counts, worlds=worlds, alike=worlds)


KEEP = arm("keep", [50.0, 50.0, 50.0])


def test_what_takes_more_than_the_week_needs_so_many_posts():
    assert cannot_be_staffed(KEEP, arm("thin", [125.0, 150.0, 175.0])) == (
        "cannot be staffed: needs 6 posts for 4"
    )


def test_what_fits_the_week_in_the_median_world_is_forecast():
    assert cannot_be_staffed(KEEP, arm("fits", [50.0, 100.0, 175.0])) == ""


def test_in_one_world_the_mean_of_runs_decides():
    assert cannot_be_staffed(KEEP, arm("thin", [50.0, 90.0, 190.0], worlds=())) != ""
    assert cannot_be_staffed(KEEP, arm("fits", [50.0, 90.0, 110.0], worlds=())) == ""


@pytest.mark.parametrize("worlds", [(1, 2, 3), ()])
def test_what_cannot_be_staffed_has_no_forecast_and_says_why(worlds):
    table = headline(arm("keep", [50.0] * 3, worlds), arm("thin", [200.0] * 3, worlds), Matters())
    assert table["today"].notna().any()
    assert table["under_policy"].isna().all() and table["difference"].isna().all()
    assert set(table["reading"]) == {"cannot be staffed: needs 8 posts for 4"}


def test_where_today_s_service_cannot_be_staffed_either_the_policy_is_forecast():
    both = [arm(name, [150.0] * 3) for name in ("keep", "thin")]
    assert cannot_be_staffed(*both) == ""

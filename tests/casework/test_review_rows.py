"""Rows of single reviews, by hand: the days of each, and what a late one waited for.

The child enters on Mon 7 Apr 2025: the first review is due by 8 May and aimed at 30 Apr.
"""

import pytest
from worlds import SmallWorld, child, service

from sim.replicate.taken_down import taken_down

ADJOURNED = {"review__frictions__report_missing": 1, "review__frictions__adjourn_share": 1,
             "review__frictions__adjourned_days": 8}  # fmt: skip
NAMED_LATE = {"review__timetable__named_days": 20, "review__frictions__known_late": 1,
              "review__frictions__known_late_days": 60}  # fmt: skip


def reviews(world):
    """Return the rows of a small world's reviews, due or held from its first reported day on."""
    taken = taken_down(world.world, world.calendar, ["reviews"], ["average"])
    return taken["reviews"].to_pylist()


def test_a_review_in_time_has_its_days_and_its_chair():
    world = SmallWorld(service(), child("2025-04-07")).through("2025-05-08")
    (row,) = reviews(world)
    assert (row["child"], row["number"]) == (1, 1)
    assert (str(row["limit"]), str(row["held"])) == ("2025-05-08", "2025-04-30")
    assert row["limit_counts"] and row["held_counts"] and row["on_time"]
    assert (row["working_days_late"], row["why_late"]) == (0, None)
    assert (row["chair"], row["chair_person"]) == ("IRO", 1)
    assert row["prepared"] and row["worker_met"] and row["child_seen"]
    assert row["thoroughness"] == row["time_given"] == 1
    assert "chair" in row["views_by"].split(", ") and row["views_independent"]


def test_a_review_held_counts_from_its_day_and_is_due_from_its_limit_on():
    world = SmallWorld(service(), child("2025-04-07")).through("2025-04-30")
    (row,) = reviews(world)
    assert row["held_counts"] and not row["limit_counts"] and row["on_time"] is None


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"review__frictions__party_cancels": 1}, "a party cancelled or the chair was ill"),
        (ADJOURNED, "adjourned for the social worker's report"),
        (NAMED_LATE, "chair not named yet"),
    ],
)
def test_a_late_review_says_what_it_waited_for_at_its_limit(changes, why):
    world = SmallWorld(service(**changes), child("2025-04-07")).through("2025-05-08")
    (row,) = reviews(world)
    assert row["limit_counts"] and not row["on_time"]
    assert (row["held"], row["chair"], row["thoroughness"]) == (None, None, None)
    assert row["why_late"] == why
    if changes is ADJOURNED:
        (held, _) = reviews(world.through("2025-08-29"))
        assert held["why_late"] == why and held["working_days_late"] > 0

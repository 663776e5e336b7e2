"""Sums of the rows of single reviews and plan actions are what the ledger counts, in both arms."""

from functools import cache

import numpy as np
import pytest
from worlds import arms, policy

from sim.arms.records_asked import KINDS
from sim.ledger import Count
from sim.replicate.replication import Point, run_point
from sim.settings import replace_values

TODAY, POLICY = 0, 1
BOTH = ",".join(KINDS)


@cache
def made(scenario, records=BOTH):
    """Return one replication of a small authority, under today's service and a policy."""
    today = replace_values(arms().today, {"records": records})
    return run_point(Point(0, today, {scenario: policy(scenario)}), 3)


def rows(kind, arm, scenario):
    return made(scenario).records[kind][arm].to_pandas()


@pytest.mark.parametrize("scenario", ["abolish", "relocate"])
@pytest.mark.parametrize("arm", [TODAY, POLICY])
def test_sums_of_reviews_are_the_counts_of_the_ledger(arm, scenario):
    counts = made(scenario).months[arm].sum(axis=0)
    every = rows("reviews", arm, scenario)
    held, due = every[every["held_counts"]], every[every["limit_counts"]]
    speaking = held[held["child_seen"].notna()]
    late = held[held["working_days_late"] > 0]
    first, second = due["number"] == 1, due["number"] == 2
    summed = {
        Count.REVIEWS_HELD: len(held),
        Count.REVIEWS_LATE: len(late),
        Count.WORKING_DAYS_LATE: late["working_days_late"].sum(),
        Count.THOROUGHNESS: held["thoroughness"].sum(),
        Count.FIRST_DUE: first.sum(),
        Count.SECOND_DUE: second.sum(),
        Count.LATER_DUE: (~first & ~second).sum(),
        Count.FIRST_ON_TIME: due["on_time"][first].sum(),
        Count.SECOND_ON_TIME: due["on_time"][second].sum(),
        Count.LATER_ON_TIME: due["on_time"][~first & ~second].sum(),
        Count.REVIEWS_OF_SPEAKING: len(speaking),
        Count.SEEN: speaking["child_seen"].sum(),
        Count.SEEN_BY_ADVOCATE: speaking["advocate_visited"].sum(),
        Count.ATTENDED: speaking["attended"].sum(),
        Count.PARTICIPATED: (speaking["views_by"] != "nobody").sum(),
        Count.VIEWS_INDEPENDENT: held["views_independent"].sum(),
    }
    for count, total in summed.items():
        assert total == pytest.approx(counts[count], rel=1e-12), count.name
        assert total > 0, count.name
    parts = every[["time_given", "prepared", "worker_met", "child_seen"]].astype(float)
    mean = parts.mean(axis=1)  # of a child too young, of three parts
    assert np.allclose(mean[every["held"].notna()], every["thoroughness"].dropna())


@pytest.mark.parametrize("scenario", ["abolish", "relocate"])
@pytest.mark.parametrize("arm", [TODAY, POLICY])
def test_sums_of_actions_are_the_counts_of_the_ledger(arm, scenario):
    counts = made(scenario).months[arm].sum(axis=0)
    every = rows("actions", arm, scenario)
    fits = every["kind"] != "unsuitable"
    done = every["done"].notna()
    reported = every["arose"].astype(str) >= "2025-04-01"
    summed = {
        Count.ACTION_DAYS_IN_DRIFT: every["days_in_drift"].sum(),
        Count.ACTIONS_DONE: (fits & done).sum(),
        Count.PARTS_PUT_RIGHT: (~fits & done).sum(),
        Count.NEEDS: (fits & reported).sum(),
        Count.PARTS_UNSUITABLE: (~fits & reported).sum(),
    }
    for count, total in summed.items():
        assert total == counts[count] > 0, count.name
    opened = every[every["closed"].isna()]
    assert len(opened) and opened["done"].isna().all()
    assert (every["stalled"].notna() == (every["stalls"] > 0)).all()
    for earlier, later in (("arose", "agreed"), ("stalled", "noticed"), ("done", "closed")):
        both = every[[earlier, later]].dropna()
        assert len(both) and (both[earlier] <= both[later]).all(), (earlier, later)
    assert (every["noticed_by"].notna() == every["noticed"].notna()).all()
    assert (every["raised_by"].notna() == every["raised"].notna()).all()


def test_reviews_not_held_by_the_end_are_rows_too():
    every = rows("reviews", POLICY, "abolish")
    waits = every[every["held"].isna()]
    assert len(waits) and waits["why_late"].notna().all() and waits["limit_counts"].all()


def test_to_take_down_changes_nothing():
    plain = made("abolish", "")
    assert plain.records is None
    for name in ("months", "groups", "drift_lengths", "before"):
        assert getattr(plain, name).tobytes() == getattr(made("abolish"), name).tobytes()


def test_only_what_is_asked_for_is_taken_down():
    assert list(made("abolish", "reviews").records) == ["reviews"]
    assert list(made("abolish", "actions").records) == ["actions"]

"""The Mesa model: steps are the long run cut in days, and agents are faces of its records."""

import dataclasses

import numpy as np
import pytest

from sim.arms.resolve import resolve
from sim.initialise.build import build, fork_under, run_until
from sim.mesa_agents import IRO, Child, SocialWorker, TeamManager
from sim.model import ReviewService
from sim.settings import Settings
from sim.vocabulary import Role


def small(**policy):
    asked = dataclasses.replace(Settings(), years=1, warm_up_years=1)
    authority = dataclasses.replace(
        asked.authority, children_looked_after=60, started_in_year=24, ceased_in_year=24
    )
    return resolve(dataclasses.replace(asked, authority=authority), policy)


ABOLISHED = {"iro.employer": "none", "review.chair": "team_manager"}


def in_post(model, role):
    posts = model.world.posts
    return int((posts["active"] & (posts["role"] == role)).sum())


def same_bytes(one, other):
    return all(
        getattr(one, name).tobytes() == getattr(other, name).tobytes()
        for name in one._fields
        if name != "drawn"
    )


@pytest.mark.parametrize("policy", [{}, ABOLISHED])
def test_many_steps_are_one_long_run_byte_for_byte(policy):
    arms = small(**policy)
    stepped = ReviewService(arms.today, arms.under_policy, rng=7)
    when = stepped.calendar
    for _ in range(when.end - when.first):
        stepped.step()
        if stepped.time % 50 == 0:
            stepped.agents_by_type  # noqa: B018 - faces are made on the way, and change nothing
    warmed_up = run_until(build(arms.today, 7), when.first, when.start)
    under = arms.under_policy or arms.today
    long_run = run_until(fork_under(warmed_up, under, arms.today), when.start, when.end)
    assert stepped.day == when.end
    assert same_bytes(stepped.world, long_run)


def test_a_step_past_the_end_changes_nothing():
    model = ReviewService(small().today)
    model.live_until(model.calendar.end + 100)
    before = model.world.fork()
    model.step()
    assert model.day == model.calendar.end
    assert same_bytes(before, model.world)


def test_agents_are_those_in_care_and_in_post():
    model = ReviewService(small().today, rng=3)
    for _ in range(30):
        model.step()
    children = model.agents_by_type[Child]
    assert len(children) == int(model.world.service.in_care)
    assert all(child.in_care for child in children)
    # no agent sits in an empty post
    assert len(model.agents_by_type[SocialWorker]) == in_post(model, Role.SOCIAL_WORKER) > 1
    assert len(model.agents_by_type[TeamManager]) == 1
    iros = model.agents_by_type[IRO]
    assert sum(iro.children for iro in iros) == sum(child.iro >= 0 for child in children)
    for iro in iros:
        assert iro.caseload == iro.children / iro.fte


def test_a_child_keeps_its_face_until_it_leaves():
    model = ReviewService(small().today, rng=3)
    first = {child.row: child for child in model.agents_by_type[Child]}
    model.live_until(model.calendar.start)
    now = {child.row: child for child in model.agents_by_type[Child]}
    stayed, left = first.keys() & now.keys(), first.keys() - now.keys()
    assert stayed and left
    assert all(first[row] is now[row] for row in stayed)
    assert not any(first[row].in_care for row in left)


def test_a_face_reads_its_record():
    model = ReviewService(small().today, rng=3)
    child = model.agents_by_type[Child].to_list()[0]
    model.world.children[child.row].limit = model.day - 1
    assert child.review_overdue
    assert child.record.limit == child.limit == model.day - 1
    assert child.age == pytest.approx((model.date_number - child.born_date) / 365.25)
    assert child.entered_on <= model.date


def test_faces_answer_with_the_rules_themselves():
    model = ReviewService(small().today, rng=3)
    model.live_until(model.calendar.start)
    iro = model.agents_by_type[IRO].to_list()[0]
    pace = model.world.posts[iro.row].pace  # of the last day, its hours less extra duties
    assert iro.days_waiting == pytest.approx(iro.hours_waiting / pace)
    assert pace == pytest.approx(iro.hours * (1 - iro.duty_share), rel=0.05)
    assert iro.tasks_waiting == int(model.world.desks[iro.row].tasks)
    child = model.agents_by_type[Child].to_list()[0]
    assert 0 < child.chance_of_being_told_of() <= 0.7


def test_abolition_takes_the_iros_away_on_its_first_day():
    arms = small(**ABOLISHED)
    model = ReviewService(arms.today, arms.under_policy, rng=3)
    model.live_until(model.calendar.start - 1)
    assert len(model.agents_by_type[IRO]) == 1  # 60 children at 70 to an IRO
    model.step()
    assert len(model.agents_by_type.get(IRO, ())) == 0
    assert not any(child.iro >= 0 for child in model.agents_by_type[Child])


def test_without_a_policy_the_first_reported_day_is_like_any_other():
    arms = small()
    whole = ReviewService(arms.today, rng=5)
    whole.live_until(whole.calendar.end)
    again = ReviewService(arms.today, arms.today, rng=5)
    again.live_until(again.calendar.end)
    assert np.array_equal(whole.world.ledger, again.world.ledger)

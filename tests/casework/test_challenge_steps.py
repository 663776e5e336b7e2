"""Noticing a stalled plan, and challenge: informal first, formal after it failed or at once.

The permanence decision of a child who enters on Mon 7 Apr 2025 stalls that day; the team would
notice it only after years. The first review is held on Wed 30 Apr. Answers come a day later.
"""

import pytest
from worlds import AT_REVIEW, SmallWorld, child, service

from sim.ledger import Count
from sim.task_kinds import TaskKind
from sim.vocabulary import Noticer

ENTERED, REVIEW = "2025-04-07", "2025-04-30"


def stalled(through="2025-06-30", seed=1, **more):
    settings = service(plan__stalls=1, **{**AT_REVIEW, **more})
    return SmallWorld(settings, child(ENTERED), seed=seed).through(through)


def test_an_iro_who_notices_at_the_review_raises_it_informally_and_it_moves():
    world = stalled(challenge__iro__succeeds=1)
    assert world.raised(Noticer.IRO) == [REVIEW]
    assert world.count(Count.CHALLENGES_INFORMAL) == world.count(Count.CHALLENGES_CONCEDED) == 1
    assert world.count(Count.CHALLENGES_FORMAL) == 0
    assert world.count(Count.ENDED_BY_TEAM_MANAGER) == world.count(Count.CHALLENGES_ENDED) == 1
    assert world.count(Count.STALLS_NOTICED) == 1
    # answered on 1 May. Of that day's 7.5 hours the worker gives 1.5 to the meeting, 0.5 to the
    # answer and 1.5 to the plan, so the six-hour action ends on 2 May
    assert world.done() == ["2025-05-02"]
    # unnoticed from 7 to 29 Apr: 15 working days, Good Friday and Easter Monday left out
    assert world.count(Count.STALL_WORKING_DAYS_UNNOTICED) == 15


@pytest.mark.parametrize(("mean", "soonest", "latest"), [(3, 2, 5), (15, 6, 25)])
def test_an_answer_comes_within_a_third_to_five_thirds_of_the_mean_days(mean, soonest, latest):
    took = []
    for seed in range(1, 13):
        world = stalled(seed=seed, challenge__iro__days=mean, challenge__iro__succeeds=1,
                        plan__actions__permanence__hours=0)  # fmt: skip
        if world.count(Count.CHALLENGES_CONCEDED):  # else the team noticed before the review
            took.append(world.day(world.done()[0]) - world.day(REVIEW))
    assert len(took) > 8
    assert soonest <= min(took) < max(took) <= latest


def test_a_formal_step_follows_an_informal_one_that_failed():
    world = stalled(challenge__iro__succeeds=0, challenge__iro__steps_up=1,
                    challenge__iro__formal_succeeds=1,
                    challenge__ends_at_team_manager=1)  # fmt: skip
    # raised on 30 Apr, failed on Thu 1 May and raised formally (4 hours). The manager has 0.8 of
    # an hour a day for it, and gives it two on 2, 6 and 7 May, so it ends on Thu 8 May
    assert world.raised(Noticer.IRO, formally=True) == ["2025-05-01"]
    assert world.count(Count.CHALLENGES_INFORMAL) == world.count(Count.CHALLENGES_FORMAL) == 1
    # one dispute, one end
    assert world.count(Count.CHALLENGES_ENDED) == world.count(Count.CHALLENGES_CONCEDED) == 1
    assert world.count(Count.ENDED_BY_TEAM_MANAGER) == 1
    assert world.count(Count.HOURS_AROSE_TEAM_MANAGER) == pytest.approx(2.0)
    assert world.done() == ["2025-05-08"]


def test_an_informal_challenge_that_failed_may_end_there():
    world = stalled(challenge__iro__succeeds=0, challenge__iro__steps_up=0)
    assert world.count(Count.CHALLENGES_ENDED) == 1
    assert world.count(Count.CHALLENGES_CONCEDED) == world.count(Count.CHALLENGES_FORMAL) == 0
    assert world.done() == []
    # and is raised again at the next review, on 14 Jul
    assert world.through("2025-07-14").count(Count.CHALLENGES_INFORMAL) == 2


def test_where_the_harm_is_grave_the_first_step_is_formal():
    world = stalled(challenge__iro__grave=1, challenge__iro__formal_succeeds=1,
                    challenge__ends_at_team_manager=0, iro_hours=7)  # fmt: skip
    assert world.raised(Noticer.IRO, formally=True) == [REVIEW]  # 2.25 + 4 of the day's 7 hours
    assert world.count(Count.CHALLENGES_INFORMAL) == 0
    assert world.count(Count.CHALLENGES_FORMAL) == world.count(Count.CHALLENGES_CONCEDED) == 1
    assert world.count(Count.ENDED_BY_TEAM_MANAGER) == 0  # above the team manager
    assert world.count(Count.CAFCASS_REFERRALS) == 0


def test_a_failed_formal_challenge_may_go_to_cafcass():
    world = stalled(
        challenge__iro__grave=1, challenge__iro__formal_succeeds=0, challenge__cafcass=1
    )
    assert world.count(Count.CAFCASS_REFERRALS) == 1
    assert world.count(Count.CHALLENGES_CONCEDED) == 0
    assert len(world.done()) == 1


@pytest.mark.parametrize(
    "unwilling", [{"challenge__iro__acts": 0}, {"challenge__employment_penalty": 1},
                  {"iro__conflict_penalty": 1, "iro__extra_duties__prevalence": 1,
                   "iro__extra_duties__time_share": 0.01, "iro__extra_duties__regulation_44": 1}],
)  # fmt: skip
def test_an_iro_without_the_will_notices_and_leaves_it(unwilling):
    world = stalled(**unwilling)
    assert world.count(Count.STALLS_NOTICED) == 1
    assert world.count(Count.CHALLENGES_INFORMAL) == world.count(Count.CHALLENGES_FORMAL) == 0
    assert world.done() == []
    # twenty working days after 30 Apr, on 30 May, it counts as noticed and not acted on
    assert (world.count(Count.STALLS_IRO_NOTICED), world.count(Count.STALLS_FOLLOWED_UP)) == (1, 0)


def test_the_penalty_of_employment_is_of_reviewers_whom_the_authority_employs():
    world = stalled(challenge__employment_penalty=1, iro__employer="outside",
                    iro__outside_influence=1, challenge__iro__succeeds=1)  # fmt: skip
    assert world.count(Count.CHALLENGES_CONCEDED) == 1
    world = stalled(challenge__employment_penalty=1, **MANAGED)
    assert world.count(Count.NOTICED_BY_TEAM_MANAGER) == 1
    assert not world.raised(Noticer.TEAM_MANAGER)


def test_an_outside_iro_without_influence_changes_nothing_informally():
    world = stalled(iro__employer="outside", iro__outside_influence=0,
                    challenge__iro__succeeds=1, challenge__iro__steps_up=0)  # fmt: skip
    assert world.count(Count.CHALLENGES_ENDED) == 1
    assert world.count(Count.CHALLENGES_CONCEDED) == 0


@pytest.mark.parametrize(("succeeds", "at_least"), [(1, 1), (0, 3)])
def test_a_stall_acted_on_counts_once_as_followed_up(succeeds, at_least):
    # it succeeds at once, or is raised at every review for two years
    world = stalled("2027-06-30", challenge__iro__succeeds=succeeds,
                    challenge__iro__steps_up=0)  # fmt: skip
    assert world.count(Count.CHALLENGES_INFORMAL) >= at_least
    assert (world.count(Count.STALLS_IRO_NOTICED), world.count(Count.STALLS_FOLLOWED_UP)) == (1, 1)


def test_challenge_gives_way_where_the_iro_has_no_hours_for_it():
    # 2.3 hours a day go to a record of 100 hours, which here comes first
    world = stalled("2025-05-29", challenge__urgency=-100, iro_hours=2.3,
                    review__tasks__record__hours=100, review__tasks__record__least=1,
                    desk__cut_from_days=200)  # fmt: skip
    assert world.held() == [REVIEW]
    assert TaskKind.INFORMAL in world.tasks()
    world.through("2025-05-30")
    assert (world.count(Count.STALLS_IRO_NOTICED), world.count(Count.STALLS_FOLLOWED_UP)) == (1, 0)


NOT_AT_REVIEW = dict.fromkeys(AT_REVIEW, 0)


def test_a_midway_check_may_notice():
    # between the second review, 14 Jul, and the third, 24 Dec: from a third of 116 working days
    world = stalled("2025-12-23", challenge__iro__sees__at_midway_check=1,
                    challenge__iro__succeeds=1, **NOT_AT_REVIEW)  # fmt: skip
    assert world.day("2025-12-24") - world.day("2025-07-14") == 116
    assert world.date(world.day("2025-07-14") + 38) == "2025-09-05"
    assert world.raised(Noticer.IRO) == ["2025-09-05"]
    assert len(world.done()) == 1


@pytest.mark.parametrize("told", [1, 0])
def test_a_told_change_may_show_a_stall(told):
    world = stalled("2025-04-29", challenge__iro__sees__at_told_change=1, change__contact=30,
                    challenge__iro__succeeds=1,
                    social_worker__notification_rate=told)  # fmt: skip
    assert world.count(Count.CHANGES) > 0
    assert (world.count(Count.CHANGES_TOLD) > 0) == told
    assert world.count(Count.CHALLENGES_CONCEDED) == told


MANAGED = {"iro__employer": "none", "review__chair": "team_manager", "team_manager__objectivity": 1,
           "team_manager__hours_per_week": 30, "challenge__team_manager__succeeds": 1}  # fmt: skip


def test_a_manager_in_the_chair_raises_it_as_an_iro_does():
    world = stalled(**MANAGED)
    # raised on 30 Apr itself, after the worker's day, and answered on 1 May. Of 7.5 hours then 1.5
    # are the meeting's, 0.5 the answer's and 1.5 the plan's, so the six-hour action ends on 2 May
    assert world.raised(Noticer.TEAM_MANAGER) == [REVIEW]
    assert world.done() == stalled(challenge__iro__succeeds=1).done() == ["2025-05-02"]
    assert world.count(Count.STALLS_NOTICED) == 1
    assert (
        world.count(Count.NOTICED_BY_TEAM_MANAGER) == world.count(Count.MOVED_BY_TEAM_MANAGER) == 1
    )
    assert world.count(Count.HOURS_RAISING_TEAM_MANAGER) == 0.75 + 0.5
    assert world.count(Count.CHALLENGES_INFORMAL) == world.count(Count.CHALLENGES_ENDED) == 0
    assert world.count(Count.STALLS_IRO_NOTICED) == 0


@pytest.mark.parametrize(
    ("short", "noticed"),
    [
        ({"team_manager__objectivity": 0}, 0),
        ({"challenge__team_manager__succeeds": 0}, 1),
        ({"challenge__team_manager__kept": 0}, 1),
    ],
)
def test_a_manager_may_not_see_the_own_plan_s_stall_or_not_get_it_moving(short, noticed):
    world = stalled(**{**MANAGED, **short})
    assert world.done() == []
    assert world.count(Count.STALLS_NOTICED) == noticed


ADVOCATE = {**NOT_AT_REVIEW, "advocate__uptake_opt_in": 1, "advocate__vacancy": 0,
            "challenge__advocate__sees": 1, "challenge__advocate__succeeds": 1,
            "challenge__advocate__over_plan": 1, "challenge__iro__succeeds": 1}  # fmt: skip


def test_an_advocate_notices_around_a_review_and_gets_it_changed():
    # seen on 15 Apr, noticed and raised on 30 Apr. Of 7.5 hours on 1 May 1.5 are the meeting's, 0.5
    # the answer's and 1.5 the plan's, so the six-hour action ends on 2 May
    world = stalled(**ADVOCATE)
    assert world.done() == ["2025-05-02"]
    assert world.count(Count.STALLS_NOTICED) == 1
    assert world.count(Count.CHALLENGES_INFORMAL) == 0  # those are an IRO's


@pytest.mark.parametrize(
    ("short", "noticed"),
    [({"advocate__vacancy": 1}, 0), ({"advocate__uptake_opt_in": 0}, 0),
     ({"challenge__advocate__sees": 0}, 0), ({"challenge__advocate__succeeds": 0}, 1)],
)  # fmt: skip
def test_an_advocate_who_is_not_there_or_not_heard_changes_nothing(short, noticed):
    world = stalled(**{**ADVOCATE, **short})
    assert world.done() == []
    assert world.count(Count.STALLS_NOTICED) == noticed


def test_an_action_that_is_moving_and_in_time_is_no_cause_for_challenge():
    moving = service(plan__actions__permanence__hours=160, **AT_REVIEW)
    world = SmallWorld(moving, child(ENTERED)).through("2025-05-01")
    assert world.count(Count.REVIEWS_HELD) == 1
    assert world.count(Count.CHALLENGES_INFORMAL) == 0

"""Posts and weeks: hours add up to what the ledger says was worked, of every role."""

import numpy as np
import pytest

from sim.analyse.weeks import (
    DUTIES,
    OVERTIME,
    POSTS,
    ROLES,
    UNDONE,
    WHOLE_WEEK,
    WORKED,
    week,
)
from sim.cli.arguments import read
from sim.cli.ask import ask
from sim.ledger import HOURS_IRO, HOURS_WORKED, Count, of
from sim.replicate.replication import point_of
from sim.replicate.runner import Runner, asked_of
from sim.replicate.two_arms import Ran, replicate
from sim.task_kinds import Charged, TaskKind
from sim.vocabulary import Role

IROS, MANAGERS = Role.IRO.words, Role.TEAM_MANAGER.words
WORDS = ["authority.name=Rutland", "years=1", "warm_up_years=1", "replications=3",
         "desk.own_from_children=0", "desk.cover_least=0"]  # fmt: skip
TASKS = [of(HOURS_IRO, kind) for kind in TaskKind if kind.in_week]


def ran_of(scenario, *words):
    return replicate(ask(read([*WORDS, *words, f"+scenario={scenario}"])), scenario)


@pytest.fixture(scope="module")
def ran():
    return ran_of("ring_fence", "worlds=one")


@pytest.fixture(scope="module")
def over_worlds():
    arms = ask(read(["+scenario=abolish", *WORDS]))
    point = point_of(0, arms, "abolish")
    runner = Runner(arms.today)
    runner.run(asked_of([point]))
    return Ran(*runner.arms(point), runner.failures)


def total(arm, *counts):
    return sum(arm.counts[..., count].sum() for count in counts)


def of_role(table, role):
    return table[table["role"] == role].set_index("duty")


def test_each_role_and_each_kind_of_a_reviewer_s_task_has_its_own_count():
    reviewers = (Charged.CHAIR, Charged.CHECKER, Charged.MONITOR, Charged.RAISER)
    for kind in TaskKind:
        assert bool(kind.in_week) == (kind.charged in reviewers)
        if kind.in_week:
            assert of(HOURS_IRO, kind).name == f"HOURS_IRO_{kind.name}"
    for role in Role:
        assert of(HOURS_WORKED, role).name == f"HOURS_WORKED_{role.name}"
    assert list(ROLES) == ["IROs", "social workers", "team managers", "advocates"]


def test_hours_by_duty_are_all_hours_worked(ran):
    for arm in (ran.baseline, ran.scenario):
        by_task = arm.counts[..., TASKS].sum() + total(arm, Count.HOURS_IRO_OWED)
        assert by_task == pytest.approx(total(arm, Count.HOURS_WORKED_IRO))
        present = total(arm, Count.HOURS_PRESENT_IRO, Count.HOURS_OVERTIME_IRO)
        assert by_task + total(arm, Count.HOURS_IRO_UNUSED) == pytest.approx(present)


def test_a_whole_week_is_the_contract_and_overtime(ran):
    table = of_role(week(ran.baseline, ran.scenario), IROS)
    hours = table.loc[WHOLE_WEEK, "today"]
    fte_weeks = total(ran.baseline, Count.FTE_DAYS_IRO) / 7
    overtime = total(ran.baseline, Count.HOURS_OVERTIME_IRO) / fte_weeks
    contract = 1550 / (365.25 / 7)  # hours a year of a full-time post
    assert hours == pytest.approx(contract + overtime, rel=0.02)  # a year has not always as many
    assert table["today"][list(DUTIES)].sum() == pytest.approx(hours)
    assert table.loc["extra duties", "under_policy"] == 0 < table.loc["extra duties", "today"]


NAMES = ("IRO", "SOCIAL_WORKER", "TEAM_MANAGER", "ADVOCATE")


def test_posts_and_hours_of_every_role_are_the_ledgers(ran):
    table = week(ran.baseline, ran.scenario)
    for arm, column in ((ran.baseline, "today"), (ran.scenario, "under_policy")):
        days = total(arm, Count.DAYS)
        for role, name in zip(
            ROLES, ("IRO", "SOCIAL_WORKER", "TEAM_MANAGER", "ADVOCATE"), strict=True
        ):
            fte = total(arm, Count[f"FTE_DAYS_{name}"])
            hours = {
                POSTS: fte / days * fte / 7,  # so that below it comes out as fte / days
                WORKED: total(arm, Count[f"HOURS_WORKED_{name}"]),
                OVERTIME: total(arm, Count[f"HOURS_OVERTIME_{name}"]),
                UNDONE: total(arm, Count[f"HOURS_AROSE_{name}"])
                - total(arm, Count[f"HOURS_WORKED_{name}"]),
            }
            own = of_role(table, role)[column]
            for duty in own.index.intersection(list(hours)):
                assert own[duty] == pytest.approx(7 * hours[duty] / fte)
    assert list(table.columns[:2]) == ["role", "duty"]
    assert table["difference"].to_numpy() == pytest.approx(table["under_policy"] - table["today"])


def test_over_worlds_they_are_medians_and_managers_take_reviewing_on(over_worlds):
    today, policy = over_worlds.baseline, over_worlds.scenario
    table = week(today, policy)
    assert set(table["range"]) == {"90% of worlds"}
    each = []
    for arm in (today, policy):
        counts = arm.counts.sum(axis=1)
        worked = {}
        for world, row in zip(arm.worlds, counts, strict=True):
            worked[world] = worked.get(world, 0) + row[[Count.HOURS_WORKED_TEAM_MANAGER,
                                                        Count.FTE_DAYS_TEAM_MANAGER]]  # fmt: skip
        each.append(np.array([7 * hours / fte for hours, fte in worked.values()]))
    row = of_role(table, MANAGERS).loc[WORKED]
    assert row["today"] == pytest.approx(np.median(each[0]))
    assert row["under_policy"] == pytest.approx(np.median(each[1]))
    assert row["difference"] == pytest.approx(np.median(each[1] - each[0]))
    assert row["difference"] > 1


def test_without_iros_there_is_no_week_of_theirs(over_worlds):
    table = of_role(week(over_worlds.baseline, over_worlds.scenario), IROS)
    assert table.loc[POSTS, "under_policy"] == 0 < table.loc[POSTS, "today"]
    hours = table.drop(index=POSTS)
    assert hours["under_policy"].isna().all() and hours["today"].notna().all()
    assert np.isfinite(hours["today_low"]).all()

"""An IRO's week: hours by duty add up to what the ledger says IROs worked."""

import numpy as np
import pytest

from sim.asking import ask
from sim.command_line import read
from sim.ledger import Count
from sim.study.replicate import replicate
from sim.study.week import DUTIES, week
from sim.words import Work

WORDS = ["authority.name=Rutland", "years=1", "warm_up_years=1", "replications=3"]
TASKS = slice(Count.HOURS_IRO_PREPARATION, Count.HOURS_IRO_OTHER_DUTIES)


@pytest.fixture(scope="module")
def ran():
    return replicate(ask(read([*WORDS, "+scenario=ring_fence"])), "ring_fence")


def total(arm, *counts):
    return sum(arm.counts[..., count].sum() for count in counts)


def test_the_counts_stand_in_the_order_of_work():
    for kind in Work:
        if kind <= Work.FORMAL:
            assert Count(Count.HOURS_IRO_PREPARATION + kind).name == f"HOURS_IRO_{kind.name}"


def test_hours_by_duty_are_all_hours_worked(ran):
    for arm in (ran.baseline, ran.scenario):
        by_task = arm.counts[..., TASKS].sum()
        assert by_task == pytest.approx(total(arm, Count.HOURS_WORKED_IRO))
        present = total(arm, Count.HOURS_PRESENT_IRO, Count.HOURS_OVERTIME_IRO)
        assert by_task + total(arm, Count.HOURS_IRO_UNUSED) == pytest.approx(present)


def test_a_whole_week_is_the_contract_and_overtime(ran):
    table = week(ran.baseline, ran.scenario).set_index("duty")
    hours = table.loc["whole week", "today"]
    fte_weeks = total(ran.baseline, Count.FTE_DAYS_IRO) / 7
    overtime = total(ran.baseline, Count.HOURS_OVERTIME_IRO) / fte_weeks
    contract = 1550 / (365.25 / 7)  # hours a year of a full-time post
    assert hours == pytest.approx(contract + overtime, rel=0.02)  # a year has not always as many
    assert table["today"][list(DUTIES)].sum() == pytest.approx(hours)
    assert table.loc["extra duties", "scenario"] == 0 < table.loc["extra duties", "today"]


def test_without_iros_there_is_no_week():
    ran = replicate(ask(read([*WORDS, "+scenario=abolish"])), "abolish")
    table = week(ran.baseline, ran.scenario)
    assert table["scenario"].isna().all() and table["today"].notna().all()
    assert np.isfinite(table["today_low"]).all()

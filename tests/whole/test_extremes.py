"""At the ends of what can be asked nothing breaks, nothing is lost, and no measure is infinite.

Each extreme is lived by a small authority under today's service, and under policies that take the
IROs away or move them; measures go the whole way from replications to the table.
"""

import functools
import math

import numpy as np
import pytest
from worlds import lived_under, looked_after, policy, warmed_up

from sim.analyse.tables import summary
from sim.arms.resolve import resolve
from sim.ledger import HOURS_OVERTIME, HOURS_PRESENT, HOURS_WORKED, Count, Unit
from sim.measures.catalogue import MEASURES
from sim.replicate.two_arms import replicate
from sim.settings import Settings, replace_values
from sim.vocabulary import Role

SMALL = {**looked_after(50), "iro.caseload": 20, "warm_up_years": 1, "years": 1, "replications": 3}
NO_IRO = {"iro.employer": "none", "review.chair": "team_manager"}
NO_HOURS = {"team_manager.hours_per_week": 0, "team_manager.gives_way_hours_per_week": 0}
EXTREMES = {
    "as it is": {},
    "no IROs and no replacement": {**NO_IRO, **NO_HOURS, "advocate.uptake_opt_in": 0},
    "no extra duties": {"iro.extra_duties.prevalence": 0},
    "nothing but extra duties": {
        "iro.extra_duties.prevalence": 1, "iro.extra_duties.time_share": 1,
    },
    "never told": {"social_worker.notification_rate": 0},
    "always told": {"social_worker.notification_rate": 1},
    "one child": looked_after(1),
    "no children": looked_after(0),
    "a thousand children for one IRO": {
        **looked_after(1000), "iro.caseload": 1000, "replications": 2,
    },
    "an IRO for each child": {"iro.caseload": 1},
    "everyone leaves": {
        "social_worker.turnover": 400, "social_worker.internal_moves": 4, "iro.turnover": 400,
        "social_worker.agency_stay_days": 1, "social_worker.vacancy": 90, "iro.vacant_days": 520,
    },
    "everyone leaves and nobody is missed": {
        "social_worker.turnover": 400, "social_worker.internal_moves": 4, "iro.turnover": 400,
        "social_worker.vacancy": 0, "iro.vacant_days": 0, "desk.cover_days": 0,
    },
    "nobody leaves": {
        "social_worker.turnover": 0, "social_worker.internal_moves": 0, "iro.turnover": 0,
        "social_worker.agency_share": 0, "social_worker.vacancy": 30,
    },
    "none but agency workers": {
        "social_worker.agency_share": 100, "social_worker.vacancy": 90,
    },
    "everybody ill": {"desk.spells_per_year": 20, "desk.spell_days": 200},
    "no hours at all": {
        "iro.hours_per_year": 1, "social_worker.hours_per_year": 1, "advocate.hours_per_year": 1,
        **NO_HOURS,
    },
    "no meeting takes place": {"review.frictions.party_cancels": 1},
    "no report is ever written": {
        "review.frictions.report_missing": 1, "review.frictions.adjourn_share": 1,
    },
    "everything stalls and nobody notices": {
        "plan.stalls": 1, "challenge.team.sees_days": 5000, "challenge.advocate.sees": 0,
        "challenge.guardian.sees": 0, "challenge.iro.sees.at_thin_review": 0,
        "challenge.iro.sees.at_full_review": 0, "challenge.iro.sees.at_midway_check": 0,
        "challenge.iro.sees.at_told_change": 0,
    },
    "nothing stalls and nothing is needed": {
        "plan.stalls": 0, "plan.needs_at_entry": 0, "plan.needs_per_year": 0,
        "change.raises_need": 0,
    },
    "every challenge goes to the end and fails": {
        "challenge.iro.acts": 1, "challenge.iro.grave": 1, "challenge.iro.formal_succeeds": 0,
        "challenge.cafcass": 1,
        "plan.stalls": 1,
    },
    "no life but moves": {
        "placement_moves.at_entry": 50, "placement_moves.settled": 50,
        "placement_moves.same_kind": 0,
    },
    "all in proceedings": {
        "court.home": 1, "court.guardianship": 1, "court.adoption": 1, "court.to_18": 1,
        "court.other": 1, "court.hearing_days": 0, "court.liaison": 1,
    },
    "an advocate for every child": {
        "advocate.offer": "opt_out", "advocate.uptake_opt_out": 1, "advocate.vacancy": 0,
        "advocate.stretch": 0,
    },
    "no advocate is found": {"advocate.offer": "opt_out", "advocate.vacancy": 1},
    "workers with other cases beside": {
        "social_worker.dedicated": False, "social_worker.looked_after_share": 0.01,
    },
    "fast growth": {"authority.trend": 0.5},
    "fast shrinking": {"authority.trend": -0.5},
}  # fmt: skip
POLICIES = {"keep": {}, "abolish": policy("abolish"), "relocate": policy("relocate")}
KEPT_OUT = {"early_help.entries_prevented": 1.0}
FURTHER = {  # policies that are themselves extreme, under today's service
    "nobody in their place": {**policy("abolish"), **NO_HOURS, "advocate.offer": "opt_in"},
    "no more entries": KEPT_OUT,
    "no more entries and no IROs": {**KEPT_OUT, **policy("abolish")},
    "all IROs hold cases": {**NO_IRO, "redeployment.case_holders": 1.0},
    "all IROs protect": {
        **NO_IRO, "redeployment.child_protection": 1.0, "redeployment.relief": 1.0,
    },
    "recruited at once": {"iro.caseload": 5, "recruitment_days": 0},
    "hardly an IRO": {"iro.caseload": 5000},
    "hardly a worker": {"social_worker.caseload": 5000},
    "nobody goes along": {"iro.employer": "outside", "iro.outside_transfer_share": 0},
    "all time lost": {**policy("relocate"), "transition.hours_lost": 1, "transition.days": 520},
}  # fmt: skip

NO_POUNDS = [count for count in Count if count.unit is not Unit.POUNDS]


def arms(extreme, under):
    """Return both arms' settings."""
    priced = {"cost.early_help_spending": 0.0, "cost.retention_spending": 0.0}
    asked = replace_values(Settings(), {**SMALL, **priced, **EXTREMES[extreme]})
    already = asked.iro.employer == "none"
    return resolve(asked, {} if already and "iro.employer" in under else under)


each_case = pytest.mark.parametrize(
    ("extreme", "under"),
    [
        *(
            pytest.param(extreme, POLICIES[name], id=f"{extreme}-{name}",
                         marks=[pytest.mark.slow] if name != "keep" else [])
            for extreme in EXTREMES for name in POLICIES
        ),
        *(pytest.param("as it is", given, id=name) for name, given in FURTHER.items()),
    ],
)  # fmt: skip


@functools.cache
def _ran(extreme, under):
    given = arms(extreme, dict(under))
    return replicate(given)


@each_case
def test_every_measure_is_a_number_or_empty_where_there_is_nothing_to_measure(extreme, under):
    ran = _ran(extreme, tuple(under.items()))
    assert ran.failures == ()
    table = summary(ran.baseline, ran.scenario).set_index("measure")
    numbers = table.select_dtypes("number")
    assert not np.isinf(numbers).any(axis=None)
    for side, arm in (("today", ran.baseline), ("under_policy", ran.scenario)):
        if arm is None:
            continue
        counts = arm.counts.sum(axis=1)
        assert np.isfinite(counts).all()
        assert (counts[:, NO_POUNDS] >= 0).all()
        for measure in MEASURES:
            _, bottom = measure.parts(counts)
            empty = not bottom.any()
            value = table.loc[measure.id, side]
            assert math.isnan(value) == empty, measure.id
            if measure.unit == "share" and not empty:
                assert -1e-9 <= value <= 1 + 1e-9, measure.id
        assert_nobody_is_described_who_is_not_there(table[side], arm.counts)
    if ran.scenario is not None:
        either = table.today.isna() | table.under_policy.isna()
        assert (table.difference.isna() == either).all()


def assert_nobody_is_described_who_is_not_there(values, counts):
    """What an IRO would do is 0 where there is none; what describes an IRO is empty."""
    if counts[..., Count.FTE_DAYS_IRO].any():
        return
    for name in ("iro_caseload", "iro_load", "iro_changes"):
        assert math.isnan(values[name]), name
    for name in ("children_knowing_iro", "challenges_informal", "challenges_formal",
                 "cafcass_referrals", "changes_notified"):  # fmt: skip
        assert values[name] == 0 or math.isnan(values[name]), name
    if counts[..., Count.CHILD_DAYS].any():
        assert values["children_knowing_iro"] == 0


def _lived(extreme, under):
    """Return the world of each arm of one replication at its end."""
    given = arms(extreme, under)
    warm = warmed_up(given.today, 5)
    for settings in (given.today, given.under_policy):
        if settings is not None:
            yield lived_under(warm, settings, given.today)


@each_case
def test_children_hours_and_tasks_are_kept_account_of(extreme, under):
    for world in _lived(extreme, under):
        total = world.ledger.sum(axis=0)
        service, posts = world.service, world.posts
        # children in = out + present
        found = int((world.children["entered"] < service.first).sum())
        here = world.children[world.children["in_care"]]
        assert found + total[Count.ENTRIES] == total[Count.EXITS] + len(here)
        assert service.in_care == len(here)
        # hours worked are no more than hours there were, of other teams, and overtime
        for role in Role:
            worked, present, overtime = (
                total[count[role]] for count in (HOURS_WORKED, HOURS_PRESENT, HOURS_OVERTIME)
            )
            helped = total[Count.HOURS_HELPED] if role == Role.SOCIAL_WORKER else 0.0
            assert worked <= present + helped + overtime + 1e-6
            assert overtime <= worked + 1e-6
        # every task is done, lapsed, withdrawn or waits
        waiting = int(world.desks["tasks"].sum())
        gone = sum(total[c] for c in (Count.TASKS_DONE, Count.TASKS_LAPSED, Count.TASKS_WITHDRAWN))
        assert total[Count.TASKS_PUT] == gone + waiting
        assert waiting == world.pools[1].used
        assert np.isfinite(world.desks["waiting"]).all()
        # posts in post are those that are filled; every child has a worker, or waits for one
        for role, fte in enumerate(world.in_post):
            own = posts["active"] & (posts["fills"] == 0)  # else somebody from elsewhere covers it
            filled = posts["fte"][own & (posts["role"] == role)].sum()
            assert fte == pytest.approx(filled, abs=1e-9)
        of_role = posts["children"][posts["role"] == Role.SOCIAL_WORKER].sum()
        assert of_role == len(here)
        kept = posts["active"] | (posts["fills"] > 0)
        assert kept[here["social_worker"]].all()
        assert kept[here["iro"][here["iro"] >= 0]].all()
        assert (here["eighteenth"] > 0).all()


def test_nobody_enters_where_all_are_kept_out():
    ran = _ran("as it is", tuple(KEPT_OUT.items()))
    counts = ran.scenario.counts.sum(axis=(0, 1))
    assert counts[Count.ENTRIES] == 0
    assert ran.baseline.counts.sum(axis=(0, 1))[Count.ENTRIES] > 0


def test_midway_checks_made_before_abolition_count_until_their_reviews_are_held():
    held = _ran("as it is", tuple(policy("abolish").items())).scenario.counts.sum(axis=0)
    assert held[:6, Count.LONG_INTERVALS_CHECKED].any()
    assert not held[8:, Count.LONG_INTERVALS_CHECKED].any()
    assert held[8:, Count.LONG_INTERVALS].any()


def test_without_children_there_is_no_work():
    for world in _lived("no children", {}):
        total = world.ledger.sum(axis=0)
        assert total[Count.CHILD_DAYS] == total[Count.TASKS_PUT] == 0
        assert total[Count.HOURS_WORKED_SOCIAL_WORKER] == 0


def test_a_thousand_children_of_one_iro_are_reviewed_thinly_and_never_monitored():
    ran = _ran("a thousand children for one IRO", ())
    values = summary(ran.baseline).set_index("measure").today
    assert values["iro_caseload"] == pytest.approx(1000, rel=0.2)  # for they stay longer
    assert values["midway_coverage"] == pytest.approx(0, abs=0.01)
    assert values["child_seen_before_review"] < 0.1
    assert values["iro_load"] > 5

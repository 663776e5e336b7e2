"""The money of IRO posts that close, what it buys, and hours that are counted beside cash.

Two full-time IROs, three children looked after in all, on Tue 1 April 2025. Three years end with
the weekend of 1 April 2028: 1,098 days. A year's money, in pounds: two IROs 140,000, 2 / 9 of a
manager of theirs 18,000 and 2 / 4.5 of an administrator 14,666.67, half of whose work goes on.
"""

import pytest
from worlds import SmallWorld, child, dotted, service

from sim.arms.resolve import resolve
from sim.errors import UserError
from sim.initialise.build import calendar_of
from sim.initialise.reinvestment import filled_share, newly_spent, no_longer_spent
from sim.ledger import Count
from sim.vocabulary import Role

FIRST, YEAR_END, END = "2025-04-01", "2026-04-01", "2028-04-01"
YEAR, YEARS = 365 / 365.25, 1098 / 365.25
POSTS, MANAGERS, ADMINISTRATORS = 140_000.0, 18_000.0, 33_000 * 2 / 4.5
NET = POSTS + MANAGERS + 0.5 * ADMINISTRATORS
ABOLISH = {"iro__employer": "none", "review__chair": "team_manager"}
CASH = [
    Count.POUNDS_POSTS_IRO, Count.POUNDS_IRO_MANAGERS, Count.POUNDS_ADMINISTRATORS,
    Count.POUNDS_MANAGER_POSTS, Count.POUNDS_WORKER_POSTS, Count.POUNDS_AGENCY,
    Count.POUNDS_DUTIES, Count.POUNDS_ADVOCACY, Count.POUNDS_ONCE, Count.POUNDS_SPENDING,
]  # fmt: skip


def small(**changes):
    """Two IROs for the three children who are looked after."""
    return service(**{
        "authority__children_looked_after": 3, "authority__started_in_year": 1.5,
        "authority__ceased_in_year": 1.5, "iro__caseload": 1.5, "recruitment_days": 0,
        "advocate__uptake_opt_out": 1, "social_worker__caseload": 3, "team_manager__turnover": 0,
        "team_manager__hours_per_week": 5, "advocate__caseload": 50, "advocate__vacancy": 0,
        **changes,
    })  # fmt: skip


def abolished(settings=None, *, until=YEAR_END, **policy):
    """Three children, in care all the time, under abolition."""
    world = SmallWorld(settings or small(), *[child(FIRST) for _ in range(3)]).until(FIRST)
    return world.under(**ABOLISH, **policy).until(until)


def today():
    return SmallWorld(small(), *[child(FIRST) for _ in range(3)])


def cash(world):
    return sum(world.count(part) for part in CASH)


def test_today_s_iros_have_managers_and_administrators_in_proportion():
    world = today().until(YEAR_END)
    assert world.count(Count.POUNDS_POSTS_IRO) == pytest.approx(POSTS * YEAR)
    assert world.count(Count.POUNDS_IRO_MANAGERS) == pytest.approx(MANAGERS * YEAR)
    assert world.count(Count.POUNDS_ADMINISTRATORS) == pytest.approx(ADMINISTRATORS * YEAR)
    assert cash(world) == pytest.approx((POSTS + MANAGERS + ADMINISTRATORS) * YEAR)


@pytest.mark.parametrize("kept", [0, 0.5, 1])
def test_part_of_the_administration_goes_on_where_managers_chair(kept):
    world = abolished(small(team_manager__administration_kept=kept))
    assert world.count(Count.POUNDS_IRO_MANAGERS) == 0
    assert world.count(Count.POUNDS_ADMINISTRATORS) == pytest.approx(kept * ADMINISTRATORS * YEAR)


def test_where_managers_chair_and_iros_stay_administration_is_paid_for_once():
    world = today().until(FIRST).under(review__chair="team_manager").until(YEAR_END)
    assert world.count(Count.POUNDS_ADMINISTRATORS) == pytest.approx(ADMINISTRATORS * YEAR)
    assert world.count(Count.POUNDS_IRO_MANAGERS) == pytest.approx(MANAGERS * YEAR)


def test_abolition_by_itself_buys_nothing():
    world = abolished()
    assert world.service.reviewing_fte == 0
    assert not world.posts(Role.TEAM_MANAGER)["reviewing_fte"].any()
    assert world.count(Count.POUNDS_MANAGER_POSTS) == world.count(Count.POUNDS_WORKER_POSTS) == 0


def test_the_money_buys_managers_hours_on_the_first_day():
    world = abolished(reinvestment__team_managers=1, until="2025-04-02")
    fte = NET / 75_000
    assert world.service.reviewing_fte == pytest.approx(fte)
    assert world.posts(Role.TEAM_MANAGER)["reviewing_fte"].sum() == pytest.approx(fte)
    # one manager: 5 free hours a week, and 1,550 hours a year for each post bought
    (manager,) = world.posts(Role.TEAM_MANAGER)
    bought = fte * 1550 / world.calendar.per_year
    present = world.count(Count.HOURS_PRESENT_TEAM_MANAGER)
    assert present == pytest.approx(manager.fte * 5 / 5 + bought)
    assert world.count(Count.POUNDS_MANAGER_POSTS) == pytest.approx(NET / 365.25)


def test_managers_share_what_is_bought_by_their_posts():
    settings = small(
        team_manager__workers=1, social_worker__caseload=1, team_manager__hours_per_year=1500
    )
    world = abolished(settings, reinvestment__team_managers=0.5, until="2025-04-02")
    managers = world.posts(Role.TEAM_MANAGER)
    assert len(managers) == 3
    assert managers["reviewing_fte"] == pytest.approx(managers["fte"] / managers["fte"].sum()
                                                      * 0.5 * NET / 75_000)  # fmt: skip


def test_duties_that_others_take_over_are_paid_first():
    # 0.5 x 0.4 of the posts is extra duties: 0.4 full-time equivalents, 28,000 pounds
    world = abolished(small(iro__extra_duties__prevalence=0.5), reinvestment__team_managers=1)
    assert world.service.duty_fte_moved == pytest.approx(0.4)
    assert world.count(Count.POUNDS_DUTIES) == pytest.approx(28_000 * YEAR)
    assert world.count(Count.POUNDS_MANAGER_POSTS) == pytest.approx((NET - 28_000) * YEAR)


def test_funded_with_all_the_money_cash_differs_by_what_is_new_alone():
    world = abolished(small(iro__extra_duties__prevalence=0.5), advocate__offer="opt_out",
                      reinvestment__team_managers=1)  # fmt: skip
    before = today().until(YEAR_END)
    new = world.count(Count.POUNDS_ADVOCACY) + world.count(Count.POUNDS_ONCE)
    assert new == pytest.approx(3_000 * YEAR + 20_000)
    assert cash(world) - cash(before) == pytest.approx(new)


def test_with_the_same_money_net_cash_is_nil_to_the_penny():
    settings = small(iro__extra_duties__prevalence=0.5)
    world = abolished(settings, until=END, advocate__offer="opt_out",
                      reinvestment__team_managers=1, reinvestment__within_budget=True)  # fmt: skip
    before = today().until(END)
    assert before.count(Count.DAYS) == 1098
    assert cash(world) == pytest.approx(cash(before), abs=0.01)
    spent = 28_000 + 3_000 + 20_000 / YEARS
    assert world.count(Count.POUNDS_MANAGER_POSTS) == pytest.approx((NET - spent) * YEARS)


def test_a_budget_that_is_overspent_buys_nothing():
    world = abolished(small(cost__advocacy=100_000), advocate__offer="opt_out",
                      reinvestment__team_managers=1, reinvestment__within_budget=True)  # fmt: skip
    assert world.count(Count.POUNDS_MANAGER_POSTS) == 0


def test_social_workers_are_recruited_and_paid_for():
    settings = small(recruitment_days=60)
    world = abolished(settings, reinvestment__social_workers=1, until="2025-04-02")
    assert world.in_post[Role.SOCIAL_WORKER] == 1
    world.until("2025-07-01")
    assert world.in_post[Role.SOCIAL_WORKER] == pytest.approx(1 + NET / 60_000)
    days = 91 / 365.25
    assert world.count(Count.POUNDS_WORKER_POSTS) == pytest.approx(NET * days)


def test_more_advocates_share_the_same_children():
    policy = {"advocate__offer": "opt_out", "reinvestment__advocates": 0.5}
    world = abolished(**policy)
    plain = abolished(advocate__offer="opt_out")
    assert world.service.with_advocate == plain.service.with_advocate == 3
    more = world.in_post[Role.ADVOCATE] - plain.in_post[Role.ADVOCATE]
    assert more == pytest.approx(0.5 * NET / (1_000 * 50))
    pounds = world.count(Count.POUNDS_ADVOCACY) - plain.count(Count.POUNDS_ADVOCACY)
    assert pounds == pytest.approx(0.5 * NET * YEAR)


def test_no_advocates_are_bought_where_no_child_would_have_one():
    world = abolished(reinvestment__advocates=1)
    assert world.count(Count.POUNDS_ADVOCACY) == world.in_post[Role.ADVOCATE] == 0


@pytest.mark.parametrize("prevented", [0, 1])
def test_money_for_early_help_is_spent_and_keeps_children_out_only_if_it_is_said_to(prevented):
    world = abolished(reinvestment__early_help=0.25, early_help__entries_prevented=prevented)
    assert world.count(Count.POUNDS_SPENDING) == pytest.approx(0.25 * NET * YEAR)


def test_spending_set_besides_is_added_to_it():
    settings = small(cost__early_help_spending=5_000)
    world = abolished(settings, reinvestment__early_help=0.25, early_help__entries_prevented=1)
    assert world.count(Count.POUNDS_SPENDING) == pytest.approx((0.25 * NET + 5_000) * YEAR)


def test_where_no_post_closes_there_is_no_money():
    world = today().until(FIRST)
    world.under(reinvestment__team_managers=1, review__chair="team_manager").until(YEAR_END)
    assert world.count(Count.POUNDS_MANAGER_POSTS) == 0


def test_shares_of_the_money_are_no_more_than_all_of_it():
    with pytest.raises(UserError, match=r"reinvestment: .*0.6 \+ 0 \+ 0.5 \+ 0 = 1.1"):
        resolve(small(), dotted({"reinvestment__team_managers": 0.6,
                                 "reinvestment__advocates": 0.5}))  # fmt: skip


def test_posts_that_stood_empty_were_not_paid_for():
    # 10 of 100 leave in a year, and a post then stands empty for a year: one of eleven is empty
    settings = resolve(small(iro__turnover=10, iro__vacant_days=253), {}).today
    when = calendar_of(settings)
    filled = 1 / (1 + 0.1 * 253 / when.per_year)
    assert filled_share(settings, when.per_year) == pytest.approx(filled, rel=1e-9)
    under = resolve(settings, dotted(ABOLISH)).under_policy
    assert no_longer_spent(under, settings, when.per_year) == pytest.approx(
        POSTS * filled + MANAGERS + 0.5 * ADMINISTRATORS)  # fmt: skip
    assert newly_spent(under, settings, when) == pytest.approx(20_000 * filled / YEARS)


def of_hours(world):
    return {name: world.count(count) for name, count in {
        "worked": Count.HOURS_WORKED_TEAM_MANAGER, "taken": Count.HOURS_OVERTIME_TEAM_MANAGER,
        "free": Count.HOURS_FREE_MANAGER,
    }.items()}  # fmt: skip


def test_only_hours_taken_from_other_work_have_a_price_and_none_is_cash():
    # half an hour a day is free; a review takes more than that
    world = abolished(small(team_manager__hours_per_week=2.5))
    hours = of_hours(world)
    assert hours["taken"] > 0 < hours["free"]
    assert hours["worked"] == pytest.approx(hours["taken"] + hours["free"])
    price = 75_000 / 1540
    assert world.count(Count.POUNDS_MANAGERS_HOURS) == pytest.approx(hours["taken"] * price)
    assert cash(world) == pytest.approx(20_000 + 0.5 * ADMINISTRATORS * YEAR)


def test_free_hours_have_no_price():
    world = abolished(
        small(team_manager__hours_per_week=40, team_manager__gives_way_hours_per_week=0)
    )
    hours = of_hours(world)
    assert hours["taken"] == 0 < hours["free"] == hours["worked"]
    assert world.count(Count.POUNDS_MANAGERS_HOURS) == 0


def test_hours_bought_are_used_before_free_ones_and_priced_as_posts_alone():
    settings = small(team_manager__hours_per_week=5, team_manager__hours_per_year=2000)
    world = abolished(settings, reinvestment__team_managers=1)
    hours = of_hours(world)
    assert hours["worked"] > 0 == hours["taken"]
    assert hours["free"] < 0.05 * hours["worked"]
    assert world.count(Count.POUNDS_MANAGERS_HOURS) == 0


def test_what_is_bought_is_paid_for_while_the_manager_s_post_is_filled():
    settings = small(team_manager__turnover=400, team_manager__vacant_days=60)
    world = abolished(settings, reinvestment__team_managers=1)
    years = world.count(Count.FTE_DAYS_REVIEWING) / 365.25
    assert 0 < years < 0.99 * YEAR * NET / 75_000
    assert world.count(Count.POUNDS_MANAGER_POSTS) == pytest.approx(years * 75_000)


def test_what_is_bought_for_a_post_that_is_covered_is_paid_for_once_it_is_filled():
    settings = small(team_manager__turnover=400, team_manager__vacant_days=260, warm_up_years=1)
    for seed in range(1, 5):
        world = SmallWorld(settings, child("2025-03-03"), seed=seed).until(FIRST)
        world.under(**ABOLISH, reinvestment__team_managers=1)
        for _ in world.day_by_day("2026-12-31"):
            assert world.service.reviewing_fte <= NET / 75_000 + 1e-9

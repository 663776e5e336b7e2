"""Each of Mesa's public ways does with the service what Mesa says that it does."""

import math

import mesa
import numpy as np
import pytest
from mesa.experimental.scenarios import Scenario
from mesa.time import Schedule

from sim.arms.one_run import one_run, seed_from
from sim.errors import UserError
from sim.measures.catalogue import HEADLINE
from sim.mesa_agents import IRO, Advocate, Child, SocialWorker, TeamManager
from sim.model import TO_DATE, ReviewService
from sim.replicate.replication import one_world
from sim.settings import settings_by_name

SMALL = dict(authority="Rutland", years=1, warm_up_years=1)


@pytest.fixture(scope="module")
def lived():
    """A service that has lived to its end, and has no other day to live."""
    model = ReviewService(**SMALL, policy="abolish", rng=5)
    model.run_model()
    return model


def lasts(model):
    return model.calendar.end - model.calendar.first


def test_run_model_ends_with_the_last_reported_day(lived):
    assert not lived.running
    assert lived.day == lived.calendar.end
    assert lived.time == lasts(lived)


def test_step_is_a_day_and_past_the_end_nothing(lived):
    model = ReviewService(**SMALL)
    date = model.date
    model.step()
    assert (model.time, model.day) == (1.0, model.calendar.first + 1)
    assert model.date > date
    before = lived.world.ledger.copy()
    lived.step()
    assert lived.day == lived.calendar.end
    assert np.array_equal(lived.world.ledger, before)


def test_run_for_and_run_until_move_time_and_days_together():
    model = ReviewService(**SMALL)
    first = model.calendar.first
    model.run_for(10)
    assert (model.time, model.day) == (10.0, first + 10)
    model.run_for(0.5)
    assert (model.time, model.day) == (10.5, first + 10)
    model.run_until(30)
    assert (model.time, model.day) == (30.0, first + 30)
    model.live_until(model.calendar.start)
    assert model.time == model.calendar.start - first
    model.run_until(lasts(model) + 100)
    assert (model.day, model.running) == (model.calendar.end, False)
    assert model.time == lasts(model) + 100  # Mesa's clock goes where it is told


def test_events_see_the_world_after_the_day_of_their_time():
    class Diary:
        def __init__(self, model):
            self.model, self.seen, self.monthly = model, [], []

        def once(self):
            self.seen.append((self.model.time, self.model.day - self.model.calendar.first))

        def every_20_days(self):
            self.monthly.append(int(self.model.world.service.in_care))

    model = ReviewService(**SMALL)
    diary = Diary(model)
    model.schedule_event(diary.once, at=15)
    model.schedule_recurring(diary.every_20_days, Schedule(interval=20, start=20))
    model.run_until(100)
    assert diary.seen == [(15.0, 15)]
    assert len(diary.monthly) == 5
    assert diary.monthly[-1] == len(model.agents_by_type[Child])


def test_the_collector_has_the_headline_measures_of_each_month(lived):
    table = lived.datacollector.get_model_vars_dataframe()
    assert len(table) == 24
    assert table["month"].iloc[0] == "2024-04"
    assert list(table["month"][table["reported"]]) == list(lived.calendar.months)
    run = one_run({"years": 1, "warm_up_years": 1}, "Rutland", "abolish")
    counted = one_world(run.today, [run.under_policy], 5)  # as studies run it
    for measure in HEADLINE:
        for place, value in enumerate(table[measure.id][table["reported"]]):
            assert_same(value, *measure.parts(counted.months[1, place]))
        assert_same(table[measure.id + TO_DATE].iloc[-1],
                    *measure.parts(counted.months[1].sum(axis=0)))  # fmt: skip
        assert table[measure.id + TO_DATE][~table["reported"]].isna().all()


def assert_same(value, top, bottom):
    assert value == top / bottom if bottom else math.isnan(value)


def test_batch_run_goes_over_any_settings():
    if not hasattr(mesa, "batch_run"):
        pytest.skip("this Mesa has no batch_run")
    asked = {
        "authority": "Rutland", "years": 1, "warm_up_years": 0,
        "policy": ["keep", {"iro.caseload": 40}], "iro__extra_duties__time_share": np.array([0.4]),
    }  # fmt: skip
    rows = mesa.batch_run(ReviewService, asked, rng=[1, 2], display_progress=False)
    assert len(rows) == 4
    assert {(str(row["policy"]), row["rng"]) for row in rows} == {
        (policy, rng) for policy in ("keep", "{'iro.caseload': 40}") for rng in (1, 2)
    }
    assert all(row["month"] == "2026-03" and row["reported"] for row in rows)
    of_seed = {str(row["policy"]): row for row in rows if row["rng"] == 1}
    again = ReviewService(**{**asked, "policy": {"iro.caseload": 40}, "rng": 1,
                             "iro__extra_duties__time_share": 0.4})  # fmt: skip
    again.run_model()
    last = again.datacollector.get_model_vars_dataframe().iloc[-1]
    told = of_seed["{'iro.caseload': 40}"]
    assert told["chair_load_to_date"] == last["chair_load_to_date"]
    assert told["chair_load_to_date"] < of_seed["keep"]["chair_load_to_date"]


@pytest.mark.slow
def test_batch_run_in_several_processes_gives_the_same_rows():
    if not hasattr(mesa, "batch_run"):
        pytest.skip("this Mesa has no batch_run")

    def rows(processes):
        found = mesa.batch_run(ReviewService, {**SMALL, "iro__caseload": [50, 90]}, rng=[3],
                               number_processes=processes, data_collection_period=12,
                               display_progress=False)  # fmt: skip
        return sorted(map(repr, found))

    assert rows(1) == rows(2)
    assert len(rows(1)) == 4


def test_a_scenario_of_mesas_holds_settings_and_seed():
    class Fewer(Scenario):
        authority: str = "Rutland"
        years: int = 1
        iro__caseload: float = 60.0

    model = ReviewService(scenario=Fewer(rng=9, iro__caseload=50), warm_up_years=0)
    assert model.world_seed == seed_from(Fewer(rng=9).rng) != ReviewService(**SMALL).world_seed
    assert (model.settings.iro.caseload, model.settings.years) == (50.0, 1)
    assert model.settings.authority.name == "Rutland"
    assert model.scenario.iro__caseload == 50
    with pytest.raises(UserError, match="write policy=abolish"):
        ReviewService(scenario="abolish")


def test_agent_sets_select_group_and_reckon():
    model = ReviewService(**SMALL)
    assert set(model.agent_types) == {IRO, SocialWorker, TeamManager, Advocate, Child}
    children = model.agents_by_type[Child]
    assert len(model.agents) == sum(len(of) for of in model.agents_by_type.values())
    assert children.agg("age", max) < 18
    assert sum(children.groupby("route").count().values()) == len(children)
    young = children.select(lambda child: child.age < 5)
    assert all(age < 5 for age in young.get("age"))
    assert len(children.sort("entered_date", ascending=True)) == len(children)


def test_agents_are_told_apart_by_what_they_print():
    model = ReviewService(**SMALL)
    model.run_for(30)
    iro, child = (next(iter(model.agents_by_type[kind])) for kind in (IRO, Child))
    assert repr(iro) == (
        f"IRO({iro.row}, {iro.fte:.2f} FTE, {iro.children} children, {iro.tasks_waiting} tasks "
        "waiting)"
    )
    assert repr(child).startswith(f"Child({child.row}, aged {child.age:.1f}, ")
    assert f"review {child.review} due by 20" in repr(child)
    model.world.children[child.row].in_care = model.world.posts[iro.row].active = False
    assert repr(child) == f"Child({child.row}, left care)"
    assert repr(iro) == f"IRO({iro.row}, nobody in post)"


@pytest.mark.parametrize("kind", [IRO, SocialWorker, TeamManager, Advocate, Child])
def test_what_hangs_on_a_stock_says_which_setting_to_use(kind):
    known = settings_by_name()
    model = ReviewService(**SMALL)
    agent = next(iter(model.agents_by_type[kind]))
    for name, settings in kind.instead.items():
        assert isinstance(getattr(kind, name), property)
        for setting in settings:
            assert setting in known or any(one.startswith(f"{setting}.") for one in known)
            with pytest.raises(AttributeError, match=rf"\.{name}=1 .* set .*{setting}"):
                setattr(agent, name, 1)


def test_all_else_that_an_agent_shows_is_read_only_but_for_named_fields():
    model = ReviewService(**SMALL)
    for kind in model.agent_types:
        agent = next(iter(model.agents_by_type[kind]))
        shown = {name for name in dir(kind) if isinstance(getattr(kind, name), property)}
        for name in shown - kind.writable.keys() - set(dir(mesa.Agent)):
            with pytest.raises(AttributeError, match="is not allowed"):
                setattr(agent, name, 1)
        with pytest.raises(ValueError, match="read-only"):
            agent.record.id = 1
        agent.note = "one's own"
        assert agent.note == "one's own"


def test_an_iro_who_is_written_sick_works_no_review():
    plain, sick = (ReviewService(**SMALL, rng=2) for _ in range(2))
    for model in (plain, sick):
        model.live_until(model.calendar.start)
    for iro in sick.agents_by_type[IRO]:
        iro.sick_until = sick.day + 40
    for model in (plain, sick):
        model.run_for(40)
    waiting = [sum(model.agents_by_type[IRO].get("hours_waiting")) for model in (plain, sick)]
    assert waiting[1] > waiting[0]
    with pytest.raises(UserError, match="must be a whole number"):
        next(iter(sick.agents_by_type[IRO])).sick_until = "Friday"


def test_what_is_written_as_done_for_a_review_counts_at_it():
    def seen(always):
        model = ReviewService(**SMALL, rng=2)
        while model.running:
            model.step()
            for child in model.agents_by_type[Child] if always else ():
                child.seen = True
        last = model.datacollector.get_model_vars_dataframe().iloc[-1]
        return last["child_seen_before_review_to_date"]

    assert seen(always=False) < seen(always=True) == 1.0
    with pytest.raises(UserError, match="must be True or False"):
        next(iter(ReviewService(**SMALL).agents_by_type[Child])).seen = "yes"


def test_agents_are_not_removed_by_hand_but_may_be_forgotten():
    model = ReviewService(**SMALL)
    everybody = len(model.agents)
    with pytest.raises(UserError, match="people come and leave by the model's rules"):
        next(iter(model.agents)).remove()
    assert len(model.agents) == everybody
    model.remove_all_agents()
    assert len(model.agents) == everybody  # made anew


def test_agents_of_ones_own_stand_beside_those_of_the_service():
    class Inspector(mesa.Agent):
        def visit(self):
            return len(self.model.agents_by_type[Child])

    model = ReviewService(**SMALL)
    Inspector(model)
    model.run_for(30)
    assert model.agents_by_type[Inspector].map("visit") == [len(model.agents_by_type[Child])]
    model.agents_by_type[Inspector].do("remove")
    assert not model.agents_by_type[Inspector]


def test_a_subclass_may_collect_agents_too():
    class WithDesks(ReviewService):
        def __init__(self, **asked):
            super().__init__(**asked)
            self.datacollector = mesa.DataCollector(
                model_reporters={"date": "date"},
                agenttype_reporters={IRO: {"waiting": "hours_waiting", "caseload": "caseload"}},
            )

    model = WithDesks(**SMALL)
    model.run_for(60)
    table = model.datacollector.get_agenttype_vars_dataframe(IRO)
    assert len(table) == len(model.datacollector.get_model_vars_dataframe()) == 2
    assert (table["caseload"] > 0).all()


def test_the_models_own_streams_of_chance_move_nothing(lived):
    model = ReviewService(**SMALL, policy="abolish", rng=5)
    model.rng.random(10)
    model.random.random()
    model.agents.shuffle(inplace=True)
    model.run_model()
    assert np.array_equal(model.world.ledger, lived.world.ledger)


def test_without_a_seed_each_model_is_another_and_says_which():
    one, other = (ReviewService(**SMALL, rng=None) for _ in range(2))
    assert one.world_seed != other.world_seed
    again = ReviewService(**SMALL, rng=one.world_seed)
    for model in (one, again):
        model.run_for(60)
    assert np.array_equal(one.world.ledger, again.world.ledger)


def test_a_pool_of_authorities_shares_its_iros():
    model = ReviewService(**SMALL, policy={"iro.employer": "outside", "pool": "[Rutland,Rutland]"})
    alone = ReviewService(**SMALL)
    model.live_until(model.calendar.start)
    alone.live_until(alone.calendar.start)
    assert len(model.agents_by_type[Child]) > 1.5 * len(alone.agents_by_type[Child])
    assert {int(child.authority) for child in model.agents_by_type[Child]} == {0, 1}


def test_resolved_settings_take_no_keywords_beside_them():
    today = one_run({"years": 1, "warm_up_years": 0}, "Rutland").today
    assert ReviewService(today, rng=3).settings is today
    with pytest.raises(UserError, match="policy: not allowed with Settings"):
        ReviewService(today, policy="abolish")
    with pytest.raises(UserError, match="under_policy is not allowed without Settings"):
        ReviewService(under_policy=today)

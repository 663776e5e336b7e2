"""The register states every setting fully, and only a policy tells the arms apart."""

import datetime

import pytest
from each import each
from hypothesis import given
from hypothesis import strategies as st

from sim.arms.constraints import first_day
from sim.arms.policy import request_of
from sim.arms.resolve import resolve
from sim.arms.scenarios import scenarios
from sim.errors import UserError
from sim.settings import Settings, register, replace_values, to_dict
from sim.settings.register import GRADES, KINDS, kinds, setting

SETTINGS = {setting.name: setting for setting in register(Settings())}
FILLED = to_dict(resolve(Settings(), {}).today)


TEXTS = {
    "authority.name": "Leeds", "start": "2024-04-01", "records": "reviews",
    "compute.address": "tcp://127.0.0.1:8786",
}  # fmt: skip


def another(name):
    """Return an allowed value of a setting other than its default."""
    setting = SETTINGS[name]
    if name in TEXTS:
        return TEXTS[name]
    if setting.choices:
        return next(word for word in setting.choices if word != setting.default)
    if setting.type is bool:
        return not setting.default
    if FILLED[name] != setting.low:
        return setting.type(setting.low)
    return 1 if setting.type is int else 0.01


def moved(arms):
    """Return the names of the settings in which two arms differ."""
    today = to_dict(arms.today)
    policy = to_dict(arms.under_policy or arms.today)
    return {name for name in today if today[name] != policy[name]}


def allowed(values):
    """Return the values, with what must go with them."""
    if values.get("iro.employer") == "none":
        return {"review.chair": "team_manager", **values}
    if "authority.children_looked_after" in values:
        return {"authority.started_in_year": 0.0, "authority.ceased_in_year": 0.0, **values}
    if "care.adoption.match" in values or "care.adoption.placed" in values:
        return {"care.adoption.decision": 0.0, "care.adoption.match": 0.0, **values}
    return values


# a pool brings other authorities (test_pool); what is bought cannot be more than the money there is
APART = [name for name in SETTINGS if name != "pool" and not name.startswith("reinvestment.")]


def test_each_setting_says_what_it_is():
    each(SETTINGS, says_what_it_is)


def says_what_it_is(name):
    setting = SETTINGS[name]
    assert setting.words
    assert setting.unit
    assert setting.grade in GRADES
    assert len(setting.source.split(":", 1)[1].strip()) > 3
    if setting.type in (int, float):
        assert setting.low is not None
        assert setting.low < setting.high
    if setting.default is not None:
        setting.check(setting.default)
    if setting.plausible:
        low, high = setting.plausible
        here = low if FILLED[name] is None else FILLED[name]  # drawn for each place
        assert setting.low <= low <= here <= high <= setting.high


def test_each_setting_is_of_one_kind():
    kind = kinds(Settings())
    assert list(kind) == list(SETTINGS)
    assert set(kind.values()) == set(KINDS)
    for name, known in SETTINGS.items():
        if name.startswith("cost."):
            assert kind[name] == "price"
        elif name.startswith("matters."):
            assert kind[name] == "judgement"
        elif known.type is str or known.type is bool:
            assert kind[name] == "choice", name  # a word has no range to believe in
    for name in ("iro.caseload", "review.timetable.record_days", "court.liaison"):
        assert kind[name] == "fact"
    for name in ("redeployment.case_holders", "early_help.entries_prevented", "seed"):
        assert kind[name] == "choice"
    for name in ("challenge.iro.acts", "transition.days", "change.contact", "authority.trend"):
        assert kind[name] == "belief"


def test_beliefs_alone_are_drawn_and_those_without_a_range_are_held():
    drawn = {name for name, known in SETTINGS.items() if known.drawn}
    assert len(drawn) == 123
    assert {kinds(Settings())[name] for name in drawn} == {"belief"}
    assert SETTINGS["challenge.iro.acts"].said_kind == "belief, drawn"
    assert SETTINGS["change.contact"].said_kind == "belief, held"
    assert SETTINGS["authority.trend"].said_kind == "belief, held"
    assert SETTINGS["iro.caseload"].said_kind == "fact"


def test_a_kind_that_is_none_is_refused():
    with pytest.raises(ValueError, match="a setting is one of fact, belief"):
        setting(1, "a number", unit="number", source="assumption: none", kind="opinion")


def test_each_number_is_refused_outside_its_range():
    numbers = [name for name, known in SETTINGS.items() if known.type in (int, float)]
    each(numbers, is_refused_outside_its_range)


def is_refused_outside_its_range(name):
    setting = SETTINGS[name]
    setting.check(setting.low)
    setting.check(setting.high)
    for wrong in (setting.low - 1, setting.high + 1, float("nan"), float("inf"), "1", True):
        with pytest.raises(ValueError, match=f"^{name}="):
            setting.check(wrong)


def test_the_names_that_users_rely_on_are_there():
    for name in (
        "seed", "years", "start", "replications", "authority.name", "iro.caseload",
        "iro.extra_duties.prevalence", "iro.extra_duties.time_share", "social_worker.caseload",
        "social_worker.notification_rate",
    ):  # fmt: skip
        assert name in SETTINGS


def test_what_is_asked_keeps_the_registers_order_and_kinds_of_number():
    asked = request_of({"policy.iro.caseload": 60, "policy.pool": None, "seed": 3, "years": 4})
    assert (asked.settings.seed, asked.settings.years) == (3, 4)
    assert asked.changes == {"iro.caseload": 60}
    assert isinstance(asked.changes["iro.caseload"], float)
    every = {f"policy.{name}": another(name) for name in reversed(SETTINGS)}
    assert list(request_of(every).changes) == list(SETTINGS)


def test_nothing_asked_is_todays_service():
    asked = request_of({})
    assert (asked.settings, asked.changes) == (Settings(), {})
    assert resolve(Settings(), {}).under_policy is None


@pytest.mark.slow
def test_what_stands_without_policy_moves_both_arms():
    each(APART, moves_both_arms)


def moves_both_arms(name):
    value = another(name)
    asked = replace_values(Settings(), allowed({name: value}))
    arms = resolve(asked, {"challenge.iro.acts": 0.123})
    assert to_dict(arms.today)[name] == value
    assert moved(arms) - {"challenge.iro.acts"} == set()


@pytest.mark.slow
def test_what_a_policy_sets_moves_its_arm_only():
    of_policies = [name for name in APART if SETTINGS[name].policy]
    each(of_policies, moves_the_policys_arm_only)


def moves_the_policys_arm_only(name):
    values = allowed({name: another(name)})
    arms = resolve(Settings(), values)
    assert to_dict(arms.today) == FILLED
    assert moved(arms) == set(values)


def test_a_policy_may_not_set_what_holds_in_both_arms():
    def is_refused(name):
        with pytest.raises(UserError, match="holds in both arms"):
            resolve(Settings(), {name: another(name)})

    each([name for name, known in SETTINGS.items() if not known.policy], is_refused)


@pytest.mark.slow
@pytest.mark.parametrize("scenario", scenarios())
def test_all_overrides_together_move_the_arms_no_further_apart(scenario, policies):
    asked = replace_values(Settings(), allowed({name: another(name) for name in APART}))
    assert moved(resolve(asked, policies[scenario])) <= set(policies[scenario])


@pytest.mark.slow
def test_no_single_override_moves_the_arms_further_apart(policies):
    policy = policies["abolish"]
    for name in APART:
        asked = replace_values(Settings(), allowed({name: another(name)}))
        assert moved(resolve(asked, policy)) <= set(policy), name


@pytest.fixture(scope="module")
def policies():
    """Return what each scenario's file sets, as the command composes it."""
    from sim.cli.compose import compose

    return {name: compose([f"+scenario={name}"]).changes for name in scenarios()}


def test_a_value_that_was_set_is_flagged_so():
    asked = replace_values(Settings(), {"social_worker.caseload": 20.0, "authority.name": "Leeds"})
    arms = resolve(asked, {})
    assert arms.flags["social_worker.caseload"] == "set by user"
    assert arms.flags["authority.children_looked_after"] == "own"
    assert set(arms.flags) == {name for name, s in SETTINGS.items() if s.column}
    assert arms.today.social_worker.caseload == 20


def test_every_value_is_filled_in_and_listed_in_order():
    assert list(FILLED) == list(SETTINGS)
    unset = {name for name, value in FILLED.items() if value is None}
    # `replications` alone is filled in without a column: by what kind of study it is
    assert unset == {n for n, s in SETTINGS.items() if s.optional} - {"replications"}


@pytest.mark.parametrize(
    ("room", "last"),
    [
        ("care.age_at_start", "from_10_to_15"),
        ("care.placement", "residential"),
        *((f"care.routes.{age}", "to_18") for age in vars(Settings().care.routes)),
    ],
)
def test_shares_may_sum_to_one_and_no_more(room, last):
    name = f"{room}.{last}"
    others = sum(v for n, v in FILLED.items() if n.startswith(room + ".") and n != name)
    resolve(replace_values(Settings(), {name: 1 - others}), {})
    with pytest.raises(UserError, match=room.replace(".", "[.]")):
        resolve(replace_values(Settings(), {name: 1 - others + 0.001}), {})


def test_a_precision_is_asked_in_the_unit_of_its_measure():
    cost = {"precision": 5.0, "precision_of": "service_cost"}
    resolve(replace_values(Settings(), cost), {})
    resolve(replace_values(Settings(), {"precision": 1.0}), {})
    with pytest.raises(UserError, match=r"precision=1\.5 .* from 0\.00001 to 1"):
        resolve(
            replace_values(Settings(), {"precision": 1.5, "precision_of": "midway_coverage"}), {}
        )


def test_no_more_iros_are_redeployed_than_there_are():
    both = {"redeployment.case_holders": 0.6, "redeployment.child_protection": 0.4}
    resolve(Settings(), both)
    with pytest.raises(UserError, match="redeployment"):
        resolve(Settings(), {**both, "redeployment.child_protection": 0.41})


@pytest.mark.parametrize("policy", [{"review.chair": "iro"}, {"iro.employer": "none"}])
def test_an_iro_who_is_not_there_cannot_chair(policy):
    today = (
        {} if "iro.employer" in policy else {"iro.employer": "none", "review.chair": "team_manager"}
    )
    asked = replace_values(Settings(), today)
    resolve(asked, {})
    with pytest.raises(UserError, match=f"policy.{next(iter(policy))}"):
        resolve(asked, policy)


@given(st.dates(datetime.date(2000, 1, 1), datetime.date(2100, 1, 1)))
def test_each_day_of_the_century_may_be_the_first(day):
    assert first_day(day.isoformat()) == day


@given(st.text(max_size=12))
def test_a_text_that_is_no_date_is_refused_in_one_way(text):
    try:
        assert first_day(text).isoformat() == text
    except UserError as mistake:
        assert str(mistake).startswith("start=")

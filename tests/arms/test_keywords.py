"""Settings by keyword mean what the same words mean on a command line, and refuse as it does."""

import datetime

import numpy as np
import pytest

from sim.arms.keywords import asked_by_keyword
from sim.arms.one_run import one_run, seed_from
from sim.arms.practice_of_places import with_place
from sim.arms.resolve import resolve
from sim.arms.scenarios import changes_of
from sim.cli.compose import compose
from sim.errors import UserError


@pytest.mark.parametrize(
    ("values", "authority", "policy", "words"),
    [
        ({}, None, None, []),
        ({}, "Leeds", None, ["authority.name=Leeds"]),
        ({"authority__name": "Leeds"}, None, None, ["authority.name=Leeds"]),
        ({"iro__caseload": 60, "years": 2}, None, "keep", ["iro.caseload=60", "years=2"]),
        ({"iro.caseload": np.int64(60)}, None, None, ["iro.caseload=60"]),
        ({"iro__extra_duties__time_share": np.float64(0.2)}, None, None,
         ["iro.extra_duties.time_share=0.2"]),
        ({"start": datetime.date(2026, 4, 1)}, None, None, ["start=2026-04-01"]),
        ({}, None, "abolish", ["+scenario=abolish"]),
        ({"policy__iro__caseload": 40}, None, "strengthen",
         ["+scenario=strengthen", "policy.iro.caseload=40"]),
        ({}, None, {"iro__caseload": 50}, ["policy.iro.caseload=50"]),
        ({}, None, {"policy.iro.caseload": 50}, ["policy.iro.caseload=50"]),
    ],
)  # fmt: skip
def test_keywords_ask_for_what_a_command_line_asks_for(values, authority, policy, words):
    asked, typed = asked_by_keyword(values, authority, policy), compose(words)
    assert (asked.settings, asked.changes) == (typed.settings, typed.changes)


@pytest.mark.parametrize(
    ("values", "authority", "policy", "said"),
    [
        ({"iro__caselod": 60}, None, None, r"iro__caselod=60 .* near it: iro\.caseload"),
        ({"iro__caseload": 60, "iro.caseload": 60}, None, None, "iro.caseload=60 .* given twice"),
        ({"authority__name": "Leeds"}, "Leeds", None, "authority.name=Leeds .* given twice"),
        ({}, "Lee", None, "authority.name=Lee .*; near it: Leeds"),
        ({}, 7, None, "authority=7 .* must be a name"),
        ({}, None, "abolsh", "policy=abolsh .* near it: abolish"),
        ({}, None, "nothing of the kind", "policy=nothing .* one of keep, abolish"),
        ({}, None, "iro.caseload", r"it is a setting; write a mapping, \{'iro.caseload': value\}"),
        ({}, None, 3, "policy=3 .* a scenario's name, or a mapping"),
        ({}, None, {"years": 3}, "policy.years=3 .* no policy changes it"),
        ({"iro__caseload": -1}, None, None, "iro.caseload=-1.0 .* from 1 to 5000"),
        ({"iro__caseload": "many"}, None, None, "iro.caseload=many .* from 1 to 5000"),
    ],
)
def test_a_refusal_is_one_line_that_names_the_keyword(values, authority, policy, said):
    with pytest.raises(UserError, match=said) as refused:
        one_run(values, authority, policy)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"seed": 3}, "seed=3 .* rng is its seed"),
        ({"replications": 20}, r"replications=20 .* mesa\.batch_run"),
        ({"worlds": "plausible"}, "the typical one"),
        ({"matters__reviews_on_time": 0.1}, "matters.reviews_on_time=0.1"),
        ({"compute__kind": "dask"}, "compute.kind=dask"),
        ({"authority__scope": "england"}, "of one authority"),
        ({"authority__file": "mine.yaml"}, "figures as settings"),
    ],
)
def test_what_decides_nothing_in_one_run_is_refused(values, said):
    with pytest.raises(UserError, match=said):
        one_run(values)


def test_a_place_is_what_is_to_be_expected_of_it_under_both_arms():
    run = one_run({}, "leeds", "abolish")
    asked = compose(["authority.name=Leeds"]).settings
    arms = resolve(asked, changes_of("abolish"))
    assert run.today == with_place(arms.today, 0) != arms.today
    assert run.under_policy == with_place(arms.under_policy, 0)


def test_a_pool_is_of_all_its_authorities():
    run = one_run({"policy__pool": "[Leeds,Bradford]"}, "Bradford", {"iro__employer": "outside"})
    assert run.today.authority.name == "Bradford"
    assert [today.authority.name for _, today in run.beside] == ["Leeds"]
    assert [under.iro.employer for under, _ in run.beside] == ["outside"]


def test_a_whole_number_is_the_seed_and_of_all_else_one_is_drawn():
    assert seed_from(7) == seed_from(np.int64(7)) == 7
    assert seed_from(2**64 - 1) == 2**64 - 1
    sequence = np.random.SeedSequence(7)
    assert seed_from(sequence) == seed_from(np.random.default_rng(7)) == seed_from([7])
    assert seed_from(None) != seed_from(None)


@pytest.mark.parametrize("rng", [-1, 2**64, 1.5, "one", True, [-1]])
def test_what_is_no_seed_is_refused(rng):
    with pytest.raises(UserError, match=r"rng=.* is not allowed: it must be a whole number from 0"):
        seed_from(rng)

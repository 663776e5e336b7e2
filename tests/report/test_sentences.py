"""The answer in sentences: every policy has a phrase, and readings become counts of worlds."""

import math
import re
import shlex
from dataclasses import replace

import pandas as pd
import pytest
from each import each

from sim.arms.scenarios import KEEP, changes_of, scenarios
from sim.cli.arguments import read
from sim.cli.ask import ask
from sim.measures.catalogue import HEADLINE
from sim.report.document.assumptions import Basis
from sim.report.document.beliefs_in_words import subject
from sim.report.document.commands import in_all_worlds
from sim.report.document.cost_in_words import cost_in_words, pounds
from sim.report.document.hangs_in_words import split_sentence
from sim.report.document.measure_phrases import SAID, amount, said
from sim.report.document.policy_assumed import assumed_of, nearest, sets_beliefs
from sim.report.document.policy_phrase import PHRASES, levers, policy_phrase
from sim.report.document.sentences import answer_sentences, short_answer
from sim.report.numbers import capital, listed, place
from sim.report.table_words import FIXED, PLAIN
from sim.settings import Settings, register, replace_values

NAN = math.nan
FORBIDDEN = re.compile(
    r"likely|certain|verdict|probab|paired|median|interval|_|of \d+ (?:headline )?measures"
)
COMMAND = re.compile(r"python -m \S+( \S+=\S+)+")
UNITS = {one.id: (one.unit, one.better) for one in HEADLINE}


def row(measure, reading, worse=0, same=0, better=0, difference=-0.2, **changed):
    """Return a row of a headline table over 200 worlds."""
    unit, way = UNITS[measure]
    values = dict(
        measure=measure, unit=unit, better=way, today=0.6, today_low=0.5, today_high=0.7,
        under_policy=0.6 + difference, difference=difference, difference_low=difference - 0.1,
        difference_high=difference + 0.1, range="90% of worlds", matters=0.01, worlds=200,
        worse=worse, same=same, better_in=better, reading=reading,
        settled=reading in PLAIN, chance_share=0.1, fixed=False, empty="",
    )  # fmt: skip
    return values | changed


def in_one_world(measure, reading, difference=-0.2):
    """Return a row of a headline table of one world."""
    over = row(measure, reading, difference=difference)
    for column in ("worlds", "worse", "same", "better_in", "settled", "chance_share"):
        del over[column]
    return over


def table(*rows):
    return pd.DataFrame(rows)


def basis(changes=None, name="abolish", **today):
    settings = replace_values(Settings(), today)
    policies = () if changes is None else ((name, changes),)
    return Basis("average English authority", (settings,), policies)


def hanging(measure="drift_days_per_child_year", belief="challenge.iro.kept", **changed):
    """Return a table of one belief on which a measure hangs: worse from 0.85 on."""
    values = dict(
        measure=measure, belief=belief, correlation=0.4, share=0.2, threshold=0.85,
        best_split=True, below_worlds=150, below_worse=20, below_same=10, below_better=70,
        above_worlds=50, above_worse=81, above_same=9, above_better=10, settles_from=NAN,
        settles_to=NAN, settles_below=False, settles_as="", settles_worlds=pd.NA,
    )  # fmt: skip
    return pd.DataFrame([values | changed])


MIXED = table(
    row("midway_coverage", "worse", worse=100, difference=-0.43),
    row("views_heard_independently", "worse", worse=96, same=2, better=2, difference=-0.23),
    row("review_thoroughness", "mostly worse", worse=76, same=4, better=20),
    row("reviews_on_time", "same or worse", worse=42, same=56, better=2, difference=-0.006),
    row("drift_days_per_child_year", "depends", worse=43, same=8, better=49, difference=-2.0),
    row("children_in_drift", "depends", worse=37, same=19, better=44, difference=-0.003),
)


def told(headline=MIXED, policy="abolish", **more):
    return answer_sentences(basis(changes_of("abolish")), policy, headline, **more)


@pytest.mark.parametrize("name", [name for name in scenarios() if name != KEEP])
def test_every_scenario_has_a_phrase_without_ids(name):
    changes = changes_of(name)
    assert set(changes) <= set(PHRASES) | {"iro.employer"}
    for words in (policy_phrase(changes), assumed_of(changes, Settings())):
        assert words and not FORBIDDEN.search(words) and name not in words.split()
    variant = nearest(name, changes, Settings())
    assert "python -m" in variant
    assert not FORBIDDEN.search(COMMAND.sub("", variant))


def test_a_policy_is_a_phrase_of_its_levers():
    assert policy_phrase(changes_of("abolish")) == (
        "without IROs, with team managers chairing reviews on top of their other work and every "
        "child offered an advocate"
    )
    assert policy_phrase({"iro.caseload": 60.0}) == (
        "with no more than 60 children to a full-time IRO"
    )
    assert levers(changes_of("empower")) == ["IROs backed to challenge"]
    assert "staying on" in policy_phrase(changes_of("manager_chairs"))
    assert policy_phrase({}) == "with nothing changed"


def test_any_lever_has_words():
    def has_words(name):
        one = levers[name]
        words = policy_phrase({name: one.choices[-1] if one.choices else one.default})
        assert words.startswith("with") and "_" not in words and "`" not in words

    levers = {one.name: one for one in register(Settings()) if one.policy}
    each(levers, has_words)


def test_a_lever_s_words_are_no_sentence_of_the_register():
    assert policy_phrase({"team_manager.hours_per_week": 8.0}) == (
        "with managers given 8 hours a week for reviewing"
    )
    assert policy_phrase({"transition.days": 60}) == "with transition, days at 60 working days"
    for one in register(Settings()):
        if one.policy:
            value = one.choices[-1] if one.choices else one.default
            assert '"' not in policy_phrase({one.name: value})


def test_where_managers_are_given_hours_the_phrase_says_by_whom():
    assert policy_phrase(changes_of("abolish_funded")) == (
        "without IROs, with team managers chairing reviews, every child offered an advocate and "
        "all the money of IRO posts buying managers' hours for reviewing"
    )
    assert policy_phrase(changes_of("abolish_same_money")).endswith(
        "managers' hours for reviewing and all else that is new paid out of that money first"
    )
    half = {**changes_of("abolish_bare"), "reinvestment.team_managers": 0.5,
            "reinvestment.early_help": 0.25}  # fmt: skip
    assert policy_phrase(half) == (
        "without IROs, with team managers chairing reviews, 50% of the money of IRO posts buying "
        "managers' hours for reviewing and 25% of the money of IRO posts spent on early help"
    )
    given = {"review.chair": "team_manager", "team_manager.hours_per_week": 12.0}
    assert "on top of" not in policy_phrase(given)


def test_when_the_time_that_is_bought_is_there_is_told():
    told_of = assumed_of(changes_of("abolish_funded"), Settings())
    assert "reviewing time that is bought is there on the first day" in told_of
    assert "bought" not in assumed_of(changes_of("abolish"), Settings())


def test_a_phrase_does_not_hang_on_the_order_of_settings():
    changes = changes_of("strengthen")
    assert policy_phrase(dict(reversed(changes.items()))) == policy_phrase(changes)


def test_the_nearest_variant_differs_by_one_lever():
    assert nearest("abolish", changes_of("abolish"), Settings()) == (
        "The nearest variant is the same without every child offered an advocate: "
        "python -m sim +scenario=abolish_bare"
    )
    assert "+scenario=abolish" in nearest("x", changes_of("abolish_bare"), Settings())
    half = nearest("caseload_cap", changes_of("caseload_cap"), Settings())
    assert half.endswith("+scenario=caseload_cap policy.iro.caseload=65")


def test_a_command_that_is_suggested_asks_of_the_same_service():
    line = read(["+scenario=abolish", "authority.name=North Yorkshire", "years=3",
                 "plan.stalls=0.2", "authority.children_looked_after=400",
                 "policy.team_manager.hours_per_week=8", "worlds=one"])  # fmt: skip
    arms = ask(line)
    held = "'authority.name=North Yorkshire' authority.children_looked_after=400"
    words = nearest("abolish", arms.policy, arms.today, arms.flags)
    assert "+scenario=abolish_bare" in words and held in words
    assert "years=3 worlds=one" in words and "plan.stalls=0.2" in words
    assert words.endswith("policy.team_manager.hours_per_week=8") and "replications" not in words
    rows = table(in_one_world("midway_coverage", "worse", -0.43))
    of = Basis("North Yorkshire", (arms.today,), (("abolish", arms.policy),), arms.flags)
    (asked,) = [one for one in answer_sentences(of, "abolish", rows) if "cannot be told" in one]
    again = ask(read(shlex.split(asked.split("python -m sim ")[1])))
    assert again.policy == arms.policy and again.today.worlds == "plausible"
    assert replace(again.today, worlds="one", replications=50) == arms.today


def test_a_pool_and_england_are_asked_for_again():
    arms = ask(read(["policy.pool=[Leeds,Bradford]", "worlds=one"]))
    assert policy_phrase(arms.policy) == "with one pool of IROs shared by Leeds and Bradford"
    words = in_all_worlds("own_policy", arms.policy, arms.today, arms.flags)
    assert ask(read(shlex.split(words)[3:])).policy == arms.policy
    england = replace_values(Settings(), {"authority.scope": "england", "authority.name": "Leeds"})
    assert "authority.scope=england" in nearest("abolish", changes_of("abolish"), england)
    assert "Leeds" not in nearest("abolish", changes_of("abolish"), england)


def test_what_is_assumed_names_choices_and_what_is_hoped_for():
    own = replace_values(Settings(), {"team_manager.reviews_own_team": False})
    assert "another team's" in assumed_of(changes_of("abolish"), own)
    assert "their own team's" in assumed_of(changes_of("abolish"), Settings())
    assert "60 to 90 of 100 children" in assumed_of(changes_of("abolish"), Settings())
    assert "40 move to casework" in assumed_of(changes_of("abolish_redeploy"), Settings())
    assert sets_beliefs(changes_of("empower")) and not sets_beliefs(changes_of("abolish"))


def test_what_is_assumed_says_the_value_of_a_belief_that_is_held():
    own = replace_values(Settings(), {"team_manager.hours_per_week": 4.0})
    held = assumed_of(changes_of("abolish"), own, ("advocate.uptake_opt_out",))
    assert "have 4 hours a week free" in held
    assert "60 to 90 of 100 children" in held


def test_every_headline_measure_has_words():
    assert set(SAID) == {one.id for one in HEADLINE}
    assert said("posts_iro").more == "the posts IRO rises"


def test_sizes_are_of_100_and_in_two_digits():
    assert [amount(one) for one in (43.2, -9.96, 2.44, 0.52, 3.0)] == [
        "43",
        "10",
        "2.4",
        "0.5",
        "3",
    ]
    fewer = next(table(row("midway_coverage", "worse", difference=-0.43)).itertuples())
    assert said("midway_coverage").size(fewer) == "43 fewer of 100 midway checks are done"
    more = next(table(row("drift_days_per_child_year", "worse", difference=29.2)).itertuples())
    assert "29 more days a year" in said("drift_days_per_child_year").size(more)


def test_the_answer_says_what_is_settled_what_depends_and_the_weakest_thing():
    first, settled, depends, assumed, weakest = told(hanging=hanging(), cost="It costs £1.")
    assert first == (
        "Without IROs, with team managers chairing reviews on top of their other work and every "
        "child offered an advocate, "
        "fewer midway checks are done in all 200 plausible worlds, typically 43 fewer of 100."
    )
    assert settled == (
        "In 96 of 100 plausible worlds, fewer reviews hear the child's views from someone outside "
        'the team, typically 23 fewer of 100. "Typically" is the world in the middle. It costs £1.'
    )
    assert depends.startswith(
        "Whether plans drift more depends on what nobody has measured: drift rises in 43 of 100 "
        "plausible worlds and falls in 49. It rises where at least 85 of 100 actions conceded "
    )
    assert "reviews are thinner (in 76 of 100, the other way in 20)" in depends
    assert "the share of reviews held on time falls in 42 and hardly changes in 56" in depends
    assert "number of children in drift" not in depends  # said with drift
    assert assumed.startswith("Assumed of the policy itself: ")
    assert weakest == (
        "The weakest thing about this answer: nobody has measured how often what is conceded "
        "to an IRO really moves; anything from none to all is plausible."
    )


def test_no_sentence_has_a_likelihood_word_a_vote_or_an_id():
    for sentence in (*told(hanging=hanging()), short_answer(changes_of("abolish"), MIXED)):
        assert not FORBIDDEN.search(COMMAND.sub("", sentence)), sentence


def test_what_holds_in_nearly_every_world_run_is_told_first_however_few_they_are():
    one = row("midway_coverage", "worse, or mostly worse", worse=100, worlds=20)
    two = row("views_heard_independently", "worse, or depends", worse=95, same=5, worlds=20)
    three = row("reviews_on_time", "about the same, or same or worse", same=100, worlds=20)
    made = told(table(one, two, three))
    assert "fewer midway checks are done in all 20 plausible worlds run, typically" in made[0]
    assert made[1].startswith("In 19 of the 20 worlds run, fewer reviews hear ")
    assert "Hardly changed: the share of reviews held on time." in made[1]
    assert made[-1].endswith(
        "only 20 of 200 plausible worlds were run; replications=200 would settle what is open."
    )
    for words in (*made, short_answer(changes_of("abolish"), table(one, two, three))):
        assert "not in all" not in words and "of 100 plausible" not in words


def test_a_finding_that_chance_could_turn_is_told_with_its_count():
    one = row("midway_coverage", "worse, or mostly worse", worse=95, same=5)
    assert "fewer midway checks are done in 95 of 100 plausible worlds" in told(table(one))[0]
    assert "not in all" not in " ".join(told(table(one)))


def test_of_few_worlds_none_is_counted_of_100():
    five = table(
        row("drift_days_per_child_year", "depends, or worse", worse=60, better=40, worlds=5),
        row("midway_coverage", "mostly worse, or worse", worse=80, same=20, worlds=5),
        row("reviews_on_time", "same or worse, or worse", worse=40, same=60, worlds=5),
    )
    words = " ".join(told(five))
    assert "no measure becomes worse, and none better, in nearly all of the 5" in words
    assert "drift rises in 3 of the 5 worlds run and falls in 2" in words
    assert "fewer midway checks are done (in 4 of 5)" in words
    assert "Of the 5 worlds run, the share of reviews held on time falls in 2 and hardly" in words
    single = " ".join(told(table(row("midway_coverage", "worse", worse=100, worlds=1))))
    assert "fewer midway checks are done in the one world run, 20 fewer of 100." in single
    assert "ypically" not in single and "of 100 plausible" not in single
    names = ("midway_coverage", "views_heard_independently", "review_thoroughness", "ready_at_18",
             "child_seen_before_review")  # fmt: skip
    rows = [row(name, "worse, or depends", worse=100, worlds=1) for name in names]
    several = " ".join(told(table(*rows)))
    assert ". The same way: " in several and "nearly" not in several and "  " not in several


def test_the_worlds_of_the_next_sentence_are_named():
    rows = table(
        row("midway_coverage", "worse", worse=99, same=1, difference=-0.4),
        row("chair_load", "worse", worse=100, difference=3.1, matters=0.1, today=1.2,
            under_policy=4.3),
        row("reviews_on_time", "worse", worse=100, difference=-0.1),
    )  # fmt: skip
    words = " ".join(told(rows))
    assert "midway checks are done in 99 of 100 plausible worlds" in words
    assert (
        "In all 200 plausible worlds, whoever chairs reviews has more work for the hours there "
        "are, typically 4.3 hours of work to do in each hour there is for it, against 1.2 today; "
        "and fewer reviews are held on time, typically 10 fewer of 100."
    ) in words


def test_a_policy_that_changes_nothing_says_so():
    ends = dict(difference=0.0, difference_low=0.0, difference_high=0.0)
    still = [row(one, "about the same", same=100, **ends) for one in ("sw_load", "midway_coverage")]
    first, *rest = told(table(*still))
    assert first == "This policy changes nothing that is measured here."
    assert "ardly" not in " ".join(rest)
    assert "nothing that is measured here changes." in short_answer({}, table(*still))


@pytest.mark.parametrize(
    ("below", "above", "words"),
    [
        ((20, 3, 77), (81, 9, 10), "It rises where {} (in 81 of 100 such worlds); in the others it "
         "falls (in 77 of 100)."),
        ((36, 10, 54), (81, 9, 10), "It rises where {} (in 81 of 100 such worlds); in the others "
         "it goes either way (falls in 54 of 100, rises in 36, stays about the same in 10)."),
        ((0, 46, 54), (81, 9, 10), "It rises where {} (in 81 of 100 such worlds); in the others it "
         "falls in 54 of 100 and stays about the same in 46."),
        ((36, 10, 54), (61, 9, 30), "It rises in 61 of 100 worlds where {}, and in 36 of 100 of "
         "the others."),
    ],
)  # fmt: skip
def test_a_side_is_said_to_move_only_where_most_of_its_worlds_do(below, above, words):
    kinds = ("worse", "same", "better")
    sides = {f"{side}_{kind}": number for side, numbers in (("below", below), ("above", above))
             for kind, number in zip(kinds, numbers, strict=True)}  # fmt: skip
    (one,) = hanging(**sides).to_dict("records")
    made = split_sentence(one, "lower")
    where = "at least 85 of 100 actions conceded to an IRO really move"
    assert made == words.format(where)


def test_what_hardly_changes_and_what_is_fixed():
    same = row("reviews_on_time", "about the same", same=98, worse=2, difference=0.0)
    fixed = row("sw_load", FIXED, fixed=True, difference=0.0)
    words = " ".join(told(table(same, fixed)))
    assert "Hardly changed: the share of reviews held on time." in words
    assert "social workers" not in words


def test_chance_is_the_weakest_thing_where_it_is_most_of_the_spread():
    noisy = row("midway_coverage", "depends", worse=40, same=30, better=30, chance_share=0.7)
    words = told(table(noisy), hanging=hanging("midway_coverage"))
    assert "is chance" in words[-1]
    assert "Chance alone explains most of how worlds differ here." in " ".join(words)
    assert "It rises where" not in " ".join(words)


def test_a_policy_that_sets_its_own_success_says_so():
    assert (
        "assumed, not shown"
        in answer_sentences(basis(changes_of("empower"), "empower"), "empower", MIXED)[-1]
    )


def test_one_world_says_so_and_nothing_of_others():
    rows = table(
        in_one_world("midway_coverage", "worse", -0.43),
        in_one_world("reviews_on_time", "not distinguishable"),
        in_one_world("views_heard_independently", "worse", -0.23),
    )
    made = answer_sentences(basis(changes_of("abolish"), worlds="one"), "abolish", rows)
    assert made[0].startswith("In one world, the typical one, without IROs, ")
    assert made[1].startswith("Also, 23 fewer of 100 reviews ")
    assert "cannot be told from one world" in made[2]
    assert "one set of beliefs" in made[-1]
    assert not any("of 100 plausible worlds" in sentence for sentence in made)


def test_today_alone_is_told_in_levels():
    first, cost = answer_sentences(basis(), None, MIXED, None, "It costs £1.")
    assert first.startswith("Today, in the average English authority, 60.0% (50.0% to 70.0%) of ")
    assert first.endswith("Here 90 of 100 plausible worlds lie between the ends.")
    assert cost == "It costs £1."
    alone = MIXED.assign(today_low=MIXED["today"], today_high=MIXED["today"])
    (only,) = answer_sentences(basis(replications=1), None, alone)
    assert "60.0% of " in only and " to " not in only
    assert only.endswith("Here one plausible world alone was run, so there are no ends.")


def summary(difference=NAN, low=NAN, high=NAN, empty="", under=1.0):
    return pd.DataFrame([dict(
        measure="service_cost_authority", today=620_000.0, today_low=590_000.0,
        today_high=640_000.0, under_policy=under, difference=difference, difference_low=low,
        difference_high=high, range="90% of worlds", empty=empty,
    )])  # fmt: skip


def test_a_cost_that_is_not_included_is_told_so():
    unpriced = by_parts().assign(mean_difference=NAN)
    assert cost_in_words(summary(empty="cost not included"), unpriced) == (
        "What it costs is not included."
    )
    assert cost_in_words(summary(), unpriced) == ""


def by_parts(authority="Leeds"):
    """Return a table of costs: cash saved, hours taken."""
    return pd.DataFrame([
        dict(year="all years", unit="GBP a year", discounted="no", part=part, mean_today=now,
             mean_difference=mean, difference_low=low, difference_high=high,
             range="90% of worlds", authority=authority)
        for part, now, mean, low, high in (("cash", 600_000, -151_000, -226_000, -65_000),
                                           ("hours", 20_000, 221_000, 110_000, 330_000))
    ])  # fmt: skip


def test_cost_is_cash_with_counts_of_worlds_and_hours_beside_it():
    cost = row("service_cost", "depends", worse=73, same=7, better=20, difference=140.0)
    told_of = cost_in_words(summary(64_020, 0, 1), by_parts(), table(cost))
    assert told_of == (
        "On average over the worlds run, it saves the authority about £151,000 a year in cash "
        "(90% of worlds: £65,000 to £226,000; it costs more in 73 of 100 plausible worlds, less in "
        "20, about the same in 7), and takes hours worth £221,000 from people's other work and "
        "own time."
    )
    few = cost_in_words(summary(1, 0, 1), by_parts(), table({**cost, "worlds": 15}))
    assert "90% of worlds" not in few
    assert "(it costs more in 11 of the 15 worlds run, less in 3, about the same in 1)" in few


def test_hours_taken_are_told_for_each_child_too():
    hours = pd.DataFrame([
        dict(measure=f"hours_{kind}_per_child_year", today=now, difference=more)
        for kind, now, more in (
            ("taken_manager", 0.1, 6.0), ("answering", 0.3, -0.2), ("helped", 0.1, 0.6),
            ("overtime", 0.1, 0.4),
        )
    ])  # fmt: skip
    told_of = cost_in_words(pd.concat([summary(1, 0, 1), hours]), by_parts())
    assert told_of.endswith("other work and own time, about 6.8 hours for each child a year.")
    today = pd.concat([summary(under=NAN), hours.assign(under_policy=NAN)])
    told_of = cost_in_words(today, by_parts())
    assert told_of.endswith("own time, about 0.6 hours for each child a year.")
    back = hours.assign(difference=-1.0)  # pounds say that they are taken
    assert "for each child" not in cost_in_words(pd.concat([summary(1, 0, 1), back]), by_parts())


def test_england_s_cost_is_of_its_authorities_together():
    told_of = cost_in_words(summary(64_020, 0, 1), by_parts("England"))
    assert "it saves England's authorities together about £151,000" in told_of


def test_what_today_s_service_costs_is_said_in_the_same_order():
    assert cost_in_words(summary(under=NAN), by_parts()) == (
        "On average over the worlds run, the service costs the authority about £600,000 a year in "
        "cash, and takes hours worth £20,000 from people's other work and own time."
    )
    alone = cost_in_words(summary(under=NAN), by_parts(), run=1)
    assert alone.startswith("The service costs the authority about £600,000 a year")


def test_pounds_are_round():
    assert [pounds(one) for one in (640, -1_249, 64_499, 2_430_000)] == [
        "£640", "£1,200", "£64,000", "£2.4 million",
    ]  # fmt: skip


def test_a_comparison_groups_findings_and_leaves_the_cost_to_its_own_sentence():
    rows = table(
        row("midway_coverage", "worse", worse=100, difference=-0.4),
        row("reviews_on_time", "worse", worse=100, difference=-0.1),
        row("service_cost", "worse", worse=100, difference=900.0, matters=1.0),
    )
    made = short_answer(changes_of("abolish"), rows)
    assert made.endswith(
        "in all 200 plausible worlds, fewer midway checks are done, typically 40 fewer of 100; "
        "and fewer reviews are held on time, typically 10 fewer of 100."
    )
    alone = short_answer(changes_of("abolish"), table(rows.iloc[2].to_dict()))
    assert "the service costs more in cash, typically £900 more for each child a year." in alone


def test_a_belief_s_words_are_no_sentence_of_the_register():
    assert not any('"' in subject(one.name) for one in register(Settings()))
    conceded = "how often a formal step by an IRO is conceded"
    assert subject("challenge.iro.formal_succeeds") == conceded


def test_words_are_joined():
    assert [listed(list(one)) for one in ("", "a", "ab", "abc")] == [
        "", "a", "a and b", "a, b and c",
    ]  # fmt: skip
    assert place("Leeds") == "Leeds" and capital("without IROs") == "Without IROs"

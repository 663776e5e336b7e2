"""Every number in why.csv, recomputed from the records of the arms that measure each part.

The arms are stated here by what they change of today's service, and found in the study by that.
"""

import math

import pytest
from reckoned import ends, formula, interval, ratio, residuals
from rows import close
from stated import HEADLINE

pytestmark = pytest.mark.slow
CHAIRED = {"review.chair": "team_manager", "iro.employer": "none"}
IN_VAIN = {
    "challenge.iro.kept": 0.0,
    "challenge.iro.formal_kept": 0.0,
    "challenge.cafcass": 0.0,
    "court.liaison": 0.0,
}
UNWATCHED = IN_VAIN | {"plan.watched": 1.0}
BLIND = {
    "challenge.team_manager.sees.at_thin_review": 0.0,
    "challenge.team_manager.sees.at_full_review": 0.0,
    "challenge.team_manager.sees.at_midway_check": 0.0,
    "challenge.team_manager.sees.at_told_change": 0.0,
}
# what takes a mechanism of the policy out; advocacy is put in by the policy's own setting
OUT = {
    "short_of_hours": {"team_manager.hours_per_week": 40.0},
    "supervision_lost": {"team_manager.supervision_lost": 0.0},
    "self_review": {"team_manager.objectivity": 1.0},
    "advocate.offer": {},
    "dip": {"transition.hours_lost": 0.0},
}
IN = {"advocate.offer": {"advocate.offer": "opt_out"}}
NEEDS_HOURS_SHORT = ("supervision_lost", "dip")  # that do nothing while hours are enough


def arm(*inside):
    """Return what an arm changes that has these parts in and the others out."""
    changes = dict(CHAIRED)
    for part, out in OUT.items():
        changes |= IN.get(part, {}) if part in inside else out
    return changes


WORDS = {
    "noticing_lost": "IROs' noticing lost",
    "unwatched": "nobody outside the team to look",
    "managers_chair": "managers doing the IROs' work",
    "managers_notice": "managers noticing and challenging",
    "short_of_hours": "thinner reviews: too few hours",
    "supervision_lost": "supervision lost",
    "self_review": "managers reviewing own teams' plans",
    "advocate.offer": "advocacy gained",
    "dip": "the dip at the start",
    "interplay": "interplay of the parts",
    "whole": "the whole difference",
}
STEPS = {
    "noticing_lost": ({}, IN_VAIN),
    "unwatched": (IN_VAIN, UNWATCHED),
    "managers_chair": (UNWATCHED, arm() | BLIND),
    "managers_notice": (arm() | BLIND, arm()),
}


def first(part):
    """Return the arms without a part and with it, none of the others in but what it needs."""
    needed = ["short_of_hours"] if part in NEEDS_HOURS_SHORT else []
    return arm(*needed), arm(*needed, part)


def last(part):
    """Return the same with all the others in but those that need it."""
    rest = [one for one in OUT if one != part]
    if part == "short_of_hours":
        rest = [one for one in rest if one not in NEEDS_HOURS_SHORT]
    return arm(*rest), arm(*rest, part)


FIRST = STEPS | {part: first(part) for part in OUT}
LAST = {part: last(part) for part in OUT}


@pytest.fixture(scope="module")
def place(in_worlds):
    """Where an arm with these changes stands in the records."""
    every = [{}, *map(dict, in_worlds.point.policies.values())]
    assert every[1] == CHAIRED | IN["advocate.offer"]
    return every.index


def of_arm(study, at, measure):
    """Return the values of an arm by world, or of all its runs and what each adds to the error."""
    runs, one = study.runs(at), formula(measure)
    if study.in_worlds:
        return {world: ratio(one, each) for world, each in study.by_world(runs).items()}
    each = list(runs.values())
    return ratio(one, each), residuals(one, each)


def size(study, terms, arms):
    """Return what signed arms add up to, and the ends, from `of_arm` of every arm."""
    if study.in_worlds:
        worlds = [w for w in arms[0] if not any(math.isnan(each[w]) for each in arms.values())]
        rows = [sum(sign * arms[at][world] for at, sign in terms) for world in worlds]
        return (sum(rows) / len(rows) if rows else math.nan, *ends(rows))
    value = sum(sign * arms[at][0] for at, sign in terms)
    n = len(arms[0][1])
    errors = [sum(sign * arms[at][1][run] for at, sign in terms) for run in range(n)]
    return value, *interval(value, errors)[:2]


def test_every_part(study, place):
    table = study.table("why")
    assert len(table) == len(HEADLINE) * (len(FIRST) + 2)
    for measure, rows in table.groupby("measure"):
        assert list(rows["part"]) == [*FIRST, "interplay", "whole"]
        used = {place(changes) for pairs in (FIRST, LAST) for p in pairs.values() for changes in p}
        arms = {at: of_arm(study, at, measure) for at in used | {0, 1}}
        terms = {part: [(place(pair[0]), -1), (place(pair[1]), 1)] for part, pair in FIRST.items()}
        whole = [(1, 1), (0, -1)]
        rest = whole + [(at, -sign) for each in terms.values() for at, sign in each]
        sizes = {part: size(study, each, arms) for part, each in terms.items()}
        sizes |= {"interplay": size(study, rest, arms), "whole": size(study, whole, arms)}
        scale = 1e3 * max(abs(each[0]) for each in sizes.values())
        for _, row in rows.iterrows():
            found = row["mean_difference"], row["low"], row["high"]
            assert row["words"] == WORDS[row["part"]]
            for one, number in zip(found, sizes[row["part"]], strict=True):
                assert close(one, number, scale), (measure, row["part"], one, number)
            assert (row["better"], row["matters"]) == HEADLINE[measure][:2]
            if row["part"] in LAST:
                without, whole_arm = LAST[row["part"]]
                back = size(study, [(place(without), -1), (place(whole_arm), 1)], arms)
                assert close(row["last"], back[0], scale)
                assert close(row["first"], row["mean_difference"], scale)
            else:
                assert math.isnan(row["first"]) and math.isnan(row["last"])


def test_parts_add_up_to_the_last_digit(study):
    for _, rows in study.table("why").groupby("measure"):
        sizes = rows.set_index("part")["mean_difference"]
        whole = sizes.pop("whole")
        assert sum(sizes) == whole and sum(reversed(list(sizes))) == whole


def test_the_whole_is_the_difference_of_the_headline_in_one_world(in_one):
    why = in_one.table("why")
    whole = why[why["part"] == "whole"].set_index("measure")["mean_difference"]
    for row in in_one.table("headline").itertuples():
        assert close(whole[row.measure], row.difference, 1e3 * abs(row.today))

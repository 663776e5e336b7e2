"""What the columns of tables are: once for all tables, and anew where a name means another thing.

A column's unit is a text: `ROW` where each row says it in its column `unit`, nothing for words.
"""

from typing import NamedTuple

from sim.measures.catalogue import MEASURES


class Column(NamedTuple):
    """What a column is, and the unit of what stands in it."""

    what: str
    unit: str = ""


ROW = "see the row's unit"
RUNS, SHARE, NUMBER, DATE, MONTH = "runs", "share", "number", "date", "months"
ENDS = "see range for what lies between the two"
RANKED = "Spearman's rank correlation, from -1 to 1"

COLUMNS: dict[str, Column] = {
    # what a row is of
    "authority": Column("the authority's name as titles give it"),
    "policy": Column("the policy's name; keep is today's service"),
    "changed": Column("what the user set beside scenario and authority, name=value, in the order "
                      "of docs/settings.md; a seed where no column seed is; empty where nothing "
                      "was set"),
    "world": Column("the number of the plausible world, from 1; 0 for the one typical world",
                    NUMBER),
    "replication": Column("the number of the run, from 0: under one number all arrangements meet "
                          "the same chance", NUMBER),
    "seed": Column("the seed of the run", NUMBER),
    "point": Column("the number of the point of the study, from 0", NUMBER),
    "measure": Column("a measure's id; docs/measures.md says what it is"),
    "unit": Column("the unit of the values in the row"),
    "better": Column("which direction is better: higher, lower or neither"),
    "month": Column("the first day of the calendar month", DATE),
    "year": Column("a reported year, by its first and last month; settled years, all but the "
                   "first; all years"),
    "setting": Column("a setting's name; python -m sim --help NAME says what it is"),
    # what it comes to
    "today": Column("under today's service: the median over worlds, in one world the mean", ROW),
    "under_policy": Column("under the policy: the median over worlds, in one world the mean", ROW),
    "difference": Column("under the policy less today's service, paired run by run: the median "
                         "over worlds, in one world the mean", ROW),
    "range": Column("what lies between _low and _high: 90% of plausible worlds, or the 95% "
                    "interval of the mean in one world, which holds chance alone"),
    "fixed": Column("True where the measure cannot differ under the policy, for the model draws "
                    "it alike in both: fixed by construction"),
    "grade": Column("the weakest source among the settings that drive the measure: P read in the "
                    "primary source, S in a secondary one, D derived, M recalled, assumption"),
    "empty": Column("why an arrangement has no value; empty where all have one"),
    "matters": Column("the smallest difference that matters (the setting matters.<measure>)", ROW),
    "value": Column("the value of the measure in the run", ROW),
    "numerator": Column("what is divided, scaled so that value = numerator / denominator"),
    "denominator": Column("what it is divided by"),
    # how it reads
    "worlds": Column("how many plausible worlds have a difference", "worlds"),
    "worlds_setting": Column("the setting worlds, which the study varies", "plausible or one"),
    "worse": Column("in how many of 100 plausible worlds it is worse, by more than matters",
                    "worlds of 100"),
    "same": Column("in how many of 100 plausible worlds it differs by what matters at most",
                   "worlds of 100"),
    "better_in": Column("in how many of 100 plausible worlds it is better, by more than matters",
                        "worlds of 100"),
    "reading": Column("how the difference reads: over worlds by the counts, in one world by what "
                      "can be told from chance; or why nothing can be said"),
    "settled": Column("True where the reading is worse, about the same or better: in 95 of 100 "
                      "plausible worlds or more"),
    "chance_share": Column("the share of the variance of the difference between runs that is "
                           "chance, from the worlds run twice; the rest is beliefs", SHARE),
    "p_value": Column("two-sided p-value of the difference in one world, not adjusted for other "
                      "comparisons", SHARE),
    "adjusted_p": Column("p-value of the difference, adjusted for all that is judged together "
                         "(Holm)", SHARE),
    "variance_ratio": Column("times fewer replications than independent runs that the pairs need",
                             "times"),
    "adjusted_low": Column("lower end of the difference's interval, all comparisons together "
                           "(Bonferroni)", ROW),
    "adjusted_high": Column("upper end of the difference's interval, all comparisons together "
                            "(Bonferroni)", ROW),
    # groups, tail, week
    "by": Column("what children are grouped by"),
    "group": Column("the group of children"),
    "quantity": Column("a quantity of the tail of drift"),
    "noticer": Column("who may notice that a plan is stuck; formal steps apart"),
    "role": Column("whose posts and week: IROs, social workers, team managers, advocates"),
    "duty": Column("posts, or what a full-time post's week goes to, overtime included"),
    # several policies, several points, England
    "rank": Column("1 for the best of the arrangements compared", NUMBER),
    "dominated_by": Column("arrangements whose difference is better in each of the four measures"),
    "finished": Column("how many runs finished", RUNS),
    "failed": Column("how many runs failed", RUNS),
    "cause": Column("why it failed, or cannot be run"),
    "file": Column("the file beside this one with the settings and the traceback"),
    "figure": Column("the setting that holds a figure of the authority"),
    "comes_from": Column("whose the figure is: own, own but brought towards England's, "
                         "national, assumed or set by user"),
    "rests_on": Column("the weakest of the figures that the authority's results rest on: own, "
                       "national or assumed"),
    "caution": Column("why the authority's own levels are not to be read, empty where they may be; "
                      "it is in England's sums all the same"),
    "words": Column("what the measure is, in words"),
    # places that differ in kind from England
    "england_reading": Column("how England's difference reads"),
    "in_kind": Column("how the place's answer differs in kind from England's"),
    "england_worse": Column("of 100 plausible worlds, in how many England is worse",
                            "worlds of 100"),
    "england_same": Column("of 100 plausible worlds, in how many England differs by what matters "
                           "at most", "worlds of 100"),
    "england_better_in": Column("of 100 plausible worlds, in how many England is better",
                                "worlds of 100"),
    "england_difference": Column("England's difference: the median over worlds, in one world the "
                                 "mean", ROW),
    "beyond_chance": Column("yes where adjusted_p is below 0.05; no where it may be chance"),
    "goes_with": Column("published figures of places that go with how far they lie from England's "
                        "difference, over all places (Spearman, p below 0.05 by Holm), of which "
                        "this place's lies far from the middle place's, to the side that goes "
                        "with it"),
    "why": Column("the same, with the place's figure and the middle place's"),
    # what an answer hangs on
    "belief": Column("the setting, a belief that nobody has measured; python -m sim --help NAME"),
    "correlation": Column(f"of the belief with the difference over worlds: {RANKED}", NUMBER),
    "threshold": Column("the value of the belief that best parts the worlds; empty where none does",
                        "the belief's own"),
    "best_split": Column("True for the belief that parts the measure's worlds best"),
    "settles_from": Column("from what value of the belief the measure would be settled",
                           "the belief's own"),
    "settles_to": Column("up to what value of the belief the measure would be settled",
                         "the belief's own"),
    "settles_below": Column("True where that range is the lower end of the belief's range"),
    "settles_as": Column("how the measure would read there"),
    "settles_worlds": Column("how many worlds lie in that range", "worlds"),
    # cost taken apart
    "discounted": Column("yes where a later year's money counts for less than an earlier one's"),
    "discount_rate": Column("by which share a year's money counts for less than that of the year "
                            "before", SHARE),
    "kind": Column("cash; hours taken from other work or own time; extra care at its average "
                   "cost; or total"),
    "mean_today": Column("under today's service: the mean over worlds, so that parts add up", ROW),
    "mean_under_policy": Column("under the policy: the mean over worlds, so that parts add up",
                                ROW),
    "mean_difference": Column("under the policy less today's service: the mean over worlds, so "
                              "that parts add up", ROW),
}  # fmt: skip

for _side in ("below", "above"):
    COLUMNS[f"{_side}_worlds"] = Column(f"how many worlds are {_side} the threshold", "worlds")
    for _kind, _words in (("worse", "worse"), ("same", "about the same"), ("better", "better")):
        COLUMNS[f"{_side}_{_kind}"] = Column(
            f"of 100 worlds {_side} the threshold, in how many the policy is {_words}",
            "worlds of 100",
        )
for _name, _words in (
    ("today", "under today's service"),
    ("under_policy", "under the policy"),
    ("difference", "of the difference"),
):
    COLUMNS[f"{_name}_low"] = Column(f"lower end {_words}; {ENDS}", ROW)
    COLUMNS[f"{_name}_high"] = Column(f"upper end {_words}; {ENDS}", ROW)

ARMS = {
    "today": "under today's service",
    "under_policy": "under the policy",
    "difference": "under the policy less today's service, the same run",
}
for _measure in MEASURES:
    for _arm, _words in ARMS.items():  # a row a pair of runs
        COLUMNS[f"{_measure.id}.{_arm}"] = Column(f"{_measure.words}: {_words}", _measure.unit)
    # a row a policy
    COLUMNS[_measure.id] = Column(
        f"{_measure.words}: difference, the policy less today's service", _measure.unit
    )
    for _end, _side in (("low", "lower"), ("high", "upper")):
        COLUMNS[f"{_measure.id}_{_end}"] = Column(
            f"{_measure.words}: {_side} end of the difference; {ENDS}", _measure.unit
        )

OF_STUDY = Column("the study's seed, from which those of its runs follow", NUMBER)

# by the name of the file, what is there another thing than elsewhere, or there alone
IN_FILE: dict[str, dict[str, Column]] = {
    "years.csv": {
        "part": Column("transition, the first reported year; or settled, those after it"),
    },
    "monthly.csv": {
        "part": Column("before the policy, where both arrangements are the same; or reported"),
    },
    "costs.csv": {
        "part": Column("the part of the cost; a total where the column kind says so"),
        "difference_low": Column(f"lower end of the difference; {ENDS}", ROW),
        "difference_high": Column(f"upper end of the difference; {ENDS}", ROW),
    },
    "drift_by_cause.csv": {
        "cause": Column("what the days in drift are owed to: an action's are shared by its days in "
                        "each cause since it arose"),
    },
    "noticers.csv": {
        "quantity": Column("noticed: stuck plans first noticed, or taken to the formal step; of "
                           "100 moving: how many of 100 of them move for it within 60 working "
                           "days; hours each: to raise and to answer it, whose they ever are"),
    },
    "why.csv": {
        "part": Column("the part of the policy's difference; interplay, what no part has alone; or "
                       "whole, the sum of all rows above it"),
        "words": Column("the part in words"),
        "mean_difference": Column("the part of the difference, put in first; the mean over worlds, "
                                  "so that parts add up", ROW),
        "first": Column("the part put in first, with none of the others", ROW),
        "last": Column("the part put back last, with all of the others", ROW),
        "low": Column(f"lower end of the part; {ENDS}", ROW),
        "high": Column(f"upper end of the part; {ENDS}", ROW),
        "orders": Column("both: put in first and put back last; in turn: measured once, after the "
                         "parts above it"),
    },
    "worlds.csv": {
        "policy": Column("the policy of the pair; keep where today's service ran alone"),
        "drift_ratio": Column("of the world, as calibrated for the average authority: drift days "
                              "with all the IRO's noticing switched off / with it", "ratio"),
        "leaving_rate_ratio": Column("of the world, as calibrated for the average authority, the "
                                     "implied rate ratio: the rate of leaving care by the planned "
                                     "route with the IRO's noticing / with all of it switched off",
                                     "ratio"),
    },
    "ranks.csv": {
        "share": Column("in what share of the worlds, or runs of one world, the arrangement has "
                        "the rank; arrangements that tie share theirs", SHARE),
    },
    "hangs_on.csv": {
        "share": Column("of the variance of the difference's ranks, what the belief adds to those "
                        "found before it", SHARE),
    },
    "totals.csv": {
        f"{_arm}_chance": Column("half the width within which 95% of runs of one world lie, "
                                 f"{_arm_words}: chance alone, each authority's by itself, added "
                                 "up", ROW)
        for _arm, _arm_words in ARMS.items()
    },
    "places_apart.csv": {
        "p_value": Column("how likely an ordinary place of this size comes so far from England by "
                          "luck: one with England's difference in every world, chance, and what a "
                          "place usually moves by between worlds", SHARE),
        "adjusted_p": Column("p_value for all places and measures judged at once "
                             "(Benjamini-Hochberg)", SHARE),
    },
    "figures_used.csv": {"value": Column("the figure's value", "the setting's own")},
}  # fmt: skip

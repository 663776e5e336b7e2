"""What the columns are in the tables of the further studies (sensitivity, flip points, journey...).

As `columns`: by the name of the file, for these names mean other things elsewhere.
"""

from sim.analyse.columns import NUMBER, OF_STUDY, ROW, SHARE, Column

_UNIT = "the setting's own"
_OF = Column("level: under today's service; difference: the policy less today's service, paired")
_MEASURED = Column("the measure's value, or the difference in it: the column of says which", ROW)
_CONF = "half the width of the 95% interval of"
_FACTOR = Column("the setting, by its name; chance for a change of the seed alone")
_ENDS = {
    "low_value": Column("the setting's value at the low end of its plausible range", _UNIT),
    "default_value": Column("the setting's value where it is not varied", _UNIT),
    "high_value": Column("the setting's value at the high end of its plausible range", _UNIT),
    "at_low": Column("the measure, or the difference in it, with the setting at the low end", ROW),
    "at_default": Column("the measure, or the difference in it, with every setting at its default",
                         ROW),
    "at_high": Column("the measure, or the difference in it, with the setting at the high end",
                      ROW),
    "swing": Column("at_high less at_low, the same seeds at both", ROW),
    "swing_low": Column("lower end of the swing's 95% interval, chance only", ROW),
    "swing_high": Column("upper end of the swing's 95% interval, chance only", ROW),
}  # fmt: skip
_QUESTION = Column("drift (drift_days_per_child_year), timeliness (reviews_on_time) or cost "
                   "(service_cost)")  # fmt: skip

IN_STUDY: dict[str, dict[str, Column]] = {
    "morris.csv": {
        "seed": OF_STUDY,
        "of": _OF,
        "setting": _FACTOR,
        "mu": Column("mean change as the setting goes over its plausible range (Morris)", ROW),
        "mu_star": Column("mean absolute change over the setting's plausible range (Morris)", ROW),
        "mu_star_conf": Column(f"{_CONF} mu_star (bootstrap)", ROW),
        "sigma": Column("standard deviation of the change: how it depends on the other settings, "
                        "and chance", ROW),
        "share": Column("mu_star as a share of its sum over the settings varied", SHARE),
        "importance_rank": Column("1 for the setting that moves the measure most; empty for chance",
                                  NUMBER),
        "above_chance": Column("True where mu_star is above that of chance, a change of the seed "
                               "alone, by more than the half-width of its interval"),
        "trajectories": Column("whole trajectories that the row rests on", NUMBER),
    },
    "sobol.csv": {
        "seed": OF_STUDY,
        "of": _OF,
        "setting": _FACTOR,
        "first": Column("share of the variance that the setting explains by itself (Sobol, first "
                        "order)", SHARE),
        "first_conf": Column(f"{_CONF} first (bootstrap)", SHARE),
        "total": Column("share of the variance that the setting explains, also with others (Sobol, "
                        "total)", SHARE),
        "total_conf": Column(f"{_CONF} total (bootstrap)", SHARE),
        "samples": Column("base samples that the row rests on", NUMBER),
    },
    "tornado.csv": {"seed": OF_STUDY, "of": _OF, **_ENDS},
    "points.parquet": {
        "stage": Column("the pass of the study that the run belongs to"),
        "of": _OF,
        "value": _MEASURED,
    },
    "boxes.csv": {
        "seed": OF_STUDY,
        "question": _QUESTION,
        "from": Column("the least value of the setting in the box", _UNIT),
        "to": Column("the largest value of the setting in the box", _UNIT),
        "plausible_low": Column("lower end of the setting's plausible range", _UNIT),
        "plausible_high": Column("upper end of the setting's plausible range", _UNIT),
        "box_of": Column("what the box gathers: samples that the policy wins, or losses, those it "
                         "does not"),
        "coverage": Column("share of such samples that lie in the box", SHARE),
        "density": Column("share of the samples in the box that are such", SHARE),
        "share_of_wins": Column("share of all samples in which the policy beats today's service",
                                SHARE),
        "p": Column("quasi-p-value of the restriction: how easily chance would make it", SHARE),
    },
    "thresholds.csv": {
        "seed": OF_STUDY,
        "question": _QUESTION,
        "flips_at": Column("the setting's value at which the policy begins or ceases to win",
                           _UNIT),
        "low": Column("lower end of the 95% interval of flips_at, chance only", _UNIT),
        "high": Column("upper end of the 95% interval of flips_at, chance only", _UNIT),
        "direction": Column("on which side of that value the policy is better, or that it never "
                            "flips"),
    },
    "map.csv": {
        "seed": OF_STUDY,
        "question": _QUESTION,
        "winner": Column("the best arrangement of the cell; keep is today's service"),
        "margin": Column("how much better the winner is than the second best", ROW),
        "sure": Column("True where the 95% interval of that margin, paired, leaves nought out"),
    },
    "samples.parquet": {
        "seed": OF_STUDY,
        "question": _QUESTION,
        "sample": Column("the number of the sample, from 0: each has other beliefs, spread evenly "
                         "over their plausible ranges", NUMBER),
        "difference": Column("under the policy less today's service, paired, in this sample", ROW),
        "beats": Column("1 where the policy beats today's service, 0 where not, empty where it has "
                        "no value", NUMBER),
    },
    "duties.csv": {
        "seed": OF_STUDY,
        "caseload": Column("children looked after per full-time IRO post", "children"),
        "today": Column("the share done under today's service at this caseload, the mean of runs",
                        ROW),
    },
    "giving_way.csv": {
        "seed": OF_STUDY,
        "gives_way_at": Column("the caseload at which a quarter of what is done at the least is "
                               "lost; inf where it is not, up to the highest run", "children"),
    },
    "journey.csv": {
        "child": Column("the child's number among those in care on the first reported day, from 1",
                        NUMBER),
        "lane": Column("what of the child's journey: reviews, changes, challenge, actions, "
                       "workers, care"),
        "event": Column("what happens; due is the day by which the review is to be held"),
        "begins": Column("the day on which it happens or begins", "date"),
        "ends": Column("the day on which it ends, at the latest the last reported one; empty of "
                       "what is a moment", "date"),
        "detail": Column("which review, what kind of change or action, or which person, by number"),
    },
}  # fmt: skip

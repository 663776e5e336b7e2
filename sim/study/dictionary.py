"""The data dictionary that lies beside results: what each column of each table is."""

from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq

from sim.measures import MEASURES
from sim.study.tables import write_csv

NAME = "dictionary.csv"
OF = {
    "today": "today's service",
    "under_policy": "under the policy",
    "difference": "the policy less today's service, paired",
}
COLUMNS = {
    "measure": "a measure's id; docs/measures.md says what it is",
    "unit": "the unit of the values in the row",
    "better": "which direction is better",
    "grade": "the weakest source among the settings that drive the figure",
    "empty": "why an arm has no value",
    "matters": "the smallest difference that matters, in the row's unit",
    "p_value": "two-sided p-value of the difference, not adjusted for other comparisons",
    "adjusted_p": "p-value of the difference, adjusted for the number of comparisons (Holm)",
    "variance_ratio": "times fewer replications than independent runs that the pairs need",
    "belief_share": "share of the variance between runs of the difference that beliefs explain",
    "verdict": "the verdict on the difference, in words",
    "year": "a reported year, by its first and last month",
    "part": "the transition year, or a settled one",
    "by": "what children are grouped by",
    "group": "the group of children",
    "quantity": "a quantity of the tail of drift",
    "replication": "the number of the replication, from 0",
    "seed": "the seed of the replication",
    "value": "the value of the measure, in its unit",
    "numerator": "what is divided, scaled so that value = numerator / denominator",
    "denominator": "what it is divided by",
    "month": "a reported month, YYYY-MM",
    "low": "lower end of the 95% interval of the value",
    "high": "upper end of the 95% interval of the value",
    "chance_low": "lower end of the 95% interval, chance only, beliefs at their defaults",
    "chance_high": "upper end of the 95% interval, chance only, beliefs at their defaults",
    "drawn_difference": "the paired difference over plausible settings drawn",
    "belief_low": "lower end of the 95% interval of chance and beliefs",
    "belief_high": "upper end of the 95% interval of chance and beliefs",
    "policy": "the policy's name; keep is today's service",
    "point": "the number of the point of the study, from 0",
    "cause": "why the replication failed",
    "file": "the file beside this one with the settings and the traceback",
    "adjusted_low": "lower end of the interval, all comparisons together (Bonferroni)",
    "adjusted_high": "upper end of the interval, all comparisons together (Bonferroni)",
    "rank": "1 for the best of the arrangements compared",
    "probability": "share of the replications, or draws, in which the arrangement had the rank",
    "dominated_by": "arrangements better in each of the four, at their mean",
    "of": "level: under today's service; difference: the policy less today's service, paired",
    "stage": "the pass of the study that the run belongs to",
    "setting": "a setting's name; python -m sim --help NAME says what it is",
    "mu": "mean change of the measure as the setting goes over its plausible range (Morris)",
    "mu_star": "mean absolute change of the measure over the setting's plausible range (Morris)",
    "mu_star_conf": "half the width of the 95% interval of mu_star (bootstrap)",
    "sigma": "standard deviation of the change: how it depends on the other settings, and chance",
    "share": "mu_star as a share of its sum over the settings varied",
    "importance_rank": "1 for the setting that moves the measure most; empty for chance",
    "above_chance": "whether mu_star is above that of chance, a change of the seed alone, and more "
    "than the half-width of its interval above",
    "trajectories": "whole trajectories that the row rests on",
    "first": "share of the variance that the setting explains by itself (Sobol, first order)",
    "first_conf": "half the width of the 95% interval of first (bootstrap)",
    "total": "share of the variance that the setting explains, also with others (Sobol, total)",
    "total_conf": "half the width of the 95% interval of total (bootstrap)",
    "samples": "base samples that the row rests on",
    "low_value": "the setting's value at the low end of its plausible range",
    "default_value": "the setting's value where it is not varied",
    "high_value": "the setting's value at the high end of its plausible range",
    "at_low": "the value of the measure with the setting at the low end",
    "at_default": "the value of the measure with every setting at its default",
    "at_high": "the value of the measure with the setting at the high end",
    "swing": "at_high less at_low, the same seeds at both",
    "swing_low": "lower end of the 95% interval of the swing, chance only",
    "swing_high": "upper end of the 95% interval of the swing, chance only",
    "authority": "the authority's name",
    "figure": "a figure of the authority that the simulation rests on",
    "comes_from": "own, national or assumed",
    "question": "drift (drift_days_per_child_year), timeliness (reviews_on_time) or cost "
    "(service_cost)",
    "world": "the number of the sampled world, from 0",
    "beats": "1 where the policy beats today's service, 0 where not, empty where it has no value",
    "from": "the least value of the setting in the box",
    "to": "the largest value of the setting in the box",
    "plausible_low": "lower end of the setting's plausible range",
    "plausible_high": "upper end of the setting's plausible range",
    "box_of": "what the box gathers: worlds that the policy wins, or losses, those it does not",
    "coverage": "share of such worlds that lie in the box",
    "density": "share of the worlds in the box that are such worlds",
    "share_of_wins": "share of all sampled worlds in which the policy beats today's service",
    "p": "quasi-p-value of the restriction: how easily chance would make it",
    "flips_at": "the setting's value at which the policy begins or ceases to win",
    "direction": "on which side of that value the policy is better, or that it never flips",
    "winner": "the best arrangement of the cell; keep is today's service",
    "margin": "how much better the winner is than the second best, in the measure's unit",
    "sure": "whether the 95% interval of that margin, paired, leaves zero out",
    "in_england": "whether the authority is in England's sums: yes or no",
    "lane": "what of the child's journey: reviews, changes, challenge, actions, workers, care",
    "event": "what happens; due is the day by which the review is to be held",
    "begins": "the date on which it happens or begins",
    "ends": "the date on which it ends, at the latest that of the last reported day; empty of what "
    "is a moment",
    "detail": "which review, what kind of change or action, or which person, by number",
    "duty": "what a full-time IRO's week goes to, overtime included",
    "caseload": "children looked after per full-time IRO post",
    "gives_way_at": "the caseload at which a quarter of what is done at the least is lost; inf "
    "where it is not, up to the highest run",
    "drift_error": "standard error of the difference in drift; of one more draw where beliefs are "
    "drawn",
    "cost_error": "standard error of the difference in cost; of one more draw where beliefs are "
    "drawn",
    "correlation": "correlation of these two errors",
    "reach": "how many such errors the joint 95% region reaches",
    "rests_on": "the weakest of the figures that the result rests on: own, national or assumed",
}
for _measure in MEASURES:  # where a table has a row for each policy, and measures as columns
    OF[_measure.id] = "the policy less today's service, paired"
for _name, _words in OF.items():
    if _name not in COLUMNS:
        COLUMNS[_name] = f"the value: {_words}"
    COLUMNS[f"{_name}_low"] = f"lower end of the 95% interval: {_words}"
    COLUMNS[f"{_name}_high"] = f"upper end of the 95% interval: {_words}"


def columns_of(path: Path) -> list[str]:
    """Return the names of a table's columns."""
    if path.suffix == ".parquet":
        return list(pq.read_schema(path).names)
    return list(pd.read_csv(path, nrows=0).columns)


def write_dictionary(folder: Path) -> None:
    """Write what each column of each table in a folder is; varied settings explain themselves."""
    tables = [
        path
        for path in sorted(folder.rglob("*"))
        if path.suffix in (".csv", ".parquet") and path.parent.name != "parts" and path.name != NAME
    ]
    rows = [
        {
            "file": path.relative_to(folder).as_posix(),
            "column": column,
            "what": COLUMNS.get(column, f"the setting {column}, which the study varies"),
        }
        for path in tables
        for column in columns_of(path)
    ]
    if rows:
        write_csv(pd.DataFrame(rows), folder / NAME)

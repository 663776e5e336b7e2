"""The data dictionary that lies beside results: what each column of each table is."""

from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq

from sim.study.tables import write_csv

NAME = "dictionary.csv"
OF = {
    "baseline": "today's service",
    "scenario": "under the policy",
    "difference": "the policy less today's service, paired",
}
COLUMNS = {
    "measure": "a measure's id; docs/measures.md says what it is",
    "unit": "the unit of the values in the row",
    "better": "which direction is better",
    "grade": "the weakest source among the settings that drive the figure",
    "empty": "why an arm has no value",
    "matters": "the smallest difference that matters, in the row's unit",
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
    "point": "the number of the point of the study, from 0",
    "cause": "why the replication failed",
    "file": "the file beside this one with the settings and the traceback",
    "adjusted_low": "lower end of the interval for all comparisons together (Bonferroni)",
    "adjusted_high": "upper end of the interval for all comparisons together",
    "rank": "1 for the best of the arrangements compared",
    "probability": "share of the replications, or draws, in which the arrangement had the rank",
    "dominated_by": "arrangements better in each of the four, at their mean",
    "authority": "the authority's name",
    "figure": "a figure of the authority that the simulation rests on",
    "comes_from": "own, national or assumed",
    "rests_on": "the weakest of the figures that the result rests on: own, national or assumed",
}
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

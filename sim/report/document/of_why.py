"""The report's words and table on why: the parts of a policy's difference."""

import math
from collections.abc import Iterator

import pandas as pd

from sim.report.document.content import Block, Table, Words
from sim.report.document.parts_in_words import chosen, sentence
from sim.report.numbers import label, say_difference, say_range

HOW = (
    "The difference is taken apart by runs in the same worlds with one part put back at a time, "
    "in more than one order; what depends on the order is the interplay of the parts. Sizes are "
    "means, so that they add up."
)


def of_why(table: pd.DataFrame) -> tuple[Block, ...]:
    """Return the report's blocks on why: a sentence a measure, and every part with its ends.

    `table` is as `analyse.why_table.why_table` makes it, of one policy.
    """
    told = tuple(filter(None, (sentence(table, measure) for measure in chosen(table))))
    words = Words((*told, HOW)) if told else Words(("No part of a difference is worth telling.",))
    return (words, Table("The parts of each difference, which add up to it", _parts(table)))


def _parts(table: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(list(_lines(table)))


def _lines(table: pd.DataFrame) -> Iterator[dict[str, str]]:
    """Give the rows of the table of parts, those of nought left out."""
    for row in table.itertuples():
        if math.isnan(row.mean_difference) or row.mean_difference == 0:
            continue
        yield {
            "measure": label(row.measure, row.unit),
            "part": row.words,
            "adds": say_difference(row.mean_difference, row.unit),
            str(row.range): say_range(row.low, row.high, row.unit, True),
        }

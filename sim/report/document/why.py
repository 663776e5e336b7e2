"""The parts of a policy's difference: in a sentence, "Of the +5 days, +12 are ...", and in a table.

Sizes are rounded so that what is said still adds up: the rounding that is left over goes to the
parts that lost most by it.
"""

import math
from collections.abc import Collection, Sequence

import pandas as pd

from sim.report.document.content import Block, Table, Words
from sim.report.numbers import DAYS, capital, label, listed, say_difference, say_range
from sim.report.table_words import DRIFT, IN_DRIFT, INTERPLAY, OF_WORLDS, WHOLE

WORDS = {INTERPLAY: "interplay of the parts", WHOLE: "the whole difference"}
REST = "the rest"
MEASURES = 4  # that are worth a sentence, or a panel
NAMED = 5  # parts that a sentence names
SMALL = 0.05  # of the largest part, below which one is not named


def shown(
    table: pd.DataFrame, most: int = NAMED, always: Collection[str] = ()
) -> list[tuple[str, float]]:
    """Return the parts of one measure's difference worth showing, and the rest as one.

    Parameters
    ----------
    table
        Rows of one policy and measure, as `analyse.why_table.why_table` makes them.
    most
        How many parts stand by themselves.
    always
        The ids of parts that do so however small.

    Returns
    -------
    list of (words, size)
        In the table's order, and last `REST`, if it is anything; the sizes add up to the whole.
        Nothing where the measure is empty.
    """
    rows = table[table["part"] != WHOLE]
    sizes = rows["mean_difference"].abs()
    if sizes.isna().any():
        return []
    kept = sizes[sizes > SMALL * sizes.max()].nlargest(most).index
    kept = kept.union(rows.index[rows["part"].isin(list(always))])
    named = [(str(row.words), float(row.mean_difference)) for row in rows.loc[kept].sort_index()
             .itertuples()]  # fmt: skip
    rest = float(rows["mean_difference"].drop(kept).sum())
    return [*named, (REST, rest)] if rest else named


def adding_up(sizes: Sequence[float], whole: float, step: float) -> list[int]:
    """Return sizes in whole steps that add up to the whole in steps (largest remainder).

    Parameters
    ----------
    sizes
        Which add up to `whole`.
    step
        Of what a size is told, 0.1 say.
    """
    exact = [size / step for size in sizes]
    rounded = [math.floor(one) for one in exact]
    order = sorted(range(len(exact)), key=lambda at: (rounded[at] - exact[at], at))
    short = round(whole / step) - sum(rounded)
    for at in order[:short]:
        rounded[at] += 1
    return rounded


def chosen(table: pd.DataFrame, most: int = MEASURES) -> list[str]:
    """Return the measures worth taking apart: those whose parts are large beside what matters.

    Drift comes first where it is one of them, and stands for children in drift.

    `table` is as `analyse.why_table.why_table` makes it, of one policy.
    """
    parts = table[(table["part"] != WHOLE) & (table["matters"] > 0)]
    times = (parts["mean_difference"].abs() / parts["matters"]).groupby(parts["measure"]).max()
    times = times[times > 1].drop(IN_DRIFT, errors="ignore")
    order = sorted(times.index, key=lambda name: (name != DRIFT, -times[name]))
    return [str(name) for name in order[:most]]


def sentence(table: pd.DataFrame, measure: str) -> str:
    """Return the sentence on one measure; empty text where nothing differs, or there are no parts.

    `table` is as `analyse.why_table.why_table` makes it, of one policy.
    """
    rows = table[table["measure"] == measure]
    parts = shown(rows)
    whole = rows[rows["part"] == WHOLE]["mean_difference"]
    if len(parts) < 2 or whole.isna().any():
        return ""
    unit = str(rows["unit"].iloc[0])
    times = 100 if unit == "share" else 1
    total, sizes = float(whole.iloc[0]) * times, [size * times for _, size in parts]
    largest = max(map(abs, sizes))  # is told in two digits or more
    step = next((step for step in (1.0, 0.1, 0.01) if largest >= 10 * step), 0.001)
    told = zip((words for words, _ in parts), adding_up(sizes, total, step), strict=True)
    order = sorted(told, key=lambda part: (part[0] == REST, -abs(part[1])))
    named = [f"{_sized(size, step, unit)} {words}" for words, size in order if size]
    noun = " points" if unit == "share" else " days" if unit in DAYS else ""
    of = " in the mean of worlds" if (rows["range"] == OF_WORLDS).all() else ""
    name = capital(label(measure, unit))
    return f"{name}, {_sized(round(total / step), step, unit)}{noun}{of}: {listed(named)}."


def _sized(steps: int, step: float, unit: str) -> str:
    """Return a size with its sign: "+12", "-0.5", "+£130"."""
    decimals = max(0, round(-math.log10(step)))
    sign = "-" if steps < 0 else "+" if steps > 0 else ""
    pounds = "£" if unit.startswith("GBP") else ""
    return f"{sign}{pounds}{abs(steps) * step:,.{decimals}f}"


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
    parts = [
        {
            "measure": label(row.measure, row.unit),
            "part": row.words,
            "adds": say_difference(row.mean_difference, row.unit),
            str(row.range): say_range(row.low, row.high, row.unit, True),
        }
        for row in table.dropna(subset=["mean_difference"]).itertuples()
        if row.mean_difference
    ]
    caption = "The parts of each difference, which add up to it"
    return (words, Table(caption, pd.DataFrame(parts)))

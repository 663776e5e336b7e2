"""The report's section on drift by cause: which cause moves most, the figure, and every cause."""

from collections.abc import Sequence

import pandas as pd

from sim.report.document.causes_in_words import sentence
from sim.report.document.content import Block, Figure, Table, Words
from sim.report.numbers import policy_name, say, say_difference, say_range

HOW = (
    "Each action keeps count of its days waiting to be agreed (or until somebody thinks of it), at "
    "the worker's desk, with an outside body, and stalled; its days in drift are shared in that "
    "proportion, so that one which waited long and moves now drifts for the waiting."
)


def of_causes(table: pd.DataFrame, figures: Sequence[Figure] = ()) -> tuple[Block, ...]:
    """Return the report's blocks on drift by cause; none where there is no drift to tell of.

    Parameters
    ----------
    table
        As `analyse.drift_by_cause.drift_by_cause` makes it, of one policy or of today's service.
    figures
        Those that stand in this section.
    """
    said = sentence(table)
    if not said:
        return ()
    return (Words((said, HOW)), *figures, _every_cause(table))


def _every_cause(table: pd.DataFrame) -> Table:
    """Return each cause: days of both arms and the difference, which add up, and its range."""
    ends = str(table["range"].iloc[0])
    alone = bool(table["mean_under_policy"].isna().all())
    unit = str(table["unit"].iloc[0])
    all_of_it = table[["mean_today", "mean_under_policy", "mean_difference"]].sum(min_count=1)
    columns = {
        "owed to time": [*table["cause"], "all drift"],
        "today": [*(_said(table["mean_today"], unit)), say(all_of_it["mean_today"], unit)],
        "share of today's": [f"{one / all_of_it['mean_today']:.0%}" if all_of_it["mean_today"]
                             else "-" for one in [*table["mean_today"], all_of_it["mean_today"]]],
    }  # fmt: skip
    if not alone:
        name = policy_name(table["policy"].iloc[0])
        under, changed = all_of_it["mean_under_policy"], all_of_it["mean_difference"]
        columns[name] = [*_said(table["mean_under_policy"], unit), say(under, unit)]
        columns["difference"] = [
            *(say_difference(one, unit) for one in table["mean_difference"]),
            say_difference(changed, unit),
        ]
        columns[ends] = [
            *(say_range(low, high, unit, True) for low, high in
              zip(table["difference_low"], table["difference_high"], strict=True)),
            "",
        ]  # fmt: skip
    caption = "Days in drift a year for each child, by what they are owed to, means"
    return Table(caption, pd.DataFrame(columns))


def _said(values: pd.Series, unit: str) -> list[str]:
    return [say(value, unit) for value in values]

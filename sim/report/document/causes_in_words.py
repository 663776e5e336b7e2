"""Drift by cause: in a sentence and a title, and the report's section of every cause."""

from collections.abc import Sequence

import pandas as pd

from sim.report.document.content import Block, Figure, Table, Words
from sim.report.numbers import capital, policy_name, say, say_difference, say_range

FIGURE = "drift_by_cause"  # the name of its files
DAYS = "days a year for each child"
LEAST = 0.05  # days, the least change that its figures show


def moves_most(table: pd.DataFrame) -> str | None:
    """Return the cause whose days differ most under a policy; None where none differs.

    `table` is as `analyse.drift_tables.drift_by_cause` makes it, of one policy.
    """
    sizes = table["mean_difference"].abs()
    if sizes.isna().all() or sizes.max() < LEAST:
        return None
    return str(table.loc[sizes.idxmax(), "cause"])


def title(table: pd.DataFrame, policy: str | None) -> str:
    """Return what a title says: which cause moves most, or is the largest of today's.

    `table` is as `moves_most` has it; without a policy of today's service alone.
    """
    if policy is None:
        return capital(_largest(table))
    name = capital(policy_name(policy))
    most = moves_most(table)
    if most is None:
        return f"{name} moves no cause of drift"
    row = table.set_index("cause").loc[most]
    return (
        f"{name}, drift by cause: time {most} moves most, "
        f"{say_difference(row['mean_difference'], row['unit'])} "
        f"({say_difference(table['mean_difference'].sum(), row['unit'])} in all)"
    )


def sentence(table: pd.DataFrame) -> str:
    """Return the sentence on causes: the largest today, and which one a policy moves most."""
    if table["mean_today"].isna().any():
        return ""
    said = f"Today {_largest(table)}."
    if table["mean_under_policy"].isna().any():
        return said
    most = moves_most(table)
    if most is None:
        return f"{said} No cause differs under the policy."
    row = table.set_index("cause").loc[most]
    unit = row["unit"]
    ends = say_range(row["difference_low"], row["difference_high"], unit, signed=True)
    held = "" if ends == "-" else f" ({row['range']}: {ends})"
    return (
        f"{said} Time {most} is the cause that moves most under the policy: from "
        f"{say(row['mean_today'], unit)} to {say(row['mean_under_policy'], unit)} days, "
        f"{say_difference(row['mean_difference'], unit)}{held}; all causes together, "
        f"{say_difference(table['mean_difference'].sum(), unit)}."
    )


def _largest(table: pd.DataFrame) -> str:
    """Return the largest of today's causes with its days and its share of all drift."""
    total = float(table["mean_today"].sum())
    if not total > 0:
        return "no plan is in drift"
    row = table.loc[table["mean_today"].idxmax()]
    part, whole = (say(days, row["unit"]) for days in (row["mean_today"], total))
    return (
        f"the largest part of drift is owed to time {row['cause']}: {part} of {whole} {DAYS}, "
        f"{row['mean_today'] / total:.0%}"
    )


HOW = (
    "Each action keeps count of its days waiting to be agreed (or until somebody thinks of it), at "
    "the worker's desk, with an outside body, and stalled; its days in drift are shared in that "
    "proportion, so that one which waited long and moves now drifts for the waiting."
)

ADD_UP = (
    "Days are means over the worlds run, which add up over the causes; the headline table has "
    "those of the world in the middle."
)


def of_causes(table: pd.DataFrame, figures: Sequence[Figure] = ()) -> tuple[Block, ...]:
    """Return the report's blocks on drift by cause; none where there is no drift to tell of.

    Parameters
    ----------
    table
        As `analyse.drift_tables.drift_by_cause` makes it, of one policy or of today's service.
    figures
        Those that stand in this section.
    """
    said = sentence(table)
    if not said:
        return ()
    over_worlds = "worlds" in str(table["range"].iloc[0])
    return (Words((said, HOW, *[ADD_UP] * over_worlds)), *figures, _every_cause(table))


def _every_cause(table: pd.DataFrame) -> Table:
    """Return each cause: days of both arms and the difference, which add up, and its range."""
    unit = str(table["unit"].iloc[0])
    days = table[["mean_today", "mean_under_policy", "mean_difference"]]
    days = pd.concat([days, days.sum(min_count=1).to_frame().T], ignore_index=True)
    today, under, changed = (days[column].tolist() for column in days)
    columns = {
        "owed to time": [*table["cause"], "all drift"],
        "today": [say(one, unit) for one in today],
        "share of today's": [f"{one / today[-1]:.0%}" if today[-1] else "-" for one in today],
    }
    if table["mean_under_policy"].notna().any():
        ends = zip(table["difference_low"], table["difference_high"], strict=True)
        columns[policy_name(table["policy"].iloc[0])] = [say(one, unit) for one in under]
        columns["difference"] = [say_difference(one, unit) for one in changed]
        columns[str(table["range"].iloc[0])] = [
            *(say_range(low, high, unit, True) for low, high in ends), "",
        ]  # fmt: skip
    caption = "Days in drift a year for each child, by what they are owed to, means"
    return Table(caption, pd.DataFrame(columns))

"""Drift by cause in a sentence: which cause moves most under a policy, or is largest today."""

import pandas as pd

from sim.report.document.joined import capital
from sim.report.numbers import policy_name, say, say_difference, say_range

FIGURE = "drift_by_cause"  # the name of its files
DAYS = "days a year for each child"
LEAST = 0.05  # days, the least change that its figures show


def moves_most(table: pd.DataFrame) -> str | None:
    """Return the cause whose days differ most under a policy; None where none differs.

    `table` is as `analyse.drift_by_cause.drift_by_cause` makes it, of one policy.
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

"""England's totals as words: each with what 90% of worlds hold, and what chance alone does."""

import math

import pandas as pd

from sim.report.numbers import policy_name
from sim.report.terminal import say_lines, terminal, titled

MILLION = 1e6
SHOWN = ("children_looked_after", "children_in_drift_total", "extra_care_total",
         "reviews_late_total", "posts_iro", "service_cost_authority",
         "hours_cost_authority")  # fmt: skip
UNITS = {"children": "mean day", "reviews a year": "a year", "FTE": "FTE", "GBP a year": "£ a year"}
CHANCE = (
    "Sums over all authorities, made world by world, for the same beliefs hold in all places of a "
    "world. By chance: what 95% of runs of one world lie within, on either side."
)


def number(value: float, unit: str, signed: bool = False) -> str:
    """Return a total: "81,770", "+£12.3m" for millions; "-" where it is empty."""
    if math.isnan(value):
        return "-"
    pounds = unit.startswith("GBP")
    decimals = (1 if abs(value) >= MILLION else 2) if pounds else 0
    amount = round(value / MILLION if pounds else value, decimals)
    sign = "-" if amount < 0 else "+" if signed and amount > 0 else ""
    figures = f"{abs(amount):,.{decimals}f}{'m' if pounds else ''}"
    return f"{sign}{'£' if pounds else ''}{figures}"


def cells(totals: pd.DataFrame) -> pd.DataFrame:
    """Return the cells of the totals' table, a row each.

    `totals` is as `analyse.totals_of_england.totals` makes it.
    """
    held = str(totals["range"].iloc[0]).split(" (")[0]
    arms = [("today", "today", "today")]
    if totals["difference"].notna().any():
        under = policy_name(totals["policy"].iloc[0])
        arms += [("under_policy", under, under), ("difference", "changes by", "change")]
    rows = totals.to_dict("records")
    made = {"England's total": [f"{row['words']}, {UNITS[row['unit']]}" for row in rows]}
    for arm, words, of in arms:
        each = [
            [number(row[arm + end], row["unit"], arm == "difference" and end != "_chance")
             for end in ("", "_low", "_high", "_chance")]
            for row in rows
        ]  # fmt: skip
        made[words] = [value for value, *_ in each]
        made[f"{of}, {held}"] = [low if low == "-" else f"{low} to {high}"
                                 for _, low, high, _ in each]  # fmt: skip
        made[f"{of}, by chance"] = [half if half == "-" else f"± {half}" for *_, half in each]
    return pd.DataFrame(made)


def show_totals(totals: pd.DataFrame) -> None:
    """Print the totals that are asked for most; totals.csv has all."""
    told = cells(totals)[totals["measure"].isin(SHOWN).to_numpy()]
    under = [name for name in told if name.startswith(policy_name(totals["policy"].iloc[0]))]
    if totals["difference"].notna().any():
        told = told.drop(columns=under)
    table = titled("England's totals")
    for name in told:
        table.add_column(name, justify="left" if name == told.columns[0] else "right")
    for row in told.itertuples(index=False):
        table.add_row(*row)
    terminal().print(table)
    say_lines([CHANCE])

"""The answer in sentences: what a policy changes, or what today's service does, and how sure."""

import math
from collections.abc import Iterator
from typing import Any

import pandas as pd

from sim.measures import DOES_NOT_APPLY, NOT_INCLUDED
from sim.report.document.likelihood import of_direction, said, word
from sim.report.numbers import label, say, say_difference, say_interval
from sim.report.table import BOTH, CHANCE_ONLY
from sim.scenarios import KEEP

# the measures that the answer speaks of, one each of timeliness, drift, the child's voice, workload
# and cost; all headline measures are in the table
SPOKEN = (
    "reviews_on_time", "drift_days_per_child_year", "views_heard_independently", "sw_load",
    "service_cost",
)  # fmt: skip
# what arrangements are weighed on against each other
TRADED = tuple(measure for measure in SPOKEN if measure != "sw_load")
DRIFT = (
    "drift_days_per_child_year", "children_in_drift", "children_in_long_drift",
    "extra_care_days_per_child_year",
)  # fmt: skip
LEVEL = 0.95  # of every interval


def arrangement(scenario: str) -> str:
    """Return an arrangement's name as sentences give it."""
    return "today's service" if scenario == KEEP else scenario.replace("_", " ")


def capital(words: str) -> str:
    """Return words with a capital letter first."""
    return words[:1].upper() + words[1:]


def lead(headline: pd.DataFrame, scenario: str, authority: str) -> str:
    """Return the main sentence: how many headline measures a policy moves, which way."""
    return f"Against today's service in {authority}, {moves(headline, scenario)}."


def moves(headline: pd.DataFrame, scenario: str) -> str:
    """Return how many headline measures a policy makes better, worse and neither."""
    counted = headline["verdict"].value_counts()

    def many(verdict: str) -> int:
        return int(counted.get(verdict, 0))

    told = (
        f"{arrangement(scenario)} makes {many('better') or 'none'} of {len(headline)} headline "
        f"measures better and {many('worse') or 'none'} worse"
    )
    same, unclear = many("about the same"), many("not distinguishable")
    if same:
        told += f"; {same} {'stays' if same == 1 else 'stay'} about the same"
    if unclear:
        told += f"; in {unclear} the difference is not clear"
    for why in (NOT_INCLUDED, DOES_NOT_APPLY):
        if many(why):
            told += f"; of {many(why)} it is to be said: {why}"
    return told


def held(drawn: bool) -> str:
    """Return what intervals hold, as a sentence."""
    return f"{capital((BOTH if drawn else CHANCE_ONLY).removeprefix('the '))}."


def of_difference(row: Any, scenario: str, drawn: bool) -> str:
    """Return the sentences on one difference.

    Parameters
    ----------
    row
        Of a headline table.
    scenario
        The policy's name.
    drawn
        Whether its interval holds beliefs beside chance.
    """
    name = capital(label(row.measure, row.unit))
    if math.isnan(row.difference):
        return f"{name}: {row.empty or DOES_NOT_APPLY} under {arrangement(scenario)}."
    levels = f"{say(row.today, row.unit)} today, {say(row.under_policy, row.unit)} under"
    change = (
        f"{say_difference(row.difference, row.unit)} "
        f"{_interval(row.difference_low, row.difference_high, row.unit)}"
    )
    told = (
        f"{name}: {row.verdict}. {levels} {arrangement(scenario)}, a difference of {change}. "
        f"{sureness(row)}"
    )
    return told + f" {held(drawn)}" * (row.measure in DRIFT)


def _interval(low: float, high: float, unit: str, signed: bool = True) -> str:
    ends = say_interval(low, high, unit, signed)
    return ends if math.isnan(low) else f"(95% interval {ends[1:-1]})"


def sureness(row: Any) -> str:
    """Return how sure a row's difference is, as a sentence."""
    still = math.isnan(row.difference_low) or row.difference_low == row.difference_high == 0
    if row.verdict == "about the same" and row.difference == 0 and still:
        return "Nothing differs in any pair of runs."
    if row.verdict == "about the same":
        amount = say_difference(row.matters, row.unit).removeprefix("+")
        return (
            f"It is at least {word(LEVEL)} that the difference is smaller than the smallest that "
            f"matters, {amount} either way."
        )
    probability = of_direction(row.p_value)
    if math.isnan(probability):
        return "How sure that is cannot be said from so few runs or events."
    if row.difference == 0:
        return "Which way it lies cannot be said."
    way = "higher" if row.difference > 0 else "lower"
    if row.verdict == "not distinguishable":
        return (
            "Among so many measures judged at once it is not clear; taken by itself, that it is "
            f"{way} is {said(probability)}."
        )
    return f"That it is {way} is {said(probability)}."


def of_level(row: Any, drawn: bool) -> str:
    """Return the sentence on one level of today's service."""
    name = capital(label(row.measure, row.unit))
    if math.isnan(row.today):
        return f"{name}: {row.empty or DOES_NOT_APPLY}."
    ends = _interval(row.today_low, row.today_high, row.unit, signed=False)
    return f"{name}: {say(row.today, row.unit)} {ends}." + f" {held(drawn)}" * (
        row.measure in DRIFT
    )


def spoken(headline: pd.DataFrame, scenario: str | None, drawn: bool) -> Iterator[str]:
    """Give the sentences on each measure that the answer speaks of."""
    by_measure = {row.measure: row for row in headline.itertuples()}
    for measure in SPOKEN:
        if scenario is None:
            yield of_level(by_measure[measure], drawn)
        else:
            yield of_difference(by_measure[measure], scenario, drawn)


def of_the_authority(summary: pd.DataFrame, scenario: str | None) -> str:
    """Return the sentence on what the service costs the authority in a year."""
    row = summary.set_index("measure").loc["service_cost_authority"]
    if scenario is None:
        if math.isnan(row["today"]):
            return f"Service cost for the authority: {row['empty']}."
        ends = _interval(row["today_low"], row["today_high"], row["unit"], signed=False)
        cost = say(row["today"], row["unit"])
        return f"For the authority the service costs {cost} a year {ends}."
    if math.isnan(row["difference"]):
        return f"For the authority: {row['empty']} under {arrangement(scenario)}."
    ends = _interval(row["difference_low"], row["difference_high"], row["unit"])
    change = say_difference(row["difference"], row["unit"])
    return (
        f"For the authority that is {change} a year {ends}: "
        f"{say(row['baseline'], row['unit'])} today, {say(row['scenario'], row['unit'])} under "
        f"{arrangement(scenario)}."
    )

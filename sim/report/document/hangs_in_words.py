"""What an answer hangs on, in sentences: where a measure rises, where it falls, what settles it.

They are made from the table `sim.analyse.hangs_on.hangs_on_table`, a row a belief of a measure.
"""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from sim.report.document.beliefs_in_words import clause, subject
from sim.report.numbers import listed
from sim.report.table_words import MOSTLY, NEARLY_NONE, SIDES

MOST = 3  # beliefs that a sentence names beside the one that splits the worlds best
NOTHING = "No single belief stands out from noise."


def hangs_on_words(table: pd.DataFrame, measure: str, better: str) -> str:
    """Return what a measure hangs on in one to three sentences, in which it is called "it".

    `table` is of `hangs_on_table`, for one policy.
    """
    rows = table[table["measure"] == measure].to_dict("records")
    if not rows:
        return NOTHING
    best = next((row for row in rows if row["best_split"]), None)
    others = listed([subject(row["belief"]) for row in rows if row is not best][:MOST])
    if best is None:
        return f"It moves most with {others}; none of these alone divides the worlds."
    also = f"It moves also with {others}." if others else ""
    told = (split_sentence(best, better), settling_sentence(best, better), also)
    return " ".join(filter(None, told))


def split_sentence(row: Mapping[str, Any], better: str) -> str:
    """Return on which side of a belief's threshold a measure rises and on which it falls.

    `row` is a belief with a threshold, by the table's columns.
    """
    sides = {
        side: {kind: int(row[f"{side}_{kind}"]) for kind in SIDES} for side in ("below", "above")
    }
    most = {side: max(SIDES, key=lambda kind: sides[side][kind]) for side in sides}
    if most["below"] == most["above"]:
        return _more_often(row, sides, most["below"], better)
    first, second = sorted(sides, key=lambda side: SIDES.index(most[side]))
    if sides[first][most[first]] < MOSTLY <= sides[second][most[second]]:
        first, second = second, first
    surest = sides[first][most[first]]
    if surest < MOSTLY:
        return _more_often(row, sides, most[first], better)
    return (
        f"It {verb(most[first], better)} where {_where(row, first)} "
        f"(in {surest} of 100 such worlds); in the others it "
        f"{_does(sides[second], most[second], better)}."
    )


def _does(side: Mapping[str, int], most: str, better: str) -> str:
    """Return what a measure does in the other worlds: one thing only where most of them do it."""
    if side[most] >= MOSTLY:
        return f"{verb(most, better)} (in {side[most]} of 100)"
    told = sorted((kind for kind in SIDES if side[kind] > NEARLY_NONE), key=lambda one: -side[one])
    first, *others = [f"{verb(kind, better)} in {side[kind]}" for kind in told]
    counts = ", ".join([f"{first} of 100", *others])
    both = {"worse", "better"} <= set(told)
    return f"goes either way ({counts})" if both else counts.replace(", ", " and ")


def settling_sentence(row: Mapping[str, Any], better: str) -> str:
    """Return where a belief would settle the measure; empty where it would nowhere.

    `row` is as in `split_sentence`; the end of its range is not said, only where it begins.
    """
    if not row["settles_as"]:
        return ""
    kind = "same" if row["settles_as"] == "about the same" else row["settles_as"]
    value = row["settles_to"] if row["settles_below"] else row["settles_from"]
    return (
        f"It would be settled if {clause(row['belief'], value, bool(row['settles_below']))}: it "
        f"then {verb(kind, better)} in at least 95 of 100 worlds."
    )


def verb(kind: str, better: str) -> str:
    """Return what a measure does in worlds of a kind: "rises", "falls", "stays about the same"."""
    if kind == "same":
        return "stays about the same"
    return "rises" if (kind == "better") == (better == "higher") else "falls"


def _more_often(
    row: Mapping[str, Any], sides: Mapping[str, Mapping[str, int]], most: str, better: str
) -> str:
    """Return on which side a measure more often does what it mostly does on both.

    Where that is to stay about the same, on which it more often does something else.
    """
    told = [most] if most != "same" else [kind for kind in SIDES if kind != "same"]
    kind = max(told, key=lambda one: abs(sides["below"][one] - sides["above"][one]))
    first, second = sorted(sides, key=lambda side: -sides[side][kind])
    others = f"{sides[second][kind]} of 100" if sides[second][kind] else "none"
    return (
        f"It {verb(kind, better)} in {sides[first][kind]} of 100 worlds where "
        f"{_where(row, first)}, and in {others} of the others."
    )


def _where(row: Mapping[str, Any], side: str) -> str:
    return clause(row["belief"], row["threshold"], side == "below")

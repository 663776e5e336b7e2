"""What depends on beliefs, in sentences: in how many worlds, and on which belief."""

import math
from typing import Any

import pandas as pd

from sim.report.document.hanging import hangs_on_words, split_sentence
from sim.report.document.joined import capital, listed
from sim.report.document.measure_phrases import said, way

DRIFT, ALSO_DRIFT = "drift_days_per_child_year", "children_in_drift"
COST = "service_cost"
MOVES, SAME = ("worse", "better"), "about the same"
DEPENDS, NEARLY_NONE = "depends", 5  # as study.readings has them


def is_open(row: Any) -> bool:
    """Whether a row over worlds has a difference that is not settled."""
    return not (math.isnan(row.difference) or row.fixed or row.settled)


def what_depends(rows: list[Any], hanging: pd.DataFrame | None) -> str:
    """Return what depends, and on what: drift first, then what is mostly so, then the rest."""
    unsettled = [one for one in rows if is_open(one) and one.measure != COST]
    if has(unsettled, DRIFT):
        unsettled = [one for one in unsettled if one.measure != ALSO_DRIFT]
    if not unsettled:
        return ""
    main = next((one for one in unsettled if one.measure == DRIFT), unsettled[0])
    told = [f"{whether(main)}{_where(main, hanging)}"]
    others = [one for one in unsettled if one is not main]
    mostly = [one for one in others if first_reading(one).removeprefix("mostly ") in MOVES]
    if mostly:
        told.append(f"In most worlds, not in all: {listed([_mostly(one) for one in mostly])}.")
    rest = [f"{said(one.measure).noun} {_counts(one)}" for one in others
            if one not in mostly and SAME not in first_reading(one)]  # fmt: skip
    if rest:
        told.append(f"Of 100 worlds, {'; '.join(rest)}.")
    return " ".join(told)


def whether(row: Any) -> str:
    """Return the sentence on a measure that depends, in which its noun stands last."""
    noun = said(row.measure).noun
    if first_reading(row) == DEPENDS:
        return (
            f"Whether {way(row.measure, row.better, True)} depends on what nobody has measured: "
            f"{noun} {_counts(row, ' of 100 plausible worlds')}."
        )
    return f"{capital(noun)} {_counts(row, ' of 100 plausible worlds')}."


def _counts(row: Any, of: str = "") -> str:
    """Return in how many worlds a measure rises, falls and hardly changes; the few are left out."""
    up, down = (row.worse, row.better_in) if row.better == "lower" else (row.better_in, row.worse)
    parts = [("rises", up), ("falls", down), ("hardly changes", row.same)]
    if first_reading(row) == DEPENDS:
        parts = parts[:2]
    known = [(does, number) for does, number in parts if number > NEARLY_NONE] or parts
    first, *others = known
    return listed([f"{first[0]} in {first[1]}{of}", *(f"{does} in {n}" for does, n in others)])


def _where(row: Any, hanging: pd.DataFrame | None) -> str:
    """Return on which belief a measure hangs, where its worlds were asked."""
    if hanging is None:
        return ""
    mine = hanging[hanging["measure"] == row.measure].to_dict("records")
    best = next((one for one in mine if one["best_split"]), None)
    if best is None:
        return f" {hangs_on_words(hanging, row.measure, row.better)}"
    return f" {split_sentence(best, row.better)}"


def _mostly(row: Any) -> str:
    worse = row.worse >= row.better_in
    number, other = (row.worse, row.better_in) if worse else (row.better_in, row.worse)
    against = f", the other way in {other}" if other > NEARLY_NONE else ""
    return f"{way(row.measure, row.better, worse)} (in {number} of 100{against})"


def first_reading(row: Any) -> str:
    """Return a row's reading, the first where too few worlds leave two."""
    return str(row.reading).split(", or ")[0]


def has(rows: list[Any], measure: str) -> bool:
    """Whether a measure is among rows."""
    return any(one.measure == measure for one in rows)

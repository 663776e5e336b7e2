"""What depends on beliefs, in sentences: in how many worlds, and on which belief."""

import math
from typing import Any

import pandas as pd

from sim.report.document.hangs_in_words import hangs_on_words, split_sentence
from sim.report.document.measure_phrases import said, way
from sim.report.document.worlds_in_words import VERY_FEW, brief, number, of_worlds
from sim.report.numbers import capital, listed
from sim.report.table_words import COST, DEPENDS, DRIFT, IN_DRIFT, MOSTLY, NEARLY_NONE

MOVES, SAME = ("worse", "better"), "about the same"
HALF = 0.5  # of how worlds differ, from which chance is told in place of beliefs
CHANCE = "Chance alone explains most of how worlds differ here."


def has_difference(row: Any) -> bool:
    """Whether a row has a difference that could be another."""
    return not (math.isnan(row.difference) or row.fixed)


def is_open(row: Any) -> bool:
    """Whether a row over worlds has no difference that is one way in nearly all that were run."""
    return has_difference(row) and first_reading(row) not in (*MOVES, SAME)


def what_depends(rows: list[Any], hanging: pd.DataFrame | None) -> str:
    """Return what depends, and on what: drift first, then what is mostly so, then the rest."""
    unsettled = [one for one in rows if is_open(one) and one.measure != COST]
    if has(unsettled, DRIFT):
        unsettled = [one for one in unsettled if one.measure != IN_DRIFT]
    if not unsettled:
        return ""
    main = next((one for one in unsettled if one.measure == DRIFT), unsettled[0])
    told = [f"{whether(main)}{_where(main, hanging)}"]
    others = [one for one in unsettled if one is not main]
    mostly = [one for one in others if first_reading(one).removeprefix("mostly ") in MOVES]
    if mostly:
        told.append(f"In most worlds, not in all: {listed([_mostly(one) for one in mostly])}.")
    rest = [one for one in others if one not in mostly and SAME not in first_reading(one)]
    if rest:
        counts = "; ".join(f"{said(one.measure).noun} {_counts(one)}" for one in rest)
        told.append(f"{capital(of_worlds(rest[0]))}, {counts}.")
    return " ".join(told)


def whether(row: Any) -> str:
    """Return the sentence on a measure that depends, in which its noun stands last."""
    noun = said(row.measure).noun
    both = all(NEARLY_NONE < one < MOSTLY for one in (row.worse, row.better_in))
    counts = f"{noun} {_counts(row, f' {of_worlds(row)}')}."
    if first_reading(row) == DEPENDS and both:
        by = "chance and on " * by_chance(row) + "what nobody has measured"
        return f"Whether {way(row.measure, row.better, True)} depends on {by}: {counts}"
    return capital(counts)


def by_chance(row: Any) -> bool:
    """Whether chance is half of how worlds differ in a measure, or more; of few none can tell."""
    return bool(row.chance_share >= HALF and row.worlds >= VERY_FEW)


def _counts(row: Any, of: str = "") -> str:
    """Return in how many worlds a measure rises, falls and hardly changes; the few are left out."""
    up, down = (row.worse, row.better_in) if row.better == "lower" else (row.better_in, row.worse)
    parts = [("rises", up), ("falls", down), ("hardly changes", row.same)]
    if first_reading(row) == DEPENDS:
        parts = parts[:2]
    known = [(does, at) for does, at in parts if at > NEARLY_NONE] or parts
    first, *others = [f"{does} in {number(row, at)}" for does, at in known]
    return listed([first + of, *others])


def _where(row: Any, hanging: pd.DataFrame | None) -> str:
    """Return on which belief a measure hangs, where its worlds were asked."""
    if by_chance(row):
        return f" {CHANCE}"
    if hanging is None:
        return ""
    mine = hanging[hanging["measure"] == row.measure].to_dict("records")
    best = next((one for one in mine if one["best_split"]), None)
    if best is None:
        return f" {hangs_on_words(hanging, row.measure, row.better)}"
    return f" {split_sentence(best, row.better)}"


def _mostly(row: Any) -> str:
    worse = row.worse >= row.better_in
    at, other = (row.worse, row.better_in) if worse else (row.better_in, row.worse)
    against = f", the other way in {number(row, other)}" if other > NEARLY_NONE else ""
    return f"{way(row.measure, row.better, worse)} (in {brief(row, at)}{against})"


def first_reading(row: Any) -> str:
    """Return a row's reading, the first where too few worlds leave two."""
    return str(row.reading).split(", or ")[0]


def has(rows: list[Any], measure: str) -> bool:
    """Whether a measure is among rows."""
    return any(one.measure == measure for one in rows)

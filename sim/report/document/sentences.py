"""The answer in sentences, as the report, the terminal and the page say it.

What the policy is and what it changes for sure; what else is settled, and the cost; what depends
and on what; what was assumed of the policy itself; the one weakest thing. Worlds are counted and
measures are not: they are unequal. In one world nothing is said of other beliefs.
"""

import math
from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from sim.grounds import known_settings
from sim.report.document.basis import Basis
from sim.report.document.beliefs_in_words import subject
from sim.report.document.joined import capital, listed, place
from sim.report.document.measure_phrases import amount, said, way
from sim.report.document.policy_assumed import assumed_of, nearest, sets_beliefs
from sim.report.document.policy_phrase import policy_phrase
from sim.report.document.what_depends import (
    ALSO_DRIFT,
    COST,
    DRIFT,
    MOVES,
    SAME,
    first_reading,
    has,
    is_open,
    what_depends,
    whether,
)
from sim.report.numbers import say, say_range, say_setting

MANY = 100  # plausible worlds from which counts of 100 are good
MOST = 4  # findings that are told with their sizes
LEVELS = ("reviews_on_time", "midway_coverage", "views_heard_independently", DRIFT,
          "chair_load")  # fmt: skip
NOT_MEASURED = "no published figure measures drift, so what is said of it follows from beliefs"


SIZES = "Sizes are those of the world in the middle."  # medians: no other world has just these


def answer_sentences(
    basis: Basis,
    policy: str | None,
    headline: pd.DataFrame,
    hanging: pd.DataFrame | None = None,
    cost: str | None = None,
) -> tuple[str, ...]:
    """Return the answer, a paragraph each of what the module lists, in that order.

    Parameters
    ----------
    basis
        What the study rested on; the policy's changes are looked up there.
    policy
        Its name; None for today's service alone.
    headline
        Its headline table, over worlds or in one world.
    hanging
        What its answer hangs on, `study.hangs_on.hangs_on_table`; None where it was not asked.
    cost
        A sentence on the cost, as `cost_in_words` makes it.
    """
    over_worlds = basis.today.worlds != "one"
    if policy is None:
        return tuple(filter(None, (_today(basis, headline, over_worlds), cost)))
    changes = next((made for name, made in basis.policies if name == policy), {})
    rows = list(headline.itertuples())
    found = _largest_first([one for one in rows if _clear(one, over_worlds)])
    opening, more = _settled(policy_phrase(changes), found, over_worlds)
    same = _same(rows, over_worlds)
    depends = what_depends(rows, hanging) if over_worlds else _other_worlds(policy)
    told = (
        opening,
        " ".join(filter(None, (more, same, cost))),
        depends,
        " ".join(filter(None, (assumed_of(changes, basis.today, basis.drawn),
                               nearest(policy, changes, basis.today)))),
        _weakest(basis, changes, rows, hanging, over_worlds),
    )  # fmt: skip
    return tuple(filter(None, told))


def short_answer(changes: Mapping[str, Any], headline: pd.DataFrame) -> str:
    """Return one policy's answer beside others': what it is, what is settled, what depends.

    Parameters
    ----------
    changes
        What the policy changes.
    headline
        Its headline table.
    """
    over_worlds = "worse" in headline
    rows = list(headline.itertuples())
    found = _largest_first([one for one in rows if _clear(one, over_worlds)])[:MOST]
    told = [_finding(one) for one in found] or ["nothing that is measured here changes for sure"]
    first = f"{capital(policy_phrase(changes))}: {'; '.join(told)}."
    drift = next((one for one in rows if one.measure == DRIFT), None)
    if not over_worlds or drift is None or not is_open(drift):
        return first
    return f"{first} {whether(drift)}"


def worlds_of_hundred(row: Any, number: int) -> str:
    """Return a count of worlds: "all 200 plausible worlds", "96 of 100 plausible worlds"."""
    if number == 100:
        return f"all {row.worlds} plausible worlds" if row.worlds > 1 else "the one world run"
    return f"{number} of 100 plausible worlds"


def _number(row: Any) -> int:
    """Return in how many of 100 worlds a row is what it is first of all."""
    return int(max(row.worse, row.better_in))


def _clear(row: Any, over_worlds: bool) -> bool:
    if math.isnan(row.difference) or row.fixed:
        return False
    return row.reading in MOVES and (not over_worlds or bool(row.settled))


def _largest_first(rows: list[Any]) -> list[Any]:
    """Return rows by their size in multiples of the smallest difference that matters."""

    def size(row: Any) -> float:
        return abs(row.difference) / row.matters if row.matters > 0 else 0.0

    return sorted(rows, key=size, reverse=True)


def _finding(row: Any) -> str:
    """Return a change with its size."""
    return said(row.measure).size(row)


def _settled(phrase: str, found: list[Any], over_worlds: bool) -> tuple[str, str]:
    """Return the first sentence, and what else is settled."""
    begins = capital(phrase if over_worlds else f"in one world, the typical one, {phrase}")
    if not found:
        sure = "in plausible worlds is settled" if over_worlds else "can be told from chance"
        return f"{begins}, no change for better or worse {sure}.", ""
    told = [one for one in found if not (one.measure == ALSO_DRIFT and has(found, DRIFT))]
    told = [one for one in told if one.measure != COST] or told
    first, others, rest = told[0], told[1:MOST], told[MOST:]
    if not over_worlds:
        also = f"Also, {'; '.join(_finding(one) for one in others)}." if others else ""
        opening = f"{begins}, {_finding(first)}."
    else:
        at = _number(first)
        opening = f"{begins}, {_finding(first)}, in {worlds_of_hundred(first, at)}."
        also = " ".join([*_together(others, at), SIZES])
    moved = [way(one.measure, one.better, one.reading == "worse") for one in rest]
    too = "Settled too" if over_worlds else "Told from chance too"
    return opening, f"{also} {too}: {listed(moved)}." if rest else also


def _together(rows: list[Any], before: int) -> Iterator[str]:
    """Give findings with their sizes, those of as many worlds in one sentence."""
    for number in dict.fromkeys(_number(one) for one in rows):
        mine = [_finding(one) for one in rows if _number(one) == number]
        many = "all of them" if number == 100 else f"{number} of 100"
        yield f"In {many}{', too' if number == before else ''}, {listed(mine, '; ', ' and ')}."


def _same(rows: list[Any], over_worlds: bool) -> str:
    """Return what surely stays about the same."""
    nouns = [said(one.measure).noun for one in rows
             if one.reading == "about the same" and not one.fixed]  # fmt: skip
    if not nouns:
        return ""
    if len(nouns) > MOST:
        return f"{len(nouns)} measures hardly change." if not over_worlds else (
            "Nothing else changes by an amount that matters.")  # fmt: skip
    return f"Hardly changed: {listed(nouns)}."


def _other_worlds(policy: str) -> str:
    return (
        "What other beliefs would say cannot be told from one world; all plausible worlds are "
        f"asked by: python -m sim +scenario={policy}"
    )


def _weakest(
    basis: Basis,
    changes: Mapping[str, Any],
    rows: list[Any],
    hanging: pd.DataFrame | None,
    over_worlds: bool,
) -> str:
    """Return the one weakest thing about the answer."""
    weak = "The weakest thing about this answer: "
    if not over_worlds:
        return (
            f"{weak}it is of one set of beliefs, which nobody holds; other beliefs can turn any "
            "of it."
        )
    worlds = max((int(one.worlds) for one in rows), default=0)
    if worlds < MANY:
        return f"{weak}only {worlds} plausible worlds were run; replications=200 runs all."
    unsettled = [one for one in rows if is_open(one)]
    if sets_beliefs(changes):
        return f"{weak}that the policy reaches what it sets out to reach is assumed, not shown."
    chance = [
        one for one in unsettled if one.chance_share > 0.5 and not first_reading(one).endswith(SAME)
    ]
    if chance:
        nouns = listed([said(one.measure).noun for one in chance])
        return f"{weak}more than half of what differs between worlds in {nouns} is chance."
    belief = _most_important(unsettled, hanging)
    if belief:
        return f"{weak}nobody has measured {subject(belief)}; {_plausible(belief)}."
    return f"{weak}{NOT_MEASURED}."


def _most_important(unsettled: list[Any], hanging: pd.DataFrame | None) -> str:
    """Return the belief on which drift, or else the first measure that is open, hangs most."""
    if hanging is None or hanging.empty:
        return ""
    order = sorted((one.measure for one in unsettled), key=lambda measure: measure != DRIFT)
    for measure in order:
        mine = hanging[hanging["measure"] == measure]
        if len(mine):
            return str(mine.loc[mine["share"].idxmax(), "belief"])
    return ""


def _plausible(belief: str) -> str:
    one = next(known for known in known_settings() if known.name == belief)
    if one.plausible is None:
        return "what is plausible has no bounds here"
    low, high = one.plausible
    if one.unit == "share" and (low, high) == (0, 1):
        return "anything from none to all is plausible"
    if one.unit == "share":
        return f"from {100 * low:.10g} to {100 * high:.10g} of 100 is plausible"
    return f"from {say_setting(low)} to {say_setting(high)} {one.unit} is plausible"


def _today(basis: Basis, headline: pd.DataFrame, over_worlds: bool) -> str:
    """Return levels of today's service in words."""
    by_measure = {row.measure: row for row in headline.itertuples()}
    told = list(_levels(by_measure, over_worlds))
    how = "90 of 100 plausible worlds lie between the ends" if over_worlds else (
        "in one world, the typical one; the ends hold chance alone")  # fmt: skip
    return f"Today, in {place(basis.authority)}, {'; '.join(told)}. Here {how}."


def _levels(by_measure: Mapping[str, Any], over_worlds: bool) -> Iterator[str]:
    words = {
        "reviews_on_time": "{} of reviews are held on time",
        "midway_coverage": "{} of midway checks due are done",
        "views_heard_independently": "{} of reviews hear the child's views from outside the team",
        DRIFT: "plans drift for {} days a year for each child",
        "chair_load": "IROs have {} hours of work for each hour there is for it",
    }
    for measure in LEVELS:
        row = by_measure.get(measure)
        if row is None or math.isnan(row.today):
            continue
        value = say(row.today, row.unit) if row.unit == "share" else amount(row.today)
        if not math.isnan(row.today_low):
            value += f" ({say_range(row.today_low, row.today_high, row.unit)})"
        yield words[measure].format(value)

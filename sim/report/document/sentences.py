"""The answer in sentences, as the report, the terminal and the page say it.

What the policy is and what it changes for sure; what else is settled, and the cost; what depends
and on what; what was assumed of the policy itself; the one weakest thing. Worlds are counted and
measures are not: they are unequal. In one world nothing is said of other beliefs.
"""

import math
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pandas as pd

from sim.report.document.assumptions import Basis
from sim.report.document.commands import in_all_worlds
from sim.report.document.measure_phrases import amount, said, way
from sim.report.document.policy_assumed import assumed_of, nearest
from sim.report.document.policy_phrase import policy_phrase
from sim.report.document.weakest import weakest
from sim.report.document.what_depends import (
    MOVES,
    SAME,
    first_reading,
    has,
    has_difference,
    is_open,
    what_depends,
    whether,
)
from sim.report.document.worlds_in_words import FEW, THERE_ARE, VERY_FEW, in_worlds, of_worlds
from sim.report.numbers import capital, listed, place, say, say_range
from sim.report.table_words import COST, DRIFT, IN_DRIFT, ON_TIME

MOST = 4  # findings that are told with their sizes
LEVELS = {  # what is told of today's service, with a place for how much
    ON_TIME: "{} of reviews are held on time",
    "midway_coverage": "{} of midway checks due are done",
    "views_heard_independently": "{} of reviews hear the child's views from outside the team",
    DRIFT: "plans drift for {} days a year for each child",
    "chair_load": "IROs have {} hours of work for each hour there is for it",
}
TYPICALLY = '"Typically" is the world in the middle.'  # medians: no other world has just these
NOTHING = "nothing that is measured here"


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
    headline
        Its headline table, over worlds or in one world.
    hanging
        What its answer hangs on, `analyse.hangs_on.hangs_on_table`; None where it was not asked.
    cost
        A sentence on the cost, as `cost_in_words` makes it.
    """
    over_worlds = basis.today.worlds != "one"
    if policy is None:
        return tuple(filter(None, (_today(basis, headline, over_worlds), cost)))
    changes = next((made for name, made in basis.policies if name == policy), {})
    rows = list(headline.itertuples())
    found = _largest_first(filter(_clear, rows))
    if _changes_nothing(rows):
        opening, more, same = f"This policy changes {NOTHING}.", "", ""
    else:
        opening, more = _settled(policy_phrase(changes), found, rows, over_worlds)
        same = _same(rows, over_worlds)
    depends = what_depends(rows, hanging) if over_worlds else (
        "What other beliefs would say cannot be told from one world; all plausible worlds are "
        f"asked by: {in_all_worlds(policy, changes, basis.today, basis.flags)}"
    )  # fmt: skip
    told = (
        opening,
        " ".join(filter(None, (more, same, cost))),
        depends,
        " ".join(filter(None, (assumed_of(changes, basis.today, basis.drawn),
                               nearest(policy, changes, basis.today, basis.flags)))),
        weakest(changes, rows, hanging, over_worlds),
    )  # fmt: skip
    return tuple(filter(None, told))


def short_answer(changes: Mapping[str, Any], headline: pd.DataFrame) -> str:
    """Return one policy's answer beside others': what it is, what is settled, what depends.

    `headline` is its headline table.
    """
    over_worlds = "worse" in headline
    rows = list(headline.itertuples())
    phrase = capital(policy_phrase(changes))
    if _changes_nothing(rows):
        return f"{phrase}: {NOTHING} changes."
    found = _largest_first(filter(_clear, rows))
    found = ([one for one in found if one.measure != COST] or found)[:MOST]
    if not found:
        told = [_none_found(rows, over_worlds)]
    elif over_worlds:
        told = list(_grouped(found))
    else:
        told = [said(one.measure).size(one) for one in found]
    first = f"{phrase}: {'; '.join(told)}."
    drift = next((one for one in rows if one.measure == DRIFT), None)
    if not over_worlds or drift is None or not is_open(drift):
        return first
    return f"{first} {whether(drift)}"


def _number(row: Any) -> int:
    """Return in how many of 100 worlds a row is what it is first of all."""
    return int(max(row.worse, row.better_in))


def _clear(row: Any) -> bool:
    """Whether a row is worse or better: in nearly all worlds run, or surely in one world."""
    return has_difference(row) and first_reading(row) in MOVES


def _changes_nothing(rows: list[Any]) -> bool:
    """Whether no measure differs, in any world run."""
    return all(
        not any((one.difference, one.difference_low, one.difference_high))
        and getattr(one, "same", 100) == 100
        for one in filter(has_difference, rows)
    )


def _largest_first(rows: Iterable[Any]) -> list[Any]:
    """Return rows by their size in multiples of the smallest difference that matters."""

    def size(row: Any) -> float:
        return abs(row.difference) / row.matters if row.matters > 0 else 0.0

    return sorted(rows, key=size, reverse=True)


def _size(row: Any) -> str:
    return f"{'typically ' * (row.worlds > 1)}{said(row.measure).size_by_itself(row)}"


def _way(row: Any) -> str:
    return way(row.measure, row.better, first_reading(row) == "worse")


def _none_found(rows: list[Any], over_worlds: bool) -> str:
    """Return that nothing surely gets worse or better."""
    if not over_worlds:
        return "no change for better or worse can be told from chance"
    known = list(filter(has_difference, rows))
    if all(first_reading(one) == SAME for one in known):
        return f"{NOTHING} changes by an amount that matters"
    row = max(known, key=lambda one: one.worlds)
    nearly = f"95 or more {of_worlds(row)}" if row.worlds > FEW else f"nearly all {of_worlds(row)}"
    return f"no measure becomes worse, and none better, in {nearly}"


def _settled(phrase: str, found: list[Any], rows: list[Any], over_worlds: bool) -> tuple[str, str]:
    """Return the first sentence, and what else is settled."""
    begins = capital(phrase if over_worlds else f"in one world, the typical one, {phrase}")
    if not found:
        return f"{begins}, {_none_found(rows, over_worlds)}.", ""
    found = [one for one in found if not (one.measure == IN_DRIFT and has(found, DRIFT))]
    found = [one for one in found if one.measure != COST] or found
    first, others, rest = found[0], found[1:MOST], found[MOST:]
    if over_worlds:
        several = first.worlds > 1
        finding = f"{_way(first)} {in_worlds(first, _number(first))}, {_size(first)}"
        told = [f"{capital(one)}." for one in _grouped(others, _number(first))]
        also = " ".join([*told, *[TYPICALLY] * several])
        settled = all(getattr(one, "settled", False) for one in rest)
        too = "Settled too" if settled else f"The same way{' in nearly all' * several}"
    else:
        finding, *sizes = [said(one.measure).size(one) for one in (first, *others)]
        also = f"Also, {'; '.join(sizes)}." if others else ""
        too = "Told from chance too"
    more = f"{also} {too}: {listed([_way(one) for one in rest])}." if rest else also
    return f"{begins}, {finding}.", more.strip()


def _grouped(rows: list[Any], before: int | None = None) -> Iterator[str]:
    """Give findings with their sizes, those of as many worlds together.

    `before` is of how many the sentence before told.
    """
    for at in dict.fromkeys(map(_number, rows)):
        mine = [one for one in rows if _number(one) == at]
        told = listed([f"{_way(one)}, {_size(one)}" for one in mine], "; ", "; and ")
        yield f"{in_worlds(mine[0], at)}, {'too, ' * (at == before)}{told}"


def _same(rows: list[Any], over_worlds: bool) -> str:
    """Return what surely stays about the same."""
    nouns = [said(one.measure).noun for one in rows if first_reading(one) == SAME and not one.fixed]
    if not nouns:
        return ""
    if len(nouns) > MOST:
        many = f"{len(nouns)} measures hardly change."
        return "Nothing else changes by an amount that matters." if over_worlds else many
    return f"Hardly changed: {listed(nouns)}."


def _today(basis: Basis, headline: pd.DataFrame, over_worlds: bool) -> str:
    """Return levels of today's service in words."""
    told = list(_levels(headline))
    how = "in one world, the typical one; the ends hold chance alone"
    if over_worlds:
        run = basis.today.replications or THERE_ARE
        how = f"the ends are of the {run} plausible worlds run"
        if run >= VERY_FEW:
            how = "90 of 100 plausible worlds lie between the ends"
        elif run == 1:
            how = "one plausible world alone was run, so there are no ends"
    return f"Today, in {place(basis.authority)}, {'; '.join(told)}. Here {how}."


def _levels(headline: pd.DataFrame) -> Iterator[str]:
    by_measure = {row.measure: row for row in headline.dropna(subset=["today"]).itertuples()}
    for measure, words in LEVELS.items():
        if (row := by_measure.get(measure)) is None:
            continue
        value = say(row.today, row.unit) if row.unit == "share" else amount(row.today)
        if not (math.isnan(row.today_low) or row.today_low == row.today_high):
            value += f" ({say_range(row.today_low, row.today_high, row.unit)})"
        yield words.format(value)

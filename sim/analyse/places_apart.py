"""The places whose answer differs in kind from England's, beyond chance, and what goes with it.

Of 151 places with few children some read otherwise by luck alone. So each place is held against an
ordinary one of its size: England's own difference in every world, the chance of so many children on
top, and what a place usually moves by between worlds (by_luck.py). What differs in kind and lies
further off than that would, all places and measures judged at once, stands; the rest, and what
rests on few events, is in the table as perhaps chance.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from sim.analyse import published_of_places as published
from sim.analyse.by_luck import LEAST, BesideEngland, adjusted
from sim.analyse.estimate import ALPHA
from sim.analyse.tables import values_of
from sim.arms.resolve import Arms
from sim.measures.catalogue import BY_ID, HEADLINE
from sim.replicate.arm_results import ArmResults
from sim.report.table_words import BEYOND, DEPENDS, EVERY, FIXED, PERHAPS, PLAIN

CANNOT, CAN = "cannot be staffed", "can be staffed"
WORSE, SAME, BETTER = PLAIN
# the sides on which a reading lets an answer be
_SIDES = {one: {one} for one in PLAIN}
_SIDES |= {"same or worse": {SAME, WORSE}, "same or better": {SAME, BETTER}}
NO_FIGURE = "no published figure goes with it"
NUMBERS = ("worse", "same", "better_in", "difference")
COLUMNS = (
    "authority", "rests_on", "policy", "measure", "unit", "better", "reading", "england_reading",
    "in_kind", "worse", "same", "better_in", "england_worse", "england_same", "england_better_in",
    "difference", "england_difference", "p_value", "adjusted_p", "beyond_chance", "goes_with",
    "why",
)  # fmt: skip


def places_apart(
    every: Sequence[Arms],
    each: Sequence[Sequence[ArmResults]],
    national: Sequence[ArmResults],
    authorities: pd.DataFrame,
    england: pd.DataFrame,
) -> pd.DataFrame:
    """Return the places and measures whose answer differs in kind from England's, a row each.

    Parameters
    ----------
    each
        Every authority's arms, today's service and the policy, with the same replications.
    national
        England's: those of all authorities added up.
    authorities, england
        The headline measures of every authority, and of England.

    Returns
    -------
    pandas.DataFrame
        The columns of `COLUMNS`: both readings, `in_kind` how they differ, `p_value` how likely
        counts so far off are by chance, `adjusted_p` (Benjamini-Hochberg over all places and
        measures), `beyond_chance`, and in `goes_with` and `why` the published figures that go with
        it. What stands comes first, then by measure.
    """
    of_england = {row["measure"]: row for row in england.to_dict("records")
                  if row["reading"] != FIXED}  # fmt: skip
    measures = [m for m in HEADLINE if m.id in of_england]
    judged = BesideEngland([*measures, LEAST], each, national)
    of_place = {(row["authority"], row["measure"]): row for row in authorities.to_dict("records")}
    rows = []
    for place, arms in enumerate(every):
        name = arms.today.authority.name
        for at, measure in enumerate(measures):
            here, there = of_place[name, measure.id], of_england[measure.id]
            if not differs(here["reading"], there["reading"]):
                continue
            staffing = CANNOT in (kind_of(here["reading"]), kind_of(there["reading"]))
            at, matters = (len(measures), 0.0) if staffing else (at, here["matters"])
            rows.append(_row(here, there) | {
                "place": place, "judged_by": judged.measures[at].id,
                "p_value": judged.p_value(place, at, matters), "away": judged.away[place, at],
            })  # fmt: skip
            if staffing:
                rows[-1] |= _of_every_measure(here, there)
                break
    if not rows:
        return pd.DataFrame(columns=COLUMNS)
    return _explained(pd.DataFrame(rows), every, each, judged, len(every) * len(judged.measures))


def _row(here: Mapping[str, Any], there: Mapping[str, Any]) -> dict[str, object]:
    """Return what a place says of a measure beside what England says."""
    return {
        **{name: here[name] for name in ("authority", "measure", "rests_on", "policy", "unit",
                                         "better", "reading")},
        **{name: here.get(name, np.nan) for name in NUMBERS},
        "england_reading": there["reading"],
        **{f"england_{name}": there.get(name, np.nan) for name in NUMBERS},
        "in_kind": said_of(here["reading"], there["reading"]),
    }  # fmt: skip


def _of_every_measure(here: Mapping[str, Any], there: Mapping[str, Any]) -> dict[str, object]:
    """Return what a row says where one of both cannot be staffed: no measure's numbers."""
    readings = {"reading": here["reading"], "england_reading": there["reading"]}
    return {
        **dict.fromkeys([f"{of}{name}" for of in ("", "england_") for name in NUMBERS], np.nan),
        **{name: words if kind_of(words) == CANNOT else CAN for name, words in readings.items()},
        "measure": EVERY, "unit": "", "better": "",
    }  # fmt: skip


def _explained(
    table: pd.DataFrame,
    every: Sequence[Arms],
    each: Sequence[Sequence[ArmResults]],
    judged: BesideEngland,
    many: int,
) -> pd.DataFrame:
    """Return the table with what stands, and the published figures that go with it."""
    table["adjusted_p"] = adjusted(table["p_value"].to_numpy(), many)
    table["beyond_chance"] = np.where(table["adjusted_p"] < ALPHA, BEYOND, PERHAPS)
    iros = [
        float(values_of([BY_ID[published.IROS]], arms[0].counts.sum(axis=(0, 1)))[0])
        for arms in each
    ]
    figures = published.figures_of(every, iros)
    apart: Mapping[str, np.ndarray] = {
        measure.id: judged.away[:, at] for at, measure in enumerate(judged.measures)
    }
    found = published.going_with(figures, apart)
    names = [
        published.why(row.place, row.away, figures, found[found["measure"] == row.judged_by])
        for row in table.itertuples()
    ]
    table["goes_with"] = ["; ".join(published.FIGURES[name].words for name in one) for one in names]
    table["why"] = [_why(one, place, figures) for one, place in zip(names, table["place"],
                                                                    strict=True)]  # fmt: skip
    order = {measure.id: at for at, measure in enumerate(HEADLINE)}
    table = table.assign(
        stands=table["beyond_chance"] != BEYOND,
        at=[order.get(name, -1) for name in table["measure"]],
    )
    table = table.sort_values(["stands", "at", "p_value", "authority"], kind="stable")
    return table[list(COLUMNS)].reset_index(drop=True)


def _why(names: Sequence[str], place: int, figures: pd.DataFrame) -> str:
    """Return the figures that go with how a place differs; else in which it is most unlike."""
    said = "; ".join(published.said_of_figure(name, place, figures) for name in names)
    if said:
        return said
    other = [
        published.said_of_figure(name, place, figures) for name in published.unlike(place, figures)
    ]
    return f"{NO_FIGURE}; most unlike the middle in {'; '.join(other)}" if other else NO_FIGURE


def kind_of(reading: str) -> str:
    """Return what a reading says; empty text where it says nothing that can be held apart.

    Of two readings that are left open it is the first, without "mostly".
    """
    first = reading.partition(", or ")[0].removeprefix("mostly ")
    if first.startswith(CANNOT):
        return CANNOT
    return first if first in _SIDES or first == DEPENDS else ""


def differs(place: str, england: str) -> bool:
    """Whether readings of a place and of England say different things.

    They do where both cannot be true at once (worse here, better there; worse here, about the same
    there), where one depends on beliefs and the other does not, and where one alone cannot be
    staffed. "Same or worse" goes with either of the two.
    """
    one, other = kind_of(place), kind_of(england)
    if FIXED in (place, england) or not one or not other:
        return False
    if CANNOT in (one, other) or DEPENDS in (one, other):
        return one != other
    return not _SIDES[one] & _SIDES[other]


def said_of(place: str, england: str) -> str:
    """Return how they differ: "worse, where England is better"."""
    other = kind_of(england)
    if CANNOT in (kind_of(place), other):
        return f"{CANNOT}, where England can" if other != CANNOT else f"{CAN}, where England cannot"
    return f"{kind_of(place)}, where England {other if other == DEPENDS else f'is {other}'}"

"""The places whose answer differs in kind from England's, beyond chance, and what goes with it.

Of 151 places with few children some read otherwise by luck alone. So each place is held against an
ordinary one of its size: England's own difference in every world, and the chance of so many
children on top (by_luck.py). What differs in kind and lies further off than chance would, all
places and measures judged at once, stands; the rest is in the table as perhaps chance.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from sim.ledger import Count
from sim.measures import HEADLINE, MEASURES, Measure
from sim.settings.arms import Arms
from sim.study import published_of_places as published
from sim.study.by_luck import adjusted, chances, share_as_far, spread_of_places
from sim.study.estimate import ALPHA
from sim.study.in_kind import CANNOT, differs, kind_of, said_of
from sim.study.ledgers import Ledgers, pairs
from sim.study.over_worlds import by_world, range_of, spread_by_chance
from sim.study.readings import FIXED, count
from sim.study.tables import values_by_world, values_of

EVERY = "every measure"
NO_FIGURE = "no published figure goes with it"
STANDS, PERHAPS = "yes", "no"
# the law's least for reviews of the chairs' week, less the whole week: what cannot be staffed
LEAST = Measure("chair_least_share", "People", "hours that the law asks of whoever chairs, at "
                "their least / hours of their week", "ratio", "lower", (Count.HOURS_LEAST_CHAIR,),
                (Count.HOURS_WEEK_CHAIR,))  # fmt: skip
CASELOAD = tuple(measure for measure in MEASURES if measure.id == published.IROS)
COLUMNS = (
    "authority", "rests_on", "policy", "measure", "unit", "better", "reading", "england_reading",
    "in_kind", "worse", "same", "better_in", "england_worse", "england_same", "england_better_in",
    "difference", "england_difference", "p_value", "adjusted_p", "beyond_chance", "goes_with",
    "why",
)  # fmt: skip


def places_apart(
    every: Sequence[Arms],
    each: Sequence[Sequence[Ledgers]],
    national: Sequence[Ledgers],
    authorities: pd.DataFrame,
    england: pd.DataFrame,
) -> pd.DataFrame:
    """Return the places and measures whose answer differs in kind from England's, a row each.

    Parameters
    ----------
    every
        The resolved arms of each authority.
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
    measures = [m for m in HEADLINE if not _is_fixed(england, m.id)]
    judged = _Judged([*measures, LEAST], each, national)
    of_england = {row["measure"]: row for row in england.to_dict("records")}
    of_place = {(row["authority"], row["measure"]): row for row in authorities.to_dict("records")}
    rows = []
    for place, arms in enumerate(every):
        name = arms.today.authority.name
        for at, measure in enumerate(measures):
            here, there = of_place[name, measure.id], of_england[measure.id]
            if not differs(here["reading"], there["reading"]):
                continue
            staffing = CANNOT in (kind_of(here["reading"]), kind_of(there["reading"]))
            at = len(measures) if staffing else at
            rows.append(_row(here, there) | {
                "place": place, "judged_by": LEAST.id if staffing else measure.id,
                "p_value": judged.p_value(place, at, here), "away": judged.away[place, at],
            })  # fmt: skip
            if staffing:
                rows[-1] |= {"measure": EVERY, "unit": ""}
                break
    if not rows:
        return pd.DataFrame(columns=COLUMNS)
    return _explained(pd.DataFrame(rows), every, each, judged, len(every) * len(judged.measures))


class _Judged:
    """What places and England differ by, world by world, and what is chance of it."""

    def __init__(
        self,
        measures: Sequence[Measure],
        each: Sequence[Sequence[Ledgers]],
        national: Sequence[Ledgers],
    ) -> None:
        self.measures = measures
        both = [pairs(arms[0], arms[1]) for arms in each]
        self.worlds = national[0].worlds
        self.england = self._by_world(*pairs(national[0], national[1]))
        self.each = [self._by_world(*arms) for arms in both]
        within, freedom, children = zip(*(self._chance(*arms) for arms in both), strict=True)
        self.spread = spread_of_places(np.array(within), np.array(freedom), np.array(children))
        runs = np.ones((len(national[0].replications), 1))
        self.runs = by_world(runs, self.worlds)[:, 0] if self.worlds else runs.sum(axis=0)
        self.away = np.array([range_of(one - self.england).value for one in self.each])

    def _by_world(self, today: Ledgers, policy: Ledgers) -> np.ndarray:
        """Return differences by world; of the least that the law asks, what is over the week."""
        if self.worlds:
            after = values_by_world(self.measures, policy)
            apart = after - values_by_world(self.measures, today)
        else:
            whole = [arm.counts.sum(axis=(0, 1))[np.newaxis] for arm in (today, policy)]
            before, after = (values_of(self.measures, one) for one in whole)
            apart = after - before
        apart[:, -1] = after[:, -1] - 1.0
        return apart

    def _chance(self, today: Ledgers, policy: Ledgers) -> tuple[np.ndarray, int, float]:
        """Return a place's variance between runs of the same beliefs, and what it rests on."""
        before, after = (values_of(self.measures, a.counts.sum(axis=1)) for a in (today, policy))
        apart = after - before
        apart[:, -1] = after[:, -1] - 1.0
        alike = today.alike if today.worlds else (0,) * len(today.replications)
        days = today.counts[..., Count.CHILD_DAYS].sum() / today.counts[..., Count.DAYS].sum()
        return spread_by_chance(apart, alike) ** 2, len(alike) - len(set(alike)), float(days)

    def p_value(self, place: int, at: int, row: Mapping[str, Any]) -> float:
        """Return how likely chance sets a place so far apart from England's."""
        measure = self.measures[at]
        spread = self.spread[place, at] / np.sqrt(self.runs)
        here, england = self.each[place][:, at], self.england[:, at]
        known = ~np.isnan(here) & ~np.isnan(england)
        if not self.worlds:
            return _two_sided(here[0] - england[0], spread[0])
        matters = 0.0 if measure is LEAST else float(row["matters"])
        of_each = chances(england[known], spread[known], matters, measure.better)
        return share_as_far(of_each, count(here[known], measure.better, matters))


def _two_sided(away: float, spread: float) -> float:
    """Return the p-value of a distance, in one world."""
    from scipy.special import ndtr  # half a second to load, for this alone

    return float(2 * ndtr(-abs(away) / spread)) if spread > 0 else float(away == 0)


def _is_fixed(england: pd.DataFrame, measure: str) -> bool:
    return bool((england.loc[england["measure"] == measure, "reading"] == FIXED).all())


def _row(here: Mapping[str, Any], there: Mapping[str, Any]) -> dict[str, object]:
    """Return what a place says of a measure beside what England says."""
    row: dict[str, object] = {
        "reading": here["reading"], "england_reading": there["reading"],
        "in_kind": said_of(here["reading"], there["reading"]),
        "difference": here["difference"], "england_difference": there["difference"],
    }  # fmt: skip
    for column in ("authority", "measure", "rests_on", "policy", "unit", "better"):
        row[column] = here[column]
    for column in ("worse", "same", "better_in"):
        row[column] = here.get(column, np.nan)
        row[f"england_{column}"] = there.get(column, np.nan)
    return row


def _explained(
    table: pd.DataFrame,
    every: Sequence[Arms],
    each: Sequence[Sequence[Ledgers]],
    judged: _Judged,
    many: int,
) -> pd.DataFrame:
    """Return the table with what stands, and the published figures that go with it."""
    table["adjusted_p"] = adjusted(table["p_value"].to_numpy(), many)
    table["beyond_chance"] = np.where(table["adjusted_p"] < ALPHA, STANDS, PERHAPS)
    iros = [float(values_of(CASELOAD, arms[0].counts.sum(axis=(0, 1)))[0]) for arms in each]
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
        stands=table["beyond_chance"] != STANDS,
        at=[order.get(name, -1) for name in table["measure"]],
    )
    table = table.sort_values(["stands", "at", "p_value", "authority"], kind="stable")
    return table[list(COLUMNS)].reset_index(drop=True)


def _why(names: Sequence[str], place: int, figures: pd.DataFrame) -> str:
    """Return the figures that go with how a place differs; else in which it is most unlike."""
    said = "; ".join(published.said_of(name, place, figures) for name in names)
    if said:
        return said
    other = [published.said_of(name, place, figures) for name in published.unlike(place, figures)]
    return f"{NO_FIGURE}; most unlike the middle in {'; '.join(other)}" if other else NO_FIGURE

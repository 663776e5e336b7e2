"""The report of England: every authority added up, and where a policy helps and where it harms."""

from collections.abc import Sequence

import pandas as pd

from sim.report.document import places_apart_in_words as places
from sim.report.document.assumptions import Basis
from sim.report.document.content import Figure, Report, Table
from sim.report.document.measure_phrases import said
from sim.report.document.policy_report import PolicyTables, of_run
from sim.report.document.totals_in_words import CHANCE
from sim.report.document.totals_in_words import cells as total_cells
from sim.report.headline_cells import COUNTS, MEASURE, UNDER
from sim.report.headline_cells import cells as headline_cells
from sim.report.leaning import NOBODY
from sim.report.numbers import policy_name
from sim.report.table_words import COST, DRIFT, ON_TIME
from sim.report.terminal_comparison import ends_of, readings_words

COUNTED = (DRIFT, ON_TIME, COST)


def of_england(
    basis: Basis,
    policy: str | None,
    found: PolicyTables,
    authorities: pd.DataFrame,
    *,
    totals: pd.DataFrame,
    apart: pd.DataFrame | None = None,
    runs: str,
    figures: Sequence[Figure] = (),
    remarks: Sequence[str] = (),
) -> Report:
    """Return the report of England; the arguments are those of a run, but for these.

    Parameters
    ----------
    authorities
        The headline measures of every authority.
    totals
        England's children, reviews, posts and pounds, with their own spread.
    apart
        The places whose answer differs in kind from England's.
    """
    counts: tuple[str, ...] = ()
    table = [Table(f"England's totals. {CHANCE}", total_cells(totals))]
    if policy is not None:
        by_measure = {one: authorities[authorities["measure"] == one] for one in COUNTED}
        told = [f"Of {len(rows)} authorities, {said(measure).noun}: {readings_words(rows)}."
                for measure, rows in by_measure.items()]  # fmt: skip
        counts = (" ".join(told),)
        if len(ends_of(authorities)):
            table.append(_both_ends(authorities, policy))
        else:
            counts += (NOBODY,)
    if apart is not None:
        counts += (places.apart_words(apart, authorities["authority"].nunique()),)
        if len(cells := places.apart_cells(apart)):
            table.append(Table(places.apart_caption(apart), cells))
    remarks = [*remarks, *places.cautions(authorities)]
    return of_run(basis, policy, found, runs=runs, figures=figures, remarks=remarks, further=table,
                  more=counts, in_full=False)  # fmt: skip


def _both_ends(authorities: pd.DataFrame, policy: str) -> Table:
    """Return the authorities in which drift changes otherwise than in the middle one."""
    ends = ends_of(authorities)
    frame = headline_cells(ends).drop(columns=[MEASURE, UNDER, *COUNTS], errors="ignore")
    frame.insert(0, "authority", ends["authority"].tolist())
    frame["rests on"] = ends["rests_on"].tolist()
    caption = (
        f"Drift days per child-year, {policy_name(policy)} less today: the authorities that stand "
        "apart from the middle one; authorities.csv has all. This is no ranking of councils"
    )
    return Table(caption, frame)

"""The report of England: every authority added up, and where a policy helps and where it harms."""

from collections.abc import Iterator, Sequence

import pandas as pd

from sim.report.combined import ENDS, ends_of
from sim.report.document import cells
from sim.report.document.answer import arrangement, held
from sim.report.document.basis import Basis
from sim.report.document.content import Figure, Report, Table
from sim.report.document.of_run import of_run
from sim.report.numbers import label

COUNTED = ("drift_days_per_child_year", "reviews_on_time", "service_cost")


def of_england(
    basis: Basis,
    scenario: str | None,
    headline: pd.DataFrame,
    summary: pd.DataFrame,
    authorities: pd.DataFrame,
    *,
    replications: int,
    figures: Sequence[Figure] = (),
    drift: pd.DataFrame | None = None,
    remarks: Sequence[str] = (),
) -> Report:
    """Return the report of England; the arguments are those of a run, but for `authorities`.

    Parameters
    ----------
    authorities
        The headline measures of every authority.
    """
    drawn = bool(basis.drawn)
    counts = () if scenario is None else tuple(_counts(authorities, scenario, drawn))
    table = () if scenario is None else (_both_ends(authorities, scenario),)
    return of_run(
        basis, scenario, headline, summary, replications=replications, figures=figures,
        drift=drift, remarks=remarks, tables=table, more=counts,
    )  # fmt: skip


def _counts(authorities: pd.DataFrame, scenario: str, drawn: bool) -> Iterator[str]:
    """Say in how many authorities each verdict stands."""
    for measure in COUNTED:
        rows = authorities[authorities["measure"] == measure]
        counted = rows["verdict"].value_counts()
        told = ", ".join(f"{verdict} in {many}" for verdict, many in counted.items())
        name = label(measure, rows["unit"].iloc[0])
        ends = f" {held(drawn)}" if measure == COUNTED[0] else ""
        yield (f"Of {len(rows)} authorities under {arrangement(scenario)}, {name}: {told}.{ends}")


def _both_ends(authorities: pd.DataFrame, scenario: str) -> Table:
    """Return the authorities in which drift falls and rises most."""
    rows = list(ends_of(authorities, ENDS).itertuples())
    frame = pd.DataFrame(
        {
            "authority": [row.authority for row in rows],
            "today": [cells.value(row, "today") for row in rows],
            "paired difference (95% interval)": [cells.change(row) for row in rows],
            "verdict": [row.verdict for row in rows],
            "rests on": [row.rests_on for row in rows],
        }
    )
    caption = (
        f"Drift days per child-year, {arrangement(scenario)} less today: the authorities at both "
        "ends; authorities.csv has all. This is no ranking of councils"
    )
    return Table(caption, frame)

"""How services answer to more children to an IRO: simulated by caseload, and what is published."""

from collections.abc import Sequence

import pandas as pd

from experiments.validate.compared import PERCENT, Compared, band
from experiments.validate.published import AT_CASELOAD, BANDS, BY_BAND, BY_CASELOAD, AtCaseload

GROUP = "Services by caseload"
LOW, HIGH = (55, 65), (105, 115)  # caseloads between which timeliness is to hold,
MOVES_AT_MOST = 3.0  # by less than so many points in the middle, while its worst tenth falls


def _within(records: pd.DataFrame, caseload: tuple[float, float]) -> pd.DataFrame:
    least, most = caseload
    held = records["iro_caseload"]
    return records[(held >= least) & (held < most)]


def by_world(
    records: pd.DataFrame, measure: str, caseload: tuple[float, float], kind: str = "mean"
) -> pd.Series:
    """Return by world the "mean", "median" or "p10" of years with such a caseload, percent."""
    years = _within(records, caseload).groupby("world")[measure]
    return PERCENT * (years.quantile(0.1) if kind == "p10" else years.agg(kind))


def at_caseload(records: pd.DataFrame, every: Sequence[AtCaseload] = AT_CASELOAD) -> list[Compared]:
    """Return what is published at a caseload beside what is simulated there."""
    rows = [
        Compared(GROUP, f"{one.words} at {one.caseload[0]:g} to {one.caseload[1]:g} children",
                 f"%, {one.statistic}", one.figure, PERCENT * one.low, PERCENT * one.high,
                 *band(by_world(records, one.measure, one.caseload, one.statistic)), one.source,
                 BY_CASELOAD)
        for one in every
    ]  # fmt: skip
    for kind, words, asked, low, high in (
        ("median", "median", f"moves by under {MOVES_AT_MOST:g}", -MOVES_AT_MOST, MOVES_AT_MOST),
        ("p10", "worst tenth", "falls", -PERCENT, -0.0),
    ):
        before, after = (by_world(records, "reviews_on_time", at, kind) for at in (LOW, HIGH))
        rows.append(
            Compared(GROUP, f"reviews on time, {words}: from about 60 to about 110 children",
                     "points", asked, low, high, *band(after - before), "Ofsted reports 2013-18",
                     BY_CASELOAD)
        )  # fmt: skip
    return rows


def by_band(records: pd.DataFrame) -> pd.DataFrame:
    """Return the median world's mean of each measure in each band of caseload, percent."""
    rows = []
    for caseload in BANDS:
        years = len(_within(records, caseload))
        row: dict[str, object] = {"children to an IRO": f"{caseload[0]} to {caseload[1]}",
                                  "authority-years": years}  # fmt: skip
        row |= {measure: band(by_world(records, measure, caseload))[0] for measure in BY_BAND}
        tenth = by_world(records, "reviews_on_time", caseload, "p10")
        rows.append(row | {"reviews_on_time, worst tenth": band(tenth)[0]})
    return pd.DataFrame(rows)

"""How much authorities differ: standard deviations and percentiles, published and simulated."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from experiments.validate.compared import PERCENT, Compared, band
from experiments.validate.published import (
    ADOPTION,
    ADOPTION_SHARE,
    BETWEEN,
    SD_WITHIN,
    STOCK_WITHIN,
    Between,
)
from sim.data import authorities

GROUP = "How authorities differ"
PLACES = "Every authority"
CHANCE = 19
AROUND = 2.0  # points by which a published percentile of authorities may be off by chance


def yearly(between: Between, records: pd.DataFrame) -> list[np.ndarray]:
    """Return for each world and year the simulated figures of authorities, percent.

    As many authorities, drawn anew each time, as the published spread is of: a spread of few is
    the less sure.
    """
    drawn = np.random.default_rng(CHANCE)
    found = []
    for _, each in records.groupby(["world", "year"])[between.measure]:
        values = PERCENT * each.dropna().to_numpy()
        some = min(between.of, len(values))
        found.append(drawn.choice(values, some, replace=False) if some < len(values) else values)
    return found


def spread(records: pd.DataFrame, every: Sequence[Between] = BETWEEN) -> list[Compared]:
    """Return published standard deviations and percentiles beside the simulated ones."""
    rows = []
    for between in every:
        years = [values for values in yearly(between, records) if len(values) > 1]
        sds = [float(np.std(values, ddof=1)) for values in years]
        rows.append(
            Compared(GROUP, f"{between.words}: standard deviation", "points", f"{between.sd:g}",
                     (1 - SD_WITHIN) * between.sd, (1 + SD_WITHIN) * between.sd, *band(sds),
                     between.source, between.set_by)
        )  # fmt: skip
        for percentile, figure in between.percentiles:
            simulated = [float(np.percentile(values, percentile)) for values in years]
            rows.append(
                Compared(GROUP, f"{between.words}: P{percentile}", "%", f"{figure:g}",
                         figure - AROUND, figure + AROUND, *band(simulated), between.source,
                         between.set_by)
            )  # fmt: skip
    return rows


def everywhere(records: pd.DataFrame) -> list[Compared]:
    """Return in how many authorities children and adoption come out as they must, by world."""
    stock, adoption = [], []
    own = {name: authorities.figures(name)["children_looked_after"].value
           for name in records["authority"].unique()}  # fmt: skip
    for _, each in records.groupby("world"):
        means = each.groupby("authority")[["children_looked_after"]].mean()
        ratio = means["children_looked_after"] / pd.Series(own)
        stock.append(float((abs(ratio - 1) <= STOCK_WITHIN).mean()))
        months = _months(each)
        adoption.append(float(months.between(*ADOPTION).mean()))
    return [
        Compared(PLACES, f"children within {STOCK_WITHIN:.0%} of those published",
                 "% of authorities", "all", PERCENT, PERCENT, *_percent(band(stock)),
                 "DfE LAIT 2025", "care.transfer_scheme."),
        Compared(PLACES, f"adoption in {ADOPTION[0]:g} to {ADOPTION[1]:g} months from entry",
                 "% of authorities", "nine of ten", PERCENT * ADOPTION_SHARE, PERCENT,
                 *_percent(band(adoption)), "DfE 2025: about 19 nearly everywhere",
                 "care.stays.adoption."),
    ]  # fmt: skip


def _months(records: pd.DataFrame) -> pd.Series:
    """Return each authority's months from entry to placement for adoption, over all its years."""
    of = records["adoption_months.of"].fillna(0.0)
    top = (records["adoption_months"].fillna(0.0) * of).groupby(records["authority"]).sum()
    bottom = of.groupby(records["authority"]).sum()
    return (top / bottom.where(bottom > 0)).dropna()


def _percent(ends: tuple[float, float, float]) -> tuple[float, float, float]:
    return PERCENT * ends[0], PERCENT * ends[1], PERCENT * ends[2]

"""How much authorities differ: standard deviations and percentiles, published and simulated."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from experiments.validate.authority_records import added_up
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
    rows: list[Compared] = []
    for between in every:
        years = [values for values in yearly(between, records) if len(values) > 1]
        sds = [np.std(values, ddof=1) for values in years]
        spreads = [("standard deviation", "points", between.sd, SD_WITHIN * between.sd, sds)]
        spreads += [
            (f"P{at}", "%", figure, AROUND, [np.percentile(values, at) for values in years])
            for at, figure in between.percentiles
        ]
        rows += [
            Compared(GROUP, f"{between.words}: {words}", unit, f"{figure:g}", figure - around,
                     figure + around, *band(simulated), between.source, between.set_by)
            for words, unit, figure, around, simulated in spreads
        ]  # fmt: skip
    return rows


def everywhere(records: pd.DataFrame) -> list[Compared]:
    """Return in how many authorities children and adoption come out as they must, by world."""
    own = pd.Series({name: authorities.figures(name)["children_looked_after"].value
                     for name in records["authority"].unique()})  # fmt: skip
    children = records.groupby(["world", "authority"])["children_looked_after"].mean()
    stock = abs(children.div(own, level="authority") - 1) <= STOCK_WITHIN
    adoption = added_up(records, "adoption_months", ["world", "authority"]).dropna()
    return [
        Compared(PLACES, f"children within {STOCK_WITHIN:.0%} of those published",
                 "% of authorities", "all", PERCENT, PERCENT,
                 *band(PERCENT * stock.groupby("world").mean()), "DfE LAIT 2025",
                 "care.transfer_scheme."),
        Compared(PLACES, f"adoption in {ADOPTION[0]:g} to {ADOPTION[1]:g} months from entry",
                 "% of authorities", "nine of ten", PERCENT * ADOPTION_SHARE, PERCENT,
                 *band(PERCENT * adoption.between(*ADOPTION).groupby("world").mean()),
                 "DfE 2025: about 19 nearly everywhere", "care.stays.adoption."),
    ]  # fmt: skip

"""The first pass: how far each setting moves each figure, by Morris's elementary effects."""

import numpy as np
import pandas as pd

from experiments.sensitivity.design import CHANCE, LEVELS, Design, problem
from experiments.sensitivity.design_points import told_of
from sim.measures.catalogue import HEADLINE

RESAMPLES = 200
UNITS = {measure.id: measure.unit for measure in HEADLINE}
COLUMNS = [
    "measure", "of", "unit", "setting", "mu", "mu_star", "mu_star_conf", "sigma", "share",
    "importance_rank", "above_chance", "trajectories",
]  # fmt: skip


def effects(design: Design, figures: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Return Morris's measures of each factor on each figure, in the figure's unit.

    `mu_star` is the mean absolute change of the figure over the whole of a setting's plausible
    range, `mu` the same with its sign, `sigma` how differently it comes out elsewhere among the
    other settings. `share` is of the sum of mu_star over the settings; `above_chance` says whether
    mu_star is above that of `CHANCE` by more than the latter's interval. A figure that has no value
    at some point does without that trajectory, and is left out with fewer than two.
    """
    table = design.of_each(figures, lambda values: _of_one(design, values, seed))
    return table.assign(unit=table["measure"].map(UNITS)).reindex(columns=COLUMNS)


def _of_one(design: Design, values: np.ndarray, seed: int) -> pd.DataFrame:
    from SALib.analyze import morris

    kept = design.whole(values)
    found = morris.analyze(
        problem(design.names), design.rows[kept], values[kept],
        num_resamples=RESAMPLES, num_levels=LEVELS, seed=seed,
    )  # fmt: skip
    measures = ["mu", "mu_star", "mu_star_conf", "sigma"]
    table = pd.DataFrame({"setting": design.names} | {name: found[name] for name in measures})
    settings = table["setting"] != CHANCE
    floor = table[~settings].iloc[0]
    moved = table["mu_star"].where(settings)
    table["share"] = moved / moved.sum() if moved.sum() > 0 else moved
    table["importance_rank"] = moved.rank(ascending=False, method="first").astype("Int64")
    above = (moved > floor["mu_star"] + floor["mu_star_conf"]).astype("boolean")
    table["above_chance"] = above.where(settings)
    table["trajectories"] = int(kept.sum()) // design.block
    return table.sort_values("importance_rank", kind="stable")


def most_important(table: pd.DataFrame, number: int) -> list[str]:
    """Return the settings that matter most to a policy's differences; to levels without a policy.

    Each setting counts by the figure that it matters most to, relative to the setting that leads
    there, so that every figure's leading setting comes first; what is above chance comes before
    what is not, and of equals the one with the larger share.
    """
    rows = table[(table["of"] == told_of(table)) & (table["setting"] != CHANCE)]
    leading = rows.groupby("measure", sort=False)["share"].transform("max")
    rows = rows.assign(relative=(rows["share"] / leading).fillna(0.0))
    order = ["above_chance", "relative", "share"]
    first = rows.sort_values(order, ascending=False, kind="stable").drop_duplicates("setting")
    return list(first["setting"].head(number))

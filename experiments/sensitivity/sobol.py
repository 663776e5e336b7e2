"""The closer look: which share of a figure's variance each of few settings explains."""

import numpy as np
import pandas as pd

from experiments.sensitivity.design import Design, problem

RESAMPLES = 1000
COLUMNS = ["measure", "of", "setting", "first", "first_conf", "total", "total_conf", "samples"]


def indices(design: Design, figures: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Return Sobol indices of each factor on each figure.

    `first` is the share of the variance that the setting explains by itself, `total` with all that
    it does together with others; each with the half-width of its 95% interval. Chance is a factor
    like the settings. Both are empty where the figure does not vary.
    """
    table = design.of_each(figures, lambda values: _of_one(design, values, seed))
    return table.reindex(columns=COLUMNS)


def _of_one(design: Design, values: np.ndarray, seed: int) -> pd.DataFrame:
    from SALib.analyze import sobol

    kept = values[design.whole(values)]
    names = {"first": "S1", "first_conf": "S1_conf", "total": "ST", "total_conf": "ST_conf"}
    empty = np.full(len(design.names), np.nan)
    found = dict.fromkeys(names.values(), empty)
    if np.ptp(kept) > 0:
        found = sobol.analyze(
            problem(design.names), kept, calc_second_order=False, num_resamples=RESAMPLES,
            seed=seed + 1,  # SALib takes 0 for no seed
        )  # fmt: skip
    table = pd.DataFrame({"setting": design.names} | {name: found[i] for name, i in names.items()})
    return table.assign(samples=len(kept) // design.block)

"""Reviews on time by the inspectors' grade, printed in reports and simulated."""

import numpy as np
import pandas as pd

from experiments.validate.compared import PERCENT, Compared, band
from experiments.validate.relations import CODED, correlation, known
from sim.data.authorities import GRADES

GROUP = "Reviews on time by grade"
SET_BY = "authority.draw.frictions_with_quality"
FEW = 3  # reports of a grade, below which their mean says too little


def by_grade(every: pd.DataFrame, records: pd.DataFrame) -> list[Compared]:
    """Return mean timeliness of each grade, and its correlation with the grade.

    Both sides are of the same authorities: those whose reports print the share, and their grade in
    that report.
    """
    graded = known(every, records).dropna(subset=["grade", "on_time"])
    grades, figures = graded["grade"].to_numpy(), graded["on_time"].to_numpy()
    years = records.pivot_table(
        index=["world", "year"], columns="authority", values="reviews_on_time"
    )
    simulated = PERCENT * years[graded["authority"]].to_numpy()
    found = []
    for place, grade in reversed(list(enumerate(GRADES))):
        own = figures[grades == place]
        if len(own) < FEW:
            continue
        mean, error = float(own.mean()), float(own.std(ddof=1) / np.sqrt(len(own)))
        means = simulated[:, grades == place].mean(axis=1)
        found.append(
            Compared(GROUP, f"{grade}: mean", "%", f"{mean:.1f} (n {len(own)})",
                     mean - 1.96 * error, mean + 1.96 * error, *band(means), CODED, SET_BY)
        )  # fmt: skip
    r, low, high = correlation(grades, figures)
    rs = [correlation(grades, year)[0] for year in simulated]
    found.append(
        Compared(GROUP, "grade with timeliness", "r", f"{r:+.2f} ({low:+.2f} to {high:+.2f})",
                 low, high, *band(rs), CODED, SET_BY)
    )  # fmt: skip
    return found

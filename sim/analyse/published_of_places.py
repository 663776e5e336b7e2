"""Which published figures of places go with how they differ from England.

Figures are the places' own as published; where one was not published, or the user set the setting
that holds it alike for all, it explains nothing. Children to a full-time IRO are not published in a
form that can be compared, so those of the simulated service stand here: they differ where places
were given different ones.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from sim.analyse.estimate import ALPHA, holm
from sim.arms.resolve import BY_USER, Arms
from sim.data import authorities
from sim.settings import register

LEAST = 20  # places with a figure of their own, below which it is not asked what goes with it
FAR = 0.3  # of all places, by which a place's rank lies from the middle one, to be named
CLOSE = 0.1  # of the middle place's figure, within which one is not named
UNLIKE = 2.0  # robust standard deviations from the middle place, from which a figure is unlike it
MOST = 2  # figures named for a place
SIZE, STAY, IROS = "children_looked_after", "stay_years", "iro_caseload"
GRADE = "looked_after_grade"


class Published(NamedTuple):
    """A figure: its words, and how its number is written."""

    words: str
    written: str


FIGURES: Mapping[str, Published] = {
    SIZE: Published("children looked after", "{:,.0f}"),
    STAY: Published("years that children stay", "{:.1f}"),
    IROS: Published("children to a full-time IRO (simulated)", "{:.0f}"),
    "social_worker_caseload": Published("cases to a social worker", "{:.1f}"),
    "social_worker_turnover_pct": Published("social workers leaving in a year", "{:.0f}%"),
    "agency_pct": Published("agency workers", "{:.0f}%"),
    "vacancy_pct": Published("posts vacant", "{:.0f}%"),
    "pct_3plus_social_workers": Published("children with 3+ social workers in a year", "{:.0f}%"),
    "pct_3plus_placements": Published("children with 3+ placements in a year", "{:.0f}%"),
    GRADE: Published("inspectors' grade, 0 inadequate to 3 outstanding", "{:.0f}"),
    "pct_long_term_stable": Published("children in a stable placement", "{:.0f}%"),
}
"""What is looked at, in this order."""


def figures_of(every: Sequence[Arms], iros: Sequence[float]) -> pd.DataFrame:
    """Return each place's own figures, a row a place; NaN where it has none of its own.

    `iros` are the children to a full-time IRO in each, under today's service, as simulated.
    """
    rows = []
    grades = authorities.grades()
    columns = {one.name: one.column for one in register(every[0].today) if one.column}
    for arms, caseload in zip(every, iros, strict=True):
        published = authorities.figures(arms.today.authority.name)
        alike = {column for name, column in columns.items() if arms.flags.get(name) == BY_USER}
        own = {name: one.value for name, one in published.items() if one.own and name not in alike}
        left = own.get("ceased_in_year", 0.0)
        own[STAY] = own[SIZE] / left if left and SIZE in own else np.nan
        own[IROS] = caseload
        own[GRADE] = grades.get(arms.today.authority.name, np.nan)
        rows.append({name: own.get(name, np.nan) for name in FIGURES})
    return pd.DataFrame(rows, dtype=float)


def going_with(figures: pd.DataFrame, apart: Mapping[str, np.ndarray]) -> pd.DataFrame:
    """Return how each figure goes with what each measure is beside England's, over places.

    Parameters
    ----------
    figures
        As `figures_of` returns them.
    apart
        For each measure how much each place's difference lies above England's.

    Returns
    -------
    pandas.DataFrame
        `measure`, `figure`, `correlation` (Spearman's), `p_value`, `places` that have both, and
        `adjusted_p` (Holm, for all figures and measures at once).
    """
    from scipy.stats import spearmanr  # a second to load, for this alone

    rows = []
    for measure, away in apart.items():
        for name in figures:
            both = figures[name].notna().to_numpy() & ~np.isnan(away)
            x, y = figures[name].to_numpy()[both], away[both]
            if len(x) < LEAST or len(set(x)) < 2 or len(set(y)) < 2:
                continue
            rows.append((measure, name, *spearmanr(x, y), len(x)))
    table = pd.DataFrame(rows, columns=["measure", "figure", "correlation", "p_value", "places"])
    return table.assign(adjusted_p=holm(table["p_value"].tolist()))


def why(place: int, away: float, figures: pd.DataFrame, found: pd.DataFrame) -> list[str]:
    """Return the figures of a place that differ most from the middle and go with how it differs.

    Parameters
    ----------
    place
        Its row in `figures`.
    away
        How much its difference lies above England's.
    figures
        As `figures_of` returns them.
    found
        What goes with the measure: the rows of `going_with` of this measure.

    Returns
    -------
    list of str
        Names of figures, that which tells most first; none where none goes with it.
    """
    told = []
    for row in found[found["adjusted_p"] < ALPHA].itertuples():
        values = figures[row.figure]
        if np.isnan(values.iloc[place]):
            continue
        known, at = values.dropna().to_numpy(), values.iloc[place]
        rank = ((known < at).mean() + (known <= at).mean() - 1) / 2  # 0 for the middle place
        middle = float(np.median(known))
        far = abs(rank) >= FAR and abs(at - middle) >= CLOSE * abs(middle)
        if far and np.sign(rank) * np.sign(away) == np.sign(row.correlation):
            told.append((-abs(row.correlation * rank), row.figure))
    return [str(name) for _, name in sorted(told)[:MOST]]


def unlike(place: int, figures: pd.DataFrame) -> list[str]:
    """Return the figures in which a place is most unlike the middle one; none where it is in none.

    Parameters
    ----------
    place
        Its row in `figures`.
    figures
        As `figures_of` returns them.
    """
    away = figures - figures.median()
    spread = 1.4826 * away.abs().median()  # of a normal distribution, the standard deviation
    found = (away.iloc[place] / spread.where(spread > 0)).abs()
    return [str(name) for name in found[found >= UNLIKE].sort_values(ascending=False).index[:MOST]]


def said_of_figure(name: str, place: int, figures: pd.DataFrame) -> str:
    """Return a place's figure beside that of the middle place: "agency workers 38% (16%)"."""
    words, written = FIGURES[name]
    own, middle = figures[name].iloc[place], float(figures[name].median())
    return f"{words} {written.format(own)} (middle place {written.format(middle)})"

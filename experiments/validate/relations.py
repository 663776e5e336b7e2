"""What goes with what between authorities: in inspectors' reports, and in simulated ones.

A simulated report is of the same authority as a real one, of one simulated year of it. It flags as
many as real reports do: those authorities whose measure is furthest out. Then codes are spoiled as
a hand check found the real ones to be, so that both sides bear the same error.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.stats import pearsonr

from experiments.validate.compared import Compared, band
from experiments.validate.published import own_figures
from experiments.validate.reports import WRONG, latest

ODDS, GOES_WITH, DAYS = "Odds in inspection reports", "Drift flags", "Drift days"
POOR = "grade_poor"  # not simulated: the grade that the report gave
REPEATS = 20  # simulated sets of reports of each world
CHANCE = 23
Z = 1.96
# settings that were set so that a relation comes out as published
WITH_CHURN, WITH_GRADE = "authority.draw.quality_with_churn", "authority.draw.quality_with_grade"
CODED = "inspection reports coded by text (sim/data/ofsted_flags.csv)"


@dataclass(frozen=True)
class Flag:
    """The simulated twin of what a report says: a measure, and whether much of it is flagged."""

    measure: str
    high: bool


FLAGS = {
    "caseload_high": Flag("iro_caseload", high=True),
    "challenge_weak": Flag("challenge_followed_up", high=False),
    "monitoring_weak": Flag("midway_coverage", high=False),
    "drift": Flag("drift_days_per_child_year", high=True),
}
PAIRS = (
    ("caseload_high", "challenge_weak", "high caseload, weak challenge", ""),
    ("caseload_high", "monitoring_weak", "high caseload, weak monitoring", ""),
    ("challenge_weak", "drift", "weak challenge, drift", "authority.quality_on_stalling"),
    (POOR, "drift", "grade below good, drift (newest reports)", WITH_GRADE),
    (POOR, "challenge_weak", "grade below good, weak challenge (newest)", WITH_GRADE),
)
LOAD = "social_worker_caseload"
COLUMNS = (
    ("pct_3plus_social_workers", "3+ social workers", WITH_CHURN),
    ("agency_pct", "agency share", WITH_CHURN),
    ("vacancy_pct", "vacancies", WITH_CHURN),
    (LOAD, "social workers' caseload", "social_worker.caseload_own"),
)
CHURN_AT_LEAST, CASELOAD_AT_MOST = 0.25, 0.1  # of the relation of drift days with each


def odds_ratio(first: np.ndarray, second: np.ndarray) -> tuple[float, float, float]:
    """Return the odds ratio of two flags and its 95% interval, half a case added to each cell."""
    cells = np.bincount(2 * first + second, minlength=4) + 0.5
    neither, other, alone, both = cells.tolist()
    ratio = both * neither / (alone * other)
    error = math.sqrt((1 / cells).sum())
    return ratio, ratio * math.exp(-Z * error), ratio * math.exp(Z * error)


def short(ratio: float) -> str:
    """Return a ratio in two digits that say something, 100 and not 1e+02."""
    return f"{float(f'{ratio:.2g}'):,g}"


def correlation(first: np.ndarray, second: np.ndarray) -> tuple[float, float, float]:
    """Return the correlation of two columns and its 95% interval (Fisher's)."""
    if len(first) < 4 or first.std() == 0 or second.std() == 0:
        return (math.nan,) * 3
    found = pearsonr(first, second)
    return float(found.statistic), *found.confidence_interval()


def misread(flags: np.ndarray, wrong: float, drawn: np.random.Generator) -> np.ndarray:
    """Return flags as a coder reads them: a share is wrong, as many one way as the other.

    So as many are flagged as before, but for chance. Where few are flagged, no more can be missed
    than there are.
    """
    share = float(flags.mean())
    if share in (0.0, 1.0):
        return flags.copy()
    missed = min(1.0, wrong / 2 / share)
    made_up = min(1.0, wrong / 2 / (1 - share))
    turned = drawn.random(len(flags)) < np.where(flags, missed, made_up)
    found: np.ndarray = flags ^ turned
    return found


class Simulated:
    """The simulated years of a world as inspectors find them: as many flagged as in reports."""

    def __init__(self, records: pd.DataFrame, every: pd.DataFrame) -> None:
        self.places = {
            str(name): rows for name, rows in records.groupby("authority").indices.items()
        }
        self.values = {f.measure: records[f.measure].to_numpy(dtype=float) for f in FLAGS.values()}
        self.flagged = {name: self._flagged(name, every) for name in FLAGS}

    def _flagged(self, name: str, every: pd.DataFrame) -> np.ndarray:
        """Flag as many of the world's years as reports flag, of those that mention it at all."""
        share = every[name].mean() if every[name].any() else 0.0
        values = self.values[FLAGS[name].measure]
        # a year in which nothing could be counted shows nothing to flag
        ordered = np.where(np.isnan(values), -np.inf, values if FLAGS[name].high else -values)
        flags = np.zeros(len(values), dtype=bool)
        flags[np.argsort(-ordered, kind="stable")[: round(share * len(values))]] = True
        return flags

    def rows(self, every: pd.DataFrame, drawn: np.random.Generator) -> np.ndarray:
        """Return a simulated year of each report's authority."""
        return np.array([drawn.choice(self.places[name]) for name in every["authority"]])

    def read(
        self, name: str, every: pd.DataFrame, rows: np.ndarray, drawn: np.random.Generator
    ) -> np.ndarray:
        """Return a flag of those years as a coder reads it; grades are printed, so read right."""
        if name == POOR:
            return every[POOR].to_numpy() == 1
        return misread(self.flagged[name][rows], WRONG, drawn)


def _read_anew(
    names: Sequence[str], every: pd.DataFrame, records: pd.DataFrame
) -> Iterator[list[np.ndarray]]:
    """Yield flags of simulated reports, some sets of reports of each world."""
    drawn = np.random.default_rng(CHANCE)
    for _, world in records.groupby("world"):
        seen = Simulated(world.reset_index(drop=True), every)
        for _ in range(REPEATS):
            rows = seen.rows(every, drawn)
            yield [seen.read(name, every, rows, drawn) for name in names]


def known(every: pd.DataFrame, records: pd.DataFrame) -> pd.DataFrame:
    """Return the reports of authorities that are simulated."""
    return every[every["authority"].isin(records["authority"])]


def odds(every: pd.DataFrame, records: pd.DataFrame) -> list[Compared]:
    """Return the odds ratios of pairs of flags, in reports and in simulated ones.

    Relations with the grade are of each authority's newest report, for that grade is what its
    simulated practice may go with; an older one may be of another authority by now.
    """
    found = []
    for first, second, words, set_by in PAIRS:
        reported = known(every, records)
        reported = latest(reported) if POOR in (first, second) else reported
        both = reported.dropna(subset=[first, second])
        if both.empty:
            continue
        ratio, low, high = odds_ratio(*(both[name].to_numpy() == 1 for name in (first, second)))
        simulated = [odds_ratio(*flags)[0] for flags in _read_anew((first, second), both, records)]
        found.append(
            Compared(ODDS, words, "odds ratio", f"{short(ratio)} ({short(low)} to {short(high)})",
                     low, high, *band(simulated), f"{len(both)} {CODED}", set_by)
        )  # fmt: skip
    return found


def of_flags(every: pd.DataFrame, records: pd.DataFrame) -> list[Compared]:
    """Return how the drift flag of each authority's newest report goes with its figures."""
    newest = latest(known(every, records))
    found = []
    for column, words, set_by in COLUMNS:
        own = own_figures(column, newest["authority"])
        both = newest[newest["authority"].isin(own)]
        figures = np.array(list(own.values()))
        r, low, high = correlation(figures, both["drift"].to_numpy())
        simulated = [correlation(figures, flags.astype(float))[0]
                     for [flags] in _read_anew(["drift"], both, records)]  # fmt: skip
        found.append(
            Compared(GOES_WITH, f"drift flag with {words}", "r", f"{r:+.2f} ({low:+.2f} to "
                     f"{high:+.2f})", low, high, *band(simulated),
                     f"newest of the {CODED}, {len(both)} authorities; DfE LAIT 2025",
                     set_by)
        )  # fmt: skip
    return found


def of_days(records: pd.DataFrame) -> list[Compared]:
    """Return how simulated drift days go with authorities' figures, by rank, without any coding."""
    found = []
    by_world = records.groupby(["world", "authority"])["drift_days_per_child_year"].mean()
    days = by_world.unstack()
    for column, words, set_by in COLUMNS:
        own = pd.Series(own_figures(column, days.columns))
        simulated = days.corrwith(own, axis=1, method="spearman")
        low, high = (-1.0, CASELOAD_AT_MOST) if column == LOAD else (CHURN_AT_LEAST, 1.0)
        wanted = f"under {CASELOAD_AT_MOST:g}" if column == LOAD else f"{CHURN_AT_LEAST:g} or more"
        found.append(
            Compared(DAYS, f"drift days with {words}", "r of ranks", wanted, low, high,
                     *band(simulated), "what the flags' relations ask for", set_by)
        )  # fmt: skip
    return found

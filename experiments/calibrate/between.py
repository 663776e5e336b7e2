"""Targets between authorities, judged for the set as a whole: England's authorities, one by one.

One run of every authority, with its published figures, in each of some of the set's worlds, for a
year, as the published figures are of a year. In each world the authorities' spread and relations
are reckoned; what counts is their median over the worlds. Timeliness is also reckoned with every
authority's IROs at few and at many children.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from scipy.stats import rankdata

from experiments.calibrate.in_parallel import Progress, all_of, unsaid
from experiments.calibrate.simulator import BY_ID
from experiments.validate.published import BETWEEN, SD_WITHIN
from sim.analyse.tables import values_of
from sim.arms.resolve import Arms, resolve
from sim.data.authorities import figures, names
from sim.replicate.replication import Failure, Point, point_of, run_point
from sim.settings import Settings, replace_values

WORLDS = 20  # the first ones, which stand best for all
FEW, MANY = 60.0, 110.0  # children to an IRO
ON_TIME = "reviews_on_time"
DRIFT = "drift_days_per_child_year"
MEASURES = (
    ON_TIME,
    "three_plus_placements",
    "long_term_stability",
    "three_plus_social_workers",
    DRIFT,
)


@dataclass(frozen=True)
class Between:
    """A target between authorities: its figure in words, and the range it is to be in."""

    name: str
    words: str
    published: str
    low: float
    high: float


def _spread(measure: str, words: str) -> Between:
    """Return the target of a standard deviation: within a quarter of the published one."""
    sd = next(one.sd for one in BETWEEN if one.measure == measure)
    return Between(f"sd.{measure}", f"SD of {words}, points", f"{sd:g}", (1 - SD_WITHIN) * sd,
                   (1 + SD_WITHIN) * sd)  # fmt: skip


TARGETS = (
    _spread(ON_TIME, "reviews on time"),
    _spread("three_plus_placements", "3 or more placements"),
    _spread("long_term_stability", "long-term stability"),
    _spread("three_plus_social_workers", "3 or more social workers"),
    Between("r.drift.caseload", "correlation of drift with social workers' caseload", "-.005",
            -0.1, 0.1),
    Between("r.drift.churn", "correlation of drift with churn (agency and 3 or more workers)",
            ".36 and .37", 0.25, 0.6),
    Between("on_time.median.change", f"median on time from {FEW:g} to {MANY:g} children an IRO, "
            "points", "less than 3 points", -3.0, 3.0),
    Between("on_time.tenth.change", f"worst tenth on time from {FEW:g} to {MANY:g} children an "
            "IRO, points", "falls", -60.0, -0.5),
)  # fmt: skip


@dataclass(frozen=True)
class Spreads:
    """What authorities come to, a value a world for each target by name; and who failed."""

    values: Mapping[str, Sequence[float]]
    authorities: int
    failed: int

    @property
    def worlds(self) -> int:
        """How many worlds they were run in."""
        return len(next(iter(self.values.values())))


def arms_of_authorities(caseload: float | None = None) -> list[Arms]:
    """Return today's arms of every English authority for a year, over plausible worlds."""
    changes = {} if caseload is None else {"iro.caseload": caseload}
    asked = replace_values(Settings(worlds="plausible", years=1, replications=1), changes)
    return [resolve(replace_values(asked, {"authority.name": name}), {}) for name in names()]


def between(
    worlds: int,
    threads: int,
    progress: Progress = unsaid,
    arms: Callable[[float | None], Sequence[Arms]] = arms_of_authorities,
) -> Spreads:
    """Run every authority in the first so many worlds, at its own and at two other caseloads."""
    points: list[Point] = []
    for caseload in (None, FEW, MANY):
        every = [point_of(place, each, "") for place, each in enumerate(arms(caseload))]
        points += [replace(point, monthly=False, apart=point.number + 1) for point in every]
    jobs = [(point, replication) for replication in range(worlds) for point in points]
    measures = [BY_ID[name] for name in MEASURES]

    def one(job: tuple[Point, int]) -> np.ndarray:
        ran = run_point(*job)
        if isinstance(ran, Failure):
            return np.full(len(measures), np.nan)
        return values_of(measures, ran.months[0].sum(axis=0))

    found = all_of(one, jobs, threads, progress("authorities", len(jobs)))
    authorities = len(points) // 3
    runs = np.array(found).reshape(worlds, 3, authorities, len(measures))
    todays = [point.today for point in points[:authorities]]
    caseloads = np.array([today.social_worker.caseload for today in todays])
    each = [_of_world(run, caseloads, churn(todays)) for run in runs]
    failed = int(np.isnan(runs[..., 0]).sum())
    values = {target.name: [one[target.name] for one in each] for target in TARGETS}
    return Spreads(values, authorities, failed)


def churn(todays: Sequence[Settings]) -> np.ndarray:
    """Return each authority's published churn: the mean of two ranks, agency and 3+ workers."""
    of = [figures(today.authority.name) for today in todays]
    columns = ("agency_pct", "pct_3plus_social_workers")
    ranks = [rankdata([each[column].value for each in of]) for column in columns]
    return np.mean(ranks, axis=0)


def correlation(one: np.ndarray, other: np.ndarray) -> float:
    """Return the rank correlation of what is known in both."""
    return float(pd.Series(one).corr(pd.Series(other), method="spearman", min_periods=3))


def _of_world(runs: np.ndarray, caseloads: np.ndarray, churns: np.ndarray) -> dict[str, float]:
    """Return the targets of one world from runs of shape (own caseload, few, many; ...)."""
    own = runs[0]
    place = {name: MEASURES.index(name) for name in MEASURES}
    found = {f"sd.{name}": 100 * float(np.nanstd(own[:, at], ddof=1)) for name, at in place.items()}
    few, many = (100 * runs[at][:, place[ON_TIME]] for at in (1, 2))
    return found | {
        "r.drift.caseload": correlation(own[:, place[DRIFT]], caseloads),
        "r.drift.churn": correlation(own[:, place[DRIFT]], churns),
        "on_time.median.change": float(np.nanmedian(many) - np.nanmedian(few)),
        "on_time.tenth.change": float(np.nanpercentile(many, 10) - np.nanpercentile(few, 10)),
    }

"""What calibration asks of today's simulated service in the average authority."""

import dataclasses
from collections.abc import Mapping, Sequence

import numpy as np

from experiments.beliefs import Values
from experiments.calibrate.bands import BANDS, CASELOADS, Band
from experiments.calibrate.effect_of_noticing import Noticing
from experiments.order_of_giving_way import ORDER
from experiments.validate.targets import TARGETS, Target
from sim.analyse.tables import parts_of
from sim.arms.resolve import resolve
from sim.cli.compose import compose
from sim.measures.catalogue import HEADLINE, MEASURES, Measure
from sim.replicate.replication import one_world, seed_of
from sim.settings import Settings, register, replace_values

BY_ID = {measure.id: measure for measure in MEASURES}
OF_NOTICING = [BY_ID["drift_days_per_child_year"], BY_ID["leaving_rate"]]
NOTICING = "challenge.iro.sees."  # the room of all the IRO's noticing
CASELOAD_RUNS = 3  # at each caseload
RUNS = 50  # over which the typical world is judged, as the command runs one world
POLICIES = (
    "strengthen",
    "relocate",
    "abolish",
    "abolish_funded",
    "manager_chairs",
    "advocates_too",
    "caseload_cap",
)  # whose differences say what a member leads to


class Service:
    """Today's service, run with values of its settings.

    Each run is told by the values, a seed and the number of the replication, as in the command:
    the same three give the same run.
    """

    targets: Sequence[Target] = TARGETS
    bands: Sequence[Band] = BANDS
    caseloads: Sequence[float] = CASELOADS

    def __init__(self) -> None:
        self.today = resolve(Settings(worlds="one", replications=RUNS), {}).today
        self.blind = {s.name: 0.0 for s in register(self.today) if s.name.startswith(NOTICING)}
        self.order = [BY_ID[name] for name in ORDER]
        self.measures = [BY_ID[target.measure] for target in self.targets]
        self.policies = {name: compose([f"+scenario={name}"]).changes for name in POLICIES}

    def can_be(self, values: Values) -> None:
        """Refuse values that cannot hold together, with a `UserError`."""
        resolve(replace_values(self.today, dict(values)), {})

    def run(self, values: Values, seed: int, replication: int) -> np.ndarray:
        """Return numerators and denominators of the targets' measures, shape (2, targets)."""
        return self._parts(self.measures, values, seed, replication)

    def run_at(self, caseload: float, values: Values, seed: int, replication: int) -> np.ndarray:
        """Return numerators and denominators of the duties at a caseload, shape (2, duties)."""
        return self._parts(self.order, dict(values) | {"iro.caseload": caseload}, seed, replication)

    def by_caseload(self, values: Values, seed: int) -> np.ndarray:
        """Return what comes of each duty at each caseload, shape (caseloads, duties)."""
        return np.array([
            ratio(np.array([self.run_at(at, values, seed, run) for run in range(CASELOAD_RUNS)]))
            for at in self.caseloads
        ])  # fmt: skip

    def noticing(self, values: Values, seed: int, replications: int) -> Noticing:
        """Return what the IRO's noticing does, in the same runs with it and without."""
        drift, leaving = self._means(OF_NOTICING, values, seed, replications)
        blind = dict(values) | self.blind
        drift_blind, leaving_blind = self._means(OF_NOTICING, blind, seed, replications)
        return Noticing(float(drift_blind / drift), float(leaving / leaving_blind))

    def leads_to(self, values: Values, seed: int, replications: int) -> Mapping[str, float]:
        """Return the headline figures of today's service and their differences under policies."""
        given = self._given(values, seed)
        pairs = [resolve(given, changes) for changes in self.policies.values()]
        changed = [arms.under_policy or arms.today for arms in pairs]
        worlds = (
            one_world(pairs[0].today, changed, seed_of(given, r)) for r in range(replications)
        )
        # shape (replications, 1 + policies, 2, headline measures), today's service first
        parts = np.array([np.stack(parts_of(HEADLINE, each.months.sum(axis=1)), axis=1)
                          for each in worlds])  # fmt: skip
        before, *after = (ratio(parts[:, arm]) for arm in range(1 + len(self.policies)))
        figures = {f"today.{m.id}": float(v) for m, v in zip(HEADLINE, before, strict=True)}
        for name, under in zip(self.policies, after, strict=True):
            for measure, difference in zip(HEADLINE, under - before, strict=True):
                figures[f"{name}.{measure.id}"] = float(difference)
        return figures

    def _given(self, values: Values, seed: int) -> Settings:
        return dataclasses.replace(replace_values(self.today, dict(values)), seed=seed)

    def _means(
        self, measures: Sequence[Measure], values: Values, seed: int, replications: int
    ) -> np.ndarray:
        parts = [self._parts(measures, values, seed, r) for r in range(replications)]
        return ratio(np.array(parts))

    def _parts(
        self, measures: Sequence[Measure], values: Values, seed: int, replication: int
    ) -> np.ndarray:
        given = self._given(values, seed)
        counts = one_world(given, (), seed_of(given, replication)).months[0].sum(axis=0)
        return np.array(parts_of(measures, counts))


def ratio(parts: np.ndarray) -> np.ndarray:
    """Return mean numerators over mean denominators, from parts of shape (runs, 2, measures)."""
    top, bottom = parts.mean(axis=0)
    return np.divide(top, bottom, out=np.full(top.shape, np.nan), where=bottom != 0)

"""What calibration asks of today's simulated service in the average authority."""

import dataclasses
from collections.abc import Mapping, Sequence

import numpy as np

from experiments.calibration.beliefs import Values
from experiments.giving_way import ORDER, as_described
from experiments.validate import TARGETS, Target
from sim.composition import compose
from sim.measures import HEADLINE, MEASURES, Measure
from sim.settings import Settings, register
from sim.settings.arms import resolve
from sim.settings.policy import with_values
from sim.study.point import one_world, seed_of

BY_ID = {measure.id: measure for measure in MEASURES}
DRIFT = BY_ID["drift_days_per_child_year"]
NOTICING = "challenge.iro.sees."  # the room of all the IRO's noticing
CASELOADS = (50.0, 70.0, 90.0, 110.0, 140.0)  # few, for every member is tried at each
CASELOAD_RUNS = 3
RUNS = 50  # over which the typical world is judged, as the command runs one world
CASELOAD_TOLERANCE = 5.0  # children: what so few runs may be out by
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

    def __init__(self) -> None:
        self.today = resolve(Settings(worlds="one", replications=RUNS), {}).today
        self.blind = {s.name: 0.0 for s in register(self.today) if s.name.startswith(NOTICING)}
        self.measures = [BY_ID[target.measure] for target in self.targets]
        self.policies = {name: compose([f"+scenario={name}"]).changes for name in POLICIES}

    def can_be(self, values: Values) -> None:
        """Refuse values that cannot hold together, with a `Mistake`."""
        resolve(with_values(self.today, dict(values)), {})

    def run(self, values: Values, seed: int, replication: int) -> np.ndarray:
        """Return numerators and denominators of the targets' measures, shape (2, targets)."""
        return self._parts(self.measures, values, seed, replication)

    def gives_way_as_described(self, values: Values, seed: int) -> bool:
        """Say whether duties give way in the order that inspectors describe."""
        order = [BY_ID[name] for name in ORDER]
        runs = [
            self._means(order, dict(values) | {"iro.caseload": caseload}, seed, CASELOAD_RUNS)
            for caseload in CASELOADS
        ]
        return as_described(CASELOADS, [run.tolist() for run in runs], CASELOAD_TOLERANCE)

    def drift_ratio(self, values: Values, seed: int, replications: int) -> float:
        """Return drift without the IRO's noticing over drift with it, in the same runs."""
        with_it = self._means([DRIFT], values, seed, replications)
        without = self._means([DRIFT], dict(values) | self.blind, seed, replications)
        return float((without / with_it)[0])

    def leads_to(self, values: Values, seed: int, replications: int) -> Mapping[str, float]:
        """Return the headline figures of today's service and their differences under policies."""
        parts = np.array([self.arms(values, seed, r) for r in range(replications)])
        before, *after = (ratio(parts[:, arm]) for arm in range(1 + len(self.policies)))
        figures = {f"today.{m.id}": float(v) for m, v in zip(HEADLINE, before, strict=True)}
        for name, under in zip(self.policies, after, strict=True):
            for measure, difference in zip(HEADLINE, under - before, strict=True):
                figures[f"{name}.{measure.id}"] = float(difference)
        return figures

    def arms(self, values: Values, seed: int, replication: int) -> np.ndarray:
        """Return a run's numerators and denominators, shape (1 + policies, 2, headline measures).

        Today's service stands first, then each policy in the same world.
        """
        given = dataclasses.replace(with_values(self.today, dict(values)), seed=seed)
        pairs = [resolve(given, changes) for changes in self.policies.values()]
        under = [arms.under_policy or arms.today for arms in pairs]
        months = one_world(pairs[0].today, under, seed_of(given, replication)).months.sum(axis=1)
        return np.array([[measure.parts(counts) for measure in HEADLINE] for counts in months]
                        ).transpose(0, 2, 1)  # fmt: skip

    def _means(
        self, measures: Sequence[Measure], values: Values, seed: int, replications: int
    ) -> np.ndarray:
        parts = [self._parts(measures, values, seed, r) for r in range(replications)]
        return ratio(np.array(parts))

    def _parts(
        self, measures: Sequence[Measure], values: Values, seed: int, replication: int
    ) -> np.ndarray:
        given = dataclasses.replace(with_values(self.today, dict(values)), seed=seed)
        counts = one_world(given, (), seed_of(given, replication)).months[0].sum(axis=0)
        return np.array([measure.parts(counts) for measure in measures]).T


def ratio(parts: np.ndarray) -> np.ndarray:
    """Return mean numerators over mean denominators, from parts of shape (runs, 2, measures)."""
    top, bottom = parts.mean(axis=0)
    return np.divide(top, bottom, out=np.full(top.shape, np.nan), where=bottom != 0)

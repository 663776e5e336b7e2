"""Judging a proposal: by the forecast, by its own runs, and by the order of giving way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from experiments.beliefs import Values
from experiments.calibrate.bands import first_out, in_order, values_of_bands
from experiments.calibrate.effect_of_noticing import UNKNOWN, Noticing, is_plausible
from experiments.calibrate.emulator import Forecast
from experiments.calibrate.simulator import Service, ratio
from experiments.validate.targets import Target
from sim.errors import UserError

PATIENCE = 2.5  # standard errors by which a mean may be out of range before all runs are done
GUARD = 1.0  # standard errors by which it must be in range then, lest its runs' chance keeps it
ENDS = (0.0, 1.0)  # of what a share may be: at these ends of a range nothing is asked
AFTER = 10  # runs over which is told what comes of a world that is kept
AUDITED = 10  # one in so many of the later proposals ruled out is run all the same
KEPT, RULED_OUT, TOGETHER, GIVING_WAY, TOO_MUCH = (
    "kept",
    "ruled out",
    "cannot hold together",
    "duties give way in another order",
    "implied rate ratio out of range",
)


@dataclass(frozen=True)
class Asked:
    """What the search is asked for."""

    members: int = 200
    proposals: int = 200_000
    seed: int = 1
    workers: int = 0
    replications: int = 20
    first: int = 1500
    excused: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Verdict:
    """What became of a proposal; a member has figures too."""

    number: int
    values: Values
    why: str
    audited: bool
    targets: tuple[float, ...] = ()
    bands: tuple[float, ...] = ()
    noticing: Noticing = UNKNOWN
    leads_to: Mapping[str, float] = field(default_factory=dict)


def passed_over(targets: Sequence[Target], asked: Asked) -> frozenset[str]:
    """Return what no world is judged by: targets that are only told, and what is excused."""
    return asked.excused | {target.measure for target in targets if target.told}


def distance(target: Target, value: float) -> float:
    """Return how far a value lies from the middle of a target's range, in half-widths."""
    return abs(value - (target.low + target.high) / 2) / ((target.high - target.low) / 2)


@dataclass(frozen=True)
class Examiner:
    """Judges a proposal by its own runs, whose seed is the proposal's number."""

    model: Service
    asked: Asked
    noise: np.ndarray
    forecast: Forecast

    @property
    def passed_over(self) -> frozenset[str]:
        """What no world is judged by."""
        return passed_over(self.model.targets, self.asked)

    def judge(self, number: int, values: Values) -> Verdict:
        """Return what becomes of a proposal.

        It is dropped once the mean of its runs is out of a target's range by more than chance
        explains. It is kept where after all runs it is in every range by the chance error of the
        mean, and over caseloads, which take runs of their own, the bands are kept to and duties
        give way in order, and the implied rate ratio is plausible.
        """
        ruled_out = self.forecast.rules_out(values, self.passed_over)
        audited = ruled_out and number >= self.asked.first and number % AUDITED == 0
        if ruled_out and not audited:
            return Verdict(number, values, RULED_OUT, audited=False)
        try:
            self.model.can_be(values)
        except UserError:
            return Verdict(number, values, TOGETHER, audited)
        parts: list[np.ndarray] = []
        last = self.asked.replications - 1
        for replication in range(last + 1):
            parts.append(self.model.run(values, number, replication))
            means = ratio(np.array(parts))
            error = self.noise / np.sqrt(len(parts))
            out = self._first_out(
                means, -GUARD * error if replication == last else PATIENCE * error
            )
            if out is not None:
                return Verdict(number, values, out, audited)
        duties = self.model.by_caseload(values, number)
        bands = values_of_bands(self.model.bands, self.model.caseloads, duties)
        out = first_out(self.model.bands, bands, self.passed_over)
        if out is None and not in_order(self.model.caseloads, duties):
            out = GIVING_WAY
        if out is not None:
            return Verdict(number, values, out, audited)
        noticing = self.model.noticing(values, number, AFTER)
        if not is_plausible(noticing):
            return Verdict(number, values, TOO_MUCH, audited)
        figures = self.model.leads_to(values, number, AFTER)
        return Verdict(
            number, values, KEPT, audited, tuple(means.tolist()), bands, noticing, figures
        )

    def _first_out(self, means: np.ndarray, slack: np.ndarray) -> str | None:
        """Return the measure furthest out of its range in half-widths; None where all are in.

        A range is widened by the slack, or narrowed where it is negative, but for its ends at
        which nothing lies beyond.
        """
        over, out = self.passed_over, dict[str, float]()
        for target, value, more in zip(self.model.targets, means, slack, strict=True):
            low = target.low if target.low in ENDS else target.low - more
            high = target.high if target.high in ENDS else target.high + more
            if target.measure not in over and not low <= value <= high:
                out[target.measure] = distance(target, value)
        return max(out, key=lambda name: out[name], default=None)

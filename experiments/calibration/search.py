"""The search: proposals from Optuna, run in turn, and kept where they fit.

Rejection, and nothing cleverer: proposals are spread evenly over the plausible ranges, and a
proposal is kept or dropped on its own account, whatever became of the others. So what is kept is
a plain sample of the settings that fit, each of equal weight.
"""

import collections
import itertools
import os
import warnings
from collections.abc import Callable, Generator, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import optuna

from experiments.calibration.beliefs import Belief, Values
from experiments.calibration.forecast import Forecast, fit
from experiments.calibration.service import ratio
from experiments.validate import Target
from sim.settings.mistake import Mistake
from sim.settings.plausible import Member

PATIENCE = 2.5  # standard errors by which a mean may be out of range before all runs are done
TWICE = 100  # proposals of the first ones that are run twice, for the noise between runs
AUDITED = 10  # one in so many of the later proposals ruled out is run all the same
KEPT, RULED_OUT, TOGETHER, GIVING_WAY = (
    "kept",
    "ruled out",
    "cannot hold together",
    "duties give way in another order",
)


class Model(Protocol):
    """What is calibrated: see `service.Service`."""

    targets: Sequence[Target]

    def can_be(self, values: Values) -> None:
        """Refuse values that cannot hold together."""

    def run(self, values: Values, seed: int, replication: int) -> np.ndarray:
        """Return numerators and denominators of the targets' measures."""

    def gives_way_as_described(self, values: Values, seed: int) -> bool:
        """Say whether the pattern holds."""

    def drift_ratio(self, values: Values, seed: int, replications: int) -> float:
        """Return drift without the IRO's noticing over drift with it."""


@dataclass(frozen=True)
class Asked:
    """What the search is asked for."""

    members: int = 200
    proposals: int = 200_000
    seed: int = 1
    threads: int = 0
    replications: int = 10
    first: int = 1500
    excused: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Verdict:
    """What became of a proposal; a member has the targets' values, and drift's ratio."""

    number: int
    values: Values
    why: str
    audited: bool
    targets: tuple[float, ...] = ()
    drift_ratio: float = np.nan


@dataclass(frozen=True)
class Found:
    """What the search found.

    Attributes
    ----------
    tried
        How many proposals became what, by the verdict's words or the target that was out.
    audited
        How many proposals that were ruled out were run all the same.
    missed
        How many of those were kept; they are members like the others.
    alone
        For each target the share of the first runs that is in its range.
    """

    kept: tuple[Verdict, ...]
    tried: collections.Counter[str]
    audited: int
    missed: int
    alone: tuple[float, ...]

    @property
    def members(self) -> tuple[Member, ...]:
        """The kept proposals, as they are stored."""
        return tuple(Member(v.number, float(f"{v.drift_ratio:.4g}"), v.values) for v in self.kept)


def distance(target: Target, value: float) -> float:
    """Return how far a value lies from the middle of a target's range, in half-widths."""
    return abs(value - (target.low + target.high) / 2) / ((target.high - target.low) / 2)


class Proposals:
    """Optuna's study: it says what to try next, and is told what became of it."""

    def __init__(self, beliefs: Sequence[Belief], seed: int) -> None:
        optuna.logging.set_verbosity(optuna.logging.WARNING)
        with warnings.catch_warnings(category=optuna.exceptions.ExperimentalWarning):
            warnings.simplefilter("ignore")
            even = optuna.samplers.QMCSampler(
                qmc_type="sobol", scramble=True, seed=seed, warn_independent_sampling=False
            )
        self.beliefs = beliefs
        self.study = optuna.create_study(sampler=even)
        self.space: dict[str, optuna.distributions.BaseDistribution] = {
            belief.name: optuna.distributions.IntDistribution(int(belief.low), int(belief.high))
            if belief.whole
            else optuna.distributions.FloatDistribution(belief.low, belief.high)
            for belief in beliefs
        }

    def ask(self) -> Values:
        """Return the next proposal."""
        given = self.study.ask(self.space).params
        return {belief.name: belief.rounded(given[belief.name]) for belief in self.beliefs}

    def tell(self, verdict: Verdict, targets: Sequence[Target], excused: frozenset[str]) -> None:
        """Record a verdict: the largest distance of a member's targets, or that it was dropped."""
        if verdict.why == KEPT:
            far = [
                distance(target, value)
                for target, value in zip(targets, verdict.targets, strict=True)
                if target.measure not in excused
            ]
            self.study.tell(verdict.number, max(far, default=0.0))
        else:
            self.study.tell(verdict.number, state=optuna.trial.TrialState.PRUNED)


def in_turn[Item, Result](
    pool: ThreadPoolExecutor,
    ahead: int,
    act: Callable[[Item], Result],
    items: Iterable[Item],
) -> Generator[Result]:
    """Yield what `act` makes of each item in the items' order, with some under way ahead."""
    under_way: collections.deque[Future[Result]] = collections.deque()
    try:
        for item in items:
            under_way.append(pool.submit(act, item))
            if len(under_way) >= ahead:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()
    finally:
        for job in under_way:
            job.cancel()


@dataclass(frozen=True)
class Examiner:
    """Judges a proposal by its own runs, whose seed is the proposal's number."""

    model: Model
    asked: Asked
    noise: np.ndarray
    forecast: Forecast

    def judge(self, number: int, values: Values) -> Verdict:
        """Return what becomes of a proposal.

        It is dropped once the mean of its runs is out of a target's range by more than chance
        explains, kept where after all runs it is in every range and the pattern holds.
        """
        ruled_out = self.forecast.rules_out(values, self.asked.excused)
        audited = ruled_out and number >= self.asked.first and number % AUDITED == 0
        if ruled_out and not audited:
            return Verdict(number, values, RULED_OUT, audited=False)
        try:
            self.model.can_be(values)
        except Mistake:
            return Verdict(number, values, TOGETHER, audited)
        parts: list[np.ndarray] = []
        last = self.asked.replications - 1
        for replication in range(last + 1):
            parts.append(self.model.run(values, number, replication))
            means = ratio(np.array(parts))
            slack = PATIENCE * self.noise / np.sqrt(len(parts)) * (replication < last)
            out = self._first_out(means, slack)
            if out is not None:
                return Verdict(number, values, out, audited)
        if not self.model.gives_way_as_described(values, number):
            return Verdict(number, values, GIVING_WAY, audited)
        drift = self.model.drift_ratio(values, number, self.asked.replications)
        return Verdict(number, values, KEPT, audited, tuple(means.tolist()), drift)

    def _first_out(self, means: np.ndarray, slack: np.ndarray) -> str | None:
        """Return the measure furthest out of its range in half-widths; None where all are in."""
        worst, name = 0.0, None
        for target, value, more in zip(self.model.targets, means, slack, strict=True):
            if target.measure in self.asked.excused:
                continue
            if not target.low - more <= value <= target.high + more:
                far = distance(target, value)
                if name is None or far > worst:
                    worst, name = far, target.measure
        return name


def search(
    model: Model,
    beliefs: Sequence[Belief],
    asked: Asked,
    progress: Callable[[str, int, int], None] = lambda what, done, of: None,
) -> Found:
    """Find so many members.

    The first proposals are run once each, to fit the forecast, and then judged like the rest.

    Raises
    ------
    Mistake
        Where the proposals allowed do not hold so many members.
    """
    proposals = Proposals(beliefs, asked.seed)
    threads = asked.threads or os.cpu_count() or 1
    early = [proposals.ask() for _ in range(min(asked.first, asked.proposals))]
    more = (proposals.ask() for _ in itertools.count())
    stream = itertools.islice(itertools.chain(early, more), asked.proposals)
    kept: list[Verdict] = []
    tried: collections.Counter[str] = collections.Counter()
    audited = 0
    pool = ThreadPoolExecutor(threads)
    try:
        values, noise = _first_runs(model, early, pool, threads, progress)
        forecast = fit(beliefs, model.targets, early, values, noise, asked.replications)
        judge = Examiner(model, asked, noise, forecast).judge
        for verdict in in_turn(pool, 8 * threads, lambda one: judge(*one), enumerate(stream)):
            proposals.tell(verdict, model.targets, asked.excused)
            tried[verdict.why] += 1
            audited += verdict.audited
            if verdict.why == KEPT:
                kept.append(verdict)
            progress("members", len(kept), asked.members)
            if len(kept) == asked.members:
                break
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
    low, high = (np.array([getattr(t, end) for t in model.targets]) for end in ("low", "high"))
    alone = ((values >= low) & (values <= high)).mean(axis=0).tolist()
    if len(kept) < asked.members:
        raise Mistake(_too_few(len(kept), asked, model.targets, alone))
    missed = sum(verdict.audited for verdict in kept)
    return Found(tuple(kept), tried, audited, missed, tuple(alone))


def _first_runs(
    model: Model,
    early: Sequence[Values],
    pool: ThreadPoolExecutor,
    threads: int,
    progress: Callable[[str, int, int], None],
) -> tuple[np.ndarray, np.ndarray]:
    """Return the targets in one run of each early proposal, and the noise between two runs."""

    def one(job: tuple[int, int]) -> np.ndarray:
        number, replication = job
        return ratio(model.run(early[number], number, replication)[None])

    jobs = [(number, 0) for number in range(len(early))]
    jobs += [(number, 1) for number in range(min(TWICE, len(early)))]
    found = []
    for made in in_turn(pool, 8 * threads, one, jobs):
        found.append(made)
        progress("first runs", len(found), len(jobs))
    values = np.array(found[: len(early)])
    again = np.array(found[len(early) :])
    squares = (values[: len(again)] - again) ** 2
    there = np.maximum(1, (~np.isnan(squares)).sum(axis=0))
    return values, np.sqrt(np.nansum(squares, axis=0) / there / 2)


def _too_few(kept: int, asked: Asked, targets: Sequence[Target], alone: Sequence[float]) -> str:
    judged = [(s, t.measure) for s, t in zip(alone, targets, strict=True)
              if t.measure not in asked.excused]  # fmt: skip
    hardest = ", ".join(f"{measure} ({share:.0%})" for share, measure in sorted(judged)[:3])
    return (
        f"{asked.proposals} proposals hold {kept} of the {asked.members} members asked for, so "
        f"nothing is written; the targets that fewest of the first runs reach: {hardest}"
    )

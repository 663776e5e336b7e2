"""The search: proposals from Optuna, run in turn, and kept where they fit.

Rejection, and nothing cleverer: proposals are spread evenly over the plausible ranges, and a
proposal is kept or dropped on its own account. None steers another; only the forecast, which saves
running what is clearly out, is fitted to the first ones. So what is kept is a plain sample of the
settings that fit, each of equal weight.
"""

import collections
import dataclasses
import itertools
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import optuna

from experiments.beliefs import Belief, Values
from experiments.calibrate.acceptance import KEPT, Asked, Examiner, Verdict, passed_over
from experiments.calibrate.emulator import fit
from experiments.calibrate.in_parallel import Progress, all_of, in_turn, unsaid
from experiments.calibrate.simulator import Service, ratio
from experiments.calibrate.standing import order
from sim.data.plausible_settings import Member
from sim.errors import UserError
from sim.replicate.workers import workers

AGAINST = 0.9  # of those expected to meet both, at most, where two targets pull apart,
SURELY = 3.0  # and by so many standard errors
TWICE = 100  # proposals of the first ones that are run twice, for the noise between runs


@dataclass(frozen=True)
class SearchResults:
    """What the search found."""

    kept: tuple[Verdict, ...]
    # how many proposals became what, by the verdict's words or the target that was out
    tried: collections.Counter[str]
    audited: int  # how many proposals that were ruled out were run all the same
    missed: int  # how many of those were kept; they are members like the others
    alone: tuple[float, ...]  # for each target the share of the first runs that is in its range
    # pairs of targets that judge of which few of the first runs meet both, with how many do as
    # a share of how many would if meeting one told nothing of the other; the worst first
    against: tuple[tuple[str, str, float], ...]

    @property
    def members(self) -> tuple[Member, ...]:
        """The kept proposals, as they are stored; worlds are numbered as they stand here."""
        return tuple(
            Member(world, v.number, _short(v.noticing.drift_ratio),
                   _short(v.noticing.leaving_rate_ratio), v.values,
                   {name: _short(value) for name, value in v.leads_to.items()})
            for world, v in enumerate(self.kept, 1)
        )  # fmt: skip

    def ordered(self, policies: Sequence[str]) -> "SearchResults":
        """Return the same, the kept in the order in which the first stand best for all."""
        places = order(self.members, policies)
        return dataclasses.replace(self, kept=tuple(self.kept[place] for place in places))


def _short(value: float) -> float:
    """Return a figure as the stored set holds it."""
    return float(f"{value:.4g}")


def proposals(beliefs: Sequence[Belief], seed: int) -> Iterator[Values]:
    """Yield values to try without end, by Optuna's quasi-random sampler."""
    optuna.logging.set_verbosity(optuna.logging.WARNING)
    with warnings.catch_warnings(category=optuna.exceptions.ExperimentalWarning):
        warnings.simplefilter("ignore")
        even = optuna.samplers.QMCSampler(
            qmc_type="sobol", scramble=True, seed=seed, warn_independent_sampling=False
        )
    study = optuna.create_study(sampler=even)
    space: dict[str, optuna.distributions.BaseDistribution] = {
        belief.name: optuna.distributions.IntDistribution(int(belief.low), int(belief.high))
        if belief.whole
        else optuna.distributions.FloatDistribution(belief.low, belief.high)
        for belief in beliefs
    }
    while True:
        trial = study.ask(space)
        study.tell(trial, state=optuna.trial.TrialState.PRUNED)  # what becomes of it steers nothing
        yield {belief.name: belief.rounded(trial.params[belief.name]) for belief in beliefs}


def search(
    model: Service, beliefs: Sequence[Belief], asked: Asked, progress: Progress = unsaid
) -> SearchResults:
    """Find so many members.

    The first proposals are run once each, to fit the forecast, and then judged like the rest.

    Raises
    ------
    UserError
        Where the proposals allowed do not hold so many members.
    """
    threads = workers(asked.workers)
    stream = itertools.islice(proposals(beliefs, asked.seed), asked.proposals)
    early = list(itertools.islice(stream, asked.first))
    values, noise = _first_runs(model, early, threads, progress)
    forecast = fit(beliefs, model.targets, early, values, noise, asked.replications)
    judge = Examiner(model, asked, noise, forecast).judge
    kept: list[Verdict] = []
    tried: collections.Counter[str] = collections.Counter()
    audited = 0
    every = enumerate(itertools.chain(early, stream))
    one_tried = progress("proposals", asked.proposals)
    one_found = progress("members", asked.members)
    for verdict in in_turn(lambda one: judge(*one), every, threads):
        tried[verdict.why] += 1
        audited += verdict.audited
        if verdict.why == KEPT:
            kept.append(verdict)
            one_found()
        one_tried()
        if len(kept) == asked.members:
            break
    low, high = (np.array([getattr(t, end) for t in model.targets]) for end in ("low", "high"))
    met = (values >= low) & (values <= high)
    over = passed_over(model.targets, asked)
    judged = {t.measure: met[:, place] for place, t in enumerate(model.targets)
              if t.measure not in over}  # fmt: skip
    if len(kept) < asked.members:
        raise UserError(_too_few(len(kept), asked, judged))
    missed = sum(verdict.audited for verdict in kept)
    alone = tuple(met.mean(axis=0).tolist())
    return SearchResults(tuple(kept), tried, audited, missed, alone, _against(judged))


def _against(met: Mapping[str, np.ndarray]) -> tuple[tuple[str, str, float], ...]:
    """Return the pairs of targets that surely pull against each other, the worst first."""
    pairs = []
    for (one, first), (other, second) in itertools.combinations(met.items(), 2):
        both, expected = int((first & second).sum()), len(first) * first.mean() * second.mean()
        if both < AGAINST * expected and expected - both > SURELY * np.sqrt(expected):
            pairs.append((one, other, round(both / expected, 4)))
    return tuple(sorted(pairs, key=lambda pair: pair[2]))


def _first_runs(
    model: Service, early: Sequence[Values], threads: int, progress: Progress
) -> tuple[np.ndarray, np.ndarray]:
    """Return the targets in one run of each early proposal, and the noise between two runs."""

    def one(job: tuple[int, int]) -> np.ndarray:
        number, replication = job
        return ratio(model.run(early[number], number, replication)[None])

    jobs = [(number, 0) for number in range(len(early))]
    jobs += [(number, 1) for number in range(min(TWICE, len(early)))]
    found = all_of(one, jobs, threads, progress("first runs", len(jobs)))
    values = np.array(found[: len(early)])
    again = np.array(found[len(early) :])
    squares = (values[: len(again)] - again) ** 2
    there = np.maximum(1, (~np.isnan(squares)).sum(axis=0))
    return values, np.sqrt(np.nansum(squares, axis=0) / there / 2)


def _too_few(kept: int, asked: Asked, met: Mapping[str, np.ndarray]) -> str:
    shares = sorted((reached.mean(), measure) for measure, reached in met.items())
    hardest = ", ".join(f"{measure} ({share:.0%})" for share, measure in shares[:3])
    return (
        f"{asked.proposals} proposals hold {kept} of the {asked.members} members asked for, so "
        f"nothing is written; the targets that fewest of the first runs reach: {hardest}"
    )

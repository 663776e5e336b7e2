"""The typical world: beliefs at the centre of what is plausible, under which today is as published.

A belief that no target narrows stands at the centre of its plausible range. The others begin at the
set's medians and are moved as little as possible, in multiples of their ranges, until every target
is in range in the mean of the runs, with a margin, and every band by caseload. None may come into
the outer tenth of its range while that can be had without.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

from experiments.beliefs import Belief, Values
from experiments.calibrate.bands import in_order, values_of_bands
from experiments.calibrate.in_parallel import Progress, all_of, unsaid
from experiments.calibrate.set_spread import thresholds, unevenness, values_of
from experiments.calibrate.simulator import Service, ratio
from sim.data.plausible_settings import Member

RUNS = 50
BAND_RUNS = 15  # at each caseload
MARGIN = 0.05  # of a target's range by which its mean must be inside, where the range has room
STEP = 0.1  # of a belief's range, to see which way the targets move
ROUNDS = 4  # of seeing and moving, before what is left out of range is left so
OUTER = 0.1  # of a range at either end


@dataclass(frozen=True)
class Typical:
    """The typical world."""

    values: Values
    fitted: tuple[str, ...]  # the beliefs that targets narrow; the others stand at the centre
    # how far the fitted ones were moved from the set's medians, at most, in their ranges
    moved: float
    targets: tuple[float, ...]  # the targets' means over the runs
    bands: tuple[float, ...]  # the bands' values
    duties: np.ndarray  # what comes of each duty at each caseload, shape (caseloads, duties)
    as_described: bool  # whether duties give way in the order that inspectors describe


def fitted_of(beliefs: Sequence[Belief], members: Sequence[Member]) -> list[Belief]:
    """Return the beliefs that targets narrow, surely or perhaps."""
    narrowed, _ = thresholds(len(beliefs), len(members))
    return [belief for belief in beliefs if unevenness(belief, members) >= narrowed]


def find_typical(
    model: Service,
    beliefs: Sequence[Belief],
    members: Sequence[Member],
    seed: int,
    threads: int,
    excused: frozenset[str] = frozenset(),
    progress: Progress = unsaid,
) -> Typical:
    """Find the typical world; runs of that seed are those of the command with its defaults."""
    fitted = fitted_of(beliefs, members)
    centre = {b.name: b.rounded((b.low + b.high) / 2) for b in beliefs}
    start = np.array(
        [(np.median(values_of(members, b.name)) - b.low) / (b.high - b.low) for b in fitted]
    )
    names = [*(t.measure for t in model.targets), *(band.name for band in model.bands)]
    over = excused | {target.measure for target in model.targets if target.told}
    counted = [place for place, name in enumerate(names) if name not in over]

    def values(at: np.ndarray) -> Values:
        return centre | {b.name: b.at(x) for b, x in zip(fitted, at, strict=True)}

    def reached(at: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        given = values(at)
        parts = all_of(lambda run: model.run(given, seed, run), range(RUNS), threads)
        duties = duties_of(model, given, seed, threads)
        bands = values_of_bands(model.bands, model.caseloads, duties)
        return np.append(ratio(np.array(parts)), bands), duties

    low, high = (
        np.array([*(getattr(t, end) for t in model.targets),
                  *(getattr(band, f"set_{end}") for band in model.bands)])
        for end in ("low", "high")
    )  # fmt: skip
    margin = MARGIN * (high - low)
    advance = progress("typical world, rounds at most", ROUNDS)
    at, (found, duties) = start, reached(start)
    for _ in range(ROUNDS):
        inside = (found >= low + margin) & (found <= high - margin)
        if inside[counted].all():
            break
        beside = [reached(at + STEP * unit)[0] for unit in np.eye(len(at))]
        slopes = np.array([(each - found) / STEP for each in beside])
        at = _nearest(start, at, found, slopes.T, low + margin, high - margin, counted)
        found, duties = reached(at)
        advance()
    moved = float(abs(at - start).max(initial=0.0))
    targets, bands = np.split(found, [len(model.targets)])
    return Typical(
        values(at), tuple(b.name for b in fitted), moved, tuple(targets.tolist()),
        tuple(bands.tolist()), duties, in_order(model.caseloads, duties),
    )  # fmt: skip


def duties_of(model: Service, values: Values, seed: int, threads: int) -> np.ndarray:
    """Return what comes of each duty at each caseload, shape (caseloads, duties)."""
    jobs = [(caseload, run) for caseload in model.caseloads for run in range(BAND_RUNS)]
    parts = all_of(lambda job: model.run_at(job[0], values, seed, job[1]), jobs, threads)
    apart = np.array(parts).reshape(len(model.caseloads), BAND_RUNS, 2, -1)
    return np.array([ratio(each) for each in apart])


def _nearest(
    start: np.ndarray, at: np.ndarray, found: np.ndarray, slopes: np.ndarray,
    low: np.ndarray, high: np.ndarray, counted: Sequence[int],
) -> np.ndarray:  # fmt: skip
    """Return the place nearest to the start where the targets, told by slopes, are in range.

    First inside the outer tenths; where no such place is, anywhere in the plausible ranges.
    """
    place = start
    scale = high - low
    for outer in (OUTER, 0.0):
        bounds = [(min(outer, x), max(1 - outer, x)) for x in start]

        def spare(x: np.ndarray) -> np.ndarray:
            told = found + slopes @ (x - at)
            room = np.concatenate([(told - low) / scale, (high - told) / scale])
            return room.reshape(2, -1)[:, counted].ravel()

        solved = minimize(
            lambda x: float(((x - start) ** 2).sum()), at, bounds=bounds, method="SLSQP",
            constraints={"type": "ineq", "fun": spare},
        )  # fmt: skip
        place = np.clip(solved.x, [b[0] for b in bounds], [b[1] for b in bounds])
        if solved.success:
            break
    return place

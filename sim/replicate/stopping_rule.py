"""How many replications are enough: run on until a difference, or every reading, is known."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sim.errors import UserError
from sim.replicate.progress import Bars
from sim.replicate.replication import Point
from sim.replicate.runner import Runner, asked_of
from sim.settings import READINGS, Settings

FIRST = 30  # replications before the first look: fewer do not tell the spread of runs
AIM = 1.1  # times the replications that the spread so far asks for, against one more round
LEAST = 5  # more replications in each round


@dataclass(frozen=True)
class Enough:
    """What running until sure came to."""

    of: str  # the headline measure whose difference was looked at, or `readings`
    # asked, reached: the half-width asked for and the one at the end, in the measure's unit; NaN
    # where there is no interval. Of readings, how many may be open, 0, and how many are
    asked: float
    reached: float
    replications: int  # how many were run
    looks: int  # how often it was looked at

    @property
    def met(self) -> bool:
        """Whether it is known as closely as asked for."""
        return self.reached <= self.asked


def next_total(replications: int, half_width: float, asked: float, most: int) -> int:
    """Return how many replications to have at the next look: at most twice as many.

    Parameters
    ----------
    replications
        How many there are.
    half_width
        What they come to; NaN where they tell nothing yet.
    asked, most
        The half-width asked for, and the bound on replications.
    """
    wanted = 2.0 * replications
    if not math.isnan(half_width) and asked > 0:
        wanted = AIM * replications * (half_width / asked) ** 2
    total = math.ceil(min(2 * replications, wanted))
    return min(most, max(total, replications + LEAST))


def run_until_sure(
    of: str, asked: float, most: int, run_to: Callable[[int], None], half_width: Callable[[], float]
) -> Enough:
    """Run replications in rounds until they tell enough, or there are `most`.

    Each look is at all replications so far in their order, so threads and machines change neither
    when it stops nor what it finds.

    Parameters
    ----------
    of, asked
        What is to be known, and how closely.
    most
        The most replications.
    run_to
        Runs on until there are so many replications.
    half_width
        How closely it is known by them; NaN where they cannot tell.
    """
    total = min(FIRST, most)
    looks = 0
    while True:
        run_to(total)
        looks += 1
        reached = half_width()
        if reached <= asked or total >= most:
            return Enough(of, asked, reached, total, looks)
        total = next_total(total, reached, asked, most)


def run_points(
    runner: Runner,
    bars: Bars,
    points: Sequence[Point],
    how: Settings,
    half_width: Callable[[str], float] | None = None,
) -> Enough | None:
    """Run the replications of points: all that are asked for, or until they tell enough.

    `half_width` is how closely what `precision_of` names is known; None where a study cannot tell.

    Raises
    ------
    UserError
        Where a precision is asked for that no number of runs can give.
    """
    jobs = asked_of(points)
    advance = bars.start("replications", len(jobs))
    of = how.precision_of
    if how.precision is None and of != READINGS:
        runner.run(jobs, advance)
        return None
    asked = 0.0 if of == READINGS else float(how.precision or 0.0)
    if half_width is None:
        name = f"precision_of={READINGS}" if of == READINGS else f"precision={asked:g}"
        raise UserError(
            f"{name} is not allowed here: it asks for the differences of one authority; set "
            "replications"
        )
    most = int(how.replications or 0)

    def run_to(total: int) -> None:
        jobs = asked_of(points, total)
        runner.run([(p, n) for p, n in jobs if (p.number, n) not in runner.counted], advance)

    return run_until_sure(of, asked, most, run_to, lambda: half_width(of))

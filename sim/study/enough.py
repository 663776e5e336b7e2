"""How many replications are enough: run on until the headline difference is known so closely."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sim.settings import Settings
from sim.settings.mistake import Mistake
from sim.study.bars import Bars
from sim.study.conduct import Study, every
from sim.study.point import Point

FIRST = 30  # replications before the first look: fewer do not tell the spread of runs
AIM = 1.1  # times the replications that the spread so far asks for, against one more round
LEAST = 5  # more replications in each round


@dataclass(frozen=True)
class Enough:
    """What running until sure came to.

    Attributes
    ----------
    asked
        The half-width asked for.
    reached
        The half-width at the end; NaN where there is no interval.
    replications
        How many were run.
    looks
        How often the interval was looked at.
    """

    asked: float
    reached: float
    replications: int
    looks: int

    @property
    def met(self) -> bool:
        """Whether the interval is as narrow as asked for."""
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
    if not math.isnan(half_width):
        wanted = AIM * replications * (half_width / asked) ** 2
    total = math.ceil(min(2 * replications, wanted))
    return min(most, max(total, replications + LEAST))


def run_until_sure(
    asked: float, most: int, run_to: Callable[[int], None], half_width: Callable[[], float]
) -> Enough:
    """Run replications in rounds until the interval is narrow enough, or there are `most`.

    Each look is at all replications so far in their order, so threads and machines change neither
    when it stops nor what it finds.

    Parameters
    ----------
    asked
        The half-width asked for.
    most
        The most replications.
    run_to
        Runs on until there are so many replications.
    half_width
        The half-width that they come to; NaN where there is no interval.
    """
    total = min(FIRST, most)
    looks = 0
    while True:
        run_to(total)
        looks += 1
        reached = half_width()
        if reached <= asked or total >= most:
            return Enough(asked, reached, total, looks)
        total = next_total(total, reached, asked, most)


def conduct(
    study: Study,
    bars: Bars,
    points: Sequence[Point],
    how: Settings,
    half_width: Callable[[], float] | None = None,
) -> Enough | None:
    """Run the replications of points: all that are asked for, or until sure.

    Parameters
    ----------
    how
        The settings that say how many, and how sure.
    half_width
        What the precision asked for is compared with; None where a study cannot tell.

    Raises
    ------
    Mistake
        Where a precision is asked for that no number of runs can give.
    """
    advance = bars.start("replications", how.replications * len(points))
    if how.precision is None:
        study.run(every(points, range(how.replications)), advance)
        return None
    if half_width is None:
        raise Mistake(
            f"precision={how.precision:g} is not allowed here: it asks for one difference; set "
            "replications"
        )
    done = 0

    def run_to(total: int) -> None:
        nonlocal done
        study.run(every(points, range(done, total)), advance)
        done = total

    return run_until_sure(how.precision, how.replications, run_to, half_width)

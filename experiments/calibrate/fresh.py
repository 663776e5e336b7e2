"""Whether members meet the targets by more than the chance of the runs they were judged by.

Each is run again with seeds of its own, as many times. A member near the end of a range is out of
it by chance in some such runs, so two shares are told: of members in every range, and of those in
every range widened by two standard errors of the mean.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from experiments.calibrate.in_parallel import Progress, all_of, unsaid
from experiments.calibrate.simulator import Service, ratio
from sim.analyse.estimate import Ratio, residuals
from sim.data.plausible_settings import Member

APART = 1_000_000_000  # from a member's number, which is the seed it was judged by, to a fresh seed
ALLOWED = 2.0  # standard errors


@dataclass(frozen=True)
class Fresh:
    """Targets in fresh runs, shape (members, targets): their means, and these means' errors."""

    means: np.ndarray
    errors: np.ndarray

    def share_in(self, low: np.ndarray, high: np.ndarray, counted: Sequence[int], allowed: float
                 ) -> float:  # fmt: skip
        """Return the share of members in every counted range, widened by so many errors."""
        more = allowed * self.errors
        inside = (self.means >= low - more) & (self.means <= high + more)
        return float(inside[:, counted].all(axis=1).mean())


def fresh(
    model: Service,
    members: Sequence[Member],
    replications: int,
    threads: int,
    progress: Progress = unsaid,
) -> Fresh:
    """Run each member so many times with fresh seeds."""

    def one(member: Member) -> tuple[np.ndarray, np.ndarray]:
        runs = [model.run(member.values, APART + member.number, r) for r in range(replications)]
        parts = np.array(runs)
        apart = residuals(Ratio(parts[:, 0], parts[:, 1]))  # what each run adds to the mean's error
        spread = apart.std(axis=0, ddof=min(1, len(parts) - 1))
        return ratio(parts), np.nan_to_num(spread / np.sqrt(len(parts)))

    found = all_of(one, members, threads, progress("fresh runs", len(members)))
    means, errors = zip(*found, strict=True)
    return Fresh(np.array(means), np.array(errors))

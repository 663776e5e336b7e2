"""What places and England differ by under a policy, world by world, and what is chance of it."""

from collections.abc import Sequence

import numpy as np

from sim.analyse import event_counts
from sim.analyse.by_luck import chances, share_as_far, spread_of_places, usual
from sim.analyse.estimate import LEAST_EVENTS
from sim.analyse.over_worlds import by_world, range_of, spread_by_chance
from sim.analyse.readings import count
from sim.analyse.tables import values_by_run, values_by_world, values_of
from sim.ledger import Count
from sim.measures.catalogue import Measure
from sim.replicate.arm_results import ArmResults, common_replications

# the law's least for reviews of the chairs' week, less the whole week: what cannot be staffed
LEAST = Measure("chair_least_share", "People", "hours that the law asks of whoever chairs, at "
                "their least / hours of their week", "ratio", "lower", (Count.HOURS_LEAST_CHAIR,),
                (Count.HOURS_WEEK_CHAIR,))  # fmt: skip


class BesideEngland:
    """Every place's differences beside England's in the same worlds.

    Parameters
    ----------
    measures
        What is judged; the last is `LEAST`.
    each
        Every place's arms, today's service and the policy, with the same replications.

    Attributes
    ----------
    away
        How much each place's difference lies above England's, of the median world, shape (places,
        measures).
    """

    def __init__(
        self,
        measures: Sequence[Measure],
        each: Sequence[Sequence[ArmResults]],
        national: Sequence[ArmResults],
    ) -> None:
        self.measures = measures
        both = [common_replications(arms[0], arms[1]) for arms in each]
        self.worlds = national[0].worlds
        self.england = self._by_world(*common_replications(national[0], national[1]))
        self.each = [self._by_world(*arms) for arms in both]
        within, freedom, children = zip(*(self._chance(*arms) for arms in both), strict=True)
        self.spread = spread_of_places(np.array(within), np.array(freedom), np.array(children))
        runs = np.ones((len(national[0].replications), 1))
        self.runs = by_world(runs, self.worlds)[:, 0] if self.worlds else runs.sum(axis=0)
        beside = np.array([one - self.england for one in self.each])
        by_chance = self.spread**2 * (1 / self.runs).mean()
        # the variance of an ordinary place beside England between worlds; 0 in one
        self.usual = usual(beside, by_chance) if self.worlds else np.zeros(len(measures))
        self.cases = np.array([self._cases(*arms) for arms in both])
        self.rare = self._rare(*common_replications(national[0], national[1]))
        self.away = np.array([range_of(one - self.england).value for one in self.each])

    def _by_world(self, today: ArmResults, policy: ArmResults) -> np.ndarray:
        """Return differences by world, or of all runs of one."""
        if self.worlds:
            return _apart(*(values_by_world(self.measures, arm) for arm in (today, policy)))
        whole = (arm.counts.sum(axis=(0, 1))[np.newaxis] for arm in (today, policy))
        return _apart(*(values_of(self.measures, counts) for counts in whole))

    def _chance(self, today: ArmResults, policy: ArmResults) -> tuple[np.ndarray, int, float]:
        """Return a place's variance between runs of the same beliefs, and what it rests on."""
        apart = _apart(*(values_by_run(self.measures, arm) for arm in (today, policy)))
        alike = today.alike if today.worlds else (0,) * len(today.replications)
        days = today.counts[..., Count.CHILD_DAYS].sum() / today.counts[..., Count.DAYS].sum()
        return spread_by_chance(apart, alike) ** 2, len(alike) - len(set(alike)), float(days)

    def _cases(self, today: ArmResults, policy: ArmResults) -> list[float]:
        """Return the cases of each measure in one run of a place, fewer of both arms."""
        whole = [arm.counts.sum(axis=(0, 1)) / len(arm.replications) for arm in (today, policy)]
        return [min(float(event_counts.cases(m, one)) for one in whole) for m in self.measures]

    def _rare(self, today: ArmResults, policy: ArmResults) -> list[float]:
        """Return of each case in England how often happens what is rarer, in the arm with more."""
        whole = [arm.counts.sum(axis=(0, 1)) for arm in (today, policy)]
        return [
            max(
                float(event_counts.happened(m, one) / max(1.0, event_counts.cases(m, one)))
                for one in whole
            )
            if event_counts.counts_events(m.numerator + m.denominator)
            else 1.0
            for m in self.measures
        ]

    def is_of_few(self, place: int, at: int) -> bool:
        """Whether one run of a place, were it as England, rests on too few events to be judged.

        Of five children who leave at 18 none may be unready, in every world, by luck.
        """
        return bool(self.cases[place, at] * self.rare[at] < LEAST_EVENTS)

    def p_value(self, place: int, at: int, matters: float) -> float:
        """Return how likely chance sets a place so far apart from England's; 1 with few events.

        `place` and `at` are which place and which measure.
        """
        if self.is_of_few(place, at):
            return 1.0
        better = self.measures[at].better
        spread = np.sqrt(self.spread[place, at] ** 2 / self.runs + self.usual[at])
        here, england = self.each[place][:, at], self.england[:, at]
        known = ~np.isnan(here) & ~np.isnan(england)
        if not self.worlds:
            return _two_sided(here[0] - england[0], spread[0])
        of_each = chances(england[known], spread[known], matters, better)
        return share_as_far(of_each, count(here[known], better, matters))


def _apart(before: np.ndarray, after: np.ndarray) -> np.ndarray:
    """Return differences; of the least that the law asks, what is over the week."""
    apart = after - before
    apart[:, -1] = after[:, -1] - 1.0
    return apart


def _two_sided(away: float, spread: float) -> float:
    """Return the p-value of a distance, in one world."""
    from scipy.special import ndtr  # half a second to load, for this alone

    return float(2 * ndtr(-abs(away) / spread)) if spread > 0 else float(away == 0)

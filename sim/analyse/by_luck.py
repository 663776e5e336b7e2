"""How often chance alone makes a place's worlds count otherwise than England's.

Small places have few children, so chance moves each of their worlds; and what nobody knows of any
place's practice moves them all alike: many read otherwise than England by luck. So each place is
held against an ordinary one: England's own difference in every world, the chance of its own size on
top, and what a place usually moves by between worlds. Of so many worlds the counts of worse, about
the same and better are then known exactly, world by world, without drawing.
"""

from collections.abc import Sequence

import numpy as np

from sim.analyse.estimate import LEAST_EVENTS
from sim.analyse.event_counts import cases, counts_events, happened
from sim.analyse.over_worlds import by_world, range_of, spread_by_chance
from sim.analyse.readings import count
from sim.analyse.tables import values_by_run, values_by_world, values_of
from sim.ledger import Count
from sim.measures.catalogue import Measure
from sim.replicate.arm_results import ArmResults, common_replications

PRIOR = 10.0  # runs that what holds for places of all sizes weighs, beside a place's own

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
        country, *places = (common_replications(arms[0], arms[1]) for arms in (national, *each))
        self.worlds = national[0].worlds
        self.england = self._by_world(*country)
        self.each = [self._by_world(*arms) for arms in places]
        within, freedom, children = zip(*(self._chance(*arms) for arms in places), strict=True)
        self.spread = spread_of_places(np.array(within), np.array(freedom), np.array(children))
        runs = np.ones(len(national[0].replications))
        self.runs = by_world(runs, self.worlds or (0,) * len(runs))
        beside = np.array([one - self.england for one in self.each])
        by_chance = self.spread**2 * (1 / self.runs).mean()
        # the variance of an ordinary place beside England between worlds; 0 in one
        self.usual = usual(beside, by_chance) if self.worlds else np.zeros(len(measures))
        self.cases = np.array([self._cases(*arms) for arms in places])
        self.rare = self._rare(*country)
        self.away = np.array([range_of(one - self.england).value for one in self.each])

    def _by_world(self, *arms: ArmResults) -> np.ndarray:
        """Return differences by world, or of all runs of one."""
        if self.worlds:
            return _apart(*(values_by_world(self.measures, arm) for arm in arms))
        whole = (arm.counts.sum(axis=(0, 1))[np.newaxis] for arm in arms)
        return _apart(*(values_of(self.measures, counts) for counts in whole))

    def _chance(self, today: ArmResults, policy: ArmResults) -> tuple[np.ndarray, int, float]:
        """Return a place's variance between runs of the same beliefs, and what it rests on."""
        apart = _apart(*(values_by_run(self.measures, arm) for arm in (today, policy)))
        alike = today.alike or (0,) * len(today.replications)
        days = today.counts[..., Count.CHILD_DAYS].sum() / today.counts[..., Count.DAYS].sum()
        return spread_by_chance(apart, alike) ** 2, len(alike) - len(set(alike)), float(days)

    def _cases(self, *arms: ArmResults) -> list[float]:
        """Return the cases of each measure in one run of a place, fewer of both arms."""
        runs = np.array([arm.counts.sum(axis=(0, 1)) / len(arm.replications) for arm in arms])
        return [float(cases(m, runs).min()) for m in self.measures]

    def _rare(self, *arms: ArmResults) -> list[float]:
        """Return of each case in England how often happens what is rarer, in the arm with more."""
        whole = np.array([arm.counts.sum(axis=(0, 1)) for arm in arms])
        return [
            float((happened(m, whole) / np.maximum(1.0, cases(m, whole))).max())
            if counts_events(m.numerator + m.denominator) else 1.0
            for m in self.measures
        ]  # fmt: skip

    def p_value(self, place: int, at: int, matters: float) -> float:
        """Return how likely chance sets a place so far apart from England's.

        `place` and `at` are which place and which measure. It is 1 where one run of the place,
        were it as England, rests on too few events to be judged: of five children who leave at 18
        none may be unready, in every world, by luck.
        """
        from scipy.special import ndtr  # half a second to load, for this alone

        if self.cases[place, at] * self.rare[at] < LEAST_EVENTS:
            return 1.0
        better = self.measures[at].better
        spread = np.sqrt(self.spread[place, at] ** 2 / self.runs + self.usual[at])
        here, england = self.each[place][:, at], self.england[:, at]
        if not self.worlds:
            away = here[0] - england[0]
            return float(2 * ndtr(-abs(away) / spread[0])) if spread[0] > 0 else float(away == 0)
        known = ~np.isnan(here) & ~np.isnan(england)
        of_each = chances(england[known], spread[known], matters, better)
        return share_as_far(of_each, count(here[known], better, matters))


def _apart(before: np.ndarray, after: np.ndarray) -> np.ndarray:
    """Return differences; of the least that the law asks, what is over the week."""
    apart = after - before
    apart[:, -1] = after[:, -1] - 1.0
    return apart


def spread_of_places(within: np.ndarray, freedom: np.ndarray, children: np.ndarray) -> np.ndarray:
    """Return the standard deviation that chance gives one run of each place.

    Few worlds are run twice, so a place's own variance is drawn towards that of all places, which
    falls with the number of children.

    Parameters
    ----------
    within
        Each place's own variance between runs of the same beliefs, shape (places, measures).
    freedom
        How many degrees of freedom it rests on, shape (places,).
    children
        How many children each has, shape (places,).
    """
    known = np.where(np.isnan(within), 0.0, within)
    weight = np.where(np.isnan(within), 0.0, freedom[:, np.newaxis])
    whole = weight.sum(axis=0)
    by_child = np.divide((weight * known * children[:, np.newaxis]).sum(axis=0), whole,
                         out=np.zeros(whole.shape), where=whole > 0)  # fmt: skip
    alike = by_child / children[:, np.newaxis]
    return np.sqrt((weight * known + PRIOR * alike) / (weight + PRIOR))


def usual(beside: np.ndarray, by_chance: np.ndarray) -> np.ndarray:
    """Return the variance by which an ordinary place moves beside England from world to world.

    Of the middle place, what chance does in its worlds taken off: what is drawn of a place, and
    that beliefs count for more in some places than in others.

    Parameters
    ----------
    beside
        Each place's difference less England's in each world, shape (places, worlds, measures).
    by_chance
        The variance that chance gives one world of each place, shape (places, measures).
    """
    worlds = beside.shape[1]
    if worlds < 2:
        return np.zeros(beside.shape[2])
    middle = (1 - 2 / (9 * (worlds - 1))) ** 3  # of chi-squared's median, its mean being 1
    gap = beside - beside.mean(axis=1, keepdims=True)
    more = (gap**2).sum(axis=1) / (worlds - 1) / middle - by_chance
    return np.array([np.median(one[~np.isnan(one)]) if not np.isnan(one).all() else 0.0
                     for one in more.T]).clip(0.0)  # fmt: skip


def chances(england: np.ndarray, spread: np.ndarray, matters: float, better: str) -> np.ndarray:
    """Return how likely each world is worse, about the same and better in an ordinary place.

    Parameters
    ----------
    england
        England's difference in each world.
    spread
        The standard deviation of chance in each world of the place.
    better
        Which direction is better.

    Returns
    -------
    numpy.ndarray
        Shape (worlds, 3).
    """
    from scipy.special import ndtr  # half a second to load, for this alone

    gain = england if better == "higher" else -england
    with np.errstate(divide="ignore", invalid="ignore"):
        below, above = (ndtr((border - gain) / spread) for border in (-matters, matters))
    # a difference of just what matters still does not matter
    below = np.where(spread > 0, below, gain < -matters)
    above = np.where(spread > 0, above, gain <= matters)
    return np.stack([below, np.maximum(above - below, 0.0), 1 - above], axis=1)


def share_as_far(each: np.ndarray, counted: tuple[int, int, int]) -> float:
    """Return how likely counts at least so far from what is expected are, by chance alone.

    Parameters
    ----------
    each
        How likely each world is worse, about the same and better, shape (worlds, 3).
    counted
        The worlds counted: worse, about the same, better.
    """
    found = counts_of(each)
    expected = each.sum(axis=0)
    worse, better = np.indices(found.shape)
    same = len(each) - worse - better
    away = np.abs(np.stack([worse, same, better], axis=-1) - expected).sum(axis=-1)
    seen = np.abs(np.array(counted) - expected).sum()
    return float(min(1.0, found[(away >= seen - 1e-9) & (same >= 0)].sum()))


def counts_of(each: np.ndarray) -> np.ndarray:
    """Return how likely so many worlds are worse (rows) and so many better (columns)."""
    worlds = len(each)
    found = np.zeros((worlds + 1, worlds + 1))
    found[0, 0] = 1.0
    for at, (worse, same, better) in enumerate(each, start=1):
        part = found[:at, :at].copy()
        found[:at, :at] = same * part
        found[1 : at + 1, :at] += worse * part
        found[:at, 1 : at + 1] += better * part
    return found


def adjusted(p_values: np.ndarray, judged: int) -> np.ndarray:
    """Return p-values adjusted (Benjamini-Hochberg): of those under 5% one in twenty is luck.

    Parameters
    ----------
    p_values
        Those of what differs in kind; all else that was judged counts as 1.
    judged
        How many places and measures were judged.
    """
    order = np.argsort(p_values)
    ranked = p_values[order] * judged / np.arange(1, len(p_values) + 1)
    made = np.empty(len(p_values))
    made[order] = np.minimum(1.0, np.minimum.accumulate(ranked[::-1])[::-1])
    return made

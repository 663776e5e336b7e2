"""Medians, quantiles, intervals and shares, reckoned in plain Python, number by number."""

import math
import statistics

from scipy.stats import t as student
from stated import MEASURES

from sim.ledger import Count

NONE = math.nan


def formula(measure):
    """Return (scale, counts above, counts taken off them, counts below) of a measure."""
    scale, above, below = MEASURES[measure]
    return scale, above, "", below


def sides(one, counts):
    """Return scaled numerator and denominator of a formula, of one vector of counts."""
    scale, above, less, below = one
    top = sum(float(counts[Count[name]]) for name in above.split())
    top -= sum(float(counts[Count[name]]) for name in less.split())
    return scale * top, sum(float(counts[Count[name]]) for name in below.split())


def ratio(one, runs):
    """Return the value of a formula over runs together."""
    both = [sides(one, counts) for counts in runs]
    below = sum(bottom for _, bottom in both)
    return sum(top for top, _ in both) / below if below else NONE


def known(values):
    return [value for value in values if not math.isnan(value)]


def median(values):
    return statistics.median(known(values)) if known(values) else NONE


def quantile(values, share):
    """Return the quantile, linear between neighbours."""
    ordered = sorted(known(values))
    if not ordered:
        return NONE
    place = share * (len(ordered) - 1)
    at = math.floor(place)
    after = ordered[min(at + 1, len(ordered) - 1)]
    return ordered[at] + (place - at) * (after - ordered[at])


def ends(values):
    """Return what 90% of worlds lie between."""
    return quantile(values, 0.05), quantile(values, 0.95)


def told(values):
    return (median(values), *ends(values))


def residuals(one, runs):
    """Return what each run adds to the error of the ratio."""
    both = [sides(one, counts) for counts in runs]
    value = ratio(one, runs)
    below = sum(bottom for _, bottom in both) / len(both)
    return [(top - value * bottom) / below if below else NONE for top, bottom in both]


def interval(value, errors):
    """Return the ends of a 95% interval and the p-value, by Student and by Hall (1992)."""
    n = len(errors)
    if n < 2 or math.isnan(value) or not known(errors):
        return NONE, NONE, NONE
    middle = sum(errors) / n
    spread = math.sqrt(sum((one - middle) ** 2 for one in errors) / (n - 1))
    m2, m3, m4 = (sum(one**power for one in errors) / n for power in (2, 3, 4))
    skewness = m3 / m2**1.5 if n >= 10 and m2 > 0 else 0.0
    excess = m4 / m2**2 - 3 if m2 > 0 else 0.0
    if n > 3:
        excess = (n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * excess + 6)
    freedom = 2 / (max(excess, 0) / n + 2 / (n - 1))
    freedom = min(n - 1, max(min(3, n - 1), freedom))
    reach = student.ppf(0.975, freedom) / math.sqrt(n)

    def back(x):
        if abs(skewness) < 1e-8:
            return x
        return 3 / skewness * (math.cbrt(1 + skewness * (x - skewness / (6 * n))) - 1)

    low, high = value - spread * max(reach, back(reach)), value + spread * max(reach, -back(-reach))
    if spread == 0:
        return low, high, 1.0 if value == 0 else 0.0
    at = value / spread
    hall = at + skewness * at**2 / 3 + skewness**2 * at**3 / 27 + skewness / (6 * n)
    return low, high, 2 * student.cdf(-math.sqrt(n) * min(abs(at), abs(hall)), freedom)


def holm(p_values):
    """Return p-values adjusted by Holm's method."""
    ranked = sorted(known(p_values))
    made = {}
    for place, p in enumerate(ranked):
        made[p] = min(1.0, max([made[q] for q in ranked[:place]] + [(len(ranked) - place) * p]))
    return [made.get(p, NONE) for p in p_values]


def is_of_events(names):
    units = ("DAYS", "HOURS", "POUNDS", "THOROUGHNESS")
    return not any(unit in name for name in names.split() for unit in units)


def events(one, unit, runs):
    """Return the cases that a formula rests on, and how often happened what it counts."""
    _, above, _, below = one
    top, bottom = (
        sum(float(counts[Count[name]]) for counts in runs for name in names.split())
        for names in (above, below)
    )
    cases = bottom if is_of_events(below) else math.inf
    if not is_of_events(above):
        return cases, math.inf
    return cases, min(top, cases - top) if unit == "share" else top


def chance_share(values, worlds):
    """Return the share of the variance of runs that is chance: one-way random effects."""
    groups = {}
    for value, world in zip(values, worlds, strict=True):
        if not math.isnan(value):
            groups.setdefault(world, []).append(value)
    every = [value for group in groups.values() for value in group]
    n, k = len(every), len(groups)
    if n == k:
        return NONE
    mean = sum(every) / n
    within = sum((v - sum(g) / len(g)) ** 2 for g in groups.values() for v in g) / (n - k)
    between = sum(len(g) * (sum(g) / len(g) - mean) ** 2 for g in groups.values()) / (k - 1)
    size = (n - sum(len(g) ** 2 for g in groups.values()) / n) / (k - 1)
    beliefs = max(0.0, (between - within) / size)
    return within / (within + beliefs) if within + beliefs > 0 else NONE


def of_hundred(counts):
    """Return counts as whole numbers that add up to 100, by the largest remainder."""
    exact = [100 * one / sum(counts) for one in counts]
    whole = [int(one) for one in exact]
    while sum(whole) < 100:
        # of equal remainders the smaller count goes up
        most = max(range(3), key=lambda at: (round(exact[at] - whole[at], 9), -exact[at]))
        whole[most] += 1
    return whole


def reading(worse, same, better):
    """Return how counts of 100 read."""
    most = max(worse, same, better)
    words = {worse: "worse", same: "about the same", better: "better"}[most]
    if most >= 75:
        return words if most >= 95 else f"mostly {words}"
    if better <= 5 < same:
        return "same or worse"
    return "same or better" if worse <= 5 < same else "depends"


def percentile_days(lengths, share):
    """Return the days that a share of drifts did not exceed, from counts by whole months."""
    total = sum(lengths)
    before = 0.0
    for month, many in enumerate(lengths[:-1]):
        if total and many and before + many >= share * total:
            return 30.4375 * (month + (share * total - before) / many)
        before += many
    return NONE


def share_over_six_months(lengths):
    return sum(lengths[6:]) / sum(lengths) if sum(lengths) else NONE

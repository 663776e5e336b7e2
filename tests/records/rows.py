"""A row of a table held against the records of its runs, over worlds or in one world."""

import math

import pytest
from reckoned import events, interval, ratio, residuals, told

FEW = 5  # events, below which there is no interval


def close(found, expected, scale=0.0):
    """Whether a number is the one expected; both may be empty."""
    if math.isnan(found) or math.isnan(expected):
        return math.isnan(found) and math.isnan(expected)
    return found == pytest.approx(expected, rel=1e-9, abs=1e-12 + 1e-10 * scale)


def values(study, one, runs):
    """Return the value of a formula in each world, its runs together."""
    return [ratio(one, each) for each in study.by_world(runs).values()]


def is_a_rest(one):
    """Whether a formula takes counts off: what arose before the period may be worked in it."""
    return len(one) == 4 and one[2] != ""


def level(study, one, unit, runs):
    """Return an arm's value and ends."""
    if study.in_worlds:
        return told(values(study, one, runs))
    each = list(runs.values())
    value = ratio(one, each)
    low, high, _ = interval(value, residuals(one, each))
    if min(events(one, unit, each)) < FEW:
        low = high = math.nan
    if not (unit.startswith("GBP") or is_a_rest(one)):
        low = max(low, 0.0) if not math.isnan(low) else low
    if unit == "share":
        high = min(high, 1.0) if not math.isnan(high) else high
    return value, low, high


def apart(study, one, unit, today, policy):
    """Return the paired difference and its ends."""
    if study.in_worlds:
        pairs = zip(values(study, one, today), values(study, one, policy), strict=True)
        return told([after - before for before, after in pairs])
    value, low, high, _ = in_one_world(one, unit, today, policy)
    if unit == "share" and not math.isnan(low):
        low, high = max(low, -1.0), min(high, 1.0)
    return value, low, high


def in_one_world(one, unit, today, policy):
    """Return the difference in one world, its ends and p-value."""
    before, after = ([runs[number] for number in sorted(today)] for runs in (today, policy))
    value = ratio(one, after) - ratio(one, before)
    errors = [b - a for a, b in zip(residuals(one, before), residuals(one, after), strict=True)]
    found = interval(value, errors)
    counted = [events(one, unit, runs) for runs in (before, after)]
    cases = min(each[0] for each in counted)
    if min(cases, max(each[1] for each in counted)) < FEW:
        found = (math.nan,) * 3
    return value, *found


def check(study, row, one, today, policy, names=("today", "under_policy", "difference")):
    """Hold a row's nine numbers against the records."""
    unit = row["unit"]
    expected = [
        level(study, one, unit, today),
        level(study, one, unit, policy),
        apart(study, one, unit, today, policy),
    ]
    scale = max([abs(each[0]) for each in expected if not math.isnan(each[0])], default=0.0)
    for name, three in zip(names, expected, strict=True):
        for end, number in zip(("", "_low", "_high"), three, strict=True):
            if name + end in row:
                found = row[name + end]
                assert close(found, number, scale), (dict(row), name + end, number)
    for name, three in zip(names[:2], expected, strict=False):
        if math.isnan(three[0]):
            assert row["empty"] == "does not apply", (dict(row), name)
    if not any(math.isnan(three[0]) for three in expected) and "empty" in row:
        assert row["empty"] == ""
    assert row["range"] == ("90% of worlds" if study.in_worlds else "95% interval (chance)")

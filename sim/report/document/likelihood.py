"""Words for probabilities, each bound to a range once, and used in every report alike.

The words are those of the IPCC's guidance note on uncertainty (2010), here without overlaps.
"""

import math

import pandas as pd

# the least probability of each word, the highest first
BOUNDS: tuple[tuple[float, str], ...] = (
    (0.99, "virtually certain"),
    (0.95, "extremely likely"),
    (0.90, "very likely"),
    (0.66, "likely"),
    (0.33, "about as likely as not"),
    (0.10, "unlikely"),
    (0.05, "very unlikely"),
    (0.01, "extremely unlikely"),
    (0.0, "exceptionally unlikely"),
)
RULE = (
    "That a difference lies one way has the probability 1 less half its two-sided p-value by "
    "chance, or, where beliefs are drawn, by one more draw. That is of each "
    "difference by itself; better and worse ask for more, as they allow for many judged at once."
)


def word(probability: float) -> str:
    """Return the word for a probability from 0 to 1."""
    return next(words for least, words in BOUNDS if probability >= least)


def percent(probability: float) -> str:
    """Return a probability in percent, rounded down so that it stays within its word's range."""
    if probability > 0.99:
        return "over 99%"
    if probability < 0.01:
        return "under 1%"
    return f"{math.floor(100 * probability + 1e-9)}%"


def said(probability: float) -> str:
    """Return the word with the number: "likely (78%)"."""
    return f"{word(probability)} ({percent(probability)})"


def of_direction(p_value: float) -> float:
    """Return the probability that a difference lies the way it was found to; NaN where unknown.

    Parameters
    ----------
    p_value
        Two-sided, not adjusted for other comparisons.
    """
    return math.nan if math.isnan(p_value) else 1 - p_value / 2


def scale() -> pd.DataFrame:
    """Return the words with their ranges, a row each."""
    rows, above = [], None
    for least, words in BOUNDS:
        if above is None:
            range_ = f"{least:.0%} or more"
        elif least:
            range_ = f"{least:.0%} or more, under {above:.0%}"
        else:
            range_ = f"under {above:.0%}"
        rows.append((words, range_))
        above = least
    return pd.DataFrame(rows, columns=["word", "probability"])

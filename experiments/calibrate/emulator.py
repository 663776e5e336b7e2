"""A forecast of the targets from the settings alone, to rule out what is clearly out of range.

A least-squares fit, linear and squared in each setting, to runs of proposals taken as they came.
Where it forecasts badly its errors are large, and then it rules out little.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from experiments.beliefs import Belief, Values
from experiments.validate.targets import Target

MARGIN = 2.5  # errors of the forecast by which it must be out of a range


def _terms(beliefs: Sequence[Belief], proposals: Sequence[Values]) -> np.ndarray:
    """Return a constant, each setting scaled to -1..1, and its square, a row a proposal."""
    low = np.array([belief.low for belief in beliefs])
    width = np.array([belief.high - belief.low for belief in beliefs])
    values = np.array([[proposal[b.name] for b in beliefs] for proposal in proposals])
    scaled = 2 * (values - low) / width - 1
    return np.hstack([np.ones((len(scaled), 1)), scaled, scaled * scaled])


@dataclass(frozen=True)
class Forecast:
    """A fitted forecast of the targets."""

    beliefs: Sequence[Belief]
    targets: Sequence[Target]
    weights: np.ndarray  # of the terms, shape (terms, targets)
    # standard deviation of the forecast about the mean of a member's runs, by target
    error: np.ndarray

    def rules_out(self, proposal: Values, excused: frozenset[str]) -> bool:
        """Say whether some target is forecast out of its range by more than the margin."""
        forecast = (_terms(self.beliefs, [proposal]) @ self.weights)[0]
        return any(
            value < target.low - MARGIN * error or value > target.high + MARGIN * error
            for target, value, error in zip(self.targets, forecast, self.error, strict=True)
            if target.measure not in excused
        )


def fit(
    beliefs: Sequence[Belief],
    targets: Sequence[Target],
    proposals: Sequence[Values],
    values: np.ndarray,
    noise: np.ndarray,
    replications: int,
) -> Forecast:
    """Fit a forecast to one run of each proposal.

    Parameters
    ----------
    values
        Of the targets in those runs, shape (proposals, targets); empty ones count as their mean.
    noise
        Standard deviation of a target between runs of the same settings.
    replications
        Runs over whose mean a member is judged.
    """
    terms = _terms(beliefs, proposals)
    there = ~np.isnan(values)
    means = np.where(there, values, 0).sum(axis=0) / np.maximum(1, there.sum(axis=0))
    filled = np.where(there, values, means)
    weights = np.linalg.lstsq(terms, filled, rcond=None)[0]
    squares = ((filled - terms @ weights) ** 2).sum(axis=0)
    spread = squares / max(1, len(terms) - terms.shape[1])  # of single runs about the forecast
    error = np.sqrt(np.maximum(spread - noise**2, 0) + noise**2 / replications)
    return Forecast(beliefs, targets, weights, error)

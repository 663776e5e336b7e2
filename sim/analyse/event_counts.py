"""How many events a measure rests on: with too few, a value shows no interval.

A count of the ledger says whether it is of events. A measure rests on

- its cases, where the denominator counts events (reviews due, challenges ended), and
- what happened, where the numerator does too; of a share, also what did not happen: three late
  reviews of a thousand tell as little about 99.7% as about 0.3%.
"""

from collections.abc import Sequence

import numpy as np

from sim.ledger import Count, Unit
from sim.measures.catalogue import Measure


def counts_events(counts: tuple[Count, ...]) -> bool:
    """Say whether all of these counts are of events."""
    return all(count.unit is Unit.EVENTS for count in counts)


def cases(measure: Measure, totals: np.ndarray) -> np.ndarray:
    """Return the cases below the line, shape (...), of totals of shape (..., counts)."""
    if not counts_events(measure.denominator):
        return np.full(totals.shape[:-1], np.inf)
    return totals[..., list(measure.denominator)].sum(axis=-1)


def happened(measure: Measure, totals: np.ndarray) -> np.ndarray:
    """Return the rarer of what happened and what did not, shape (...)."""
    if not counts_events(measure.numerator):
        return np.full(totals.shape[:-1], np.inf)
    above = totals[..., list(measure.numerator)].sum(axis=-1)
    if measure.unit != "share":
        return above
    return np.minimum(above, cases(measure, totals) - above)


def behind(measures: Sequence[Measure], *arms: np.ndarray) -> np.ndarray:
    """Return the events that each measure rests on in an arm, or its difference in two.

    Both arms need their cases; that something happened often in one arm is enough, else a policy
    that ends it altogether would show no interval.

    Parameters
    ----------
    measures
        The measures, in order.
    arms
        Of each arm the counts summed over its replications, shape (..., counts).

    Returns
    -------
    ndarray
        Shape (..., measures); infinite for a measure that does not count events.
    """
    columns = [
        np.minimum(
            np.min([cases(m, totals) for totals in arms], axis=0),
            np.max([happened(m, totals) for totals in arms], axis=0),
        )
        for m in measures
    ]
    return np.stack(columns, axis=-1)

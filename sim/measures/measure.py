"""What a measure is: a ratio of counts in the ledger, its words, unit and direction."""

from dataclasses import dataclass

import numpy as np

from sim.ledger import Count

YEAR = 365.25  # calendar days in a year, the base of every "per child-year"
DOES_NOT_APPLY = "does not apply"  # why a value is empty: nothing in its denominator,
NOT_INCLUDED = "cost not included"  # or pounds, NaN in the ledger, that nobody has set a price for
SCALES = {
    **dict.fromkeys(("share", "ratio", "children", "children per FTE", "FTE", "hours each",
                     "working days"), 1.0),
    **dict.fromkeys(("per child-year", "per FTE-year", "calendar days per child-year",
                     "hours per child-year", "GBP per child-year", "GBP a year",
                     "reviews a year"), YEAR),
    "per 100 child-years": 100 * YEAR, "hours a week": 7.0, "weeks": 1 / 7, "months": 12 / YEAR,
    "years": 1 / YEAR,
}  # fmt: skip
"""What makes each unit of a ratio of counts, where days, if any, are calendar days."""


@dataclass(frozen=True)
class Measure:
    """One measure: its id, meaning, unit, direction and formula.

    `better` is "higher", "lower" or "neither". The value is `scale` times the ratio of the sums of
    the counts `numerator` and `denominator`. `driven_by` names the settings, or rooms of settings,
    that drive it; headline measures have some.
    """

    id: str
    group: str
    words: str
    unit: str
    better: str
    numerator: tuple[Count, ...]
    denominator: tuple[Count, ...]
    driven_by: tuple[str, ...] = ()

    @property
    def headline(self) -> bool:
        """Whether it is one of those that are told first."""
        return bool(self.driven_by)

    @property
    def scale(self) -> float:
        """What makes its unit of a ratio of counts; a unit that is not in `SCALES` has none."""
        return SCALES[self.unit]

    @property
    def formula(self) -> str:
        """The formula in the ledger's words."""
        top = " + ".join(c.name.lower() for c in self.numerator)
        bottom = " + ".join(c.name.lower() for c in self.denominator)
        factor = "" if self.scale == 1 else f"{self.scale:g} x "
        return f"{factor}({top}) / ({bottom})"

    @property
    def least(self) -> float:
        """The least it can be; pounds may be saved, anything else is not below nought."""
        return -np.inf if self.unit.startswith("GBP") else 0.0

    def parts(self, ledgers: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return scaled numerator and denominator, summed from ledgers of shape (..., counts)."""
        top, bottom = (
            sum((ledgers[..., count] for count in counts), np.zeros(ledgers.shape[:-1]))
            for counts in (self.numerator, self.denominator)
        )
        return self.scale * top, bottom

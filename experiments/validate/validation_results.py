"""All that validation finds, made from the records of the study."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from experiments.validate import caseloads, england_figures, grades, relations, spreads
from experiments.validate.compared import Compared
from experiments.validate.held import Held, Worth, held, worth
from experiments.validate.published import BETWEEN, Between


@dataclass(frozen=True)
class ValidationResults:
    """What the records say; each table is made once."""

    records: pd.DataFrame  # a row for each authority, world and year
    every: pd.DataFrame  # the coded inspection reports

    @cached_property
    def compared(self) -> list[Compared]:
        """Every published figure beside its simulated band, in the order of the page."""
        return [
            *england_figures.unused(self.records),
            *england_figures.used(self.records),
            *spreads.spread(self.records),
            *spreads.everywhere(self.records),
            *relations.odds(self.every, self.records),
            *relations.of_flags(self.every, self.records),
            *relations.of_days(self.records),
            *grades.by_grade(self.every, self.records),
            *caseloads.at_caseload(self.records),
        ]

    @cached_property
    def held(self) -> list[tuple[Between, list[Held], Worth | None]]:
        """For each figure that authorities publish: its bands, and what a forecast is worth."""
        each = [(one, held(one, self.every, self.records)) for one in BETWEEN]
        return [(one, rows, worth(rows)) for one, rows in each]

    def of(self, group: str) -> list[Compared]:
        """Return what belongs to a heading."""
        return [one for one in self.compared if one.group == group]

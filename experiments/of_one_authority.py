"""What studies of one authority share: its name, and tables that say whose and which run's."""

from collections.abc import Sequence
from functools import cached_property

import pandas as pd

from sim.arms.resolve import Arms
from sim.settings import Settings


class OfOneAuthority:
    """A study of one authority, of the arms that were asked for."""

    def __init__(self, arms: Arms) -> None:
        self.arms, self.how = arms, arms.today

    @cached_property
    def authority(self) -> str:
        """The authority's name, as titles give it."""
        from sim.study.notes import authority_words

        return authority_words(self.arms)

    @property
    def dated(self) -> Sequence[Settings]:
        """The settings whose calendars the replications live by."""
        return [self.how]

    def named(self, table: pd.DataFrame, **first: object) -> pd.DataFrame:
        """Return a table as it is written: first what tells it from that of another run."""
        named = table.assign(authority=self.authority, **first)
        return named[["authority", *first, *(n for n in table.columns if n not in first)]]

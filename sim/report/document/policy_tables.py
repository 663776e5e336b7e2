"""The tables that words about a policy are made from."""

from typing import Protocol

import pandas as pd


class PolicyTables(Protocol):
    """What is known of a policy against today's service, or of today's service alone."""

    @property
    def headline(self) -> pd.DataFrame:
        """The headline measures and how they read."""

    @property
    def summary(self) -> pd.DataFrame:
        """Every measure."""

    @property
    def drift(self) -> pd.DataFrame | None:
        """Differences in drift, with the share that is chance; None without a policy."""

    @property
    def causes(self) -> pd.DataFrame | None:
        """What drift is owed to."""

    @property
    def noticers(self) -> pd.DataFrame | None:
        """What comes of each one's noticing."""

    @property
    def costs(self) -> pd.DataFrame | None:
        """The cost by part and year; None where it was not taken apart."""

    @property
    def hanging(self) -> pd.DataFrame | None:
        """What the answer hangs on; None where it was not asked."""

    @property
    def why(self) -> pd.DataFrame | None:
        """The parts of the difference; None where they were not asked for."""

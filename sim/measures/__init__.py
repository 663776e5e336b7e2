"""What is measured: each measure once, as a ratio of counts in the ledger.

From Python `sim.measures()` is the table of them.
"""

import sys
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


class _Called(ModuleType):
    """A room that can be called: it and the call from Python have one name, `sim.measures`."""

    def __call__(self) -> "pd.DataFrame":
        """Return the table of all measures."""
        from sim.measures.measures_table import measures_table  # pandas takes a while to load

        return measures_table()


sys.modules[__name__].__class__ = _Called

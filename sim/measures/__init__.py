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
        """Return a row for each measure, by its id.

        Returns
        -------
        pandas.DataFrame
            `words`, what it is, `unit`, `better` (higher, lower or neither), `group` of measures
            and whether it is a `headline` measure.
        """
        import pandas as pd  # takes a while to load

        from sim.measures.catalogue import MEASURES

        told = ["words", "unit", "better", "group", "headline"]
        rows = [{"measure": one.id} | {name: getattr(one, name) for name in told}
                for one in MEASURES]  # fmt: skip
        return pd.DataFrame(rows).set_index("measure")


sys.modules[__name__].__class__ = _Called

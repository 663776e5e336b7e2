"""The measures as a table: `sim.measures()`."""

import pandas as pd

from sim.measures.catalogue import MEASURES


def measures_table() -> pd.DataFrame:
    """Return a row for each measure, by its id.

    Returns
    -------
    pandas.DataFrame
        `words`, what it is, `unit`, `better` (higher, lower or neither), `group` of measures and
        whether it is a `headline` measure.
    """
    rows = [
        {"measure": one.id, "words": one.words, "unit": one.unit, "better": one.better,
         "group": one.group, "headline": one.headline}
        for one in MEASURES
    ]  # fmt: skip
    return pd.DataFrame(rows).set_index("measure")

"""The register as a table: `sim.settings()`."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sim.settings.register import Setting

if TYPE_CHECKING:
    import pandas as pd


def settings_table(listed: Iterable[Setting]) -> "pd.DataFrame":
    """Return a row for each setting, by its dotted name.

    Returns
    -------
    pandas.DataFrame
        `default` (None where an authority's own figure is used), `unit`, `words`, `allowed`, `low`
        and `high`, the plausible range (`plausible_low`, `plausible_high`), `kind`, `grade` and
        `source` of the default, and `policy`, whether a policy may change it.
    """
    import pandas as pd

    rows = [
        {
            "setting": one.name, "default": one.default, "unit": one.unit, "words": one.words,
            "allowed": one.allowed, "low": one.low, "high": one.high,
            "plausible_low": one.plausible and one.plausible[0],
            "plausible_high": one.plausible and one.plausible[1],
            "kind": one.said_kind, "grade": one.grade, "source": one.source, "policy": one.policy,
        }
        for one in listed
    ]  # fmt: skip
    return pd.DataFrame(rows).set_index("setting")

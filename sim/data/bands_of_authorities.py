"""What the simulated service comes to in every authority, as `python -m experiments.strip` stored.

`authority_bands.csv` holds a row for each authority and measure, `authority_bands.json` how it was
made.
"""

import functools
import json
from typing import Any

import pandas as pd

from sim.data.authorities import DATA

STORED, MADE = DATA / "authority_bands.csv", DATA / "authority_bands.json"
ARMS = ("today", "difference")
NUMBERS = (*(arm + end for arm in ARMS for end in ("", "_low", "_high")), "published")


@functools.cache
def bands() -> pd.DataFrame:
    """Return the stored rows.

    Columns are `authority`, `measure`; `today`, `today_low` and `today_high`, the median and the
    ends that hold 90% of plausible worlds; `difference` and its ends, the same of what the policy
    changes; `published`, the authority's own figure where there is one; `caution`, why its levels
    are not to be read. Shares are from 0 to 1; other units are the measure's.
    """
    return pd.read_csv(STORED, keep_default_na=False,
                       na_values={name: [""] for name in NUMBERS})  # fmt: skip


@functools.cache
def made() -> dict[str, Any]:
    """Return how the rows were made: `worlds`, `policy`, `command`, `rules` (a hash)."""
    return dict(json.loads(MADE.read_text("utf-8")))

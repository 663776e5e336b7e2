"""What the user set beside scenario and authority, a column of every table.

So that tables of several runs, one under the other, can be told apart by their settings.
"""

from collections.abc import Sequence

import pandas as pd

from sim.arms.policy import PREFIX
from sim.arms.resolve import Arms
from sim.arms.scenarios import changes_of, scenarios
from sim.settings import to_dict
from sim.settings.register import Value

NAME = "changed"
SEED = "seed"
AFTER = ("policy", "authority")  # the column behind which it stands, the first that is there
# told in columns of their own, or without a say in what a row holds
APART = frozenset((
    "authority.name", "authority.scope", "authority.file", "replications", "compute.workers",
    "compute.kind", "compute.address", "worlds", "why", "records", "precision", "precision_of",
))  # fmt: skip
BETWEEN = "; "


def changed_words(arms: Arms, scenario: str = "") -> str:
    """Return what the user set, `iro.caseload=90; years=2`, in the register's order.

    `scenario` is the policy's name. What its file states is not listed again; of a policy that no
    file states every value is. Empty for today's service alone.
    """
    today = to_dict(arms.today)
    said = [f"{name}={_said(value)}" for name, value in today.items()
            if name in arms.fixed and name not in APART]  # fmt: skip
    if not scenario:
        return BETWEEN.join(said)
    stated = changes_of(scenario) if scenario in scenarios() else {}
    of_policy = {name: _said(value) for name, value in arms.policy.items()
                 if stated.get(name, ...) != value}  # fmt: skip
    # what is taken back on the command line
    of_policy |= dict.fromkeys(stated.keys() - arms.policy.keys(), "null")
    said += [f"{PREFIX}{name}={of_policy[name]}" for name in today if name in of_policy]
    return BETWEEN.join(said)


def _said(value: Value) -> str:
    """Return a value as it is typed."""
    if isinstance(value, bool):
        return str(value).lower()
    return repr(value).removesuffix(".0") if isinstance(value, float) else str(value)


def with_changed(table: pd.DataFrame, changed: str | Sequence[str]) -> pd.DataFrame:
    """Return a table with the column `changed` behind `policy`, or `authority` without one.

    `changed` is what the user set; of each row, where rows differ. A seed is left out where the
    table says the seeds of its rows.
    """
    told = table.copy()
    words = [changed] * len(table) if isinstance(changed, str) else list(changed)
    if SEED in table:
        words = [BETWEEN.join(one for one in each.split(BETWEEN) if not one.startswith(f"{SEED}="))
                 for each in words]  # fmt: skip
    after = next(name for name in AFTER if name in table)
    told.insert(int(told.columns.get_loc(after)) + 1, NAME, words)
    return told

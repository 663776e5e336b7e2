"""Noticing in words: of 100 stuck plans how many move for each, and what worlds hold of it all."""

import math
import statistics
from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from sim.data.plausible_settings import KNOWN, TRIALS, members
from sim.report.document.content import Block, Table, Words
from sim.report.numbers import listed, policy_name
from sim.report.table_words import EACH, NOTICED, OF_100


def noticing_in_words() -> str:
    """Return what noticing does in the stored worlds, to leaving care and to drift."""
    leaving = sorted(member.leaving_rate_ratio for member in members())
    drift = sorted(member.drift_ratio for member in members())
    return (
        "What the IRO's noticing does as a whole is itself a belief. Calibrated to the average "
        "authority, children who are to leave by a planned route do so at "
        f"{leaving[0]:.2f} to {leaving[-1]:.2f} times the rate at which they would if no IRO "
        f"noticed anything (median {statistics.median(leaving):.2f}: the implied rate ratio), and "
        f"drift without it would be {drift[0]:.1f} to {drift[-1]:.1f} times what it is (median "
        f"{statistics.median(drift):.1f}). Of IROs neither is measured; trials of lawyers and "
        f"volunteers who look at children's plans in the United States come to {TRIALS} for the "
        "rate, in the first months. Worlds outside "
        f"{KNOWN[0]:g} to {KNOWN[1]:g} are left out; worlds.csv has each world's."
    )


HEADS = {
    NOTICED: "stuck plans noticed, per 100 child-years",
    OF_100: "of 100 of them, moving for it within 60 working days",
    EACH: "hours each, to raise and to answer it",
}


def of_noticers(noticers: pd.DataFrame) -> tuple[Block, ...]:
    """Return the report's blocks on noticing: a sentence and a table.

    `noticers` is as `analyse.what_noticing_moves.noticers` makes it, of one policy or of today's
    service alone.
    """
    return (Words((sentence(noticers),)), noticers_table(noticers))


def sentence(noticers: pd.DataFrame) -> str:
    """Say of 100 stuck plans that each notices how many move today, and for what hours."""
    today = noticers.set_index(["noticer", "quantity"])["today"]
    told = [
        f"{name} {today[name, OF_100]:.0f} ({today[name, EACH]:.1f} hours each)"
        for name in noticers["noticer"].unique()
        if "formal" not in name and not math.isnan(today[name, OF_100])
    ]
    if not told:
        return "Nobody notices a stuck plan today."
    return (
        "Of 100 stuck plans that each notices today, so many move for it within 60 working days: "
        f"{listed(told)}."
    )


def noticers_table(noticers: pd.DataFrame) -> Table:
    """Return what comes of each one's noticing, a row each, in both arrangements."""
    alone = bool(noticers["under_policy"].isna().all() & noticers["policy"].eq("keep").all())
    policy, over = str(noticers["policy"].iloc[0]), str(noticers["range"].iloc[0])
    arms = {"today": "today"} | ({} if alone else {"under_policy": policy_name(policy)})
    columns = {"who notices": noticers["noticer"].unique().tolist()}
    for quantity, head in HEADS.items():
        rows = noticers[noticers["quantity"] == quantity].to_dict("records")
        for arm, words in arms.items():
            columns[f"{head}: {words}"] = [_cell(row, arm) for row in rows]
    caption = f"Of 100 stuck plans that each notices, how many move ({over} in brackets)"
    return Table(caption, pd.DataFrame(columns))


def _cell(row: Mapping[Hashable, Any], arm: str) -> str:
    """Return a value with its ends; a dash where nothing is noticed."""
    value, low, high = (float(row[arm + end]) for end in ("", "_low", "_high"))
    ends = "" if math.isnan(low) else f" ({low:.1f} to {high:.1f})"
    return "-" if math.isnan(value) else f"{value:.1f}{ends}"

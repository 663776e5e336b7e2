"""The report's words and table on noticing: of 100 stuck plans that each notices, how many move."""

import math
from collections.abc import Iterator

import pandas as pd

from sim.report.document.content import Block, Table, Words
from sim.report.document.joined import listed
from sim.report.numbers import policy_name
from sim.report.table_words import EACH, NOTICED, OF_100

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
    told = list(_told(noticers))
    if not told:
        return "Nobody notices a stuck plan today."
    return (
        "Of 100 stuck plans that each notices today, so many move for it within 60 working days: "
        f"{listed(told)}."
    )


def _told(noticers: pd.DataFrame) -> Iterator[str]:
    wide = noticers.set_index(["noticer", "quantity"])["today"]
    for name in dict.fromkeys(noticers["noticer"]):
        moving, hours = float(wide[name, OF_100]), float(wide[name, EACH])
        if "formal" not in name and not math.isnan(moving):
            yield f"{name} {moving:.0f} ({hours:.1f} hours each)"


def noticers_table(noticers: pd.DataFrame) -> Table:
    """Return what comes of each one's noticing, a row each, in both arrangements."""
    alone = bool(noticers["under_policy"].isna().all() & noticers["policy"].eq("keep").all())
    policy, over = str(noticers["policy"].iloc[0]), str(noticers["range"].iloc[0])
    arms = {"today": "today"} | ({} if alone else {"under_policy": policy_name(policy)})
    rows = {name: block.set_index("quantity") for name, block in noticers.groupby(
        "noticer", sort=False)}  # fmt: skip
    columns = {"who notices": [str(name) for name in rows]}
    for quantity, head in HEADS.items():
        for arm, words in arms.items():
            columns[f"{head}: {words}"] = [_cell(row.loc[quantity], arm) for row in rows.values()]
    caption = f"Of 100 stuck plans that each notices, how many move ({over} in brackets)"
    return Table(caption, pd.DataFrame(columns))


def _cell(row: pd.Series, arm: str) -> str:
    """Return a value with its ends; a dash where nothing is noticed."""
    value, low, high = (float(row[arm + end]) for end in ("", "_low", "_high"))
    if math.isnan(value):
        return "-"
    if math.isnan(low):
        return f"{value:.1f}"
    return f"{value:.1f} ({low:.1f} to {high:.1f})"

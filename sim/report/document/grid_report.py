"""The report of a sweep: points of a grid, each against today's service of its own settings."""

from collections.abc import Sequence

import pandas as pd

from sim.measures.catalogue import TRADED
from sim.report.document import word_tables
from sim.report.document.assumptions import Basis
from sim.report.document.content import Block, Figure, Report, Table, Words
from sim.report.document.measure_phrases import said
from sim.report.document.question import how_run, policy_words, resting
from sim.report.numbers import capital, policy_name, say_difference
from sim.report.terminal_comparison import how_to_read, readings_words, varied

MOST = 100  # points that the report shows; the tables in the folder hold all


def of_sweep(
    basis: Basis,
    headline: pd.DataFrame,
    every: pd.DataFrame,
    states: pd.DataFrame,
    *,
    runs: str,
    figures: Sequence[Figure] = (),
    remarks: Sequence[str] = (),
) -> Report:
    """Return the report of a sweep.

    `headline` and `every` are headline measures, and every measure, of every point.
    """
    names = varied(states)
    shown = headline[headline["point"].isin(list(dict.fromkeys(headline["point"]))[:MOST])]
    caption = f"Differences by point; levels where there is no policy{_some(states)}"
    table = Table(caption, word_tables.grouped(shown, ["point", *names], TRADED))
    became = Table(f"What became of each point{_some(states)}", states.head(MOST).astype(str))
    whole = int((states["finished"] > 0).sum())
    finished = f"Of {len(states)} points, over {', '.join(names)}, {whole} have results."
    return Report(
        title=f"{len(states)} points of a sweep: {basis.authority}",
        answer=(finished, *_extremes(headline, names)),
        sure=(*how_to_read(headline), *remarks),
        asked=(
            f"What if these were different: {', '.join(names)}?",
            *policy_words(list(dict.fromkeys(headline["policy"])), basis),
            how_run(basis, f"{runs}, each point"),
        ),
        figures=tuple(figures),
        tables=(table, became, word_tables.measures_table(basis.matters)),
        posts=_posts_of_points(every, names, states),
        **resting(basis, headline["policy"]),
    )


def _some(states: pd.DataFrame) -> str:
    return f" (the first {MOST}; sweep.csv has all)" if len(states) > MOST else ""


def _extremes(headline: pd.DataFrame, names: Sequence[str]) -> list[str]:
    """Say of each measure how it reads over the points, and where it rises and falls most."""
    made = []
    for measure in TRADED:
        rows = headline[(headline["measure"] == measure) & headline["difference"].notna()]
        if rows.empty:
            continue
        ends = [rows.loc[rows["difference"].idxmin()], rows.loc[rows["difference"].idxmax()]]
        low, high = (
            f"{say_difference(row['difference'], row['unit'])} at {_place(row, names)}"
            for row in ends
        )
        made.append(
            f"{capital(said(measure).noun)}, of {len(rows)} points with a policy: "
            f"{readings_words(rows)}; from {low} to {high}."
        )
    return made or ["No point has a policy, so there are levels and no differences."]


def _place(row: pd.Series, names: Sequence[str]) -> str:
    return ", ".join(
        policy_name(row[name]) if name == "policy" else f"{name} {row[name]}" for name in names
    )


def _posts_of_points(
    every: pd.DataFrame, names: Sequence[str], states: pd.DataFrame
) -> tuple[Block, ...]:
    made = []
    for point in list(dict.fromkeys(every["point"]))[:MOST]:
        block = every[every["point"] == point]
        arm = "today" if block["under_policy"].isna().all() else "under_policy"
        made.append((_place(block.iloc[0], names), arm, block))
    return (Words((f"Each point under its own arrangement{_some(states)}.",)),
            word_tables.posts_of_several(made, pounds=True))  # fmt: skip

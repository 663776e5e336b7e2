"""The report of a sweep: points of a grid, each against today's service of its own settings."""

from collections.abc import Sequence

import pandas as pd

from sim.report.combined import sweep_notes
from sim.report.document import answer, cells
from sim.report.document.answer import TRADED, capital
from sim.report.document.asked import how_run, policy_words
from sim.report.document.basis import Basis, assumed, assumptions, differing
from sim.report.document.content import Block, Figure, Report, Table, Words
from sim.report.document.likelihood import RULE
from sim.report.document.of_run import same_everywhere
from sim.report.numbers import label, say_difference, say_interval

MOST = 100  # points that the report shows; the tables in the folder hold all


def of_sweep(
    basis: Basis,
    headline: pd.DataFrame,
    every: pd.DataFrame,
    states: pd.DataFrame,
    drift: pd.DataFrame,
    *,
    figures: Sequence[Figure] = (),
    remarks: Sequence[str] = (),
) -> Report:
    """Return the report of a sweep.

    Parameters
    ----------
    basis
        What it rested on.
    headline, every
        Headline measures, and every measure, of every point.
    states
        What became of every point.
    drift
        Differences in drift with both intervals.
    figures
        What was drawn.
    remarks
        What else a reader must know.
    """
    drawn = bool(basis.drawn)
    names = list(states.columns)[: list(states.columns).index("finished")]
    least, most = basis.today.replications, max(one.replications for one in basis.todays)
    runs = str(least) if least == most else f"{least} to {most}"
    shown = headline[headline["point"].isin(list(dict.fromkeys(headline["point"]))[:MOST])]
    caption = f"Differences by point; levels where there is no policy{_some(states)}"
    table = Table(caption, cells.grouped(shown, names, TRADED))
    lines = [line.strip() for line in sweep_notes(headline, drift)]
    return Report(
        title=f"{len(states)} points of a sweep: {basis.authority}",
        answer=(_finished(states, names), *_extremes(headline, names, drawn)),
        sure=(RULE, *same_everywhere(drawn), *lines, *remarks),
        asked=(
            f"What if these were different: {', '.join(names[1:])}?",
            *policy_words(list(dict.fromkeys(headline["policy"]))),
            how_run(basis, f"{runs} runs of each point"),
        ),
        figures=tuple(figures),
        tables=(table, _states(states), cells.measures_table(basis.matters)),
        posts=_posts_of_points(every, names, states),
        assumed=assumed(basis),
        differing=differing(basis),
        appendix=(assumptions(basis),),
    )


def _some(states: pd.DataFrame) -> str:
    return f" (the first {MOST}; sweep.csv has all)" if len(states) > MOST else ""


def _finished(states: pd.DataFrame, names: Sequence[str]) -> str:
    whole = int((states["finished"] > 0).sum())
    return f"Of {len(states)} points, over {', '.join(names[1:])}, {whole} have results."


def _extremes(headline: pd.DataFrame, names: Sequence[str], drawn: bool) -> list[str]:
    """Say of each measure how policies come out over the points, and where most and least."""
    made = []
    for measure in TRADED:
        rows = headline[(headline["measure"] == measure) & headline["difference"].notna()]
        if rows.empty:
            continue
        name = capital(label(measure, rows["unit"].iloc[0]))
        counted = rows["verdict"].value_counts()
        verdicts = ", ".join(f"{verdict} in {many}" for verdict, many in counted.items())
        ends = [rows.loc[rows["difference"].idxmin()], rows.loc[rows["difference"].idxmax()]]
        low, high = (
            f"{say_difference(row['difference'], row['unit'])} "
            f"{say_interval(row['difference_low'], row['difference_high'], row['unit'], True)} "
            f"at {_place(row, names)}"
            for row in ends
        )
        held = f" {answer.held(drawn)}" if measure in answer.DRIFT else ""
        points = f"of {len(rows)} points with a policy"
        made.append(f"{name}, {points}: {verdicts}; from {low} to {high}.{held}")
    return made or ["No point has a policy, so there are levels and no differences."]


def _place(row: pd.Series, names: Sequence[str]) -> str:
    return ", ".join(f"{name} {row[name]}" for name in names)


def _states(states: pd.DataFrame) -> Table:
    shown = states.head(MOST).astype(str)
    return Table(f"What became of each point{_some(states)}", shown)


def _posts_of_points(
    every: pd.DataFrame, names: Sequence[str], states: pd.DataFrame
) -> tuple[Block, ...]:
    made = []
    for point in list(dict.fromkeys(every["point"]))[:MOST]:
        block = every[every["point"] == point]
        arm = "today" if block["under_policy"].isna().all() else "under_policy"
        made.append((_place(block.iloc[0], names), arm, block))
    return (Words((f"Each point under its own arrangement{_some(states)}.",)),
            cells.posts_of_several(made))  # fmt: skip

"""What the study prints: per headline figure the settings that move it most, and which way."""

from collections.abc import Iterator
from typing import Any

import pandas as pd
from rich import box
from rich.table import Table
from rich.text import Text

from experiments.sensitivity.design import CHANCE
from experiments.sensitivity.design_points import DIFFERENCE, LEVEL, told_of
from sim.report.numbers import label, say_difference
from sim.report.terminal import terminal

NAMED = 3  # settings named for each figure
ONE_WAY = 0.5  # of the mean change, from which its direction is the same nearly everywhere
WIDE = 0.5  # half-width of a share's interval from which it says next to nothing


def amount(value: float, unit: str) -> str:
    """Return a change without its sign, in the figure's unit."""
    return say_difference(abs(value), unit).removeprefix("+")


def way(mu: float, mu_star: float) -> str:
    """Return which way a higher value of the setting moves the figure."""
    if abs(mu) < ONE_WAY * mu_star:
        return "either way"
    return "up" if mu > 0 else "down"


def show(
    screened: pd.DataFrame,
    closer: pd.DataFrame,
    *,
    scenario: str,
    authority: str,
    notes: list[str],
) -> None:
    """Print what matters most, with notes that a reader must know beside.

    `screened` and `closer` are as `effects` and `indices` make them.
    """
    console = terminal()
    for of, what in ((LEVEL, "today's levels"), (DIFFERENCE, f"what {scenario} changes")):
        part = screened[screened["of"] == of]
        if len(part):
            console.print(_table(part, f"{authority}: the settings that move {what} most"))
    for line in [*caveats(screened), *explained(closer), *notes]:
        console.print(Text(line), soft_wrap=not console.is_terminal)


def in_words(screened: pd.DataFrame) -> pd.DataFrame:
    """Return the settings that lead in each figure, a row each, in words."""
    rows = []
    for (measure, of), part in screened.groupby(["measure", "of"], sort=False):
        floor, leading = floor_and_leading(part)
        rows += [
            (label(str(measure), row.unit), of, row.setting, amount(row.mu_star, row.unit),
             way(row.mu, row.mu_star), amount(floor.mu_star, row.unit), bool(row.above_chance))
            for row in leading
        ]  # fmt: skip
    return pd.DataFrame(
        rows, columns=["figure", "of", "setting", "by", "way", "chance", "above_chance"]
    )


def _table(part: pd.DataFrame, title: str) -> Table:
    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD)
    table.add_column("figure")
    table.add_column("setting", no_wrap=True)
    table.add_column("moves it by", justify="right", no_wrap=True)
    table.add_column("a higher value, figure goes")
    table.add_column("chance alone", justify="right", no_wrap=True)
    rows = in_words(part)
    for row, again in zip(rows.itertuples(), rows["figure"].duplicated(), strict=True):
        figure, chance = ("", "") if again else (row.figure, row.chance)
        marked = row.setting + ("" if row.above_chance else " *")
        table.add_row(figure, marked, row.by, row.way, chance)
    return table


def floor_and_leading(rows: pd.DataFrame, number: int = NAMED) -> tuple[Any, list[Any]]:
    """Return of one figure's rows that of chance, and those of the settings that lead."""
    chance = rows["setting"] == CHANCE
    leading = rows[~chance].sort_values("importance_rank").head(number)
    return next(rows[chance].itertuples()), list(leading.itertuples())


def caveats(screened: pd.DataFrame) -> Iterator[str]:
    """Say what the first pass measures, and how much of it is chance."""
    if screened.empty:
        yield "No trajectory is whole, so nothing can be said of what matters."
        return
    settings = screened[screened["setting"] != CHANCE]
    varied = settings["setting"].nunique()
    beyond = settings[settings["above_chance"].fillna(False).astype(bool)]["setting"].nunique()
    yield (
        "Moves it by: the mean change of the figure as the setting alone goes from one end of its "
        f"plausible range to the other, wherever in theirs the other {varied - 1} are."
    )
    yield (
        "One run a point, so chance is in it. Chance alone: what another seed seems to move it by, "
        "while no setting changes. *: not above that by more than its 95% interval. Of "
        f"{varied} settings {beyond} are above chance in some headline figure; with so many looked "
        "at, some are so by luck."
    )


def explained(closer: pd.DataFrame) -> Iterator[str]:
    """Say what the closer look found, a line a headline difference, or level without a policy."""
    if closer.empty:
        return
    of = told_of(closer)
    few = closer["setting"].nunique() - 1
    yield (
        f"Closer look at the {few} that matter most, all else at its default: the share of the "
        f"variance of each {of} that one explains by itself and with others (total), and chance:"
    )
    for measure, rows in closer[closer["of"] == of].groupby("measure", sort=False):
        known = rows.dropna(subset=["total"]).sort_values("total", ascending=False).head(NAMED)
        said = ", ".join(
            f"{row.setting} {100 * row.total:.0f}% (±{100 * row.total_conf:.0f})"
            for row in known.itertuples()
        )
        unsure = "; too unsure to rank, ask for more samples" * bool(
            (known.total_conf > WIDE).any()
        )
        yield f"  {label(str(measure))}: {said or 'does not vary'}{unsure}"

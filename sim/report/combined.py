"""Tables of several policies or points at once, as commands print them."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd
from rich import box
from rich.table import Table
from rich.text import Text

from sim.report.numbers import label, say, say_difference, say_interval
from sim.report.table import BOTH, CHANCE_ONLY, COLOURS, DRIFT, terminal, weakest_sources

SHOWN = ("reviews_on_time", "drift_days_per_child_year", "views_heard_independently",
         "service_cost")  # fmt: skip
ENDS = 5  # authorities shown at either end
FIXED = ("point", "policy")
SHORT = {"not distinguishable": "unclear", "about the same": "same"}


def _cell(row: Any, interval: bool = True) -> Text:
    """Return a difference with its interval and verdict; the level, of today's service alone."""
    if np.isnan(row.difference):
        return Text(row["empty"] or say(row.today, row.unit))
    text = say_difference(row.difference, row.unit)
    if interval:
        text += "\n" + say_interval(row.difference_low, row.difference_high, row.unit, True)
    verdict = SHORT.get(row.verdict, row.verdict)
    return Text(f"{text}\n{verdict}", style=COLOURS.get(row.verdict, ""), justify="right")


def _columns(table: Table, names: Sequence[str], units: dict[str, str]) -> None:
    for name in names:
        table.add_column(name.replace("_", " "))
    for measure in SHOWN:
        table.add_column(label(measure, units[measure]), justify="right")


def show_sweep(headline: pd.DataFrame, states: pd.DataFrame, drift: pd.DataFrame) -> None:
    """Print a row for each point of a sweep: differences, or the level of today's service alone.

    Parameters
    ----------
    headline
        The headline measures of every point, with verdicts.
    states
        What became of every point.
    drift
        Differences in drift with both intervals.
    """
    console = terminal()
    place = list(states.columns).index("finished")
    names = list(states.columns[:place])
    title = (
        f"{len(states)} points: differences from today's service, levels where there is no policy"
    )
    table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD,
                  pad_edge=False)  # fmt: skip
    _columns(table, names, dict(zip(headline["measure"], headline["unit"], strict=True)))
    for state in states.to_dict("records"):
        cells: list[str | Text] = [str(state[name]) for name in names]
        if state["finished"]:
            rows = headline[headline["point"] == state["point"]].set_index("measure")
            cells += [_cell(rows.loc[measure]) for measure in SHOWN]
        else:
            cells += [Text("failed", style="red")]
        table.add_row(*cells)
    console.print(table)
    for row in states[states["cause"] != ""].itertuples():
        console.print(f"Point {row.point}: {row.cause}", markup=False, highlight=False,
                      soft_wrap=True)  # fmt: skip
    for note in sweep_notes(headline, drift):
        console.print(note, markup=False, highlight=False, soft_wrap=not console.is_terminal)


def show_comparison(
    compared: pd.DataFrame,
    ranks: pd.DataFrame,
    drift: pd.DataFrame,
    traded: pd.DataFrame,
    *,
    authority: str,
    replications: int,
) -> None:
    """Print a row for each policy, then how often each is best.

    Parameters
    ----------
    compared, ranks, traded
        As `study.policies` makes them.
    drift
        Differences in drift with both intervals.
    authority
        Its name.
    replications
        Runs of each arrangement.
    """
    console = terminal()
    many = compared["policy"].nunique()
    policies = "1 policy" if many == 1 else f"{many} policies"
    title = f"{authority}: {policies} against today's service, " \
            f"{replications} runs of each with the same children and chance"  # fmt: skip
    table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD,
                  pad_edge=False)  # fmt: skip
    units = dict(zip(compared["measure"], compared["unit"], strict=True))
    _columns(table, ["policy"], units)
    first = compared.drop_duplicates("measure").set_index("measure")
    table.add_row("(today)", *(say(first.loc[m, "today"], units[m]) for m in SHOWN))
    for policy, rows in compared.groupby("policy", sort=False):
        by_measure = rows.set_index("measure")
        table.add_row(str(policy).replace("_", " "), *(_cell(by_measure.loc[m]) for m in SHOWN))
    console.print(table)
    best = ranks[ranks["rank"] == 1].pivot(index="policy", columns="measure", values="probability")
    order = list(dict.fromkeys(ranks["policy"]))
    often = Table(title="How often each is the best, in the same runs", title_justify="left",
                  title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)  # fmt: skip
    _columns(often, ["policy"], units)
    for policy in order:
        shares = [best.loc[policy].get(m, np.nan) for m in SHOWN]
        often.add_row("today's service" if policy == "keep" else policy.replace("_", " "),
                      *("-" if np.isnan(s) else f"{s:.0%}" for s in shares))  # fmt: skip
    console.print(often)
    for note in comparison_notes(compared, drift, traded):
        console.print(note, markup=False, highlight=False, soft_wrap=not console.is_terminal)


def _together(compared: pd.DataFrame) -> Iterator[str]:
    judged = int(compared["adjusted_p"].notna().sum())
    yield (
        f"Intervals are of 95% each; better and worse allow for judging {judged} differences at "
        "once (Holm), and comparison.csv has intervals that hold for all together (Bonferroni). "
        "Same: the interval lies within the smallest difference that matters. Unclear: chance "
        "could have made it."
    )


def _dominated(traded: pd.DataFrame) -> Iterator[str]:
    for row in traded[traded["dominated_by"] != ""].itertuples():
        yield (
            f"On the mean, {row.policy} is behind {row.dominated_by} in timeliness, drift, the "
            "child's voice and cost alike."
        )


def comparison_notes(
    compared: pd.DataFrame, drift: pd.DataFrame, traded: pd.DataFrame
) -> Iterator[str]:
    """Give the lines under a comparison of policies."""
    yield from _together(compared)
    yield from _dominated(traded)
    yield from sweep_notes(compared, drift)


def sweep_notes(headline: pd.DataFrame, drift: pd.DataFrame) -> Iterator[str]:
    """Give the lines under a sweep: what intervals in drift hold, and the weakest sources."""
    drawn = len(drift) > 0 and bool(drift["drawn_difference"].notna().any())
    if len(drift):
        yield DRIFT.format(BOTH if drawn else CHANCE_ONLY)
    if drawn:
        days = drift[drift["measure"] == "drift_days_per_child_year"]
        for row in days.itertuples():
            named = row.policy
            chance = say_interval(row.chance_low, row.chance_high, row.unit, True)
            both = say_interval(row.belief_low, row.belief_high, row.unit, True)
            yield (
                f"  {named}: drift days, chance only, beliefs at default, "
                f"{say_difference(row.difference, row.unit)} {chance}; chance and beliefs, "
                f"{say_difference(row.drawn_difference, row.unit)} {both}; belief is "
                f"{row.belief_share:.0%} of the variance between runs."
            )
    yield weakest_sources(headline.drop_duplicates("measure"))


def ends_of(helped: pd.DataFrame, shown: int) -> pd.DataFrame:
    """Return the authorities in which drift falls most and rises most, so many at either end."""
    drift = helped[helped["measure"] == "drift_days_per_child_year"]
    ordered = drift.dropna(subset="difference").sort_values("difference", kind="stable")
    both = pd.concat([ordered.head(shown), ordered.tail(shown)])
    return both.drop_duplicates("authority")


def show_england(helped: pd.DataFrame, *, scenario: str, assumed: str, shown: int = ENDS) -> None:
    """Print where a policy would help most and least, by drift.

    Parameters
    ----------
    helped
        The table of authorities.
    scenario
        The policy's name.
    assumed
        What is assumed of all of them.
    shown
        Authorities at either end.
    """
    console = terminal()
    drift = helped[helped["measure"] == "drift_days_per_child_year"]
    on_time = helped[helped["measure"] == "reviews_on_time"]
    for rows, words in ((drift, "drift"), (on_time, "reviews on time")):
        counts = rows["verdict"].value_counts()
        said = ", ".join(f"{verdict} in {many}" for verdict, many in counts.items())
        console.print(f"Authorities, {words} under {scenario}: {said}.", highlight=False,
                      soft_wrap=True)  # fmt: skip
    table = Table(title=f"Drift days per child-year, {scenario} less today: both ends",
                  title_justify="left", title_style="bold", box=box.SIMPLE_HEAD,
                  pad_edge=False)  # fmt: skip
    for name in ("authority", "today", "difference (95%)", "verdict", "rests on"):
        table.add_column(name)
    for row in ends_of(helped, shown).itertuples():
        interval = say_interval(row.difference_low, row.difference_high, row.unit, True)
        table.add_row(row.authority, say(row.today, row.unit),
                      f"{say_difference(row.difference, row.unit)} {interval}", row.verdict,
                      row.rests_on)  # fmt: skip
    console.print(table)
    console.print(assumed, highlight=False, soft_wrap=True)

"""The report of a sensitivity study."""

from collections.abc import Iterator, Sequence

import pandas as pd

from experiments.sensitivity.figures import QUESTIONS, asked_about, of_question
from experiments.sensitivity.leading_settings import (
    NAMED,
    amount,
    caveats,
    explained,
    floor_and_leading,
    in_words,
    way,
)
from sim.report.document import word_tables
from sim.report.document.assumptions import Basis
from sim.report.document.content import Block, Figure, Report, Table, Words
from sim.report.document.policy_report import question_of
from sim.report.document.question import how_run, policy_words, resting
from sim.report.numbers import capital, policy_name, say, say_difference, say_interval
from sim.report.terminal import ABOUT_DRIFT

BESIDE = "tornado"  # the figures that stand beside the answer
HELD = (
    "the effects hold beliefs, each varied over its plausible range, and the chance of single "
    "runs; the swings' intervals hold chance only"
)


def of_sensitivity(
    basis: Basis,
    scenario: str | None,
    screened: pd.DataFrame,
    closer: pd.DataFrame,
    tornado: pd.DataFrame,
    *,
    summary: pd.DataFrame | None,
    figures: Sequence[Figure] = (),
    remarks: Sequence[str] = (),
) -> Report:
    """Return the report of a sensitivity study, from the tables of its three passes.

    No scenario is today's service alone; `summary`, every measure with all settings at their
    defaults, is None where that was not run; `remarks` are what else a reader must know.
    """
    what = "today's service" if scenario is None else policy_name(scenario)
    posts: Block = Words(("No run had every setting at its default: python -m sim tells these.",))
    if summary is not None:
        posts = word_tables.posts_table(summary, scenario, pounds=True)
    return Report(
        title=f"What the results of {what} rest on: {basis.authority}",
        answer=tuple(_answer(screened)),
        sure=(*caveats(screened), *(line.strip() for line in explained(closer)),
              f"{ABOUT_DRIFT} Here {HELD}.", *remarks),
        asked=(
            f"{question_of(basis, scenario)} And on which settings that nobody has measured does "
            "the answer rest?",
            *policy_words([scenario or ""], basis),
            how_run(basis, "One run at each point of the first two passes, and at each end of a "
                           f"setting's range {basis.today.replications}"),
        ),
        figures=tuple(sorted(figures, key=lambda one: not one.name.startswith(BESIDE))),
        tables=tuple(
            table for table in (_screened(screened), _swings(tornado)) if len(table.frame)
        ),
        posts=(posts,),
        **resting(basis, [scenario or ""]),
    )  # fmt: skip


def _answer(screened: pd.DataFrame) -> Iterator[str]:
    """Say of drift and of timeliness what moves them most; then of every other figure."""
    if screened.empty:
        yield "No trajectory is whole, so nothing can be said of what matters."
        return
    asked = [*QUESTIONS, *(m for m in dict.fromkeys(screened["measure"]) if m not in QUESTIONS)]
    for measure in asked:
        rows = of_question(screened, measure)
        if rows.empty:
            continue
        beyond = [row for row in floor_and_leading(rows)[1] if row.above_chance]
        about = capital(f"the {asked_about(rows.iloc[0])}")
        if not beyond:
            yield f"{about}: no setting moves it beyond chance."
            continue
        named = ", ".join(
            f"{row.setting} (by {amount(row.mu_star, row.unit)}, {_way(row.mu, row.mu_star)})"
            for row in beyond
        )
        held = f" Here {HELD}." if measure == QUESTIONS[0] else ""
        yield f"{about} is moved most by {named}.{held}"


def _way(mu: float, mu_star: float) -> str:
    found = way(mu, mu_star)
    return found if found == "either way" else f"{found} as it rises"


def _screened(screened: pd.DataFrame) -> Table:
    rows = in_words(screened)
    rows["figure"] += ", " + rows.pop("of")
    rows["above_chance"] = rows["above_chance"].map({True: "yes", False: "no"})
    heads = {"by": "moves it by", "way": "a higher value, figure goes", "chance": "chance alone",
             "above_chance": "beyond chance"}  # fmt: skip
    caption = f"The {NAMED} settings that move each headline figure most (morris.csv has all)"
    return Table(caption, rows.rename(columns=heads))


def _swings(tornado: pd.DataFrame) -> Table:
    rows = []
    parts = [of_question(tornado, measure) for measure in QUESTIONS] if len(tornado) else []
    for row in (row for part in parts for row in part.itertuples()):
        tell = say_difference if row.of == "difference" else say
        ends = say_interval(row.swing_low, row.swing_high, row.unit, True)
        swing = say_difference(row.swing, row.unit)
        rows.append({
            "figure": asked_about(row),
            "setting": row.setting,
            "at the low end": f"{tell(row.at_low, row.unit)} at {row.low_value:g}",
            "at the default": tell(row.at_default, row.unit),
            "at the high end": f"{tell(row.at_high, row.unit)} at {row.high_value:g}",
            "swing (95% interval, chance only)": f"{swing} {ends}",
        })  # fmt: skip
    caption = "Each of the few that matter most at either end of its plausible range"
    return Table(caption, pd.DataFrame(rows))

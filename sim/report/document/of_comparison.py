"""The report of a comparison: several policies beside today's service, and each other."""

import math
from collections.abc import Sequence

import pandas as pd

from sim.measures import HEADLINE
from sim.report.combined import comparison_notes
from sim.report.document import answer, cells
from sim.report.document.answer import TRADED, arrangement, capital, of_difference
from sim.report.document.asked import how_run, policy_words
from sim.report.document.basis import Basis, assumed, assumptions, differing
from sim.report.document.content import Figure, Report, Table
from sim.report.document.likelihood import RULE
from sim.report.document.of_run import same_everywhere
from sim.report.numbers import label


def of_comparison(
    basis: Basis,
    compared: pd.DataFrame,
    summary: pd.DataFrame,
    ranks: pd.DataFrame,
    drift: pd.DataFrame,
    traded: pd.DataFrame,
    *,
    replications: int,
    figures: Sequence[Figure] = (),
    remarks: Sequence[str] = (),
) -> Report:
    """Return the report of policies compared with today's service and each other.

    Parameters
    ----------
    basis
        What it rested on.
    compared, ranks, drift, traded
        As `study.policies` and `study.beliefs` make them.
    summary
        Every measure of each policy, by its name in `policy`.
    replications
        Runs of each arrangement.
    figures
        What was drawn.
    remarks
        What else a reader must know.
    """
    drawn = bool(basis.drawn)
    policies = list(dict.fromkeys(compared["policy"]))
    parts = {name: compared[compared["policy"] == name] for name in policies}
    about = f"{basis.authority}, {replications} runs of each arrangement"
    lines = [line.strip() for line in comparison_notes(compared, drift, traded)]
    headlines = [
        cells.headline_table(parts[name], name, f"{arrangement(name)}, {about}")
        for name in policies
    ]
    return Report(
        title=f"{len(policies)} {_policies(len(policies))} against today's IRO service: "
        f"{basis.authority}",
        answer=(
            _best(ranks, basis.authority, drawn),
            *(f"{capital(answer.moves(parts[name], name))}. "
              f"{_row(parts[name], 'drift_days_per_child_year', name, drawn)}"
              for name in policies),
        ),
        sure=(RULE, *same_everywhere(drawn), *lines, *remarks),
        asked=(
            f"Which of {len(policies)} policies is better for the IRO service in "
            f"{basis.authority}, and by how much, against today's arrangement?",
            *policy_words(policies),
            how_run(basis, f"{replications} runs of each arrangement"),
        ),
        figures=tuple(figures),
        tables=(
            Table(f"Differences by policy, {about}", cells.grouped(compared, ["policy"], TRADED)),
            _ranks(ranks),
            cells.drift_table(drift),
            *headlines,
            cells.measures_table(basis.matters),
        ),
        posts=(_posts(policies, summary),),
        assumed=assumed(basis),
        differing=differing(basis),
        appendix=(assumptions(basis),),
    )  # fmt: skip


def _policies(number: int) -> str:
    return "policy" if number == 1 else "policies"


def _row(rows: pd.DataFrame, measure: str, policy: str, drawn: bool) -> str:
    row = next(row for row in rows.itertuples() if row.measure == measure)
    return of_difference(row, policy, drawn)


def _best(ranks: pd.DataFrame, authority: str, drawn: bool) -> str:
    """Return which arrangement is most often best, of each measure that is weighed."""
    told = []
    for measure in TRADED:
        first = ranks[(ranks["measure"] == measure) & (ranks["rank"] == 1)]
        if first.empty:
            continue
        row = first.loc[first["share"].idxmax()]
        told.append(
            f"in {label(measure, _unit(measure))} {arrangement(row['policy'])}: "
            f"in {row['probability']:.0%}"
        )
    of = "draws of beliefs" if drawn else "runs"
    return (
        f"Most often the best in the same {of}, of all arrangements in {authority}: "
        f"{'; '.join(told)}."
    )


def _ranks(ranks: pd.DataFrame) -> Table:
    best = ranks[ranks["rank"] == 1]
    shares = best.pivot(index="policy", columns="measure", values="share")
    shares = shares.reindex(list(dict.fromkeys(ranks["policy"])))
    rows = []
    for policy, row in shares.iterrows():
        known = {label(m, _unit(m)): row[m] for m in TRADED if m in row}
        rows.append(
            {"arrangement": arrangement(str(policy)),
             **{m: "-" if math.isnan(share) else f"{share:.0%}" for m, share in known.items()}}
        )  # fmt: skip
    caption = "How often each arrangement is the best, in the same runs"
    return Table(caption, pd.DataFrame(rows))


def _posts(policies: Sequence[str], summary: pd.DataFrame) -> Table:
    blocks = [(name, summary[summary["policy"] == name]) for name in policies]
    first = ("today's service", "today", blocks[0][1])
    return cells.posts_of_several(
        [first, *((arrangement(name), "under_policy", block) for name, block in blocks)]
    )


def _unit(measure: str) -> str:
    return next(one.unit for one in HEADLINE if one.id == measure)

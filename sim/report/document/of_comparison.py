"""The report of a comparison: several policies beside today's service, and each other."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from sim.measures.catalogue import HEADLINE, TRADED
from sim.report.document import cells_of_tables
from sim.report.document.assumptions import Basis, assumed, assumptions, differing
from sim.report.document.content import Block, Figure, Report, Table, Words
from sim.report.document.cost_in_words import cost_in_words
from sim.report.document.joined import listed
from sim.report.document.of_run import cost_blocks, hangs_on_blocks, why_blocks
from sim.report.document.policy_assumed import assumed_of
from sim.report.document.question import how_run, law_of, policy_words
from sim.report.document.sentences import short_answer
from sim.report.document.weakest import WEAKEST, weakest
from sim.report.numbers import label, policy_name
from sim.report.of_hundred import best_of_hundred
from sim.report.terminal_comparison import how_to_read

FIRST = "policies"  # the figure of all policies on one scale, whose pages are named so


def of_comparison(
    basis: Basis,
    compared: pd.DataFrame,
    summary: pd.DataFrame,
    ranks: pd.DataFrame,
    drift: pd.DataFrame,
    traded: pd.DataFrame,
    *,
    runs: str,
    figures: Sequence[Figure] = (),
    costs: pd.DataFrame | None = None,
    hanging: pd.DataFrame | None = None,
    why: pd.DataFrame | None = None,
    remarks: Sequence[str] = (),
) -> Report:
    """Return the report of policies compared with today's service and each other.

    Parameters
    ----------
    basis
        What it rested on.
    compared, ranks, drift, traded
        As `study.policies` and `study.drift` make them.
    summary
        Every measure of each policy, by its name in `policy`.
    runs
        Over which worlds, and how many runs of each arrangement.
    figures
        What was drawn.
    costs, hanging, why
        Of every policy, by its name in `policy`.
    remarks
        What else a reader must know.
    """
    policies = list(dict.fromkeys(compared["policy"]))
    parts = {name: _of(compared, name) for name in policies}
    about = f"{basis.authority}, {runs}"
    return Report(
        title=f"{len(policies)} {_policies(len(policies))} against today's IRO service: "
        f"{basis.authority}",
        answer=comparison_sentences(basis, compared, summary, costs, hanging),
        sure=(*how_to_read(compared), *remarks),
        asked=(
            f"What would {len(policies)} policies for the IRO service in {basis.authority} change, "
            "against today's arrangement and beside each other?",
            *policy_words(policies, basis),
            how_run(basis, runs),
        ),
        figures=tuple(sorted(figures, key=lambda one: not one.name.startswith(FIRST))),
        tables=(
            Table(
                f"Differences by policy, {about}",
                cells_of_tables.grouped(compared, ["policy"], TRADED),
            ),
            _ranks(ranks, "runs" if basis.today.worlds == "one" else "worlds"),
            *_dominated(traded),
            cells_of_tables.drift_table(drift),
            *(
                cells_of_tables.headline_table(parts[name], f"{policy_name(name)}, {about}")
                for name in policies
            ),
            cells_of_tables.measures_table(basis.matters),
        ),
        hanging=_of_each(policies, lambda name: hangs_on_blocks(parts[name], _of(hanging, name))),
        why=_of_each(policies, lambda name: why_blocks(_of(why, name))),
        costs=_of_each(policies, lambda name: cost_blocks(_of(costs, name), parts[name])),
        posts=(_posts(policies, summary),),
        assumed=assumed(basis),
        differing=differing(basis),
        law_needed=law_of(policies),
        appendix=(assumptions(basis),),
    )


def comparison_sentences(
    basis: Basis,
    compared: pd.DataFrame,
    summary: pd.DataFrame,
    costs: pd.DataFrame | None = None,
    hanging: pd.DataFrame | None = None,
) -> tuple[str, ...]:
    """Return the answer of a comparison: a paragraph a policy, then the weakest thing.

    Parameters
    ----------
    basis
        What it rested on.
    compared, summary
        Headline measures, and every measure, of each by its name in `policy`.
    costs, hanging
        Of each by its name in `policy`; None where they were not asked.
    """
    changes = dict(basis.policies)
    over_worlds = basis.today.worlds != "one"
    told: list[str] = []
    weak: dict[str, list[str]] = {}
    for name in dict.fromkeys(compared["policy"]):
        rows, mine = _of(compared, name), changes.get(name, {})
        cost = cost_in_words(_of(summary, name), _of(costs, name), rows)
        assumed_too = assumed_of(mine, basis.today, basis.drawn)
        told.append(" ".join(filter(None, (short_answer(mine, rows), cost, assumed_too))))
        thing = weakest(mine, list(rows.itertuples()), _of(hanging, name), over_worlds)
        weak.setdefault(thing, []).append(policy_name(name))
    if len(weak) == 1:
        return (*told, next(iter(weak)))
    each = (f"{listed(names)}: {thing.removeprefix(WEAKEST)}" for thing, names in weak.items())
    return (*told, f"{WEAKEST}of {' Of '.join(each)}")


def _of(table: pd.DataFrame | None, policy: str) -> Any:
    """Return a policy's rows of a table; None where there is none."""
    return None if table is None else table[table["policy"] == policy]


def _of_each(policies: Sequence[str], blocks: Any) -> tuple[Block, ...]:
    """Return the blocks of each policy under its name."""
    made: list[Block] = []
    for name in policies:
        mine = blocks(name)
        made += [Words((f"Under {policy_name(name)}:",)), *mine] if mine else []
    return tuple(made)


def _dominated(traded: pd.DataFrame) -> tuple[Table, ...]:
    """Return which others are better than a policy in all of the four; nothing where none is."""
    rows = [
        {
            "policy": policy_name(row.policy),
            "better in timeliness, drift, the child's voice and cost at once": ", ".join(
                policy_name(one) for one in row.dominated_by.split(", ")
            ),
        }
        for row in traded.itertuples()
        if isinstance(row.dominated_by, str) and row.dominated_by
    ]
    caption = "Policies that another arrangement betters in all that is weighed"
    return (Table(caption, pd.DataFrame(rows)),) if rows else ()


def _policies(number: int) -> str:
    return "policy" if number == 1 else "policies"


def _ranks(ranks: pd.DataFrame, of: str) -> Table:
    there = set(ranks["measure"])
    known = {label(m, _unit(m)): best_of_hundred(ranks[ranks["measure"] == m])
             for m in TRADED if m in there}  # fmt: skip
    rows = [
        {"arrangement": policy_name(policy),
         **{m: str(many.get(policy, "-")) for m, many in known.items()}}
        for policy in dict.fromkeys(ranks["policy"])
    ]  # fmt: skip
    caption = f"Of 100 {of}, those in which each arrangement is the best"
    return Table(caption, pd.DataFrame(rows))


def _posts(policies: Sequence[str], summary: pd.DataFrame) -> Table:
    blocks = [(name, summary[summary["policy"] == name]) for name in policies]
    first = ("today's service", "today", blocks[0][1])
    return cells_of_tables.posts_of_several(
        [first, *((policy_name(name), "under_policy", block) for name, block in blocks)]
    )


def _unit(measure: str) -> str:
    return next(one.unit for one in HEADLINE if one.id == measure)

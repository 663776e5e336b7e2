"""The report of a comparison: several policies beside today's service, and each other."""

from collections.abc import Callable, Mapping, Sequence

import pandas as pd

from sim.arms.scenarios import headed
from sim.measures.catalogue import HEADLINE, TRADED
from sim.report.document import policy_report, word_tables
from sim.report.document.assumptions import Basis
from sim.report.document.content import Block, Figure, Report, Table, Words
from sim.report.document.cost_in_words import cost_in_words
from sim.report.document.policy_assumed import assumed_of
from sim.report.document.policy_report import PolicyTables
from sim.report.document.question import how_run, policy_words, resting
from sim.report.document.sentences import short_answer
from sim.report.document.weakest import WEAKEST, weakest
from sim.report.numbers import label, listed, policy_name
from sim.report.of_hundred import best_of_hundred
from sim.report.terminal_comparison import how_to_read

FIRST = "policies"  # the figure of all policies on one scale, whose pages are named so


def of_comparison(
    basis: Basis,
    each: Mapping[str, PolicyTables],
    ranks: pd.DataFrame,
    traded: pd.DataFrame,
    *,
    runs: str,
    figures: Sequence[Figure] = (),
    remarks: Sequence[str] = (),
) -> Report:
    """Return the report of policies compared with today's service and each other.

    Parameters
    ----------
    each
        What was found of each policy, by its name.
    ranks, traded
        As `analyse.comparison` makes them.
    """
    heads = {name: headed(name, changes) for name, changes in basis.policies}
    named = {heads[name]: found for name, found in each.items()}
    compared = pd.concat([found.headline for found in each.values()], ignore_index=True)
    drift = pd.concat([found.drift for found in each.values()], ignore_index=True)
    about = f"{basis.authority}, {runs}"
    today = ("today's service", "today", next(iter(each.values())).summary)
    under = ((policy_name(name), "under_policy", found.summary) for name, found in named.items())
    of = "runs" if basis.today.worlds == "one" else "worlds"
    many = f"{len(each)} {'policy' if len(each) == 1 else 'policies'}"
    return Report(
        title=f"{many} against today's IRO service: {basis.authority}",
        answer=comparison_sentences(basis, each),
        sure=(*how_to_read(compared), *remarks),
        asked=(
            f"What would {len(each)} policies for the IRO service in {basis.authority} change, "
            "against today's arrangement and beside each other?",
            *policy_words(list(each), basis),
            how_run(basis, runs),
        ),
        figures=tuple(sorted(figures, key=lambda one: not one.name.startswith(FIRST))),
        tables=(
            Table(
                f"Differences by policy, {about}",
                word_tables.grouped(compared.replace({"policy": heads}), ["policy"], TRADED),
            ),
            _ranks(ranks.replace({"policy": heads}), of),
            *_dominated(traded, heads),
            word_tables.drift_table(drift.replace({"policy": heads})),
            *(
                word_tables.headline_table(found.headline, f"{policy_name(name)}, {about}")
                for name, found in named.items()
            ),
            word_tables.measures_table(basis.matters),
        ),
        hanging=_of_each(named, policy_report.hangs_on_blocks),
        why=_of_each(named, policy_report.why_blocks),
        costs=_of_each(named, policy_report.cost_blocks),
        posts=(word_tables.posts_of_several([today, *under]),),
        **resting(basis, each),
    )


def comparison_sentences(basis: Basis, each: Mapping[str, PolicyTables]) -> tuple[str, ...]:
    """Return the answer of a comparison: a paragraph a policy, then the weakest thing.

    `each` is what was found of each policy, by its name.
    """
    changes = dict(basis.policies)
    over_worlds = basis.today.worlds != "one"
    told: list[str] = []
    weak: dict[str, list[str]] = {}
    for name, found in each.items():
        mine = changes.get(name, {})
        cost = cost_in_words(found.summary, found.costs, found.headline)
        assumed_too = assumed_of(mine, basis.today, basis.drawn)
        answer = short_answer(mine, found.headline)
        told.append(" ".join(filter(None, (answer, cost, assumed_too))))
        thing = weakest(mine, list(found.headline.itertuples()), found.hanging, over_worlds)
        weak.setdefault(thing, []).append(policy_name(name))
    if len(weak) == 1:
        return (*told, next(iter(weak)))
    of_each = (f"{listed(names)}: {thing.removeprefix(WEAKEST)}" for thing, names in weak.items())
    return (*told, f"{WEAKEST}of {' Of '.join(of_each)}")


def _of_each(
    each: Mapping[str, PolicyTables], blocks: Callable[[PolicyTables], tuple[Block, ...]]
) -> tuple[Block, ...]:
    """Return the blocks of each policy under its name."""
    made: list[Block] = []
    for name, found in each.items():
        mine = blocks(found)
        made += [Words((f"Under {policy_name(name)}:",)), *mine] if mine else []
    return tuple(made)


def _dominated(traded: pd.DataFrame, heads: Mapping[str, str]) -> tuple[Table, ...]:
    """Return which others are better than a policy in all of the four; nothing where none is.

    `heads` is what policies are headed, by their names.
    """

    def named(policies: str) -> str:
        return "; ".join(policy_name(heads.get(one, one)) for one in policies.split(", "))

    better = "better in timeliness, drift, the child's voice and cost at once"
    rows = [
        {"policy": named(row.policy), better: named(row.dominated_by)}
        for row in traded.itertuples()
        if isinstance(row.dominated_by, str) and row.dominated_by
    ]
    caption = "Policies that another arrangement betters in all that is weighed"
    return (Table(caption, pd.DataFrame(rows)),) if rows else ()


def _ranks(ranks: pd.DataFrame, of: str) -> Table:
    units = {one.id: one.unit for one in HEADLINE}
    arrangements = ranks["policy"].unique().tolist()
    columns = {"arrangement": [policy_name(one) for one in arrangements]}
    for measure in TRADED:
        if len(rows := ranks[ranks["measure"] == measure]):
            best = best_of_hundred(rows)
            columns[label(measure, units[measure])] = [str(best.get(p, "-")) for p in arrangements]
    caption = f"Of 100 {of}, those in which each arrangement is the best"
    return Table(caption, pd.DataFrame(columns))

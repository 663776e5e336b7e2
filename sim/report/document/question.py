"""What was asked, in words: the question, each policy's own words, and how it was run."""

from collections.abc import Iterable, Sequence
from typing import Any

from sim.arms.constraints import first_day
from sim.arms.scenarios import KEEP, OWN_POLICY, Scenario, changes_of, scenarios
from sim.report.document.assumptions import Basis, assumed, assumptions, differing
from sim.report.document.content import Table
from sim.report.numbers import capital, policy_name


def policy_words(names: Sequence[str], basis: Basis | None = None) -> list[str]:
    """Return what each policy stands for, a paragraph each, as its file says.

    `basis` is what the study rested on, whose values are told; without it, the file's and the
    defaults. Of a policy that comes with several values the file's are told.
    """
    known = scenarios()
    said = []
    for name in names:
        if name in known and name != KEEP:
            said.append(f"{policy_name(name)}: {_told(known[name], basis).replace('`', '')}")
        elif name == OWN_POLICY:
            said.append(f"{policy_name(name)}: what was set behind policy. on the command line.")
    return said


def _told(scenario: Scenario, basis: Basis | None) -> str:
    if basis is None:
        return scenario.words
    asked = [changes for name, changes in basis.policies if name == scenario.name]
    today = basis.today if len(basis.todays) == 1 else None
    return scenario.said(asked[0] if len(asked) == 1 else changes_of(scenario.name), today)


def law_of(names: Iterable[str]) -> tuple[str, ...]:
    """Return the law that each policy needs, a sentence each; none for what no file states."""
    known = scenarios()
    return tuple(
        f"{capital(policy_name(name))} needs {known[name].law_in_words.replace('`', '')}"
        for name in dict.fromkeys(names)
        if name in known and name != KEEP
    )


def resting(basis: Basis, policies: Iterable[str] = (), *further: Table) -> dict[str, Any]:
    """Return a report's parts on what it rests on, by their names there.

    Parameters
    ----------
    policies
        Their names, for the law that each needs.
    further
        What else the appendix holds.
    """
    return {
        "assumed": assumed(basis),
        "differing": differing(basis),
        "law_needed": law_of(policies),
        "appendix": (*further, assumptions(basis)),
    }


def how_run(basis: Basis, runs: str) -> str:
    """Return how the study was run."""
    today = basis.today
    start = first_day(today.start)
    return (
        f"{capital(runs)}: each run is of {_years(today.years)} from {start.day} {start:%B %Y}, "
        f"after {_years(today.warm_up_years)} of warm-up under today's service. A policy starts on "
        "the first reported day. The same children meet the same fates in every arrangement, "
        "unless the policy changes them, so a paired difference is surer than either level."
    )


def _years(number: int) -> str:
    return "1 year" if number == 1 else f"{number} years"

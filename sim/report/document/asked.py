"""What was asked, in words: the question, each policy's own words, and how it was run."""

from collections.abc import Sequence

from sim.report.document.basis import Basis
from sim.report.document.joined import capital
from sim.report.numbers import policy_name
from sim.scenarios import KEEP, OWN_POLICY, scenarios
from sim.settings.together import first_day


def policy_words(names: Sequence[str]) -> list[str]:
    """Return what each policy stands for, a paragraph each, as its file says."""
    known = scenarios()
    said = []
    for name in names:
        if name in known and name != KEEP:
            said.append(f"{policy_name(name)}: {known[name].words.replace('`', '')}")
        elif name == OWN_POLICY:
            said.append(f"{policy_name(name)}: what was set behind policy. on the command line.")
    return said


def how_run(basis: Basis, runs: str) -> str:
    """Return how the study was run.

    Parameters
    ----------
    basis
        What it rested on.
    runs
        Over which worlds, and how many runs: "in 200 plausible worlds".
    """
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

"""Compare policies on the same children and the same chance: `python -m experiments.compare`.

Every policy runs in the same worlds as today's service. What comes out is what each changes, how
sure that is when several are judged at once, how often each is the best, and what is gained and
given up between timeliness, drift, the child's voice and cost.
"""

import sys
from typing import TYPE_CHECKING

from experiments.study_command import (
    ALL,
    named_scenarios,
    refuse_records,
    refuse_scenario,
    study_program,
)  # fmt: skip
from sim.arms.scenarios import KEEP
from sim.cli.arguments import CommandLine, Option
from sim.cli.command import run

if TYPE_CHECKING:
    from sim.study.policy_study import PolicyStudy


def _begin(line: CommandLine) -> tuple["PolicyStudy", str]:
    from sim.cli.ask import ask

    refuse_scenario(line)
    names = [name for name in line.options["scenarios"] if name != KEEP]
    asked = {name: ask(line, [f"+scenario={name}"]) for name in names}
    for arms in asked.values():
        refuse_records(arms)
    from sim.study.policies_compared import compare  # the model takes seconds to load

    return compare(asked), "compare"


SCENARIOS = Option(
    "scenarios",
    "the policies to compare with today's service and each other, [strengthen,abolish], or all",
    ALL,
    named_scenarios,
)
EXAMPLES = (
    ("python -m experiments.compare", "all scenarios, in the average authority"),
    ("python -m experiments.compare scenarios=[keep,strengthen,relocate,abolish] "
     "authority.name=Leeds replications=100", "four, in Leeds"),
    ("python -m experiments.compare scenarios=[strengthen,abolish] worlds=one",
     "in the typical world alone, to look inside"),
    ("python -m experiments.compare scenarios=[abolish] precision_of=readings",
     "until more worlds would change no reading"),
)  # fmt: skip
RESULTS = (
    ("comparison.csv", "headline measures of each policy: changes, counts of worlds, readings"),
    ("worlds.csv", "every pair of runs with its beliefs and what came of it"),
    ("ranks.csv", "in what share of worlds each policy has each rank, by measure"),
    ("trade_offs.csv", "timeliness, drift, the child's voice and cost together"),
    ("cost_and_drift.csv", "differences in cost and drift together, in every world"),
    ("costs.csv", "the cost of each policy by part and year"),
    ("why.csv", "with why=true, the parts that each policy's differences are made of"),
    ("hangs_on.csv", "the beliefs that each policy's answer hangs on, and where they turn it"),
    ("drift.csv", "differences in drift, and how much of their spread is chance"),
    ("summary.csv", "every measure of each policy"),
    ("replications.parquet", "every measure of every run"),
    ("dictionary.csv", "what each column is"),
    ("report.html, report.md", "the answer in words, with how sure, figures and assumptions"),
    ("figures/", "all policies side by side, ranks, cost against drift, and each policy's own"),
    ("run.json", "every setting that was used"),
)


PROGRAM = study_program(
    "python -m experiments.compare", __doc__, _begin, (SCENARIOS,), EXAMPLES, RESULTS
)

if __name__ == "__main__":
    sys.exit(run(PROGRAM, sys.argv[1:]))

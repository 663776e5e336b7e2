"""Which settings drive each headline figure: `python -m experiments.sensitivity`."""

import sys
from collections.abc import Sequence

from experiments.sensitivity.sensitivity_options import OPTIONS, check_line, varied
from experiments.sensitivity.three_passes import Sensitivity
from sim.cli.arguments import CommandLine
from sim.cli.command import Program, run
from sim.cli.main import scenario_of

NAME = "python -m experiments.sensitivity"


OPENING = """\
Which of the figures that nobody has measured do the results rest on? Varies every setting that is
an assumption over its plausible range, and says which move each headline measure and what a policy
changes of it, how far, which way, and whether that is more than chance. Then looks more closely at
the few that matter most. Settings given on the command line are held at the value given."""

EXAMPLES = (
    (f"{NAME} +scenario=abolish", "what the effect of abolishing rests on"),
    (NAME, "what today's levels rest on"),
    (f"{NAME} +scenario=relocate authority.name=Leeds", "the same for a policy in Leeds"),
    (
        f"{NAME} +scenario=notify settings=[plan.watched,plan.stalls] sobol=2",
        "two settings only",
    ),
    (f"{NAME} +scenario=abolish trajectories=50 samples=256", "surer, and slower"),
)

RESULTS = (
    ("morris.csv", "the first pass: how far each setting moves each figure, and chance beside it"),
    ("sobol.csv", "the closer look: the share of each figure's variance that each explains"),
    (
        "tornado.csv",
        "each figure with each of the few at either end of its plausible range; "
        "`replications` runs at each end, one run at each point of the other passes",
    ),
    ("points.parquet", "every run: the settings' values, and the headline figures"),
    ("report.html, report.md", "the answer in words, with how sure, figures and assumptions"),
    ("figures/", "the first pass, the closer look, and a tornado for drift and for timeliness"),
)


def _begin(line: CommandLine) -> tuple[Sensitivity, str]:
    from sim.cli.ask import ask_in_one_world

    arms = ask_in_one_world(line)
    check_line(arms, line)
    beliefs = varied(arms, line.options["settings"])
    return Sensitivity(arms, scenario_of(arms, line), beliefs, line.options), "sensitivity"


def _help(topics: Sequence[str]) -> str:
    from sim.cli.help import program_page

    return program_page(NAME, OPENING, OPTIONS, EXAMPLES, RESULTS, topics)


PROGRAM = Program(NAME, _help, _begin, OPTIONS, varies=True)

if __name__ == "__main__":
    sys.exit(run(PROGRAM, sys.argv[1:]))

"""Which settings drive each headline figure: `python -m experiments.sensitivity`.

Which of the figures that nobody has measured do the results rest on? Varies every setting that is
an assumption over its plausible range, and says which move each headline measure and what a policy
changes of it, how far, which way, and whether that is more than chance. Then looks more closely at
the few that matter most. Settings given on the command line are held at the value given.
"""

import sys
from typing import TYPE_CHECKING

from experiments.beliefs import AUTO, varied
from experiments.study_command import refuse_beyond_one_world, settings_to_vary, study_program
from sim.arms.typed_words import whole_number
from sim.cli.arguments import CommandLine, Option
from sim.cli.command import run
from sim.cli.main import scenario_of
from sim.errors import UserError

if TYPE_CHECKING:
    from experiments.sensitivity.three_passes import Sensitivity

NAME = "python -m experiments.sensitivity"
MOST_SAMPLES = 2**14


def _samples(text: str) -> int:
    """Return how many base samples; quasi-random points are even at powers of two only."""
    if text.isascii() and text.isdigit() and len(text) <= len(str(MOST_SAMPLES)):
        number = int(text)
        if 2 <= number <= MOST_SAMPLES and number & (number - 1) == 0:
            return number
    raise UserError(
        f"samples={text} is not allowed: it must be a power of two from 2 to {MOST_SAMPLES}: 64, "
        "128, 256"
    )


OPTIONS = (
    Option(
        "settings", "which settings to vary: auto, every number that rests on an assumption and "
        "has a plausible range, or names, [challenge.iro.acts,plan.stalls]", AUTO,
        settings_to_vary("settings"),
    ),
    Option(
        "trajectories", "walks through the plausible settings in the first pass, each of which "
        "moves every setting once", "20", whole_number("trajectories", 2, 1000),
    ),
    Option(
        "sobol", "how many of the settings that matter most are looked at more closely; 0 leaves "
        "that pass out", "6", whole_number("sobol", 0, 50),
    ),
    Option(
        "samples", "base points of the closer look, a power of two: it runs samples x (sobol + 3) "
        "points", "64", _samples,
    ),
)  # fmt: skip
EXAMPLES = (
    (f"{NAME} +scenario=abolish", "what the effect of abolishing rests on"),
    (NAME, "what today's levels rest on"),
    (f"{NAME} +scenario=relocate authority.name=Leeds", "the same for a policy in Leeds"),
    (f"{NAME} +scenario=notify settings=[plan.watched,plan.stalls] sobol=2", "two settings only"),
    (f"{NAME} +scenario=abolish trajectories=50 samples=256", "surer, and slower"),
)
RESULTS = (
    ("morris.csv", "the first pass: how far each setting moves each figure, and chance beside it"),
    ("sobol.csv", "the closer look: the share of each figure's variance that each explains"),
    ("tornado.csv", "each figure with each of the few at either end of its plausible range; "
     "`replications` runs at each end, one run at each point of the other passes"),
    ("points.parquet", "every run: the settings' values, and the headline figures"),
    ("report.html, report.md", "the answer in words, with how sure, figures and assumptions"),
    ("figures/", "the first pass, the closer look, and a tornado for drift and for timeliness"),
)  # fmt: skip


def _begin(line: CommandLine) -> tuple["Sensitivity", str]:
    from experiments.sensitivity.three_passes import Sensitivity
    from sim.cli.ask import ask_in_one_world

    arms = ask_in_one_world(line)
    refuse_beyond_one_world(arms, "say trajectories, samples and replications")
    beliefs = varied(arms, "settings", line.options["settings"])
    return Sensitivity(arms, scenario_of(arms, line), beliefs, line.options), "sensitivity"


PROGRAM = study_program(NAME, __doc__, _begin, OPTIONS, EXAMPLES, RESULTS, varies=True)

if __name__ == "__main__":
    sys.exit(run(PROGRAM, sys.argv[1:]))

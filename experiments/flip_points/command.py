"""Under what beliefs does a policy beat today's service? `python -m experiments.flip_points`."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from experiments.flip_points.options import OPTIONS
from sim.cli.arguments import CommandLine
from sim.cli.command import Program, run
from sim.errors import UserError

if TYPE_CHECKING:
    from sim.study.session import Study

NAME = "python -m experiments.flip_points"
FOLDER = "flip_points"

OPENING = (
    "Under what beliefs does a policy, such as abolishing the IRO, beat today's service: on drift "
    "(days in drift per child-year), on timeliness (reviews held by their limit), on cost? Much of "
    "what decides it nobody has measured. This command tries many worlds, each with other beliefs "
    "spread evenly over their plausible ranges, and says which beliefs those worlds share in which "
    "the policy wins; then at what value of a single belief it begins to win; and then, over two "
    "beliefs together, which arrangement is best. The same children meet the same fates in all "
    "arrangements and all worlds, as far as beliefs allow."
)
EXAMPLES = (
    (NAME, "abolish, relocate and strengthen, with all beliefs"),
    (f"{NAME} settings=[challenge.iro.acts,challenge.advocate.succeeds]", "two beliefs alone"),
    (f"{NAME} beats=matters samples=1000", "gains that matter"),
)
RESULTS = (
    ("boxes.csv", "for each policy and question: the beliefs under which it wins, with coverage "
     "(the share of such worlds that they hold) and density (the share of worlds under them that "
     "are such); where it wins in 80% of the worlds or more, those under which it does not"),
    ("thresholds.csv", "the value of one setting at which the policy begins or ceases to win, all "
     "others at their defaults, with its 95% interval"),
    ("map.csv", "over two settings, the best arrangement and its lead over the second"),
    ("samples.parquet", "every sampled world: its settings, and each policy's differences"),
    ("report.html, report.md", "the answer in words, with how sure, figures and assumptions"),
    ("figures/", "flip_map_drift, flip_map_timeliness, flip_map_cost as PNG and SVG"),
    ("run.json", "every setting that was used, and the sentences printed"),
    ("The rule", "of the settings that differ between worlds won and not (a rank test, adjusted "
     "for their number), PRIM (patient rule induction) peels worlds away; restrictions that chance "
     "could make (a quasi-p-value of 0.05 or more) are dropped, and the least sure beyond four "
     "settings. Of what is left, the box with most coverage among those "
     "of density 0.8 or more, otherwise the one with the largest density times coverage"),
    ("How sure", "another seed samples other worlds: where its boxes name other beliefs, samples= "
     "and world_replications= were too few. All worlds share the chance of the same replications"),
)  # fmt: skip


def main(arguments: Sequence[str]) -> int:
    """Do what the words after the command ask for, and return the exit code."""
    return run(PROGRAM, arguments)


def _begin(line: CommandLine) -> tuple["Study", str]:
    from experiments.sensitivity.options import refuse_in_one_world
    from sim.cli.ask import ask_in_one_world

    if line.scenario is not None:
        raise UserError(
            f"+scenario={line.scenario} is not allowed: write scenarios=[{line.scenario}]"
        )
    arms = ask_in_one_world(line)
    today = arms.today
    if arms.under_policy is not None:
        word = f"policy.{next(iter(arms.policy))}"
        raise UserError(f"{word} is not allowed: the policies are those of scenarios=[...]")
    if today.authority.scope != "one":
        raise UserError("authority=england is not allowed here: name one authority")
    refuse_in_one_world(arms, "say samples, world_replications and replications")
    policies = {
        name: ask_in_one_world(line, [f"+scenario={name}"]).policy
        for name in line.options["scenarios"]
    }
    from experiments.flip_points.study import FlipPoints  # the model takes seconds to load

    return FlipPoints(arms, policies, line.options), FOLDER


def _help(topics: Sequence[str]) -> str:
    from sim.cli.help import program_page

    return program_page(NAME, OPENING, OPTIONS, EXAMPLES, RESULTS, topics)


PROGRAM = Program(NAME, _help, _begin, tuple(OPTIONS), varies=True)

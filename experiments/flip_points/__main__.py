"""Under what beliefs does a policy beat today's service? `python -m experiments.flip_points`.

Under what beliefs does a policy, such as abolishing the IRO, beat today's service: on drift
(days in drift per child-year), on timeliness (reviews held by their limit), on cost? Much of what
decides it nobody has measured. This command tries many worlds, each with other beliefs spread
evenly over their plausible ranges, and says which beliefs those worlds share in which the policy
wins; then at what value of a single belief it begins to win; and then, over two beliefs together,
which arrangement is best. The same children meet the same fates in all arrangements and all worlds,
as far as beliefs allow.
"""

import sys
from typing import TYPE_CHECKING

from experiments.beliefs import AUTO
from experiments.flip_points import ANY, MATTERS, NO_MAP
from experiments.study_command import (
    named_scenarios,
    refuse_beyond_one_world,
    refuse_scenario,
    settings_to_vary,
    study_program,
)
from sim.arms.scenarios import KEEP
from sim.arms.typed_words import whole_number
from sim.cli.arguments import CommandLine, Option
from sim.cli.command import run
from sim.errors import UserError

if TYPE_CHECKING:
    from sim.study.session import Study

NAME = "python -m experiments.flip_points"


def _scenarios(text: str) -> tuple[str, ...]:
    return tuple(name for name in named_scenarios(text) if name != KEEP)


def _map(text: str) -> tuple[str, ...] | str:
    names = None if text == NO_MAP else settings_to_vary("map")(text)
    if names is None:
        return text
    if len(names) != 2:
        raise UserError(f"map={text} is not allowed: it must be two settings, {AUTO} or {NO_MAP}")
    return names


def _beats(text: str) -> str:
    if text not in (ANY, MATTERS):
        raise UserError(f"beats={text} is not allowed: it must be {ANY} or {MATTERS}")
    return text


TWO = "[team_manager.objectivity,challenge.advocate.succeeds]"
OPTIONS = (
    Option(
        "scenarios", "policies to set against today's service, by name; python -m sim --help lists "
        "them", "[abolish,relocate,strengthen]", _scenarios,
    ),
    Option(
        "settings", f"beliefs that vary: {AUTO} for all that calibration samples but those you "
        f"set, or a list such as {TWO}", AUTO, settings_to_vary("settings"),
    ),
    Option(
        "samples", "worlds, each with other beliefs, in which it is seen who wins", "200",
        whole_number("samples", 20, 20_000),
    ),
    Option(
        "world_replications", "replications of each such world; the setting replications is for "
        "the values along one setting and for the map", "2",
        whole_number("world_replications", 1, 1000),
    ),
    Option(
        "beats", f"what beating today's service is: {ANY} gain, or one that {MATTERS} (the "
        "settings matters.*); the map always shows who is best", ANY, _beats,
    ),
    Option(
        "map", f"two settings to map who is best over, such as {TWO}; {AUTO} for the two that most "
        f"boxes restrict, or {NO_MAP}", AUTO, _map,
    ),
    Option(
        "grid", "values tried along a setting, and along each side of the map", "7",
        whole_number("grid", 2, 25),
    ),
)  # fmt: skip
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


def _begin(line: CommandLine) -> tuple["Study", str]:
    from sim.cli.ask import ask_in_one_world

    refuse_scenario(line)
    arms = ask_in_one_world(line)
    if arms.under_policy is not None:
        word = f"policy.{next(iter(arms.policy))}"
        raise UserError(f"{word} is not allowed: the policies are those of scenarios=[...]")
    refuse_beyond_one_world(arms, "say samples, world_replications and replications")
    policies = {
        name: ask_in_one_world(line, [f"+scenario={name}"]).policy
        for name in line.options["scenarios"]
    }
    from experiments.flip_points.flip_study import FlipPoints  # the model takes seconds to load

    return FlipPoints(arms, policies, line.options), "flip_points"


PROGRAM = study_program(NAME, __doc__, _begin, OPTIONS, EXAMPLES, RESULTS, varies=True)

if __name__ == "__main__":
    sys.exit(run(PROGRAM, sys.argv[1:]))

"""`python -m sim`: one policy against today's service, a sweep over several, or England."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sim.arms.resolve import Arms
from sim.arms.scenarios import KEEP, OWN_POLICY
from sim.cli.arguments import CommandLine
from sim.cli.command import Program, run
from sim.errors import UserError

if TYPE_CHECKING:
    from sim.study.policy_study import PolicyStudy

SWEEP = "sweep"


def main(arguments: Sequence[str]) -> int:
    """Do what the words after `python -m sim` ask for, and return the exit code."""
    return run(PROGRAM, arguments)


def begin(line: CommandLine) -> tuple["PolicyStudy", str]:
    """Return the study that a command line asks for, and its name below results/."""
    from sim.cli.ask import ask, of_england

    if line.grid is not None:
        points = [_point(point) for point in line.grid]
        from sim.study.grid import grid

        return grid(points, line.varied), SWEEP
    arms = ask(line)
    scenario = scenario_of(arms, line)
    if arms.today.authority.scope == "england":
        every = of_england(line)
        from sim.study.england import england

        return england(every, scenario), scenario
    from sim.study.one_policy import one_policy  # the model takes seconds to load, so only now

    return one_policy(arms, scenario), scenario


def _point(line: CommandLine) -> tuple[Arms | UserError, str]:
    """Return a point of a sweep; where it cannot be run, why, for the others go on."""
    from sim.cli.ask import ask

    try:
        arms = ask(line)
    except UserError as mistake:
        return mistake, line.scenario or KEEP
    return arms, scenario_of(arms, line)


def scenario_of(arms: Arms, line: CommandLine) -> str:
    """Return the name of the policy that was asked for."""
    if arms.under_policy is None:
        return KEEP
    return OWN_POLICY if line.scenario in (None, KEEP) else str(line.scenario)


def _help(topics: Sequence[str]) -> str:
    from sim.cli.help import page

    return page(topics)


PROGRAM = Program("python -m sim", _help, begin, sweeps=True)

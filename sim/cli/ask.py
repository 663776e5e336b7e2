"""From the words of a command to the resolved settings of both arms."""

import dataclasses
from collections.abc import Iterable

from sim.arms.policy import Request
from sim.arms.resolve import Arms, resolve
from sim.cli.arguments import CommandLine
from sim.cli.compose import compose
from sim.data import authorities, council_figures
from sim.errors import LONGEST_PATH, UserError, echoed
from sim.settings import replace_values

# what says which one authority is meant
ONE_S_OWN = (
    "authority.name",
    "authority.file",
    "authority.children_looked_after",
    "authority.started_in_year",
    "authority.ceased_in_year",
)


def ask(line: CommandLine, more: Iterable[str] = ()) -> Arms:
    """Return the arms that a command line asks for, with `more` overrides.

    Raises
    ------
    UserError
        Where it cannot be run.
    """
    return arms_of(compose([*line.overrides, *more], line.config), line.given)


def ask_in_one_world(line: CommandLine, more: Iterable[str] = ()) -> Arms:
    """Return the arms of a study that looks at the one typical world, or varies beliefs itself.

    Raises
    ------
    UserError
        Where plausible worlds were asked for, or it cannot be run.
    """
    if "worlds" in line.given and compose(line.overrides, line.config).settings.worlds != "one":
        raise UserError(
            "worlds=plausible is not allowed here: this study varies beliefs itself, or looks "
            "inside one world; leave worlds out"
        )
    return ask(line, ["worlds=one", *more])


def of_england(line: CommandLine) -> list[Arms]:
    """Return the arms of every English authority, each with its own figures."""
    asked = compose(line.overrides, line.config)
    for name in ONE_S_OWN:
        if name in line.given | asked.in_files:
            raise UserError(f"{name} is not allowed with authority.scope=england: each has its own")
    if "pool" in asked.changes:
        raise UserError(
            "policy.pool is not allowed with authority.scope=england: a pool is of some of them"
        )
    named = (replace_values(asked.settings, {"authority.name": n}) for n in authorities.names())
    return [arms_of(dataclasses.replace(asked, settings=one), line.given) for one in named]


def arms_of(asked: Request, given: frozenset[str]) -> Arms:
    """Return the arms of composed settings.

    Parameters
    ----------
    asked
        What was asked.
    given
        The settings that the user set today; a council's file does not change them.
    """
    settings, given = asked.settings, given | asked.in_files
    if not settings.authority.file:
        return dataclasses.replace(resolve(settings, asked.changes), fixed=given)
    path = settings.authority.file
    if settings.authority.name != authorities.AVERAGE or settings.authority.scope != "one":
        raise UserError(
            f"{council_figures.NAME}={echoed(path, LONGEST_PATH)} is not allowed with another "
            "authority: the file is the authority; what is not in it is England's"
        )
    own = council_figures.read(path)
    values = {name: value for name, value in own.values.items() if name not in given}
    try:
        arms = resolve(replace_values(settings, values), asked.changes)
    except UserError as mistake:
        said = council_figures.in_the_files_words(str(mistake), own)
        if said == str(mistake):
            raise
        raise UserError(f"{council_figures.NAME}={echoed(path, LONGEST_PATH)}: {said}") from None
    named = {"authority.name": own.name}
    return dataclasses.replace(
        arms,
        today=replace_values(arms.today, named),
        under_policy=arms.under_policy and replace_values(arms.under_policy, named),
        fixed=given | frozenset(values),
        reviews_on_time=own.reviews_on_time,
    )

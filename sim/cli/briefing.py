"""From a command line to what it asks in a few words."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sim.arms.policy import PREFIX
from sim.arms.scenarios import KEEP, OWN_POLICY
from sim.cli.arguments import CommandLine
from sim.study.brief import Brief

if TYPE_CHECKING:
    from sim.settings import Settings

# said in a place of their own, or without a say in what comes out
APART = (
    "scenario", "authority.name", "authority.scope", "worlds", "replications", "compute.workers",
    "compute.kind", "compute.address",
)  # fmt: skip


def brief_of(
    line: CommandLine, study: str, authority: str, how: "Settings", varies: bool = False
) -> Brief:
    """Return what a command line asks.

    Parameters
    ----------
    line
        The command line.
    study, authority, varies
        See `Brief`.
    how
        The resolved settings.
    """
    replications = int(how.replications or 0)
    worlds = None
    if how.worlds == "plausible" and not varies:
        from sim.replicate.worlds import stored  # a table is read, which help needs not

        worlds = min(replications, stored())
    until_sure = how.precision is not None or how.precision_of == "readings"
    policies = list(dict.fromkeys(_policies(line, study)))
    changed = [word for word in line.words if _name(word) not in APART and "=" in word
               and not word.startswith("-")]  # fmt: skip
    if study not in policies and line.grid is None and line.scenario is not None:
        changed.insert(0, line.scenario)
    return Brief(study, authority, "; ".join(policies), tuple(changed), worlds, replications,
                 how.seed, varies, until_sure)  # fmt: skip


def _policies(line: CommandLine, study: str) -> Iterable[str]:
    if line.grid is not None:
        return [_policy(point) for point in line.grid]
    if "scenarios" in line.options:
        return [str(name) for name in line.options["scenarios"]]
    return [study] if study in (KEEP, OWN_POLICY) else [_policy(line)]


def _policy(line: CommandLine) -> str:
    own = any(word.startswith(PREFIX) for word in line.overrides)
    return (OWN_POLICY if own else KEEP) if line.scenario in (None, KEEP) else str(line.scenario)


def _name(word: str) -> str:
    return word.partition("=")[0].lstrip("+")

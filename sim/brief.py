"""What a run was asked, in a few words: for the name of its folder, and its row in the index."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.command_line import CommandLine
from sim.scenarios import KEEP, OWN_POLICY
from sim.settings.policy import PREFIX

if TYPE_CHECKING:
    from sim.settings import Settings

# said in a place of their own, or without a say in what comes out
APART = (
    "scenario", "authority", "authority.name", "worlds", "replications", "threads", "compute",
    "compute.kind", "compute.address",
)  # fmt: skip


@dataclass(frozen=True)
class Brief:
    """What a run was asked.

    Attributes
    ----------
    study
        The policy's name, or the study's: the folder below results/.
    authority
        As titles give it.
    policy
        The names of the policies; keep is today's service.
    changed
        What was typed beside, name=value.
    worlds
        How many plausible worlds; None in one world, the typical one.
    replications, seed
        As resolved.
    varies
        Whether the study varies beliefs itself, so that it is of no world.
    """

    study: str
    authority: str
    policy: str
    changed: tuple[str, ...]
    worlds: int | None
    replications: int
    seed: int
    varies: bool = False

    @property
    def worlds_words(self) -> str:
        """The worlds as a folder's name says them; nothing where the study varies beliefs."""
        if self.varies:
            return ""
        if self.worlds is None:
            return "one-world"
        return f"{self.worlds}-world" if self.worlds == 1 else f"{self.worlds}-worlds"


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
        from sim.study.worlds import stored  # a table is read, which help needs not

        worlds = min(replications, stored())
    policies = list(dict.fromkeys(_policies(line, study)))
    changed = [word for word in line.words if _name(word) not in APART and "=" in word]
    if study not in policies and line.grid is None and line.scenario is not None:
        changed.insert(0, line.scenario)
    return Brief(study, authority, "; ".join(policies), tuple(changed), worlds, replications,
                 how.seed, varies)  # fmt: skip


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


def now() -> str:
    """Return the date and time, to the second, with the zone."""
    return datetime.datetime.now().astimezone().isoformat(timespec="seconds")

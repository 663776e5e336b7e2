"""What a run was asked, in a few words: for the name of its folder, and its row in the index."""

import datetime
from dataclasses import dataclass


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


def now() -> str:
    """Return the date and time, to the second, with the zone."""
    return datetime.datetime.now().astimezone().isoformat(timespec="seconds")

"""What a run was asked, in a few words: for the name of its folder, and its row in the index."""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True)
class Brief:
    """What a run was asked."""

    study: str  # the policy's name, or the study's: the folder below results/
    authority: str  # as titles give it
    policy: str  # the names of the policies; keep is today's service
    changed: tuple[str, ...]  # what was typed beside, name=value
    worlds: int | None  # how many plausible worlds; None in one world, the typical one
    # replications, seed: as resolved
    replications: int
    seed: int
    varies: bool = False  # whether the study varies beliefs itself, so that it is of no world
    # whether it stops once it is sure, so that worlds and replications are the most it may run
    until_sure: bool = False

    @property
    def worlds_words(self) -> str:
        """The worlds as a folder's name says them; nothing where the study varies beliefs."""
        if self.varies:
            return ""
        if self.worlds is None:
            return "one-world"
        words = f"{self.worlds}-world" if self.worlds == 1 else f"{self.worlds}-worlds"
        up_to = "up-to-" * self.until_sure
        if self.replications > self.worlds:  # each more than once
            return f"{words}-{up_to}{self.replications}-runs"
        return up_to + words


def now() -> str:
    """Return the date and time, to the second, with the zone."""
    return datetime.datetime.now().astimezone().isoformat(timespec="seconds")

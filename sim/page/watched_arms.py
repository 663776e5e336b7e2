"""Today's service and a policy lived together: the same world, the same chance, the same day."""

import copy
import threading
from typing import Any

from sim.page.watched_model import Watched
from sim.settings import Settings
from sim.world import World


class WatchedArms:
    """Two services that one step brings a working day further, as Mesa's controls take them.

    Parameters
    ----------
    settings, under_policy, rng
        As for `ReviewService`.
    warmed
        The world at the end of the warm-up, where that has been lived.

    Attributes
    ----------
    today, policy
        The services.
    warmed
        The world that both began from.
    running
        Whether there are days to live, and these are the hands that live them.
    """

    def __init__(
        self, settings: Settings, under_policy: Settings, rng: int, warmed: World | None = None
    ) -> None:
        self.today = Watched(settings, settings, rng, warmed)
        self.warmed = self.today.world.fork() if warmed is None else warmed
        self.policy = Watched(settings, under_policy, rng, self.warmed)
        self.running = True
        self._turn = threading.Lock()

    @property
    def lived(self) -> int:
        """How many working days have been lived since the first reported one."""
        return len(self.today.days)

    def step(self) -> None:
        """Live one working day in both services."""
        with self._turn:
            if self.running:
                self.today.step()
                self.policy.step()
                self.running = self.today.running

    def close(self) -> None:
        """Live no further day by these hands, whatever thread still holds them."""
        with self._turn:
            self.running = False

    def come_to(self, day: int) -> "WatchedArms":
        """Return the services after so many working days, for other hands; these live no more.

        Days that have been lived are not lived again where `day` does not lie before them.
        """
        self.close()
        if day < self.lived:
            here = WatchedArms(**self.made)
        else:
            here = copy.copy(self)
            here.running = self.today.running
        while here.running and here.lived < day:
            here.step()
        return here

    @property
    def made(self) -> dict[str, Any]:
        """What makes them anew, on the first reported day."""
        return {
            "settings": self.today.settings,
            "under_policy": self.policy.under_policy,
            "rng": self.today.world_seed,
            "warmed": self.warmed,
        }

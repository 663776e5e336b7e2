"""Every setting once, by room: name, unit, what is allowed, default and source.

From Python `sim.settings()` is the table of them.
"""

import dataclasses
import functools
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import TYPE_CHECKING

from sim.settings.advocate import Advocate
from sim.settings.authority import Authority
from sim.settings.care import Care, PlacementMoves
from sim.settings.care_plan import Plan
from sim.settings.challenge import Challenge
from sim.settings.compute import RUN, Compute
from sim.settings.cost import Cost
from sim.settings.court import Court
from sim.settings.desk import Desk
from sim.settings.iro import IRO
from sim.settings.policy_levers import EarlyHelp, Redeployment, Reinvestment, Transition
from sim.settings.register import (
    Setting,
    register,
    replace_values,
    setting,
    to_dict,
    working_days,
)
from sim.settings.review import Review
from sim.settings.settings_table import settings_table
from sim.settings.significant_changes import Change
from sim.settings.smallest_differences import Matters
from sim.settings.social_worker import SocialWorker
from sim.settings.team_manager import TeamManager

if TYPE_CHECKING:
    import pandas as pd

PRECISE = tuple(part.name for part in dataclasses.fields(Matters))  # the headline measures
READINGS = "readings"


@dataclass(frozen=True)
class Settings:
    """Everything that can be set; `register(Settings())` lists it."""

    seed: int = setting(
        1, "the seed of all chance", unit="number", low=0, high=2**53, source=RUN, policy=False
    )
    replications: int | None = setting(
        None, "independent runs of each arrangement; of plausible worlds how many, some of them "
        "run twice. Where it is not set: 200 worlds, 20 with authority.scope=england, 50 of one",
        unit="runs", low=1, high=100_000, source=RUN, policy=False, optional=True,
    )  # fmt: skip
    years: int = setting(
        5, "reported years", unit="years", low=1, high=30, source=RUN, policy=False
    )
    warm_up_years: int = setting(
        2, "years before the first reported day, under today's service, not reported",
        unit="years", low=0, high=10, source=RUN, policy=False,
    )  # fmt: skip
    start: str = setting(
        "2025-04-01", "the first reported day, on which a policy starts (YYYY-MM-DD)",
        unit="date", source=RUN, policy=False,
    )  # fmt: skip
    worlds: str = setting(
        "plausible", "over which sets of beliefs the answer is given: all under which today's "
        "service comes out as published, or one, the typical one, to look inside", unit="kind",
        choices=("plausible", "one"), source=RUN, policy=False,
    )  # fmt: skip
    precision: float | None = setting(
        None, "run until the difference named by precision_of is known this closely, in the unit "
        "of that measure (half-width of a 95% interval; 0.005 of a share is half a point), "
        "`replications` at most", unit="the measure's", low=0.00001, high=1_000_000, source=RUN,
        policy=False, optional=True,
    )  # fmt: skip
    precision_of: str = setting(
        "reviews_on_time", "of which headline measure `precision` is asked; with `readings` the "
        "study goes on until more worlds would change no reading, `replications` at most",
        unit="measure", choices=(*PRECISE, READINGS), source=RUN, policy=False,
    )  # fmt: skip
    why: bool = setting(
        False, "whether a policy's difference is taken apart into its parts, from further runs in "
        "the same worlds with one part put back at a time", unit="yes or no", source=RUN,
        policy=False,
    )  # fmt: skip
    records: str = setting(
        "", "of what every single one is written, a row each, beside the tables: reviews, actions "
        "(of plans) or [reviews,actions]", unit="kinds", source=RUN, policy=False,
    )  # fmt: skip
    pool: str = setting(
        "", "authorities that share one pool of IROs under a policy, [Leeds,Bradford,Calderdale]; "
        "an authority named again is a copy", unit="names", source=RUN,
    )  # fmt: skip
    recruitment_days: int = working_days(
        130, "until a post that a policy adds is filled",
        source="assumption: half a year (0-260)", plausible=(0, 260),
    )  # fmt: skip
    compute: Compute = Compute()
    authority: Authority = Authority()
    iro: IRO = IRO()
    social_worker: SocialWorker = SocialWorker()
    team_manager: TeamManager = TeamManager()
    advocate: Advocate = Advocate()
    desk: Desk = Desk()
    review: Review = Review()
    change: Change = Change()
    plan: Plan = Plan()
    challenge: Challenge = Challenge()
    care: Care = Care()
    placement_moves: PlacementMoves = PlacementMoves()
    court: Court = Court()
    early_help: EarlyHelp = EarlyHelp()
    redeployment: Redeployment = Redeployment()
    reinvestment: Reinvestment = Reinvestment()
    transition: Transition = Transition()
    cost: Cost = Cost()
    matters: Matters = Matters()


@functools.lru_cache(maxsize=32)
def settings_by_name(settings: Settings | None = None) -> Mapping[str, Setting]:
    """Return every setting by its dotted name, with its default, or its value in these settings."""
    return {setting.name: setting for setting in register(settings or Settings())}


class _Called(ModuleType):
    """A room that can be called: it and the call from Python have one name, `sim.settings`."""

    def __call__(self) -> "pd.DataFrame":
        """Return the table of all settings."""
        return settings_table(settings_by_name().values())


sys.modules[__name__].__class__ = _Called

__all__ = ["Setting", "Settings", "register", "replace_values", "settings_by_name", "to_dict"]
